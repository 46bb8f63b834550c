"""Text -> the tokens it is found by. The browser does the same with the same rules (language.json),
to the letter.

One reduction serves French, Dutch and English at once, since a reader's word does not say its
language: accents, capitals and doubled letters go, then the usual endings. What it confuses is
written in docs/decisions/search.md.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from knowledge.i18n import text_fold

RULES = Path(__file__).with_name("language.json")
# A token's end: what is searched with it is searched whole, without it as a beginning.
END = "_"
# An ending is taken off as often as this; longer chains do not occur.
ROUNDS = 3
LONGEST = 40
LONG_PART = 6
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WRITTEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u00ad", "-"))
_DOUBLED = re.compile(r"([a-z])\1+")

Rule = tuple[str, str, int]


@cache
def rules() -> Mapping[str, Any]:
    """Read the rules that the browser is given too; each list of endings has the longest first."""
    read: dict[str, Any] = json.loads(RULES.read_text(encoding="utf-8"))
    for name in ("plural", "mute", "endings"):
        read[name] = sorted(read[name], key=lambda rule: -len(rule[0]))
    read["stop"] = frozenset(read["stop"])
    return read


@lru_cache(
    maxsize=100
)  # a record's texts are split for their words, for their concepts and for their compounds
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
    stop = rules()["stop"]
    for word in split(text):
        if "-" in word:
            yield reduce(word.replace("-", "")[:LONGEST])
            yield from (reduce(part) for part in word.split("-") if len(part) > 2)
        elif word not in stop:
            yield reduce(word[:LONGEST])


def phrase(text: str) -> tuple[str, ...]:
    """Give the reduced words by which a person's query or a synonym is held against others;
    "burn-out" is one word.
    """
    stop = rules()["stop"]
    return tuple(
        reduce(word.replace("-", "")[:LONGEST]) for word in split(text) if word not in stop
    )


@lru_cache(maxsize=200_000)
def reduce(word: str) -> str:
    """Take a folded word's endings off: "organisaties", "organisations" and "organiseren" become
    "organis".
    """
    known = rules()
    if word in known["odd"] or word[:1].isdigit():
        return str(known["odd"].get(word, word))
    # Plural endings first: "aux" and "eaux" are doubled by nothing, and "ss" must not become "s"
    # before it.
    short = _DOUBLED.sub(r"\1", word)
    short = _once(_once(short, known["plural"]), known["mute"])
    for _ in range(ROUNDS):
        less = _once(short, known["endings"])
        if less == short:
            break
        short = less
    return short


def parts(word: str, known: Iterable[str] | Mapping[str, Any]) -> tuple[str, str] | None:
    """Part a compound into two words of four letters and more ("werkplek" + "inrichting"), or say
    none.

    Both are known, with a linking "s" between them or none; or the first is known and both are
    long. The longest first part wins.
    """
    if len(word) < 9:
        return None
    for cut in range(len(word) - 4, 3, -1):
        head, tail = word[:cut], word[cut:]
        if tail in known and (
            head in known or (head.endswith("s") and len(head) > 4 and head[:-1] in known)
        ):
            return head, tail
    for cut in range(len(word) - LONG_PART, LONG_PART - 1, -1):
        if word[:cut] in known:
            return word[:cut], word[cut:]
    return None


def _once(word: str, endings: Sequence[Rule]) -> str:
    for ending, instead, least in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: len(word) - len(ending)] + instead
    return word
