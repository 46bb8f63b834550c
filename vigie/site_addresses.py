"""An instance -> the addresses of its site and of its entries, against which `check` holds those
that people write.

What a link may lead to is what a build makes: no map without steps, no month without an entry.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from knowledge import site_settings
from knowledge.errors import VigieError
from knowledge.i18n import locales
from knowledge.model import Entry, Problem
from knowledge.sheets import page_markdown
from knowledge.sheets.kinds import communication_kit, toolkit
from knowledge.sheets.reading import Sheet
from knowledge.sheets.references import generated
from knowledge.sheets.registry import KINDS
from knowledge.storage import contained, review
from scrapers.clean import canonical_url

if TYPE_CHECKING:
    from publish.generated_page import GeneratedPage
    from publish.library import Library
    from publish.site_context import SiteContext

# Where files stand that may be for the network alone.
_KITS = (f"{toolkit.KIND.folder}/", f"{communication_kit.KIND.folder}/")
# Of 100: two addresses of one site that differ in a few letters score 90 and more.
_ALIKE = 75.0
_NONE = "—"
# Endings that somebody gives to a page of Markdown; the site and the check read one of them.
_ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
_ENDING = ".md"
_OPENS_A_FOLDER = frozenset({"index", "readme"})
# There the collection tells of endings.
_SHEETS = frozenset(kind.folder for kind in KINDS.values())


@dataclass(frozen=True)
class _Made:
    """What is made: the context of each locale, and the generated pages by path."""

    library: "Library"
    contexts: "dict[str, SiteContext]"
    pages: "dict[str, GeneratedPage]"


class MadePages:
    """The pages by path, as `docs/fr/map.md`; worked out when the first of them is asked for."""

    def __init__(self, root: Path, today: Day) -> None:
        self._root = root
        self._today = today

    def __contains__(self, path: object) -> bool:
        """Return whether a page is made, or may be where the instance cannot be read so far."""
        if not isinstance(path, str) or not generated(path):
            return False
        return self._made is None or path in self._made.pages

    def anchors(self, path: str) -> Collection[str] | None:
        """Return what can be linked to on a page beside what its author wrote, None where that is
        not known.
        """
        made = self._made
        if made is None or path in made.library.gone:
            return None
        # Few texts lead to such a place, and what makes pages is long to load.
        from publish.pages import page_outline

        if path in made.pages:
            return page_outline.anchors(made.pages[path])
        return _anchors_of_sheet(path, made)

    def withheld(self, path: str) -> bool:
        """Return whether a file is for the network alone."""
        _, locale, name = path.split("/", 2)
        if not name.startswith(_KITS) or self._made is None:
            return False
        from publish.pages import sheet_pages

        context = self._made.contexts.get(locale)
        return bool(context and sheet_pages.withheld(name, context))

    @cached_property
    def _made(self) -> _Made | None:
        from publish import library, site_context, site_metadata
        from publish.search import named

        if any(site_settings.problems(self._root)):
            return None
        try:
            held = library.load(self._root, self._today, leave_out_broken=True)
            site = locales.site_locales(self._root)
        except VigieError:
            # Told where it is wrong.
            return None
        made = _Made(held, {}, {})
        for locale in filter(locales.known().__contains__, site):
            plain = site_context.build(held, locale, site_metadata.of({}, locale, "", ""))
            context = made.contexts[locale] = named.found(plain)
            for page in _generated(context):
                made.pages[f"docs/{locale}/{page.path}"] = page
        return made


def _generated(context: "SiteContext") -> "Iterator[GeneratedPage]":
    from publish.exports import subscribe
    from publish.pages import search_page, sheet_pages, site_pages

    yield from site_pages.generated(context)
    yield from sheet_pages.pages(context)
    yield from subscribe.pages(context)
    yield from search_page.pages(context)


def _anchors_of_sheet(path: str, made: _Made) -> Collection[str]:
    """Return the anchors of the facts around a sheet's text; none for another page."""
    from publish.pages import sheet_pages
    from publish.pages.page_outline import Headings

    sheets: Sequence[Sheet[Any]] = made.library.sheets.sheets
    for sheet in sheets:
        if sheet.path == path and sheet.lang:
            html = page_markdown.to_html(sheet.body)
            page = sheet_pages.page(sheet, html, made.contexts[sheet.lang], root="")
            return Headings(page).anchors
    return ()


class EntryAddresses:
    """The addresses of all entries, the former ones included."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)

    def problems(self, entry: Entry, path: str, first_line: int) -> Iterator[Problem]:
        """Yield a problem for each version or story named that is no other entry, with the nearest.

        `path` names the entry's file, in which its block begins on `first_line`.
        """
        for key, address, line in review.related(entry.review):
            other = self._by_key.get(canonical_url.key(address))
            if other is None or other.id == entry.id:
                facts = {"key": key, "found": address, "near": self._nearest(key, address, entry)}
                yield Problem(
                    "review_address", {"path": path, "line": str(first_line + line), **facts}
                )

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        by_key: dict[str, Entry] = {}
        for entry in self._entries:
            for address in (entry.url, *entry.aliases):
                by_key.setdefault(canonical_url.key(address), entry)
        return by_key

    def _nearest(self, key: str, address: str, entry: Entry) -> str:
        """Return the likest address of an entry that may be meant."""
        differs = "lang" if key == "twin" else "source"
        meant = []
        for other in self._entries:
            if getattr(other, differs) != getattr(entry, differs):
                meant.append(other.url)
        found = process.extractOne(address, meant, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return str(found[0]) if found else _NONE


def problems_of_files(root: Path, languages: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong, by language and path."""
    for lang in languages:
        pages: dict[str, str] = {}
        for path in contained.files(root / "docs" / lang, root, "**/*"):
            shown = path.relative_to(root).as_posix()
            if path.suffix.lower() not in _ENDINGS:
                continue
            if path.suffix == _ENDING:
                yield from _twice(shown, pages)
            elif path.parent.name not in _SHEETS:
                facts = {"path": shown, "expected": _ENDING, "example": f"{path.stem}{_ENDING}"}
                yield Problem("page_suffix", facts)


def _address_of(path: str) -> str:
    """Return the address of a page on its language's site: `about/` of docs/fr/about.md."""
    page = PurePosixPath(*PurePosixPath(path).parts[2:])
    opens = page.stem.lower() in _OPENS_A_FOLDER
    folder = page.parent if opens else page.with_suffix("")
    return f"{folder.as_posix()}/".removeprefix("./")


def _twice(path: str, pages: dict[str, str]) -> Iterator[Problem]:
    """Yield that a page has the address of one before it; some disks know no capital letters."""
    address = _address_of(path)
    before = pages.setdefault(address.lower(), path)
    if before != path:
        yield Problem("page_twice", {"path": path, "found": before, "address": address or "/"})
