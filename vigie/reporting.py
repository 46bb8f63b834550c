"""Outcome of a refresh -> a table for a terminal, or data for a program."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from knowledge import problems
from knowledge.model import Problem, Report
from knowledge.problems import Tongue
from scrapers.pipeline import Outcome

HEADS: Mapping[Tongue, tuple[str, ...]] = {
    "en": ("source", "state", "read", "new", "chgd", "gone", "held", "sec", "skipped"),
    "fr": ("source", "état", "lues", "neuv", "chgé", "part", "att", "sec", "écartées"),
    "nl": ("bron", "staat", "gelz", "nieuw", "gew", "weg", "wacht", "sec", "overgeslagen"),
}
STATES: Mapping[str, Mapping[Tongue, str]] = {
    "ok": {"en": "ok", "fr": "bien", "nl": "goed"},
    "unchanged": {"en": "unchanged", "fr": "inchangée", "nl": "ongewijzigd"},
    "held": {"en": "held", "fr": "en attente", "nl": "wacht"},
    "failed": {"en": "FAILED", "fr": "EN PANNE", "nl": "MISLUKT"},
    "absent": {"en": "no record", "fr": "non enreg.", "nl": "niet opgen."},
}
SKIPPED: Mapping[str, Mapping[Tongue, str]] = {
    "same": {"en": "same", "fr": "idem", "nl": "idem"},
    "filtered": {"en": "filtered", "fr": "filtrées", "nl": "gefilterd"},
    "not_an_entry": {"en": "other", "fr": "autres", "nl": "andere"},
    "elsewhere": {"en": "elsewhere", "fr": "ailleurs", "nl": "elders"},
    "later": {"en": "later", "fr": "plus tard", "nl": "later"},
}
STYLES = {
    "ok": "green",
    "unchanged": "green",
    "held": "yellow",
    "failed": "bold red",
    "absent": "dim",
}


def table(reports: Iterable[Report], tongue: Tongue) -> Table:
    """Make the table: a row per source, figures to the right; it fits a terminal of 80 columns."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for place, head in enumerate(HEADS[tongue]):
        last = place == len(HEADS[tongue]) - 1
        made.add_column(
            head,
            justify="right" if place > 1 and not last else "left",
            no_wrap=not last,
            overflow="fold",
        )
    for report in reports:
        counts = (
            report.read,
            len(report.new),
            len(report.changed),
            len(report.gone),
            len(report.held),
        )
        made.add_row(
            report.source,
            Text(STATES[report.state][tongue], style=STYLES[report.state]),
            *(str(count or "–") for count in counts),
            f"{report.seconds:.1f}",
            skipped(report, tongue) or "–",
        )
    return made


def verdicts(outcome: Outcome) -> list[str]:
    """Say what each robots.txt allowed: the hosts with one verdict on one line."""
    hosts: dict[str, list[str]] = {}
    for host, verdict in sorted(outcome.verdicts.items()):
        hosts.setdefault(verdict, []).append(host)
    return [
        f"robots.txt: {verdict}: {', '.join(named)}" for verdict, named in sorted(hosts.items())
    ]


def skipped(report: Report, tongue: Tongue) -> str:
    """Say what was passed over, and why: "12 same as before, 3 filtered out"."""
    return ", ".join(
        f"{count} {SKIPPED[reason][tongue]}" for reason, count in report.skipped.items()
    )


def show(outcome: Outcome, console: Console, tongue: Tongue) -> None:
    """Print the table, then each thing that needs a person: what happened, what to do."""
    console.print(table(outcome.reports, tongue))
    for line in verdicts(outcome):
        console.print(Text(line, style="dim"), soft_wrap=True)
    for report in outcome.reports:
        for problem in wrongs(report):
            told(f"{report.source}: ", problem, console, tongue)
        for bad in report.bad:
            console.print(Text(f"{report.source}: {bad}"), soft_wrap=True)
    for fault in outcome.faults:
        for problem in fault.problems:
            told("", problem, console, "fr")
            told("", problem, console, "nl")


def wrongs(report: Report) -> list[Problem]:
    """Give what needs a person in one source's report, the worst first."""
    found = [report.problem] if report.problem else []
    if report.held:
        found.append(Problem("flood", {"source": report.source, "count": str(len(report.held))}))
    if report.pending:
        found.append(Problem("later", {"count": str(report.pending)}))
    return [*found, *report.notes]


def told(lead: str, problem: Problem, console: Console, tongue: Tongue) -> None:
    """Print a failure and, below it, how to mend it."""
    console.print(Text(f"{lead}{problems.what(problem, tongue)}", style="bold"), soft_wrap=True)
    console.print(Text(f"  → {problems.fix(problem, tongue)}"), soft_wrap=True)


def exit_code(outcome: Outcome) -> int:
    """Give 0 when all went well, 1 when a source failed or a file is at fault, or when a recording
    held no source.
    """
    reports = outcome.reports
    nothing = bool(reports) and all(report.state == "absent" for report in reports)
    return int(
        nothing or bool(outcome.faults) or any(report.state == "failed" for report in reports)
    )


def data(outcome: Outcome) -> dict[str, Any]:
    """Give the outcome as JSON types: the same figures, the entries by id, address and title."""
    return {
        "moment": outcome.moment.isoformat(),
        "changed_files": outcome.changed,
        "sources": [_source(report, outcome) for report in outcome.reports],
        "likenesses": [[_name(one), _name(other)] for one, other in outcome.suggestions],
        "faults": [
            {"path": fault.path, "problems": [_problem(one) for one in fault.problems]}
            for fault in outcome.faults
        ],
    }


def _source(report: Report, outcome: Outcome) -> dict[str, Any]:
    lists = {key: getattr(report, key) for key in ("new", "changed", "gone", "moved", "held")}
    return {
        "source": report.source,
        "state": report.state,
        "read": report.read,
        **{key: [_name(outcome.entries[one]) for one in ids] for key, ids in lists.items()},
        "skipped": dict(report.skipped),
        "pending": report.pending,
        "bad": list(report.bad),
        "problem": _problem(report.problem) if report.problem else None,
        "notes": [_problem(note) for note in report.notes],
        "robots": report.robots,
        "seconds": report.seconds,
    }


def _name(entry: Any) -> dict[str, str]:
    return {"id": entry.id, "url": entry.url, "title": entry.title}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "facts": dict(problem.facts),
        "says": problems.what(problem, "en"),
        "mend": problems.fix(problem, "en"),
    }
