"""What a server responded, as it came, as httpx has it, decoded; and how a failure is told."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import httpx

from knowledge.errors import FetchError
from scrapers.http import content_encoding

# Of one body, on the wire and again after decoding: enough for any page or feed met, small enough
# to hold in memory.
MAX_BYTES = 10 * 1024 * 1024
MAX_FACT = 300
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# A body is stored without the chunks of its wire, so its headers must not announce them.
OF_THE_WIRE = frozenset({"transfer-encoding", "content-length"})
# What is true of the wire alone, and what is kept from one request to the next by nobody here.
_LEFT_OUT = OF_THE_WIRE | {"content-encoding", "set-cookie"}

# What is no file to be unpacked by its reader, as "application/gzip" is.
_TEXT_KINDS = re.compile(r"^\s*text/|[/+](xml|json|xhtml)\b", re.IGNORECASE)

# Controls, line separators, and the bidirectional marks that reorder what a person reads (Unicode
# TR 36).
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RawResponse:
    """One HTTP response as it came; its body still in its Content-Encoding, but free of chunks.

    `truncated` says why the body is not whole ("length", "time" or "disconnect", as WARC-Truncated
    has it), or "".
    """

    status: int
    headers: Headers
    body: bytes
    time: datetime
    truncated: str = ""

    def header(self, name: str) -> str:
        """Return the first value of a header, or ""; `name` is in lower case."""
        for key, value in self.headers:
            if key.lower() == name:
                return value
        return ""

    def by_name(self) -> Mapping[str, str]:
        """Return the headers that concern a reader, by lower-case name.

        Several of one name are joined by a comma (RFC 9110, 5.3).
        """
        joined: dict[str, str] = {}
        for name, value in self.headers:
            key = name.lower()
            if key in joined:
                joined[key] += f", {value}"
            elif key not in _LEFT_OUT:
                joined[key] = value
        return joined

    @property
    def has_no_body(self) -> bool:
        """Whether the status says that there is no body to look at."""
        return self.status in REDIRECTS or self.status == 304

    @property
    def encoding(self) -> str:
        """The Content-Encoding, several of them joined by a comma."""
        return content_encoding_of(self.headers)


class _RawBody(httpx.SyncByteStream):
    """A body as it came: httpx decodes a plain ByteStream at once, and without a limit."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self._body


def from_httpx(response: httpx.Response) -> RawResponse:
    """Return a transport's response as it came, not yet decoded from its Content-Encoding."""
    moment = response.extensions.get("time") or datetime.now(UTC).replace(microsecond=0)
    body = b""
    if isinstance(response.stream, httpx.SyncByteStream):
        body = b"".join(response.stream)
    return RawResponse(response.status_code, response.headers.multi_items(), body, moment)


def to_httpx(response: RawResponse) -> httpx.Response:
    """Return a response as httpx wants it from a transport."""
    headers = []
    for name, value in response.headers:
        headers.append((name.encode("latin-1", "replace"), value.encode("utf-8", "replace")))
    return httpx.Response(
        response.status,
        headers=headers,
        stream=_RawBody(response.body),
        extensions={"time": response.time},
    )


def decoded(url: str, response: RawResponse) -> RawResponse:
    """Return the response with its body decoded from its Content-Encoding, at most 10 MB of it.

    The body of a redirect is not looked at; a broken one of an error page is none. Raise FetchError
    "too_big" or "encoding".
    """
    if response.has_no_body:
        return replace(response, body=b"")
    try:
        body = content_encoding.decode(response.body, _coding(response), MAX_BYTES)
        return replace(response, body=body)
    except content_encoding.TooMuchError as error:
        return _without_body(response, too_big(url), error)
    except content_encoding.CodingError as error:
        return _without_body(response, failure("encoding", url, seen=error), error)


def _without_body(response: RawResponse, told: FetchError, cause: Exception) -> RawResponse:
    """Return an error page without its body; raise for what is a page."""
    if response.status >= 400:
        return replace(response, body=b"")
    raise told from cause


def _coding(response: RawResponse) -> str:
    """Return the Content-Encoding; "gzip" for text that came packed without one."""
    packed = content_encoding.is_gzip(response.body)
    if packed and not response.encoding and _TEXT_KINDS.search(response.header("content-type")):
        return "gzip"
    return response.encoding


def content_encoding_of(headers: Headers) -> str:
    """Return the Content-Encoding that headers state, several of them joined by a comma."""
    return ", ".join(value for name, value in headers if name.lower() == "content-encoding")


def headers_without(names: Collection[str], headers: Headers) -> list[tuple[str, str]]:
    """Return the headers of other names than these, which are in lower case."""
    return [(name, value) for name, value in headers if name.lower() not in names]


def failure(code: str, url: str, **facts: object) -> FetchError:
    """Return a FetchError whose facts are safe to print: one line each, at most 300 characters."""
    printable = {name: one_line(str(fact)) for name, fact in facts.items()}
    return FetchError(code, url=one_line(url), **printable)


def too_big(url: str) -> FetchError:
    """Return the FetchError of a response over the limit."""
    return failure("too_big", url, limit=MAX_BYTES // 1024**2)


def one_line(text: str) -> str:
    """Return text from outside made fit for one line of a terminal or a report."""
    cleaned = _UNPRINTABLE.sub(" ", text[: 4 * MAX_FACT]).strip()
    if len(cleaned) <= MAX_FACT:
        return cleaned
    return cleaned[: MAX_FACT - 1] + "…"
