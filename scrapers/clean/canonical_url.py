"""An address as a page writes it -> its canonical form (RFC 3986 section 6), or a refusal.

What stays is an address that can be shown and followed; what two spellings share is `key`.
"""

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit, urlunsplit

import idna
from w3lib.url import canonicalize_url, url_query_cleaner

from scrapers.clean import link_wrappers

MAX_CHARS = 2_000
_PORTS = {"http": 80, "https": 443}

# Keys that follow a reader, never the document.
_TRACKING = re.compile(
    r"(utm|mc|at|pk|mtm|piwik|matomo|hsa|vero|oly|wt|ns)_\w+|_(ga|gl|hsenc|hsmi)(_\w+)?"
    r"|(fb|g|d|y|tw|tt)clid|msclkid|gclsrc|gbraid|wbraid|igshid|xtor|mkt_tok|s_cid"
    r"|hsctatracking|phpsessid|jsessionid|back_to_theme",
    re.IGNORECASE,
)
# Keys that Drupal and its forerunner add to a page which has its own name (a listing by `page` has
# none).
_ON_A_NAME = {"language"}
_ON_A_SLUG = {"type", "page"}
_BARE_WORD = re.compile("[^=&;]+", re.DOTALL)
_NAME = re.compile(r"/(?=[^/]*[a-z])[^/.]+(\.html?)?/?$", re.IGNORECASE)
_SLUG = re.compile(r"/(?=[^/]*-)[^/.]{15,}(\.html?)?/?$")
_LANGUAGE = re.compile(r"/(fr|nl|en|de)(?:[-_][a-z]{2})?(?=/|$)", re.IGNORECASE)

_ENDS = "".join(map(chr, range(33))) + "\u00a0\u200b\u2060\ufeff"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\]")
_PLAIN = re.compile(r"https?://[a-z0-9][a-z0-9.-]*[a-z0-9](/[A-Za-z0-9._~!$'*,=:@-]*)+")


@lru_cache(maxsize=10_000)
def canonical(address: str, base: str = "", home: str = "") -> str:
    """Return the canonical form of an address found on the page `base`.

    `home` is the form that its site has itself. Tracking keys and the fragment go. On the site of
    `home`, http or https and www or none are written as there, but https is never lowered to http.
    Raises ValueError, with the reason, for what is no http(s) address of a page: another scheme, a
    name and password, control characters, a host that is none, more than 2,000 characters.
    """
    address = address.strip(_ENDS)
    _refuse(address)
    parts = urlsplit(link_wrappers.unwrapped(urljoin(base, address) if base else address))
    parts = _unified(_checked(parts), home)
    clean = _cleaned(urlunsplit(parts._replace(fragment="")), parts)
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


def _cleaned(address: str, parts: SplitResult) -> str:
    if _is_plain(address):
        return address
    if noise := _noise(parts.query, parts.path):
        address = url_query_cleaner(address, noise, remove=True, unique=False)
    clean = str(canonicalize_url(address))
    # A bare word ("?p123") is not to every server the same as an empty value ("?p123=").
    if _BARE_WORD.fullmatch(urlsplit(address).query):
        return clean.removesuffix("=")
    return clean


def _is_plain(address: str) -> bool:
    """Return whether there is nothing to clean in an address."""
    return bool(_PLAIN.fullmatch(address)) and "/." not in address


def _noise(query: str, path: str) -> list[str]:
    found = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        if _TRACKING.fullmatch(name) or _is_superfluous(name, value, path):
            found.append(name)
    return found


def _is_superfluous(name: str, value: str, path: str) -> bool:
    """Return whether Drupal adds this key to a page which has its own name."""
    if name in _ON_A_NAME:
        return bool(_NAME.search(path))
    if name in _ON_A_SLUG or (name == "id" and value.isdecimal()):
        return bool(_SLUG.search(path))
    return False
