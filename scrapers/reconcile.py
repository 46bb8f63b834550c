"""What the sources gave + what is on disk -> what the tree must hold.

Touches no disk and no network.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import filterfalse

from knowledge.model import Entry, Report, ReportState
from scrapers import merge
from scrapers.context import FoundEntry, RowHash, SourceResult
from scrapers.known_entries import KnownEntries


@dataclass
class Changeset:
    """The entries by id, as the tree must hold them: published ones and, apart, those held.

    It is filled source by source in the order of watch_sources.yml, so that the outcome never
    depends on which site answered first. `unreadable` are ids whose file no one can read: the file
    is left alone, and the entry is not new. `row_hashes` are for the state file: one for each row
    that was reconciled.
    """

    published: dict[str, Entry]
    held: dict[str, Entry]
    known: KnownEntries
    unreadable: frozenset[str] = frozenset()
    row_hashes: list[RowHash] = field(default_factory=list)

    @classmethod
    def of(
        cls, published: Iterable[Entry], held: Iterable[Entry], unreadable: Iterable[str] = ()
    ) -> "Changeset":
        """Return the changeset that changes nothing of what is on disk."""
        changeset = cls({}, {}, KnownEntries(), frozenset(unreadable))
        for entry in published:
            changeset.publish(entry)
        for entry in held:
            changeset.hold(entry)
        return changeset

    def publish(self, entry: Entry) -> None:
        """Add or replace a published entry."""
        self.published[entry.id] = entry
        self.known.add(entry)

    def hold(self, entry: Entry) -> None:
        """Add or replace an entry that is held for review."""
        self.held[entry.id] = entry
        self.known.add(entry)

    def remember(self, row_hash: RowHash | None) -> None:
        """Keep the hash of a row, if it has one, for the state file."""
        if row_hash:
            self.row_hashes.append(row_hash)

    def is_published(self, entry: Entry | None) -> bool:
        """Return whether an entry is known and not held."""
        return entry is not None and entry.id not in self.held

    def held_of(self, source_id: str) -> tuple[str, ...]:
        """Return the ids of a source's entries that are held."""
        return tuple(entry.id for entry in self.held.values() if entry.source == source_id)


@dataclass
class _Merged:
    """The ids of one source's entries that are new, corrected, or another source's already.

    `repeated` counts the rows that are the same entry as a row before.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    repeated: int = 0

    def changed_beside(self, moved: Collection[str]) -> list[str]:
        """Return the ids of entries that are corrected, without those that moved."""
        return list(filterfalse(moved.__contains__, self.changed))


def reconcile(result: SourceResult, changeset: Changeset, *, flood_limit: int | None) -> Report:
    """Enter one source's result in the changeset and return the report on it.

    More new entries at once than `flood_limit` are held; None: there may be any number.
    """
    if result.reading is None or result.problem:
        return _report(result, "failed")
    if result.reading.unchanged:
        return _with_held(_report(result, "unchanged"), changeset)
    changeset.row_hashes += result.other_rows
    # First the moves: the new address is in the list too, and must be known for the same entry.
    moved = _move(result, changeset)
    merged = _merge(result, changeset, flood_limit)
    gone = _mark_gone(result, changeset)
    report = replace(
        _report(result, "ok"),
        new=tuple(merged.new),
        changed=tuple(merged.changed_beside(moved)),
        gone=gone,
        moved=moved,
        skipped=_skipped(result, merged),
    )
    return _with_held(report, changeset)


def _with_held(report: Report, changeset: Changeset) -> Report:
    held = changeset.held_of(report.source)
    if not held:
        return report
    return replace(report, state="held", held=held)


def _move(result: SourceResult, changeset: Changeset) -> tuple[str, ...]:
    for entry, url in result.moved:
        changeset.publish(merge.move(changeset.published[entry.id], url, result.time))
    return tuple(entry.id for entry, _ in result.moved)


def _mark_gone(result: SourceResult, changeset: Changeset) -> tuple[str, ...]:
    for entry in result.gone:
        changeset.publish(merge.mark_gone(entry, result.time))
    return tuple(entry.id for entry in result.gone)


def _merge(result: SourceResult, changeset: Changeset, flood_limit: int | None) -> _Merged:
    rows = _readable(result.found, changeset)
    matches = _matches(rows, changeset.known)
    flood = _is_flood(matches, changeset, flood_limit)
    merged = _Merged()
    done: set[str] = set()
    for row, known in zip(rows, matches, strict=True):
        changeset.remember(row.row_hash)
        stored = known or _same(row, changeset.known, done)
        if stored is None:
            done.add(_add(row.entry, changeset, merged, flood=flood))
        elif stored.id in done:
            # Two rows of one reading may be the same entry: the second must not correct the first
            # at every run.
            merged.repeated += 1
        else:
            # As it stands by now: another row may have changed it.
            stored = changeset.known.of_id(stored.id)
            _update(stored, row.entry, result.source.id, changeset, merged)
            done.add(stored.id)
    return merged


def _readable(rows: Iterable[FoundEntry], changeset: Changeset) -> list[FoundEntry]:
    return [row for row in rows if row.entry.id not in changeset.unreadable]


def _matches(rows: Sequence[FoundEntry], known: KnownEntries) -> list[Entry | None]:
    """Return for each row the known entry that was found again.

    First those that are as they were; what is left may be a correction of an entry that no other
    row is.
    """
    matches = _as_they_were(rows, known)
    taken = _ids(matches)
    for place, row in enumerate(rows):
        if matches[place]:
            continue
        corrected = known.corrected(row.entry, taken, shares_address=row.shares_address)
        if corrected:
            matches[place] = corrected
            taken.add(corrected.id)
    return matches


def _as_they_were(rows: Sequence[FoundEntry], known: KnownEntries) -> list[Entry | None]:
    """Return for each row the known entry that it is, by number, or else by address."""
    numbered = [known.numbered(row.entry) for row in rows]
    claimed = _ids(numbered)
    found = []
    for row, entry in zip(rows, numbered, strict=True):
        found.append(entry or _same(row, known, claimed))
    return found


def _ids(entries: Iterable[Entry | None]) -> set[str]:
    return {entry.id for entry in entries if entry}


def _same(row: FoundEntry, known: KnownEntries, claimed: Collection[str]) -> Entry | None:
    return known.same(row.entry, claimed, shares_address=row.shares_address)


def _is_flood(matches: Iterable[Entry | None], changeset: Changeset, limit: int | None) -> bool:
    if limit is None:
        return False
    return sum(not changeset.is_published(known) for known in matches) > limit


def _add(found: Entry, changeset: Changeset, merged: _Merged, *, flood: bool) -> str:
    entry = changeset.known.with_free_id(found)
    if flood:
        changeset.hold(entry)
    else:
        changeset.publish(entry)
        merged.new.append(entry.id)
    return entry.id


def _update(
    stored: Entry, found: Entry, source_id: str, changeset: Changeset, merged: _Merged
) -> None:
    at = found.first_seen
    if not changeset.is_published(stored):
        changeset.hold(merge.update(stored, found, at))
        return
    if stored.source != source_id:
        changeset.publish(merge.add_alias(stored, found.url))
        merged.elsewhere.append(stored.id)
        return
    entry = merge.update(_back(stored, at), found, at)
    changeset.publish(entry)
    if entry != stored:
        merged.changed.append(stored.id)


def _back(stored: Entry, at: datetime) -> Entry:
    """Return an entry that was found again: it is not gone any more."""
    if stored.status != "gone":
        return stored
    return merge.mark_active(stored, at)


def _skipped(result: SourceResult, merged: _Merged) -> dict[str, int]:
    skipped = dict(result.skipped)
    if merged.elsewhere:
        skipped["elsewhere"] = len(merged.elsewhere)
    if merged.repeated:
        skipped["repeated"] = skipped.get("repeated", 0) + merged.repeated
    return skipped


def _report(result: SourceResult, state: ReportState) -> Report:
    if result.is_unrecorded:
        state = "absent"
    report = Report(
        result.source.id,
        state,
        skipped=result.skipped,
        bad=result.bad,
        problem=result.problem,
        notes=result.notes,
        pending=result.pending,
    )
    reading = result.reading
    if reading is None:
        return report
    return replace(
        report,
        read=reading.rows,
        first_page=reading.first_page,
        complete=reading.complete,
        time=reading.time,
    )
