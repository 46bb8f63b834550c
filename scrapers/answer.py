"""What a server answered, before anybody interprets it; and how a failure to get one is told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.errors import FetchError

# Of one body, on the wire and again after decoding: enough for any page or feed met, small enough to hold in memory.
MAX_BYTES = 10 * 1024 * 1024
MAX_FACT = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP response: headers as they came, the body still in its Content-Encoding, free of chunks.

    `truncated` says why the body is not whole ("length", "time" or "disconnect", as WARC-Truncated has it), or "".
    """

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes
    time: datetime
    truncated: str = ""

    def header(self, name: str) -> str:
        """Give the first value of a header, or ""."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def failure(code: str, url: str, **facts: object) -> FetchError:
    """Make a FetchError whose facts are safe to print: one line, no control characters, at most 300 characters."""
    return FetchError(code, url=plain(url), **{name: plain(str(fact)) for name, fact in facts.items()})


def plain(text: str) -> str:
    """Make text from outside fit for one line of a terminal or a report."""
    # Controls, line separators, and the bidirectional marks that reorder what a person reads (Unicode TR 36).
    cleaned = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+", " ", text[: 4 * MAX_FACT]).strip()
    return cleaned if len(cleaned) <= MAX_FACT else cleaned[: MAX_FACT - 1] + "…"
