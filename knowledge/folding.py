"""Text -> the form in which two writings of the same words are equal: no accents, no capitals, no ligatures."""

import re
import unicodedata

_APART = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "’": "'", "ʼ": "'", "‘": "'"}
)
_NOT_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Take away accents, capitals, ligatures and the shape of apostrophes; the words stay where they were."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.translate(_APART))
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold()


def words(text: str) -> str:
    """Give the folded words, one ordinary space between them, without punctuation."""
    return _NOT_WORDS.sub(" ", fold(text)).strip()
