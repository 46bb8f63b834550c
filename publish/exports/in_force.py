"""Texts of the law -> a calendar of the days on which they enter into force, for Outlook and others
(RFC 5545).
"""

from collections.abc import Iterator

from knowledge.i18n.catalogue import Catalogue
from publish import cards
from publish.exports import ics, timestamps
from publish.exports.ics import Happening
from publish.exports.site_metadata import Facts
from publish.library import Library
from publish.pages import law
from publish.pages.law import Text
from publish.pages.watch_pages import Shelves

FILE = "feeds/radar.ics"


def calendar(library: Library, shelves: Shelves, facts: Facts, words: Catalogue) -> bytes:
    """Write the calendar of a language: every text whose day of entry into force a person gave."""
    warning = words.translate("site.leave_demo") if facts.demo else ""
    name = f"{warning}{facts.name(words.locale)}{words.translate('site.colon')}{words.translate('site.radar')}"
    return ics.calendar(happenings(library, shelves, facts, words), name=name, lang=words.locale)


def happenings(
    library: Library, shelves: Shelves, facts: Facts, words: Catalogue
) -> Iterator[Happening]:
    """Yield what falls on each day.

    A uid is the same in both languages, so that two subscriptions are one event.
    """
    warning = words.translate("site.leave_demo") if facts.demo else ""
    for one in law.texts(shelves.cards, library.today, words.locale):
        if one.in_force:
            lead = one.card.lead
            yield Happening(
                uid=f"in-force-{min(entry.id for entry in one.card.members)}@vigie",
                day=one.in_force,
                summary=warning + words.translate("site.radar_ics", title=lead.title),
                stamp=max(map(timestamps.changed, one.card.members)),
                description=" ".join(_said(one, facts, words)),
                url=lead.url,
                lang=words.locale,
                categories=tuple(
                    library.audience(name).label(words.locale) for name in one.audience
                ),
            )


def _said(one: Text, facts: Facts, words: Catalogue) -> Iterator[str]:
    if one.note:
        yield one.note
    if one.obliges is not None:
        yield words.translate(f"site.obliges.{'yes' if one.obliges else 'no'}") + "."
    if facts.absolute:
        month, anchor = cards.month(one.card.lead), cards.anchor(one.card.lead)
        yield facts.url(f"{words.locale}/months/{month}/#{anchor}")
