"""A page's HTML -> its sections in plain text: what stands before its first second-level heading,
then each of them; and each term of a glossary.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml import html as parser

from publish.search.records import Section

_SPACES = re.compile(r"\s+")
# What a reader does not read as the page's own text: nor a folded explanation of the program's, nor
# a file's weight, nor what a page draws in from elsewhere, which is found at its own place.
_LEFT_OUT = (
    ".//script|.//style|.//svg|.//nav|.//button|.//details[contains(@class, 'vg-why')]"
    "|.//span[contains(@class, 'vg-weight')]|.//div[contains(@class, 'vg-drawn')]"
)
# A list of so many definitions is a glossary: each term is looked for by itself.
MANY_TERMS = 10


def of(html: str, section: Section) -> Iterator[Section]:
    """Yield the sections of a page; `section` says whose they are: language, path, title and
    filters.
    """
    whole = parser.fragment_fromstring(html, create_parent="div")
    for part in whole.xpath(_LEFT_OUT):
        part.drop_tree()
    heading, anchor, said = "", "", list[str]()
    for part in whole.iterchildren(tag=etree.Element):
        if part.tag == "h2":
            yield from _made(section, heading, anchor, said)
            heading, anchor, said = _text(part), part.get("id") or "", []
        elif _is_glossary(part):
            yield from _terms(part, replace(section, anchor=anchor))
        elif part.tag != "h1":
            said.append(_text(part))
    yield from _made(section, heading, anchor, said)


def _is_glossary(part: parser.HtmlElement) -> bool:
    return part.tag == "dl" and len(part.findall("dt")) >= MANY_TERMS


def _terms(glossary: parser.HtmlElement, section: Section) -> Iterator[Section]:
    """Yield each term of a glossary with its definition, at its own anchor if it has one."""
    term, anchor = "", ""
    for part in glossary.iterchildren("dt", "dd"):
        if part.tag == "dt":
            term, anchor = _text(part), part.get("id") or section.anchor
        else:
            yield replace(section, heading=term, anchor=anchor, text=_text(part))


def _made(section: Section, heading: str, anchor: str, said: list[str]) -> Iterator[Section]:
    text = " ".join(filter(None, said))
    if heading or text or section.page:
        yield replace(section, heading=heading, anchor=anchor, text=text)


def _text(part: parser.HtmlElement) -> str:
    return _SPACES.sub(" ", " ".join(part.itertext())).strip()
