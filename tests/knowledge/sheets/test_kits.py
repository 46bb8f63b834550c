"""Tools and kits as people write them: the right ones are taken, each broken one is explained in
the editor's words.
"""

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from knowledge import problems
from knowledge.sheets import collection, cross_checks, licences
from knowledge.sheets.error_messages import WARNINGS
from knowledge.sheets.registry import KINDS

REPOSITORY = Path(__file__).parents[3]
FRENCH, DUTCH = "docs/fr/toolkits/start.md", "docs/nl/toolkits/start.md"
CAMPAIGN = "docs/fr/communication-kits/announce.md"
HEAD = """---
title: Une boîte
description: Pour commencer.
steps: [framing]
version: "1.0"
owner: institution-a
licence: CC-BY-4.0
access: public
contents:
"""
FILE = "  - {file: start/a.csv, type: tool, title: Liste, alternative: Deux points à cocher.}\n"
KIT = f"{HEAD}{FILE}---\n"
# What is changed in the kit, the code and the line of what is then said, and words of it in French
# and in Dutch.
BROKEN = {
    "a licence of no list": (
        ("CC-BY-4.0", "CC-BY-9"),
        "field_value_near",
        7,
        "« CC-BY-9 » ; on attend l’un de ces mots : CC-BY-4.0 (Creative Commons Attribution 4.0",
        "gevonden “CC-BY-9”; verwacht een van deze woorden: "
        "CC-BY-4.0 (Creative Commons Naamsvermelding 4.0",
    ),
    "all rights reserved, without conditions": (
        ("CC-BY-4.0", "all-rights-reserved"),
        "kit_reserved",
        7,
        "ne permet rien par elle-même",
        "laat op zichzelf niets toe",
    ),
    "no text alternative": (
        (", alternative: Deux points à cocher.", ""),
        "kit_alternative",
        10,
        "le fichier start/a.csv n’a pas de texte de remplacement",
        "het bestand start/a.csv heeft geen alternatieve tekst",
    ),
    "a file without a title": (
        (" title: Liste,", ""),
        "field_missing",
        10,
        "« Contenu, 1, Titre » manque",
        "“Inhoud, 1, Titel” ontbreekt",
    ),
    "a sheet and a file at once": (
        ("{file: start/a.csv,", "{sheet: meeting, file: start/a.csv,"),
        "kit_item_both",
        10,
        "à la fois une fiche et un fichier",
        "een fiche én een bestand",
    ),
    "neither a sheet nor a file": (
        ("{file: start/a.csv, ", "{"),
        "kit_item_neither",
        10,
        "ne nomme ni une fiche ni un fichier",
        "noemt geen fiche en geen bestand",
    ),
    "a sheet that is told of": (
        (FILE, f"{FILE}  - {{sheet: meeting, title: Réunion}}\n"),
        "kit_sheet_told",
        11,
        "à côté de la fiche « meeting », on trouve : title",
        "naast de fiche “meeting” staat: title",
    ),
    "the same file twice": (
        (FILE, FILE * 2),
        "kit_twice",
        11,
        "figure deux fois dans le contenu, aux numéros 1 et 2",
        "staat twee keer in de inhoud, als nummer 1 en 2",
    ),
    "a checksum that does not hold": (
        (", type: tool", f", checksum: {'0' * 64}, type: tool"),
        "kit_checksum",
        10,
        f"celle du fichier est {hashlib.sha256(b'a;b').hexdigest()}",
        "is niet het aangekondigde bestand",
    ),
    "a checksum that is none": (
        (", type: tool", ", checksum: abc, type: tool"),
        "field_value",
        10,
        "une somme SHA-256 de 64 chiffres",
        "een SHA-256-som van 64 hexadecimale cijfers",
    ),
    "a file that is not there": (
        ("start/a.csv", "start/b.csv"),
        "file_missing",
        10,
        "le fichier start/b.csv est introuvable",
        "het bestand start/b.csv is er niet",
    ),
    "a file above the sheet": (
        ("start/a.csv", "../a.csv"),
        "field_value",
        10,
        "Contenu, 1, Fichier : on trouve « ../a.csv »",
        "Inhoud, 1, Bestand: gevonden “../a.csv”",
    ),
    "a file of Markdown": (
        ("start/a.csv", "start/a.md"),
        "kit_markdown",
        10,
        "est du Markdown",
        "is Markdown",
    ),
    "a sheet that is not there": (
        (FILE, f"{FILE}  - sheet: meting\n"),
        "field_term_near",
        11,
        "Contenu, 2, Fiche : « meting » n’est pas dans la liste",
        "Inhoud, 2, Fiche: “meting” staat niet in de lijst",
    ),
    "an owner who is not in the directory": (
        ("institution-a", "nobody"),
        "field_term",
        6,
        "Propriétaire : « nobody » n’est pas dans la liste",
        "Eigenaar: “nobody” staat niet in de lijst",
    ),
    "no contents": (
        (f"contents:\n{FILE}", "contents: []\n"),
        "field_missing",
        9,
        "« Contenu » manque",
        "“Inhoud” ontbreekt",
    ),
    "an access of no list": (
        ("access: public", "access: secret"),
        "field_value",
        8,
        "Accès : on trouve « secret »",
        "Toegang: gevonden “secret”",
    ),
}


@pytest.fixture
def told(tmp_path):
    """Give what is said of an instance whose French files are as told, by path."""
    (tmp_path / "docs/directory").mkdir(parents=True)
    for name in ("mkdocs.yml", "mkdocs.nl.yml", "taxonomy.yml"):
        shutil.copy(REPOSITORY / name, tmp_path / name)
    member = REPOSITORY / "tests/kits/docs/directory/institution-a.yml"
    shutil.copy(member, tmp_path / "docs/directory")

    def look(files):
        usual = {
            "docs/fr/toolkits/start/a.csv": "a;b",
            "docs/fr/toolkits/start/a.md": "a",
            "docs/fr/tools/meeting.md": TOOL,
        }
        for path, text in (usual | files).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        held = collection.load(tmp_path)
        found = [*held.problems, *cross_checks.problems(held, tmp_path)]
        return [one for one in found if one.code not in WARNINGS]

    return look


TOOL = """---
title: Une réunion
description: Deux heures.
type: method
steps: [framing]
file: ../toolkits/start/a.csv
---
"""


def test_a_kit_as_it_should_be_is_taken(told):
    assert told({FRENCH: KIT}) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_kit_is_explained_in_french_and_in_dutch_at_its_line(told, name):
    (old, new), code, line, french, dutch = BROKEN[name]
    assert old in KIT

    found = told({FRENCH: KIT.replace(old, new)})

    assert [(one.code, one.facts["line"]) for one in found] == [(code, str(line))]
    assert french in straight(problems.what(found[0], "fr"))
    assert dutch in problems.what(found[0], "nl")
    for tongue in ("en", "fr", "nl"):
        assert not re.search(
            r"\{\w+\}", problems.what(found[0], tongue) + problems.fix(found[0], tongue)
        )


def test_a_mistake_gives_an_example_and_what_is_expected(told):
    found = told({FRENCH: KIT.replace(", alternative: Deux points à cocher.", "")})[0]

    assert "en une à trois phrases, pour qui ne peut pas l’ouvrir" in problems.fix(found, "fr")
    assert "Dertig aan te vinken punten" in problems.fix(found, "nl")


def test_a_dutch_kit_is_explained_by_its_dutch_labels(told):
    found = told(
        {"docs/nl/toolkits/start/a.csv": "a;b", FRENCH: KIT, DUTCH: KIT.replace("1.0", "one")}
    )

    assert [one.code for one in found if one.facts["path"] == DUTCH] == ["field_value"]
    assert "Versie: gevonden “one”; verwacht een versienummer" in problems.what(found[0], "nl")


def test_what_a_kit_is_allowed_does_not_depend_on_the_language(told):
    found = told(
        {
            "docs/nl/toolkits/start/a.csv": "a;b",
            FRENCH: KIT,
            DUTCH: KIT.replace("public", "network"),
        }
    )

    assert [(one.code, one.facts["label.nl"]) for one in found if one.code == "twin_differs"] == [
        ("twin_differs", "Toegang")
    ]


def test_all_rights_may_be_reserved_on_conditions(told):
    conditions = "licence: all-rights-reserved\nconditions: Au sein du réseau.\n"

    assert told({FRENCH: KIT.replace("licence: CC-BY-4.0\n", conditions)}) == []


def test_a_files_own_reserve_needs_its_own_conditions(told):
    own = KIT.replace("access: public", "conditions: Librement.\naccess: public").replace(
        "type: tool", "type: tool, licence: all-rights-reserved"
    )

    assert [one.code for one in told({FRENCH: own})] == ["kit_reserved"]


def test_a_checksum_that_holds_is_taken(told):
    right = hashlib.sha256(b"a;b").hexdigest()

    assert told({FRENCH: KIT.replace("type: tool", f"checksum: {right}, type: tool")}) == []


def test_several_mistakes_are_told_at_once(told):
    wrong = (
        KIT.replace("CC-BY-4.0", "libre").replace("public", "secret").replace(" title: Liste,", "")
    )

    assert [one.code for one in told({FRENCH: wrong})] == [
        "field_value_near",
        "field_value",
        "field_missing",
    ]


def test_a_campaign_uses_what_the_kit_holds(told):
    campaign = "campaign:\n  - {days: -7, title: Afficher, channel: murs, file: start/b.csv}\n"
    files = {
        CAMPAIGN: f"{HEAD}{FILE}{campaign}---\n",
        "docs/fr/communication-kits/start/a.csv": "a;b",
    }

    found = told(files)

    assert [(one.code, one.facts["line"]) for one in found] == [("kit_campaign_file", "12")]
    assert "le calendrier emploie start/b.csv, qui n’est pas dans le contenu" in problems.what(
        found[0], "fr"
    )
    assert "de kalender gebruikt start/b.csv" in problems.what(found[0], "nl")


def test_a_campaign_counts_days(told):
    campaign = "campaign:\n  - {days: demain, title: Afficher, channel: murs}\n"
    files = {
        CAMPAIGN: f"{HEAD}{FILE}{campaign}---\n",
        "docs/fr/communication-kits/start/a.csv": "a;b",
    }

    assert "on attend un nombre entier" in straight(problems.what(told(files)[0], "fr"))


def test_a_communication_kit_may_serve_every_step(told):
    files = {
        CAMPAIGN: f"{HEAD}{FILE}---\n".replace("steps: [framing]\n", ""),
        "docs/fr/communication-kits/start/a.csv": "a;b",
    }

    assert told(files) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("type: method", "type: theory", "field_value"),
        ("steps: [framing]\n", "", "field_missing"),
        ("../toolkits/start/a.csv", "../../a.csv", "field_value"),
        ("../toolkits/start/a.csv", "../toolkits/start/b.csv", "file_missing"),
    ],
)
def test_a_broken_tool_is_explained(told, old, new, code):
    assert [one.code for one in told({"docs/fr/tools/other.md": TOOL.replace(old, new)})] == [code]


@pytest.mark.parametrize("licence", licences.LICENCES.ids)
def test_each_licence_has_a_name_and_a_text_in_both_languages(licence):
    assert licences.name(licence, "fr") != licences.name(licence, "nl")
    if licence != licences.RESERVED:
        assert licences.text(licence, "fr").startswith("https://")
        assert licences.text(licence, "fr") != licences.text(licence, "nl")


def test_every_kind_is_registered():
    assert {"tool", "toolkit", "communication-kit"} <= set(KINDS)


def straight(text: str) -> str:
    """Put plain spaces in the place of those that a printer sets."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
