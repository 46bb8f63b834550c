"""The table, the data and the exit code of a refresh."""

import io
import json
from dataclasses import replace

from rich.console import Console

from knowledge.model import Problem, Report
from tests.vigie.outcomes import entry, outcome
from vigie import cli_locale, reporting


def printed(outcome, locale="en") -> str:
    console = Console(file=io.StringIO(), width=200, highlight=False)
    reporting.show(outcome, console, cli_locale.words(locale), ("fr", "nl"))
    return console.file.getvalue()


def test_the_table_tells_each_figure():
    text = printed(outcome(entry("one"), skipped={"same": 8, "filtered": 1}, seconds=1.25))

    row = next(line for line in text.splitlines() if line.startswith("site"))
    assert row.split()[:4] == ["site", "ok", "10", "1"]
    assert "8 same, 1 filtered" in row


def test_the_verdicts_of_robots_txt_stand_below_the_table():
    assert "robots.txt: allowed: site.example" in printed(outcome())


def test_the_figures_fit_a_terminal_of_80_columns():
    console = Console(file=io.StringIO(), width=80, highlight=False)
    words = cli_locale.words("nl")
    reporting.show(outcome(entry("one"), skipped={"same": 8}), console, words, ("fr", "nl"))

    assert "…" not in console.file.getvalue()


def test_a_failure_is_told_in_the_language_of_the_person():
    failed = outcome(failed=Problem("empty", {"url": "https://site.example/list"}))

    assert "ne contient aucune entrée" in printed(failed, "fr")
    assert "bevat geen enkel bericht" in printed(failed, "nl")
    assert "→ Open it" in printed(failed, "en")


def test_the_terminal_takes_no_orders_from_outside():
    text = printed(outcome(failed=Problem("empty", {"url": "[red]https://site.example/[/red]"})))

    assert "[red]https://site.example/[/red]" in text


def test_a_failed_source_ends_in_1_and_a_good_one_in_0():
    assert reporting.exit_code(outcome()) == 0
    assert reporting.exit_code(outcome(failed=Problem("empty", {"url": "x"}))) == 1


def test_a_recording_that_lacks_some_source_is_no_failure_but_one_that_lacks_all_is():
    absent = Report("other", "absent", problem=Problem("unrecorded", {"url": "x"}))
    some = outcome()

    assert reporting.exit_code(replace(some, reports=(*some.reports, absent))) == 0
    assert reporting.exit_code(replace(some, reports=(absent,))) == 1


def test_the_data_are_json_with_the_same_figures():
    data = json.loads(json.dumps(reporting.data(outcome(entry("one")))))

    (source,) = data["sources"]
    assert (source["source"], source["state"], source["read"]) == ("site", "ok", 10)
    assert source["new"] == [{"id": "one", "url": "https://site.example/one", "title": "Title one"}]
