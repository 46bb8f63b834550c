"""One request at a time per host, and a pause between two (promise 6: polite)."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapers.http.response import RawResponse, failure

# Statuses that say "not now" (RFC 6585, 4; RFC 9110, 15.6).
TEMPORARY = frozenset({429, 502, 503, 504})
MAX_WAIT_SECONDS = 60.0


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
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
