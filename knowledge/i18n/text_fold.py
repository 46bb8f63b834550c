"""Text -> the form in which two writings of the same words are equal: no accents, no capitals, no
ligatures.
"""

import re
import unicodedata
from functools import lru_cache

_APART = (
    *(
        ("œ", "oe"),
        ("Œ", "oe"),
        ("æ", "ae"),
        ("Æ", "ae"),
        ("ß", "ss"),
        ("ø", "o"),
        ("Ø", "o"),
        ("ł", "l"),
    ),
    *(("’", "'"), ("ʼ", "'"), ("‘", "'")),
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_NOT_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Take away accents, capitals, ligatures and the shape of apostrophes; the words stay where
    they were.
    """
    if text.isascii():
        return text.lower()
    for letter, letters in _APART:
        text = text.replace(letter, letters)
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()


@lru_cache(maxsize=10_000)
def words(text: str) -> str:
    """Return the folded words, one ordinary space between them, without punctuation."""
    return _NOT_WORDS.sub(" ", fold(text)).strip()
