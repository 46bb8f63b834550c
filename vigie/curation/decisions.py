"""Wishes -> what changes under `review:` of which entries, and what is answered."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from typing import NamedTuple

from knowledge.model import Entry
from knowledge.storage import review
from knowledge.storage.review import Review
from vigie.curation.checklist import TickLine
from vigie.curation.wishes import Puzzle, Wish

# What a tick or a command may have set, so what is taken away where all is undone.
DECIDED = (
    *("keep", "reason", "highlight", "type", "themes", "audience", "steps", "region", "note"),
    *("in_force", "event_date", "twin", "same_as", "apart"),
)
# What is said once of a story; a card joins what its members say.
_ONCE = frozenset(("highlight", "note", "in_force", "event_date"))
_NONE = "none"
_RELATIONS = ("twin", "same_as", "apart")
# What may be wanted of a batch, and what is about two lines.
_OF_BATCHES, _PAIRED = frozenset(("", "keep", "reason")), frozenset(("same", "apart"))
# What goes with a key that is taken away; with none named, all that was decided.
_UNDONE_WITH = {"": DECIDED, "keep": ("keep", "reason")}


class Answer(NamedTuple):
    """What was done: the key of a message, the number of the line, and what it names."""

    key: str
    number: int
    value: object = None
    other: int = 0


@dataclass
class Plan:
    """The keys of `review:` to set by the id of the entry (None takes one away), what is answered,
    and what was not understood; of each batch that was decided on, by the number of its line,
    whether it goes among the other entries or waits.
    """

    changes: dict[str, dict[str, object]] = field(default_factory=dict)
    batches: dict[int, bool] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    puzzles: list[Puzzle] = field(default_factory=list)


def plan(
    wanted: Iterable[Wish | Puzzle],
    lines: Sequence[TickLine],
    entries: Mapping[str, Entry],
    waiting: Collection[str] = (),
) -> Plan:
    """Return what wishes come to, in their order: the last word counts.

    `entries` are those of the instance by id, `waiting` the ids of those that are held. What
    already is as wished changes nothing.
    """
    desk = _Desk({line.number: line for line in lines}, entries, frozenset(waiting))
    for wish in wanted:
        if isinstance(wish, Puzzle):
            desk.plan.puzzles.append(wish)
        else:
            desk.take(wish)
    desk.plan.changes = dict(desk.changed())
    return desk.plan


class _Desk:
    """What is decided so far: the keys of each entry as they are to be."""

    def __init__(
        self,
        lines: Mapping[int, TickLine],
        entries: Mapping[str, Entry],
        waiting: frozenset[str],
    ) -> None:
        self.plan = Plan()
        self._lines, self._entries, self._waiting = lines, entries, waiting
        self._before: dict[str, Mapping[str, object]] = {}
        self._now: dict[str, dict[str, object]] = {}

    def take(self, wish: Wish) -> None:
        """Decide one wish."""
        ids = self._ids(wish.number)
        if not ids:
            self._answer("gone", wish)
        elif self._is_batch(wish.number) or self._is_batch(wish.other):
            self.batch(wish, ids)
        else:
            _TAKEN[wish.kind](self, wish, ids)

    def changed(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Yield the entries whose keys change, with these."""
        for name, now in self._now.items():
            before = self._before[name]
            keys = dict.fromkeys((*before, *now))
            changes = {key: now.get(key) for key in keys if before.get(key) != now.get(key)}
            if changes:
                yield name, changes

    def set(self, wish: Wish, ids: Sequence[str]) -> None:
        """Set a key to its value in the entries of a line."""
        before = self._keys_of(ids)
        self._put_all(ids[:1] if wish.key in _ONCE else ids, wish.key, wish.value)
        if wish.key == "keep" and wish.value is not False:
            self._put_all(ids, "reason", None)
        # A tick that changes nothing is not told, nor a reason that nobody gave.
        is_asked = bool(wish.said) and (wish.key, wish.value) != ("reason", None)
        if is_asked or before != self._keys_of(ids):
            self._answer(_message(wish), wish)

    def batch(self, wish: Wish, ids: Sequence[str]) -> None:
        """Let a batch among the other entries, as it is or rejected for good, or let it wait."""
        if wish.kind in _PAIRED or wish.key not in _OF_BATCHES:
            self._answer("batch_only", wish)
        elif wish.key == "reason":
            self._put_all(ids, wish.key, wish.value)
        else:
            self._decide_batch(wish, ids)

    def _is_batch(self, number: int) -> bool:
        line = self._lines.get(number)
        return line is not None and bool(line.source)

    def _decide_batch(self, wish: Wish, ids: Sequence[str]) -> None:
        goes, before = wish.value is not None, self._keys_of(ids)
        self._put_all(ids, "keep", None if wish.value else wish.value)
        if wish.value is not False:
            self._put_all(ids, "reason", None)
        was_out = self.plan.batches.get(wish.number, self._waiting.isdisjoint(ids))
        if wish.said or goes != was_out or before != self._keys_of(ids):
            self.plan.batches[wish.number] = goes
            self._answer(f"batch_{str(wish.value).lower()}", wish)

    def undo(self, wish: Wish, ids: Sequence[str]) -> None:
        """Take away what was decided of a line; a line made one story with another is not any
        more.
        """
        before = self._keys_of(self._held_ids)
        for key in _UNDONE_WITH.get(wish.key, (wish.key,)):
            self._put_all(ids, key, None)
        if not wish.key:
            self._unrelate(ids)
        same = before == self._keys_of(self._held_ids)
        self._answer("undo_nothing" if same else "undo", wish)

    def _unrelate(self, ids: Sequence[str]) -> None:
        """Take entries out of the relations that were given to the other lines."""
        mine = {self._entries[name].url for name in ids}
        for name, key in product(self._held_ids, _RELATIONS):
            self._forget(name, key, mine)

    def _forget(self, name: str, key: str, addresses: Collection[str]) -> None:
        """Take addresses out of a relation that a person gave to an entry."""
        given = self._related(self._entries[name], key)
        left = [url for url in given if url not in addresses]
        if len(left) < len(given):
            self._put(name, key, _as_written(left))

    def same(self, wish: Wish, ids: Sequence[str]) -> None:
        """Make one story of two lines."""
        first, second = self._pair(wish, ids)
        if first is None or second is None or first == second:
            self._answer("itself" if first == second else "gone", wish)
            return
        key = _relation(first, second)
        for entry in (first, second):
            if self._held(entry.id).get(key) == _NONE:
                self._put(entry.id, key, None)
        self._each_way(ids, self._ids(wish.other), ("apart",))
        self._put(first.id, key, _as_written((*self._related(first, key), second.url)))
        self._answer("same", wish)

    def apart(self, wish: Wish, ids: Sequence[str]) -> None:
        """Make two stories of two lines; of one line, a story of each of its entries."""
        if wish.number == wish.other:
            for name in ids:
                self._put(name, "same_as", _NONE)
                self._put(name, "twin", _NONE)
            self._answer("apart", wish)
            return
        others = self._ids(wish.other)
        if not others:
            self._answer("gone", wish)
            return
        self._each_way(ids, others, _RELATIONS)
        refused = [self._entries[name].url for name in others]
        for name in ids:
            known = self._related(self._entries[name], "apart")
            self._put(name, "apart", _as_written((*known, *refused)))
        self._answer("apart", wish)

    def _each_way(self, ids: Sequence[str], others: Sequence[str], keys: Sequence[str]) -> None:
        """Take the entries of two lines out of each other's relations."""
        for mine, theirs in ((ids, others), (others, ids)):
            addresses = frozenset(self._entries[name].url for name in theirs)
            for name, key in product(mine, keys):
                self._forget(name, key, addresses)

    def _pair(self, wish: Wish, ids: Sequence[str]) -> tuple[Entry | None, Entry | None]:
        others = self._ids(wish.other)
        return self._entries[ids[0]], self._entries[others[0]] if others else None

    def _ids(self, number: int) -> tuple[str, ...]:
        """Return the entries of a line that are there."""
        line = self._lines.get(number)
        return tuple(filter(self._entries.__contains__, line.ids if line else ()))

    def _held(self, name: str) -> dict[str, object]:
        """Return the keys of an entry as they are to be."""
        if name not in self._now:
            self._before[name] = _known(self._entries[name])
            self._now[name] = dict(self._before[name])
        return self._now[name]

    @property
    def _held_ids(self) -> list[str]:
        """Return the entries of all lines that are there."""
        return list(chain.from_iterable(map(self._ids, self._lines)))

    def _keys_of(self, ids: Iterable[str]) -> list[dict[str, object]]:
        return [dict(self._held(name)) for name in ids]

    def _put_all(self, ids: Iterable[str], key: str, value: object) -> None:
        for name in ids:
            self._put(name, key, value)

    def _put(self, name: str, key: str, value: object) -> None:
        held = self._held(name)
        if key == "note" and isinstance(value, dict) and isinstance(held.get(key), dict):
            value = {**held[key], **value}  # type: ignore[dict-item]
        if value is None:
            held.pop(key, None)
        else:
            held[key] = value

    def _related(self, entry: Entry, key: str) -> tuple[str, ...]:
        """Return the addresses that a person gave."""
        told = self._held(entry.id).get(key)
        if told == _NONE or told is None:
            return ()
        return (told,) if isinstance(told, str) else tuple(told)  # type: ignore[arg-type]

    def _answer(self, key: str, wish: Wish) -> None:
        self.plan.answers.append(Answer(key, wish.number, wish.value, wish.other))


def _known(entry: Entry) -> dict[str, object]:
    """Return the keys of a block as values; a key at fault is left out and left alone."""
    said = review.read(entry.review)
    return {key: _value(said, key) for key in said.model_fields_set}


def _value(said: Review, key: str) -> object:
    value = getattr(said, key)
    if key in _RELATIONS:
        return _as_written(value) or _NONE
    if isinstance(value, tuple):
        return list(value)
    return value


def _as_written(addresses: Sequence[str]) -> object:
    """Return addresses as they are written: one as a text, several as a list, none as None."""
    told = list(dict.fromkeys(addresses))
    if len(told) > 1:
        return told
    return told[0] if told else None


def _relation(first: Entry, second: Entry) -> str:
    """Return the key that tells of two entries that they are one story."""
    return "same_as" if first.lang == second.lang else "twin"


def _message(wish: Wish) -> str:
    if wish.key in {"keep", "highlight"}:
        return f"{wish.key}_{str(wish.value).lower()}"
    if wish.key == "themes" and not wish.value:
        return "no_themes"
    return wish.key


_TAKEN: Mapping[str, Callable[[_Desk, Wish, Sequence[str]], None]] = {
    "set": _Desk.set,
    "undo": _Desk.undo,
    "same": _Desk.same,
    "apart": _Desk.apart,
}
