"""The directory's pages and files say what the files of organisations say, in the reader's
language, and no more.
"""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from knowledge.i18n import catalogue
from knowledge.sheets import persons, reading
from knowledge.sheets.collection import Collection
from knowledge.sheets.kinds import practice
from knowledge.sheets.kinds.organisation import KIND
from knowledge.sheets.reading import Sheet
from publish.indexes import Indexes
from publish.library import Library, NamedTerm
from publish.pages import directory, directory_data, render
from publish.site_context import SiteContext
from publish.site_metadata import NamedParty, SiteMetadata
from tests.publish.exports.vcards import parsed

NAME = "Zéphyrine Quatrebarbes"
HOSTILE = "=1+1;</script><script>x</script>"
ACTIRIS = f"""names: {{fr: Actiris, nl: Actiris}}
kind: regional-body
scope: regional
member: yes
site: {{fr: https://a.example/fr, nl: https://a.example/nl}}
description: {{fr: "{HOSTILE}"}}
languages: [fr, nl]
topics: [telework]
roles:
  - id: permanent-member
    title: {{fr: Membre effectif, nl: Effectief lid}}
    seat: permanent
    mailbox: qvt@a.example
    phone: +32 2 000 00 00
    person: {{id: p-1, name: {NAME}, legal_basis: mission, last_verified: 2026-01-05, expires: 2026-12-31}}
  - id: alternate
    title: {{fr: "{HOSTILE}", nl: Plaatsvervangend lid}}
    seat: alternate
"""
SERV = "names: {nl: Stichting}\nshort: SERV\nkind: association\nscope: external\nlanguages: [nl]\n"
SITE = SiteMetadata(root_url="https://v.example/")
INDEXES = Indexes((), {}, {}, {"telework": []}, {})


def sheet(text: str, name: str) -> Sheet[Any]:
    found = reading.mapping(text.encode(), f"docs/directory/{name}.yml", KIND)
    assert found.problems == ()
    assert found.sheet is not None
    return found.sheet


def library(day: str = "2026-11-25", *others: Sheet[Any]) -> Library:
    today = date.fromisoformat(day)
    held = Collection(
        (*others, sheet(ACTIRIS, "actiris"), sheet(SERV, "serv")), languages=("fr", "nl")
    )
    themes = {"telework": NamedTerm("telework", {"fr": "Télétravail", "nl": "Telewerk"})}
    return Library(sheets=persons.on(held, today), build_date=today, themes=themes)


def page(held: Library, path: str, lang: str = "fr") -> str:
    words = catalogue.load(lang)
    spec = next(
        one
        for one in directory.pages(SiteContext(held, words, indexes=INDEXES))
        if one.path == path
    )
    told = {**spec.data, "title": spec.title, "root": "../", "site": SITE, "body": ""}
    return render.render(spec.template, SiteContext(held, words), **told)


def files(held: Library, lang: str = "fr") -> dict[str, bytes]:
    return dict(directory_data.files(SiteContext(held, catalogue.load(lang), metadata=SITE)))


def test_each_organisation_has_a_page_and_nobody_else_has():
    paths = [
        one.path
        for one in directory.pages(SiteContext(library(), catalogue.load("fr"), indexes=INDEXES))
    ]

    assert paths == ["directory/index.md", "directory/actiris.md", "directory/serv.md"]


def test_the_table_holds_every_organisation_without_a_script():
    html = page(library(), "directory/index.md")

    assert html.count("data-vg-organisation=") == 2
    assert (
        html.index("Dans la Région")
        < html.index("directory/actiris/")
        < html.index("À l’extérieur")
        < html.index("directory/serv/")
    )
    assert re.search(r"<form[^>]* hidden>", html)


def test_a_name_in_another_language_is_marked_so():
    assert '<a href="../directory/serv/" lang="nl">Stichting</a>' in page(
        library(), "directory/index.md"
    )
    assert '<a href="../directory/serv/">Stichting</a>' in page(
        library(), "directory/index.md", "nl"
    )


@pytest.mark.parametrize(
    ("lang", "late", "vacant"), [("fr", "À vérifier", "vacant"), ("nl", "Na te kijken", "vacant")]
)
def test_a_late_check_and_a_vacant_seat_are_said_in_words(lang, late, vacant):
    html = page(library(), "directory/actiris.md", lang)

    assert f'vg-seat--late">{late}<' in html
    assert f'vg-seat--vacant">{vacant}<' in html


@pytest.mark.parametrize("path", ["directory/index.md", "directory/actiris.md"])
def test_a_seat_that_nobody_holds_is_folded_and_one_that_is_held_is_not(path):
    soup = BeautifulSoup(page(library(), path), "html.parser")

    folded = soup.select("details .vg-seat--vacant")
    assert [seat.find_parent("details").summary.get_text() for seat in folded] == [
        "1 siège à pourvoir"
    ]
    assert not soup.select("details .vg-seat--late")


def test_the_directory_says_how_many_seats_are_to_fill():
    assert "1 siège à pourvoir\xa0: proposez un nom" in page(library(), "directory/index.md")


def test_a_role_can_be_written_to_and_called():
    html = page(library(), "directory/actiris.md")

    assert 'href="mailto:qvt@a.example"' in html
    assert 'href="tel:+3220000000"' in html
    assert 'href="../themes/telework/"' in html


def test_an_expired_person_leaves_the_role_its_mailbox_and_a_vacant_seat():
    before, after = (
        page(library(day), "directory/actiris.md") for day in ("2026-12-31", "2027-01-01")
    )

    assert NAME in before
    assert NAME not in after
    assert "mailto:qvt@a.example" in after
    assert after.count("vg-seat--vacant") == 2


def test_what_is_written_is_text_on_the_page_and_in_its_linked_data():
    html = page(library(), "directory/actiris.md")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    told = json.loads(script)

    assert "<script>x" not in html
    assert (told["@type"], told["name"], told["description"]) == (
        "GovernmentOrganization",
        "Actiris",
        HOSTILE,
    )
    assert told["contactPoint"] == [
        {
            "@type": "ContactPoint",
            "contactType": "Membre effectif",
            "email": "qvt@a.example",
            "telephone": "+32 2 000 00 00",
            "availableLanguage": ["fr", "nl"],
        }
    ]


def test_an_association_is_no_government():
    assert '"@type": "Organization"' in page(library(), "directory/serv.md")


def test_the_practices_of_an_organisation_stand_on_its_page():
    keys = practice.Practice.model_construct(title="Debout", organisation="actiris")
    tried = Sheet(practice.KIND, "debout", "fr", "docs/fr/practices/debout.md", keys)

    html = page(library("2026-11-25", tried), "directory/actiris.md")

    assert '<a href="../practices/debout/">Debout</a>' in html
    assert "Debout" not in page(library("2026-11-25", tried), "directory/serv.md")


def test_there_is_a_card_for_each_role_that_is_held_each_organisation_and_all():
    made = files(library())

    assert sorted(path for path in made if path.endswith(".vcf")) == [
        "directory/actiris.vcf",
        "directory/actiris/permanent-member.vcf",
        "directory/all.vcf",
        "directory/serv.vcf",
    ]
    assert [len(parsed(made[path])) for path in ("directory/all.vcf", "directory/actiris.vcf")] == [
        3,
        2,
    ]


def test_only_the_card_of_a_role_names_who_holds_it():
    made = {**files(library()), **directory_data.shared(library(), SITE)}

    # A fold may part a name's letters.
    unfolded = {path: body.replace(b"\r\n ", b"") for path, body in made.items()}
    assert [path for path, body in unfolded.items() if NAME.encode() in body] == [
        "directory/actiris/permanent-member.vcf"
    ]


def test_a_card_keeps_its_uid_in_another_language_and_at_another_address():
    french, dutch = (
        files(library(), lang)["directory/actiris/permanent-member.vcf"] for lang in ("fr", "nl")
    )

    assert parsed(french)[0]["UID"] == parsed(dutch)[0]["UID"]
    assert parsed(french)[0]["UID"][0][1] == directory_data.uid("actiris/permanent-member")


def test_the_table_to_download_is_inert_in_a_spreadsheet():
    table = files(library())["directory/directory.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))

    assert rows[0][:3] == ["Organisation", "Sigle", "Nature"]
    assert len(rows) == 4
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]
    assert rows[1][5] == "https://a.example/fr"


def test_the_data_hold_every_key_of_every_organisation():
    told = json.loads(directory_data.shared(library(), SITE)["api/v1/directory.json"])

    actiris, serv = told["organisations"]
    assert told["count"] == 2
    assert actiris.keys() == serv.keys()
    assert serv["short"] == {"und": "SERV"}
    assert [role["vacant"] for role in actiris["roles"]] == [False, True]


def test_a_role_whose_holder_has_left_keeps_its_card_where_it_can_be_written_to():
    made = files(library("2027-01-01"))

    (card,) = parsed(made["directory/actiris/permanent-member.vcf"])
    assert card["EMAIL"][0][1] == "qvt@a.example"
    assert card["NOTE"][0][1] == "français, néerlandais"


def test_the_data_of_an_example_say_that_they_are_one():
    nobody = replace(SITE, owner=NamedParty("exemple : à remplir"))
    told = [directory_data.shared(library(), site)[directory_data.FILE] for site in (SITE, nobody)]

    assert [json.loads(made).get("example") for made in told] == [None, True]


def test_the_same_directory_gives_the_same_bytes():
    assert files(library()) == files(library())
