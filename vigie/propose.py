"""A gathered change -> one pull request on one fixed branch.

Standard library only, so that the job that may write to the repository runs no other code:
`python -m vigie.propose` works without anything installed.

A proposal that is still open is continued, never replaced: a coordinator may have edited entries in
it, and the day on which an entry was first seen stands there alone.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from vigie import repository
from vigie.repository import FOLDER, Proposal, ProposalError, Touched

BRANCH = "watch/refresh"
# GitHub takes 65,536 characters; a summary beyond that would lose the whole proposal.
MAX_BODY = 60_000
_RULE = "\n\n---\n\n"
_CUT = "\n\n_(…) La suite est dans le journal de la tâche. / De rest staat in het logboek van de taak._\n"
_SUFFIXES = (".md", ".yml", ".txt")
_PLAIN_FILE = "100644"


def resume(root: Path) -> str:
    """Bring what the open proposal holds into the checked-out files, so that a refresh goes on from
    there.

    Says in a sentence what was found. Raises ProposalError where it collides with what was
    published meanwhile.
    """
    standing = repository.open_proposal(root, BRANCH)
    if standing is None:
        return "No proposal is open."
    _continue(root, standing)
    return f"Going on from proposal {standing.number}, which is still open."


def propose(root: Path, patch: bytes, *, summary: str, moment: datetime) -> str:
    """Commit a patch of `docs/watch` on BRANCH and open a pull request, or add to the one that is
    open.

    An empty patch proposes nothing. `summary` is Markdown, already escaped; `moment` gives the week
    in the title. Says in a sentence what was done. Raises ProposalError where the patch reaches
    beyond plain files of `docs/watch`, where it no longer fits, or where git or gh refuses.
    """
    if not patch.strip():
        return "Nothing is new: nothing proposed."
    standing = repository.open_proposal(root, BRANCH)
    seen = repository.tip(root, BRANCH)
    if standing:
        _continue(root, standing)
    tree, touched = repository.patched_tree(root, patch)
    if reached := beyond(touched):
        raise ProposalError(
            f"the change reaches beyond plain files of {FOLDER}: {', '.join(reached)}"
        )
    if not touched:
        return "Nothing is new: nothing proposed."
    made = repository.commit(root, tree, title(moment))
    repository.push(root, made, branch=BRANCH, seen=seen)
    return _publish(root, standing, summary=summary, moment=moment)


def beyond(touched: Sequence[Touched]) -> list[str]:
    """List what a refresh never writes: other folders, other kinds of file, links, programs."""
    return sorted(one.path for one in touched if not _belongs(one))


def title(moment: datetime) -> str:
    """Name the proposal after its ISO 8601 week, in French and in Dutch."""
    year, week, _ = moment.isocalendar()
    return f"Veille / Opvolging {year}-W{week:02}"


def body(summary: str, before: str = "") -> str:
    """Put this week's summary above the earlier ones, within what GitHub takes; the oldest lines go
    first.
    """
    text = _RULE.join(part.strip() for part in (summary, before) if part.strip())
    if len(text) <= MAX_BODY:
        return text + "\n"
    kept = text[: MAX_BODY - len(_CUT)]
    return kept[: max(kept.rfind("\n"), 0) or None].rstrip() + _CUT


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command of its own; 0 done, 1 refused (said in a sentence)."""
    parser = argparse.ArgumentParser(
        prog="python -m vigie.propose", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--root", type=Path, default=Path(), help="the instance's folder")
    parser.add_argument(
        "--patch",
        type=Path,
        help="the change, as `vigie weekly` wrote it; else what the files hold",
    )
    order = parser.add_mutually_exclusive_group(required=True)
    order.add_argument(
        "--resume", action="store_true", help="go on from the proposal that is still open"
    )
    order.add_argument("--summary", type=Path, help="the pull request's text, in Markdown")
    given = parser.parse_args(arguments)
    try:
        print(
            resume(given.root)
            if given.resume
            else from_files(given.root, given.summary, patch=given.patch)
        )
    except ProposalError as error:
        # Git and gh may repeat text from outside: no line of it may look like an order to the
        # runner.
        print(
            *("| " + line for line in f"Not proposed: {error}".splitlines()),
            sep="\n",
            file=sys.stderr,
        )
        return 1
    return 0


def from_files(root: Path, summary: Path, *, patch: Path | None = None) -> str:
    """Propose the patch of a file, or else what the working tree changes, under the text of a file;
    see `propose`.
    """
    change = patch.read_bytes() if patch else repository.folder_diff(root)
    return propose(
        root, change, summary=summary.read_text(encoding="utf-8"), moment=datetime.now(UTC)
    )


def _continue(root: Path, standing: Proposal) -> None:
    try:
        repository.merge(root, repository.tip(root, BRANCH))
    except ProposalError as error:
        raise ProposalError(
            f"{error}. Merge or close pull request {standing.number}, then start the watch again; nothing is lost"
        ) from None


def _publish(root: Path, standing: Proposal | None, *, summary: str, moment: datetime) -> str:
    """Write the pull request's title and text; give a sentence with its number or address."""
    text = ("--title", title(moment), "--body-file", "-")
    if standing:
        repository.gh(
            root, "pr", "edit", str(standing.number), *text, given=body(summary, standing.body)
        )
        return f"Added to proposal {standing.number}."
    return f"Proposed: {repository.gh(root, 'pr', 'create', '--head', BRANCH, *text, given=body(summary))}"


def _belongs(one: Touched) -> bool:
    plain = one.removed or one.mode == _PLAIN_FILE
    return plain and one.path.startswith(f"{FOLDER}/") and one.path.endswith(_SUFFIXES)


if __name__ == "__main__":
    sys.exit(main())
