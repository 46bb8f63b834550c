"""One source: its list, the pages of what is new or changed in it, what was removed from it.

-> SourceResult. Writes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from knowledge.errors import ProblemError
from knowledge.model import Entry, Problem, RawEntry
from knowledge.source import Source
from scrapers import known_entries, lists, own_pages, row_dates
from scrapers.classify import rules
from scrapers.clean import canonical_url, normalise
from scrapers.context import (
    FoundEntry,
    GatherContext,
    ListReading,
    RowHash,
    SourceResult,
)
from scrapers.own_pages import CompletedRow
from scrapers.row_dates import DatedRow


def gather(source: Source, context: GatherContext) -> SourceResult:
    """Gather one source.

    A failure of its site, its shape or its yield becomes `problem`, and then nothing is found.
    """
    try:
        reading = lists.read(source, context)
    except ProblemError as error:
        return SourceResult(source, problem=error.problem)
    if reading.unchanged or source.reader == "page":
        return SourceResult(source, reading, notes=reading.notes)
    if refused := lists.refusal(reading, source, context.health):
        return SourceResult(source, reading, problem=refused)
    return _gather_entries(source, reading, context)


class _Found(NamedTuple):
    """A row, the same completed, and its entry."""

    raw: RawEntry
    completed: CompletedRow
    entry: Entry


@dataclass
class _Progress:
    """The rows of one source, and what was found so far; `late` ones are left for lack of time.

    `forbidden` are those whose own page robots.txt forbids and of which the list says too little.
    """

    source: Source
    reading: ListReading
    context: GatherContext
    bad: list[str] = field(default_factory=list)
    completed: list[_Found] = field(default_factory=list)
    other_rows: list[RowHash] = field(default_factory=list)
    forbidden: list[Problem] = field(default_factory=list)
    late: int = 0

    @cached_property
    def basis(self) -> str:
        """Return what all entries of the source depend on.

        That is its configuration, the program and the taxonomy.
        """
        return f"{self.source!r} {self.context.program}"

    @property
    def has_too_many_bad(self) -> bool:
        """Return whether too many rows are bad for the list to be believed."""
        return lists.too_many(self.bad, self.reading)

    def hash(self, raw: RawEntry) -> RowHash:
        """Return the hash of a row."""
        return RowHash.of(raw, self.source, self.basis)

    def read(self, raw: RawEntry) -> None:
        """Read the entry of one row."""
        try:
            completed = own_pages.complete(raw, self.source, self.context)
            if completed is None:
                self.other_rows.append(self.hash(raw).of_other)
            else:
                self.completed.append(_Found(raw, completed, self.entry(completed)))
        except ProblemError as error:
            self._take_failure(raw, error)

    def entry(self, completed: CompletedRow) -> Entry:
        """Return the entry of a completed row. Raises ReadError."""
        return _entry(completed, self.source, self.reading, self.context)

    @property
    def beyond_caps(self) -> Counter[str]:
        """Return what the entries had no room for, by what it is."""
        counted: Counter[str] = Counter()
        for found in self.completed:
            counted.update(normalise.beyond_caps(found.completed.raw, found.entry, self.source))
        return counted

    def settle(self) -> tuple[list[FoundEntry], tuple[Problem, ...]]:
        """Return the entries, with the dates that all rows allow, and what is told of these."""
        found = _at_own_addresses(self.completed, self.entry)
        rows = [DatedRow(row.completed.raw, row.entry) for row in found]
        reading, known = self.reading, self.context.known.nearest
        dated = row_dates.settle(rows, reading.raws, self.source, reading.time, known)
        entries = []
        for row, entry in zip(found, dated.entries, strict=True):
            entries.append(FoundEntry(entry, self.hash(row.raw), row.raw.shares_address))
        told = self.context.health.of(self.source.id).told
        return entries, tuple(note for note in dated.notes if note.code not in told)

    def _take_failure(self, raw: RawEntry, error: ProblemError) -> None:
        if error.problem.code == "robots":
            self.forbidden.append(error.problem)
        else:
            self.bad.append(f"{lists.name(raw)}: {error}")


def _gather_entries(source: Source, reading: ListReading, context: GatherContext) -> SourceResult:
    progress = _Progress(source, reading, context, lists.bad_rows(reading))
    rows = [raw for raw in reading.raws if not raw.problem]
    to_read = _changed(rows, progress)
    now = _of_this_run(to_read, progress)
    _read_all(now, progress)
    bad = tuple(progress.bad)
    if refused := _refusal(progress, rows):
        return SourceResult(source, reading, bad=bad, problem=refused)
    found, date_notes = progress.settle()
    removed = own_pages.find(source, reading, context)
    pending = len(to_read) - len(now) + progress.late
    skipped = {
        **reading.skipped,
        "same": len(rows) - len(to_read),
        "not_an_entry": len(progress.other_rows),
        "forbidden": len(progress.forbidden),
        "later": pending,
        "to_be_asked": removed.waiting,
        **progress.beyond_caps,
    }
    return SourceResult(
        source,
        reading,
        found=tuple(found),
        other_rows=tuple(progress.other_rows),
        gone=removed.gone,
        moved=removed.moved,
        skipped=_counted(skipped),
        bad=bad,
        pending=pending,
        unasked=removed.unasked,
        notes=(
            *reading.notes,
            *_forbidden(progress),
            *date_notes,
            *removed.notes,
            *_broken_letters(found),
        ),
    )


def _refusal(progress: _Progress, rows: list[RawEntry]) -> Problem | None:
    """Return why nothing of a list can be used: too many bad rows, or all their pages forbidden."""
    if progress.has_too_many_bad:
        return lists.bad_entries(progress.bad, progress.reading)
    if rows and len(progress.forbidden) == len(rows):
        return progress.forbidden[0]
    return None


def _forbidden(progress: _Progress) -> Iterator[Problem]:
    """Yield a word on the pages that robots.txt forbids, the first of them by address."""
    if progress.forbidden:
        count = str(len(progress.forbidden))
        named = progress.forbidden[: lists.MAX_NAMED]
        seen = ", ".join(problem.facts.get("url", "?") for problem in named)
        yield Problem("forbidden_pages", {"count": count, "seen": seen})


def _broken_letters(found: list[FoundEntry]) -> list[Problem]:
    """Return a note of the entries that hold U+FFFD: a letter that was lost before it came here."""
    titles = [
        row.entry.title for row in found if "\ufffd" in f"{row.entry.title}{row.entry.summary}"
    ]
    if not titles:
        return []
    return [Problem("broken_letters", {"count": str(len(titles)), "title": titles[0]})]


def _counted(skipped: Mapping[str, int]) -> dict[str, int]:
    return {reason: count for reason, count in skipped.items() if count}


def _changed(rows: list[RawEntry], progress: _Progress) -> list[RawEntry]:
    if not progress.context.trusts_state(progress.source):
        return rows
    return [raw for raw in rows if not _is_same(raw, progress.hash(raw), progress.context)]


def _is_same(raw: RawEntry, now: RowHash, context: GatherContext) -> bool:
    """Return whether a row is as it was when its page was last read.

    Rows that share an address are held against each other each time.
    """
    if raw.shares_address:
        return False
    former = context.state.row_hash(now.address)
    if former == now.of_other.digest:
        return True
    return former == now.digest and _is_followed(context.known.at(now.address_key))


def _is_followed(known: Entry | None) -> bool:
    return known is not None and known.status != "gone"


def _of_this_run(rows: list[RawEntry], progress: _Progress) -> list[RawEntry]:
    """Choose the rows that are read now, where each takes its own page.

    Half of them are the latest, the others change from week to week: without the state file nothing
    tells which pages were read before and are no entries, and the latest alone would never leave
    room for the others.
    """
    if not progress.source.wants_detail:
        return rows
    context = progress.context
    latest = sorted(rows, key=lambda raw: raw.updated, reverse=True)
    if len(latest) <= context.detail_limit:
        return latest
    half = (context.detail_limit + 1) // 2
    rest, share = latest[half:], context.detail_limit - half
    start = context.fetcher.moment.toordinal() // 7 * share % len(rest)
    return latest[:half] + (rest[start:] + rest[:start])[:share]


def _read_all(rows: list[RawEntry], progress: _Progress) -> None:
    """Read the rows, as long as there is time and not too many of them are bad."""
    end = progress.context.clock() + progress.context.seconds
    for place, raw in enumerate(rows):
        if progress.context.clock() > end:
            progress.late = len(rows) - place
            break
        if progress.has_too_many_bad:
            break
        progress.read(raw)


def _entry(
    completed: CompletedRow, source: Source, reading: ListReading, context: GatherContext
) -> Entry:
    """Return the entry of a completed row. Raises ReadError."""
    entry = normalise.entry(completed.raw, source, seen=reading.time)
    entry = rules.classify(entry, completed.raw, source, context.taxonomy)
    if completed.former_address:
        entry = replace(entry, aliases=(*entry.aliases, completed.former_address))
    return entry


def _at_own_addresses(found: list[_Found], entry: Callable[[CompletedRow], Entry]) -> list[_Found]:
    """Return what was found, at the address of its row where others were led to the same one.

    Badly made sites name one page as the own address of all, or send all to one page.
    """
    led_astray = _led_astray(found)
    apart = []
    for row in found:
        if canonical_url.key(row.entry.url) in led_astray:
            raw = replace(row.completed.raw, url=row.raw.url, canonical="")
            row = row._replace(entry=entry(CompletedRow(raw)))
        apart.append(row)
    return apart


def _led_astray(found: list[_Found]) -> set[str]:
    """Return the keys of the addresses at which several rows ended that are told apart."""
    first: dict[str, Entry] = {}
    keys: set[str] = set()
    for row in found:
        key = canonical_url.key(row.entry.url)
        if known_entries.is_told_apart(first.setdefault(key, row.entry), row.entry):
            keys.add(key)
    return keys
