"""robots.txt, asked for once in a run -> what we may ask for, how fast, a verdict (RFC 9309)."""

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx
from protego import Protego

from knowledge.errors import FetchError
from scrapers.http import request_url
from scrapers.http.polite_client import PoliteClient
from scrapers.http.response import failure, one_line

TOKEN = "Vigie"  # noqa: S105 - a product token, RFC 9309, 2.2.1
# RFC 9309, 2.5: a parser must read at least this much; what follows is left out.
MAX_BYTES = 500 * 1024
MAX_DELAY_SECONDS = 30.0
MAX_REDIRECTS = 5

# Failures of the connection to a host: the same for its robots.txt as for any page of it.
_UNCONNECTED = frozenset(
    {"dns", "no_route", "refused_connection", "broken", "too_slow", "tls", "private", "loopback"}
)
_TOKEN = re.compile(r"\*|[A-Za-z_-]*")
_AGENT = re.compile(r"\s*user(?:-?| )agent\s*[:\s]\s*([^#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one authority. `rules` is None when all is allowed; `failure` when nothing is.

    `delay_seconds` is the crawl-delay, cut at 30 s; 0 where none is asked.
    """

    verdict: str
    rules: Protego | None = None
    failure: FetchError | None = None
    delay_seconds: float = 0.0

    def allows(self, url: str) -> bool:
        """Return whether this address may be asked for."""
        return self.failure is None and not self.forbids(url)

    def forbids(self, url: str) -> bool:
        """Return whether the rules themselves name this address as closed to us."""
        return self.rules is not None and not self.rules.can_fetch(url, TOKEN)

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps that the file names."""
        return list(self.rules.sitemaps) if self.rules else []

    def check(self, url: str) -> None:
        """Raise FetchError when this address may not be asked for.

        That is "robots", or the reason why the rules are not known.
        """
        if self.failure:
            raise _for_page(self.failure, url)
        if not self.allows(url):
            raise failure("robots", url)


class RobotsCache:
    """The rules of each origin met. Safe to share between threads.

    `knows` says of an address whether there is anything to ask; `pause_seconds` are kept after each
    question.
    """

    def __init__(
        self, client: PoliteClient, knows: Callable[[str], bool], pause_seconds: float
    ) -> None:
        self._client = client
        self._knows = knows
        self._pause = pause_seconds
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
                self._client.postpone(url, self._rules[origin].delay_seconds)
                verdict = self._rules[origin].verdict
                self._verdicts.setdefault(request_url.authority(url), verdict)
        return self._rules[origin]

    def _read(self, url: httpx.URL) -> Robots:
        if not self._knows(str(url)):
            return unrecorded()
        try:
            return self._follow(url)
        except FetchError as error:
            return without(error)

    def _follow(self, url: httpx.URL) -> Robots:
        """Return what the file says, wherever its address leads. Raise FetchError."""
        for _ in range(MAX_REDIRECTS + 1):
            response = self._client.ask(url, self._pause)
            target = request_url.redirect_target(url, response)
            if target is None:
                return of(response.status, response.body)
            url = target
        # 2.3.1.2: after five redirects the file may be taken as unavailable.
        return absent(response.status)


def of(status: int, body: bytes) -> Robots:
    """Return the rules that a response holds: none where it is not a success (2.3.1.3)."""
    if status >= 300:
        return absent(status)
    return read(body)


def read(body: bytes) -> Robots:
    """Parse the rules that concern us: our own group, or else that of every robot."""
    text = _ours(body[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\0", ""))
    rules = Protego.parse(text)
    asked = float(rules.crawl_delay(TOKEN) or 0.0)
    delay = min(asked, MAX_DELAY_SECONDS)
    return Robots(_verdict(text, asked, delay), rules, delay_seconds=delay)


def absent(status: int) -> Robots:
    """Return the rules of a site without the file: all is allowed (2.3.1.3)."""
    return Robots(f"no robots.txt ({status})")


def unrecorded() -> Robots:
    """Return the rules of a recording without the file: what it holds was asked for already."""
    return Robots("allowed (robots.txt is not in the recording)")


def without(error: FetchError) -> Robots:
    """Return the rules where asking failed: nothing is allowed, as they are not known (2.3.1.4).

    But a recording without the file allows all, and so does a status of 4xx, 429 among them
    (2.3.1.3).
    """
    if error.problem.code == "unrecorded":
        return unrecorded()
    if (status := error.problem.facts.get("status", "")).startswith("4"):
        return absent(int(status))
    seen = error.problem.facts.get("status", error.problem.code)
    return Robots(f"robots.txt unreachable ({seen}): disallowed", failure=error)


def _forbidden(url: httpx.URL) -> str:
    return f"disallowed by robots.txt: {one_line(url.path)}"


def _for_page(error: FetchError, url: str) -> FetchError:
    """Return the FetchError of a page whose host's robots.txt could not be had."""
    facts = dict(error.problem.facts)
    if error.problem.code in _UNCONNECTED:
        return FetchError(error.problem.code, **{**facts, "url": one_line(url)})
    return failure("robots_unreachable", url, seen=facts.get("status", error.problem.code))


def _verdict(text: str, asked: float, delay: float) -> str:
    if text.lstrip().startswith("<") and "User-agent:" not in text:
        return "allowed (its robots.txt is a web page, without rules)"
    if asked > delay:
        return f"allowed; {asked:g} s asked between two requests, {delay:g} s kept"
    if delay:
        return f"allowed; {delay:g} s between two requests"
    return "allowed"


def _ours(text: str) -> str:
    """Return the text with one name for every robot but us.

    A file of a thousand names costs the parser their product.
    """
    lines = []
    for line in text.splitlines():
        if agent := _AGENT.match(line):
            lines.append(f"User-agent: {_known(agent[1])}")
        else:
            lines.append(line)
    return "\n".join(lines)


def _known(agent: str) -> str:
    # RFC 9309, 2.2.1: the token is letters, "_" and "-"; a version that follows it does not count.
    token = _TOKEN.match(agent.strip())
    if token and token[0].lower() in {"*", TOKEN.lower()}:
        return token[0].lower()
    return "another-robot"
