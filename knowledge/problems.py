"""Problem -> what happened and how to fix it, in the words of a locale.

They are in `locales/<locale>/problems/*.yml`, by the problem's code.

What is wrong in a configuration file is put together in English, of short sentences ("found …;
allowed: …; did you mean …?"): each is its own key in the catalogue, with names in braces for what
changes; one that the catalogue lacks, as a parser's own words, stays as it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from knowledge.i18n import catalogue, locales, plain
from knowledge.i18n.locales import REFERENCE as REFERENCE
from knowledge.model import Problem

# The code of what is wrong in a configuration file: its words are put together in English.
CONFIGURATION = "configuration"
_PARTS = "config.parts"
_BREAK = "; "
_PLACE = re.compile(r"\\\{(\w+)\\\}")
# Where a mistake is: "sources[inrs].rights.regime: …".
_SUBJECT = re.compile(r"(the file|[\w-]+(?:\.[\w -]+|\[[^\]\n]{1,80}\])*): (.*)", re.DOTALL)


def knows(code: str) -> bool:
    """Return whether there are words for a code."""
    return f"problems.{code}.what" in catalogue.load(REFERENCE)


def what(problem: Problem, locale: str) -> str:
    """Return what happened. Raises KeyError on a code without words."""
    return _told(problem, locale, "what")


def fix(problem: Problem, locale: str) -> str:
    """Return how to fix it. Raises KeyError on a code without words."""
    return _told(problem, locale, "fix")


def on_a_line(problem: Problem, locale: str) -> str:
    """Return what is wrong in a configuration file as programs print it: "file:line: found"."""
    facts = _facts(problem, locale)
    place = ":".join(filter(None, (facts.get("path"), facts.get("line"))))
    return ": ".join(filter(None, (place, facts["found"])))


def told_to_editors(found: Iterable[Problem]) -> Iterator[str]:
    """Yield each problem and its fix on a line, in each language but the reference: editors'."""
    listed = list(found)
    for locale in locales.known():
        if locale != REFERENCE:
            for problem in listed:
                yield f"{what(problem, locale)} {fix(problem, locale)}"


def in_locale(found: str, locale: str) -> str:
    """Return what is told of a configuration file in a locale."""
    if locale == REFERENCE:
        return found
    subject = _SUBJECT.fullmatch(found)
    if subject and not _message(found, locale):
        name = _message(subject[1], locale) or subject[1]
        mark = catalogue.load(locale, "command").translate("command.check.after")
        return f"{name}{mark}{_sentences(subject[2], locale)}"
    return _sentences(found, locale)


def _told(problem: Problem, locale: str, part: str) -> str:
    key = f"problems.{problem.code}.{part}"
    return catalogue.load(locale).translate(key, **_facts(problem, locale))


def _facts(problem: Problem, locale: str) -> Mapping[str, str]:
    """Return the facts for readers of a locale: those named as "label.fr" are for one alone."""
    facts = {}
    for name, fact in problem.facts.items():
        key, _, only = name.partition(".")
        if only in {"", locale}:
            facts[key] = plain.line(fact)
    if problem.code == CONFIGURATION and "found" in facts:
        facts["found"] = in_locale(facts["found"], locale)
    return facts


def _sentences(text: str, locale: str) -> str:
    whole = _message(text, locale)
    if whole:
        return whole
    parts = text.split(_BREAK)
    told = [_message(part, locale) for part in parts]
    if not any(told):
        # A sentence that is in the reader's language already.
        return text
    joint = catalogue.load(locale, "config").translate("config.and")
    return joint.join(said or part for said, part in zip(told, parts, strict=True))


def _message(text: str, locale: str) -> str:
    """Return one sentence in a locale, "" where the catalogue lacks it."""
    messages = catalogue.load(locale, "config").choices(_PARTS)
    for english, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            facts = found.groupdict()
            # A fact may be a word of the program too: "nothing", "a date".
            told = {name: messages.get(fact) or fact for name, fact in facts.items()}
            return catalogue.fill(messages[english], told)
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
