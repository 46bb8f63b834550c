"""An address as text -> one that may be asked for, and the way that redirects from it lead."""

import re
from dataclasses import dataclass
from itertools import pairwise

import httpx

from knowledge.errors import FetchError
from knowledge.model import Problem
from scrapers.http.address import is_disguised
from scrapers.http.response import REDIRECTS, RawResponse, failure, one_line

_HOST = re.compile(r"[A-Za-z0-9_.-]+|[0-9A-Fa-f:.]+")
_PORTS = range(1, 65536)
# A control character, or a scheme without a host ("https:/x"): parsers differ on both.
_BAD_LOCATION = re.compile(r"[\x00-\x1f\x7f]|^https?:(?!//[^/?#])")


@dataclass(frozen=True)
class Route:
    """The way from the address asked for to the one that answered."""

    asked: str
    passed: tuple[httpx.URL, ...]
    moved: tuple[tuple[str, str], ...] = ()

    @property
    def end(self) -> httpx.URL:
        """The last address: the one that answers."""
        return self.passed[-1]

    @property
    def answered(self) -> str:
        """The address that answered, as it was asked for where nothing led elsewhere."""
        if len(self.passed) == 1:
            return self.asked
        return str(self.end)

    def follow(self, target: httpx.URL, *, permanent: bool) -> "Route":
        """Return the way with one step more."""
        moved = self.moved
        if permanent:
            moved = (*moved, (str(self.end), str(target)))
        return Route(self.asked, (*self.passed, target), moved)

    def downgrades(self) -> tuple[Problem, ...]:
        """Return a note for each step of the way from https to http."""
        found = []
        for here, there in pairwise(self.passed):
            if (here.scheme, there.scheme) == ("https", "http"):
                facts = {"url": one_line(str(here)), "target": one_line(str(there))}
                found.append(Problem("downgrade", facts))
        return tuple(found)


def parse(address: str) -> httpx.URL:
    """Parse an address that may be asked for: absolute http(s), a host in plain letters, no user.

    Raise FetchError "not_web" for another scheme, "odd_address" for anything else.
    """
    try:
        url = httpx.URL(address.strip()).copy_with(fragment=None)
        named = bool(url.host)  # raises on an "xn--" that holds no Punycode
    except (httpx.InvalidURL, ValueError) as error:
        raise failure("odd_address", address) from error
    if url.scheme not in {"http", "https"}:
        raise failure("not_web", address)
    if not (named and _is_plain(url)):
        raise failure("odd_address", address)
    return url


def redirect_target(url: httpx.URL, response: RawResponse) -> httpx.URL | None:
    """Return where a redirect leads, None for a response that is none.

    Raise FetchError "bad_redirect".
    """
    if response.status not in REDIRECTS:
        return None
    location = response.header("location").strip()
    try:
        return _joined(url, location)
    except (httpx.InvalidURL, ValueError, FetchError) as error:
        raise failure("bad_redirect", str(url), target=location or "-") from error


def host(url: httpx.URL) -> str:
    """Return the host as it goes on the wire: ASCII."""
    return url.raw_host.decode("ascii")


def authority(url: httpx.URL) -> str:
    """Return the host, with its port where that is not the usual one."""
    return url.netloc.decode("ascii")


def origin(url: httpx.URL) -> str:
    """Return scheme, host and port: what one robots.txt speaks for (RFC 9309, 2.3)."""
    return f"{url.scheme}://{authority(url)}"


def _joined(url: httpx.URL, location: str) -> httpx.URL:
    if not location or _BAD_LOCATION.search(location):
        raise ValueError("no address")
    return parse(str(url.join(location)))


def _is_plain(url: httpx.URL) -> bool:
    """Return whether an address names nothing but a usual place: no user, no odd host or port."""
    return not url.userinfo and _is_usual(url)


def _is_usual(url: httpx.URL) -> bool:
    """Return whether host and port are plain: httpx lets "%41.example" and 65536 through."""
    name = host(url)
    if not _HOST.fullmatch(name) or is_disguised(name):
        return False
    return url.port is None or url.port in _PORTS
