"""A text that people write -> the HTML in it that is not published, each with its line and what to
write in its place.
"""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

from knowledge.model import Problem
from knowledge.sheets import body as bodies
from knowledge.sheets import markup, page_markdown, pasted
from knowledge.sheets.body_lines import BodyLines
from knowledge.sheets.error_messages import shown

# Of one text; who mends these finds the others at the next check.
MOST = 30
_FRAMES = frozenset(
    (
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "source",
        "track",
    )
)
_FORMS = frozenset(
    ("form", "input", "button", "select", "option", "optgroup", "textarea", "datalist", "label")
)
_PROGRAMS = frozenset(("script", "style", "link", "meta", "base", "template", "noscript"))
_CODES: Mapping[str, frozenset[str]] = {
    "html_program": _PROGRAMS,
    "html_frame": _FRAMES,
    "html_form": _FORMS,
}
# A link to a place on a drive is told of elsewhere, as a warning: it is left out, and does no harm.
_ON_A_DRIVE = re.compile(r"\s*(?:(?:file|smb):/|[a-z]:[\\/])", re.IGNORECASE)
_HANDLER = re.compile(r"<[a-z][^<>]{0,2000}?[\s/'\"](on[a-z]{3,20})\s*=")
_END = re.compile(r"</([a-z][a-z0-9]*)", re.IGNORECASE)


class Fault(NamedTuple):
    """What is not published: the problem's code, how it is told, and by what it is found."""

    code: str
    found: str
    sought: str


def problems(body: str, path: str, first: int = 1) -> Iterator[Problem]:
    """Yield what is not published of a text, which begins on line `first` of its file."""
    if refused := list(refusals(body, path, first)):
        yield from refused
        return
    for line, fault in sorted(_placed(body)):
        facts = {"path": path, "line": str(first + line), "found": shown(fault.found)}
        yield Problem(fault.code, facts)


def refusals(body: str, path: str, first: int = 1) -> Iterator[Problem]:
    """Yield why a text is not read at all, if it is not."""
    if refused := bodies.refused(body):
        code, line, found, allowed = refused
        where = {"path": path, "line": str(first + line)}
        yield Problem(code, {**where, "found": str(found), "allowed": str(allowed)})


def _placed(body: str) -> set[tuple[int, Fault]]:
    """Return each fault with its line, counted from 0."""
    lines = BodyLines(body)
    placed = set(_lost(body, lines))
    told = {line for line, _ in placed}
    for line, name in _handlers(lines):
        if line not in told and len(placed) < MOST:
            placed.add((line, Fault("html_attribute", name, name)))
    return placed


def _lost(body: str, lines: BodyLines) -> Iterator[tuple[int, Fault]]:
    """Yield what the site leaves out of a text."""
    html = page_markdown.rendered(body)
    if markup.loses(html):
        for fault in _without_paste(_faults(html))[:MOST]:
            yield _line(fault, lines), fault


def _line(fault: Fault, lines: BodyLines) -> int:
    def is_in(text: str) -> bool:
        """Return whether a text has the fault."""
        return fault in _faults(page_markdown.rendered(text))

    return lines.of(fault.sought, is_in, _whole(fault))


def _whole(fault: Fault) -> str:
    """Return what finds the name of an element or an attribute, or an address, and no longer one in
    which it is: "style" is no part of "stylesheet".
    """
    name = re.escape(fault.sought.lower())
    if fault.code == "html_attribute":
        return rf"(?<![\w-]){name}\s{{0,20}}="
    if fault.sought.startswith("<"):
        return rf"{name}(?![\w:-])"
    return rf"(?<![\w:/]){name}(?![\w/])"


def _handlers(lines: BodyLines) -> Iterator[tuple[int, str]]:
    """Yield each attribute that would run a program, with its line, where this Markdown shows the
    element as text: another one may not.
    """
    for line, text in lines.rows:
        for found in _HANDLER.finditer(text):
            yield line, found[1]


def _faults(html: str) -> list[Fault]:
    finder = _Finder(frozenset(map(str.lower, _END.findall(html))))
    finder.feed(html)
    finder.close()
    return finder.faults


def _without_paste(faults: list[Fault]) -> list[Fault]:
    """Return one fault for all that came along with a text from Word or Outlook."""
    first = next(filter(_is_pasted, faults), None)
    if first is None:
        return faults
    kept: list[Fault] = []
    for fault in faults:
        if fault is first or not (_is_pasted(fault) or _comes_along(fault)):
            kept.append(fault)
    return kept


def _is_pasted(fault: Fault) -> bool:
    return fault.code == "html_pasted"


def _comes_along(fault: Fault) -> bool:
    """Return whether a fault is one that the cleaning of pasted text takes away."""
    return fault.code in {"html_unknown", "html_attribute"} and not fault.found.startswith("on")


class _Finder(HTMLParser):
    """Collect what is not published, in its order."""

    def __init__(self, ended: frozenset[str]) -> None:
        super().__init__()
        self._ended = ended
        self.faults: list[Fault] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that is not on the list, or else its attributes."""
        if self._within:
            return
        if tag not in markup.ELEMENTS:
            self._refuse_element(tag)
            return
        for name, value in attrs:
            self.faults.extend(_attribute(tag, name, value or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that ends where it begins: a browser sees no such end."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Leave the element all of which is left out."""
        if tag == self._within:
            self._within = ""

    def handle_comment(self, data: str) -> None:
        """Note a comment that Word wrote for itself."""
        if not self._within and pasted.is_conditional(data):
            self.faults.append(Fault("html_pasted", f"<!--{data}-->", "<!--[if"))

    def _refuse_element(self, tag: str) -> None:
        self.faults.append(_element(tag))
        # One that is never closed would hide all that follows from its author.
        if tag in markup.EMPTIED & self._ended:
            self._within = tag


def _element(tag: str) -> Fault:
    code = next((code for code, tags in _CODES.items() if tag in tags), "html_unknown")
    if pasted.is_element(tag):
        code = "html_pasted"
    return Fault(code, f"<{tag}>", f"<{tag}")


def _attribute(tag: str, name: str, value: str) -> Iterator[Fault]:
    if pasted.is_attribute(name, value):
        yield Fault("html_pasted", f'{name}="{value}"', value or name)
    elif not markup.is_allowed(tag, name):
        yield Fault("html_attribute", name, name)
    elif name in markup.ADDRESSES:
        yield from _address(tag, value)
    elif name in {"id", "class"} and not _is_whole(tag, name, value):
        yield Fault("html_name", f'{name}="{value}"', value)


def _address(tag: str, value: str) -> Iterator[Fault]:
    if markup.leads(tag, value) or _ON_A_DRIVE.match(value):
        return
    web = value.strip().lower().startswith(("http:", "https:", "//"))
    code = "image_elsewhere" if tag == "img" and web else "html_address"
    yield Fault(code, value, value)


def _is_whole(tag: str, name: str, value: str) -> bool:
    return (markup.kept(tag, name, value) or "").split() == value.split()
