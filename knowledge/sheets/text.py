"""The Markdown of any page that people write -> what would leave a reader behind: headings, images,
dead links.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from knowledge.model import Problem
from knowledge.sheets import body as bodies
from knowledge.sheets import markup_check, text_warnings
from knowledge.sheets.error_messages import shown
from knowledge.sheets.references import AnyPages, References, SitePages
from knowledge.storage import yaml_mistakes


def problems(
    body: str,
    path: str,
    root: Path,
    *,
    first: int = 1,
    titled: bool = True,
    made: SitePages | None = None,
) -> Iterator[Problem]:
    """Yield what is wrong. `path` is told from `root`; `first` is the line of the file on which the
    text begins. `made` is what the program makes of the instance; unsaid, what may be a page of its
    own is one.

    A text that is `titled` has its heading of the first level from the front matter (WCAG 2.2,
    1.3.1 and 2.4.6).
    """
    where = _Place(path, first)
    yield from markup_check.problems(body, path, first)
    for number, line in bodies.lines(body):
        if yaml_mistakes.merge_mark(line) and line.startswith("<"):
            yield where.problem("merge_marks", number, line)
    if bodies.refused(body):
        return
    yield from _headings(body, where, titled=titled)
    for fault in References(body, path, root, made or AnyPages()).faults():
        yield where.problem(fault.code, fault.line, fault.found, **fault.facts)
    yield from text_warnings.problems(body, path, first)


class _Place(NamedTuple):
    """A file, and its line on which a text begins."""

    path: str
    first: int

    def problem(self, code: str, line: int, found: str, **facts: str) -> Problem:
        """Return what is wrong on a line of the text."""
        where = {"path": self.path, "line": str(self.first + line), "found": shown(found)}
        return Problem(code, where | facts)


def _headings(body: str, where: _Place, *, titled: bool) -> Iterator[Problem]:
    level = 1
    for heading in bodies.headings(body):
        if heading.level == 1 and titled:
            yield where.problem("heading_first", heading.line, heading.words)
        elif heading.level > level + 1:
            expected = "#" * (level + 1)
            yield where.problem("heading_level", heading.line, heading.words, expected=expected)
        level = max(heading.level, 1)
