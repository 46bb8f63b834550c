"""Contacts -> vCard 4.0 (RFC 6350). A card is a role's or an organisation's, never a person's: KIND
is always "org".

Who holds a role stands in it as a RELATED contact, in text: an address book keeps a card that still
serves when the person has gone.
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

    `unit` is the role within the organisation, "" for the organisation itself; `languages` are
    those it answers in.
    """

    uid: str
    organisation: str
    lang: str
    unit: str = ""
    mailbox: str = ""
    phone: str = ""
    site: str = ""
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    person: str = ""
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
        *("BEGIN:VCARD", "VERSION:4.0", "PRODID:-//Vigie//Vigie//FR", "KIND:org"),
        f"UID:{contact.uid}",
        *_names(contact),
        *_ways(contact),
        *_addresses(contact),
        *_languages(contact),
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
    """Return the property N, which the address books of offices look for: the name as that of a
    family.
    """
    return f"{ics.text_line('N', name, lang)};;;;"


def _ways(contact: ContactCard) -> Iterator[str]:
    """Write by which ways the contact is reached."""
    yield from ics.text_lines({"EMAIL;TYPE=work": contact.mailbox})
    if contact.phone:
        yield f'TEL;VALUE=uri;TYPE="voice,work":{dialled(contact.phone)}'
    yield from ics.text_lines({"RELATED;TYPE=contact;VALUE=text": contact.person})


def _addresses(contact: ContactCard) -> Iterator[str]:
    # A URI is not escaped: `address` leaves nothing in it that could end the line.
    for name, written in (("URL", contact.site), ("SOURCE", contact.source)):
        if url := sanitise.address(written):
            yield f"{name}:{url}"


def _languages(contact: ContactCard) -> Iterator[str]:
    for rank, lang in enumerate(contact.languages, 1):
        yield f"LANG;PREF={rank}:{lang}"
    if contact.topics:
        yield "CATEGORIES:" + ",".join(map(ics.escaped, contact.topics))
