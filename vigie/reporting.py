"""Outcome of a refresh -> a table for a terminal, or data for a program."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from knowledge import problems
from knowledge.i18n import locales
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry, Problem, Report
from scrapers.pipeline import Outcome

STYLES = {
    "ok": "green",
    "unchanged": "green",
    "held": "yellow",
    "failed": "bold red",
    "absent": "dim",
}
# The columns of figures are set to the right: all between the state and what was passed over.
_FIRST_FIGURE = 2


def show(outcome: Outcome, console: Console, words: Catalogue, site: Sequence[str]) -> None:
    """Print the table, then each thing that needs a person: what happened, what to do.

    Mistakes in the files that people wrote are told in the site's locales.
    """
    console.print(table(outcome.reports, words))
    for line in verdicts(outcome):
        console.print(Text(line, style="dim"), soft_wrap=True)
    for report in outcome.reports:
        _show_wrongs(report, console, words.locale)
    for fault in outcome.faults:
        for problem in fault.problems:
            print_in_each(problem, console, site)


def table(reports: Iterable[Report], words: Catalogue) -> Table:
    """Return the table: a row per source; it fits a terminal of 80 columns."""
    *heads, last = words.texts("command.refresh.heads")
    made = Table(box=None, pad_edge=False, header_style="bold")
    for place, head in enumerate(heads):
        made.add_column(head, justify=_side(place), no_wrap=True, overflow="fold")
    made.add_column(last, overflow="fold")
    for report in reports:
        made.add_row(
            report.source,
            Text(state(report.state, words), style=STYLES[report.state]),
            *map(_figure, _counts(report)),
            f"{report.seconds:.1f}",
            skipped(report.skipped, words) or "–",
        )
    return made


def state(name: str, words: Catalogue) -> str:
    """Return the name of a state."""
    return words.translate(f"command.refresh.states.{name}")


def verdicts(outcome: Outcome) -> list[str]:
    """Return what each robots.txt allowed: the hosts with the same verdict on one line."""
    hosts: dict[str, list[str]] = {}
    for host, verdict in sorted(outcome.verdicts.items()):
        hosts.setdefault(verdict, []).append(host)
    return [f"robots.txt: {verdict}: {', '.join(hosts[verdict])}" for verdict in sorted(hosts)]


def skipped(counts: Mapping[str, int], words: Catalogue) -> str:
    """Return what was passed over, and why: "12 same, 3 filtered"."""
    parts = []
    for reason, count in counts.items():
        parts.append(f"{count} {words.translate(f'command.refresh.skipped.{reason}')}")
    return ", ".join(parts)


def wrongs(report: Report) -> list[Problem]:
    """Return what needs a person in one source's report, the worst first."""
    found = []
    if report.problem:
        found.append(report.problem)
    if report.held:
        found.append(Problem("flood", {"source": report.source, "count": str(len(report.held))}))
    if report.pending:
        found.append(Problem("later", {"count": str(report.pending)}))
    return [*found, *report.notes]


def print_problem(problem: Problem, console: Console, locale: str, lead: str = "") -> None:
    """Print a failure and, below it, how to mend it."""
    what = f"{lead}{problems.what(problem, locale)}"
    console.print(Text(what, style="bold"), soft_wrap=True)
    console.print(Text(f"  → {problems.fix(problem, locale)}"), soft_wrap=True)


def print_in_each(problem: Problem, console: Console, spoken: Iterable[str]) -> None:
    """Print a failure, and how to mend it, in each locale."""
    for locale in spoken:
        print_problem(problem, console, locale)


def exit_code(outcome: Outcome) -> int:
    """Return 0 when all went well, 1 when a source failed or a file is at fault.

    1 too when a recording held none of the sources.
    """
    states = [report.state for report in outcome.reports]
    nothing = bool(states) and set(states) == {"absent"}
    return int(nothing or bool(outcome.faults) or "failed" in states)


def data(outcome: Outcome) -> dict[str, object]:
    """Return the outcome as JSON types: the figures; entries by id, address and title."""
    faults = []
    for fault in outcome.faults:
        faults.append({"path": fault.path, "problems": list(map(_problem, fault.problems))})
    return {
        "moment": outcome.moment.isoformat(),
        "changed_files": outcome.changed,
        "sources": [_source(report, outcome.entries) for report in outcome.reports],
        "likenesses": [list(map(_name, pair)) for pair in outcome.suggestions],
        "versions": [list(map(_name, pair)) for pair in outcome.doubtful],
        "faults": faults,
    }


def _show_wrongs(report: Report, console: Console, locale: str) -> None:
    for problem in wrongs(report):
        print_problem(problem, console, locale, lead=f"{report.source}: ")
    for bad in report.bad:
        console.print(Text(f"{report.source}: {bad}"), soft_wrap=True)


def _side(place: int) -> Literal["left", "right"]:
    """Return to which side a column is set."""
    if place < _FIRST_FIGURE:
        return "left"
    return "right"


def _figure(count: int) -> str:
    return str(count or "–")


def _counts(report: Report) -> Iterable[int]:
    lists = (report.new, report.changed, report.gone, report.held)
    return (report.read, *map(len, lists))


def _source(report: Report, entries: Mapping[str, Entry]) -> dict[str, object]:
    def names(ids: Iterable[str]) -> list[dict[str, str]]:
        """Return the entries with these ids, by id, address and title."""
        return [_name(entries[id_]) for id_ in ids]

    return {
        "source": report.source,
        "state": report.state,
        "read": report.read,
        "new": names(report.new),
        "changed": names(report.changed),
        "gone": names(report.gone),
        "moved": names(report.moved),
        "held": names(report.held),
        "skipped": dict(report.skipped),
        "pending": report.pending,
        "bad": list(report.bad),
        "problem": _problem(report.problem) if report.problem else None,
        "notes": list(map(_problem, report.notes)),
        "robots": report.robots,
        "seconds": report.seconds,
    }


def _name(entry: Entry) -> dict[str, str]:
    return {"id": entry.id, "url": entry.url, "title": entry.title}


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "facts": dict(problem.facts),
        "says": problems.what(problem, locales.REFERENCE),
        "mend": problems.fix(problem, locales.REFERENCE),
    }
