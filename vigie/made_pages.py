"""An instance -> the pages that its site will have beside those that people write.

What `check` lets a link lead to is what a build makes: no map without steps, no month without an
entry.
"""

from datetime import date as Day
from pathlib import Path

from knowledge.errors import VigieError
from knowledge.i18n import locales
from publish import library, site_context, site_metadata
from publish.pages import sheet_pages, site_pages


def paths(root: Path, today: Day) -> frozenset[str] | None:
    """Return the pages by path, as `docs/fr/map.md`; None where the instance cannot be read so
    far.
    """
    try:
        held = library.load(root, today, leave_out_broken=True)
        site = locales.site_locales(root)
    except VigieError:
        # Told where it is wrong.
        return None
    found: set[str] = set()
    for locale in filter(locales.known().__contains__, site):
        metadata = site_metadata.of({}, locale, "", "")
        context = site_context.build(held, locale, metadata)
        pages = (*site_pages.generated(context), *sheet_pages.pages(context))
        found.update(f"docs/{locale}/{page.path}" for page in pages)
    return frozenset(found)
