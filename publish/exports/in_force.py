"""Texts of the law -> a calendar of the days on which they enter into force, for Outlook and others
(RFC 5545).
"""

from collections.abc import Iterator
from datetime import date as Day
from operator import attrgetter

from publish import cards, law
from publish.exports import feed_items, ics, timestamps
from publish.exports.ics import Happening
from publish.law import LawText
from publish.library import named
from publish.site_context import SiteContext

FILE = "feeds/radar.ics"


def calendar(context: SiteContext) -> bytes:
    """Write the calendar of a language: every text whose day of entry into force a person gave."""
    title = feed_items.titled(context.catalogue.translate("site.radar"), context)
    name = feed_items.demo_warning(context) + title
    return ics.calendar(happenings(context), name=name, lang=context.locale)


def happenings(context: SiteContext) -> Iterator[Happening]:
    """Yield what falls on each day.

    A uid is the same in both languages, so that two subscriptions are one event.
    """
    for text in law.texts(context.indexes.cards, context.library.data_date, context.locale):
        if text.in_force:
            yield _happening(text, text.in_force, context)


def _happening(text: LawText, day: Day, context: SiteContext) -> Happening:
    lead, members = text.card.lead, text.card.members
    summary = context.catalogue.translate("site.radar_ics", title=lead.title)
    audience = map(context.library.audience, text.audience)
    return Happening(
        uid=f"in-force-{min(map(attrgetter('id'), members))}@vigie",
        day=day,
        summary=feed_items.demo_warning(context) + summary,
        stamp=max(map(timestamps.changed, members)),
        description=" ".join(_description(text, context)),
        url=lead.url,
        lang=context.locale,
        categories=named(audience, context.locale),
    )


def _description(text: LawText, context: SiteContext) -> Iterator[str]:
    if text.note:
        yield text.note
    if text.obliges is not None:
        answer = "yes" if text.obliges else "no"
        yield context.catalogue.translate(f"site.obliges.{answer}") + "."
    if context.metadata.absolute:
        month, anchor = cards.month(text.card.lead), cards.anchor(text.card.lead)
        yield context.metadata.url(f"{context.locale}/months/{month}/#{anchor}")
