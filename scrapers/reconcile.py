"""What the sources gave + what is on disk -> what the tree must hold.

Touches no disk and no network.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from knowledge.model import Entry, Report
from scrapers import merge
from scrapers.context import Gathered

Became = Literal["new", "held", "changed", "same", "elsewhere"]


@dataclass
class Ledger:
    """The entries by id, as the tree must hold them: published ones and, apart, those held for
    review.

    It is filled source by source in the order of watch_sources.yml, so that the outcome never
    depends on which site answered first. `faulty` are ids whose file no one can read: it is left as
    it stands, and is not new. `marks` are for the state file: (address key, mark) of each row that
    was settled.
    """

    published: dict[str, Entry]
    held: dict[str, Entry]
    index: merge.Index
    faulty: frozenset[str] = frozenset()
    marks: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(
        cls, published: Iterable[Entry], held: Iterable[Entry], faulty: Iterable[str] = ()
    ) -> "Ledger":
        """Open the ledger on what is on disk."""
        on_disk, waiting = {e.id: e for e in published}, {e.id: e for e in held}
        return cls(
            on_disk, waiting, merge.Index([*on_disk.values(), *waiting.values()]), frozenset(faulty)
        )

    def put(self, entry: Entry, *, held: bool = False) -> None:
        """Write down an entry as it must be."""
        (self.held if held else self.published)[entry.id] = entry
        self.index.add(entry)


@dataclass(frozen=True)
class Rules:
    """How many new entries at once are a flood, and whether this source may bring as many as it
    likes (first run).
    """

    flood: int
    first_run: bool


def settle(gathered: Gathered, ledger: Ledger, rules: Rules) -> Report:
    """Write one source's gathering down in the ledger and report on it."""
    if gathered.listed is None or gathered.problem:
        return _report(gathered, "failed")
    if gathered.listed.unchanged:
        waiting = _waiting(gathered, ledger)
        return replace(_report(gathered, "held" if waiting else "unchanged"), held=waiting)
    at = gathered.listed.time
    ledger.marks += gathered.others
    # First the moves: the new address stands in the list too, and must be known for the same entry
    # there.
    moved = [
        _put(merge.moved(ledger.published[entry.id], url, at), ledger)
        for entry, url in gathered.moved
    ]
    taken = _take(gathered, ledger, rules)
    gone = [_put(merge.gone(entry, at), ledger) for entry in gathered.gone]
    waiting = _waiting(gathered, ledger)
    return replace(
        _report(gathered, "held" if waiting else "ok"),
        new=tuple(taken["new"]),
        changed=tuple(one for one in taken["changed"] if one not in moved),
        gone=tuple(gone),
        moved=tuple(moved),
        held=waiting,
        skipped={
            **gathered.skipped,
            **({"elsewhere": len(taken["elsewhere"])} if taken["elsewhere"] else {}),
        },
    )


def _take(gathered: Gathered, ledger: Ledger, rules: Rules) -> dict[Became, list[str]]:
    """Take in the entries found, and give the ids by what became of each."""
    readable = [row for row in gathered.found if row[0].id not in ledger.faulty]
    unknown = [
        found for found, _, _ in readable if not _published(ledger.index.find(found), ledger)
    ]
    flood = len(unknown) > rules.flood and not rules.first_run
    taken: dict[Became, list[str]] = {
        "new": [],
        "held": [],
        "changed": [],
        "same": [],
        "elsewhere": [],
    }
    done: set[str] = set()
    for found, address, mark in readable:
        stored = ledger.index.find(found)
        ledger.marks += [(address, mark)] if mark else []
        if stored and stored.id in done:
            # Two rows of one read are the same entry: the second must not correct the first at
            # every run.
            continue
        became, one = _take_one(found, stored, gathered, ledger, flood=flood)
        done.add(one)
        taken[became].append(one)
    return taken


def _take_one(
    found: Entry, stored: Entry | None, gathered: Gathered, ledger: Ledger, *, flood: bool
) -> tuple[Became, str]:
    at = found.first_seen
    if stored is None:
        entry = ledger.index.named(found)
        ledger.put(entry, held=flood)
        return ("held" if flood else "new"), entry.id
    if not _published(stored, ledger):
        ledger.put(merge.update(stored, found, at), held=True)
        return "held", stored.id
    if stored.source != gathered.source.id:
        ledger.put(merge.alias(stored, found.url))
        return "elsewhere", stored.id
    entry = merge.update(merge.back(stored, at) if stored.status == "gone" else stored, found, at)
    ledger.put(entry)
    return ("changed" if entry != stored else "same"), stored.id


def _published(stored: Entry | None, ledger: Ledger) -> bool:
    return stored is not None and stored.id not in ledger.held


def _waiting(gathered: Gathered, ledger: Ledger) -> tuple[str, ...]:
    return tuple(entry.id for entry in ledger.held.values() if entry.source == gathered.source.id)


def _put(entry: Entry, ledger: Ledger) -> str:
    ledger.put(entry)
    return entry.id


def _report(gathered: Gathered, state: str) -> Report:
    absent = (
        gathered.problem is not None
        and gathered.problem.code == "unrecorded"
        and gathered.listed is None
    )
    listed = gathered.listed
    return Report(
        gathered.source.id,
        "absent" if absent else state,  # type: ignore[arg-type]
        read=listed.rows if listed else 0,
        first_page=listed.first_page if listed else 0,
        complete=listed.complete if listed else False,
        skipped=gathered.skipped,
        bad=gathered.bad,
        problem=gathered.problem,
        notes=gathered.notes,
        pending=gathered.pending,
        time=listed.time if listed else None,
    )
