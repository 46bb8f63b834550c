"""Sources that failed twice in a row -> one open issue for each, closed when the source is well.

Standard library only, as `propose` says why: `python -m vigie.source_issues FILE`. The file is made
by the job that gathers, which may write nothing; what it says is text, and which issues are this
program's is read from their first line and from who opened them.
"""

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vigie import plain_words
from vigie.forge import Forge, Issue
from vigie.plain_words import complain, tell
from vigie.repository import ProposalError

_MARK = re.compile(r"<!-- vigie:source ([a-z0-9][a-z0-9_-]{0,99}) -->\n")
# So many issues are opened at once; more sources than these fail when our own network does.
MOST_AT_ONCE = 10
MAX_TITLE, MAX_TEXT = 200, 20_000
MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Failing:
    """A source that failed twice in a row, and what its issue is to say."""

    source: str
    title: str
    text: str

    @property
    def body(self) -> str:
        """Return the issue's text, with the mark by which it is found again."""
        return f"<!-- vigie:source {self.source} -->\n{self.text}"


def follow(failing: Sequence[Failing], forge: Forge, farewell: str) -> str:
    """Open, rewrite and close issues so that each failing source has one, and no other has any.

    Return in a sentence what was done. Raises ProposalError where the forge refuses; the next week
    does the rest.
    """
    opened = _by_source(forge)
    fresh = [trouble for trouble in failing if trouble.source not in opened]
    for trouble in fresh[:MOST_AT_ONCE]:
        forge.open_issue(trouble.title, trouble.body)
    rewritten = sum(_rewritten(trouble, opened, forge) for trouble in failing)
    well = opened.keys() - {trouble.source for trouble in failing}
    for source in sorted(well):
        for issue in opened[source]:
            forge.close_issue(issue.number, farewell)
    begun = len(fresh[:MOST_AT_ONCE])
    return tell("followed", opened=begun, rewritten=rewritten, closed=len(well))


def _by_source(forge: Forge) -> Mapping[str, list[Issue]]:
    """Return the open issues of each source, the oldest first."""
    found: dict[str, list[Issue]] = {}
    for issue in sorted(forge.issues(), key=_number):
        if mark := _MARK.match(issue.text.replace("\r\n", "\n")):
            found.setdefault(mark[1], []).append(issue)
    return found


def _number(issue: Issue) -> int:
    return issue.number


def _rewritten(trouble: Failing, opened: Mapping[str, list[Issue]], forge: Forge) -> bool:
    """Write a source's issue anew where it says something else; return whether it did."""
    for issue in opened.get(trouble.source, ())[:1]:
        if (issue.title, issue.text.replace("\r\n", "\n")) != (trouble.title, trouble.body):
            forge.rewrite_issue(issue.number, trouble.title, trouble.body)
            return True
    return False


def read(file: Path) -> list[Failing]:
    """Return what a file of facts says. Raises ProposalError where it is none."""
    try:
        with file.open("rb") as opened:
            rows = json.loads(opened.read(MAX_BYTES))["failing"]
        found = [_failing(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProposalError(tell("no_facts", file=file, reason=error)) from error
    return found


def _failing(row: Mapping[str, str]) -> Failing:
    """Return a source of the file. Raises ValueError where its id is none."""
    source, title, text = (row[name] for name in ("id", "title", "text"))
    if not _MARK.fullmatch(f"<!-- vigie:source {source} -->\n"):
        raise ValueError(repr(source[:MAX_TITLE]))
    line = " ".join(title.split())
    return Failing(source, line[:MAX_TITLE], text[:MAX_TEXT].strip())


def main(arguments: Sequence[str] | None = None) -> int:
    """Follow what a file says; 0 done, 1 refused (told in a sentence)."""
    parser = argparse.ArgumentParser(
        prog="python -m vigie.source_issues", description=tell("help_issues")
    )
    parser.add_argument("--root", type=Path, default=Path(), help=tell("help_root"))
    parser.add_argument("file", type=Path, help=tell("help_facts"))
    given = parser.parse_args(arguments)
    if not given.file.exists():
        # The week stopped before it knew.
        print(tell("no_week"))
        return 0
    try:
        forge = Forge.of_environment(given.root)
        print(follow(read(given.file), forge, plain_words.of_site(given.root, "well_again")))
    except ProposalError as error:
        complain(tell("refused", reason=error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
