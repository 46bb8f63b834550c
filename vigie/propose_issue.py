"""What `vigie import` made of an issue -> a pull request of its own, and the answer in the issue.

Standard library only, as `propose` says why: `python -m vigie.propose_issue FOLDER --event FILE`.
The folder comes from a job that read a stranger's text, so that of its patch nothing is taken but
plain files of sheets; whose issue it is, and who set the label, is what the forge told.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from vigie import plain_words, propose, repository
from vigie.forge import Forge
from vigie.plain_words import complain, tell
from vigie.repository import ProposalError, Touched

PATCH, ANSWER, HOUSE = "change.patch", "answer.md", "house.md"
# A comment and the text of a pull request take 65,536 characters.
MAX_TEXT = 30_000
MAX_PATCH = 5_000_000
# The folders of sheets of a language, and what may lie beside a sheet.
FOLDERS = (
    *("actions", "communication-kits", "events", "guide"),
    *("practices", "questions", "toolkits", "tools"),
)
ENDINGS = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "png", "jpg", "txt", "csv")
_NAME = "[a-z0-9][a-z0-9-]{0,119}"
_SHEET = re.compile(
    rf"(?:to-translate/)?docs/[a-z]{{2}}/(?:{'|'.join(FOLDERS)})/(?!index\.md)"
    rf"{_NAME}(?:\.md|/[\w-]{{1,120}}\.(?:jpeg|{'|'.join(ENDINGS)}))",
    re.ASCII,
)
_PLAIN_FILE = "100644"


def offer(root: Path, folder: Path, event: Mapping[str, Any]) -> str:
    """Propose the patch of a folder on the issue's own branch, and answer in the issue; return in a
    sentence what was done.

    Raises ProposalError where the label is of somebody who may not write, where the patch reaches
    beyond sheets, and where git or the forge refuses; nothing is answered then.
    """
    forge = Forge.of_environment(root)
    number = int(event["issue"]["number"])
    if not forge.may_write(str(event["sender"]["login"])):
        raise ProposalError(tell("import_stranger", number=number))
    branch = f"import/issue-{number}"
    if standing := forge.open_proposal(branch):
        return tell("import_open", number=standing.number)
    patch, answer, house = _read(folder, PATCH), _told(folder, ANSWER), _told(folder, HOUSE)
    if not patch.strip():
        forge.say(number, _joined(answer, house))
        return tell("import_answered", number=number)
    made, paths = _committed(root, patch, number)
    propose.push(root, made, repository.tip(root, branch), branch)
    text = plain_words.of_site(root, "import_text").replace("{number}", str(number))
    address = forge.offer(branch, _title(root, number), _joined(text, _listed(paths), house))
    forge.say(number, answer)
    return tell("proposed", address=address)


def beyond(paths: Iterable[str]) -> list[str]:
    """Return which paths are those of no sheet of a language, and of no file beside one."""
    return sorted(path for path in paths if not _SHEET.fullmatch(path))


def _committed(root: Path, patch: bytes, number: int) -> tuple[str, list[str]]:
    """Commit a patch of sheets; return the commit, and the paths. Raises ProposalError on any
    other.
    """
    tree, touched = repository.patched_tree(root, patch)
    odd = [change.path for change in touched if not _is_plain(change)]
    paths = [change.path for change in touched]
    if reached := sorted({*odd, *beyond(paths)}):
        raise ProposalError(tell("beyond_sheets", paths=", ".join(reached)))
    return repository.commit(root, tree, _title(root, number)), paths


def _is_plain(change: Touched) -> bool:
    return not change.removed and change.mode == _PLAIN_FILE


def _title(root: Path, number: int) -> str:
    return f"{plain_words.of_site(root, 'import_title')} #{number}"


def _listed(paths: Iterable[str]) -> str:
    return "\n".join(f"- `{path}`" for path in paths)


def _joined(*texts: str) -> str:
    return "\n\n".join(filter(None, map(str.strip, texts)))


def _read(folder: Path, name: str) -> bytes:
    with (folder / name).open("rb") as opened:
        return opened.read(MAX_PATCH)


def _told(folder: Path, name: str) -> str:
    return _read(folder, name).decode("utf-8", "replace")[:MAX_TEXT]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command of its own; 0 done, 1 refused (told in a sentence)."""
    parser = argparse.ArgumentParser(
        prog="python -m vigie.propose_issue", description=tell("help_import")
    )
    parser.add_argument("--root", type=Path, default=Path(), help=tell("help_root"))
    parser.add_argument("--event", type=Path, required=True, help=tell("help_event"))
    parser.add_argument("folder", type=Path, help=tell("help_imported"))
    given = parser.parse_args(arguments)
    try:
        event = json.loads(given.event.read_text(encoding="utf-8"))
        print(offer(given.root, given.folder, event))
    except (ProposalError, OSError, ValueError, KeyError, TypeError) as error:
        complain(tell("refused", reason=error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
