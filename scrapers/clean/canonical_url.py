"""An address as a page writes it -> its canonical form (RFC 3986 section 6), or a refusal.

What stays is an address that can be shown and followed; what two spellings share is `key`.
"""

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import filterfalse
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit, urlunsplit

import idna
from w3lib.url import canonicalize_url, url_query_cleaner

from knowledge import link_wrappers
from scrapers.clean import address_noise

MAX_CHARS = 2_000
# What `telling_parts` and `keeps` call the fragment; no query key has this name.
FRAGMENT = "#"
_PORTS = {"http": 80, "https": 443}

# Keys that Drupal and its forerunner add to a page which has its own name (a listing by `page` has
# none).
_ON_A_NAME = {"language"}
_ON_A_SLUG = {"type", "page"}
_BARE_WORD = re.compile("[^=&;]+", re.DOTALL)
_NAME = re.compile(r"/(?=[^/]*[a-z])[^/.]+(\.html?)?/?$", re.IGNORECASE)
_SLUG = re.compile(r"/(?=[^/]*-)[^/.]{15,}(\.html?)?/?$")
# A number beside a name of four words and more: "detail-actualite" is no name of a page.
_TELLING_SLUG = re.compile(r"/[^/.-]{1,200}(-[^/.-]{1,200}){3}[^/.]*(\.html?)?/?$")
# An application's own address of a view, where a site has one page for all.
_VIEW = re.compile(r"!?/\S")
_LANGUAGE = re.compile(r"/(fr|nl|en|de)(?:[-_][a-z]{2})?(?=/|$)", re.IGNORECASE)

_ENDS = "".join(map(chr, range(33))) + "\u00a0\u200b\u2060\ufeff"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\]")
_PLAIN = re.compile(r"https?://[a-z0-9][a-z0-9.-]*[a-z0-9](/[A-Za-z0-9._~!$'*,=:@-]*)+")


@lru_cache(maxsize=10_000)
def canonical(
    address: str, base: str = "", home: str = "", keeps: frozenset[str] = frozenset()
) -> str:
    """Return the canonical form of an address found on the page `base`.

    `home` is the form that its site has itself. Sessions go, and the tracking keys and the fragment
    that `keeps` does not name (`FRAGMENT` is the latter's name), save the fragment by which an
    application names its views. On the site of `home`, http or https and www or none are written as
    there, but https is never lowered to http. Raises ValueError, with the reason, for what is no
    http(s) address of a page: another scheme, a name and password, control characters, a host that
    is none, more than 2,000 characters.
    """
    address = address.strip(_ENDS)
    _refuse(address)
    parts = urlsplit(link_wrappers.unwrapped(urljoin(base, address) if base else address))
    parts = _unified(_checked(parts), home)
    parts = parts._replace(path=address_noise.without_session(parts.path) or "/")
    fragment = _kept_fragment(parts.fragment, keeps)
    clean = _cleaned(urlunsplit(parts._replace(fragment=fragment)), parts, keeps)
    if len(clean) > MAX_CHARS:
        raise ValueError(f"longer than {MAX_CHARS} characters")
    return clean


def key(address: str) -> str:
    """Return what two spellings of one address share.

    Neither scheme, www nor a slash at the end count. Takes a canonical address; anything else is
    given back as it stands.
    """
    _, mark, rest = address.partition("://")
    return rest.removeprefix("www.").rstrip("/") if mark else address


def bare_key(address: str) -> str:
    """Return what two addresses share that differ at most in what may be noise.

    That is the key without fragment, tracking keys and those that an old site adds. Takes a
    canonical address, of today's rules or of former ones.
    """
    try:
        parts = urlsplit(address.partition("#")[0])
    except ValueError:
        return address
    parts = parts._replace(path=address_noise.without_session(parts.path))
    noise = list(_possible_noise(parts))
    if not noise:
        return key(urlunsplit(parts))
    return key(url_query_cleaner(urlunsplit(parts), noise, remove=True, unique=False))


def _possible_noise(parts: SplitResult) -> Iterator[str]:
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if _may_be_noise(name, value, parts.path):
            yield name


def telling_parts(address: str, base: str = "") -> dict[str, str]:
    """Return the parts of an address that may be noise or not: by name, what they hold.

    Those are query keys, sessions apart, and the fragment under the name `FRAGMENT`.
    """
    try:
        parts = urlsplit(link_wrappers.unwrapped(urljoin(base, address.strip(_ENDS))))
    except ValueError:
        return {}
    found = dict(_telling_keys(parts))
    if parts.fragment:
        found[FRAGMENT] = parts.fragment
    return found


def _telling_keys(parts: SplitResult) -> Iterator[tuple[str, str]]:
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        is_session = address_noise.is_session(name, value)
        if not is_session and _may_be_noise(name, value, parts.path):
            yield name, value


def site(address: str) -> str:
    """Return the host of an address, without www and in lower case; "" when there is none."""
    try:
        return _bare_host(urlsplit(address))
    except ValueError:
        return ""


def language(address: str) -> str:
    """Return the language that the path names (/fr/, /nl-be/), or ""."""
    found = _LANGUAGE.search(urlsplit(address).path)
    if not found:
        return ""
    return found[1].lower()


def path(address: str) -> str:
    """Return the path of a canonical address."""
    return urlsplit(address).path


def last_segment(address: str) -> str:
    """Return the last part of the path, without the extension of a page."""
    return re.sub(
        r"\.(html?|aspx?|php)$", "", urlsplit(address).path.rstrip("/").rpartition("/")[2]
    )


def _refuse(address: str) -> None:
    if not address:
        raise ValueError("empty")
    if len(address) > 4 * MAX_CHARS:
        raise ValueError(f"longer than {MAX_CHARS} characters")
    if _CONTROL.search(address):
        raise ValueError("holds control characters")
    # Browsers read \ as /, parsers here do not: the two would see different hosts.
    if "\\" in address.partition("?")[0]:
        raise ValueError("holds a backslash")


def _checked(parts: SplitResult) -> SplitResult:
    if parts.scheme not in _PORTS:
        raise ValueError(f"is no http(s) address: {parts.scheme or 'no scheme'}")
    if "@" in parts.netloc:
        raise ValueError("holds a name or a password")
    return parts._replace(netloc=_netloc(parts), path=parts.path or "/")


def _netloc(parts: SplitResult) -> str:
    """Return the host, with its port where that is not the usual one."""
    host = _host(parts.hostname or "")
    if parts.port in {None, _PORTS[parts.scheme]}:
        return host
    return f"{host}:{parts.port}"


def _host(host: str) -> str:
    if ":" in host:
        host = f"[{host}]"
    host = _ascii(host).rstrip(".").lower()
    if not _HOST.fullmatch(host) or ".." in host:
        raise ValueError("its host is no host name")
    return host


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return idna.encode(host[:253], uts46=True).decode()
    except idna.IDNAError as problem:
        raise ValueError("its host is no host name") from problem


def _bare_host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def _is_at_home(parts: SplitResult, own: SplitResult) -> bool:
    """Return whether an address is of the site that `own` is of, both at the usual port."""
    if parts.port or own.port:
        return False
    return bool(own.hostname) and _bare_host(parts) == _bare_host(own)


def _unified(parts: SplitResult, home: str) -> SplitResult:
    own = urlsplit(home)
    if not _is_at_home(parts, own):
        return parts
    scheme = "https" if "https" in {parts.scheme, own.scheme} else "http"
    return parts._replace(scheme=scheme, netloc=_host(own.hostname or ""))


def _kept_fragment(fragment: str, keeps: Set[str]) -> str:
    if FRAGMENT in keeps or _VIEW.match(fragment):
        return fragment
    return ""


def _cleaned(address: str, parts: SplitResult, keeps: Set[str]) -> str:
    if _is_plain(address):
        return address
    address = _without_noise(address, parts, keeps)
    clean = str(canonicalize_url(address, keep_fragments="#" in address))
    # A bare word ("?p123") is not to every server the same as an empty value ("?p123=").
    if _BARE_WORD.fullmatch(urlsplit(address).query):
        page, mark, fragment = clean.partition("#")
        return page.removesuffix("=") + mark + fragment
    return clean


def _without_noise(address: str, parts: SplitResult, keeps: Set[str]) -> str:
    noise = list(filterfalse(keeps.__contains__, _noise(parts.query, parts.path)))
    if not noise:
        return address
    return str(
        url_query_cleaner(address, noise, remove=True, unique=False, keep_fragments="#" in address)
    )


def _is_plain(address: str) -> bool:
    """Return whether there is nothing to clean in an address."""
    return bool(_PLAIN.fullmatch(address)) and "/." not in address


def _noise(query: str, path: str) -> Iterator[str]:
    for name, value in parse_qsl(query, keep_blank_values=True):
        if _follows_reader(name, value) or _is_superfluous(name, value, path):
            yield name


def _follows_reader(name: str, value: str) -> bool:
    return address_noise.is_tracking(name) or address_noise.is_session(name, value)


def _is_superfluous(name: str, value: str, path: str) -> bool:
    """Return whether Drupal adds this key to a page which has its own name."""
    if name in _ON_A_NAME:
        return bool(_NAME.search(path))
    if name == "id" and value.isdecimal():
        return bool(_TELLING_SLUG.search(path))
    return name in _ON_A_SLUG and bool(_SLUG.search(path))


def _may_be_noise(name: str, value: str, path: str) -> bool:
    """Return whether a query key is noise on some page, by today's rules or by former ones."""
    if _follows_reader(name, value) or address_noise.was_tracking(name):
        return True
    if name in _ON_A_NAME:
        return bool(_NAME.search(path))
    return name in _ON_A_SLUG | {"id"} and bool(_SLUG.search(path))
