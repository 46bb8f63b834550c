"""Address -> Snapshot: the only door to the network, or to a recording in its place.

One way for both: address, robots.txt, turn at the host's door, exchange, retry, redirect, decoding,
recognition of challenges. What differs is the transport: the guarded wire, a WARC recording, and a
recorder before either.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
import stamina
from stamina.instrumentation import set_on_retry_hooks

from knowledge.errors import FetchError
from knowledge.model import Problem, Snapshot
from knowledge.source import Watch
from scrapers.http import bot_wall, robots
from scrapers.http.address import is_disguised
from scrapers.http.rate_limit import MAX_WAIT_SECONDS, PASSING, Manners, asked_wait
from scrapers.http.recorder import Recorder
from scrapers.http.response import REDIRECTS, Answer, failure, opened, plain
from scrapers.http.robots import Robots
from scrapers.http.state import State
from scrapers.http.transport import DEADLINE_SECONDS, Request, Wire
from scrapers.http.warc import Recording

MAX_REDIRECTS = 5
ATTEMPTS = 3
_PERMANENT = frozenset({301, 308})
_HOST = re.compile(r"[A-Za-z0-9_.-]+|[0-9A-Fa-f:.]+")
_RETRIED = frozenset({"broken", "refused_connection", "busy"})

# The report tells what failed; a line for each retry in the log would hold text from outside.
set_on_retry_hooks(())


class Fetcher:
    """Gets pages politely and safely, live or from a recording. Share one between threads; use it
    in a `with`.

    `replay`: WARC files to answer from instead of the network. `record`: a WARC file to write every
    exchange to. `sleep` waits between requests (not used in a replay), as `clock` counts the
    seconds; `transport` stands in for the network in tests. Raise ConfigError for a recording that
    cannot be read.
    """

    def __init__(
        self,
        watch: Watch,
        state: State,
        *,
        replay: Sequence[Path] = (),
        record: Path | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._state = state
        self._pause = 0.0 if replay else watch.defaults.pause_seconds
        self._manners = Manners(_no_sleep if replay else sleep, clock)
        self._agent = user_agent(watch.contact)
        self._robots: dict[str, Robots] = {}
        self._robots_doors: dict[str, threading.Lock] = {}
        self._verdicts: dict[str, str] = {}
        self._lock = threading.Lock()
        with ExitStack() as stack:
            self._recording = stack.enter_context(closing(Recording(replay))) if replay else None
            self.moment = (
                self._recording.moment
                if self._recording
                else datetime.now(UTC).replace(microsecond=0)
            )
            self._transport = transport or self._usual_transport(watch)
            self._recorder = stack.enter_context(closing(Recorder(record))) if record else None
            if self._recorder:
                self._transport = _Recorded(self._transport, self._recorder)
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
        """Give what robots.txt said, by host (with its port where that is not the usual one)."""
        return dict(self._verdicts)

    def verdict(self, url: str) -> str:
        """Give what robots.txt said of one address, "" where it was not asked: the same however
        many others were.
        """
        try:
            place = _place(url)
        except FetchError:
            return ""
        rules = self._robots.get(f"{place.scheme}://{_authority(place)}")
        if rules is None:
            return ""
        forbidden = rules.failure is None and not rules.allows(str(place))
        return f"disallowed by robots.txt: {plain(place.path)}" if forbidden else rules.verdict

    def knows(self, url: str) -> bool:
        """Say whether a replay holds an answer for this address; a live fetcher may ask for any."""
        return self._recording is None or self._recording.holds(url)

    def get(self, url: str, *, conditional: bool = False) -> Snapshot:
        """Get a page, through at most 5 redirects, each checked as the first address is.

        With `conditional` the validators of the state are sent, the answer may have status 304 and
        no body, and those of a new answer are remembered. Any final status is returned, 404 too,
        but raise FetchError: "refused" (401, 403), "server_error" (5xx, 429 after retries),
        "retry_later", "robots", "robots_unreachable", "challenge", "not_web", "odd_address",
        "private", "bad_redirect", "redirects", "dns", "no_route", "refused_connection", "tls",
        "broken", "garbled", "too_slow", "too_big", "encoding", "unrecorded".
        """
        place, passed = _place(url), [_place(url)]
        moved: list[tuple[str, str]] = []
        while len(passed) <= MAX_REDIRECTS + 1:
            answer = self._page(place, url, conditional=conditional)
            target = _target(place, answer)
            if target is None:
                return self._snapshot(place, answer, url, passed, moved)
            if target in passed:
                break
            if answer.status in _PERMANENT:
                moved.append((str(place), str(target)))
            passed.append(target)
            place = target
        raise failure("redirects", url, limit=MAX_REDIRECTS)

    def _usual_transport(self, watch: Watch) -> httpx.BaseTransport:
        return _Replayed(self._recording) if self._recording else live(watch)

    def _page(self, place: httpx.URL, asked: str, *, conditional: bool) -> Answer:
        """Ask for one address as robots.txt allows, and refuse what is not a page."""
        rules = self._rules(place)
        if rules.rules and not rules.allows(str(place)):
            self._verdicts[_authority(place)] = f"disallowed by robots.txt: {plain(place.path)}"
        rules.check(str(place))
        validators = self._state.validators(str(place)) if conditional else {}
        answer = self._patiently(place, validators, max(self._pause, rules.delay_seconds), asked)
        if answer.status in {401, 403}:
            raise failure("refused", str(place), status=answer.status)
        if answer.status == 304 and not validators:
            raise failure("status", str(place), status=304)
        return answer

    def _snapshot(
        self,
        place: httpx.URL,
        answer: Answer,
        asked: str,
        passed: list[httpx.URL],
        moved: list[tuple[str, str]],
    ) -> Snapshot:
        headers = answer.by_name()
        if answer.status == 200:
            self._state.remember(
                str(place), headers.get("etag", ""), headers.get("last-modified", "")
            )
        address = asked if len(passed) == 1 else str(place)
        notes = tuple(
            _downgrade(*step)
            for step in pairwise(passed)
            if [at.scheme for at in step] == ["https", "http"]
        )
        return Snapshot(
            address, answer.status, headers, answer.body, answer.time, asked, tuple(moved), notes
        )

    def _rules(self, place: httpx.URL) -> Robots:
        """Give the rules of the authority, asked for once in a run (RFC 9309, 2.4)."""
        origin = f"{place.scheme}://{_authority(place)}"
        with self._lock:
            door = self._robots_doors.setdefault(origin, threading.Lock())
        with door:
            if origin not in self._robots:
                self._robots[origin] = self._read_rules(place.copy_with(raw_path=b"/robots.txt"))
                self._verdicts.setdefault(_authority(place), self._robots[origin].verdict)
        return self._robots[origin]

    def _read_rules(self, place: httpx.URL) -> Robots:
        if not self.knows(str(place)):
            return robots.unrecorded()
        try:
            for _ in range(MAX_REDIRECTS + 1):
                answer = self._patiently(place, {}, self._pause)
                target = _target(place, answer)
                if target is None:
                    return (
                        robots.read(answer.body)
                        if answer.status < 300
                        else robots.absent(answer.status)
                    )
                place = target
        except FetchError as error:
            return robots.without(error)
        # 2.3.1.2: after five redirects the file may be taken as unavailable.
        return robots.absent(answer.status)

    def _patiently(
        self, place: httpx.URL, headers: Mapping[str, str], pause: float, asked: str = ""
    ) -> Answer:
        """Ask, and ask again after a failure that may pass: at most three times, and as late as the
        site says.
        """
        wait = 0.0

        def may_pass(error: Exception) -> bool | float:
            if not isinstance(error, FetchError) or error.problem.code not in _RETRIED:
                return False
            self._manners.leave_alone(_host(place), wait)
            return 0.0  # The wait is at the host's door, where it holds for every thread.

        for attempt in stamina.retry_context(
            may_pass,
            attempts=ATTEMPTS,
            timeout=None,
            wait_initial=1.0,
            wait_max=MAX_WAIT_SECONDS,
            wait_jitter=0.0,
        ):
            with attempt:
                wait = attempt.next_wait
                with self._manners.turn(_host(place), pause):
                    answer = self._exchange(place, headers)
                if asked and (
                    seen := bot_wall.seen(str(place), asked, answer.by_name(), answer.body)
                ):
                    raise failure("challenge", str(place), seen=seen)
                wait = max(wait, asked_wait(str(place), answer))
                if answer.status >= 500 or answer.status == 429:
                    code = "busy" if answer.status in PASSING else "server_error"
                    raise failure(code, str(place), status=answer.status)
                return answer
        raise AssertionError("a retry context returns or raises")

    def _exchange(self, place: httpx.URL, headers: Mapping[str, str]) -> Answer:
        sent = {
            "User-Agent": self._agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        # httpx.Client would keep cookies, follow redirects unchecked and decode without a limit.
        response = self._transport.handle_request(
            httpx.Request("GET", place, headers={**sent, **headers})
        )
        return opened(str(place), _answer(response))


def user_agent(contact: str) -> str:
    """Say who asks and how to reach them: "Vigie/<version> (+<contact>)", printable ASCII whatever
    the contact.
    """
    return f"Vigie/{metadata.version('vigie')} (+{re.sub(r'[^!-~]', '', contact)})"


def live(
    watch: Watch, *, seconds: float = DEADLINE_SECONDS, **stand_ins: Any
) -> httpx.BaseTransport:
    """Give the transport to the real network. `seconds` bound each exchange; `stand_ins` are those
    of Wire.
    """
    tls = httpx.create_ssl_context(verify=True, trust_env=False)
    return Live(Wire(tls, tuple(host.lower() for host in watch.test_hosts), seconds, **stand_ins))


class Live(httpx.BaseTransport):
    """The guarded wire, as httpx sees it."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Make one exchange. Raise FetchError."""
        url = request.url
        port = {"http": 80, "https": 443}[url.scheme] if url.port is None else url.port
        asked = Request(
            str(url), url.raw_scheme, url.raw_host, port, url.raw_path, request.headers.raw
        )
        return _response(self._wire.ask(asked))


class _Replayed(httpx.BaseTransport):
    """A recording that answers as a server would, 304 included."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer from the recording. Raise FetchError "unrecorded"."""
        conditional = not request.headers.keys().isdisjoint({"if-none-match", "if-modified-since"})
        for answer in self._recording.answers(str(request.url)):
            if answer.truncated:
                raise failure("broken", str(request.url))
            if answer.status == 304 and not conditional:
                continue
            if answer.status == 200 and _is_known(answer, request.headers):
                return _response(replace(answer, status=304, body=b""))
            return _response(answer)
        raise failure("unrecorded", str(request.url))


class _Recorded(httpx.BaseTransport):
    """Another transport whose exchanges are written down."""

    def __init__(self, inner: httpx.BaseTransport, recorder: Recorder) -> None:
        self._inner = inner
        self._recorder = recorder

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Let the other answer, and write both down."""
        answer = _answer(self._inner.handle_request(request))
        sent = list(request.headers.items())
        self._recorder.write(str(request.url), request.url.raw_path.decode("ascii"), sent, answer)
        return _response(answer)


class _Raw(httpx.SyncByteStream):
    """A body as it came: httpx decodes a plain ByteStream at once, and without a limit."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self._body


def _response(answer: Answer) -> httpx.Response:
    headers = [
        (name.encode("latin-1", "replace"), value.encode("utf-8", "replace"))
        for name, value in answer.headers
    ]
    return httpx.Response(
        answer.status, headers=headers, stream=_Raw(answer.body), extensions={"time": answer.time}
    )


def _answer(response: httpx.Response) -> Answer:
    moment = response.extensions.get("time") or datetime.now(UTC).replace(microsecond=0)
    body = b"".join(response.stream) if isinstance(response.stream, httpx.SyncByteStream) else b""
    return Answer(response.status_code, response.headers.multi_items(), body, moment)


def _place(url: str) -> httpx.URL:
    """Read an address that may be asked for: absolute http(s), a host in plain letters, no user
    name.
    """
    try:
        place = httpx.URL(url.strip()).copy_with(fragment=None)
        named = bool(place.host)  # raises on an "xn--" that holds no Punycode
    except (httpx.InvalidURL, ValueError) as error:
        raise failure("odd_address", url) from error
    if place.scheme not in {"http", "https"}:
        raise failure("not_web", url)
    host = _host(place)
    # A host in percent-encoding, a port beyond 65535: httpx lets both through.
    if (
        not named
        or not _HOST.fullmatch(host)
        or is_disguised(host)
        or place.userinfo
        or not _is_port(place.port)
    ):
        raise failure("odd_address", url)
    return place


def _target(place: httpx.URL, answer: Answer) -> httpx.URL | None:
    """Give where a redirect leads, or None for an answer that is none.

    Raise FetchError "bad_redirect".
    """
    if answer.status not in REDIRECTS:
        return None
    location = answer.header("location").strip()
    try:
        if not location or re.search(r"[\x00-\x1f\x7f]|^https?:(?!//[^/?#])", location):
            raise ValueError("no address")
        return _place(str(place.join(location)))
    except (httpx.InvalidURL, ValueError, FetchError) as error:
        raise failure("bad_redirect", str(place), target=location or "-") from error


def _is_known(answer: Answer, headers: httpx.Headers) -> bool:
    """Say whether the asker has this very version: by its tag, or else by its date (RFC 9110,
    13.2.2).
    """
    if tags := headers.get("if-none-match"):
        bare = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        return answer.header("etag").removeprefix("W/") in bare
    try:
        since = parsedate_to_datetime(headers["if-modified-since"])
        return parsedate_to_datetime(answer.header("last-modified")) <= since
    except (KeyError, ValueError, TypeError):
        return False


def _downgrade(here: httpx.URL, there: httpx.URL) -> Problem:
    return Problem("downgrade", {"url": plain(str(here)), "target": plain(str(there))})


def _host(place: httpx.URL) -> str:
    return place.raw_host.decode("ascii")


def _authority(place: httpx.URL) -> str:
    return place.netloc.decode("ascii")


def _is_port(port: int | None) -> bool:
    return port is None or 0 < port < 65536


def _no_sleep(seconds: float) -> None:
    """Wait for nothing: a recording cannot be hurried."""
    del seconds
