"""One HTTP exchange over a guarded connection: a checked address, a total deadline, a bounded
answer (httpcore).
"""

import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpcore

from knowledge.errors import FetchError
from scrapers.http import address
from scrapers.http.response import MAX_BYTES, Answer, failure, too_big

DEADLINE_SECONDS = 30.0
# Bytes of one exchange beside its body: h11 holds the headers to 100 kB, this holds chunk sizes and
# 1xx answers.
_MAX_OVERHEAD = 1024 * 1024
_REFUSED = (ConnectionRefusedError, ConnectionResetError)
Connect = Callable[[str, int, float], httpcore.NetworkStream]


@dataclass(frozen=True, slots=True)
class Request:
    """A GET to make: the whole address for messages, its parts as they go on the wire, the headers."""

    url: str
    scheme: bytes
    host: bytes
    port: int
    target: bytes
    headers: Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Wire:
    """How connections are made. `resolve` and `connect` stand for the name service and the network
    in tests.

    `seconds` bound one exchange as a whole: name, connection, TLS, headers and body, however slowly
    they trickle.
    """

    tls: ssl.SSLContext
    test_hosts: Sequence[str] = ()
    seconds: float = DEADLINE_SECONDS
    resolve: Callable[[str, int, float], Sequence[str]] = address.look_up
    connect: Connect = httpcore.SyncBackend().connect_tcp

    def ask(self, request: Request) -> Answer:
        """Make one exchange on a connection of its own. Raise FetchError with the kind of failure.

        The body of a redirect is left unread. An answer of more than 10 MB on the wire is refused.
        """
        backend = _Backend(self, request.url)
        try:
            return _exchange(request, backend, self.tls)
        except httpcore.TimeoutException as error:
            raise failure("too_slow", request.url, seconds=f"{self.seconds:g}") from error
        except httpcore.ConnectError as error:
            raise _unconnected(request, error) from error
        except httpcore.RemoteProtocolError as error:
            raise failure("broken" if backend.ended else "garbled", request.url) from error
        except (httpcore.NetworkError, ssl.SSLError) as error:
            raise failure("broken", request.url) from error
        except httpcore.LocalProtocolError as error:
            raise failure("odd_address", request.url) from error


class _Backend(httpcore.NetworkBackend):
    """Connects to the very addresses that were checked, and keeps the time and size of one
    exchange.
    """

    def __init__(self, wire: Wire, url: str) -> None:
        self._wire = wire
        self._url = url
        self._end = time.monotonic() + wire.seconds
        self._room = MAX_BYTES + _MAX_OVERHEAD
        self.ended = False

    def left(self) -> float:
        """Give the seconds left to this exchange. Raise httpcore.ReadTimeout when there are none."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout
        return seconds

    def took(self, data: bytes) -> bytes:
        """Count what came. Raise FetchError "too_big" when it is more than an answer may be."""
        self._room -= len(data)
        self.ended = not data
        if self._room < 0:
            raise too_big(self._url)
        return data

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Resolve, check, connect: to the first checked address that takes the connection."""
        found = address.candidates(
            self._url, host, port, resolve=self._resolve, test_hosts=self._wire.test_hosts
        )
        for at, ip in enumerate(found):
            share = self.left() / (len(found) - at)
            try:
                return _Stream(self._wire.connect(ip, port, share), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if at == len(found) - 1:
                    raise
        raise AssertionError("candidates() gives at least one address")

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        try:
            return self._wire.resolve(host, port, self.left())
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends when the exchange must."""

    def __init__(self, inner: httpcore.NetworkStream, backend: _Backend) -> None:
        self._inner = inner
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - ours is the deadline
        return self._backend.took(self._inner.read(max_bytes, self._backend.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, self._backend.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _Stream(
            self._inner.start_tls(ssl_context, server_hostname, self._backend.left()), self._backend
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _exchange(request: Request, backend: _Backend, tls: ssl.SSLContext) -> Answer:
    url = httpcore.URL(
        scheme=request.scheme, host=request.host, port=request.port, target=request.target
    )
    with httpcore.HTTPConnection(
        url.origin, ssl_context=tls, network_backend=backend
    ) as connection:
        response = connection.handle_request(
            httpcore.Request("GET", url, headers=list(request.headers))
        )
        headers = [(name.decode("latin-1"), _decoded(value)) for name, value in response.headers]
        unread = 300 <= response.status < 400 or response.status in {204, 205}
        body = b"" if unread else _body(request.url, response)
        return Answer(response.status, headers, body, datetime.now(UTC).replace(microsecond=0))


def _body(url: str, response: httpcore.Response) -> bytes:
    declared = next(
        (value for name, value in response.headers if name.lower() == b"content-length"), b""
    )
    if declared.isdigit() and int(declared[:20]) > MAX_BYTES:
        raise too_big(url)
    whole = bytearray()
    for part in response.iter_stream():
        whole += part
        if len(whole) > MAX_BYTES:
            raise too_big(url)
    return bytes(whole)


def _unconnected(request: Request, error: httpcore.ConnectError) -> FetchError:
    cause = error.__cause__ or error.__context__
    host = request.host.decode("ascii")
    if isinstance(cause, ssl.SSLCertVerificationError):
        return failure("tls", request.url, seen=cause.verify_message)
    if isinstance(cause, ssl.SSLError):
        return failure(
            "tls", request.url, seen=(cause.reason or "no TLS").lower().replace("_", " ")
        )
    if isinstance(cause, _REFUSED):
        return failure("refused_connection", request.url, host=host)
    return failure("no_route", request.url, host=host)


def _decoded(value: bytes) -> str:
    """Read a header value as UTF-8 where it is, else as Latin-1, which takes any byte (RFC 9110,
    5.5).
    """
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
