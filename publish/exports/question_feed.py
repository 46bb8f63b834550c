"""Questions and ideas -> what their feed says of each: a new one, and one that was answered."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from knowledge.sheets.kinds.question import KIND, STATES, ReaderQuestion
from knowledge.sheets.reading import Sheet
from publish import sanitise
from publish.exports.feed_items import StoryItem
from publish.exports.selections import CAP, Selection
from publish.site_context import SiteContext

# The address of the feed, and of its page.
PATH = KIND.folder


def selection(context: SiteContext) -> Selection:
    """Return the feed of questions and ideas as one of those to follow."""
    return Selection(PATH, f"{KIND.folder}/", KIND.plural(context.locale))


def newest(context: SiteContext) -> list[Sheet[ReaderQuestion]]:
    """Return questions and ideas, those that changed last first."""
    found = context.library.sheets.of(KIND, context.locale)
    return sorted(found, key=_changed, reverse=True)


def items(context: SiteContext) -> Iterator[StoryItem]:
    """Yield what feeds say of the newest questions and ideas."""
    for sheet in newest(context)[:CAP]:
        yield _item(sheet, context)


def _item(sheet: Sheet[ReaderQuestion], context: SiteContext) -> StoryItem:
    keys, metadata, lang = sheet.keys, context.metadata, context.locale
    url = metadata.url(f"{lang}/{KIND.folder}/{sheet.id}/")
    changed = _moment(keys.life[-1].on)
    themes = map(context.library.theme, (*keys.themes, *keys.fields))
    tags = [("theme", term.id, sanitise.text(term.label(lang))) for term in themes]
    state = STATES.label(keys.state, lang)
    return StoryItem(
        id=f"urn:uuid:{uuid5(NAMESPACE_URL, f'vigie:{KIND.id}:{lang}:{sheet.id}')}",
        title=sanitise.text(f"{keys.title} ({state})"),
        url=url,
        lang=lang,
        updated=changed,
        published=_moment(keys.life[0].on),
        announced=changed,
        summary=sanitise.text(keys.description),
        source=KIND.id,
        source_name=metadata.publisher.name or metadata.name(lang),
        source_url=metadata.publisher.url,
        rights=metadata.name(lang),
        regime="",
        permalink=url,
        tags=(("kind", KIND.id, KIND.label(lang)), *tags),
    )


def _changed(sheet: Sheet[ReaderQuestion]) -> tuple[date, str]:
    return sheet.keys.life[-1].on, sheet.id


def _moment(day: date) -> datetime:
    """Return a day as a moment: it stands as midnight UTC, as the day of an entry does."""
    return datetime.combine(day, time.min, UTC)
