"""An entry's words, and what is stated of them -> its language.

The words decide, among few languages and above a certainty: what a page states is often the default
of the program that made it.
"""

import re
from collections.abc import Iterable
from copy import copy
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from knowledge.source import Source
from scrapers.clean import canonical_url

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Of 1. Titles of a few words in French, Dutch or English score 0.99 and more; names, 0.4 to 0.9.
CERTAIN = 0.95
# What a program states that nobody has told the language of its texts.
UNTOLD = "en"

_TAG = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
# The official languages of the European Union (ISO 639-1).
_SPOKEN = frozenset(re.findall("..", "bgcsdadeelenesetfifrgahrhuitltlvmtnlplptroskslsv"))


def of(words: Iterable[str], stated: str, address: str, source: Source) -> str:
    """Return the language of an entry: one that its source declares (`langs`).

    Where it declares none: its `lang`, or the one that is stated of the entry (BCP 47) or named by
    its path (/nl/). `words` are texts of the entry, the most telling first; each is tried with
    those before it. Where they leave a doubt, what is stated holds, then the path, then the
    source's own language.
    """
    hints = (primary(stated), canonical_url.language(address))
    choices = _choices(hints, source)
    if len(choices) == 1:
        return choices[0]
    return _certain(words, choices) or _hinted(hints, choices) or source.lang


def first_part(tag: object) -> str:
    """Return the first part of a language tag (BCP 47), whatever it is."""
    return str(tag).strip().lower().partition("-")[0]


def primary(stated: str) -> str:
    """Return the first part of a language tag (BCP 47), "" for none of the European Union's."""
    tag = _TAG.fullmatch(stated.strip()[:35])
    if tag and tag[1].lower() in _SPOKEN:
        return tag[1].lower()
    return ""


def _choices(hints: tuple[str, str], source: Source) -> tuple[str, ...]:
    if source.langs:
        return source.langs
    return tuple(dict.fromkeys((source.lang, *filter(_SPOKEN.__contains__, hints))))


def _hinted(hints: tuple[str, str], choices: tuple[str, ...]) -> str:
    stated, named = hints
    if stated in choices and stated != UNTOLD:
        return stated
    return named if named in choices else ""


def _certain(words: Iterable[str], choices: tuple[str, ...]) -> str:
    """Return the language of the shortest beginning of the words that leaves no doubt, or ""."""
    read = ""
    for text in filter(None, words):
        read = f"{read} {text}".strip()
        lang, certainty = _identifier(tuple(sorted(choices))).classify(read)
        if certainty >= CERTAIN:
            return str(lang)
    return ""


@lru_cache(maxsize=64)
def _identifier(choices: tuple[str, ...]) -> "LanguageIdentifier":
    # A copy, which shares the model: narrowing changes it, and sources are read side by side.
    narrowed = copy(_model())
    narrowed.set_languages(choices)
    return narrowed


@cache
def _model() -> "LanguageIdentifier":
    # Imported where it is used: it takes a second to load, and most runs of the command need none.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages(_SPOKEN)
    # Made anew with those languages alone: the tables of the others are let go.
    return LanguageIdentifier(
        whole.nb_ptc,
        whole.nb_pc,
        whole.nb_classes,
        whole.tk_nextmove,
        whole.tk_output,
        norm_probs=True,
        tk_row=whole.tk_row,
    )
