"""The steps, the fields and those around the table -> drawings in their own units, which a
template turns into SVG, and the same in words.

They are narrow enough to be read on a telephone as they are.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from textwrap import wrap

from knowledge.sheets.kinds.guide import Guide
from knowledge.sheets.reading import Sheet
from publish.library import NamedTerm
from publish.site_context import SiteContext

WIDTH, CARD, HIGH, GAP, LINE = 360, 124, 62, 14, 15
MIDDLE = WIDTH / 2
_LETTERS, _LETTERS_OF_HUB = 16, 10
_RADIUS, _HUB = 112, 42
# How far an arrow keeps from the cards between which it stands, and how long its head is.
_AWAY, _HEAD = 8, 9


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a frame, by the middle of it."""

    x: float
    y: float
    lines: tuple[str, ...]
    width: int = CARD
    height: int = HIGH

    @property
    def rows(self) -> Iterator[tuple[float, str]]:
        """Yield each line with the height of its base."""
        first = self.y + 5 - (len(self.lines) - 1) * LINE / 2
        for number, line in enumerate(self.lines):
            yield round(first + number * LINE, 1), line


@dataclass(frozen=True, slots=True)
class GuideDrawing:
    """Cards around a hub. `paths` lead from one to another; `words` say the same as lists, each
    under a heading or "".
    """

    name: str
    height: float
    hub: Label
    cards: tuple[Label, ...]
    paths: tuple[str, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...]
    width: int = WIDTH
    is_round: bool = False


def of(sheet: Sheet[Guide], context: SiteContext) -> GuideDrawing | None:
    """Return the drawing that a page of the guide asks for; None for none, or for want of what it
    would show.
    """
    make = _MAKERS.get(sheet.keys.drawing or "")
    return make(sheet, context) if make else None


def _loop(_: Sheet[Guide], context: SiteContext) -> GuideDrawing | None:
    """Draw the steps as a circle that leads from the last to the first."""
    steps = list(context.library.steps.values())
    if len(steps) < 2:
        return None
    places = list(map(_on_circle, range(len(steps)), [len(steps)] * len(steps)))
    cards, said = [], []
    for number, (step, (x, y)) in enumerate(zip(steps, places, strict=True), 1):
        cards.append(Label(x, y, (str(number), *_lines(step.label(context.locale)))))
        said.append(_told(step, context))
    arrows = tuple(map(_arrow, cards, (*cards[1:], cards[0])))
    height = 2 * _RADIUS + HIGH + GAP
    return GuideDrawing(
        "loop",
        height,
        _hub(context.catalogue.translate("site.drawing_loop_hub"), height),
        tuple(cards),
        arrows,
        (("", tuple(said)),),
        is_round=True,
    )


def _fields(_: Sheet[Guide], context: SiteContext) -> GuideDrawing | None:
    """Draw the fields of action, each tied to the work that they are about."""
    fields = list(map(context.library.theme, context.library.fields))
    names = _labels(fields, context)
    half = (len(names) + 1) // 2
    hub = context.catalogue.translate("site.drawing_fields_hub")
    told = tuple(_told(term, context) for term in fields)
    return _columns("fields", (names[:half], names[half:]), hub, (("", told),))


def _actors(sheet: Sheet[Guide], context: SiteContext) -> GuideDrawing | None:
    """Draw those whom a page names on one side of a table, the fields of action on the other."""
    translate = context.catalogue.translate
    fields = _labels(map(context.library.theme, context.library.fields), context)
    words = (
        (translate("site.drawing_actors_who"), sheet.keys.actors),
        (translate("site.drawing_actors_what"), tuple(fields)),
    )
    hub = translate("site.drawing_actors_hub")
    return _columns("actors", (sheet.keys.actors, fields), hub, words)


Maker = Callable[[Sheet[Guide], SiteContext], GuideDrawing | None]
_MAKERS: Mapping[str, Maker] = {"loop": _loop, "fields": _fields, "actors": _actors}


def _labels(terms: "Iterator[NamedTerm] | Sequence[NamedTerm]", context: SiteContext) -> list[str]:
    return [term.label(context.locale) for term in terms]


def _told(term: NamedTerm, context: SiteContext) -> str:
    """Return what a term is called, and what it means where that is written."""
    label, meaning = term.label(context.locale), term.definition(context.locale)
    return f"{label}{context.catalogue.translate('site.colon')}{meaning}" if meaning else label


def _columns(
    name: str,
    sides: tuple[Sequence[str], Sequence[str]],
    hub: str,
    words: tuple[tuple[str, tuple[str, ...]], ...],
) -> GuideDrawing | None:
    """Draw two columns of cards, each tied to the hub between them; None where one is empty."""
    if not all(sides):
        return None
    height = max(map(len, sides)) * (HIGH + GAP) + GAP
    middle, cards = _hub(hub, height), list[Label]()
    for x, names in zip((CARD / 2 + 1, WIDTH - CARD / 2 - 1), sides, strict=True):
        first = (height - len(names) * (HIGH + GAP)) / 2 + (HIGH + GAP) / 2
        for number, label in enumerate(names):
            cards.append(Label(x, first + number * (HIGH + GAP), _lines(label)))
    return GuideDrawing(name, height, middle, tuple(cards), tuple(_ties(cards, middle)), words)


def _hub(words: str, height: float) -> Label:
    lines = tuple(wrap(words, _LETTERS_OF_HUB, break_long_words=False))
    return Label(MIDDLE, height / 2, lines, 2 * _HUB, 2 * _HUB)


def _ties(cards: Sequence[Label], hub: Label) -> Iterator[str]:
    """Yield a line from the inner side of each card to the middle, which the hub hides."""
    for card in cards:
        inner = card.x + (CARD / 2 if card.x < MIDDLE else -CARD / 2)
        yield f"M{inner:.1f} {card.y:.1f}L{hub.x:.1f} {hub.y:.1f}"


def _on_circle(number: int, of: int) -> tuple[float, float]:
    """Return the place of a card on the circle, the first one at the top, clockwise."""
    angle = 2 * pi * number / of - pi / 2
    x, y = MIDDLE + _RADIUS * cos(angle), _RADIUS + (HIGH + GAP) / 2 + _RADIUS * sin(angle)
    return round(x, 1), round(y, 1)


def _arrow(start: Label, end: Label) -> str:
    """Return an arrow from the edge of a card to that of the next one."""
    x, y = end.x - start.x, end.y - start.y
    far = hypot(x, y)
    x, y = x / far, y / far
    from_x, from_y = start.x + x * _edge(x, y), start.y + y * _edge(x, y)
    to_x, to_y = end.x - x * _edge(x, y), end.y - y * _edge(x, y)
    left = f"{to_x - (x - y * 0.6) * _HEAD:.1f} {to_y - (y + x * 0.6) * _HEAD:.1f}"
    right = f"{to_x - (x + y * 0.6) * _HEAD:.1f} {to_y - (y - x * 0.6) * _HEAD:.1f}"
    return f"M{from_x:.1f} {from_y:.1f}L{to_x:.1f} {to_y:.1f}M{left}L{to_x:.1f} {to_y:.1f}L{right}"


def _edge(x: float, y: float) -> float:
    """Return how far the edge of a card is from its middle in a direction."""
    across = CARD / 2 / abs(x) if x else HIGH
    down = HIGH / 2 / abs(y) if y else CARD
    return min(across, down) + _AWAY


def _lines(words: str) -> tuple[str, ...]:
    return tuple(wrap(words, _LETTERS, break_long_words=False, break_on_hyphens=False))
