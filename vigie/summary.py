"""Outcome of a refresh -> the Markdown of a pull request, in French and in Dutch.

Every word from outside passes through `plain`, so that a title can neither mention a person nor
make a link, a list or a heading of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge import problems
from knowledge.model import Entry, Problem, Report
from knowledge.problems import Tongue
from knowledge.taxonomy import Taxonomy
from scrapers.pipeline import Outcome
from vigie.reporting import wrongs

# What GitHub makes a mention or a link of, without any mark of Markdown: a zero-width space behind
# it stops that.
_ACTED_ON = re.compile(r"@(?=\w)|(?:https?|ftp)(?=:)|www(?=\.)", re.IGNORECASE)
TONGUES: tuple[Tongue, ...] = ("fr", "nl")
MOST = 60
WORDS: Mapping[Tongue, Mapping[str, str]] = {
    "fr": {
        "title": "La veille de la semaine",
        "came": "Ce qui est arrivé",
        "none": "Rien de nouveau.",
        "other": "Sans thème",
        "more": "… et {count} autres",
        "undated": "sans date",
        "human": "À regarder par une personne",
        "nothing": "Rien.",
        "failed": "En panne, et comment y remédier",
        "all_well": "Toutes les sources ont répondu.",
        "changed": "corrigée à la source",
        "gone": "retirée du site",
        "moved": "nouvelle adresse",
        "law": "entrée en vigueur à vérifier",
        "alike": "Peut-être la même histoire",
        "bad": "entrée illisible",
        "fault": "fichier à corriger",
        "figures": "{read} entrées lues dans {sources} sources ; {new} neuves, {changed} corrigées, {gone} retirées.",
    },
    "nl": {
        "title": "De watch van de week",
        "came": "Wat er binnenkwam",
        "none": "Niets nieuws.",
        "other": "Zonder thema",
        "more": "… en nog {count}",
        "undated": "zonder datum",
        "human": "Te bekijken door een mens",
        "nothing": "Niets.",
        "failed": "Mislukt, en hoe te verhelpen",
        "all_well": "Alle bronnen hebben geantwoord.",
        "changed": "verbeterd aan de bron",
        "gone": "van de site verdwenen",
        "moved": "nieuw adres",
        "law": "inwerkingtreding na te gaan",
        "alike": "Misschien hetzelfde verhaal",
        "bad": "onleesbaar item",
        "fault": "bestand te verbeteren",
        "figures": "{read} items gelezen in {sources} bronnen; {new} nieuw, {changed} verbeterd, {gone} verdwenen.",
    },
}


def markdown(outcome: Outcome, taxonomy: Taxonomy) -> str:
    """Write the summary: what came by theme, what needs a human, what failed and how to mend it."""
    return "\n".join(line for tongue in TONGUES for line in _part(outcome, taxonomy, tongue)) + "\n"


def plain(text: str) -> str:
    """Write text from outside so that GitHub shows it and nothing more.

    Markdown's marks are escaped, then what GitHub acts on outside Markdown: HTML, @mentions and
    #references.
    """
    one_line = " ".join(text.split())
    escaped = re.sub(r"([\\`*_{}\[\]()#+!|~$-])", r"\\\1", one_line)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _ACTED_ON.sub(lambda found: found[0] + "\u200b", escaped)


def link(entry: Entry) -> str:
    """Write an entry as a link to its original."""
    address = (
        entry.url.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
    )
    return f"[{plain(entry.title)}](<{address}>)"


def _part(outcome: Outcome, taxonomy: Taxonomy, tongue: Tongue) -> Iterator[str]:
    words, reports = WORDS[tongue], outcome.reports
    yield f"# {words['title']} ({outcome.moment:%d/%m/%Y})\n"
    yield words["figures"].format(
        read=sum(report.read for report in reports),
        sources=sum(report.state != "absent" for report in reports),
        **{
            key: sum(len(getattr(report, key)) for report in reports)
            for key in ("new", "changed", "gone")
        },
    )
    yield f"\n## {words['came']}\n"
    yield from _came(outcome, taxonomy, tongue)
    yield f"\n## {words['human']}\n"
    yield from list(_human(outcome, tongue)) or [words["nothing"]]
    yield f"\n## {words['failed']}\n"
    yield from list(_failed(reports, tongue)) or [words["all_well"]]
    yield ""


def _came(outcome: Outcome, taxonomy: Taxonomy, tongue: Tongue) -> Iterator[str]:
    words = WORDS[tongue]
    new = [outcome.entries[one] for report in outcome.reports for one in report.new]
    if not new:
        yield words["none"]
    labels = {theme.id: theme.named(tongue) for theme in taxonomy.themes}
    for theme in [*labels, ""]:
        # An entry stands once, under its first theme.
        here = [entry for entry in new if (entry.themes[0] if entry.themes else "") == theme]
        if here:
            yield f"\n### {labels.get(theme, words['other'])} ({len(here)})\n"
            yield from _lines(here, tongue)


def _lines(entries: list[Entry], tongue: Tongue) -> Iterator[str]:
    words = WORDS[tongue]
    for entry in sorted(entries, key=lambda entry: (str(entry.date or ""), entry.id), reverse=True)[
        :MOST
    ]:
        day = f"{entry.date:%d/%m/%Y}" if entry.date else words["undated"]
        yield f"- {link(entry)} ({entry.source}, {entry.lang}, {day})"
    if len(entries) > MOST:
        yield "- " + words["more"].format(count=len(entries) - MOST)


def _human(outcome: Outcome, tongue: Tongue) -> Iterator[str]:
    words = WORDS[tongue]
    for report in outcome.reports:
        yield from _of_source(report, outcome, tongue)
    for one, other in outcome.suggestions:
        yield f"- {words['alike']} : {link(one)} ({one.source}) / {link(other)} ({other.source})"
    for fault in outcome.faults:
        for problem in fault.problems:
            yield f"- {words['fault']} : {_told(problem, tongue)}"


def _of_source(report: Report, outcome: Outcome, tongue: Tongue) -> Iterator[str]:
    words = WORDS[tongue]
    for what in ("changed", "gone", "moved"):
        for one in getattr(report, what):
            yield f"- {words[what]} : {link(outcome.entries[one])} ({report.source})"
    for entry in (outcome.entries[one] for one in report.new):
        if entry.type == "law":
            yield f"- {words['law']} : {link(entry)}"
    for bad in report.bad:
        yield f"- {words['bad']} : {plain(bad)} ({report.source})"
    for problem in wrongs(report):
        if problem is not report.problem:
            yield f"- {report.source} : {_told(problem, tongue)}"


def _told(problem: Problem, tongue: Tongue) -> str:
    return f"{plain(problems.what(problem, tongue))} {plain(problems.fix(problem, tongue))}"


def _failed(reports: Iterable[Report], tongue: Tongue) -> Iterator[str]:
    for report in reports:
        if report.problem and report.state == "failed":
            yield f"- **{plain(report.source)}** : {_told(report.problem, tongue)}"
