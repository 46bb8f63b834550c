"""One request at a time per host, a pause between two, and another after a failure that may pass.

Promise 6: polite. A check or a consent wall is told, and never bypassed.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
import stamina
from stamina.instrumentation import set_on_retry_hooks

from knowledge.errors import FetchError
from scrapers.http import bot_wall, request_url
from scrapers.http.response import RawResponse, failure

ATTEMPTS = 3
# Statuses that say "not now" (RFC 6585, 4; RFC 9110, 15.6).
TEMPORARY = frozenset({429, 502, 503, 504})
MAX_WAIT_SECONDS = 60.0
_RETRIED = frozenset({"broken", "refused_connection", "busy"})

# Makes one exchange with the given headers; may raise FetchError.
Exchange = Callable[[httpx.URL, Mapping[str, str]], RawResponse]

# The report says what failed; a line for each retry in the log would hold text from outside.
set_on_retry_hooks(())


class RateLimiter:
    """One request at a time per host, among the threads of one run. `clock` counts seconds."""

    def __init__(
        self, sleep: Callable[[float], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._sleep = sleep
        self._clock = clock
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free_at: dict[str, float] = {}
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause_seconds: float) -> Iterator[None]:
        """Wait for the host to be free, and keep it free for the pause after this request."""
        with self._guard:
            lock = self._locks[host]
        with lock:
            wait = self._free_at.get(host, 0.0) - self._clock()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self.postpone(host, pause_seconds)

    def postpone(self, host: str, seconds: float) -> None:
        """Ask nothing of the host for so long from now, or longer if that was set before."""
        with self._guard:
            self._free_at[host] = max(self._free_at.get(host, 0.0), self._clock() + seconds)


class PoliteClient:
    """Asks each host in turn, and again after a failure that may pass: at most three times."""

    def __init__(self, exchange: Exchange, limiter: RateLimiter) -> None:
        self._exchange = exchange
        self._limiter = limiter

    def ask(
        self,
        url: httpx.URL,
        pause_seconds: float,
        headers: Mapping[str, str] | None = None,
        *,
        page: str = "",
    ) -> RawResponse:
        """Ask for one address; between two attempts the wait is as long as the site says.

        `page` is the address that was asked for first, where a page is wanted and no check or wall
        in its place. Raise FetchError.
        """
        wait = 0.0

        def may_pass(error: Exception) -> bool | float:
            """Return whether to ask again; the wait is at the host, where every thread keeps it."""
            if not isinstance(error, FetchError) or error.problem.code not in _RETRIED:
                return False
            self.postpone(url, wait)
            return 0.0

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
                with self._limiter.turn(request_url.host(url), pause_seconds):
                    response = self._exchange(url, headers or {})
                if page:
                    _refuse_wall(url, page, response)
                wait = max(wait, requested_wait(str(url), response))
                _refuse_failure(url, response)
                return response
        raise AssertionError("a retry context returns or raises")

    def postpone(self, url: httpx.URL, seconds: float) -> None:
        """Ask nothing of an address's host for so long from now."""
        self._limiter.postpone(request_url.host(url), seconds)


def requested_wait(url: str, response: RawResponse) -> float:
    """Return the seconds that an overloaded site asks to wait, or 0.

    Raise FetchError "retry_later" over 60.
    """
    if response.status not in TEMPORARY:
        return 0.0
    seconds = retry_after(response.header("retry-after"), datetime.now(UTC)) or 0.0
    if seconds > MAX_WAIT_SECONDS:
        raise failure("retry_later", url, status=response.status, seconds=f"{seconds:.0f}")
    return seconds


def retry_after(value: str, now: datetime) -> float | None:
    """Parse a Retry-After header, seconds or an HTTP date, to seconds from now (RFC 9110, 10.2.3).

    None for what is neither.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return _seconds_until(moment, now)


def _seconds_until(moment: datetime, now: datetime) -> float:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _refuse_wall(url: httpx.URL, asked: str, response: RawResponse) -> None:
    """Raise FetchError "challenge" where a check or a consent wall stands in place of the page."""
    seen = bot_wall.seen(str(url), asked, response.by_name(), response.body)
    if seen:
        raise failure("challenge", str(url), seen=seen)


def _refuse_failure(url: httpx.URL, response: RawResponse) -> None:
    """Raise FetchError for the site's own failure: "busy" for one that may pass."""
    if response.status >= 500 or response.status == 429:
        code = "busy" if response.status in TEMPORARY else "server_error"
        raise failure(code, str(url), status=response.status)
