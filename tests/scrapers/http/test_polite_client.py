import threading
from datetime import UTC, datetime

import pytest

from knowledge.errors import FetchError
from scrapers.http.polite_client import RateLimiter, requested_wait, retry_after
from scrapers.http.response import RawResponse

NOW = datetime(2026, 11, 15, 18, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_the_pause_counts_from_the_end_of_the_request_before() -> None:
    clock = Clock()
    limiter = RateLimiter(clock.sleep, lambda: clock.now)

    with limiter.turn("a", 2):
        clock.now += 10
    clock.now += 0.5
    with limiter.turn("a", 2):
        pass

    assert clock.slept == [1.5]


def test_another_host_is_not_kept_waiting() -> None:
    clock = Clock()
    limiter = RateLimiter(clock.sleep, lambda: clock.now)

    for host in ("a", "b", "c"):
        with limiter.turn(host, 2):
            pass

    assert clock.slept == []


def test_a_request_that_failed_is_followed_by_the_pause_too() -> None:
    clock = Clock()
    limiter = RateLimiter(clock.sleep, lambda: clock.now)

    with pytest.raises(KeyError), limiter.turn("a", 2):
        raise KeyError
    with limiter.turn("a", 2):
        pass

    assert clock.slept == [2]


def test_a_long_wait_is_not_cut_by_a_shorter_one() -> None:
    clock = Clock()
    limiter = RateLimiter(clock.sleep, lambda: clock.now)

    limiter.postpone("a", 20)
    limiter.postpone("a", 1)
    with limiter.turn("a", 0):
        pass

    assert clock.slept == [20]


def test_two_threads_never_ask_one_host_at_once() -> None:
    limiter = RateLimiter(lambda _: None)
    inside: list[int] = []
    most: list[int] = []

    def visit() -> None:
        for _ in range(50):
            with limiter.turn("a", 0):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=visit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert max(most) == 1
    assert len(most) == 200


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("0", 0),
        ("Sun, 15 Nov 2026 18:00:30 GMT", 30),
        ("Sun, 15 Nov 2026 17:00:00 GMT", 0),
        ("Sunday, 15-Nov-26 18:00:30 GMT", 30),
        ("Sun, 15 Nov 2026 18:00:30 -0000", 30),
        ("9" * 5000, 999999999),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("1e9", None),
        ("Sun, 99 Nov 99999 18:00:30 GMT", None),
    ],
)
def test_the_wait_a_site_asks_for_is_read_in_both_forms(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_a_wait_counts_where_the_site_is_overloaded_alone() -> None:
    def answer(status: int, wait: str) -> RawResponse:
        return RawResponse(status, [("Retry-After", wait)], b"", NOW)

    assert requested_wait("https://a.example/", answer(503, "60")) == 60
    assert requested_wait("https://a.example/", answer(503, "rubbish")) == 0
    assert requested_wait("https://a.example/", answer(200, "3600")) == 0
    with pytest.raises(FetchError, match="61"):
        requested_wait("https://a.example/", answer(429, "61"))
