"""HTML that Word or Outlook put on the clipboard -> Markdown of the same words.

A text without it stays as it is, byte for byte, and so does each paragraph without it.
"""

import re
from collections.abc import Mapping
from html import unescape

# What Word leaves of its own: its names, its styles, its conditions for old browsers.
_SIGN = re.compile(
    r"<[a-z]\w{0,8}:[a-z]|<font\b|\bmso-|[\"'= ]Mso[A-Z]|<!--\[if|<!\[(?:if|endif)|"
    r"<!--(?:Start|End)Fragment|\sxmlns[:=]",
    re.IGNORECASE,
)
_STYLED = re.compile(r"<[a-z][^<>]{0,400}\sstyle\s*=", re.IGNORECASE)
_BLANK_LINE = re.compile(r"(\n[ \t]*\n\s*)")
_FENCE = ("```", "~~~")
_TAG = re.compile(r"<(/?)([a-z][\w:-]{0,40})([^<>]{0,4000})>", re.IGNORECASE)
_DECLARATION = re.compile(r"<!\[[^<>]{0,400}>|<\?[^<>]{0,400}>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_SPAN = re.compile(r"\b((?:col|row)span)\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
# Word's own bullets stand in the text, before spaces that it makes wide.
_BULLET = re.compile(
    r"^(?:\*\*|\*)?[·•▪§](?:\*\*|\*)?(?:[ \t\n\u00a0]|&nbsp;)*(?=\S)", re.MULTILINE
)
_EMPTY_MARKS = re.compile(r"(?<!\*)(\*{2})(\s*)\*{2}(?!\*)")
_PAST = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t]{2,}")
_EMPTIED = ("style", "xml", "title", "script", "w:worddocument", "o:officedocumentsettings")
_BREAK, _LINE_BREAK = "\n\n", "<br>"
_BLOCKS = frozenset({"p", "div", "blockquote"})
_OPENING: Mapping[str, str] = {
    **dict.fromkeys(("p", "div", "ul", "ol", "blockquote"), _BREAK),
    **{f"h{level}": f"{_BREAK}{'#' * level} " for level in range(1, 7)},
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em"), "*"),
    "br": "<br>\n",
    "li": "\n- ",
}
_CLOSING: Mapping[str, str] = {
    **dict.fromkeys(("p", "div", "ul", "ol", "blockquote"), _BREAK),
    **{f"h{level}": _BREAK for level in range(1, 7)},
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em"), "*"),
}
_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th"})
# What a word processor uses for looks alone.
_LOOKS = frozenset(
    {"span", "font", "meta", "link", "html", "body", "head", "img", "center", "col", "colgroup"}
)


def is_element(tag: str) -> bool:
    """Return whether an element is one of a word processor's."""
    return ":" in tag or tag == "font"


def is_attribute(name: str, value: str) -> bool:
    """Return whether an attribute is one of a word processor's."""
    if name.startswith("xmlns"):
        return True
    if name == "style":
        return "mso-" in value.lower()
    return name == "class" and value.startswith("Mso")


def is_conditional(comment: str) -> bool:
    """Return whether a comment is one that Word writes for itself."""
    return comment.lstrip().startswith(("[if", "[endif", "StartFragment", "EndFragment"))


def clean_pasted(text: str) -> str:
    """Return a text with its pasted HTML as Markdown; all else stays byte for byte."""
    if not _SIGN.search(text):
        return text
    fence = ""
    parts = _BLANK_LINE.split(_without_hidden(text))
    for number in range(0, len(parts), 2):
        part = parts[number]
        if _is_pasted(part) and not (fence or _holds_fence(part)):
            parts[number] = _as_markdown(part)
        fence = _fence_after(part, fence)
    return "".join(_without_empty(parts))


def _is_pasted(part: str) -> bool:
    return bool(_SIGN.search(part) or _STYLED.search(part))


def _without_empty(parts: list[str]) -> list[str]:
    """Leave out the blank lines around a paragraph of which nothing is left."""
    kept = parts[:1]
    for gap, part in zip(parts[1::2], parts[2::2], strict=True):
        if part:
            kept += [gap, part]
    return kept


def _holds_fence(part: str) -> bool:
    return any(row.strip()[:3] in _FENCE for row in part.splitlines())


def _fence_after(part: str, fence: str) -> str:
    for row in part.splitlines():
        mark = row.strip()[:3]
        if mark in _FENCE:
            fence = "" if mark == fence else fence or mark
    return fence


def _without_hidden(text: str) -> str:
    """Leave out what Word never shows: its conditional comments, its styles and its settings."""
    text = _cut(text, "<!--[if", "<![endif]-->")
    for name in ("<!--StartFragment-->", "<!--EndFragment-->"):
        text = text.replace(name, "")
    if not _SIGN.search(text) and not _STYLED.search(text):
        return text
    for name in _EMPTIED:
        text = _cut(text, f"<{name}", f"</{name}>")
    return text


def _cut(text: str, opening: str, closing: str) -> str:
    """Cut out each passage from an opening to the next closing, in any case of letters."""
    folded = text.lower() if text.lower().isascii() or len(text.lower()) == len(text) else text
    kept: list[str] = []
    start = 0
    while (opened := folded.find(opening, start)) >= 0:
        closed = folded.find(closing, opened)
        if closed < 0:
            break
        kept.append(text[start:opened])
        start = closed + len(closing)
        # What stood on lines of its own leaves none.
        if text[:opened].endswith("\n"):
            start += len(text[start:]) - len(text[start:].lstrip("\n"))
    return "".join([*kept, text[start:]])


def _as_markdown(part: str) -> str:
    made = _TAG.sub(_Writer().write, _DECLARATION.sub("", part))
    made = _EMPTY_MARKS.sub(r"\2", made)
    made = "\n".join(map(_row, made.replace("&nbsp;", "\u00a0").split("\n")))
    return _PAST.sub(_BREAK, _BULLET.sub("- ", made)).strip()


def _row(row: str) -> str:
    """Return a line without the spaces that only move it."""
    if row.endswith(_LINE_BREAK):
        row = f"{row.removesuffix(_LINE_BREAK).rstrip()}{_LINE_BREAK}"
    return _SPACES.sub(" ", row.strip(" \t\u00a0"))


class _Writer:
    """Write each tag of a paragraph as Markdown; within a table, which Markdown leaves alone, as
    bare HTML.
    """

    def __init__(self) -> None:
        self._links: list[str] = []
        self._tables = 0

    def write(self, tag: re.Match[str]) -> str:
        """Return what stands in the place of a tag."""
        closing, name, rest = tag[1], tag[2].lower(), tag[3]
        if name in _TABLE:
            return self._cell(closing, name, rest)
        if ":" in name or name in _LOOKS:
            return ""
        if self._tables:
            return _in_table(closing, name, rest)
        if name == "a":
            return self._link(closing, rest)
        return _as_sign(closing, name)

    def _cell(self, closing: str, name: str, rest: str) -> str:
        if name == "table":
            self._tables += -1 if closing else 1
        if closing:
            return f"</{name}>"
        spans = "".join(f' {key.lower()}="{count}"' for key, count in _SPAN.findall(rest))
        return f"<{name}{spans}>"

    def _link(self, closing: str, rest: str) -> str:
        if closing:
            return self._links.pop() if self._links else ""
        address = _address(rest)
        self._links.append(f"]({address})" if address else "")
        return "[" if address else ""


def _as_sign(closing: str, name: str) -> str:
    """Return the sign of Markdown that is a tag's; the tag without its attributes for others."""
    if name not in _OPENING:
        return f"<{closing}{name}>"
    known = _CLOSING if closing else _OPENING
    return known.get(name, "")


def _in_table(closing: str, name: str, rest: str) -> str:
    if name in _BLOCKS:
        return ""
    address = "" if closing else _address(rest)
    return f'<{closing}{name} href="{address}">' if address else f"<{closing}{name}>"


def _address(rest: str) -> str:
    """Return where a link leads, "" where that cannot be written in Markdown."""
    found = _HREF.search(rest)
    address = unescape("".join(filter(None, found.groups()))) if found else ""
    return "" if any(char in address for char in ' <>()"\n') else address
