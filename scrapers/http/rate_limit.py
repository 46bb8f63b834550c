"""One request at a time per host, and a pause between two (promise 6: polite)."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapers.http.response import Answer, failure

# Statuses that say "not now" (RFC 6585, 4; RFC 9110, 15.6).
PASSING = frozenset({429, 502, 503, 504})
MAX_WAIT_SECONDS = 60.0


class Manners:
    """Turns at the hosts' doors, shared by the threads of one run. `clock` counts seconds."""

    def __init__(
        self, sleep: Callable[[float], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._sleep = sleep
        self._clock = clock
        self._doors: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free_at: dict[str, float] = {}
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause_seconds: float) -> Iterator[None]:
        """Wait for the host to be free; leave it alone for the pause after this request has ended."""
        with self._guard:
            door = self._doors[host]
        with door:
            wait = self._free_at.get(host, 0.0) - self._clock()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self.leave_alone(host, pause_seconds)

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask nothing of the host for so long from now on; a longer wait already promised stands."""
        with self._guard:
            self._free_at[host] = max(self._free_at.get(host, 0.0), self._clock() + seconds)


def asked_wait(url: str, answer: Answer) -> float:
    """Give the seconds that an overloaded site asks to wait, or 0.

    Raise FetchError "retry_later" over 60.
    """
    if answer.status not in PASSING:
        return 0.0
    seconds = retry_after(answer.header("retry-after"), datetime.now(UTC)) or 0.0
    if seconds > MAX_WAIT_SECONDS:
        raise failure("retry_later", url, status=answer.status, seconds=f"{seconds:.0f}")
    return seconds


def retry_after(value: str, now: datetime) -> float | None:
    """Read a Retry-After header, seconds or an HTTP date (RFC 9110, 10.2.3), as seconds from now,
    or None.
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
