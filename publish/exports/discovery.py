"""A page -> the links in its head by which programs find what leaves from it: feeds, references,
search, catalogue.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from publish.exports import crawling, feed_items, feeds, ics, in_force, opml
from publish.exports.open_data import FOLDER
from publish.exports.references import BIBTEX_TYPE, RIS_TYPE
from publish.exports.selections import FOLDERS
from publish.indexes import is_recent
from publish.site_context import SiteContext

OPENSEARCH = "opensearch.xml"
NAMES = {"atom": "Atom", "json": "JSON Feed", "rss": "RSS"}
_GROUPS = dict(zip(FOLDERS.values(), FOLDERS, strict=True)) | {"months": "month"}
REFERENCE_FORMATS = (("ris", RIS_TYPE, "RIS"), ("bib", BIBTEX_TYPE, "BibTeX"))


@dataclass(frozen=True, slots=True)
class HeadLink:
    """A link element of a page's head (overrides/partials/leaving.html)."""

    rel: str
    type: str
    href: str
    title: str


def links(path: str, title: str, context: SiteContext) -> Iterator[HeadLink]:
    """Yield the links of a page ("themes/telework.md"), its own feed first.

    None where the site knows no address; a month long past has no file of references.
    """
    if not context.metadata.absolute:
        return
    group, name = selection(path)
    if group in FOLDERS:
        yield from _feeds(f"{group}/{name}", title, context)
    if path == "radar.md":
        yield from _radar(title, context)
    yield from _feeds("all", context.catalogue.translate("site.leave_all"), context)
    if _has_references(group, name, context):
        yield from _references(f"{group}/{name}", title, context)
    address = context.metadata.url(f"{context.locale}/{OPENSEARCH}")
    site_name = context.metadata.name(context.locale)
    yield HeadLink("search", crawling.OPENSEARCH_TYPE, address, site_name)
    if path == "subscribe.md":
        yield from _catalogues(context)


def selection(path: str) -> tuple[str, str]:
    """Return the group and the name of what a page shows, ("theme", "telework"), or two empty
    texts.
    """
    folder, _, name = path.removesuffix(".md").partition("/")
    group = _GROUPS.get(folder, "")
    return (group, name) if group and name not in {"", "index"} else ("", "")


def _has_references(group: str, name: str, context: SiteContext) -> bool:
    """Return whether there is a file of references: not for a region, whose sources have theirs,
    nor for a search.
    """
    if group == "month":
        return is_recent(name, context.library.data_date)
    return group not in {"", "region", "search"}


def _radar(title: str, context: SiteContext) -> Iterator[HeadLink]:
    yield from _feeds("radar", title, context)
    address = context.metadata.url(f"{context.locale}/{in_force.FILE}")
    yield HeadLink("alternate", ics.MEDIA_TYPE, address, f"{title} (iCalendar)")


def _catalogues(context: SiteContext) -> Iterator[HeadLink]:
    feed_list = context.metadata.url(f"{context.locale}/{opml.FEEDS}")
    title = context.catalogue.translate("site.leave_opml_feeds")
    yield HeadLink("alternate", opml.MEDIA_TYPE, feed_list, title)
    data_catalogue = context.metadata.url(f"{FOLDER}/catalog.jsonld")
    yield HeadLink("describedby", "application/ld+json", data_catalogue, "DCAT-AP")


def _references(path: str, title: str, context: SiteContext) -> Iterator[HeadLink]:
    for ending, media, label in REFERENCE_FORMATS:
        address = context.metadata.url(f"references/{path}.{ending}")
        yield HeadLink("alternate", media, address, f"{title} ({label})")


def _feeds(path: str, label: str, context: SiteContext) -> Iterator[HeadLink]:
    title = feed_items.titled(label, context)
    for kind, made in feeds.FORMATS.items():
        address = context.metadata.url(feed_items.address(path, kind, context.locale))
        yield HeadLink("alternate", made.media_type, address, f"{title} ({NAMES[kind]})")
