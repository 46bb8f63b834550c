"""Text -> the tokens it is found by. The browser does the same with the same rules (language.json),
to the letter.

One reduction serves French, Dutch and English at once, since a reader's word does not say its
language: accents, capitals and doubled letters go, then the usual endings. What it confuses is
written in docs/decisions/search.md.
"""

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import filterfalse
from pathlib import Path
from typing import Any

from knowledge.i18n import month_names, text_fold

RULES = Path(__file__).with_name("language.json")
TONGUES = ("fr", "nl", "en")
# An ending is taken off as often as this; longer chains do not occur.
ROUNDS = 3
LONGEST = 40
SHORT_PART, LONG_PART = 4, 6
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WRITTEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# The shapes of a day, in a folded text, with the places of its year, month and day.
_WRITTEN_DAY = re.compile(r"\b([0-3]?[0-9])(?:er|e|st|nd|rd|th)?\.? ([a-z]{3,9})\.? ([0-9]{4})\b")
_SHORT_DAY = re.compile(r"\b([0-3]?[0-9])[/.-]([01]?[0-9])[/.-]([0-9]{4})\b")
_ISO_DAY = re.compile(r"\b([0-9]{4})-([01][0-9])-([0-3][0-9])\b")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u00ad", "-"))
_DAY = re.compile(r"\bd[0-9]{8}\b")
_DOUBLED = re.compile(r"([a-z])\1+")

# An ending, what is put in its place, and the least that must stand before it.
Ending = tuple[str, str, int]


@dataclass(frozen=True)
class WordRules:
    """The rules by which words are reduced; each list of endings has the longest first.

    `stop`: words that are never looked for. `weak`: those of a question, which count where there is
    no other. `pronouns`: what follows a verb that asks, after a hyphen. `prefixes`: beginnings of
    Dutch verbs, which part no compound. `months`: the number of each by its folded name.
    """

    stop: frozenset[str]
    weak: frozenset[str]
    pronouns: frozenset[str]
    prefixes: Sequence[str]
    months: Mapping[str, int]
    odd: Mapping[str, str]
    plural: Sequence[Ending]
    mute: Sequence[Ending]
    endings: Sequence[Ending]

    def says_little(self, word: str) -> bool:
        """Return whether a word only asks, as "comment" and "est-ce" do."""
        *before, last = word.split("-")
        if before:
            return last in self.pronouns
        return last in self.weak or last in self.stop


@cache
def rules() -> WordRules:
    """Read the rules that the browser is given too."""
    read = table()
    return WordRules(
        frozenset(read["stop"]),
        frozenset(read["weak"]),
        frozenset(read["pronouns"]),
        read["prefixes"],
        read["months"],
        read["odd"],
        _longest_first(read["plural"]),
        _longest_first(read["mute"]),
        _longest_first(read["endings"]),
    )


def table() -> dict[str, Any]:
    """Return the rules as the browser is given them, with the names of the months."""
    read: dict[str, Any] = json.loads(RULES.read_text(encoding="utf-8"))
    return {**read, "months": dict(month_names.numbers(TONGUES))}


def _longest_first(endings: Sequence[Ending]) -> Sequence[Ending]:
    return sorted(endings, key=lambda ending: -len(ending[0]))


# A record's texts are split for their words, for their concepts and for their compounds.
@lru_cache(maxsize=100)
def split(text: str) -> Sequence[str]:
    """List the folded words of a text; an apostrophe parts them, a hyphen does not."""
    return tuple(_WORD.findall(fold(text)))


def written(text: str) -> list[str]:
    """List the words of a text in lower case, with their accents."""
    return _WRITTEN.findall(text.lower())


def dated(text: str) -> str:
    """Return a folded text with each day as one word: "4 aout 1996", "4/8/1996" and "1996-08-04"
    are d19960804.
    """
    if not any(map(str.isdigit, text)):
        return text
    text = _ISO_DAY.sub(r"d\1\2\3", text)
    text = _SHORT_DAY.sub(lambda found: _day(found, found[2]), text)
    months = rules().months
    return _WRITTEN_DAY.sub(lambda found: _day(found, str(months.get(found[2], 0))), text)


def _day(found: re.Match[str], month: str) -> str:
    if 1 <= int(month) <= 12:
        return f"d{found[3]}{month.zfill(2)}{found[1].zfill(2)}"
    return found[0]


def days(text: str) -> list[str]:
    """List the days that a text names, each as one token."""
    return _DAY.findall(dated(fold(text)))


def fold(text: str) -> str:
    """Return a text as its words are compared: folded, with one kind of hyphen."""
    return text_fold.fold(text.translate(_HYPHENS))


def tokens(text: str) -> Iterator[str]:
    """Yield the reduced words of a text in their order; of "burn-outs" its parts follow: burnout,
    burn, out; the days that it names come last.
    """
    yield from _word_tokens(text)
    yield from days(text)


def _word_tokens(text: str) -> Iterator[str]:
    stop = rules().stop
    for word in split(text):
        if "-" in word:
            yield _joined(word)
            yield from map(reduce, _long_parts(word))
        elif word not in stop:
            yield reduce(word[:LONGEST])


def phrase(text: str) -> tuple[str, ...]:
    """Return the reduced words by which a query or a synonym is compared with others; "burn-out" is
    one word.
    """
    return tuple(map(_joined, filterfalse(rules().stop.__contains__, split(text))))


@lru_cache(maxsize=200_000)
def reduce(word: str) -> str:
    """Take a folded word's endings off: "organisaties", "organisations" and "organiseren" become
    "organis".
    """
    known = rules()
    if word in known.odd:
        return known.odd[word]
    if word[-1:].isdigit() or word[:1].isdigit():
        return word
    # Plural endings first: "aux" and "eaux" are doubled by nothing, and "ss" must not become "s"
    # before it.
    short = _DOUBLED.sub(r"\1", word)
    short = _once(_once(short, known.plural), known.mute)
    for _ in range(ROUNDS):
        less = _once(short, known.endings)
        if less == short:
            break
        short = less
    return short


def parts(word: str, known: Container[str]) -> tuple[str, str] | None:
    """Part a compound into two words of four letters and more ("werkplek" + "inrichting"), or
    return None.

    Both are known, with a linking "s" between them or none; or the first is known and both are
    long. The longest first part wins.
    """
    if len(word) < 2 * SHORT_PART + 1:
        return None
    for head, tail in _cuts(word, SHORT_PART):
        if tail in known and _is_head(head, known):
            return head, tail
    for head, tail in _cuts(word, LONG_PART):
        if head in known:
            return head, tail
    return None


def heads(found: Iterable[str], known: Container[str]) -> Iterator[str]:
    """Yield the first parts of compounds that stand nowhere alone: of "nachtarbeid", where "arbeid"
    is known, "nacht".
    """
    for word in found:
        if parts(word, known) is None:
            for head, tail in _cuts(word, SHORT_PART):
                if len(tail) > SHORT_PART and tail in known and _may_be_head(head):
                    yield head
                    break


def _may_be_head(head: str) -> bool:
    """Return whether a word's beginning may be a word: not "bespr" of "bespreken"."""
    return head.endswith("s") or not head.startswith(tuple(rules().prefixes))


def _cuts(word: str, shortest: int) -> Iterator[tuple[str, str]]:
    """Yield the two parts of a word at each place, the longest first part first."""
    for at in range(len(word) - shortest, shortest - 1, -1):
        yield word[:at], word[at:]


def _is_head(head: str, known: Container[str]) -> bool:
    if head in known:
        return True
    return head.endswith("s") and len(head) > SHORT_PART and head[:-1] in known


def _joined(word: str) -> str:
    return reduce(word.replace("-", "")[:LONGEST])


def _long_parts(word: str) -> Iterator[str]:
    for part in word.split("-"):
        if len(part) > 2:
            yield part


def _once(word: str, endings: Sequence[Ending]) -> str:
    for ending, instead, least in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: len(word) - len(ending)] + instead
    return word
