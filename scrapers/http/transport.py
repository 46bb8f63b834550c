"""One HTTP exchange over a guarded connection to the network (httpcore), as httpx asks for it.

The address is checked, the time and the size of the response are bounded.
"""

import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import httpcore
import httpx

from knowledge.errors import FetchError
from knowledge.source import Watch
from scrapers.http import address
from scrapers.http.response import MAX_BYTES, RawResponse, failure, to_httpx, too_big

DEADLINE_SECONDS = 30.0
# Bytes of one exchange beside its body: h11 holds the headers to 100 kB, this holds chunk sizes and
# 1xx answers.
_MAX_OVERHEAD = 1024 * 1024
_REFUSED = (ConnectionRefusedError, ConnectionResetError)
LookUpHost = Callable[[str, int, float], Sequence[str]]
Connect = Callable[[str, int, float], httpcore.NetworkStream]
CONNECT: Connect = httpcore.SyncBackend().connect_tcp
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
    return _LiveAdapter(Transport(tls, test_hosts, seconds, resolve, connect))


@dataclass(frozen=True, slots=True)
class GetRequest:
    """A GET to make, or a HEAD: the whole address for messages, its parts as they are sent, the
    headers.
    """

    url: str
    scheme: bytes
    host: bytes
    port: int
    target: bytes
    headers: Sequence[tuple[bytes, bytes]]
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Transport:
    """How exchanges are made; a test puts its own `resolve` and `connect` in place of the network.

    `seconds` bound one exchange as a whole: name, connection, TLS, headers and body, however slowly
    they trickle.
    """

    tls: ssl.SSLContext
    test_hosts: Sequence[str] = ()
    seconds: float = DEADLINE_SECONDS
    resolve: LookUpHost = address.look_up
    connect: Connect = CONNECT

    def exchange(self, request: GetRequest) -> RawResponse:
        """Make one exchange on a connection of its own. Raise FetchError with the kind of failure.

        The body of a redirect is left unread. A response of more than 10 MB is refused.
        """
        backend = _Backend(self, request.url)
        try:
            return _exchange(request, backend, self.tls)
        except httpcore.TimeoutException as error:
            raise failure("too_slow", request.url, seconds=f"{self.seconds:g}") from error
        except httpcore.ConnectError as error:
            raise _unconnected(request, error) from error
        except httpcore.RemoteProtocolError as error:
            raise failure(backend.protocol_failure, request.url) from error
        except (httpcore.NetworkError, ssl.SSLError) as error:
            raise failure("broken", request.url) from error
        except httpcore.LocalProtocolError as error:
            raise failure("odd_address", request.url) from error


class _LiveAdapter(httpx.BaseTransport):
    """The guarded connection to the network."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Make one exchange. Raise FetchError."""
        url = request.url
        port = _USUAL_PORTS[url.scheme] if url.port is None else url.port
        asked = GetRequest(
            *(str(url), url.raw_scheme, url.raw_host, port, url.raw_path),
            request.headers.raw,
            request.method,
        )
        return to_httpx(self._transport.exchange(asked))


class _Backend(httpcore.NetworkBackend):
    """Connects to the very addresses that were checked; bounds the time and size of an exchange."""

    def __init__(self, transport: Transport, url: str) -> None:
        self._transport = transport
        self._url = url
        self._end = time.monotonic() + transport.seconds
        self._room = MAX_BYTES + _MAX_OVERHEAD
        self.ended = False

    @property
    def protocol_failure(self) -> str:
        """The code of a response that breaks the protocol: it ended too early, or was none."""
        return "broken" if self.ended else "garbled"

    def left(self) -> float:
        """Return the seconds left to this exchange. Raise httpcore.ReadTimeout without any."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout
        return seconds

    def count(self, data: bytes) -> bytes:
        """Return the data once counted. Raise FetchError "too_big" when it is too much in all."""
        self._room -= len(data)
        self.ended = not data
        if self._room < 0:
            raise too_big(self._url)
        return data

    def connect_tcp(self, host: str, port: int, *_: object, **__: object) -> httpcore.NetworkStream:
        """Resolve, check, connect: to the first checked address that takes the connection."""
        found = address.candidates(
            self._url, host, port, resolve=self._resolve, test_hosts=self._transport.test_hosts
        )
        for at, ip in enumerate(found):
            share = self.left() / (len(found) - at)
            try:
                return _Stream(self._transport.connect(ip, port, share), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if at == len(found) - 1:
                    raise
        raise AssertionError("candidates() gives at least one address")

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        try:
            return self._transport.resolve(host, port, self.left())
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends when the exchange must."""

    def __init__(self, inner: httpcore.NetworkStream, backend: _Backend) -> None:
        self._inner = inner
        self._backend = backend

    # httpcore's own timeouts are not looked at: the deadline of the exchange is.
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Read what came, within the deadline."""
        return self._backend.count(self._inner.read(max_bytes, self._backend.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Write all of the buffer, within the deadline."""
        self._inner.write(buffer, self._backend.left())

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Return the same connection under TLS, within the deadline."""
        return _Stream(
            self._inner.start_tls(ssl_context, server_hostname, self._backend.left()), self._backend
        )

    def get_extra_info(self, info: str) -> object:
        """Return what httpcore asks of the connection, such as its TLS object."""
        return self._inner.get_extra_info(info)


def _exchange(request: GetRequest, backend: _Backend, tls: ssl.SSLContext) -> RawResponse:
    url = httpcore.URL(
        scheme=request.scheme, host=request.host, port=request.port, target=request.target
    )
    with httpcore.HTTPConnection(
        url.origin, ssl_context=tls, network_backend=backend
    ) as connection:
        response = connection.handle_request(
            httpcore.Request(request.method, url, headers=list(request.headers))
        )
        headers = [(name.decode("latin-1"), _decoded(value)) for name, value in response.headers]
        body = b"" if request.method == "HEAD" else _body(request.url, response)
        return RawResponse(response.status, headers, body, datetime.now(UTC).replace(microsecond=0))


def _body(url: str, response: httpcore.Response) -> bytes:
    if 300 <= response.status < 400 or response.status in {204, 205}:
        return b""
    if _declared_length(response) > MAX_BYTES:
        raise too_big(url)
    return _within_limit(url, response)


def _declared_length(response: httpcore.Response) -> int:
    """Return the largest Content-Length that is declared, 0 without one."""
    largest = 0
    for name, value in response.headers:
        if name.lower() == b"content-length" and value.isdigit():
            largest = max(largest, int(value[:20]))
    return largest


def _within_limit(url: str, response: httpcore.Response) -> bytes:
    whole = bytearray()
    for part in response.iter_stream():
        whole += part
        if len(whole) > MAX_BYTES:
            raise too_big(url)
    return bytes(whole)


def _unconnected(request: GetRequest, error: httpcore.ConnectError) -> FetchError:
    cause = error.__cause__ or error.__context__
    host = request.host.decode("ascii")
    if isinstance(cause, ssl.SSLError):
        return failure("tls", request.url, seen=_tls_fault(cause))
    code = "refused_connection" if isinstance(cause, _REFUSED) else "no_route"
    return failure(code, request.url, host=host)


def _tls_fault(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    reason = error.reason or "no TLS"
    return reason.lower().replace("_", " ")


def _decoded(value: bytes) -> str:
    """Decode a header value from UTF-8, else from Latin-1, which takes any byte (RFC 9110, 5.5)."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
