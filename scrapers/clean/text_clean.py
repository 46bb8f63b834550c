"""Text from outside -> plain text: NFC, one line, no markup, no entity, nothing invisible.

Text is cleaned here and only here. What comes out holds nothing that a browser would take for a
tag. Braces, backticks and dashes stay: they are text, and escaping them is rendering's work.

Markup is read once, as HTML reads it. What is then written like a tag or a character reference is
text: it is shown, a tag in angle quotes that no browser takes for one.
"""

import html
import re
import unicodedata
from collections.abc import Set
from functools import lru_cache, partial
from html.entities import html5

from lxml import etree
from lxml.html import defs

# Cut before any parser or expression sees it: their cost may grow with the square of the length.
MAX_INPUT = 20_000
_ROUNDS = 5

_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
# "<" in "x<y": no tag, since no ">" follows; or one that was cut off at the end.
_NO_TAG = re.compile(r"<(?=[a-zA-Z/])(?![a-zA-Z/][^<>]*>)")
_TORN = re.compile(
    r"<(?:/?(?:a|b|br|div|em|h[1-6]|i|img|li|ol|p|span|strong|t[dhr]|table|ul)(?:\s[^<>]*)?"
    r"|!--[^<>]*)$"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_BARE_AMPERSAND = re.compile(f"&(?!{_ENTITY.pattern[1:]})")
_WRITTEN_TAG = re.compile(r"<(/?[a-zA-Z!?][^<>]*)>")
_CDATA = ("<![CDATA[", "]]>")
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][^\s<>/]{0,60})([^<>]*)>")
# HTML that was escaped once more than it is read: a whole paragraph in tags.
_ESCAPED_TWICE = re.compile(
    r"<(p|div|span|ul|ol|table|h[1-6]|strong|em|a|blockquote)(?:\s[^<>]*)?>.*</\1>", re.DOTALL
)
_NAMES = defs.tags | frozenset(
    re.findall(
        r"\w+",
        "bdi data dialog figure frame g image main menuitem nobr noembed noframes path picture"
        " portal rb rtc search slot spacer template xmp",
    )
)
_LOOSE_ENDS = " ,;:–—-/|([{«“‘"
_SILENT = (
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
    "head",
    "title",
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br dd details div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section summary"
        " table tbody td tfoot th thead tr ul",
    )
)

# C1 controls are mostly windows-1252 read as latin-1.
_FROM_1252 = {
    code: bytes([code]).decode("cp1252", "ignore") or None
    for code in range(0x80, 0xA0)
    if code != 0x85
}
# lxml takes no control character in a text that it writes: those that part words are spaces, the
# others are nothing.
_SPACES = re.compile("[\x0b\x0c\x1c-\x1f]")
_NOTHING = re.compile("[\x00-\x08\x0e-\x1b]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffc\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff\ue000-\uf8ff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
    "|["
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15)
    )
    + "]"
)
# Nearly every text in our languages holds only these, of which nothing is to be taken away or
# composed.
_USUAL = re.compile("[\t\n\r -~\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027\u202f\u20ac]*")
# Two characters at a joiner, before a variation or a skin colour, or of a flag.
_ONE_EMOJI = re.compile(
    "\u200d.|.[\u200d\ufe0f\U0001f3fb-\U0001f3ff]|[\U0001f1e6-\U0001f1ff]{2}", re.DOTALL
)
# A zero-width joiner has a use only between the parts of an emoji.
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINER = re.compile(f"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])")
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE = re.compile(f"({_MARKS}{{4}}){_MARKS}+")


_PARSER = etree.HTMLParser(
    encoding="utf-8",
    recover=True,
    no_network=True,
    remove_comments=True,
    remove_pis=True,
    huge_tree=False,
)


def text(value: str, max_chars: int = 0) -> str:
    """Return the plain text of HTML or of text, cut to `max_chars` characters at a word (0: whole).

    Doing it twice changes nothing. What is markup only gives "".
    """
    value = _clean(value[:MAX_INPUT])
    if not max_chars:
        return value
    return cut(value, max_chars)


def literal(value: str, max_chars: int) -> str:
    """Return markup itself as text, its angle brackets made harmless.

    It is what remains to be shown where there is no text.
    """
    value = value[:MAX_INPUT].replace("<", "‹").replace(">", "›")
    return text(value, max_chars)


def cut(value: str, max_chars: int) -> str:
    """Shorten to at most `max_chars` characters, the "…" included.

    It is cut at a word where there is one, never inside a letter. 0 gives "".
    """
    if len(value) <= max_chars:
        return value
    if max_chars <= 0:
        return ""
    head = _whole_words(value, max_chars - 1)
    return f"{head.rstrip(_LOOSE_ENDS) or head.rstrip()}…"


def _whole_words(value: str, length: int) -> str:
    """Return the first `length` characters to the end of a word, or of a letter where none ends."""
    end = value.rfind(" ", 0, length)
    if end > 0 and not value[length].isspace():
        return value[:end]
    return _whole_letters(value, length)


def _whole_letters(value: str, length: int) -> str:
    while length and _joined(value[length - 1], value[length]):
        length -= 1
    return value[:length]


def inert(value: str) -> str:
    """Return text with what is written like a tag in angle quotes: nothing takes it for one.

    It is for text that was read out of markup already.
    """
    if "<" not in value:
        return value
    return _TAG.sub("‹", _WRITTEN_TAG.sub(r"‹\1›", value))


@lru_cache(maxsize=200)  # An entry's text is cleaned for its excerpt, and again for its themes.
def _clean(value: str) -> str:
    if "<" not in value and "&" not in value:
        return _settled(value)
    value = _settled(_unmarked(value))
    if _ESCAPED_TWICE.match(value):
        value = _settled(_unmarked(value))
    return _without_references(value)


def _without_references(value: str) -> str:
    """Return text without a character reference: one that was escaped twice is the letter it names.

    No tag is made of it.
    """
    value = _settled(inert(value))
    for _ in range(_ROUNDS):
        before, value = value, _settled(inert(_unescaped(value)))
        if value == before:
            return value
    return _settled(_ENTITY.sub(lambda entity: f"＆{entity[0][1:]}", value))


def _unmarked(value: str) -> str:
    """Read markup once: the text of HTML, or of text with character references."""
    value = _without_cdata(value)
    if "<" in value:
        value = _NO_TAG.sub("‹", _TORN.sub("", _without_strange_tags(value)))
    if _TAG.search(value):
        return _without_tags(_BARE_AMPERSAND.sub("&amp;", value))
    return _unescaped(value)


def _without_cdata(value: str) -> str:
    if _CDATA[0] in value:
        for mark in _CDATA:
            value = value.replace(mark, "")
    return value


def _unescaped(value: str) -> str:
    if "&" not in value:
        return value
    return _ENTITY.sub(_character, value)


def _character(entity: re.Match[str]) -> str:
    """Return the character that a reference names, or the reference where there is none such."""
    name = entity[0][1:]
    if name[0] == "#" or name in html5:
        return html.unescape(entity[0])
    return entity[0]


def _without_strange_tags(value: str) -> str:
    """Write "<burn-out>" with angle quotes: a word that no element is called by is text."""
    names: dict[str, set[str]] = {"": set(), "/": set()}
    strange = False
    for slash, name, rest in _ELEMENT.findall(value):
        names[slash].add(name.lower())
        strange = strange or not _is_html(name, rest)
    if not strange:
        return value
    return _ELEMENT.sub(partial(_as_tag_or_text, names[""] & names["/"]), value)


def _as_tag_or_text(paired: Set[str], tag: re.Match[str]) -> str:
    if _is_tag(tag[2].lower(), tag[3], paired):
        return tag[0]
    return f"‹{tag[0][1:-1]}›"


def _is_tag(name: str, rest: str, paired: Set[str]) -> bool:
    if "@" in name or rest.startswith("//"):
        return False
    return any((name in _NAMES, name in paired, ":" in name, "=" in rest))


def _is_html(name: str, rest: str) -> bool:
    return name in _NAMES and not rest.startswith("//")


def _without_tags(value: str) -> str:
    # The div: libxml2 refuses a document without an element, and would drop white space at its
    # edges.
    written = _NOTHING.sub("", _SPACES.sub(" ", value))
    root = etree.fromstring(f"<div>{written}</div>".encode("utf-8", "ignore"), _PARSER)
    if root is None:
        return ""
    etree.strip_elements(root, *_SILENT, with_tail=False)
    for node in root.iter(*_BLOCKS):
        node.text = _spaced(node.text)
        node.tail = _spaced(node.tail)
    return etree.tostring(root, method="text", encoding="unicode")


def _spaced(text: str | None) -> str:
    return f" {text or ''}"


def _settled(value: str) -> str:
    if not _USUAL.fullmatch(value):
        value = _INVISIBLE.sub("", value.translate(_FROM_1252))
        if "\u200d" in value:
            value = _JOINER.sub("", value)
        value = unicodedata.normalize("NFC", _PILE.sub(r"\1", unicodedata.normalize("NFC", value)))
    return " ".join(value.split())


def _joined(before: str, after: str) -> bool:
    """Return whether two characters are parts of one letter, or of one emoji."""
    if unicodedata.category(after) in {"Mn", "Me", "Mc"}:
        return True
    return bool(_ONE_EMOJI.fullmatch(before + after))
