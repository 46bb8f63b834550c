"""The Markdown of a page that people write -> what came along from a word processor, a mail or a
chat, and does not do there what its author sees: bullets, odd spaces, links to a drive, persons;
and what has the look of a link, a list or a table and is none on the site.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from knowledge import link_wrappers
from knowledge.model import Problem
from knowledge.sheets import body as bodies
from knowledge.sheets.error_messages import shown
from knowledge.storage import odd_signs
from knowledge.storage.yaml_mistakes import BULLETS

_ODD = f"[{odd_signs.SPACES}]"
_BULLET = re.compile(
    rf"(?P<lead>{odd_signs.ANY_SPACE}*)(?:[{BULLETS}]|o(?=\t)){odd_signs.ANY_SPACE}*(?=\S)"
)
_DASHED = re.compile(rf" {{0,3}}[–—]{odd_signs.ANY_SPACE}+\S")
# Where Markdown wants a space: behind the sign of a heading, an element or a quotation.
SIGN = re.compile(
    rf"(?P<lead>[ \t]*(?:#{{1,6}}|[-*+>]|\d{{1,3}}[.)]))(?P<gap>{_ODD}{odd_signs.ANY_SPACE}*)(?=\S)"
)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,3}\.)[ \t]+\S")
_NO_PARAGRAPH = re.compile(r"[ \t]*(?:[#>|<]|[-*+] |\d{1,3}\. )|(?: {4}|\t)")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
_PHONE = re.compile(r"(?<![\d/.-])(?:\+\d{2}|\(?0\d)(?:[ ./\u00a0\u202f)(-]{0,2}\d){6,10}(?![\d-])")
_NAME = re.compile(
    r"(?<![\w’'])(?!(?:Le|La|Les|De|Het|Un|Une|Een|Bruxelles|Brussels?|Avenue|Rue|Place)\b)"
    r"[A-ZÀ-Ý][a-zà-ÿ]{1,20}(?:-[A-ZÀ-Ý][a-zà-ÿ]{1,20})?"
    r" (?:(?:de|du|van|den|der|le|la) ){0,2}[A-ZÀ-Ý][A-Za-zà-ÿÀ-Ý'’-]{1,25}(?!\w)"
)
_TITLED = re.compile(
    r"(?<!\w)(?:M\.|Mr\.?|Mme|Mlle|Mevr\.?|Mevrouw|Dhr\.?|Madame|Monsieur) ?[A-ZÀ-Ý]\w"
)
# A mailbox whose first part is a person's: "jeanne.dupont", "j.dupont".
_PERSONAL = re.compile(r"[a-z]{1,20}[.][a-z-]{2,30}")
_SERVICE = re.compile(
    r"(?:bien|ressources?|human|info|no|service|contact|hr|rh|personeel|welzijn|diversit\w*"
    r"|prevention|preventie|equipe|team|help|net|dpo|well)[.]"
)
_DRIVE = re.compile(
    r"(?:(?<![\w/:])[A-Za-z]:[\\/]|(?<![\w\\])\\\\[\w.-]{1,60}\\|(?i:\b(?:file|smb):/{1,3}))"
    r"[^\s)>\]\"]*"
)

_CODE = re.compile(r"`[^`\n]{0,500}`")
_WEB = r"(?:https?://|www\.)"
# "[text] (https://…)", "(text)[https://…]", "[text](https://…" left open.
_SHAPES = (
    re.compile(rf"\[[^\[\]]{{1,200}}\] {{1,3}}\({_WEB}[^\s()]{{1,500}}\)"),
    re.compile(rf"\([^()]{{1,200}}\)\[{_WEB}[^\s\[\]]{{1,500}}\]"),
    re.compile(rf"\[[^\[\]]{{1,200}}\]\({_WEB}[^\s()]{{1,500}}$"),
)
# What opens for those alone who have an account of the house, or sit on its network.
_INNER = re.compile(
    r"https?://(?:[\w-]{1,60}\.sharepoint\.com|teams\.microsoft\.com|localhost|127\.0\.0\.1"
    r"|10\.\d{1,3}\.\d{1,3}\.\d{1,3}|192\.168\.\d{1,3}\.\d{1,3}|intranet[\w.-]{0,60}|[a-z0-9-]{1,60}"
    r"|(?:[\w-]{1,60}\.){1,4}(?:local|intra|lan))(?=[:/?#)>\s]|$)[^\s)>\]\"]{0,500}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r" {0,3}\d{1,2}\)[ \t]+\S")
_CELLS = re.compile(r"[^\s|-][^\t]{0,200}\t[^\t]")


class Spotted(NamedTuple):
    """A line of a text (from 0) that holds something, and what."""

    code: str
    line: int
    found: str


def problems(text: str, path: str, first: int) -> Iterator[Problem]:
    """Yield a warning for each thing; `first` is the line of the file on which the text begins."""
    for look in _LOOKS:
        for code, line, found in look(text):
            facts = {"path": path, "line": str(first + line), "found": shown(found)}
            yield Problem(code, facts)


def bullets(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that begins with a word processor's bullet: its number, and as Markdown has
    it.
    """
    before = ""
    for number, line in bodies.lines(text):
        if found := _BULLET.match(line):
            yield number, f"{found['lead'].replace(chr(160), ' ')}- {line[found.end() :]}"
        elif _DASHED.match(line) and (_DASHED.match(before) or before.strip().endswith(":")):
            yield number, re.sub(rf"[–—]{odd_signs.ANY_SPACE}+", "- ", line, count=1)
        before = line


def glued_lists(text: str) -> Iterator[tuple[int, str]]:
    """Yield the first element of each list that has a paragraph right above it, without an empty
    line: Python-Markdown takes it for a part of that.
    """
    paragraph = listed = False
    for number, line in bodies.lines(text):
        if paragraph and _ITEM.match(line):
            yield number, line
            paragraph = False
        elif _NO_PARAGRAPH.match(line) or not line.strip():
            paragraph, listed = False, bool(_ITEM.match(line)) or (listed and bool(line.strip()))
        else:
            # A line below an element, without an empty one between, is a part of that element.
            paragraph = not listed


def drives(text: str) -> Iterator[tuple[int, str]]:
    """Yield each address on a drive or a server of somebody's office."""
    for number, line in bodies.lines(text):
        for found in _DRIVE.finditer(line):
            yield number, found[0]


def _bullets(text: str) -> Iterator[Spotted]:
    """Yield the first element of each list."""
    rows = text.splitlines()
    last = -2
    for number, _ in bullets(text):
        if number > last + 1:
            yield Spotted("text_bullet", number, rows[number])
        last = number


def _glued(text: str) -> Iterator[Spotted]:
    for number, line in glued_lists(text):
        yield Spotted("text_list", number, line)


def _signs(text: str) -> Iterator[Spotted]:
    last = -2
    for number, line in bodies.lines(text):
        if SIGN.match(line):
            if number > last + 1:
                yield Spotted("text_sign", number, line)
            last = number


def _drives(text: str) -> Iterator[Spotted]:
    for number, found in drives(text):
        yield Spotted("link_drive", number, found)


def _wrapped(text: str) -> Iterator[Spotted]:
    for number, address in bodies.links(text):
        if target := link_wrappers.wrapped_page(address):
            yield Spotted("link_wrapped", number, target)


def _persons(text: str) -> Iterator[Spotted]:
    """Yield each line that says by which mailbox or number a person is reached."""
    for number, line in bodies.lines(text):
        reached = _MAIL.search(line) or _PHONE.search(line)
        if reached and (_is_personal(reached[0]) or _named(line)):
            yield Spotted("text_person", number, reached[0])


def _is_personal(reached: str) -> bool:
    name = reached.partition("@")[0].lower()
    return bool("@" in reached and _PERSONAL.fullmatch(name) and not _SERVICE.match(name))


def _named(line: str) -> bool:
    return bool(_NAME.search(line) or _TITLED.search(line))


def _misshapen(text: str) -> Iterator[Spotted]:
    for number, line in _rows(text):
        if found := _misshapen_link(line):
            yield Spotted("link_shape", number, found)


def _inner(text: str) -> Iterator[Spotted]:
    for number, line in _rows(text):
        if found := _INNER.search(line):
            yield Spotted("link_account", number, found[0])


def _numbered(text: str) -> Iterator[Spotted]:
    for number, line in _first_rows(_rows(text), _NUMBER):
        yield Spotted("text_number", number, line)


def _tabulated(text: str) -> Iterator[Spotted]:
    for number, line in _first_rows(_rows(text), _CELLS):
        yield Spotted("text_table", number, line)


def _rows(text: str) -> list[tuple[int, str]]:
    """Return the lines of a text with their numbers, without what they show as code."""
    return [(number, _CODE.sub("", line)) for number, line in bodies.lines(text)]


def _first_rows(rows: list[tuple[int, str]], pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the first line of each run of two or more that have a shape."""
    run = 0
    before = (0, "")
    for number, line in rows:
        run = run + 1 if pattern.match(line) else 0
        if run == 2:
            yield before
        before = number, line


def _misshapen_link(line: str) -> str:
    for shape in _SHAPES:
        if found := shape.search(line.rstrip()):
            return found[0]
    return ""


_LOOKS: tuple[Callable[[str], Iterator[Spotted]], ...] = (
    _bullets,
    _glued,
    _signs,
    _drives,
    _wrapped,
    _persons,
    _misshapen,
    _inner,
    _numbered,
    _tabulated,
)
