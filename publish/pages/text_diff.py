"""Two states of a text -> what went and what came, word by word, so that a reader sees a change at
a glance.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Mark = Literal["same", "out", "in"]
# SequenceMatcher takes quadratic time: longer paragraphs are shown whole, one struck out and one
# put in.
WORDS_COMPARED = 1500
LIKENESS = 0.4


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: "out" or "in" as a whole, or "mixed"; `parts` are (mark, text) in
    reading order.
    """

    kind: Literal["out", "in", "mixed"]
    parts: tuple[tuple[Mark, str], ...]


def passages(was: Sequence[str], now: Sequence[str]) -> list[Passage]:
    """Compare the paragraphs taken out with those put in, in their order."""
    found: list[Passage] = []
    for old, new in zip_longest(was, now, fillvalue=""):
        mixed = compare(old, new) if old and new else ()
        if mixed:
            found.append(Passage("mixed", mixed))
            continue
        if old:
            found.append(Passage("out", (("out", old),)))
        if new:
            found.append(Passage("in", (("in", new),)))
    return found


def compare(old: str, new: str) -> tuple[tuple[Mark, str], ...]:
    """Return the words of both texts with their marks; nothing when the two are too long or too
    unlike.
    """
    a, b = re.findall(r"\s*\S+", old), re.findall(r"\s*\S+", new)
    if max(len(a), len(b)) > WORDS_COMPARED:
        return ()
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < LIKENESS:
        return ()
    parts: list[tuple[Mark, str]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            parts.append(("same", "".join(b[j1:j2])))
            continue
        if i2 > i1:
            parts.append(("out", "".join(a[i1:i2])))
        if j2 > j1:
            parts.append(("in", "".join(b[j1:j2])))
    return tuple(parts)
