"""A gathered change -> one pull request on one fixed branch.

Standard library only, so that the job that may write to the repository runs no other code:
`python -m vigie.propose` works without anything installed.

A proposal that is still open is continued, never replaced: a coordinator may have edited entries in
it, and the day on which an entry was first seen stands there alone.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from vigie import inbox, plain_words, repository
from vigie.forge import Forge
from vigie.plain_words import complain, tell
from vigie.repository import FOLDER, Proposal, ProposalError, Touched

BRANCH = "watch/refresh"
# GitHub takes 65,536 characters; a summary beyond that would lose the whole proposal.
MAX_BODY = 60_000
_RULE = "\n\n---\n\n"
_FOLD_END = "\n\n</details>"
_SUFFIXES = (".md", ".yml", ".txt")
_PLAIN_FILE = "100644"
# Where a comment of a checklist begins, and where it names the pull request.
_PARTS, _PULL = re.compile(r"^(?=<!-- vigie:checklist )", re.M), "<vigie:pull/"
MAX_BLOCK = 20_000
_ENTRY = re.compile(rf"({FOLDER}/[a-z0-9][a-z0-9_-]{{0,40}}/)(_held/)?([^/_][^/]*\.md)")
_BREAK = re.compile(r"(?<=\n)")
_KEY = "review:"
# Stands for the forge, where no file tells what it said.
_ASKED = Path("-")
# What ends a line in YAML 1.1 besides a line feed, and what no text holds.
_ODD = re.compile("\r(?!\n)|[\0\x85\u2028\u2029]")


def resume(root: Path, told: Path | None = None) -> str:
    """Bring what the open proposal holds into the checked-out files; a refresh goes on from there.

    `told` is the file of `ask`, where this job may not ask the forge. Return in a sentence what was
    found. Raises ProposalError where it collides with what was published meanwhile.
    """
    standing = told_open(told) if told else Forge.of_environment(root).open_proposal(BRANCH)
    if standing is None:
        return tell("none_open")
    _continue(root, standing)
    return tell("resumed", number=standing.number)


def ask(root: Path, file: Path) -> str:
    """Write into a file which proposal is open, for a job that may not ask the forge; return a
    sentence.
    """
    standing = Forge.of_environment(root).open_proposal(BRANCH)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"open": standing.number if standing else 0}), encoding="utf-8")
    return tell("open", number=standing.number) if standing else tell("none_open")


def told_open(file: Path) -> Proposal | None:
    """Return the open proposal that `ask` wrote down."""
    number = int(json.loads(file.read_text(encoding="utf-8"))["open"])
    return Proposal(number, "") if number else None


def propose(root: Path, patch: bytes, *, summary: str, moment: datetime) -> str:
    """Commit a patch of `docs/watch` on BRANCH and open a pull request, or add to the open one.

    An empty patch proposes nothing. `summary` is Markdown, already escaped; `moment` gives the week
    in the title. Return in a sentence what was done. Raises ProposalError where the patch reaches
    beyond plain files of `docs/watch`, where it no longer fits, or where git or gh refuses.
    """
    if not patch.strip():
        return tell("nothing_new")
    forge = Forge.of_environment(root)
    standing = forge.open_proposal(BRANCH)
    seen = repository.tip(root, BRANCH)
    if standing:
        _continue(root, standing)
    tree = _checked_tree(root, patch)
    if tree == repository.git(root, "rev-parse", "HEAD^{tree}"):
        return tell("nothing_new")
    made = repository.commit(root, tree, title(root, moment))
    push(root, made, seen)
    return _publish(forge, standing, summary=summary, moment=moment)


def amend(root: Path, patch: bytes, inbox_file: Path, answer: str) -> str:
    """Commit on the open proposal a patch of what people decided, then answer those who asked.

    That is blocks `review:`, and batches that go or wait.

    Return in a sentence what was done. Raises ProposalError where the patch changes anything else,
    where the proposal is closed or moved meanwhile, or where git or the forge refuses; what was
    asked is then unanswered, and the next run takes it up.
    """
    told = json.loads(inbox_file.read_text(encoding="utf-8"))
    forge = Forge.of_environment(root)
    standing = forge.open_proposal(BRANCH)
    if standing is None or standing.number != told["pull"]:
        return tell("none_open")
    seen = repository.tip(root, BRANCH)
    _continue(root, standing)
    if patch.strip():
        made = _decided(root, patch)
        push(root, made, seen)
    if answer.strip() or not patch.strip():
        text = "\n".join(
            (inbox.mark(told["rows"]), answer.strip() or plain_words.of_site(root, "heard"))
        )
        forge.say(standing.number, text)
    return tell("answered", number=standing.number)


def push(root: Path, commit: str, seen: str, branch: str = BRANCH) -> None:
    """Push a branch, and tell the job so, which then has the checks started."""
    repository.push(root, commit, branch=branch, seen=seen)
    if output := os.environ.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as told:
            told.write("pushed=yes\n")


def _decided(root: Path, patch: bytes) -> str:
    """Commit a patch of blocks `review:` and of batches that go or wait; return the commit.

    Raises ProposalError on any other change.
    """
    tree, touched = repository.patched_tree(root, patch)
    moved = _moved(root, tree, touched)
    rest = [change for change in touched if change.path not in moved]
    if reached := [change.path for change in rest if not _is_review(root, tree, change)]:
        raise ProposalError(tell("beyond_review", paths=", ".join(sorted(reached))))
    return repository.commit(root, tree, plain_words.of_site(root, "decided"))


def _is_review(root: Path, tree: str, change: Touched) -> bool:
    """Return whether a change is one of the block `review:` of an entry's file alone."""
    if change.removed or not _belongs(change) or not change.path.endswith(".md"):
        return False
    before = repository.committed(root, change.path)
    after = repository.committed(root, change.path, tree)
    return before is not None and after is not None and is_only_review(before, after)


def _moved(root: Path, tree: str, touched: Sequence[Touched]) -> set[str]:
    """Return the paths of entries that go from the held ones of their source to its others, or
    back, and differ in the block `review:` at most.
    """
    by_path = {change.path: change for change in touched if _belongs(change)}
    moved = set[str]()
    for gone in filter(lambda path: by_path[path].removed, by_path):
        come = _mirrored(gone)
        if come in by_path and _is_same_entry(root, tree, gone, come):
            moved |= {gone, come}
    return moved


def _is_same_entry(root: Path, tree: str, gone: str, come: str) -> bool:
    """Return whether a file that comes is the one that goes, its block `review:` apart."""
    if repository.committed(root, come) is not None:
        return False
    before, after = repository.committed(root, gone), repository.committed(root, come, tree)
    return before is not None and after is not None and is_only_review(before, after)


def _mirrored(path: str) -> str:
    """Return where an entry is when it is held, or when it no longer is; "" for another file."""
    found = _ENTRY.fullmatch(path)
    if found is None:
        return ""
    place, held, name = found.groups()
    return f"{place}{name}" if held else f"{place}_held/{name}"


def beyond(touched: Sequence[Touched]) -> list[str]:
    """Return what a refresh never writes: other folders, other kinds of file, links, programs."""
    return sorted(change.path for change in touched if not _belongs(change))


def title(root: Path, moment: datetime) -> str:
    """Return the proposal's title: its ISO 8601 week, in each locale of the site."""
    year, week, _ = moment.isocalendar()
    return f"{plain_words.of_site(root, 'title')} {year}-W{week:02}"


def body(root: Path, summary: str, before: str = "") -> str:
    """Return this week's summary above the earlier ones, within what GitHub takes.

    The oldest lines go first.
    """
    text = _RULE.join(part.strip() for part in (summary, before) if part.strip())
    if len(text) <= MAX_BODY:
        return text + "\n"
    cut = f"\n\n_(…) {plain_words.of_site(root, 'cut')}_\n"
    kept = text[: MAX_BODY - len(cut) - len(_FOLD_END)]
    kept = kept[: max(kept.rfind("\n"), 0) or None].rstrip()
    if kept.count("<details>") > kept.count("</details>"):
        kept += _FOLD_END
    return kept + cut


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command of its own; 0 done, 1 refused (told in a sentence)."""
    parser = argparse.ArgumentParser(prog="python -m vigie.propose", description=tell("help"))
    parser.add_argument("--root", type=Path, default=Path(), help=tell("help_root"))
    parser.add_argument("--patch", type=Path, help=tell("help_patch"))
    order = parser.add_mutually_exclusive_group(required=True)
    order.add_argument("--resume", nargs="?", type=Path, const=_ASKED, help=tell("help_resume"))
    order.add_argument("--ask", type=Path, help=tell("help_ask"))
    order.add_argument("--summary", type=Path, help=tell("help_summary"))
    order.add_argument("--review", type=Path, help=tell("help_review"))
    parser.add_argument("--direct", action="store_true", help=tell("help_direct"))
    parser.add_argument("--checklist", type=Path, help=tell("help_checklist"))
    given = parser.parse_args(arguments)
    try:
        print(_done(given))
    except (ProposalError, OSError) as error:
        complain(tell("refused", reason=error))
        return 1
    return 0


def _done(given: argparse.Namespace) -> str:
    """Do what the arguments say; return in a sentence what was done."""
    if given.direct:
        return _done_here(given)
    if given.resume:
        return resume(given.root, None if given.resume is _ASKED else given.resume)
    if given.ask:
        return ask(given.root, given.ask)
    if given.review:
        folder: Path = given.review
        patch = (folder / "change.patch").read_bytes()
        answer = (folder / "answer.md").read_text(encoding="utf-8")
        return amend(given.root, patch, folder / inbox.FILE, answer)
    return from_files(given.root, given.summary, patch=given.patch, checklist=given.checklist)


def _done_here(given: argparse.Namespace) -> str:
    """Do what the arguments say on the branch that is checked out, without a forge."""
    if given.summary is None:
        return take_in(given.root)
    change = given.patch.read_bytes() if given.patch else repository.folder_diff(given.root)
    return publish_here(given.root, change, moment=datetime.now(UTC))


def take_in(root: Path) -> str:
    """Bring what others published meanwhile into the branch that is checked out; return a sentence.

    Raises ProposalError where it collides with what stands here.
    """
    branch = repository.checked_out(root)
    theirs = repository.tip(root, branch) if repository.has_server(root) else ""
    if theirs:
        repository.merge(root, theirs)
    return tell("taken_in", branch=branch) if theirs else tell("no_server")


def publish_here(root: Path, patch: bytes, *, moment: datetime) -> str:
    """Commit a patch of `docs/watch` that the files hold already, and push it where there is a
    server; return a sentence.

    Raises ProposalError as `propose` does. What could not be pushed goes along the week after.
    """
    done = tell("nothing_new")
    if patch.strip():
        tree = _checked_tree(root, patch)
        repository.advance(root, repository.commit(root, tree, title(root, moment)))
        done = tell("committed")
    if repository.has_server(root):
        repository.push_checked_out(root)
    return done


def _checked_tree(root: Path, patch: bytes) -> str:
    """Return the tree that a patch makes of HEAD. Raises ProposalError where it reaches beyond
    plain files of `docs/watch`.
    """
    tree, touched = repository.patched_tree(root, patch)
    if reached := beyond(touched):
        raise ProposalError(tell("beyond", folder=FOLDER, paths=", ".join(reached)))
    return tree


def from_files(
    root: Path, summary: Path, *, patch: Path | None = None, checklist: Path | None = None
) -> str:
    """Propose the patch of a file, or else what the working tree changes; see `propose`.

    The text of the pull request is that of the file `summary`; the comments below it are those of
    the file `checklist`, where there is one.
    """
    change = patch.read_bytes() if patch else repository.folder_diff(root)
    # A week that stopped early left none, and an empty patch.
    text = summary.read_text(encoding="utf-8") if summary.is_file() else ""
    said = propose(root, change, summary=text, moment=datetime.now(UTC))
    if checklist is not None and checklist.is_file():
        _show(root, checklist.read_text(encoding="utf-8"))
    return said


def _show(root: Path, checklist: str) -> None:
    """Write a checklist into comments of the open proposal, one for each of its parts."""
    parts = [part for part in _PARTS.split(checklist) if part.strip()]
    forge = Forge.of_environment(root)
    standing = forge.open_proposal(BRANCH) if parts else None
    if standing is not None:
        for part in parts:
            text = part.replace(_PULL, f"<{standing.url}/") if standing.url else part
            forge.show(standing.number, text)


def _continue(root: Path, standing: Proposal) -> None:
    try:
        repository.merge(root, repository.tip(root, BRANCH))
    except ProposalError as error:
        told = tell("collides", reason=error, number=standing.number)
        raise ProposalError(told) from None


def _publish(forge: Forge, standing: Proposal | None, *, summary: str, moment: datetime) -> str:
    """Write the pull request's title and text; return a sentence with its number or address."""
    named = title(forge.root, moment)
    if standing:
        forge.rewrite(standing.number, named, body(forge.root, summary, standing.body))
        return tell("added", number=standing.number)
    address = forge.offer(BRANCH, named, body(forge.root, summary))
    return tell("proposed", address=address)


def _belongs(change: Touched) -> bool:
    plain = change.removed or change.mode == _PLAIN_FILE
    in_folder = change.path.startswith(f"{FOLDER}/")
    return plain and in_folder and change.path.endswith(_SUFFIXES)


def is_only_review(before: str, after: str) -> bool:
    """Return whether two texts of a file differ in the block `review:` at most.

    This is stricter than YAML: what is not as the program writes it counts as changed. The block is
    the line `review:` at the margin and the lines below it that are indented or empty; whatever is
    indented there belongs to `review:` in every reading of YAML.
    """
    first, second = _taken_apart(before), _taken_apart(after)
    if first is None or second is None or first[:2] != second[:2]:
        return False
    block = second[2]
    return block == first[2] or not (len(block) > MAX_BLOCK or _ODD.search(block))


def _taken_apart(text: str) -> tuple[str, str, str] | None:
    """Return the front matter without its block, what is below it, and the block; None where a file
    is not as expected.
    """
    lines = _BREAK.split(text)
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        return None
    ends = [number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"]
    if not ends:
        return None
    head, block = _block_parted(lines[: ends[0]])
    return head, "".join(lines[ends[0] :]), block


def _block_parted(lines: list[str]) -> tuple[str, str]:
    """Return the lines outside of the block, and those of the block."""
    head, block = list[str](), list[str]()
    inside = False
    for line in lines:
        starts = line.startswith(_KEY) and not block
        inside = starts or (inside and (line[:1] in {" ", "\t"} or not line.strip()))
        (block if inside else head).append(line)
    return "".join(head), "".join(block)


if __name__ == "__main__":
    sys.exit(main())
