"""The comments of the open proposal -> what nobody has answered yet, as a file for the job that
decides.

Standard library only: `python -m vigie.inbox` works without anything installed. What was heard is
kept in the answers themselves, in a mark that only this program's own comments are read for: which
comments, and the ticks of each checklist. So each run handles all that is unanswered, in whatever
order the runs come, and two edits at once lose nothing.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vigie import propose
from vigie.forge import Comment, Forge
from vigie.plain_words import complain, tell
from vigie.repository import ProposalError

FILE = "inbox.json"
CHECKLIST = "<!-- vigie:checklist "
_ANSWER = "<!-- vigie:answer "
_HEARD = re.compile(r"<!-- vigie:answer (\{[^\n]{0,60000}\}) -->")
_TICK = re.compile(r"\s{0,3}[-*+] \[([ xX]?)\] ")
_LINE_MARK = "<!-- vigie:"
_NUMBER = re.compile(r"(\d{1,4})[+-] ")
# A line that opens with a number, maybe after a word: any other is talk, and asks for nothing.
_LIKE = re.compile(r"^[^\w\n]{0,6}(?:\w{1,12} {1,3})?[^\w\n]{0,3}\d", re.M)
# Letters of a comment that are read.
MAX_LETTERS = 70_000


@dataclass
class Heard:
    """What was answered before: the comments, and the ticks of each checklist."""

    comments: set[int] = field(default_factory=set)
    ticks: dict[int, dict[int, bool]] = field(default_factory=dict)


def collect(comments: Iterable[Comment], forge: Forge) -> list[dict[str, Any]]:
    """Return what is to be answered, in the order of the comments: checklists whose ticks changed
    since, and comments of who may write. A stranger's is passed over.
    """
    found = list(comments)
    heard = heard_in(found)
    rights: dict[str, bool] = {}
    told: list[dict[str, Any]] = []
    for comment in found:
        text = comment.text[:MAX_LETTERS]
        if is_checklist(comment):
            seen = heard.ticks.get(comment.id)
            row: dict[str, Any] = {"id": comment.id, "kind": "checklist", "text": text}
            told.append({**row, "seen": _pairs(seen), "changed": _changed(text, seen)})
        elif not comment.is_ours and comment.id not in heard.comments and _LIKE.search(text):
            if comment.login not in rights:
                rights[comment.login] = forge.may_write(comment.login)
            if rights[comment.login]:
                told.append({"id": comment.id, "kind": "commands", "text": text})
    return told


def is_checklist(comment: Comment) -> bool:
    """Return whether a comment is a checklist of this program."""
    return comment.is_ours and comment.text.lstrip().startswith(CHECKLIST)


def heard_in(comments: Iterable[Comment]) -> Heard:
    """Return what this program's own answers say that it heard."""
    heard = Heard()
    for comment in comments:
        told = _HEARD.match(comment.text) if comment.is_ours else None
        if told is None:
            continue
        said = json.loads(told[1])
        heard.comments.update(map(int, said.get("comments", ())))
        for name, ticks in said.get("ticks", {}).items():
            heard.ticks[int(name)] = _unpacked(ticks)
    return heard


def mark(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the mark of an answer to what was collected."""
    comments, told = [], {}
    for row in rows:
        if row["kind"] == "checklist":
            told[str(row["id"])] = _packed(ticks(str(row["text"])))
        else:
            comments.append(int(row["id"]))
    return f"{_ANSWER}{json.dumps({'comments': comments, 'ticks': told})} -->"


def ticks(text: str) -> dict[int, bool]:
    """Return which lines of a checklist are ticked, by number."""
    found: dict[int, bool] = {}
    for row in text.splitlines():
        box = _TICK.match(row)
        _, place, rest = row.rpartition(_LINE_MARK)
        number = _NUMBER.match(rest) if box and place else None
        if box and number:
            found.setdefault(int(number[1]), box[1] in {"x", "X"})
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Write what is unanswered into a folder; 0 done, 1 refused (told in a sentence)."""
    parser = argparse.ArgumentParser(prog="python -m vigie.inbox", description=tell("help_inbox"))
    parser.add_argument("--root", type=Path, default=Path(), help=tell("help_root"))
    parser.add_argument("folder", type=Path, help=tell("help_folder"))
    given = parser.parse_args(arguments)
    try:
        print(_collected(given.folder, Forge.of_environment(given.root)))
    except ProposalError as error:
        complain(tell("refused", reason=error))
        return 1
    return 0


def _collected(folder: Path, forge: Forge) -> str:
    """Write FILE where anything is unanswered; return a sentence."""
    if (sender := _editor()) and not forge.may_write(sender):
        return tell("stranger")
    standing = forge.open_proposal(propose.BRANCH)
    if standing is None:
        return tell("none_open")
    rows = collect(forge.comments(standing.number), forge)
    if not any(row.get("changed", True) for row in rows):
        return tell("nothing_asked")
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"pull": standing.number, "rows": rows}, ensure_ascii=False)
    (folder / FILE).write_text(text, encoding="utf-8")
    return tell("asked", number=standing.number)


def _editor() -> str:
    """Return who edited a comment, so that this job began; "" where nobody did."""
    event = os.environ.get("GITHUB_EVENT_PATH", "")
    if not event:
        return ""
    told = json.loads(Path(event).read_text(encoding="utf-8"))
    if told.get("action") != "edited":
        return ""
    return str(told["sender"]["login"])


def _changed(text: str, seen: Mapping[int, bool] | None) -> bool:
    """Return whether ticks are other than they were heard, or than the program set them."""
    now = ticks(text)
    if seen is not None:
        return now != seen
    return any(f"{_LINE_MARK}{number}{'-' if on else '+'} " in text for number, on in now.items())


def _pairs(seen: Mapping[int, bool] | None) -> list[list[int]]:
    return [[number, int(on)] for number, on in (seen or {}).items()]


def _packed(told: Mapping[int, bool]) -> str:
    return " ".join(f"{number}{'+' if on else '-'}" for number, on in told.items())


def _unpacked(told: object) -> dict[int, bool]:
    return {int(word[:-1]): word[-1] == "+" for word in str(told).split()}


if __name__ == "__main__":
    sys.exit(main())
