"""What is said in English of a configuration file -> the same in a locale.

A mistake is put together of short sentences ("found …; allowed: …; did you mean …?"). Each is its
own key in the catalogue, with names in braces for what changes; one that the catalogue lacks, as a
parser's own words, stays as it is.
"""

import re
from functools import cache

from knowledge.i18n import catalogue

_PARTS = "config.parts"
_BREAK = "; "
_PLACE = re.compile(r"\\\{(\w+)\\\}")
# Where a mistake is: "sources[inrs].rights.regime: …".
_SUBJECT = re.compile(r"(the file|[\w-]+(?:\.[\w-]+|\[[^\]\s]{1,80}\])*): (.*)", re.DOTALL)


def told(found: str, locale: str) -> str:
    """Return what is told of a configuration file in a locale."""
    subject = _SUBJECT.fullmatch(found)
    if subject and not _message(found, locale):
        name = _message(subject[1], locale) or subject[1]
        mark = catalogue.load(locale, "command").translate("command.check.after")
        return f"{name}{mark}{_sentences(subject[2], locale)}"
    return _sentences(found, locale)


def _sentences(text: str, locale: str) -> str:
    whole = _message(text, locale)
    if whole:
        return whole
    parts = (_message(part, locale) or part for part in text.split(_BREAK))
    return catalogue.load(locale, "config").translate("config.and").join(parts)


def _message(text: str, locale: str) -> str:
    """Return one sentence in a locale, "" where the catalogue lacks it."""
    messages = catalogue.load(locale, "config").choices(_PARTS)
    for english, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return catalogue.fill(messages[english], found.groupdict())
    return ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what recognises each sentence, those with the most words of their own first."""
    known = catalogue.load("en", "config").choices(_PARTS)
    ordered = sorted(known, key=lambda text: len(_PLACE.sub("", re.escape(text))), reverse=True)
    return tuple((text, _pattern(text)) for text in ordered)


def _pattern(english: str) -> re.Pattern[str]:
    # Text without "; ": a sentence ends there.
    return re.compile(_PLACE.sub(r"(?P<\1>(?:(?!; ).)+)", re.escape(english)), re.DOTALL)
