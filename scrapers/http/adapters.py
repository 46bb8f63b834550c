"""httpx -> the network, a recording, or either while it is recorded.

Each adapter is a transport as httpx wants it, so that a test may put a function in its place.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from knowledge.source import Watch
from scrapers.http import address
from scrapers.http.recorder import Recorder
from scrapers.http.response import RawResponse, failure
from scrapers.http.transport import (
    CONNECT,
    DEADLINE_SECONDS,
    Connect,
    GetRequest,
    LookUpHost,
    Transport,
)
from scrapers.http.warc import Recording

_CONDITIONS = frozenset({"if-none-match", "if-modified-since"})
_USUAL_PORTS = {"http": 80, "https": 443}


def live(
    watch: Watch,
    *,
    seconds: float = DEADLINE_SECONDS,
    resolve: LookUpHost = address.look_up,
    connect: Connect = CONNECT,
) -> httpx.BaseTransport:
    """Return the transport to the real network.

    `seconds` bound each exchange; `resolve` and `connect` are as in Transport.
    """
    tls = httpx.create_ssl_context(verify=True, trust_env=False)
    test_hosts = tuple(host.lower() for host in watch.test_hosts)
    return LiveAdapter(Transport(tls, test_hosts, seconds, resolve, connect))


class LiveAdapter(httpx.BaseTransport):
    """The guarded connection to the network."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Make one exchange. Raise FetchError."""
        url = request.url
        port = _USUAL_PORTS[url.scheme] if url.port is None else url.port
        asked = GetRequest(
            str(url), url.raw_scheme, url.raw_host, port, url.raw_path, request.headers.raw
        )
        return _to_httpx(self._transport.exchange(asked))


class ReplayAdapter(httpx.BaseTransport):
    """A recording that answers as a server would, 304 included."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer from the recording. Raise FetchError "unrecorded"."""
        conditional = not request.headers.keys().isdisjoint(_CONDITIONS)
        for response in self._recording.answers(str(request.url)):
            if response.truncated:
                raise failure("broken", str(request.url))
            if conditional or response.status != 304:
                return _to_httpx(_as_asked(response, request.headers))
        raise failure("unrecorded", str(request.url))


class RecordingAdapter(httpx.BaseTransport):
    """Another transport whose exchanges are written down."""

    def __init__(self, inner: httpx.BaseTransport, recorder: Recorder) -> None:
        self._inner = inner
        self._recorder = recorder

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Let the other transport answer, and write both request and response down."""
        response = from_httpx(self._inner.handle_request(request))
        sent = list(request.headers.items())
        self._recorder.write(str(request.url), request.url.raw_path.decode("ascii"), sent, response)
        return _to_httpx(response)


def from_httpx(response: httpx.Response) -> RawResponse:
    """Return a transport's response as it came, not yet decoded from its Content-Encoding."""
    moment = response.extensions.get("time") or datetime.now(UTC).replace(microsecond=0)
    body = b""
    if isinstance(response.stream, httpx.SyncByteStream):
        body = b"".join(response.stream)
    return RawResponse(response.status_code, response.headers.multi_items(), body, moment)


class _RawBody(httpx.SyncByteStream):
    """A body as it came: httpx decodes a plain ByteStream at once, and without a limit."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self._body


def _to_httpx(response: RawResponse) -> httpx.Response:
    headers = []
    for name, value in response.headers:
        headers.append((name.encode("latin-1", "replace"), value.encode("utf-8", "replace")))
    return httpx.Response(
        response.status,
        headers=headers,
        stream=_RawBody(response.body),
        extensions={"time": response.time},
    )


def _as_asked(response: RawResponse, headers: httpx.Headers) -> RawResponse:
    """Return the recorded response, or "not modified" where the asker has this very version."""
    if response.status == 200 and _is_known(response, headers):
        return replace(response, status=304, body=b"")
    return response


def _is_known(response: RawResponse, headers: httpx.Headers) -> bool:
    """Return whether the asker has this very version, by its tag, or else by its date.

    RFC 9110, 13.2.2.
    """
    if tags := headers.get("if-none-match"):
        bare = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        return response.header("etag").removeprefix("W/") in bare
    try:
        since = parsedate_to_datetime(headers["if-modified-since"])
        return parsedate_to_datetime(response.header("last-modified")) <= since
    except (KeyError, ValueError, TypeError):
        return False
