"""The Markdown of any page that people write -> what would leave a reader behind: headings, images,
dead links.
"""

import posixpath
import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from knowledge.model import Problem
from knowledge.sheets import body as bodies
from knowledge.sheets import markup_check, text_warnings
from knowledge.sheets.error_messages import shown
from knowledge.sheets.registry import KINDS
from knowledge.storage import contained

# Folders all of whose pages the program makes, and single pages of its own.
GENERATED = frozenset(
    (
        *("months", "weeks", "kinds", "themes", "regions", "sources", "entries"),
        *("directory", "dossiers"),
        *("radar.md", "health.md", "search.md", "subscribe.md", "map.md", "translations.md"),
    )
)
_MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# What is missing before an address, and the code of the problem.
_PREFIXES = {"https://": "link_scheme", "mailto:": "link_mail"}
_FOLDERS = frozenset({"watch", *(kind.folder for kind in KINDS.values() if not kind.opened)})


def problems(
    body: str,
    path: str,
    root: Path,
    *,
    first: int = 1,
    titled: bool = True,
    made: Container[str] | None = None,
) -> Iterator[Problem]:
    """Yield what is wrong. `path` is told from `root`; `first` is the line of the file on which the
    text begins. `made` are the pages that the program makes, told from `root`; unsaid, what may be
    one is.

    A text that is `titled` has its heading of the first level from the front matter (WCAG 2.2,
    1.3.1 and 2.4.6).
    """
    where = _Place(path, first)
    yield from markup_check.problems(body, path, first)
    if bodies.refused(body):
        return
    yield from _headings(body, where, titled=titled)
    yield from _images(body, where, root)
    for line, address in bodies.links(body):
        if code := _wrong_link(address, path, root, made):
            yield where.problem(code, line, address)
    yield from text_warnings.problems(body, path, first)


class _Place(NamedTuple):
    """A file, and its line on which a text begins."""

    path: str
    first: int

    def problem(self, code: str, line: int, found: str, **facts: str) -> Problem:
        """Return what is wrong on a line of the text."""
        where = {"path": self.path, "line": str(self.first + line), "found": shown(found)}
        return Problem(code, where | facts)


def _images(body: str, where: _Place, root: Path) -> Iterator[Problem]:
    for line, alternative, address in bodies.images(body):
        if not alternative:
            yield where.problem("image_alternative", line, address)
        elif not _shows(address, where.path, root):
            yield where.problem("image_absent", line, address)


def _headings(body: str, where: _Place, *, titled: bool) -> Iterator[Problem]:
    level = 1
    for heading in bodies.headings(body):
        if heading.level == 1 and titled:
            yield where.problem("heading_first", heading.line, heading.words)
        elif heading.level > level + 1:
            expected = "#" * (level + 1)
            yield where.problem("heading_level", heading.line, heading.words, expected=expected)
        level = max(heading.level, 1)


def prefix(address: str) -> str:
    """Return what is missing before an address, "" where nothing is."""
    if address.lower().startswith("www."):
        return "https://"
    if _MAILBOX.fullmatch(address):
        return "mailto:"
    return ""


def _wrong_link(address: str, path: str, root: Path, made: Container[str] | None) -> str:
    """Return the code of what is wrong with a link, "" where it leads somewhere."""
    leads = prefix(address)
    if leads:
        return _PREFIXES[leads]
    # One to somebody's drive is told of with the text around it.
    if address.startswith("\\\\") or _leads(address, path, root, made):
        return ""
    return "link_dead"


def _leads(address: str, path: str, root: Path, made: Container[str] | None) -> bool:
    """Return whether a relative link leads to a file of its language, or to a page that the program
    makes. One to a folder, or from the site's root, leads nowhere in a built site.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if not _is_of_language(parts.path, target, path):
        return False
    return contained.is_file(root / target, root / "docs") or _is_made(target, made)


def _is_made(path: str, made: Container[str] | None) -> bool:
    if made is None:
        return generated(path)
    return path in made


def _shows(address: str, path: str, root: Path) -> bool:
    """Return whether an image is a file of its language; that of another site is told of
    elsewhere.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if not _is_of_language(parts.path, target, path):
        return False
    return contained.is_file(root / target, root / "docs") or _of_the_theme(target)


def _is_of_language(address: str, target: str, path: str) -> bool:
    """Return whether an address leads from a page to a place in the folder of its language."""
    language = "/".join(path.split("/")[:2])
    return not address.startswith("/") and target.startswith(f"{language}/")


def _of_the_theme(path: str) -> bool:
    """Return whether a path is in the folder that the theme fills too."""
    parts = path.split("/", 3)
    return len(parts) == 4 and (parts[0], parts[2]) == ("docs", "assets")


def generated(path: str) -> bool:
    """Return whether a page may be one that the program makes.

    The build, which knows them all, refuses a link to one that it does not make.
    """
    docs, _, rest = path.partition("/")
    folder, _, name = rest.partition("/")[2].rpartition("/")
    if docs != "docs" or not name.endswith(".md"):
        return False
    return folder in GENERATED or name in GENERATED or (name == "index.md" and folder in _FOLDERS)
