"""Problem -> what happened and how to fix it, in the words of a locale.

They are in `locales/<locale>/problems/*.yml`, by the problem's code.
"""

from collections.abc import Iterable, Iterator, Mapping

from knowledge import config_words
from knowledge.i18n import catalogue, locales, plain
from knowledge.i18n.locales import REFERENCE as REFERENCE
from knowledge.model import Problem

# The code of what is wrong in a configuration file: its words are put together in English.
CONFIGURATION = "configuration"


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
    if problem.code == CONFIGURATION and locale != REFERENCE and "found" in facts:
        facts["found"] = config_words.told(facts["found"], locale)
    return facts
