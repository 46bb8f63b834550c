"""Every regular expression of the code takes a hostile text in a time that grows as the text does:
four times the text, nowhere near sixteen times the time.
"""

import importlib
import pkgutil
import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from tests.hostile.expressions import texts

ROOT = Path(__file__).parents[2]
ROOMS = ("knowledge", "scrapers", "publish", "vigie", "hooks")
# Below it a busy machine says nothing. What is above is tried again, and the best of three counts.
FLOOR_SECONDS = 0.006
MOST_TIMES = 8
LENGTH = 1_000
# What takes long at such a length would have no end: nothing longer is tried.
SHORT, SHORT_SECONDS = 20, 0.05
MIDDLE, MIDDLE_SECONDS = 200, 0.2
# Those that read what no other wrote, or no more than a length says.
EXCEPTED = {
    "publish.content_policy._INLINE": "the templates' own text",
    "hooks.asset_bundle._TYPE": "the site's own scripts",
    "publish.pages.render._AS_WRITTEN": "what was cleaned: each element is closed",
    "knowledge.storage.front_matter._LINE": "whole lines, each with its end",
    "scrapers.readers.xml_text._IMAGE": "20,000 characters at most, by 5,000",
}
Pattern = re.Pattern[str] | re.Pattern[bytes]


def modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def within(value: object, depth: int = 0) -> Iterator[Pattern]:
    """Yield the expressions in a value of a module, or in its tuples and mappings."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping) and depth < 4:
        for each in value.values():
            yield from within(each, depth + 1)
    elif isinstance(value, tuple | list | frozenset) and depth < 4:
        for each in value:
            yield from within(each, depth + 1)


def expressions() -> dict[Pattern, str]:
    """Return every expression, with the first name that it has."""
    found: dict[Pattern, str] = {}
    for module in modules():
        for name, value in list(vars(module).items()):
            for pattern in within(value):
                found.setdefault(pattern, f"{module.__name__}.{name}")
    return found


def uses(name: str, sources: Mapping[str, str]) -> Callable[[Pattern, str | bytes], object]:
    """Return how an expression is used: at the beginning of a text only, or anywhere in it."""
    module, _, alone = name.rpartition(".")
    texts = [sources[module]] if alone.startswith("_") else sources.values()
    called: set[str] = set()
    for text in texts:
        if alone in text:
            called |= set(re.findall(rf"\b{alone}(?:\[\w+\])?\.([a-z]+)\(", text))
    if called == {"fullmatch"}:
        return lambda pattern, text: pattern.fullmatch(text)
    if called and called <= {"match", "fullmatch"}:
        return lambda pattern, text: pattern.match(text)
    return lambda pattern, text: deque(pattern.finditer(text), maxlen=0)


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    found = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path.read_text("utf-8")
    return found


def slow(pattern: Pattern, use: Callable[[Pattern, str | bytes], object]) -> str:
    """Return the beginning of a text that takes an expression too long, "" where none does."""

    def seconds(text: str, times: int = 1) -> float:
        given = text.encode() if isinstance(pattern.pattern, bytes) else text
        best = 9e9
        for _ in range(times):
            began = time.process_time()
            use(pattern, given)
            best = min(best, time.process_time() - began)
        return best

    for length, most in ((SHORT, SHORT_SECONDS), (MIDDLE, MIDDLE_SECONDS)):
        for text in texts(pattern, length):
            if seconds(text) > most and seconds(text, 2) > most:
                return text[:40]
    for few, many in zip(texts(pattern, LENGTH), texts(pattern, 4 * LENGTH), strict=True):
        if seconds(many) > FLOOR_SECONDS and seconds(many, 3) > max(
            FLOOR_SECONDS, MOST_TIMES * seconds(few, 3)
        ):
            return many[:40]
    return ""


@pytest.mark.timeout(300)
def test_four_times_the_text_is_nowhere_near_sixteen_times_the_time(sources):
    found = {
        name: text
        for pattern, name in expressions().items()
        if name not in EXCEPTED and (text := slow(pattern, uses(name, sources)))
    }

    assert found == {}


@pytest.mark.parametrize(
    "hostile", [r"(a+)+b", r"\s+x", r"<b.*?</b>", r"[a-z]+@", r"\[([^\]]*)\]\("]
)
def test_an_expression_that_goes_back_over_a_text_is_seen(hostile):
    def anywhere(pattern: Pattern, text: str | bytes) -> object:
        return deque(pattern.finditer(text), maxlen=0)

    pattern = re.compile(hostile, re.DOTALL)
    assert slow(pattern, anywhere)
    assert not slow(re.compile(r"a{1,9}b|<[^<>]*>"), anywhere)


def test_what_is_excepted_is_there():
    assert set(EXCEPTED) <= set(expressions().values())
