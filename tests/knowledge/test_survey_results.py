"""data/barometer/*.csv: what is read as it is meant, and what is told of each mistake."""

from decimal import Decimal
from pathlib import Path

import pytest

from knowledge import problems, survey_periods, survey_results, survey_warnings
from knowledge.survey_periods import Period
from knowledge.word_list import WordList

HEAD = "institution;indicator;period;value;answers"
LISTS = {
    "organisations": WordList(
        {
            "actiris": {"fr": ("Actiris",)},
            "hydria": {"fr": ("Hydria",)},
            "sprb": {"fr": ("Service public",)},
        }
    ),
    "fields": WordList({"health": {"fr": ("Santé au travail",), "nl": ("Gezondheid",)}}),
    "indicators": WordList({"surveys": {"fr": ("Enquêtes",)}, "promotions": {}}),
}
PATH = "data/barometer/2025.csv"


def read(*lines: str, head: str = HEAD, newline: str = "\n", encoding: str = "utf-8"):
    return survey_results.read(newline.join((head, *lines)).encode(encoding), PATH, LISTS)


def codes(found):
    return [(problem.code, problem.line) for problem in found.problems]


def instance(root: Path, **files: str) -> Path:
    folder = root / survey_results.FOLDER
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return root


def cautions(*lines: str, members=()):
    return list(survey_warnings.warnings(read(*lines).rows, members))


def test_a_row_says_of_whom_of_what_when_how_much_and_on_how_many_answers():
    (row,) = read("Actiris;Gezondheid;2025-q1;3,85;12;of-five", head=f"{HEAD};unit").rows

    assert (row.institution, row.indicator, row.unit) == ("actiris", "health", "of-five")
    assert (str(row.period), row.value, row.answers) == ("2025-Q1", Decimal("3.85"), 12)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (HEAD, "all;health;2025;3.8;40"),
        ("institution,indicator,period,value,answers", 'all,health,2025,"3,8",40'),
        (HEAD.replace(";", "\t"), "all\thealth\t2025\t3,8\t40"),
        (f"\ufeff{HEAD}", "all;health;2025;3,8;40"),
        (f"sep=;\n{HEAD}", "all;health;2025;3,8;40"),
        (f"{HEAD};;", "all;health;2025;3,8;40;;"),
        (HEAD.upper(), " all ; health ; 2025 ; 3,8 ; 40 "),
        ("answers;value;period;indicator;institution", "40;3,8;2025;health;all"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write_is_read_as_it_is_meant(head, line, newline):
    found = read(line, "", ";;;;", head=head, newline=newline)

    assert codes(found) == []
    assert [(row.institution, row.value, row.answers) for row in found.rows] == [
        ("all", Decimal("3.8"), 40)
    ]


@pytest.mark.parametrize(
    ("line", "code", "found"),
    [
        ("all;health;2025;3,8;9", "survey_few", "9"),
        ("all;health;2025;3,8;0", "survey_few", "0"),
        ("all;health;2025;3,8;", "survey_answers", "—"),
        ("all;health;2025;3,8;-12", "survey_answers", "-12"),
        ("all;health;2025;3,8;12,0", "survey_answers", "12,0"),
        ("all;health;2025;3,8;١٢", "survey_answers", "١٢"),
        ("all;health;2025;3,8;<10", "survey_answers", "<10"),
        ("all;health;2025;;12", "survey_value", "—"),
        ("all;health;2025;62 %;12", "survey_value", "62 %"),
        ("all;health;2025;1.234;12", "survey_value", "1.234"),
        ("all;health;2025;1 234;12", "survey_value", "1 234"),
        ("all;health;2025;NaN;12", "survey_value", "NaN"),
        ("all;health;2025;1e9;12", "survey_value", "1e9"),
        ("all;health;2025;=1+1;12", "survey_value", "=1+1"),
        ("all;health;2025-6;3,8;12", "survey_period", "2025-6"),
        ("all;health;2025-13;3,8;12", "survey_period", "2025-13"),
        ("all;health;2025-Q5;3,8;12", "survey_period", "2025-Q5"),
        ("all;health;juin-25;3,8;12", "survey_period", "juin-25"),
        ("all;health;2025-06-01;3,8;12", "survey_period", "2025-06-01"),
        ("all;health;;3,8;12", "survey_period", "—"),
        ("Actirris;health;2025;3,8;12", "survey_word_near", "Actirris"),
        ("tous;health;2025;3,8;12", "survey_word", "tous"),
        ('=cmd|"/c calc"!A1;health;2025;3,8;12', "survey_word", "=cmd"),
        ("=HYPERLINK(1);health;2025;3,8;12", "survey_word", "=HYPERLINK(1)"),
        ("all;absences;2025;3,8;12", "survey_word", "absences"),
        ("all;health;2025;3;8;40", "survey_cells", "6"),
        ('"all;health;2025;3,8;40', "survey_quotes", '"all'),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_others_are_read(line, code, found):
    done = read("actiris;health;2024;3,1;10", line, "hydria;health;2024;3,1;10")

    (problem,) = done.problems
    assert (problem.code, problem.path, problem.line) == (code, PATH, 3)
    assert problem.facts["found"].startswith(found)
    assert [row.line for row in done.rows] == [2, 4]


@pytest.mark.parametrize(
    ("head", "code", "found"),
    [
        ("institution;indicator;period;value", "survey_columns", "answers"),
        ("institution;indicator;period;value;answers;name", "survey_column", "name"),
        ("institution;indicator;period;value;answers;value", "survey_column_twice", "value"),
    ],
)
def test_columns_are_held_against_those_that_are_documented(head, code, found):
    (problem,) = read("all;health;2025;3,8;12", head=head).problems

    assert (problem.code, problem.line, problem.facts["found"]) == (code, 1, found)


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"", "survey_empty", 1),
        (b"\n;;;\n", "survey_empty", 1),
        (f"{HEAD}\nall;santé;2025;3;12".encode("latin-1"), "survey_encoding", 2),
        (HEAD.encode("utf-16"), "survey_encoding", 1),
        (HEAD.encode("utf-16-le"), "survey_column", 1),
        (b"PK\x03\x04\xff\xfe", "survey_encoding", 1),
    ],
)
def test_what_is_no_table_in_utf_8_is_refused(raw, code, line):
    found = survey_results.read(raw, PATH, LISTS)

    assert codes(found)[0] == (code, line)
    assert found.rows == ()


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        ("101", "percent", ["survey_bounds"]),
        ("-1", "percent", ["survey_bounds"]),
        ("5,1", "of-five", ["survey_bounds"]),
        ("-4,5", "number", []),
        ("12", "euro", ["survey_word"]),
    ],
)
def test_a_value_lies_where_its_unit_has_it(value, unit, told):
    found = read(f"all;health;2025;{value};12;{unit}", head=f"{HEAD};unit")

    assert [code for code, _ in codes(found)] == told


def test_of_many_mistakes_the_first_are_told_and_the_others_counted():
    found = read(*["all;health;2025;x;12"] * 130)

    assert len(found.problems) == survey_results.TOLD + 1
    assert found.problems[-1].facts["found"] == "30"


def test_the_same_figure_and_another_unit_are_found_over_all_files(tmp_path):
    first = f"{HEAD};unit\nall;health;2025;3,8;12;of-five\n"
    second = f"{HEAD}\nall;health;2025;3,9;12\nall;surveys;2025;3,9;12\n"

    found = survey_results.load(instance(tmp_path, a=first, b=second), LISTS)

    assert codes(found) == [("survey_twice", 2), ("survey_units", 2)]
    assert found.problems[0].facts["other"] == "data/barometer/a.csv:2"
    # What is right of a file with a mistake is not published either: a total would lack it.
    assert [row.path for row in found.whole] == ["data/barometer/a.csv"]


def test_other_files_folders_and_too_large_ones_are_refused_unread(tmp_path):
    root = instance(tmp_path, big=HEAD + "\n" * 1_000_000)
    folder = root / survey_results.FOLDER
    (folder / "raw.xlsx").write_bytes(b"PK")
    (folder / "2024").mkdir()
    (folder / "2024" / "a.csv").write_text(HEAD)
    (folder / "README.md").write_text("What is here.")
    (folder / ".gitkeep").touch()

    found = survey_results.load(root, LISTS)

    assert sorted(problem.code for problem in found.problems) == [
        *["survey_other_file"] * 2,
        "survey_too_big",
    ]


def test_an_instance_without_the_folder_has_no_figures(tmp_path):
    assert survey_results.load(tmp_path, LISTS) == survey_results.SurveyResults()


@pytest.mark.parametrize("locale", ["en", "fr", "nl"])
def test_each_problem_says_file_line_what_was_found_and_how_to_mend_it(locale):
    found = read("all;health;2025;3,8;4").problems[0]

    told = problems.what(found, locale) + problems.fix(found, locale)

    assert PATH in told
    assert all(part in told for part in ("2", "4", "10"))
    assert "{" not in told


def test_the_only_part_that_is_missing_beside_a_total_can_be_computed():
    given = ("all;health;2025;3,8;60", "actiris;health;2025;3,9;20", "hydria;health;2025;3,1;20")

    (told,) = cautions(*given, members={"actiris", "hydria", "sprb"})

    assert (told.code, told.line) == ("survey_derivable", 2)
    assert (told.facts["missing"], told.facts["found"]) == ("sprb", "20")


def test_an_institution_that_is_seen_elsewhere_is_a_part_too():
    told = cautions(
        "all;health;2025;3,8;60",
        "actiris;health;2025;3,9;20",
        "hydria;surveys;2025;3,1;20",
    )

    assert [problem.facts["missing"] for problem in told] == ["hydria"]


@pytest.mark.parametrize(
    ("whole", "members", "told"),
    [
        (49, {"actiris", "hydria", "sprb", "bf"}, ["survey_rest"]),
        (60, {"actiris", "hydria", "sprb", "bf"}, []),
        (40, {"actiris", "hydria", "sprb"}, []),
        (60, {"actiris", "hydria"}, []),
    ],
)
def test_what_is_left_of_a_total_is_told_where_it_is_few_or_of_one(whole, members, told):
    given = ("actiris;health;2025;3,9;20", "hydria;health;2025;3,1;20")

    found = cautions(f"all;health;2025;3,8;{whole}", *given, members=members)

    assert [problem.code for problem in found] == told


def test_the_quarter_that_is_missing_from_a_year_can_be_computed():
    quarters = [f"all;promotions;2025-Q{number};11;30" for number in (1, 2, 4)]

    (told,) = cautions("all;promotions;2025;50;120", *quarters)

    assert told.facts["missing"] == "2025-Q3"


def test_a_composed_figure_is_told_once_of_a_file():
    rows = read("all;health;2024;3;12;yes", "all;health;2025;3;12;yes", head=f"{HEAD};example").rows

    assert [problem.code for problem in survey_warnings.warnings(rows, ())] == ["survey_example"]


@pytest.mark.parametrize("written", ["1999", "2025", "2025-Q1", "2025-Q4", "2025-01", "2025-12"])
def test_a_period_is_written_as_it_was_read(written):
    assert str(survey_periods.of(written)) == written


def test_a_year_has_four_quarters_and_a_quarter_three_months():
    year, quarter = Period(2025 * 12, 12), Period(2025 * 12 + 9, 3)

    assert [str(part) for part in year.parts(3)] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    assert [str(part) for part in quarter.parts(1)] == ["2025-10", "2025-11", "2025-12"]
    assert list(quarter.parts(12)) == []
