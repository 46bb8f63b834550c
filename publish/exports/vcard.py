"""Contacts -> vCard 4.0 (RFC 6350). A card is a role's or an organisation's, never a person's: KIND
is always "org".

Who holds a role stands in it as a RELATED contact, in text: an address book keeps a card that still
serves when the person has gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from publish import sanitise
from publish.exports import ics

MEDIA_TYPE = "text/vcard"
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,"}


@dataclass(frozen=True, slots=True)
class Contact:
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


def cards(contacts: Iterable[Contact]) -> bytes:
    """Write the cards one after the other, in the order given: CR LF, lines of at most 75 octets,
    no clock read.
    """
    return "".join(f"{ics.fold(line)}\r\n" for one in contacts for line in _lines(one)).encode()


def _lines(one: Contact) -> list[str]:
    tongue = f";LANGUAGE={one.lang}" if sanitise.lang(one.lang) == one.lang else ""
    name = f"{one.unit} – {one.organisation}" if one.unit else one.organisation
    unit = f";{_text(one.unit)}" if one.unit else ""
    lines = ["BEGIN:VCARD", "VERSION:4.0", "PRODID:-//Vigie//Vigie//FR", "KIND:org"]
    lines += [
        f"UID:{one.uid}",
        f"FN{tongue}:{_text(name)}",
        f"ORG{tongue}:{_text(one.organisation)}{unit}",
    ]
    if one.unit:
        lines.append(f"ROLE{tongue}:{_text(one.unit)}")
    if one.mailbox:
        lines.append(f"EMAIL;TYPE=work:{_text(one.mailbox)}")
    if one.phone:
        lines.append(f'TEL;VALUE=uri;TYPE="voice,work":{dialled(one.phone)}')
    if one.person:
        lines.append(f"RELATED;TYPE=contact;VALUE=text:{_text(one.person)}")
    # A URI is not escaped: `address` leaves nothing in it that could end the line.
    lines += [
        f"{key}:{url}"
        for key, said in (("URL", one.site), ("SOURCE", one.source))
        if (url := sanitise.address(said))
    ]
    lines += [f"LANG;PREF={place}:{name}" for place, name in enumerate(one.languages, 1)]
    if one.topics:
        lines.append("CATEGORIES:" + ",".join(map(_text, one.topics)))
    return [*lines, "END:VCARD"]


def dialled(phone: str) -> str:
    """Give the address that dials a number: "tel:+3220000000" (RFC 3966)."""
    return "tel:" + "".join(char for char in phone if char in "+0123456789")


def _text(value: str) -> str:
    """Escape a text value (3.4); a line break, which `inert.text` turns into a space, cannot end
    the property.
    """
    return "".join(_ESCAPES.get(char, char) for char in sanitise.text(value))
