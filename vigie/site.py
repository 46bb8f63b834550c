"""The sites of an instance: built into a folder, and the pages that they will have beside those
that people write.

What `check` lets a link lead to is what a build makes: no map without steps, no month without an
entry.
"""

from collections.abc import Container
from datetime import date as Day
from functools import cached_property
from pathlib import Path

from knowledge.errors import VigieError
from knowledge.i18n import locales
from knowledge.sheets.text import generated
from vigie.terminal import CliContext, say, warn


def build(
    common: CliContext,
    root: Path,
    folder: Path,
    *,
    demo: bool = False,
    copy: Path | None = None,
    today: Day | None = None,
    leave_out_broken: bool = False,
) -> Path:
    """Build the site of each locale; return the folder. What is to be known of it is printed."""
    # A check asks for pages only, and what builds them is long to load.
    from hooks import build as building

    say(common.tell("build.building"))
    built = building.build(
        root,
        folder,
        demo=demo,
        copy=copy,
        today=today,
        locale=common.locale,
        leave_out_broken=leave_out_broken,
    )
    for notice in built.notices:
        warn(notice)
    return built.folder


class MadePages(Container[str]):
    """The pages by path, as `docs/fr/map.md`; worked out when the first of them is asked for."""

    def __init__(self, root: Path, today: Day) -> None:
        self._root = root
        self._today = today

    def __contains__(self, path: object) -> bool:
        """Return whether a page is made, or may be where the instance cannot be read so far."""
        if not isinstance(path, str) or not generated(path):
            return False
        return self._paths is None or path in self._paths

    @cached_property
    def _paths(self) -> frozenset[str] | None:
        # Few texts lead to such a page, and what makes pages is long to load.
        from publish import library, site_context, site_metadata
        from publish.pages import sheet_pages, site_pages

        try:
            held = library.load(self._root, self._today, leave_out_broken=True)
            site = locales.site_locales(self._root)
        except VigieError:
            # Told where it is wrong.
            return None
        found: set[str] = set()
        for locale in filter(locales.known().__contains__, site):
            context = site_context.build(held, locale, site_metadata.of({}, locale, "", ""))
            pages = (*site_pages.generated(context), *sheet_pages.pages(context))
            found.update(f"docs/{locale}/{page.path}" for page in pages)
        return frozenset(found)
