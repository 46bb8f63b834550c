"""`make measure`: a table, the places to improve, and a check that fails until all is reached."""

import pytest

from tests.measure import __main__ as measure
from tests.measure import files
from tests.measure.reading import Offender, reading
from tests.measure.rows import MEASURES, Measure

LINES = Measure("lines", files.lines, 26_532, at_most=24_200)
DOCSTRINGS = Measure("docstrings, %", files.lines, 98, at_least=98, decimals=1)
INFORMS = Measure("long files", files.long_files, 27)


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks" / "page.py").write_text("one = 1\n")
    (tmp_path / "vigie").mkdir()
    (tmp_path / "vigie" / "cli.py").write_text("total = 1\n")
    return tmp_path


def test_a_row_tells_before_now_and_what_is_to_be_reached():
    rows = [(LINES, reading(24_201)), (DOCSTRINGS, reading(98.04)), (INFORMS, reading(30))]

    assert list(measure.table(rows))[2:] == [
        "| lines | 26,532 | 24,201 | at most 24,200 | not yet |",
        "| docstrings, % | 98.0 | 98.0 | at least 98.0 | ok |",
        "| long files | 27 | 30 | – |  |",
    ]


@pytest.mark.parametrize(("value", "reached"), [(24_200, True), (24_200.4, True), (24_201, False)])
def test_a_bound_is_compared_with_the_value_as_it_is_printed(value, reached):
    assert LINES.is_reached(value) is reached


def test_the_worst_are_the_heaviest_and_no_more_than_asked_for():
    offenders = [Offender("a.py", 1), Offender("c.py", 7, "big"), Offender("b.py", 7)]

    lines = list(measure.worst([(LINES, reading(15, offenders)), (INFORMS, reading(0))], limit=2))

    assert lines == ["\n## lines (2 of 3)\n", "     7  b.py", "     7  c.py  big"]


def test_the_check_fails_while_a_row_is_not_reached(repository, capsys):
    assert measure.main([], repository) == 0
    assert measure.main(["--check"], repository) == 1
    printed = capsys.readouterr().out
    assert "| uses of the variable `one` | 1,244 | 1 | at most 0 | not yet |" in printed


def test_the_check_passes_once_every_row_is_reached(repository):
    assert measure.main(["--check", "--under", "vigie"], repository) == 0


def test_the_worst_places_follow_the_table(repository, capsys):
    measure.main(["--worst", "3"], repository)

    table, _, places = capsys.readouterr().out.partition("\n\n")
    assert table.count("\n") == len(MEASURES) + 1
    assert "## uses of the variable `one` (1 of 1)\n\n     1  hooks/page.py\n" in places


def test_a_folder_without_product_code_is_refused(repository, capsys):
    with pytest.raises(SystemExit):
        measure.main(["--under", "hoks"], repository)

    assert "no product code under hoks" in capsys.readouterr().err
