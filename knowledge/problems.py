"""Problem -> a sentence that a coordinator understands, in English, French or Dutch, and how to mend it."""

from collections.abc import Mapping
from typing import Literal

from knowledge.model import Problem

Tongue = Literal["en", "fr", "nl"]

# One row a failure: what happened, then what to do about it. Facts stand in braces.
CATALOGUE: Mapping[str, Mapping[Tongue, tuple[str, str]]] = {
    "unreachable": {
        "en": ("{url} could not be reached: {reason}.", "Nothing was lost; the next refresh tries again."),
        "fr": (
            "{url} est injoignable : {reason}.",
            "Rien n’est perdu ; la prochaine actualisation réessaiera.",
        ),
        "nl": (
            "{url} is onbereikbaar: {reason}.",
            "Er is niets verloren; de volgende verversing probeert opnieuw.",
        ),
    },
}


def say(problem: Problem, tongue: Tongue) -> str:
    """Tell what happened."""
    return _fill(problem, tongue, 0)


def mend(problem: Problem, tongue: Tongue) -> str:
    """Tell how to mend it."""
    return _fill(problem, tongue, 1)


def _fill(problem: Problem, tongue: Tongue, part: int) -> str:
    template = CATALOGUE[problem.code][tongue][part]
    # str.replace, not str.format: a fact is text from outside and may hold braces.
    for name, fact in problem.facts.items():
        template = template.replace("{" + name + "}", fact)
    return template
