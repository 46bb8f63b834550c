"""Text from outside -> text that a terminal, a log and a page show as it is and obey in nothing."""

import re

# C0 and C1 controls (a terminal's orders, ECMA-48), marks of writing direction (Unicode TR 36: they
# let a text read otherwise than it is), invisible characters, and halves of characters.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")


def line(text: str) -> str:
    """Return a text on one line, without what would be obeyed."""
    if text.isascii() and text.isprintable():
        return text
    return _BREAKS.sub(" ", _UNFIT.sub("", text))


def lines(text: str) -> str:
    """Return a text without what would be obeyed; its lines stay."""
    return "\n".join(map(line, text.split("\n")))
