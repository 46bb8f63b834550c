"""An instance -> the pages that its site will have beside those that people write, and what the
program puts on those.

What `check` lets a link lead to is what a build makes: no map without steps, no month without an
entry.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge import site_settings
from knowledge.errors import VigieError
from knowledge.i18n import locales
from knowledge.sheets import page_markdown
from knowledge.sheets.kinds import communication_kit, toolkit
from knowledge.sheets.reading import Sheet
from knowledge.sheets.references import generated

if TYPE_CHECKING:
    from publish.generated_page import GeneratedPage
    from publish.library import Library
    from publish.site_context import SiteContext

# Where files stand that may be for the network alone.
_KITS = (f"{toolkit.KIND.folder}/", f"{communication_kit.KIND.folder}/")


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
            context = site_context.build(held, locale, site_metadata.of({}, locale, "", ""))
            made.contexts[locale] = context
            for page in _generated(context):
                made.pages[f"docs/{locale}/{page.path}"] = page
        return made


def _generated(context: "SiteContext") -> "Iterator[GeneratedPage]":
    from publish.pages import sheet_pages, site_pages

    yield from site_pages.generated(context)
    yield from sheet_pages.pages(context)


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
