"""Text -> the tokens it is found by. The browser does the same with the same rules (language.json),
to the letter.

One reduction serves French, Dutch and English at once, since a reader's word does not say its
language: accents, capitals and doubled letters go, then the usual endings. What it confuses is
written in docs/decisions/search.md.
"""

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import filterfalse
from pathlib import Path

from knowledge.i18n import text_fold

RULES = Path(__file__).with_name("language.json")
# A token's end: what is searched with it is searched whole, without it as a beginning.
END = "_"
# An ending is taken off as often as this; longer chains do not occur.
ROUNDS = 3
LONGEST = 40
SHORT_PART, LONG_PART = 4, 6
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WRITTEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u00ad", "-"))
_DOUBLED = re.compile(r"([a-z])\1+")

# An ending, what is put in its place, and the least that must stand before it.
Ending = tuple[str, str, int]


@dataclass(frozen=True)
class WordRules:
    """The rules by which words are reduced; each list of endings has the longest first."""

    stop: frozenset[str]
    odd: Mapping[str, str]
    plural: Sequence[Ending]
    mute: Sequence[Ending]
    endings: Sequence[Ending]


@cache
def rules() -> WordRules:
    """Read the rules that the browser is given too."""
    read = json.loads(RULES.read_text(encoding="utf-8"))
    return WordRules(
        frozenset(read["stop"]),
        read["odd"],
        _longest_first(read["plural"]),
        _longest_first(read["mute"]),
        _longest_first(read["endings"]),
    )


def _longest_first(endings: Sequence[Ending]) -> Sequence[Ending]:
    return sorted(endings, key=lambda ending: -len(ending[0]))


# A record's texts are split for their words, for their concepts and for their compounds.
@lru_cache(maxsize=100)
def split(text: str) -> Sequence[str]:
    """List the folded words of a text; an apostrophe parts them, a hyphen does not."""
    return tuple(_WORD.findall(text_fold.fold(text.translate(_HYPHENS))))


def written(text: str) -> list[str]:
    """List the words of a text in lower case, with their accents."""
    return _WRITTEN.findall(text.lower())


def tokens(text: str) -> Iterator[str]:
    """Yield the reduced words of a text in their order; of "burn-outs" its parts follow: burnout,
    burn, out.
    """
    stop = rules().stop
    for word in split(text):
        if "-" in word:
            yield _joined(word)
            yield from map(reduce, _long_parts(word))
        elif word not in stop:
            yield reduce(word[:LONGEST])


def whole(token: str) -> str:
    """Return a token as it is searched whole, with its end."""
    return f"{token}{END}"


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
    if word[:1].isdigit():
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
