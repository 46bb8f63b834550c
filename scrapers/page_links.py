"""Links of what people wrote <-> docs/watch/_links.yml: which of them led nowhere when last asked.

Each address is asked for once a month, as politely as a source: HEAD, and GET where that gives no
page. A link that leads nowhere is told and stops nothing.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from knowledge.errors import ConfigError, FetchError
from knowledge.model import Snapshot
from knowledge.storage import atomic, config_file, contained, entry_paths, yaml_document

FILE = "_links.yml"
EVERY = timedelta(days=28)
HOSTS_AT_ONCE = 8
# Addresses asked for in one run: the first of each host, in turn.
MAX_LINKS = 1_000
_NOTE = "# Written by `vigie links`: which links led nowhere. If it is lost, all are asked anew.\n"
_LINK = re.compile(r"https?://[^\s<>\"'`\\|{}\[\]()]{4,1000}")
_WRITTEN = frozenset((".md", ".yml"))
_NO_PAGE, _GONE = 400, frozenset((404, 410))
# Failures that say of an address that it leads nowhere; any other may pass, or is a door kept shut.
_NOWHERE = frozenset(("dns", "no_route", "refused_connection", "tls", "bad_redirect", "redirects"))
# Failures after which GET would say no more than HEAD.
_FINAL = _NOWHERE | {
    "robots",
    "robots_unreachable",
    "private",
    "loopback",
    "odd_address",
    "not_web",
}
# Fetches an address, by HEAD or else by GET; may raise FetchError.
Ask = Callable[..., Snapshot]


class BrokenLink(NamedTuple):
    """A link that leads nowhere: what was seen, since when, and the files that hold it."""

    url: str
    seen: str
    since: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class LinkState:
    """What the last check found: its day as 2026-11-23, "" for none, and what led nowhere."""

    checked: str = ""
    broken: Mapping[str, BrokenLink] = field(default_factory=dict)

    def is_due(self, today: Day) -> bool:
        """Return whether a month has passed."""
        try:
            return today - Day.fromisoformat(self.checked) >= EVERY
        except ValueError:
            return True


def written(root: Path) -> Mapping[str, tuple[str, ...]]:
    """Return each address on the web that what people wrote leads to, with the files."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for path in contained.files(root / "docs", root, "**/*"):
        shown = path.relative_to(root).as_posix()
        if path.suffix in _WRITTEN and _is_published(path, root):
            for url in _links(path.read_text(encoding="utf-8", errors="replace")):
                found[url][shown] = None
    return {url: tuple(files) for url, files in sorted(found.items())}


def check(urls: Iterable[str], get: Ask) -> dict[str, str]:
    """Ask for each address, hosts side by side; return what was seen of those that lead nowhere."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)
    share = max(1, MAX_LINKS // max(1, len(hosts)))
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        told = pool.map(partial(_of_host, get), (of_host[:share] for of_host in hosts.values()))
        return dict(chain.from_iterable(told))


def after(state: LinkState, seen: Mapping[str, str], today: Day) -> LinkState:
    """Return the state after a check; what led nowhere before keeps the day since when."""
    broken = {}
    for url in sorted(seen):
        before = state.broken.get(url)
        broken[url] = BrokenLink(url, seen[url], before.since if before else today.isoformat())
    return LinkState(today.isoformat(), broken)


def is_cut_off(urls: Iterable[str], seen: Mapping[str, str]) -> bool:
    """Return whether no address at all was reached: then it is this machine that has no network."""
    return bool(seen) and _NOWHERE.issuperset(map(seen.get, urls))


def still_broken(root: Path) -> list[BrokenLink]:
    """Return the links that led nowhere at the last check and that a file still holds."""
    state = load(root)
    files = written(root) if state.broken else {}
    return [link._replace(files=files[url]) for url, link in state.broken.items() if url in files]


def load(root: Path) -> LinkState:
    """Read the state; a file that is absent or cannot be read is none."""
    path = entry_paths.watch(root) / FILE
    if not contained.is_file(path, root):
        return LinkState()
    try:
        held = _mapping(config_file.load(path).data)
    except ConfigError:
        return LinkState()
    rows = held.get("broken")
    broken = {}
    for row in rows if isinstance(rows, list) else ():
        link = _read(row)
        broken[link.url] = link
    return LinkState(str(held.get("checked", "")), broken)


def save(root: Path, state: LinkState) -> None:
    """Write the state. Raises StoreError."""
    path = entry_paths.watch(root) / FILE
    atomic.refuse_links(path, root)
    rows = [
        {"url": link.url, "seen": link.seen, "since": link.since} for link in state.broken.values()
    ]
    text = _NOTE + yaml_document.dump({"checked": state.checked, "broken": rows})
    atomic.write(path, text.encode())


def _read(row: object) -> BrokenLink:
    held = _mapping(row)
    url, seen, since = (str(held.get(key, "")) for key in ("url", "seen", "since"))
    return BrokenLink(url, seen, since)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _is_published(path: Path, root: Path) -> bool:
    """Return whether a file is one that people write for the site; what was gathered is told by its
    source.
    """
    folder = path.relative_to(root / "docs").parts[0]
    return folder == "directory" or len(folder) == 2


def _links(text: str) -> Iterator[str]:
    for found in _LINK.findall(text):
        url = found.rstrip(".,;:!?*_’”»").partition("#")[0]
        if urlsplit(url).hostname and "…" not in url:
            yield url


def _of_host(get: Ask, urls: Iterable[str]) -> list[tuple[str, str]]:
    told = []
    for url in urls:
        if seen := _seen(url, get):
            told.append((url, seen))
    return told


def _seen(url: str, get: Ask) -> str:
    """Return what says that an address leads nowhere, "" where nothing does."""
    try:
        if get(url, head=True).status < _NO_PAGE:
            return ""
    except FetchError as error:
        if error.problem.code in _FINAL:
            return _failure(error)
    try:
        status = get(url).status
    except FetchError as error:
        return _failure(error)
    return str(status) if status in _GONE else ""


def _failure(error: FetchError) -> str:
    code = error.problem.code
    return code if code in _NOWHERE else ""
