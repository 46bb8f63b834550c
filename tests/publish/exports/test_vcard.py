"""What is written as vCard is read back as it was (RFC 2426)."""

from dataclasses import replace

import pytest

from publish.exports import vcard
from publish.exports.vcard import ContactCard

from .vcards import parsed

ONE = ContactCard(
    uid="urn:uuid:00000000-0000-5000-8000-000000000000",
    organisation="Actiris",
    lang="fr",
    unit="Membre effectif",
    mailbox="qvt@actiris.example",
    phone="+32 2 000 00 00",
    site="https://actiris.example/fr;a,b",
    topics=("Santé, sécurité", "Télétravail"),
    notes=("Zoé O’Neil; dite \\Zo", "français, néerlandais"),
)
HOSTILE = "x\r\nEND:VCARD\r\nBEGIN:VCARD\nFN:Faux\u2028;,\\ é" * 9


def test_a_role_s_card_is_of_the_version_that_address_books_read_and_notes_who_holds_it():
    (card,) = parsed(vcard.cards([ONE]))

    assert card["VERSION"] == [({}, "3.0")]
    assert card["FN"] == [({"LANGUAGE": "fr"}, "Membre effectif – Actiris")]
    assert card["ORG"] == [({"LANGUAGE": "fr"}, "Actiris;Membre effectif")]
    assert card["EMAIL"] == [({"TYPE": "INTERNET,WORK"}, "qvt@actiris.example")]
    assert card["TEL"] == [({"TYPE": "VOICE,WORK"}, "+32 2 000 00 00")]
    assert card["NOTE"] == [({"LANGUAGE": "fr"}, "Zoé O’Neil; dite \\Zo · français, néerlandais")]
    assert card["URL"] == [({}, "https://actiris.example/fr;a,b")]
    assert card["N"] == [({"LANGUAGE": "fr"}, "Membre effectif – Actiris;;;;")]


def test_an_organisation_s_card_has_its_name_and_no_unit():
    (card,) = parsed(vcard.cards([ContactCard("urn:uuid:1", "Actiris", "nl")]))

    assert card["FN"] == [({"LANGUAGE": "nl"}, "Actiris")]
    assert set(card) == {"VERSION", "PRODID", "UID", "FN", "N", "ORG"}


@pytest.mark.parametrize("field", ["organisation", "unit", "mailbox", "site", "phone", "lang"])
def test_no_text_ends_a_property_or_a_card(field):
    written = vcard.cards([replace(ONE, **{field: HOSTILE}), ONE])

    assert parsed(written)[1:] == parsed(vcard.cards([ONE]))


def test_no_note_ends_a_property_or_a_card():
    written = vcard.cards([replace(ONE, notes=(HOSTILE,)), ONE])

    assert parsed(written)[1:] == parsed(vcard.cards([ONE]))


def test_no_line_is_longer_than_75_octets_nor_cut_within_a_letter():
    lines = vcard.cards([replace(ONE, organisation="é" * 200)]).split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert b"".join(lines).replace(b" ", b"").count("é".encode()) >= 400
