"""Numbers -> drawings in their own units, which templates turn into SVG. A table says the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from math import cos, pi, sin
from textwrap import wrap

# The web: its middle, how far its spokes reach, and how far from their ends the names stand.
WIDTH, HEIGHT, REACH, AWAY = 560, 380, 112, 18
# The letters of a name that fit on a line, and how far apart two lines are.
LETTERS, LINE = 18, 16
RINGS = 5
# A name stands left or right of the web from here on.
_ASIDE = 0.3
# Bars: the room for a name above each, and how long the longest is.
BAR_WIDTH, BAR_HIGH = 320, 34
# A line: how large its drawing is, and the room around it for what is written beside its dots.
LINE_WIDTH, LINE_HEIGHT, SIDE, ABOVE, BELOW = 320, 150, 14, 28, 24
# How wide a letter is taken to be, and the room between two texts.
_LETTER, _GAP = 7.5, 8


@dataclass(frozen=True, slots=True)
class Spoke:
    """An axis of a web: `x` and `y` are the way from the middle to its end, as shares of 1."""

    id: str
    x: float
    y: float
    label: tuple[str, ...]

    @property
    def end(self) -> tuple[float, float]:
        """Return where it ends."""
        return _at(self.x, self.y, REACH)

    @property
    def label_at(self) -> tuple[float, float]:
        """Return where its first line begins; names above the web grow upwards."""
        away = AWAY if self._is_aside else 2 * AWAY
        x, y = _at(self.x, self.y, REACH + away)
        lift = (len(self.label) - 1) * LINE * (1 - self.y) / 2
        return x, round(y + 5 - lift, 1)

    @property
    def anchor(self) -> str:
        """Return on which side of its place the name stands."""
        if not self._is_aside:
            return "middle"
        return "start" if self.x > 0 else "end"

    @property
    def _is_aside(self) -> bool:
        return abs(self.x) >= _ASIDE


@dataclass(frozen=True, slots=True)
class Web:
    """A web of spokes around a middle, with a ring for each step of the scale."""

    spokes: tuple[Spoke, ...]
    width: int = WIDTH
    height: int = HEIGHT
    reach: int = REACH

    @property
    def rings(self) -> Iterator[str]:
        """Yield the corners of each ring, from the middle outwards."""
        for number in range(1, RINGS + 1):
            corners = (_at(spoke.x, spoke.y, REACH * number / RINGS) for spoke in self.spokes)
            yield " ".join(f"{x},{y}" for x, y in corners)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it counts, how much, and how long it is."""

    label: str
    value: int
    y: int
    length: float


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A number at a moment: `at` is its place in time, `value` how much; and what is written below
    and above it.
    """

    at: int
    value: Decimal
    name: str
    written: str


@dataclass(frozen=True, slots=True)
class TrendDot:
    """A point in its place; `named` says whether there is room for what is written beside it."""

    point: TrendPoint
    x: float
    y: float
    anchor: str
    named: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """A line through dots; `base` is the height of the number 0."""

    dots: tuple[TrendDot, ...]
    base: float
    width: int = LINE_WIDTH
    height: int = LINE_HEIGHT

    @property
    def corners(self) -> str:
        """Return its corners, as SVG has them."""
        return " ".join(map("{0.x},{0.y}".format, self.dots))


def trend(points: Sequence[TrendPoint], low: Decimal, high: Decimal) -> Trend:
    """Return the line through points in their order, over numbers from `low` to `high`.

    The first and the last have their texts; between them those that do not touch another.
    """
    xs = list(map(partial(_across, points), points))
    height = partial(_height, low=low, high=high)
    named = _with_room(points, xs)
    dots = []
    for number, (point, x) in enumerate(zip(points, xs, strict=True)):
        anchor = _anchor(number, len(points))
        dots.append(TrendDot(point, x, height(point.value), anchor, number in named))
    return Trend(tuple(dots), height(Decimal(0)))


def _across(points: Sequence[TrendPoint], point: TrendPoint) -> float:
    """Return how far to the right a point stands; the only one is in the middle."""
    first, last = points[0].at, points[-1].at
    if first == last:
        return LINE_WIDTH / 2
    share = (point.at - first) / (last - first)
    return round(SIDE + share * (LINE_WIDTH - 2 * SIDE), 1)


def _height(value: Decimal, low: Decimal, high: Decimal) -> float:
    share = float((value - low) / (high - low)) if high > low else 0
    return round(LINE_HEIGHT - BELOW - share * (LINE_HEIGHT - ABOVE - BELOW), 1)


def _anchor(number: int, many: int) -> str:
    """Return on which side of its dot a text stands: those at the ends stay within the drawing."""
    if many == 1:
        return "middle"
    return {0: "start", many - 1: "end"}.get(number, "middle")


def _with_room(points: Sequence[TrendPoint], xs: Sequence[float]) -> set[int]:
    """Return which points have room for their texts, by number."""
    last = len(points) - 1
    kept = {0, last}
    end = xs[0] + _wide(points[0])
    limit = xs[last] - _wide(points[last])
    for number in range(1, last):
        half = _wide(points[number]) / 2
        if end + _GAP <= xs[number] - half and xs[number] + half + _GAP <= limit:
            kept.add(number)
            end = xs[number] + half
    return kept


def _wide(point: TrendPoint) -> float:
    return _LETTER * max(len(point.name), len(point.written))


def web(named: Sequence[tuple[str, str]]) -> Web:
    """Return the web of (id, name) pairs, the first one at the top, clockwise."""
    spokes = []
    for number, (name, label) in enumerate(named):
        angle = 2 * pi * number / len(named) - pi / 2
        spokes.append(Spoke(name, round(cos(angle), 4), round(sin(angle), 4), _lines(label)))
    return Web(tuple(spokes))


def bars(counted: Sequence[tuple[str, int]], most: int = 0) -> tuple[Bar, ...]:
    """Return a bar for each (name, number) pair; the longest, or one of `most` where that is more,
    is as long as there is room. There are none where all would be empty.
    """
    most = max(most, *(value for _, value in counted), 0)
    drawn = []
    for number, (label, value) in enumerate(counted if most else ()):
        drawn.append(Bar(label, value, BAR_HIGH * number, round(BAR_WIDTH * value / most, 1)))
    return tuple(drawn)


def _lines(label: str) -> tuple[str, ...]:
    return tuple(wrap(label, LETTERS, break_long_words=False)) or ("",)


def _at(x: float, y: float, far: float) -> tuple[float, float]:
    return round(WIDTH / 2 + x * far, 1), round(HEIGHT / 2 + y * far, 1)
