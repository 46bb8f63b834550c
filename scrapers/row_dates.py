"""The rows of one source together -> their dates, and a word on those that could not be read.

One list has one order of day and month; and a source whose dates all follow the clock has none.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from knowledge.model import Entry, Problem, RawEntry
from knowledge.source import DateOrder, Source
from scrapers.clean import dates, normalise, text_clean

# Told once and not at every refresh: see `knowledge.health`.
CLOCK = "dates_follow_clock"
# So many known entries must have moved with the clock.
FEWEST = 2
SHOWN, SHOWN_CHARS = 3, 60


class DatedRow(NamedTuple):
    """A row, completed, and its entry."""

    raw: RawEntry
    entry: Entry


class DatedRows(NamedTuple):
    """The entries in the order of their rows, and what a person should hear of their dates."""

    entries: tuple[Entry, ...]
    notes: tuple[Problem, ...]


def settle(
    rows: Sequence[DatedRow],
    listed: Iterable[RawEntry],
    source: Source,
    seen: datetime,
    known: Callable[[Entry], Entry | None],
) -> DatedRows:
    """Return the entries with the dates that all rows together allow.

    `listed` are the rows as their list has them, those included that are not read now; `known`
    finds an entry of a former reading.
    """
    listed = list(listed)
    order = normalise.order_of([*listed, *(row.raw for row in rows)], source)
    dated = [_by_order(row, order, source, seen) for row in rows]
    entries = tuple(row.entry for row in dated)
    former = list(map(known, entries))
    notes = [*_unread(dated, source), *_dayless(dated, former, source)]
    notes += _selected_nowhere(listed, dated, source)
    if _follows_clock(entries, former, seen):
        notes.append(Problem(CLOCK, {"source": source.id, "count": str(len(entries))}))
        entries = tuple(map(_without_clock, entries, former))
    return DatedRows(entries, tuple(notes))


def _by_order(row: DatedRow, order: DateOrder, source: Source, seen: datetime) -> DatedRow:
    found = normalise.printed_dates(row.raw, row.entry.lang, source, seen, order)
    if found == (row.entry.date, row.entry.updated):
        return row
    return row._replace(entry=replace(row.entry, date=found.published, updated=found.updated))


def _unread(rows: Iterable[DatedRow], source: Source) -> Iterator[Problem]:
    """Yield a word on the texts in the place of a date that give none, and one on open orders."""
    told: dict[str, list[str]] = {"dates_unread": [], "dates_open": []}
    for row in filter(_is_unread, rows):
        told[_code(row)].append(row.raw.published)
    for code, texts in told.items():
        if texts:
            yield _note(code, texts, source)


def _is_unread(row: DatedRow) -> bool:
    if row.entry.date or row.entry.updated:
        return False
    return bool(row.raw.published.strip())


def _code(row: DatedRow) -> str:
    is_open = any(dates.published_and_updated(row.raw.published, row.entry.lang))
    return "dates_open" if is_open else "dates_unread"


def _note(code: str, texts: Sequence[str], source: Source) -> Problem:
    shown = [text_clean.literal(text, SHOWN_CHARS) for text in texts[:SHOWN]]
    seen = "; ".join(dict.fromkeys(shown))
    return Problem(code, {"source": source.id, "count": str(len(texts)), "seen": seen})


def _dayless(
    rows: Sequence[DatedRow], former: Iterable[Entry | None], source: Source
) -> Iterator[Problem]:
    """Yield a word on the new entries without a day, in a source whose others have one."""
    titles = list(_dayless_titles(rows, former))
    if titles and any(row.entry.date for row in rows):
        facts = {"count": str(len(titles)), "seen": "; ".join(titles[:SHOWN])}
        yield Problem("rows_dayless", {"source": source.id, **facts})


def _dayless_titles(rows: Sequence[DatedRow], former: Iterable[Entry | None]) -> Iterator[str]:
    for row, known in zip(rows, former, strict=True):
        if known is None and _states_no_day(row):
            yield text_clean.literal(row.entry.title, SHOWN_CHARS)


def _selected_nowhere(
    listed: Sequence[RawEntry], rows: Iterable[DatedRow], source: Source
) -> Iterator[Problem]:
    """Yield a word on a selector `date` that finds nothing in any row, nor does another place."""
    selector = getattr(source.options, "date", "")
    if not selector or any(raw.published.strip() for raw in listed):
        return
    if listed and all(map(_states_no_day, rows)):
        facts = {"source": source.id, "selector": selector, "rows": str(len(listed))}
        yield Problem("dates_absent", facts)


def _states_no_day(row: DatedRow) -> bool:
    if row.raw.published.strip() or row.raw.updated.strip():
        return False
    return not (row.entry.date or row.entry.updated or row.entry.event_date)


def _follows_clock(
    entries: Sequence[Entry], former: Sequence[Entry | None], seen: datetime
) -> bool:
    """Return whether all dates are the day of the reading, those too that were earlier ones."""
    dated = {entry.date for entry in entries} - {None}
    if dated != {seen.date()}:
        return False
    known = list(filter(None, former))
    days = filter(None, (entry.date for entry in known))
    moved = sum(day < seen.date() for day in days)
    return moved >= max(FEWEST, len(known))


def _without_clock(entry: Entry, former: Entry | None) -> Entry:
    """Return a known entry without the day of the reading: its first one is kept."""
    if former is None:
        return entry
    return replace(entry, date=former.date, updated=former.updated)
