"""Selections -> every feed of a language's site by its path under that language:
feeds/theme/telework.atom, ….

An entry stands in several feeds: what each format makes of it is made once.
"""

from collections.abc import Iterator, Mapping
from types import ModuleType

from publish.exports import atom, feed_items, json_feed, opml, rss, selections
from publish.site_context import SiteContext

# Each gives KIND, MEDIA_TYPE, entry(item) and feed(head, entries).
FORMATS: Mapping[str, ModuleType] = {module.KIND: module for module in (atom, json_feed, rss)}
# RSS for the main ones only: who needs it reads everything, or a kind.
MAIN = frozenset({"all", "kind"})


def files(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of every feed and OPML file; nothing where the site does not know its own
    address.
    """
    if not context.metadata.absolute:
        return
    chosen = list(selections.of(context))
    told: dict[str, feed_items.Item] = {}
    for kind, made_by in FORMATS.items():
        made: dict[str, str] = {}
        for one in filter(lambda one: kind in kinds(one.group), chosen):
            for pick in one.picks:
                if pick[1].id not in made:
                    told.setdefault(pick[1].id, feed_items.of(pick, context))
                    made[pick[1].id] = made_by.entry(told[pick[1].id])
            top = feed_items.head(one, kind, context)
            yield (
                f"feeds/{one.path}.{kind}",
                made_by.feed(top, [made[entry.id] for _, entry in one.picks]),
            )
    yield opml.FEEDS, opml.feeds(chosen, context)
    yield opml.SOURCES, opml.sources(context)


def kinds(group: str) -> tuple[str, ...]:
    """Give the endings of the files in which a group's feeds come."""
    return tuple(kind for kind in FORMATS if kind != rss.KIND or group in MAIN)
