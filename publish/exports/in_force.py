"""Texts of the law -> a calendar of the days on which they enter into force, for Outlook and others
(RFC 5545).
"""

from collections.abc import Iterator

from publish import cards, law
from publish.exports import ics, timestamps
from publish.exports.ics import Happening
from publish.law import LawText
from publish.site_context import SiteContext

FILE = "feeds/radar.ics"


def calendar(context: SiteContext) -> bytes:
    """Write the calendar of a language: every text whose day of entry into force a person gave."""
    warning = context.catalogue.translate("site.leave_demo") if context.metadata.demo else ""
    site_name, translate = context.metadata.name(context.locale), context.catalogue.translate
    name = f"{warning}{site_name}{translate('site.colon')}{translate('site.radar')}"
    return ics.calendar(happenings(context), name=name, lang=context.locale)


def happenings(context: SiteContext) -> Iterator[Happening]:
    """Yield what falls on each day.

    A uid is the same in both languages, so that two subscriptions are one event.
    """
    warning = context.catalogue.translate("site.leave_demo") if context.metadata.demo else ""
    for one in law.texts(context.indexes.cards, context.library.data_date, context.locale):
        if one.in_force:
            lead = one.card.lead
            yield Happening(
                uid=f"in-force-{min(entry.id for entry in one.card.members)}@vigie",
                day=one.in_force,
                summary=warning + context.catalogue.translate("site.radar_ics", title=lead.title),
                stamp=max(map(timestamps.changed, one.card.members)),
                description=" ".join(_said(one, context)),
                url=lead.url,
                lang=context.locale,
                categories=tuple(
                    context.library.audience(name).label(context.locale) for name in one.audience
                ),
            )


def _said(one: LawText, context: SiteContext) -> Iterator[str]:
    if one.note:
        yield one.note
    if one.obliges is not None:
        yield context.catalogue.translate(f"site.obliges.{'yes' if one.obliges else 'no'}") + "."
    if context.metadata.absolute:
        month, anchor = cards.month(one.card.lead), cards.anchor(one.card.lead)
        yield context.metadata.url(f"{context.locale}/months/{month}/#{anchor}")
