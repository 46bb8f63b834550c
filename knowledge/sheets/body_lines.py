"""A thing in a text that people write -> the line on which it stands."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import product

from knowledge.sheets import body as bodies

_CODE = re.compile(r"(`{1,9})[^`\n]+\1")


class BodyLines:
    """Find the line of each thing: the first of those where it can stand, then the next.

    `rows` are the lines that are no code, in small letters, each with its number from 0.
    """

    def __init__(self, body: str) -> None:
        self._body = body
        self.rows = [(line, _CODE.sub("", text).lower()) for line, text in bodies.lines(body)]
        self._found: dict[str, Iterator[int]] = {}

    def of(self, sought: str, is_in: Callable[[str], bool], whole: str = "") -> int:
        """Return the line of what is written `sought`, counted from 0; where nothing is written so,
        the first line down to which the text has it.

        A tag is one only as it is written; an address or a name may be written in references.
        `whole` is an expression that is tried before: it finds nothing longer that begins so.
        """
        sought = sought.lower()
        patterns = [*filter(None, [whole]), re.escape(sought)]
        rows = self._found.setdefault(f"{sought} {whole}", self._each(sought, patterns))
        line = next(rows, None)
        return self.down_to(is_in) if line is None else line

    def of_address(self, address: str, number: int, *, typed: bool) -> int | None:
        """Return the line on which an address is written, the one of that number (from 0) or the
        last; None where it is written otherwise. One that is `typed` stands in HTML.
        """
        before = r"(?:href|src)\s{0,9}=" if typed else r"(?:\]\(|\]:)"
        written = re.compile(
            rf"{before}\s{{0,9}}[<\"']?{re.escape(address.lower())}(?![^\s<>()\"'{{}}])"
        )
        found = []
        for line, text in self.rows:
            found += [line] * len(written.findall(text))
        return found[min(number, len(found) - 1)] if found else None

    def down_to(self, is_in: Callable[[str], bool]) -> int:
        """Return the first line down to which the text has something."""
        rows = self._body.split("\n")
        low, high = 1, len(rows)
        while low < high:
            middle = (low + high) // 2
            if is_in("\n".join(rows[:middle])):
                high = middle
            else:
                low = middle + 1
        return low - 1

    def _each(self, sought: str, patterns: Sequence[str]) -> Iterator[int]:
        if sought.startswith("<!"):
            yield from _lines_with(sought, self._body.lower())
        readings: tuple[Callable[[str], str], ...] = (_both,)
        if sought.startswith("<"):
            readings = (_as_written, unescape)
        for read, pattern in product(readings, patterns):
            found = False
            for line, text in self.rows:
                for _ in re.finditer(pattern, read(text)):
                    found = True
                    yield line
            if found:
                return


def _lines_with(sought: str, text: str) -> Iterator[int]:
    for line, row in enumerate(text.split("\n")):
        if sought in row:
            yield line


def _as_written(text: str) -> str:
    return text


def _both(text: str) -> str:
    """Return a line as it is written or, where it holds a character reference, as a browser reads
    it.
    """
    return unescape(text) if "&" in text else text
