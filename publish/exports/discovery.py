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
_GROUPS = {folder: group for group, folder in FOLDERS.items()} | {"months": "month"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link element of a page's head (overrides/partials/leaving.html)."""

    rel: str
    type: str
    href: str
    title: str


def links(path: str, title: str, context: SiteContext) -> Iterator[Link]:
    """Yield the links of a page ("themes/telework.md"), its own feed first.

    None where the site knows no address; a month long past has no file of references.
    """
    if not context.metadata.absolute:
        return
    name, colon = context.metadata.name(context.locale), context.catalogue.translate("site.colon")
    group, own = selection(path)
    if group in FOLDERS:
        yield from _feeds(f"{group}/{own}", group, f"{name}{colon}{title}", context)
    if path == "radar.md":
        yield from _feeds("radar", "radar", f"{name}{colon}{title}", context)
        yield Link(
            "alternate",
            ics.MEDIA_TYPE,
            context.metadata.url(f"{context.locale}/{in_force.FILE}"),
            f"{title} (iCalendar)",
        )
    yield from _feeds(
        "all", "all", f"{name}{colon}{context.catalogue.translate('site.leave_all')}", context
    )
    # A region has no file of references: those of its sources have.
    if group not in {"", "region"} and (
        group != "month" or is_recent(own, context.library.data_date)
    ):
        for ending, media, label in (("ris", RIS_TYPE, "RIS"), ("bib", BIBTEX_TYPE, "BibTeX")):
            yield Link(
                "alternate",
                media,
                context.metadata.url(f"references/{group}/{own}.{ending}"),
                f"{title} ({label})",
            )
    yield Link(
        "search",
        crawling.OPENSEARCH_TYPE,
        context.metadata.url(f"{context.locale}/{OPENSEARCH}"),
        name,
    )
    if path == "subscribe.md":
        yield Link(
            "alternate",
            opml.MEDIA_TYPE,
            context.metadata.url(f"{context.locale}/{opml.FEEDS}"),
            context.catalogue.translate("site.leave_opml_feeds"),
        )
        yield Link(
            "describedby",
            "application/ld+json",
            context.metadata.url(f"{FOLDER}/catalog.jsonld"),
            "DCAT-AP",
        )


def selection(path: str) -> tuple[str, str]:
    """Give the group and the name of what a page shows, ("theme", "telework"), or two empty texts."""
    folder, _, name = path.removesuffix(".md").partition("/")
    group = _GROUPS.get(folder, "")
    return (group, name) if group and name not in {"", "index"} else ("", "")


def _feeds(path: str, group: str, title: str, context: SiteContext) -> Iterator[Link]:
    for kind in feeds.kinds(group):
        media, url = (
            feeds.FORMATS[kind].MEDIA_TYPE,
            context.metadata.url(feed_items.address(path, kind, context.locale)),
        )
        yield Link("alternate", media, url, f"{title} ({NAMES[kind]})")
