"""What a person typed, in plain French, Dutch or English -> what they want of which lines.

"3 type loi", "3, 4 et 7 non", "3 nota: …", "4 = 7", "annuler 3". A line that opens neither with a
number nor with a word for undoing is talk, and so is what is quoted. Reading takes time in
proportion to the text; nothing typed here is ever run or printed as it stands.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from knowledge.sheets import typed_values
from knowledge.word_list import WordList
from vigie.curation import vocabulary
from vigie.curation.checklist import OPENING
from vigie.curation.vocabulary import CommandWords
from vigie.curation.wishes import Puzzle, Wish, WishKind

# Of a comment so many lines are read, and of a line so many letters.
MAX_LINES, MAX_LETTERS = 400, 1_000
MAX_NOTE = 600
_SIGNS: Mapping[str, WishKind] = {"=": "same", "==": "same"}
_BULLET = re.compile(r"(?:[-*+•]\s+)?(?:n[°ºor]\.?\s*|nr\.?\s*|#)?(?=\d)")
_NUMBER = re.compile(r"\d{1,4}(?!\d|[/.:]\d|-\d{1,2}-\d)")
_RANGE = re.compile(r" ?[-–] ?(\d{1,4})(?!\d|[/.-]\d)")
_SIGN = re.compile(r"(==?|≠|!=|<>|=/=) ?(?=\d)")
_MAX_RANGE = 400
# So many parts between commas a label has at most.
_MOST_PARTS = 3

Told = Wish | Puzzle


class _Typed(NamedTuple):
    """A line as typed, the numbers of the lines it speaks of, and what it says of them."""

    said: str
    numbers: tuple[int, ...]
    rest: str


def read(text: str, known: CommandWords, lines: Sequence[int]) -> list[Told]:
    """Return what a comment wants, in its order, and what of it was not understood.

    `lines` are the numbers of the checklist: a line of talk that happens to open with another
    number is no command.
    """
    told: list[Told] = []
    for row in text.splitlines()[:MAX_LINES]:
        typed = _typed(row, known)
        if typed is not None:
            told += _told(typed, known, frozenset(lines))
    return told


def _typed(row: str, known: CommandWords) -> _Typed | None:
    """Return a line of commands taken apart, None for talk."""
    said = " ".join(row[:MAX_LETTERS].replace("`", " ").split())
    if said.startswith((">", "- [", "* [", OPENING)):
        return None
    undo, place = _undo_before(said, known)
    start = _BULLET.match(said, place)
    if start is None:
        return None
    numbers, end = _numbers(said, start.end(), known)
    if not numbers:
        return None
    rest = said[end:].lstrip(" :.)")
    return _Typed(said, numbers, f"{undo} {rest}".strip() if undo else rest)


def _undo_before(said: str, known: CommandWords) -> tuple[str, int]:
    """Return the word for undoing with which a line opens, and where it ends."""
    word, _, _ = said.partition(" ")
    if known.action(word) == vocabulary.UNDO:
        return word, len(word) + 1
    return "", 0


def _numbers(said: str, place: int, known: CommandWords) -> tuple[tuple[int, ...], int]:
    """Return the numbers that stand from a place on ("3, 4 et 7-9"), and where they end."""
    numbers: list[int] = []
    while (found := _NUMBER.match(said, place)) is not None:
        first = last = int(found[0])
        place = found.end()
        if span := _RANGE.match(said, place):
            last, place = min(int(span[1]), first + _MAX_RANGE), span.end()
        numbers += range(first, last + 1)
        following = _after_joiner(said, place, known)
        if following is None:
            break
        place = following
    return tuple(dict.fromkeys(numbers[:_MAX_RANGE])), place


def _after_joiner(said: str, place: int, known: CommandWords) -> int | None:
    """Return where the number after a comma or a word such as "et" begins, None for none."""
    rest = said[place:].lstrip()
    word = "," if rest.startswith(",") else rest.partition(" ")[0]
    if word not in {",", "&", "+"} and word.casefold() not in known.joiners:
        return None
    after = rest[len(word) :].lstrip()
    if not _NUMBER.match(after):
        return None
    return len(said) - len(after)


def _told(typed: _Typed, known: CommandWords, lines: frozenset[int]) -> list[Told]:
    """Return what a line wants of each number, or why that is not known."""
    if sign := _SIGN.match(typed.rest):
        return list(_related(typed, sign, lines))
    phrase, value = _split(typed.rest, known)
    are_there = lines.issuperset(typed.numbers)
    if not phrase:
        # A line of talk may open with a number too.
        return [_puzzled(typed, known)] if are_there else []
    if not are_there:
        return [Puzzle(typed.said, "line", offered=_span(lines))]
    said = _READERS[known.action(phrase)](typed, _Phrase(phrase, value), known)
    if isinstance(said, Puzzle):
        return [said]
    return list(_of_each(typed, said))


def _of_each(typed: _Typed, said: Iterable[Wish]) -> Iterator[Wish]:
    """Yield what is wanted, of each number."""
    for number, wish in product(typed.numbers, said):
        yield wish._replace(number=number, said=typed.said)


def _span(lines: frozenset[int]) -> str:
    return f"{min(lines)}-{max(lines)}" if lines else ""


def _related(typed: _Typed, sign: re.Match[str], lines: frozenset[int]) -> Iterator[Told]:
    """Yield that lines are one story with another, or are not."""
    other = _NUMBER.match(typed.rest, sign.end())
    if other is None or other.end() != len(typed.rest):
        yield Puzzle(typed.said, "word", near=f"{typed.numbers[0]} {sign[1]} …")
        return
    if not lines.issuperset((*typed.numbers, int(other[0]))):
        yield Puzzle(typed.said, "line", offered=_span(lines))
        return
    for number in typed.numbers:
        kind = _SIGNS.get(sign[1], "apart")
        yield Wish(number, kind, other=int(other[0]), said=typed.said)


def _split(rest: str, known: CommandWords) -> tuple[str, str]:
    """Return the phrase with which a text opens, the longest that is known, and what follows; ""
    for none.
    """
    for sign in (":", "="):
        head, found, tail = rest.partition(sign)
        if found and known.action(head):
            return head, tail.strip()
    parts = rest.split(" ")
    for count in range(min(vocabulary.LONGEST, len(parts)), 0, -1):
        phrase = " ".join(parts[:count])
        if known.action(phrase):
            return phrase, " ".join(parts[count:]).lstrip(":= ")
    return "", rest


def _puzzled(typed: _Typed, known: CommandWords) -> Puzzle:
    """Return that a line was not understood, with the command that was most likely meant."""
    parts = typed.rest.replace(":", " ").split()
    for count in range(min(vocabulary.LONGEST, len(parts)), 0, -1):
        if near := known.near(" ".join(parts[:count])):
            value = " ".join(parts[count:])
            return Puzzle(typed.said, "word", near=f"{typed.numbers[0]} {near} {value}".strip())
    return Puzzle(typed.said, "word")


class _Phrase(NamedTuple):
    """A known phrase as typed, and what follows it."""

    text: str
    value: str


_Wanted = list[Wish] | Puzzle


def _set(**values: object) -> list[Wish]:
    return [Wish(0, "set", key, value) for key, value in values.items()]


def _reject(_typed: _Typed, phrase: _Phrase, _known: CommandWords) -> _Wanted:
    return _set(keep=False, reason=phrase.value[:MAX_NOTE] or None)


def _keep(_typed: _Typed, _phrase: _Phrase, _known: CommandWords) -> _Wanted:
    return _set(keep=True)


def _highlight(_typed: _Typed, _phrase: _Phrase, _known: CommandWords) -> _Wanted:
    return _set(highlight=True)


def _plain(_typed: _Typed, _phrase: _Phrase, _known: CommandWords) -> _Wanted:
    return _set(highlight=None)


def _undo(typed: _Typed, phrase: _Phrase, known: CommandWords) -> _Wanted:
    """Read what is to be undone: everything, or what the word that follows names."""
    if not phrase.value:
        return [Wish(0, "undo")]
    action = known.action(phrase.value)
    key = _UNDONE.get(action, action)
    if not key:
        return Puzzle(typed.said, "word", near=f"{phrase.text} {typed.numbers[0]}")
    return [Wish(0, "undo", key)]


def _note(typed: _Typed, phrase: _Phrase, known: CommandWords) -> _Wanted:
    """Read a note, in the language of the word that announces it, or as stated: "note nl: …"."""
    lang, colon, text = phrase.value.partition(":")
    if not colon or lang.strip().lower() not in {"fr", "nl", "en"}:
        lang, text = known.locale(phrase.text), phrase.value
    text = text.strip()
    if not text:
        return Puzzle(typed.said, "empty")
    return _set(note={lang.strip().lower(): text[:MAX_NOTE]})


def _day(typed: _Typed, phrase: _Phrase, known: CommandWords) -> _Wanted:
    parts = phrase.value.split(" ")
    if parts[0].casefold() in _BEFORE_DAYS:
        del parts[0]
    day = typed_values.typed_day(" ".join(parts).rstrip(" .!"))
    if day is None:
        return Puzzle(typed.said, "day")
    return _set(**{known.action(phrase.text): day})


def _term(typed: _Typed, phrase: _Phrase, known: CommandWords) -> _Wanted:
    key = known.action(phrase.text)
    if found := known.term(key, phrase.value):
        return _set(**{key: found})
    return _wrong_term(typed, phrase, known, phrase.value)


def _terms(typed: _Typed, phrase: _Phrase, known: CommandWords) -> _Wanted:
    """Read several terms between commas; a word for none says that there is none."""
    key = known.action(phrase.text)
    if known.is_none(phrase.value):
        return _set(**{key: []})
    parts = list(filter(None, map(str.strip, re.split("[,;]", phrase.value))))
    ids: list[str] = []
    place = 0
    while place < len(parts):
        found, place = _next_term(parts, place, key, known)
        if not found:
            return _wrong_term(typed, phrase, known, parts[place])
        ids.append(found)
    if not ids:
        return _wrong_term(typed, phrase, known, phrase.value)
    return _set(**{key: list(dict.fromkeys(ids))})


def _next_term(parts: list[str], start: int, key: str, known: CommandWords) -> tuple[str, int]:
    """Return the term that begins at a part, and where it ends; "" where none does. A label may
    hold commas itself.
    """
    for end in range(min(len(parts), start + _MOST_PARTS), start, -1):
        if found := known.term(key, ", ".join(parts[start:end])):
            return found, end
    return "", start


def _wrong_term(typed: _Typed, phrase: _Phrase, known: CommandWords, word: str) -> Puzzle:
    """Return that a word is no term, with the command in which the nearest stands in its place."""
    listed = known.lists[known.action(phrase.text)]
    locale = known.locale(phrase.text)
    label = _label(listed, known.near_term(known.action(phrase.text), word), locale)
    offered = ", ".join(_label(listed, name, locale) for name in listed.names)
    if not label:
        return Puzzle(typed.said, "value", offered=offered)
    value = phrase.value.replace(word, label, 1)
    return Puzzle(typed.said, "value", near=f"{typed.numbers[0]} {phrase.text.strip()} {value}")


def _label(listed: WordList, name: str, locale: str) -> str:
    told = listed.names.get(name, {})
    texts = told.get(locale) or next(iter(told.values()), ())
    return texts[0] if texts else name


_BEFORE_DAYS = frozenset(("le", "du", "au", "op", "vanaf", "on", "from", "since", "dès", "des"))
_UNDONE = {
    vocabulary.REJECT: "keep",
    vocabulary.KEEP: "keep",
    vocabulary.PLAIN: "highlight",
    vocabulary.UNDO: "",
}
_READERS: Mapping[str, Callable[[_Typed, _Phrase, CommandWords], _Wanted]] = {
    vocabulary.REJECT: _reject,
    vocabulary.KEEP: _keep,
    "highlight": _highlight,
    vocabulary.PLAIN: _plain,
    vocabulary.UNDO: _undo,
    "note": _note,
    "in_force": _day,
    "event_date": _day,
    "type": _term,
    "region": _term,
    "themes": _terms,
    "audience": _terms,
    "steps": _terms,
}
