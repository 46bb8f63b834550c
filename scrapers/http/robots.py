"""robots.txt -> what we may ask for, how fast, and a verdict in words (RFC 9309)."""

import re
from dataclasses import dataclass

from protego import Protego

from knowledge.errors import FetchError
from scrapers.http.response import failure, plain

TOKEN = "Vigie"  # noqa: S105 - a product token, RFC 9309, 2.2.1
# RFC 9309, 2.5: a parser must read at least this much; what follows is left out.
MAX_BYTES = 500 * 1024
MAX_DELAY_SECONDS = 30.0

# Failures of the connection to a host: the same for its robots.txt as for any page of it.
_UNCONNECTED = frozenset(
    {"dns", "no_route", "refused_connection", "broken", "too_slow", "tls", "private"}
)
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
        """Say whether this address may be asked for."""
        return self.failure is None and (
            self.rules is None or bool(self.rules.can_fetch(url, TOKEN))
        )

    def check(self, url: str) -> None:
        """Raise FetchError when this address may not be asked for: "robots", or why the rules are
        not known.
        """
        if self.failure:
            raise _blamed(self.failure, url)
        if not self.allows(url):
            raise failure("robots", url)


def read(body: bytes) -> Robots:
    """Read the rules that concern us: our own group, or else that of every robot."""
    text = _ours(body[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\0", ""))
    rules = Protego.parse(text)
    asked = float(rules.crawl_delay(TOKEN) or 0.0)
    delay = min(asked, MAX_DELAY_SECONDS)
    if asked > MAX_DELAY_SECONDS:
        verdict = f"allowed; {asked:g} s asked between two requests, {delay:g} s kept"
    else:
        verdict = f"allowed; {delay:g} s between two requests" if delay else "allowed"
    if text.lstrip().startswith("<") and "User-agent:" not in text:
        verdict = "allowed (its robots.txt is a web page, without rules)"
    return Robots(verdict, rules, delay_seconds=delay)


def absent(status: int) -> Robots:
    """All is allowed: 2.3.1.3, the file is not there."""
    return Robots(f"no robots.txt ({status})")


def unrecorded() -> Robots:
    """All is allowed: a recording cannot be hurried, and what it holds was asked for already."""
    return Robots("allowed (robots.txt is not in the recording)")


def without(error: FetchError) -> Robots:
    """Nothing is allowed: 2.3.1.4, the server or the network failed, so what it forbids is not
    known.

    But a recording without the file allows all, and so does a status of 4xx, 429 among them
    (2.3.1.3).
    """
    if error.problem.code == "unrecorded":
        return unrecorded()
    if (status := error.problem.facts.get("status", "")).startswith("4"):
        return absent(int(status))
    seen = error.problem.facts.get("status", error.problem.code)
    return Robots(f"robots.txt unreachable ({seen}): disallowed", failure=error)


def _blamed(error: FetchError, url: str) -> FetchError:
    """Tell of a page why nothing may be asked of its host."""
    facts = dict(error.problem.facts)
    if error.problem.code in _UNCONNECTED:
        return FetchError(error.problem.code, **{**facts, "url": plain(url)})
    return failure("robots_unreachable", url, seen=facts.get("status", error.problem.code))


def _ours(text: str) -> str:
    """Give every robot but us one and the same name: a file of a thousand names costs the parser
    their product.
    """
    lines = []
    for line in text.splitlines():
        agent = _AGENT.match(line)
        lines.append(f"User-agent: {_known(agent[1])}" if agent else line)
    return "\n".join(lines)


def _known(agent: str) -> str:
    # RFC 9309, 2.2.1: the token is letters, "_" and "-"; a version that follows it does not count.
    token = re.match(r"\*|[A-Za-z_-]*", agent.strip())
    name = token[0].lower() if token else ""
    return name if name in {"*", TOKEN.lower()} else "another-robot"
