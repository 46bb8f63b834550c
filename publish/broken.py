"""What people wrote -> the site without the pages that have a mistake, and what is said of them."""

import posixpath
import re
from collections.abc import Collection as Paths
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from knowledge import problems
from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.sheets import markup_check
from knowledge.sheets.addresses import is_elsewhere, parts_of
from knowledge.sheets.collection import Collection
from knowledge.storage import contained, page

_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(\s*<?([^()\s<>]++)>?[^()]*\)")


def without(held: Collection, mistakes: Sequence[Problem]) -> Collection:
    """Return the sheets of the files that have no mistake."""
    wrong = set(map(attrgetter("path"), mistakes))
    kept = tuple(sheet for sheet in held.sheets if sheet.path not in wrong)
    return replace(held, sheets=kept, drafts=(), problems=())


def pages(root: Path, languages: Sequence[str], sheets: Paths[str]) -> Iterator[Problem]:
    """Yield why a page that is no sheet cannot be read; `sheets` are the paths of the others."""
    for lang in languages:
        for path in contained.files(root / "docs" / lang, root, "**/*.md"):
            if path.relative_to(root).as_posix() not in sheets:
                yield from _of_page(path, root)


def notices(mistakes: Sequence[Problem], locale: str) -> tuple[str, ...]:
    """Return a sentence for each mistake for which a page is left out."""
    return tuple(map(partial(problems.what, locale=locale), mistakes))


def unlinked(markdown: str, path: str, gone: Paths[str]) -> str:
    """Return a page's text in which links to pages that are left out are their words alone.

    `path` and `gone` are told from the instance's folder.
    """

    def words(found: re.Match[str]) -> str:
        """Return a link as it is, or its words."""
        address = parts_of(found[2])
        if address is None or is_elsewhere(address):
            return found[0]
        target = posixpath.join(posixpath.dirname(path), unquote(address.path))
        return found[1] if posixpath.normpath(target) in gone else found[0]

    if not gone:
        return markdown
    return _LINK.sub(words, markdown)


def menu(nav: Any, folder: str, gone: Paths[str]) -> Any:
    """Return a menu of MkDocs without the pages of a folder that are left out."""
    if isinstance(nav, list):
        kept = (menu(part, folder, gone) for part in nav)
        return [part for part in kept if part not in (None, {}, [])]
    if isinstance(nav, Mapping):
        return dict(_titled(nav, folder, gone))
    if f"{folder}/{nav}" in gone:
        return None
    return nav


def pages_of(nav: Any) -> Iterator[str]:
    """Yield the pages that a menu of MkDocs names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for part in nav.values():
            yield from pages_of(part)
    elif isinstance(nav, list):
        for part in nav:
            yield from pages_of(part)


def _of_page(path: Path, root: Path) -> Iterator[Problem]:
    try:
        found = page.read(path, root)
    except SheetError as error:
        yield from error.faults
    else:
        yield from markup_check.refusals(found.text, path.relative_to(root).as_posix(), found.first)


def _titled(nav: Mapping[str, Any], folder: str, gone: Paths[str]) -> Iterator[tuple[str, Any]]:
    """Yield the titles of a menu under which something is left."""
    for name, part in nav.items():
        kept = menu(part, folder, gone)
        if kept not in (None, []):
            yield name, kept
