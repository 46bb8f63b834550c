"""A feed's text -> what feedparser makes of it; one odd element does not cost the feed.

Feedparser is given bytes in memory only: it would open a string that looks like a path or a URL.
"""

import functools
import io
import re
from collections.abc import Callable
from typing import Any

import feedparser

_CHARACTER = re.compile(r"&#([xX][0-9a-fA-F]{1,20}|[0-9]{1,20});")
# Feedparser promises to raise nothing, and does on some broken markup.
_BREAKS = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
# Feedparser takes an AttributeError of an element's method for an element that it does not know.
_ODD = tuple(error for error in _BREAKS if error is not AttributeError)
_Parser = feedparser.mixin._FeedParserMixin


def parse(root: str, base: str) -> feedparser.FeedParserDict:
    """Return a feed, without a `version` for what is none; `base` is where relative links start.

    `root` is the document from its root element on. Nothing is sanitised here: `normalise` cleans
    every text, whatever reader it came through.
    """
    try:
        return feedparser.parse(
            io.BytesIO(_CHARACTER.sub(_character, root).encode("utf-8", "replace")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": base,
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _BREAKS:
        return feedparser.FeedParserDict()


def _character(reference: re.Match[str]) -> str:
    """Keep a numeric reference to a character (XML 1.0, production 66), else return U+FFFD."""
    return reference[0] if _is_character(_code_point(reference[1])) else "\ufffd"


def _code_point(number: str) -> int:
    if number[0] in "xX":
        return int(number[1:], 16)
    return int(number)


def _is_character(code: int) -> bool:
    return code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF


def _end_dc_title(parser: Any) -> None:
    """Let an item's own title replace a Dublin Core one before it, as feedparser does for media."""
    depth = parser.title_depth
    parser._end_title()
    parser.title_depth = depth


def _start_media_description(parser: Any, _attributes: object) -> None:
    """Read what is said of a picture or a film apart from the item's own description."""
    parser.push("media_description", 1)


def _end_media_description(parser: Any) -> None:
    parser.pop("media_description")


def _start_textinput(parser: Any, _attributes: object) -> None:
    """Put the parts of a form aside, as those of a <source>: in an item they break feedparser."""
    parser.push("textinput", 0)
    parser.title_before_form = parser.title_depth
    parser.insource, parser.title_depth = 1, -1


def _end_textinput(parser: Any) -> None:
    parser.insource, parser.title_depth = 0, getattr(parser, "title_before_form", -1)
    parser.pop("textinput")
    parser.sourcedata.clear()


def _passing_over(method: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(method)
    def read(*arguments: object) -> None:
        """Read the element, or pass over it where feedparser breaks on it."""
        try:
            method(*arguments)
        except _ODD:
            return

    return read


def _mend() -> None:
    # Feedparser looks for an e-mail address in each author's name, which takes quadratic time;
    # authors are not kept here.
    _Parser._sync_author_detail = lambda *_: None
    _Parser._end_dc_title = _end_dc_title
    _Parser._start_media_description = _start_media_description
    _Parser._end_media_description = _end_media_description
    for name in ("textinput", "textInput"):
        setattr(_Parser, f"_start_{name}", _start_textinput)
        setattr(_Parser, f"_end_{name}", _end_textinput)
    for name in dir(_Parser):
        if name.startswith(("_start_", "_end_")):
            setattr(_Parser, name, _passing_over(getattr(_Parser, name)))


_mend()
