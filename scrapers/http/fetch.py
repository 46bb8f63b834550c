"""Address -> Snapshot: the only door to the network, or to a recording in its place.

One way for both: address, robots.txt, turn at the host, exchange, retry, redirect, decoding,
recognition of challenges. What differs is the transport: the network, a WARC recording, and a
recorder before either.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from knowledge.errors import FetchError
from knowledge.model import Snapshot
from knowledge.source import Watch
from scrapers.http import request_url
from scrapers.http.polite_client import PoliteClient, RateLimiter
from scrapers.http.recorder import Recorder, RecordingAdapter, ReplayAdapter
from scrapers.http.request_url import Route
from scrapers.http.response import RawResponse, decoded, failure, from_httpx
from scrapers.http.robots import MAX_REDIRECTS, RobotsCache
from scrapers.http.state import FetchState
from scrapers.http.transport import live
from scrapers.http.warc import Recording

_PERMANENT = frozenset({301, 308})
_REFUSED = frozenset({401, 403})
_HEADERS = {"Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}


class Fetcher:
    """Gets pages politely and safely, live or from a recording.

    Share one between threads; use it in a `with`. `replay`: WARC files to answer from instead of
    the network. `record`: a WARC file to write every exchange to. `sleep` waits between requests
    (not used in a replay), as `clock` counts the seconds; `transport` stands in for the network in
    tests. Raise ConfigError for a recording that cannot be read.
    """

    def __init__(
        self,
        watch: Watch,
        state: FetchState,
        *,
        replay: Sequence[Path] = (),
        record: Path | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._state = state
        self._agent = user_agent(watch.contact)
        self._pause, wait = watch.defaults.pause_seconds, sleep
        if replay:
            self._pause, wait = 0.0, _no_sleep
        limiter = RateLimiter(wait, clock)
        self._client = PoliteClient(self._exchange, limiter)
        self._head_client = PoliteClient(partial(self._exchange, method="HEAD"), limiter)
        self._robots = RobotsCache(self._client, self.knows, self._pause)
        self._recording: Recording | None = None
        self._recorder: Recorder | None = None
        with ExitStack() as stack:
            if replay:
                self._recording = stack.enter_context(closing(Recording(replay)))
            self.moment = _moment(self._recording)
            inner = transport or _transport(self._recording, watch)
            if record:
                self._recorder = stack.enter_context(closing(Recorder(record)))
            self._transport = _recorded(inner, self._recorder)
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind and self._recorder:
            self._recorder.discard()
        self.close()

    def close(self) -> None:
        """End the recording that is written, and the one that is read."""
        self._stack.close()

    @property
    def verdicts(self) -> Mapping[str, str]:
        """What robots.txt said, by host (with its port where that is not the usual one)."""
        return self._robots.verdicts

    def verdict(self, url: str) -> str:
        """Return what robots.txt said of one address, "" where it was not asked for."""
        try:
            return self._robots.verdict(request_url.parse(url))
        except FetchError:
            return ""

    def knows(self, url: str) -> bool:
        """Return whether a replay holds an answer for this address; the network may for any."""
        return self._recording is None or self._recording.holds(url)

    def get(self, url: str, *, conditional: bool = False, head: bool = False) -> Snapshot:
        """Get a page, through at most 5 redirects, each checked as the first address is.

        With `head` only its status and headers are asked for (RFC 9110, 9.3.2). With `conditional`
        the validators of the state are sent, the response may have status 304 and no body, and
        those of a new one are remembered. Any final status is returned, 404 too,
        but raise FetchError: "refused" (401, 403), "server_error" (5xx, 429 after retries),
        "retry_later", "robots", "robots_unreachable", "challenge", "not_web", "odd_address",
        "private", "loopback",
        "bad_redirect", "redirects", "dns", "no_route", "refused_connection", "tls",
        "broken", "garbled", "too_slow", "too_big", "encoding", "unrecorded".
        """
        route = Route(url, (request_url.parse(url),))
        while len(route.passed) <= MAX_REDIRECTS + 1:
            response = self._page(route, conditional=conditional, head=head)
            target = request_url.redirect_target(route.end, response)
            if target is None:
                return self._snapshot(route, response)
            if target in route.passed:
                break
            route = route.follow(target, permanent=response.status in _PERMANENT)
        raise failure("redirects", url, limit=MAX_REDIRECTS)

    def _page(self, route: Route, *, conditional: bool, head: bool) -> RawResponse:
        """Ask for one address as robots.txt allows, and refuse what is not a page."""
        url = route.end
        rules = self._robots.of(url)
        rules.check(str(url))
        validators: Mapping[str, str] = {}
        if conditional:
            validators = self._state.validators(str(url))
        pause = max(self._pause, rules.delay_seconds)
        client = self._head_client if head else self._client
        response = client.ask(url, pause, validators, page=route.asked)
        _refuse_without_page(url, response, validators)
        return response

    def _snapshot(self, route: Route, response: RawResponse) -> Snapshot:
        headers = response.by_name()
        if response.status == 200:
            etag, last_modified = headers.get("etag", ""), headers.get("last-modified", "")
            self._state.remember(str(route.end), etag, last_modified)
        return Snapshot(
            url=route.answered,
            status=response.status,
            headers=headers,
            body=response.body,
            time=response.time,
            asked=route.asked,
            moved=route.moved,
            notes=route.downgrades(),
        )

    def _exchange(
        self, url: httpx.URL, headers: Mapping[str, str], method: str = "GET"
    ) -> RawResponse:
        sent = {"User-Agent": self._agent, **_HEADERS, **headers}
        # httpx.Client would keep cookies, follow redirects unchecked and decode without a limit.
        response = self._transport.handle_request(httpx.Request(method, url, headers=sent))
        if method == "HEAD":
            return replace(from_httpx(response), body=b"")
        return decoded(str(url), from_httpx(response))


def user_agent(contact: str) -> str:
    """Return who asks and how to reach them: "Vigie/<version> (+<contact>)", in printable ASCII."""
    return f"Vigie/{metadata.version('vigie')} (+{re.sub(r'[^!-~]', '', contact)})"


def _moment(recording: Recording | None) -> datetime:
    if recording:
        return recording.moment
    return datetime.now(UTC).replace(microsecond=0)


def _transport(recording: Recording | None, watch: Watch) -> httpx.BaseTransport:
    if recording:
        return ReplayAdapter(recording)
    return live(watch)


def _recorded(inner: httpx.BaseTransport, recorder: Recorder | None) -> httpx.BaseTransport:
    if recorder is None:
        return inner
    return RecordingAdapter(inner, recorder)


def _refuse_without_page(
    url: httpx.URL, response: RawResponse, validators: Mapping[str, str]
) -> None:
    """Raise FetchError for a response that gives no page, and says no more than that."""
    if response.status in _REFUSED:
        raise failure("refused", str(url), status=response.status)
    if response.status == 304 and not validators:
        raise failure("status", str(url), status=304)


def _no_sleep(seconds: float) -> None:
    """Wait for nothing: a recording cannot be hurried."""
    del seconds
