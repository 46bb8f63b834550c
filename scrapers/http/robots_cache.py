"""The robots.txt of each origin, asked for once in a run (RFC 9309, 2.4), and what it said."""

import threading
from collections.abc import Callable, Mapping

import httpx

from knowledge.errors import FetchError
from scrapers.http import request_url, robots
from scrapers.http.response import RawResponse, one_line
from scrapers.http.robots import Robots

MAX_REDIRECTS = 5

Ask = Callable[[httpx.URL], RawResponse]


class RobotsCache:
    """The rules of each origin met. Safe to share between threads.

    `ask` fetches one address and may raise FetchError; `knows` says of an address whether there is
    anything to ask; `wait` asks nothing of a host for so many seconds.
    """

    def __init__(
        self, ask: Ask, knows: Callable[[str], bool], wait: Callable[[str, float], None]
    ) -> None:
        self._ask = ask
        self._wait = wait
        self._knows = knows
        self._rules: dict[str, Robots] = {}
        self._verdicts: dict[str, str] = {}
        self._origin_locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    @property
    def verdicts(self) -> Mapping[str, str]:
        """What robots.txt said, by host (with its port where that is not the usual one)."""
        return dict(self._verdicts)

    def of(self, url: httpx.URL) -> Robots:
        """Return the rules of the address's origin, and note where they forbid this address."""
        rules = self._read_once(url)
        if rules.forbids(str(url)):
            self._verdicts[request_url.authority(url)] = _forbidden(url)
        return rules

    def verdict(self, url: httpx.URL) -> str:
        """Return what robots.txt said of one address, "" where it was not asked for."""
        rules = self._rules.get(request_url.origin(url))
        if rules is None:
            return ""
        if rules.forbids(str(url)):
            return _forbidden(url)
        return rules.verdict

    def _read_once(self, url: httpx.URL) -> Robots:
        origin = request_url.origin(url)
        with self._lock:
            lock = self._origin_locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._rules:
                self._rules[origin] = self._read(url.copy_with(raw_path=b"/robots.txt"))
                # The delay that the file asks for begins with the file itself.
                self._wait(request_url.host(url), self._rules[origin].delay_seconds)
                verdict = self._rules[origin].verdict
                self._verdicts.setdefault(request_url.authority(url), verdict)
        return self._rules[origin]

    def _read(self, url: httpx.URL) -> Robots:
        if not self._knows(str(url)):
            return robots.unrecorded()
        try:
            for _ in range(MAX_REDIRECTS + 1):
                response = self._ask(url)
                target = request_url.redirect_target(url, response)
                if target is None:
                    return robots.of(response.status, response.body)
                url = target
        except FetchError as error:
            return robots.without(error)
        # 2.3.1.2: after five redirects the file may be taken as unavailable.
        return robots.absent(response.status)


def _forbidden(url: httpx.URL) -> str:
    return f"disallowed by robots.txt: {one_line(url.path)}"
