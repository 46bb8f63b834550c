"""Entry -> what a reader may ask of it: why it bears its tags, what its source corrected, and how a
watched text changed, word by word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product, zip_longest
from operator import attrgetter
from typing import Literal

from knowledge.i18n.text_fold import words as folded
from knowledge.model import Change, Entry, Why
from publish import law
from publish.cards import Card
from publish.indexes import group_by

# Kinds of change a reader is told about; the others (a theme, an alias) are the program's own
# affair.
TOLD = frozenset({"title", "date", "summary", "type", "url"})
REVIEW, DEFAULT = "review", "default"
DiffMark = Literal["same", "out", "in"]
# SequenceMatcher takes quadratic time: longer paragraphs are shown whole, one struck out and one
# put in.
WORDS_COMPARED = 1500
LIKENESS = 0.4
# What an excerpt that was cut ends with.
_CUT = ("…", "...")


@dataclass(frozen=True, slots=True)
class Reason:
    """A tag that an entry bears: `part` is "type" or "themes", `name` the term's id."""

    part: str
    name: str
    rule: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DiffPassage:
    """A paragraph: "out" or "in" as a whole, or "mixed"; `parts` are (mark, text) in
    reading order.
    """

    kind: Literal["out", "in", "mixed"]
    parts: tuple[tuple[DiffMark, str], ...]


def reasons_by_rule(entry: Entry) -> dict[str, list[Reason]]:
    """Return an entry's reasons by their rule, in their order: a rule is named once for all the
    tags it gave.
    """
    return group_by(reasons(entry), lambda reason: [reason.rule])


def reasons(entry: Entry) -> Iterator[Reason]:
    """Yield the reason of its kind, then of each of its themes. A person's choice outdoes what the
    rules said.

    What the rules said of a tag that a person took away is no reason any more.
    """
    told = _told(entry)
    for part, name in (("type", entry.type), *product(["themes"], entry.themes)):
        why = told.get(f"{part}/{name}") or Why(f"{part}/{name}", DEFAULT)
        yield Reason(part, name, why.rule, why.words)


def corrections(entry: Entry) -> list[Change]:
    """Return what the source corrected and a reader may have read before, the newest first."""
    told = (change for change in entry.history if change.key in TOLD)
    return sorted(filter(attrgetter("was"), told), key=attrgetter("at"), reverse=True)


def excerpt(entry: Entry) -> str:
    """Return an entry's summary, "" for one that says no more than its title."""
    title = folded(entry.title).split()
    said = folded(law.without_opening(entry.summary)).split()
    if entry.summary.rstrip().endswith(_CUT) and _is_cut(said, title):
        said.pop()
    return entry.summary if set(said).difference(title) else ""


def _is_cut(said: Sequence[str], title: Sequence[str]) -> bool:
    """Return whether the last word of an excerpt is the beginning of one of its title's."""
    return any(word.startswith(said[-1]) for word in title) if said else False


def latest_change(card: Card) -> tuple[Entry, Change, DiffPassage] | None:
    """Return the newest change of a watched text that a card tells of, with what it put in, or else
    its first passage; None for none.
    """
    for entry in filter(attrgetter("text_changes"), card.members):
        change, found = text_changes(entry)[0]
        if found:
            return entry, change, min(found, key=lambda passage: passage.kind == "out")
    return None


def text_changes(entry: Entry) -> list[tuple[Change, list[DiffPassage]]]:
    """Return the changes of a watched text with their passages, the newest first."""
    changes = sorted(entry.text_changes, key=attrgetter("at"), reverse=True)
    return list(zip(changes, map(compared, changes), strict=True))


def compared(change: Change) -> list[DiffPassage]:
    """Return the passages of one change of a watched text."""
    was = (change.was,) if isinstance(change.was, str) else change.was
    return passages(was, change.now)


def passages(was: Sequence[str], now: Sequence[str]) -> list[DiffPassage]:
    """Compare the paragraphs taken out with those put in, in their order."""
    found: list[DiffPassage] = []
    for old, new in zip_longest(was, now, fillvalue=""):
        mixed = compare(old, new)
        if mixed:
            found.append(DiffPassage("mixed", mixed))
        else:
            found += _apart(old, new)
    return found


def compare(old: str, new: str) -> tuple[tuple[DiffMark, str], ...]:
    """Return the words of both texts with their marks; nothing when one is empty, or the two are
    too long or too unlike.
    """
    a, b = re.findall(r"\s*\S+", old), re.findall(r"\s*\S+", new)
    if not (a and b) or max(len(a), len(b)) > WORDS_COMPARED:
        return ()
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < LIKENESS:
        return ()
    return tuple(_parts(matcher, a, b))


def _parts(
    matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[DiffMark, str]]:
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(new[j1:j2])
        else:
            yield from _both(old[i1:i2], new[j1:j2])


def _both(out: Sequence[str], put_in: Sequence[str]) -> Iterator[tuple[DiffMark, str]]:
    if out:
        yield "out", "".join(out)
    if put_in:
        yield "in", "".join(put_in)


def _apart(old: str, new: str) -> Iterator[DiffPassage]:
    if old:
        yield DiffPassage("out", (("out", old),))
    if new:
        yield DiffPassage("in", (("in", new),))


def _told(entry: Entry) -> dict[str, Why]:
    """Return why an entry bears each tag: a person's choice, or else the first reason."""
    told: dict[str, Why] = {}
    for why in entry.why:
        if why.tag not in told or why.rule == REVIEW:
            told[why.tag] = why
    return told
