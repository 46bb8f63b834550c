"""Contacts -> vCard 3.0 (RFC 2426), which the address books of offices read; many refuse 4.0.

A card is a role's or an organisation's, never a person's. Who holds a role stands in its note: an
address book keeps a card that still serves when the person has gone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish import sanitise
from publish.exports import ics

MEDIA_TYPE = "text/vcard"


@dataclass(frozen=True, slots=True)
class ContactCard:
    """What a card says. `uid` never changes for the same contact; `lang` is the language of its
    texts.

    `unit` is the role within the organisation, "" for the organisation itself; `notes` are
    sentences for a person, such as who holds it.
    """

    uid: str
    organisation: str
    lang: str
    unit: str = ""
    mailbox: str = ""
    phone: str = ""
    site: str = ""
    topics: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""


def cards(contacts: Iterable[ContactCard]) -> bytes:
    """Write the cards one after the other, in the order given: CR LF, lines of at most 75 octets,
    no clock read.
    """
    lines: list[str] = []
    for contact in contacts:
        lines += _lines(contact)
    return ics.document(lines)


def dialled(phone: str) -> str:
    """Return the address that dials a number: "tel:+3220000000" (RFC 3966)."""
    return "tel:" + re.sub("[^+0-9]", "", phone)


def _lines(contact: ContactCard) -> list[str]:
    return [
        *("BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Vigie//Vigie//FR"),
        f"UID:{contact.uid}",
        *_names(contact),
        *_ways(contact),
        *_addresses(contact),
        *_remarks(contact),
        "END:VCARD",
    ]


def _names(contact: ContactCard) -> Iterator[str]:
    organisation = ics.text_line("ORG", contact.organisation, contact.lang)
    if contact.unit:
        name = f"{contact.unit} – {contact.organisation}"
        yield ics.text_line("FN", name, contact.lang)
        yield _sorted_by(name, contact.lang)
        yield f"{organisation};{ics.escaped(contact.unit)}"
        yield ics.text_line("ROLE", contact.unit, contact.lang)
    else:
        yield ics.text_line("FN", contact.organisation, contact.lang)
        yield _sorted_by(contact.organisation, contact.lang)
        yield organisation


def _sorted_by(name: str, lang: str) -> str:
    """Return the property N, which the version asks for: the name as that of a family."""
    return f"{ics.text_line('N', name, lang)};;;;"


def _ways(contact: ContactCard) -> Iterator[str]:
    """Write by which ways the contact is reached."""
    yield from ics.text_lines(
        {"EMAIL;TYPE=INTERNET,WORK": contact.mailbox, "TEL;TYPE=VOICE,WORK": contact.phone}
    )


def _addresses(contact: ContactCard) -> Iterator[str]:
    # A URI is not escaped: `address` leaves nothing in it that could end the line.
    for name, written in (("URL", contact.site), ("SOURCE", contact.source)):
        if url := sanitise.address(written):
            yield f"{name}:{url}"


def _remarks(contact: ContactCard) -> Iterator[str]:
    note = " · ".join(filter(None, contact.notes))
    yield from ics.text_lines({"NOTE": note}, contact.lang)
    if contact.topics:
        yield "CATEGORIES:" + ",".join(map(ics.escaped, contact.topics))
