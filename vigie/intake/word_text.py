"""A document of Word -> its paragraphs: their words with what is bold, slanted or a link, the
control that each stands in, the pictures in it. ECMA-376, part 1, 17.

What a person deleted is gone, what they inserted is there; comments are not read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from posixpath import normpath
from typing import TypeAlias

from lxml import etree

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.sheets.proposals import WORD_TAG

DOCUMENT, STYLES, LISTS = "word/document.xml", "word/styles.xml", "word/numbering.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
Node: TypeAlias = "etree._Element"
# What only holds others, and what a person took out.
_AROUND = frozenset({"sdtContent", "ins", "moveTo", "smartTag", "customXml", "Choice"})
_AROUND |= {"AlternateContent", "fldSimple", "dir", "bdo"}
# The levels of outlines and lists, which a document counts from 0.
_LEVELS: Mapping[str, int] = {str(level): level + 1 for level in range(9)}
_GAPS: Mapping[str, str] = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_FALSE = frozenset({"0", "false", "off", "none"})
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_TICKED = frozenset("☒☑✓✔✗✘xX")
# Inline signs of Markdown, which a backslash makes letters; the others have a reference.
_SIGNS = re.compile(r"[\\`*_{}\[\]]")
_OTHERS = re.compile(r"[<>|~^]|&(?=#?\w{1,40};)")
# What opens a block where a line begins with it.
_OPENS = re.compile(r"^(?:([#+-])|(\d{1,9})([.)])|([:=!?])(?=[\s:=!?\"]|$))", re.MULTILINE)
_REFERENCES: Mapping[str, str] = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# A blank that may break: those that French writes within « » and before : stay as they were typed.
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\]{1,2000}", re.IGNORECASE)
_IN_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "[": "%5B", "]": "%5D", "*": "%2A"})


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph that look alike; or a picture, by the part that holds it."""

    words: str
    bold: bool = False
    slanted: bool = False
    link: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: `tag` is that of the control it stands in, or that stands in it; `heading` its
    level; `mark` that of an item of a list. `ticked` says of a box within what it is.
    """

    pieces: tuple[Piece, ...] = ()
    tag: str = ""
    heading: int = 0
    mark: str = ""
    depth: int = 0
    ticked: bool | None = None

    @property
    def plain(self) -> str:
        """Return the words alone, on one line."""
        return _on_one_line("".join(piece.words for piece in self.pieces))

    @property
    def is_bold(self) -> bool:
        """Return whether all of it is bold."""
        return all(piece.bold for piece in self.pieces if piece.words.strip())


@dataclass
class _DocumentFacts:
    """What a document says beside its text: the levels of its styles and their lists, which lists
    have bullets, where its relations lead.
    """

    levels: Mapping[str, int]
    lists: Mapping[str, str]
    bullets: frozenset[tuple[str, str]]
    relations: Mapping[str, str]
    # What is drawn beside the text, as a box with words.
    beside: list[Node] = field(default_factory=list)


def paragraphs(parts: Mapping[str, bytes]) -> tuple[list[Paragraph], list[str]]:
    """Return the paragraphs of a document, and the words that stand beside its text: in boxes that
    are drawn, in notes. Raises SheetError where its XML is broken.
    """
    styles = _root(parts, STYLES)
    held = _DocumentFacts(
        dict(_levels(styles)),
        dict(_lists(styles)),
        frozenset(_bullets(_root(parts, LISTS))),
        dict(_relations(_root(parts, _RELATIONS))),
    )
    found = list(_within(_root(parts, DOCUMENT), "", held))
    for part in _NOTES:
        held.beside += _root(parts, part)
    beside = [" ".join(_words_of(node).split()) for node in held.beside]
    return found, list(filter(None, beside))


def markdown(found: Iterable[Paragraph], folder: str) -> str:
    """Return paragraphs as Markdown; their pictures stand in `folder`."""
    told = ""
    above = Paragraph()
    for paragraph in found:
        if row := _row(paragraph, folder):
            told += ("\n" if _goes_on(above, paragraph) else "\n\n") + row
            above = paragraph
    return told.strip("\n")


def _goes_on(above: Paragraph, item: Paragraph) -> bool:
    """Return whether an item is of the list that is above it."""
    return bool(above.mark and item.mark) and (item.depth > 0 or above.mark == item.mark)


def escaped(words: str) -> str:
    """Return words as Markdown shows them, whatever they hold."""
    words = _SIGNS.sub(r"\\\g<0>", words)
    return _OTHERS.sub(_reference, words)


def _row(paragraph: Paragraph, folder: str) -> str:
    """Return a paragraph as Markdown, "" where it shows nothing."""
    told = []
    for _, alike in groupby(paragraph.pieces, _look):
        told.append(_told(list(alike), folder))
    lines = [_opened(line.strip()) for line in "".join(told).split("\n")]
    if not any(lines):
        return ""
    on_one_line = _on_one_line(" ".join(lines))
    if paragraph.heading:
        return f"### {on_one_line}"
    if paragraph.mark:
        return f"{'    ' * paragraph.depth}{paragraph.mark} {on_one_line}"
    return "  \n".join(filter(None, lines))


def _on_one_line(words: str) -> str:
    return _BLANKS.sub(" ", words).strip()


def _look(piece: Piece) -> tuple[bool, bool, str, str]:
    return piece.bold, piece.slanted, piece.link, piece.picture


def _told(alike: list[Piece], folder: str) -> str:
    """Return pieces that look alike as Markdown; blanks stay outside of the signs."""
    first = alike[0]
    words = "".join(map(attrgetter("words"), alike))
    inner = escaped(words.strip())
    if not inner:
        return "" if first.picture else words
    if first.picture:
        return f"![{inner}]({folder}/{first.picture.rpartition('/')[2]})"
    if _WEB.fullmatch(first.link):
        inner = f"[{inner}]({first.link.translate(_IN_ADDRESS)})"
    sign = "**" * first.bold + "*" * first.slanted
    start = words[: len(words) - len(words.lstrip())]
    return f"{start}{sign}{inner}{sign[::-1]}{words[len(words.rstrip()) :]}"


def _opened(line: str) -> str:
    """Return a line that opens no block of Markdown."""
    return _OPENS.sub(_letter, line, count=1)


def _letter(found: re.Match[str]) -> str:
    if found[1]:
        return f"\\{found[1]}"
    return f"{found[2]}\\{found[3]}" if found[2] else f"&#{ord(found[4])};"


def _reference(found: re.Match[str]) -> str:
    return _REFERENCES.get(found[0], f"&#{ord(found[0])};")


def _within(node: Node, tag: str, held: _DocumentFacts) -> Iterator[Paragraph]:
    """Yield the paragraphs within a node; one without words where a control begins."""
    for child in node:
        name = _name(child)
        if name == "p":
            yield _paragraph(child, tag, held)
        elif name == "tbl":
            yield from map(partial(_table_row, held=held), child.iter("{*}tr"))
        elif name == "sdt":
            own = _tag(child) or tag
            yield Paragraph(tag=own)
            yield from _within(_filled(child), own, held)
        elif name in _AROUND or name == "body":
            yield from _within(child, tag, held)


def _paragraph(node: Node, tag: str, held: _DocumentFacts) -> Paragraph:
    style = _value(node, "pPr/pStyle")
    level = _value(node, "pPr/outlineLvl")
    number = _value(node, "pPr/numPr/numId") or held.lists.get(style, "")
    depth = _value(node, "pPr/numPr/ilvl") or "0"
    heading = _LEVELS.get(level, held.levels.get(style, 0))
    found = Paragraph(tuple(_pieces(node, Piece(""), held)), tag, heading)
    for control in node.iter("{*}sdt"):
        if own := _tag(control):
            found = replace(found, tag=own, ticked=_ticked(control))
    if number in {"", "0"}:
        return found
    mark = "-" if (number, depth) in held.bullets else "1."
    return replace(found, mark=mark, depth=_LEVELS.get(depth, 1) - 1)


def _table_row(node: Node, held: _DocumentFacts) -> Paragraph:
    """Return a row of a table as an item of a list."""
    pieces: list[Piece] = []
    for cell in node.iterchildren("{*}tc"):
        pieces += [Piece(" — ")] if pieces else []
        for part in cell.iter("{*}p"):
            pieces += [*_pieces(part, Piece(""), held), Piece(" ")]
    return Paragraph(tuple(pieces), mark="-")


def _pieces(node: Node, look: Piece, held: _DocumentFacts) -> Iterator[Piece]:
    """Yield the words within a node, as they look."""
    for child in node:
        name = _name(child)
        if name == "t":
            yield replace(look, words=child.text or "")
        elif name in _GAPS:
            yield replace(look, words=_GAPS[name])
        elif name == "sdt":
            yield from _of_control(child, look, held)
        elif name in {"drawing", "pict", "object"}:
            yield from _pictures(child, held)
        elif name in _AROUND or name in {"r", "hyperlink"}:
            yield from _pieces(child, _looking(child, look, held), held)


def _of_control(node: Node, look: Piece, held: _DocumentFacts) -> Iterator[Piece]:
    """Yield the words in a control; of a list to choose from the value, not what it is called."""
    pieces = list(_pieces(_filled(node), look, held))
    chosen = "".join(piece.words for piece in pieces).strip()
    for item in node.iterfind("{*}sdtPr//{*}listItem"):
        if chosen and _attribute(item, "displayText") == chosen:
            pieces = [replace(look, words=_attribute(item, "value"))]
    yield from pieces


def _looking(node: Node, look: Piece, held: _DocumentFacts) -> Piece:
    """Return how the words within a run or a link look."""
    if _name(node) == "hyperlink":
        return replace(look, link=held.relations.get(_attribute(node, "id"), ""))
    bold, slanted = (_is_on(node, f"rPr/{name}") for name in ("b", "i"))
    return replace(look, bold=look.bold or bold, slanted=look.slanted or slanted)


def _pictures(node: Node, held: _DocumentFacts) -> Iterator[Piece]:
    """Yield the pictures of a drawing; a box with words is kept beside the text."""
    held.beside += node.iterfind(".//{*}txbxContent")
    told = next(map(partial(_attribute, name="descr"), node.iter("{*}docPr")), "")
    for shown in node.iter("{*}blip", "{*}imagedata"):
        target = held.relations.get(_attribute(shown, "embed") or _attribute(shown, "id"), "")
        if target:
            yield Piece(told, picture=normpath(f"word/{target}"))


def _filled(control: Node) -> Node:
    """Return what stands in a control; nothing where it only says what to write there."""
    inner = control.find("{*}sdtContent")
    if inner is None or control.find("{*}sdtPr/{*}showingPlcHdr") is not None:
        return etree.Element("empty")
    return inner


def _tag(control: Node) -> str:
    tag = _value(control, "sdtPr/tag")
    return tag.removeprefix(WORD_TAG) if tag.startswith(WORD_TAG) else ""


def _ticked(control: Node) -> bool | None:
    """Return whether a box is ticked, by what it says or what it shows; None for no box."""
    if control.find("{*}sdtPr/{*}checkbox") is None:
        return None
    shown = _words_of(_filled(control)).strip()
    return shown in _TICKED or _is_on(control, "sdtPr/checkbox/checked")


def _words_of(node: Node) -> str:
    return " ".join(part.text or "" for part in node.iter("{*}t"))


def _is_on(node: Node, path: str) -> bool:
    found = node.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    return found is not None and _attribute(found, "val") not in _FALSE


def _value(node: Node, path: str) -> str:
    found = node.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    return "" if found is None else _attribute(found, "val")


def _attribute(node: Node, name: str) -> str:
    """Return an attribute, of whatever namespace: Word has two of them for the same."""
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _name(node: Node) -> str:
    """Return what a node is called, "" for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _levels(styles: Node) -> Iterator[tuple[str, int]]:
    """Yield the level of each style of headings."""
    for style in styles.iter("{*}style"):
        named = _HEADING.fullmatch(_value(style, "name"))
        outlined = _LEVELS.get(_value(style, "pPr/outlineLvl"), 0)
        yield _attribute(style, "styleId"), int(named[1]) if named else outlined


def _lists(styles: Node) -> Iterator[tuple[str, str]]:
    """Yield the list of each style that has one."""
    for style in styles.iter("{*}style"):
        yield _attribute(style, "styleId"), _value(style, "pPr/numPr/numId")


def _bullets(numbering: Node) -> Iterator[tuple[str, str]]:
    """Yield each list and depth that has bullets."""
    shapes: dict[str, list[str]] = {}
    for shape in numbering.iter("{*}abstractNum"):
        depths = shapes.setdefault(_attribute(shape, "abstractNumId"), [])
        for level in shape.iterchildren("{*}lvl"):
            if _value(level, "numFmt") == "bullet":
                depths.append(_attribute(level, "ilvl"))
    for number in numbering.iter("{*}num"):
        for depth in shapes.get(_value(number, "abstractNumId"), ()):
            yield _attribute(number, "numId"), depth


def _relations(relations: Node) -> Iterator[tuple[str, str]]:
    for relation in relations.iter("{*}Relationship"):
        yield _attribute(relation, "Id"), _attribute(relation, "Target")


def _root(parts: Mapping[str, bytes], name: str) -> Node:
    """Return the tree of a part, an empty one where a document has none."""
    if name not in parts:
        return etree.Element("empty")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(parts[name], parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SheetError([Problem("proposal_file_broken", {})]) from error
