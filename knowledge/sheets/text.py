"""The Markdown of any page that people write -> what would leave a reader behind: headings, images,
dead links.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from knowledge.model import Problem
from knowledge.sheets import body as bodies
from knowledge.sheets.error_messages import shown
from knowledge.sheets.registry import KINDS

# Folders all of whose pages the program makes, and single pages of its own.
GENERATED = frozenset(
    {
        *(
            "months",
            "weeks",
            "kinds",
            "themes",
            "regions",
            "sources",
            "entries",
            "directory",
            "dossiers",
        ),
        *("radar.md", "health.md", "search.md", "subscribe.md", "map.md", "translations.md"),
    }
)
_FOLDERS = frozenset({"watch", *(kind.folder for kind in KINDS.values() if not kind.opened)})


def problems(
    body: str, path: str, root: Path, *, first: int = 1, titled: bool = True
) -> Iterator[Problem]:
    """Yield what is wrong. `path` is told from `root`; `first` is the line of the file on which the
    text begins.

    A text that is `titled` has its heading of the first level from the front matter (WCAG 2.2,
    1.3.1 and 2.4.6).
    """
    level = 1
    for heading in bodies.headings(body):
        facts = {"path": path, "line": str(first + heading.line), "found": shown(heading.words)}
        if heading.level == 1 and titled:
            yield Problem("heading_first", facts)
        elif heading.level > level + 1:
            yield Problem("heading_level", {**facts, "expected": "#" * (level + 1)})
        level = max(heading.level, 1)
    for line, alternative, address in bodies.images(body):
        if not alternative:
            yield Problem(
                "image_alternative",
                {"path": path, "line": str(first + line), "found": shown(address)},
            )
    for line, address in bodies.links(body):
        if not _leads(address, path, root):
            yield Problem(
                "link_dead", {"path": path, "line": str(first + line), "found": shown(address)}
            )


def _leads(address: str, path: str, root: Path) -> bool:
    """Say whether a relative link leads to a file, or to a page that the program makes."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return (root / target).exists() or _generated(target)


def _generated(path: str) -> bool:
    """Say whether a page may be one that the program makes; the build, which knows them all, holds
    the link itself.
    """
    docs, _, rest = path.partition("/")
    folder, _, name = rest.partition("/")[2].rpartition("/")
    if docs != "docs" or not name.endswith(".md"):
        return False
    return folder in GENERATED or name in GENERATED or (name == "index.md" and folder in _FOLDERS)
