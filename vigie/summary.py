"""Outcome of a refresh -> the Markdown of a pull request, in each locale of the site.

Every word from outside passes through `plain`, so that a title can neither mention a person nor
make a link, a list or a heading of its own.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from knowledge import problems
from knowledge.i18n import catalogue, locales
from knowledge.i18n import plain as outside
from knowledge.i18n.catalogue import Catalogue, babel_locale
from knowledge.model import Entry, Problem, Report
from knowledge.storage import config_file
from knowledge.taxonomy import Taxonomy
from scrapers.clustering import questions
from scrapers.pipeline import Outcome
from vigie import reminders, repository
from vigie.reminders import Reminder
from vigie.reporting import skipped, wrongs

# What GitHub makes a mention, a reference or a link of, without any mark of Markdown: a zero-width
# space within it stops that. It looks for them in the text that Markdown has made, where a
# backslash is gone, so that an escape alone stops nothing:
# https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
_ACTED_ON = re.compile(
    r"@(?=\w)|#(?=\w)|(?<![^\W_])GH(?=\\?-\d)|(?:https?|ftp)(?=:)|www(?=\.)"
    r"|(?<![0-9a-z])[0-9a-f]{7,64}(?![0-9a-z])",
    re.IGNORECASE,
)
# What would end the address of a link, or keep it from ending.
_ENDING = str.maketrans({letter: f"%{ord(letter):02X}" for letter in "()<>\\"})
# Of a commit's name, GitHub takes seven digits for enough.
_TOO_FEW = re.compile(r".{1,6}")
MOST = 60
# So many of a kind are named on one line.
MOST_TOLD = 10
# So many are named of what waits, which is the same week after week.
REMINDED = 3
WORKFLOWS = ".github/workflows"
# GitHub stops timed workflows of a public repository after 60 days without a commit:
# https://docs.github.com/actions/how-tos/manage-workflow-runs/disable-and-enable-workflows
STOPS_AFTER, QUIET = timedelta(days=60), timedelta(days=30)
# So many questions of one kind are a day's work.
MOST_QUESTIONS = 20
# What heads the entries that are set aside; no theme is called so.
ASIDE = "-"
# Rows that were passed over because they are known, or wait for the next run.
_UNREMARKABLE = frozenset({"same", "later"})
# What is counted over all sources.
_FIGURES = ("read", "sources", "new", "changed", "gone")


def markdown(
    outcome: Outcome, taxonomy: Taxonomy, root: Path, beside: "Beside | None" = None
) -> str:
    """Return the summary: what came, what needs a person, what failed and how to fix it."""
    spoken = locales_of(root)
    lines: list[str] = []
    for locale in spoken:
        words = catalogue.load(locale, "summary")
        names = catalogue.load(locale, "command")
        part = _Part(outcome, taxonomy, words, names, beside or Beside()).lines()
        lines += part if len(spoken) == 1 else folded(part, locale)
    return "\n".join(lines) + "\n"


def quiet(root: Path, moment: datetime) -> str:
    """Return a warning, in each locale, where GitHub will stop the watch for want of commits; ""
    elsewhere.
    """
    last = repository.last_published(root) if (root / WORKFLOWS).is_dir() else None
    if last is None or moment - last < QUIET:
        return ""
    facts = {"days": (moment - last).days, "day": f"{last + STOPS_AFTER:%d/%m/%Y}"}
    told = []
    for locale in locales_of(root):
        told.append(f"> {catalogue.load(locale, 'summary').translate('summary.quiet', **facts)}")
    return "\n>\n".join(told) + "\n\n"


def locales_of(root: Path) -> tuple[str, ...]:
    """Return the locales of what a coordinator reads: `extra.summary_lang` of mkdocs.yml, or those
    of the site; "both", like any word that is no locale, is all of these.
    """
    stated = config_file.settings(root / "mkdocs.yml", "extra").get("summary_lang")
    if stated in locales.known():
        return (str(stated),)
    return locales.site_locales(root)


def folded(lines: Iterable[str], locale: str) -> Iterator[str]:
    """Yield lines in one locale of several, folded under its name."""
    yield f"<details><summary>{babel_locale(locale).get_display_name(locale)}</summary>\n"
    yield from lines
    yield "</details>\n"


def plain(text: str) -> str:
    """Return text from outside written so that GitHub shows it and nothing more.

    Markdown's marks are escaped, then what GitHub acts on outside Markdown: HTML, @mentions and
    #references.
    """
    line = " ".join(outside.line(text).split())
    escaped = re.sub(r"([\\`*_{}\[\]()#+!|~$-])", r"\\\1", line)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _ACTED_ON.sub(_parted, escaped)


def _parted(found: re.Match[str]) -> str:
    return "".join(f"{part}\u200b" for part in _TOO_FEW.findall(found[0]))


def link(entry: Entry, title: str = "") -> str:
    """Return an entry as a link to its original, under its title or another."""
    address = entry.url.translate(_ENDING)
    return f"[{plain(title or entry.title)}](<{address}>)"


@dataclass(frozen=True)
class Beside:
    """What a summary tells beside the outcome of the refresh.

    `written` is what is wrong with what people wrote, `deleted` holds the ids of entries whose file
    a person once deleted, `weeks` in how many weeks in a row a source failed, `reminders` what
    waits in the sheets. `lines` are the numbers in the checklist of the new entries by id; without
    a checklist, None, the summary lists them and asks about them itself.
    """

    written: Sequence[Problem] = ()
    deleted: Collection[str] = ()
    weeks: Mapping[str, int] = field(default_factory=dict)
    reminders: Sequence[Reminder] = ()
    lines: Mapping[str, int] | None = None


@dataclass(frozen=True)
class _Part:
    """The summary in one locale."""

    outcome: Outcome
    taxonomy: Taxonomy
    words: Catalogue
    names: Catalogue
    beside: Beside

    def lines(self) -> Iterator[str]:
        """Yield the lines of the part."""
        moment = self.outcome.moment
        yield f"# {self._text('title')} ({moment:%d/%m/%Y})\n"
        yield self._figures()
        yield from self._passed_over()
        yield f"\n## {self._text('came')}\n"
        yield from self._came() if self.beside.lines is None else self._chosen_below()
        yield f"\n## {self._text('human')}\n"
        yield from list(self._for_a_human()) or [self._text("nothing")]
        yield from self._reminders()
        yield f"\n## {self._text('failed')}\n"
        yield from list(self._failures()) or [self._text("all_well")]
        yield ""

    def _figures(self) -> str:
        totals = Counter(dict.fromkeys(_FIGURES, 0))
        for report in self.outcome.reports:
            totals.update(
                read=report.read,
                sources=int(report.state != "absent"),
                new=len(report.new),
                changed=len(report.changed),
                gone=len(report.gone),
            )
        return self._text("figures", **totals)

    def _passed_over(self) -> Iterator[str]:
        """Yield what was merged, dropped or cut in all sources, each reason with its sources."""
        counts: Counter[str] = Counter()
        sources: dict[str, list[str]] = {}
        for report in self.outcome.reports:
            for reason, count in report.skipped.items():
                if reason not in _UNREMARKABLE:
                    counts[reason] += count
                    sources.setdefault(reason, []).append(plain(report.source))
        parts = []
        for reason, count in counts.items():
            parts.append(f"{skipped({reason: count}, self.names)} ({', '.join(sources[reason])})")
        if parts:
            yield f"\n{self._text('passed_over', reasons='; '.join(parts))}"

    def _chosen_below(self) -> Iterator[str]:
        """Yield how many lines of the checklist are to be looked at: it tells what came."""
        lines = len(set((self.beside.lines or {}).values()))
        yield self._text("below", count=lines) if lines else self._text("none")

    def _reminders(self) -> Iterator[str]:
        """Yield what waits in the sheets, a line for each kind."""
        if self.beside.reminders:
            yield f"\n## {self._text('reminders.title')}\n"
        for kind, about in self.beside.reminders:
            subject = self._text(f"reminders.{kind}")
            most = MOST_TOLD if kind == reminders.LINKS else REMINDED
            told = self._first(list(map(plain, about)), most)
            yield self._row(f"{subject} ({len(about)})", told)

    def _first(self, told: Sequence[str], most: int = MOST_TOLD) -> str:
        """Return the first of a list, and how many more there are."""
        shown = list(told[:most])
        if len(told) > most:
            shown.append(self._text("more", count=len(told) - most))
        return ", ".join(shown)

    def _came(self) -> Iterator[str]:
        by_theme = self._by_theme()
        if not by_theme:
            yield self._text("none")
        for theme, label in self._labels().items():
            entries = by_theme.get(theme)
            if entries:
                yield f"\n### {label} ({len(entries)})\n"
                yield from self._entries(entries)

    def _by_theme(self) -> Mapping[str, list[Entry]]:
        """Return the new entries, each once, under its first theme, or with those set aside."""
        by_theme: dict[str, list[Entry]] = {}
        for entry in self._new():
            by_theme.setdefault(_heading(entry), []).append(entry)
        return by_theme

    def _labels(self) -> Mapping[str, str]:
        """Return the names of the themes; "" is that of entries without one."""
        labels = {theme.id: theme.named(self.words.locale) for theme in self.taxonomy.themes}
        labels[""] = self._text("other")
        labels[ASIDE] = self._text("aside")
        return labels

    def _new(self) -> Iterator[Entry]:
        for report in self.outcome.reports:
            for id_ in report.new:
                yield self.outcome.entries[id_]

    def _entries(self, entries: Iterable[Entry]) -> Iterator[str]:
        newest = sorted(entries, key=_age, reverse=True)
        for entry in newest[:MOST]:
            yield f"- {link(entry)} ({entry.source}, {entry.lang}, {self._day(entry)})"
        if len(newest) > MOST:
            yield f"- {self._text('more', count=len(newest) - MOST)}"

    def _day(self, entry: Entry) -> str:
        if entry.date:
            return f"{entry.date:%d/%m/%Y}"
        return self._text("undated")

    def _for_a_human(self) -> Iterator[str]:
        yield from self._turned()
        for report in self.outcome.reports:
            yield from self._of_source(report)
        if self.beside.lines is None:
            yield from self._questions()
        for fault in self.outcome.faults:
            yield from self._faults(fault.problems)
        written = self.beside.written
        yield from self._faults(written[:MOST])
        if len(written) > MOST:
            yield f"- {self._text('more', count=len(written) - MOST)}"

    def _questions(self) -> Iterator[str]:
        """Yield what is asked in the checklist, where there is one."""
        yield from map(self._law, filter(_is_law, self._new()))
        yield from self._asked("alike", "same_as", self.outcome.suggestions)
        yield from self._asked("versions", "twin", self.outcome.doubtful)

    def _faults(self, found: Iterable[Problem]) -> Iterator[str]:
        for problem in found:
            yield self._row(self._text("fault"), self._told(problem))

    def _asked(self, subject: str, key: str, pairs: Sequence[tuple[Entry, Entry]]) -> Iterator[str]:
        """Yield a question about each pair, with the line of `review:` that answers it for good."""
        for entry, other in pairs[:MOST_QUESTIONS]:
            pair = f"{link(entry)} ({entry.source}) / {link(other)} ({other.source})"
            place = _place(entry)
            yes, no = f"`{key}: {_literal(other.url)}`", f"`{key}: none`"
            told = self._text("answer", pair=pair, place=place, yes=yes, no=no)
            yield self._row(self._text(subject), told)
        if len(pairs) > MOST_QUESTIONS:
            more = self._text("more", count=len(pairs) - MOST_QUESTIONS)
            yield self._row(self._text(subject), more)

    def _of_source(self, report: Report) -> Iterator[str]:
        yield from self._returned(report)
        if report.bad:
            told = self._first(list(map(plain, report.bad)))
            yield self._row(self._text("bad"), f"{told} ({report.source})")
        for problem in wrongs(report):
            if problem is not report.problem and not self._is_asked_below(problem):
                yield self._row(report.source, self._told(problem))

    def _is_asked_below(self, problem: Problem) -> bool:
        return problem.code == "flood" and self.beside.lines is not None

    def _turned(self) -> Iterator[str]:
        """Yield the known entries that are no longer as they were, those of a kind together."""
        for key in ("changed", "gone", "moved"):
            ids = chain.from_iterable(getattr(report, key) for report in self.outcome.reports)
            entries = questions.kept(map(self.outcome.entries.__getitem__, ids))
            told = [f"{link(entry)} ({entry.source})" for entry in entries]
            if told:
                yield self._row(f"{self._text(key)} ({len(told)})", self._first(told))

    def _returned(self, report: Report) -> Iterator[str]:
        """Yield the entries that came back since a person had deleted their file."""
        for id_ in filter(self.beside.deleted.__contains__, report.new):
            entry, lines = self.outcome.entries[id_], self.beside.lines or {}
            if id_ in lines:
                told = self._text("untick", entry=link(entry), number=lines[id_])
            else:
                told = self._text("reject", entry=link(entry), place=_place(entry))
            yield self._row(self._text("returned"), told)

    def _law(self, entry: Entry) -> str:
        return self._row(self._text("law"), link(entry))

    def _failures(self) -> Iterator[str]:
        for report in self.outcome.reports:
            if report.problem and report.state == "failed":
                subject = f"**{plain(report.source)}**"
                if (weeks := self.beside.weeks.get(report.source, 0)) > 1:
                    subject += f" ({self._text('weeks', count=weeks)})"
                yield self._row(subject, self._told(report.problem))

    def _told(self, problem: Problem) -> str:
        what = problems.what(problem, self.words.locale)
        return f"{plain(what)} {plain(problems.fix(problem, self.words.locale))}"

    def _row(self, subject: str, told: str) -> str:
        return f"- {self._text('row', subject=subject, told=told)}"

    def _text(self, key: str, **facts: object) -> str:
        return self.words.translate(f"summary.{key}", **facts)


def _is_law(entry: Entry) -> bool:
    return entry.type == "law"


def _place(entry: Entry) -> str:
    """Return where an entry's file is."""
    return f"`docs/watch/{entry.source}/…-{entry.id}.md`"


def _literal(address: str) -> str:
    """Return an address that ends no span of code."""
    return address.replace("`", "%60")


def _heading(entry: Entry) -> str:
    if entry.aside:
        return ASIDE
    return next(iter(entry.themes), "")


def _age(entry: Entry) -> tuple[str, str]:
    """Return by what entries are sorted: those without a day are the oldest."""
    return str(entry.date or ""), entry.id
