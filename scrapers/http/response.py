"""What a server answered, as it came and opened; and how a failure to get an answer is told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.errors import FetchError
from scrapers.http import content_encoding

# Of one body, on the wire and again after decoding: enough for any page or feed met, small enough
# to hold in memory.
MAX_BYTES = 10 * 1024 * 1024
MAX_FACT = 300
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What is true of the wire alone, and what is kept from one request to the next by nobody here.
_LEFT_OUT = frozenset({"content-encoding", "content-length", "transfer-encoding", "set-cookie"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP response: headers as they came, the body still in its Content-Encoding, free of
    chunks.

    `truncated` says why the body is not whole ("length", "time" or "disconnect", as WARC-Truncated
    has it), or "".
    """

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes
    time: datetime
    truncated: str = ""

    def header(self, name: str) -> str:
        """Give the first value of a header, or ""."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def by_name(self) -> Mapping[str, str]:
        """Give the headers that concern a reader by lower-case name, several joined by a comma (RFC
        9110, 5.3).
        """
        joined: dict[str, str] = {}
        for name, value in self.headers:
            key = name.lower()
            if key not in _LEFT_OUT:
                joined[key] = f"{joined[key]}, {value}" if key in joined else value
        return joined


def opened(url: str, answer: Answer) -> Answer:
    """Decode the body from its Content-Encoding, at most 10 MB of it. Raise FetchError "too_big" or
    "encoding".

    The body of a redirect is not looked at; a broken one of an error page is none.
    """
    if answer.status in REDIRECTS or answer.status == 304:
        return replace(answer, body=b"")
    encoding = ", ".join(
        value for name, value in answer.headers if name.lower() == "content-encoding"
    )
    try:
        return replace(answer, body=content_encoding.decode(answer.body, encoding, MAX_BYTES))
    except (content_encoding.TooMuchError, content_encoding.CodingError) as error:
        if answer.status >= 400:
            return replace(answer, body=b"")
        if isinstance(error, content_encoding.TooMuchError):
            raise too_big(url) from error
        raise failure("encoding", url, seen=error) from error


def failure(code: str, url: str, **facts: object) -> FetchError:
    """Make a FetchError whose facts are safe to print: one line, no control characters, at most 300
    characters.
    """
    return FetchError(
        code, url=plain(url), **{name: plain(str(fact)) for name, fact in facts.items()}
    )


def too_big(url: str) -> FetchError:
    """Tell that an answer passes the limit."""
    return failure("too_big", url, limit=MAX_BYTES // 1024**2)


def plain(text: str) -> str:
    """Make text from outside fit for one line of a terminal or a report."""
    # Controls, line separators, and the bidirectional marks that reorder what a person reads
    # (Unicode TR 36).
    cleaned = re.sub(
        r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+", " ", text[: 4 * MAX_FACT]
    ).strip()
    return cleaned if len(cleaned) <= MAX_FACT else cleaned[: MAX_FACT - 1] + "…"
