"""French text with ordinary spaces -> with those that a printer sets (Lexique de l’Imprimerie
nationale).
"""

import re

_SPACES = (
    (re.compile(r" ([;!?])(?=\s|$)"), "\u202f\\1"),
    (re.compile(r" (:(?=\s|$)|»)"), "\u00a0\\1"),
    (re.compile(r"« "), "«\u00a0"),
)


def french(text: str) -> str:
    """Put U+202F before ; ! ? and U+00A0 before : and within « », so that no line breaks there."""
    for shape, spaced in _SPACES:
        text = shape.sub(spaced, text)
    return text


def sentence_case(text: str) -> str:
    """Raise the first letter only."""
    return text[:1].upper() + text[1:]
