"""What a person typed, in plain French, Dutch or English -> what they want of which lines.

"3 type loi", "3, 4 et 7 non", "3 non, 4 oui", "3 nota: …", "4 = 7", "annuler 3". A line that opens
neither with a number nor with a word for undoing is talk, and so is what is quoted. Reading takes
time in proportion to the text; nothing typed here is ever run or printed as it stands.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile, product, takewhile
from typing import NamedTuple

from knowledge.i18n.text_fold import words as folded
from knowledge.sheets import typed_values
from vigie.curation import vocabulary
from vigie.curation.checklist import OPENING
from vigie.curation.vocabulary import CommandWords
from vigie.curation.wishes import Puzzle, Wish, WishKind

# Of a comment so many lines are read, and of a line so many letters.
MAX_LINES, MAX_LETTERS = 400, 1_000
MAX_NOTE = 600
_SIGNS: Mapping[str, WishKind] = {"=": "same", "==": "same"}
# A list's own mark, which is no number of a line where another follows: "1. 3 non".
_ITEM = re.compile(r"(?:[-*+•] |\d{1,3}[.)] (?=\d))?")
_MARK = re.compile(r"(?:n[°ºor]\.? ?|nr\.? ?|#)?(?=\d)")
_NUMBER = re.compile(r"\d{1,9}(?!\d|[/.:]\d|-\d{1,2}-\d)")
# "3-7", or "3 tot 7", whose word is one of the catalogues'.
_RANGE = re.compile(r"(?: ?[-–]| (\D{1,14})) ?(\d{1,9})(?!\d|[/.-]\d)")
_SIGN = re.compile(r"(==?|≠|!=|<>|=/=) ?(?=\d)")
_MAX_RANGE = 400
# A quote of the checklist itself, or of somebody's words.
_QUOTES = (">", "|", "- [", "* [", "- **", "* **", OPENING)
# Below it stand a signature (RFC 3676, 4.3), or the mail that is answered.
_ENDS = re.compile(r"-- ?|_{10,}|-{3,} ?[^\W\d_][^-]{0,60}-{3,}")

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
    for row in takewhile(_is_typed, text.splitlines()[:MAX_LINES]):
        for typed in _commands(row, known):
            told += _told(typed, known, frozenset(lines))
    return told


def _is_typed(row: str) -> bool:
    return not _ENDS.fullmatch(row[:MAX_LETTERS].strip())


def _commands(row: str, known: CommandWords) -> Iterator[_Typed]:
    """Yield the commands of a line, none for talk; a comma, a full stop or a word such as "et" may
    part them.
    """
    said = " ".join(row[:MAX_LETTERS].replace("`", " ").split())
    typed = None if said.startswith(_QUOTES) else _typed(said.replace("**", ""), known)
    while typed is not None:
        end, following = _following(typed, known)
        cut = typed.rest[end:]
        yield _Typed(typed.said.removesuffix(cut), typed.numbers, typed.rest.removesuffix(cut))
        typed = following


def _following(typed: _Typed, known: CommandWords) -> tuple[int, _Typed | None]:
    """Return where a command ends, and the one with a number of its own that stands after it."""
    said = typed.rest
    for start, end in known.betweens(said):
        if _is_note(said, known):
            break
        other = _typed(typed.rest[end:], known)
        if other is not None and _is_command(other, known):
            return start, other
        said = typed.rest[end:]
    return len(typed.rest), None


def _is_command(typed: _Typed, known: CommandWords) -> bool:
    return bool(typed.numbers and (_SIGN.match(typed.rest) or known.split(typed.rest)[0]))


def _is_note(rest: str, known: CommandWords) -> bool:
    """Return whether what is said is a note, in which anything may stand."""
    return known.action(known.split(rest)[0]) == "note"


def _typed(said: str, known: CommandWords) -> _Typed | None:
    """Return a command taken apart, None for talk; one that undoes may lack its number."""
    undo, place = _undo_before(said, _end(_ITEM, said), known)
    numbers, end = _numbers(said, _end(_MARK, said, _after_word(said, place, known)), known)
    rest = said[end:].lstrip(" :.)")
    if undo:
        return _Typed(said, numbers, f"{undo} {rest}".strip())
    # A line of the checklist itself has a dot after its number.
    if not numbers or rest.startswith("·"):
        return None
    return _Typed(said, numbers, rest)


def _end(shape: re.Pattern[str], said: str, place: int = 0) -> int:
    """Return where a shape that stands at a place ends, the place itself where it does not."""
    found = shape.match(said, place)
    return found.end() if found else place


def _undo_before(said: str, place: int, known: CommandWords) -> tuple[str, int]:
    """Return the words for undoing with which a command opens, "" for none, and where they end."""
    phrase, value = known.split(said[place:])
    if known.action(phrase) != vocabulary.UNDO:
        return "", place
    return phrase, len(said) - len(value)


def _after_word(said: str, place: int, known: CommandWords) -> int:
    """Return where a word such as "ligne" before a number ends."""
    word, space, _ = said[place:].partition(" ")
    return place + len(word) + 1 if space and folded(word) in known.line_words else place


def _numbers(said: str, place: int, known: CommandWords) -> tuple[tuple[int, ...], int]:
    """Return the numbers that stand from a place on ("3, 4 et 7-9"), and where they end."""
    numbers: list[int] = []
    while (found := _NUMBER.match(said, place)) is not None:
        first = last = int(found[0])
        place = found.end()
        if (span := _RANGE.match(said, place)) and _is_span(span, known):
            last, place = int(span[2]), span.end()
        numbers += _from_to(first, last)
        following = _after_joiner(said, place, known)
        if following is None:
            break
        place = following
    return tuple(dict.fromkeys(numbers[:_MAX_RANGE])), place


def _is_span(found: re.Match[str], known: CommandWords) -> bool:
    return found[1] is None or folded(found[1]) in known.range_words


def _from_to(first: int, last: int) -> range:
    """Return the numbers from one to another, whichever is the lower, up to _MAX_RANGE."""
    low, high = sorted((first, last))
    return range(low, min(high, low + _MAX_RANGE) + 1)


def _after_joiner(said: str, place: int, known: CommandWords) -> int | None:
    """Return where the number after a comma or a word such as "et" begins, None for none."""
    rest = said[place:].lstrip()
    word = rest[:1] if rest.startswith((",", ";")) else rest.partition(" ")[0]
    if word not in {",", ";", "&", "+"} and word.casefold() not in known.joiners:
        return None
    after = rest[len(word) :].lstrip()
    if not _NUMBER.match(after):
        return None
    return len(said) - len(after)


def _told(typed: _Typed, known: CommandWords, lines: frozenset[int]) -> list[Told]:
    """Return what a command wants of each number, or why that is not known."""
    if not typed.numbers:
        return [_unnumbered(typed, known)]
    if sign := _SIGN.match(typed.rest):
        return list(_related(typed, sign, known, lines))
    phrase, _ = known.split(typed.rest)
    are_there = lines.issuperset(typed.numbers)
    if not phrase:
        # A line of talk may open with a number too.
        return [_puzzled(typed, known)] if are_there else []
    if not are_there:
        return [Puzzle(typed.said, "line", offered=_span(lines))]
    said = _all_said(typed, known)
    if isinstance(said, Puzzle):
        return [said]
    return list(_of_each(typed, said))


def _unnumbered(typed: _Typed, known: CommandWords) -> Puzzle:
    """Return that a command to undo names no line, or names it otherwise than by its number."""
    number = re.search(r"\d{1,4}", typed.said)
    undo = known.split(typed.rest)[0]
    return Puzzle(typed.said, "word", near=f"{undo} {number[0]}" if number else "")


def _all_said(typed: _Typed, known: CommandWords) -> "_Wanted":
    """Read what is said of lines: one thing, or several where that alone makes sense."""
    said = _said(typed, typed.rest, known)
    phrase, value = known.split(typed.rest)
    if isinstance(said, list) and not (value and known.action(phrase) in _BARE):
        return said
    wishes: list[Wish] = []
    parts = list(_phrased(typed.rest, known))
    for part in parts if len(parts) > 1 else ():
        found = _said(typed, part, known)
        if isinstance(found, Puzzle):
            return said
        wishes += found
    return wishes or said


def _said(typed: _Typed, part: str, known: CommandWords) -> "_Wanted":
    phrase = _Phrase(*known.split(part))
    return _READERS[known.action(phrase.text)](typed, phrase, known)


def _phrased(rest: str, known: CommandWords) -> Iterator[str]:
    """Yield the parts of a text that each open with a known phrase; a note goes on to the end."""
    done = 0
    for start, end in known.betweens(rest):
        if _is_note(rest[done:], known):
            break
        if start > done and known.split(rest[end:])[0]:
            yield rest[done:start].strip()
            done = end
    yield rest[done:]


def _of_each(typed: _Typed, said: Iterable[Wish]) -> Iterator[Wish]:
    """Yield what is wanted, of each number."""
    for number, wish in product(typed.numbers, said):
        yield wish._replace(number=number, said=typed.said)


def _span(lines: frozenset[int]) -> str:
    return f"{min(lines)}-{max(lines)}" if lines else ""


def _related(
    typed: _Typed, sign: re.Match[str], known: CommandWords, lines: frozenset[int]
) -> Iterator[Told]:
    """Yield that lines are one story with others, or are not."""
    others, end = _numbers(typed.rest, sign.end(), known)
    if not others or typed.rest[end:].strip(" .!"):
        near = f"{typed.numbers[0]} {sign[1]} {others[0]}" if others else ""
        yield Puzzle(typed.said, "word", near=near)
        return
    if not lines.issuperset((*typed.numbers, *others)):
        yield Puzzle(typed.said, "line", offered=_span(lines))
        return
    kind = _SIGNS.get(sign[1], "apart")
    for number, other in product(typed.numbers, others):
        yield Wish(number, kind, other=other, said=typed.said)


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
    lang = lang.strip(" ()").lower()
    if not colon or lang not in {"fr", "nl", "en"}:
        lang, text = known.locale(phrase.text), phrase.value
    text = text.strip()
    if not text:
        return Puzzle(typed.said, "empty")
    return _set(note={lang: text[:MAX_NOTE]})


def _day(typed: _Typed, phrase: _Phrase, known: CommandWords) -> _Wanted:
    parts = list(dropwhile(_is_before_a_day, phrase.value.split(" ")))
    day = typed_values.typed_day(" ".join(parts).rstrip(" .!"))
    if day is None:
        return Puzzle(typed.said, "day")
    return _set(**{known.action(phrase.text): day})


def _is_before_a_day(word: str) -> bool:
    return word.casefold() in _BEFORE_DAYS


def _term(typed: _Typed, phrase: _Phrase, known: CommandWords) -> _Wanted:
    key = known.action(phrase.text)
    if found := known.term(key, phrase.value):
        return _set(**{key: found})
    return _wrong_term(typed, phrase, known, phrase.value)


def _terms(typed: _Typed, phrase: _Phrase, known: CommandWords) -> _Wanted:
    """Read several terms; a word for none says that there is none."""
    key = known.action(phrase.text)
    if known.is_none(phrase.value):
        return _set(**{key: []})
    ids, wrong = known.terms(key, phrase.value)
    if wrong or not ids:
        return _wrong_term(typed, phrase, known, wrong or phrase.value)
    return _set(**{key: ids})


def _wrong_term(typed: _Typed, phrase: _Phrase, known: CommandWords, word: str) -> Puzzle:
    """Return that a word is no term, with the command in which the nearest stands in its place."""
    key, locale = known.action(phrase.text), known.locale(phrase.text)
    near = known.near_term(key, word)
    if not near:
        listed = ", ".join(known.label(key, name, locale) for name in known.lists[key].names)
        return Puzzle(typed.said, "value" if word else "empty", offered=listed, word=word)
    value = phrase.value.replace(word, known.label(key, near, locale), 1)
    command = f"{typed.numbers[0]} {phrase.text.strip()} {value}"
    return Puzzle(typed.said, "value", near=command, word=word)


_BEFORE_DAYS = frozenset(
    (
        *("le", "du", "au", "à", "a", "partir", "dès", "des", "depuis"),
        *("op", "per", "vanaf", "met", "ingang", "van", "sinds", "on", "from", "since", "as", "of"),
    )
)
# What says all by itself: what stands after it is another command, or talk.
_BARE = frozenset((vocabulary.KEEP, "highlight", vocabulary.PLAIN))
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
