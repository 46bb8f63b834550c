"""The months of a campaign -> a poster each, written as SVG and, all together, as PDF.

No font goes along: the letters are those that every program has (Helvetica, one of the 14 standard
fonts of PDF 1.7, 9.6.2.2, or what stands in its place). Their widths are known, so that both forms
break a line at the same word. Same input, same bytes.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, pi, sin
from typing import NamedTuple

import pypdf
from pypdf._codecs.core_font_metrics import CORE_FONT_METRICS
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

# An A3 sheet in millimetres; an A4 one has the same shape.
WIDTH, HEIGHT = 297, 420
MARGIN, HEAD, FOOT = 24, 76, 46
ROOM = WIDTH - 2 * MARGIN
INK, QUIET, ACCENT, PAPER = "#0b3d4f", "#51626b", "#f4b942", "#ffffff"
# Points of PDF in the width of a sheet (ISO 216).
PAPERS = {"a3": 841.89, "a4": 595.28}
_FONTS = {False: "Helvetica", True: "Helvetica-Bold"}
_TITLE, _MESSAGE, _ACTION = 46.0, 17.0, 14.0
# By how much letters shrink until their words fit, and below which size they stay as they are.
_SMALLER, _SMALLEST = 0.9, 2.5
_PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")
# How far the handles of a quarter of a circle stand from its ends.
_HANDLE = 0.5523


class PosterWords(NamedTuple):
    """What a poster says, beside the words that are the same on all."""

    number: int
    of: int
    theme: str
    title: str
    message: str
    action: str
    action_label: str
    contact_label: str
    source: str


@dataclass(frozen=True)
class PosterText:
    """Lines of one size, from the base of the first one; `tag` is what they are (PDF 1.7,
    14.8.4).
    """

    tag: str
    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    colour: str = INK
    bold: bool = False
    leading: float = 1.3

    @property
    def rows(self) -> Iterable[tuple[float, str, float]]:
        """Yield each line with the height of its base and how wide it is."""
        for number, line in enumerate(self.lines):
            y = self.y + number * self.size * self.leading
            yield round(y, 2), line, round(_width(line, self.size, bold=self.bold), 2)


class Panel(NamedTuple):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Disc(NamedTuple):
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True)
class Poster:
    """A drawing in millimetres, from the top left: shapes, and the texts that lie on them in the
    order in which they are read.
    """

    title: str
    panels: tuple[Panel, ...]
    discs: tuple[Disc, ...]
    texts: tuple[PosterText, ...]
    width: int = WIDTH
    height: int = HEIGHT


def draw(words: PosterWords) -> Poster:
    """Lay out the poster of a month."""
    action = _fitted(words.action, _ACTION, ROOM, 90)
    panel = 34 + _height(action)
    top = HEIGHT - FOOT - panel
    title = _fitted(words.title, _TITLE, ROOM, (top - HEAD) * 0.66, bold=True, leading=1.12)
    title = _at(title, "H1", HEAD + title.size)
    below = HEAD + _height(title) + 12
    message = _fitted(words.message, _MESSAGE, ROOM, top - below - 8)
    label = PosterText("P", (words.action_label,), MARGIN, top + 17, 8.5, ACCENT, bold=True)
    contact = PosterText("P", (words.contact_label,), MARGIN, HEIGHT - 27, 7)
    line = MARGIN + _width(words.contact_label, 7, bold=False) + 4
    theme = _lines(words.theme, 11, 170, bold=True)
    return Poster(
        words.title,
        (
            Panel(0, 0, 9, HEIGHT, ACCENT),
            Panel(MARGIN, 66, 44, 3, ACCENT),
            Panel(0, top, WIDTH, panel, INK),
            Panel(line, HEIGHT - 26, WIDTH - MARGIN - line, 0.4, QUIET),
        ),
        tuple(_ring(words.number, words.of)),
        (
            PosterText("P", theme, MARGIN, 40, 11, QUIET, bold=True),
            title,
            _at(message, "P", below + message.size),
            label,
            PosterText("P", action.lines, MARGIN, top + 22 + action.size, action.size, PAPER),
            contact,
            PosterText("P", (words.source,), MARGIN, HEIGHT - 12, 4.5, QUIET),
        ),
    )


def pdf(posters: Sequence[Poster], paper: str, lang: str, title: str) -> bytes:
    """Write posters as one document, a page each: tagged, with its language, title and
    outline.
    """
    made = pypdf.PdfWriter()
    fonts = DictionaryObject()
    for bold, name in _FONTS.items():
        fonts[NameObject(_font_name(bold=bold))] = made._add_object(_font(name))
    tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    root = made._add_object(tree)
    elements, parents = ArrayObject(), ArrayObject()
    for number, poster in enumerate(posters):
        page = _page(made, poster, fonts, PAPERS[paper] / WIDTH)
        page[NameObject("/StructParents")] = NumberObject(number)
        found = ArrayObject(_elements(made, poster, page.indirect_reference, root))
        elements += found
        parents += [NumberObject(number), made._add_object(found)]
        made.add_outline_item(title=poster.title, page_number=number)
    tree[NameObject("/K")] = elements
    tree[NameObject("/ParentTree")] = DictionaryObject({NameObject("/Nums"): parents})
    _tell(made, root, lang, title)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def _tell(made: pypdf.PdfWriter, root: IndirectObject, lang: str, title: str) -> None:
    """Say what a document is: tagged, in a language, under a title that its window shows."""
    yes = BooleanObject(True)
    made.add_metadata({"/Title": title})
    made.root_object[NameObject("/Lang")] = TextStringObject(lang)
    made.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): yes})
    made.root_object[NameObject("/StructTreeRoot")] = root
    shown = DictionaryObject({NameObject("/DisplayDocTitle"): yes})
    made.root_object[NameObject("/ViewerPreferences")] = shown


def _font(name: str) -> DictionaryObject:
    facts = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": f"/{name}",
        "/Encoding": "/WinAnsiEncoding",
    }
    return DictionaryObject({NameObject(key): NameObject(said) for key, said in facts.items()})


def _page(
    made: pypdf.PdfWriter, poster: Poster, fonts: DictionaryObject, scale: float
) -> pypdf.PageObject:
    page = made.add_blank_page(round(WIDTH * scale, 2), round(HEIGHT * scale, 2))
    drawn = DecodedStreamObject()
    drawn.set_data("\n".join(_painted(poster, scale)).encode("ascii"))
    page[NameObject("/Contents")] = made._add_object(drawn.flate_encode())
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Tabs")] = NameObject("/S")
    return page


def _elements(
    made: pypdf.PdfWriter, poster: Poster, page: IndirectObject | None, root: IndirectObject
) -> Iterable[IndirectObject]:
    """Yield what each text of a page is, by the number of its mark there."""
    for number, text in enumerate(poster.texts):
        element = DictionaryObject({NameObject("/S"): NameObject(f"/{text.tag}")})
        element[NameObject("/P")] = root
        element[NameObject("/K")] = NumberObject(number)
        if page is not None:
            element[NameObject("/Pg")] = page
        yield made._add_object(element)


def _painted(poster: Poster, scale: float) -> Iterable[str]:
    """Yield the operators that paint a page (PDF 1.7, annex A), from its lower left corner."""
    yield f"{FloatObject(round(scale, 5))} 0 0 {FloatObject(round(scale, 5))} 0 0 cm"
    yield "/Artifact BMC"
    for panel in poster.panels:
        corner = f"{panel.x:.2f} {HEIGHT - panel.y - panel.height:.2f}"
        yield f"{_paint(panel.colour)} {corner} {panel.width:.2f} {panel.height:.2f} re f"
    for disc in poster.discs:
        yield f"{_paint(disc.colour)} {_circle(disc)} f"
    yield "EMC"
    for number, text in enumerate(poster.texts):
        yield f"/{text.tag} <</MCID {number}>> BDC"
        yield f"BT {_font_name(bold=text.bold)} {text.size:.2f} Tf {_paint(text.colour)}"
        for y, line, _ in text.rows:
            said = f"{line.replace(chr(0x202F), chr(0xA0))} ".encode("cp1252", "replace").hex()
            yield f"1 0 0 1 {text.x:.2f} {HEIGHT - y:.2f} Tm <{said}> Tj"
        yield "ET EMC"


def _circle(disc: Disc) -> str:
    x, y, far = disc.x, HEIGHT - disc.y, disc.radius
    near = far * _HANDLE
    path = [f"{x + far:.2f} {y:.2f} m"]
    ends = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    for (a, b), (c, d) in pairwise(ends):
        first = f"{x + a * far + c * near:.2f} {y + b * far + d * near:.2f}"
        second = f"{x + c * far + a * near:.2f} {y + d * far + b * near:.2f}"
        path.append(f"{first} {second} {x + c * far:.2f} {y + d * far:.2f} c")
    return " ".join(path)


def _paint(colour: str) -> str:
    """Return the operator that fills with a colour, of "#rrggbb"."""
    return " ".join(f"{part / 255:.3f}" for part in bytes.fromhex(colour[1:])) + " rg"


def _font_name(*, bold: bool) -> str:
    return f"/F{int(bold) + 1}"


def _ring(number: int, of: int) -> Iterable[Disc]:
    """Yield a dot for each month, around like the hours of a clock: this one is large."""
    for place in range(of):
        angle = 2 * pi * place / of - pi / 2
        x, y = WIDTH - MARGIN - 24 + 22 * cos(angle), 46 + 22 * sin(angle)
        is_this = place == number
        radius, colour = (6.5, ACCENT) if is_this else (2.6, INK)
        yield Disc(round(x, 2), round(y, 2), radius, colour)


def _at(text: PosterText, tag: str, y: float) -> PosterText:
    return replace(text, tag=tag, y=round(y, 2))


def _height(text: PosterText) -> float:
    return len(text.lines) * text.size * text.leading


def _fitted(
    words: str, size: float, room: float, high: float, *, bold: bool = False, leading: float = 1.3
) -> PosterText:
    """Return words in the size that is asked for, or in the largest below it that fits."""
    made = PosterText(
        "P", _lines(words, size, room, bold=bold), MARGIN, 0, size, INK, bold, leading
    )
    if size < _SMALLEST or (_height(made) <= high and _widest(made) <= room):
        return made
    return _fitted(words, round(size * _SMALLER, 2), room, high, bold=bold, leading=leading)


def _widest(text: PosterText) -> float:
    return max(wide for _, _, wide in text.rows)


def _lines(words: str, size: float, room: float, *, bold: bool) -> tuple[str, ...]:
    """Break words at their spaces, but for those that keep two words together."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if lines[-1] and _width(longer, size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _width(words: str, size: float, *, bold: bool) -> float:
    """Return how wide words are, in the units of the size."""
    widths = CORE_FONT_METRICS[_FONTS[bold]].character_widths
    usual = widths["default"]
    units = sum(widths.get(letter, usual) for letter in words.translate(_PLAIN_SPACES))
    return units * size / 1000
