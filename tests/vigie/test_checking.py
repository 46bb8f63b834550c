"""`vigie check`: all that is wrong, by file, in the reader's language; data for programs;
annotations for GitHub.
"""

import json
from pathlib import Path

import pytest

from knowledge import site_settings
from knowledge.errors import SheetError
from knowledge.model import Problem
from publish import library
from tests.vigie.sheets import ROOT, begin, practice, put, vigie
from vigie import check_report, checking
from vigie.checking import Checked, Finding

SHEET = "docs/fr/practices/reunion.md"
TITLE = 'title: "Une réunion courte et debout chaque lundi"\n'


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return begin(tmp_path)


def test_the_shipped_content_lacks_nothing_but_whose_it_is_and_a_look_at_its_references():
    found = vigie(ROOT, "check", "--json")

    examples = {*site_settings.TO_FILL.values(), "crawler_example"}
    told = {one["code"] for one in json.loads(found.stdout)}
    assert told == {*examples, "reference_unchecked"}
    assert found.exit_code == 0


def test_a_sheet_in_both_languages_is_well(instance):
    put(instance, SHEET, practice("fr"))
    put(instance, SHEET.replace("fr", "nl", 1), practice("nl"))

    done = vigie(instance, "check", "--lang", "fr")

    assert (done.exit_code, done.stdout) == (
        0,
        "3 fiches, 0 entrée de la veille, 0 erreur, 0 avertissement\n",
    )


def test_a_warning_alone_refuses_nothing(instance):
    put(instance, SHEET, practice())

    done = vigie(instance, "check", "--lang", "nl")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == SHEET
    assert "waarschuwing: er is nog geen versie in de andere taal" in done.stdout
    assert (
        done.stdout.splitlines()[-1]
        == "2 fiches, 0 berichten van de nieuwsopvolging, 0 fouten, 1 waarschuwing"
    )


def test_mistakes_are_told_by_file_before_warnings_with_their_line(instance):
    put(instance, SHEET, practice().replace(TITLE, "titre: x\n"))

    lines = vigie(instance, "check", "--lang", "fr").stdout.splitlines()

    assert lines[0] == SHEET
    assert lines[1].startswith("  erreur, ligne 7\u00a0: la clé «\u00a0titre\u00a0»")
    assert lines[2].startswith("    → Vouliez-vous écrire title (Titre)")
    assert not any("manque" in line for line in lines)


def test_a_terminal_that_speaks_neither_language_is_told_in_both(instance):
    put(instance, SHEET, practice().replace(TITLE, ""))

    done = vigie(instance, "check")

    assert done.exit_code == 2
    assert "«\u00a0Titre\u00a0» manque" in done.stdout
    assert "“Titel” ontbreekt" in done.stdout


def test_only_the_files_that_are_named_are_told(instance):
    put(instance, SHEET, practice().replace(TITLE, ""))
    put(instance, "docs/fr/practices/autre.md", practice().replace(TITLE, ""))

    done = vigie(instance, "check", str(instance / SHEET), "--json")

    assert {one["path"] for one in json.loads(done.stdout)} == {SHEET}
    assert done.exit_code == 2


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("docs/fr/practices/reunoin.md", "file_absent"),
        ("notes.txt", "file_other"),
        ("../elsewhere.md", "file_outside"),
    ],
)
def test_a_file_that_is_none_of_ours_is_told_so(instance, path, code):
    put(instance, SHEET, practice())
    put(instance, "notes.txt", "x")

    done = vigie(instance, "check", str(instance / path), "--json")

    found = json.loads(done.stdout)
    assert [one["code"] for one in found] == [code]
    assert done.exit_code == 2
    if code == "file_absent":
        assert SHEET in found[0]["mend"]["fr"]


@pytest.mark.parametrize("name", ["fiche.txt", "Fiche.MD", "fiche.markdown", "fiche.yml", "fiche"])
def test_a_sheet_that_nobody_would_see_is_told(instance, name):
    put(instance, f"docs/fr/practices/{name}", practice())

    found = json.loads(vigie(instance, "check", "--json").stdout)

    assert [(one["code"], one["facts"]["example"]) for one in found] == [
        ("sheet_suffix", "fiche.md")
    ]


def test_a_page_that_is_no_sheet_is_read_too(instance):
    put(
        instance,
        "docs/nl/page.md",
        "---\ntitle: P\n---\n# P\n\n### Te diep\n\n![](x.png) [weg](weg.md)\n",
    )
    put(instance, "docs/nl/bare.md", "# Zonder kop\n\n## Goed\n")

    found = json.loads(vigie(instance, "check", "--json").stdout)

    assert [(one["code"], one["line"]) for one in found] == [
        ("heading_level", 6),
        ("image_alternative", 8),
        ("link_dead", 8),
    ]


def test_a_page_may_lead_to_those_that_every_site_has(instance):
    names = ("subscribe", "receive", "search", "searches/none")
    links = " ".join(f"[{name}]({name}.md)" for name in names)
    put(instance, "docs/nl/page.md", f"# P\n\n{links}\n")

    found = json.loads(vigie(instance, "check", "--json").stdout)

    assert [(one["code"], one["facts"]["found"]) for one in found] == [
        ("link_dead", "searches/none.md")
    ]


def test_configuration_and_sheets_are_told_at_once(instance):
    taxonomy = (instance / "taxonomy.yml").read_text(encoding="utf-8")
    put(instance, "taxonomy.yml", taxonomy.replace("themes:", "themez:", 1))
    put(instance, SHEET, practice().replace(TITLE, ""))

    done = vigie(instance, "check", "--json")

    found = json.loads(done.stdout)
    assert {"configuration", "field_missing"} <= {one["code"] for one in found}
    assert next(one for one in found if one["code"] == "configuration")["path"] == "taxonomy.yml"
    assert done.exit_code == 2


def test_data_say_all_in_every_language(instance):
    put(instance, SHEET, practice().replace(TITLE, ""))

    one = json.loads(vigie(instance, "check", "--json", "--lang", "fr").stdout)[0]

    assert set(one) == {"path", "line", "level", "code", "facts", "says", "mend"}
    assert (one["path"], one["line"], one["level"], one["code"]) == (
        SHEET,
        9,
        "error",
        "field_missing",
    )
    assert set(one["says"]) == set(one["mend"]) == {"fr", "nl", "en"}


def test_what_a_module_watches_over_is_a_warning_as_on_the_day(instance, monkeypatch):
    def watcher(_, today):
        yield Problem("twin_missing", {"path": f"docs/{today}", "found": "x", "language": "nl"})

    monkeypatch.setattr(checking, "WATCHERS", (watcher,))

    done = vigie(instance, "check", "--today", "2027-01-31", "--json")

    assert [(one["path"], one["level"]) for one in json.loads(done.stdout)] == [
        ("docs/2027-01-31", "warning")
    ]
    assert done.exit_code == 0


def test_an_annotation_stands_beside_its_line(instance):
    put(instance, SHEET, practice().replace(TITLE, ""))

    lines = vigie(instance, "check", "--format", "github", "--lang", "fr").stdout.splitlines()

    assert lines[0].startswith(
        f"::error file={SHEET},line=9,title=À corriger::{SHEET}, ligne 9\u00a0: «\u00a0Titre"
    )
    assert "%0A→ Ajoutez" in lines[0]
    assert lines[-1].endswith("1 erreur, 0 avertissement")


def test_nothing_in_a_file_can_give_an_order_to_github():
    evil = "x,title=y::\r\n::stop-commands::a%0A::error::b\u2028::set-env::\x0b"
    problem = Problem("field_unknown", {"path": evil, "line": "1", "key": evil, "allowed": evil})

    lines = list(
        check_report.annotations(Checked((Finding(evil, 1, "error", problem),), 1, 0), ("fr", "nl"))
    )

    assert len(lines) == 3
    assert all(len(line.splitlines()) == 1 for line in lines)
    head = lines[0].removeprefix("::error ").partition("::")[0]
    assert head.split(",")[0] == (
        "file=x%2Ctitle=y%3A%3A%0D%0A%3A%3Astop-commands%3A%3Aa%250A%3A%3Aerror%3A%3Ab %3A%3Aset-env%3A%3A "
    )
    assert [part.partition("=")[0] for part in head.split(",")] == ["file", "line", "title"]


@pytest.mark.parametrize(("count", "said"), [(0, "0 erreur"), (1, "1 erreur"), (2, "2 erreurs")])
def test_french_counts_as_french_does(count, said):
    found = tuple(Finding("a", 1, "error", Problem("x", {"n": str(n)})) for n in range(count))

    assert said in check_report.counts(Checked(found, 0, 0), "fr").split(", ")


def test_a_language_or_a_format_that_is_none_is_told(instance):
    assert "vigie" not in vigie(instance, "check", "--lang", "de").stdout
    assert vigie(instance, "check", "--lang", "de").exit_code != 0
    assert vigie(instance, "check", "--format", "xml").exit_code == 2


SURVEY = "data/barometer/2025.csv"
COLUMNS = "institution;indicator;period;value;answers\n"


def test_a_figure_of_fewer_than_ten_answers_is_refused_with_file_line_and_what_to_do(instance):
    put(instance, SURVEY, f"{COLUMNS}all;health;2025;3,8;40\nall;health;2024;3,8;9\n")

    done = vigie(instance, "check", SURVEY, "--lang", "fr")

    assert done.exit_code == 2
    lines = done.stdout.splitlines()
    assert lines[0] == SURVEY
    assert lines[1].startswith("  erreur, ligne 3\u00a0: ce chiffre repose sur 9 réponses")
    assert "garde ce qu’il a contenu" in lines[2]
    assert (instance / SURVEY).read_text().endswith(";9\n")


def test_a_file_of_figures_with_a_mistake_stops_the_site_or_is_left_out_whole(instance):
    put(instance, SURVEY, f"{COLUMNS}all;health;2025;3,8;40\nall;health;2024;3,8;9\n")
    put(instance, SURVEY.replace("2025", "2023"), f"{COLUMNS}all;health;2023;3,8;40\n")

    with pytest.raises(SheetError, match="9 réponses"):
        library.load(instance)
    read = library.load(instance, leave_out_broken=True)

    assert [str(row.period) for row in read.surveys] == ["2023"]
    assert [problem.path for problem in read.left_out] == [SURVEY]


def test_what_can_be_computed_from_figures_is_a_warning(instance):
    year = "all;health;2025;3,8;60\n" + "".join(
        f"all;health;2025-Q{number};3,8;12\n" for number in (1, 2, 3)
    )
    put(instance, SURVEY, COLUMNS + year)

    done = vigie(instance, "check", SURVEY, "--lang", "nl")

    assert done.exit_code == 0
    assert "2025-Q4, 24 antwoorden" in done.stdout


def test_a_link_in_place_of_a_file_of_figures_is_refused(instance, tmp_path):
    (tmp_path / "elsewhere.csv").write_text(COLUMNS)
    (instance / SURVEY).parent.mkdir(parents=True)
    (instance / SURVEY).symlink_to(tmp_path / "elsewhere.csv")

    done = vigie(instance, "check", "--json")

    assert [(found["path"], found["code"]) for found in json.loads(done.stdout)] == [
        (SURVEY, "not_ordinary")
    ]
