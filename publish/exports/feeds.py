"""Selections -> every feed of a language's site by its path under that language:
feeds/theme/telework.atom, ….

An entry stands in several feeds: what each format makes of it is made once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from publish.exports import feed_items, opml, question_feed, selections
from publish.exports.feed_items import FeedFormat
from publish.exports.json_feed import JSON
from publish.exports.selections import Selection
from publish.exports.xml_feeds import ATOM, RSS
from publish.site_context import SiteContext

FORMATS: Mapping[str, FeedFormat] = {made.kind: made for made in (ATOM, JSON, RSS)}


def files(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of every feed and OPML file; nothing where the site does not know its own
    address.
    """
    if not context.metadata.absolute:
        return
    chosen = list(selections.of(context))
    items = _items(chosen, context)
    for kind in FORMATS:
        yield from _of_kind(kind, chosen, items, context)
    yield from _questions(context)
    yield opml.FEEDS, opml.feeds([*chosen, question_feed.selection(context)], context)
    yield opml.SOURCES, opml.sources(context)


def _items(chosen: Iterable[Selection], context: SiteContext) -> dict[str, feed_items.StoryItem]:
    """Return what the feeds say of each entry, by its id."""
    items: dict[str, feed_items.StoryItem] = {}
    for selection in chosen:
        for pick in selection.picks:
            _, entry = pick
            if entry.id not in items:
                items[entry.id] = feed_items.of(pick, context)
    return items


def _questions(context: SiteContext) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of questions and ideas in every format."""
    chosen, items = question_feed.selection(context), list(question_feed.items(context))
    for kind, made_by in FORMATS.items():
        head = feed_items.head(chosen, kind, context)
        if items:
            head = replace(head, updated=items[0].updated)
        yield f"feeds/{chosen.path}.{kind}", made_by.feed(head, map(made_by.entry, items))


def _of_kind(
    kind: str,
    chosen: Iterable[Selection],
    items: Mapping[str, feed_items.StoryItem],
    context: SiteContext,
) -> Iterator[tuple[str, bytes]]:
    made_by = FORMATS[kind]
    written: dict[str, str] = {}
    for selection in chosen:
        for entry in selection.entries:
            if entry.id not in written:
                written[entry.id] = made_by.entry(items[entry.id])
        head = feed_items.head(selection, kind, context)
        feed = made_by.feed(head, (written[entry.id] for entry in selection.entries))
        yield f"feeds/{selection.path}.{kind}", feed
