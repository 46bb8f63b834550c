"""Which addresses may be connected to, and which of them are the same.

The public ones may; loopback, for a test host.
"""

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from itertools import filterfalse, zip_longest
from urllib.parse import SplitResult, urlsplit

from knowledge.errors import FetchError
from scrapers.http.response import failure

ResolveHost = Callable[[str, int], Sequence[str]]

# IANA special-purpose registries (RFC 6890) and multicast, written out: `ipaddress.is_global`
# differs between Python versions.
_CLOSED_V4 = (
    IPv4Network("0.0.0.0/8"),
    IPv4Network("10.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("127.0.0.0/8"),
    IPv4Network("169.254.0.0/16"),
    IPv4Network("172.16.0.0/12"),
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.0.2.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv4Network("192.168.0.0/16"),
    IPv4Network("198.18.0.0/15"),
    IPv4Network("198.51.100.0/24"),
    IPv4Network("203.0.113.0/24"),
    IPv4Network("224.0.0.0/3"),
)
_OPEN_V6 = IPv6Network("2000::/3")
# Protocol assignments (Teredo among them), documentation, 6to4, documentation.
_CLOSED_V6 = (
    IPv6Network("2001::/23"),
    IPv6Network("2001:db8::/32"),
    IPv6Network("2002::/16"),
    IPv6Network("3fff::/20"),
)
_NAT64 = IPv6Network("64:ff9b::/96")
_USUAL_PORTS = frozenset({("http", 80), ("https", 443)})
_MAX_CANDIDATES = 6
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# Printable ASCII, but for what no address may hold.
_ALLOWED = frozenset(range(0x21, 0x7F)) - frozenset(b'"<>\\^`{|}')


def is_public(address: str) -> bool:
    """Return whether a literal IP address is of the public internet.

    An IPv4 address that is hidden in an IPv6 one is looked at too.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return _public_v4(found)
    return _public_v6(found)


def is_loopback(address: str) -> bool:
    """Return whether a literal IP address is 127.0.0.0/8 or ::1."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def is_disguised(host: str) -> bool:
    """Return whether a host is an IPv4 address in another dress (WHATWG URL, 3.5).

    As in 2130706433, 0x7f.1, 0177.0.0.1.
    """
    last = host.rstrip(".").rpartition(".")[2]
    if not re.fullmatch(r"[0-9]+|0[xX][0-9a-fA-F]*", last):
        return False
    return not re.fullmatch(r"((0|[1-9][0-9]{0,2})\.){3}(0|[1-9][0-9]{0,2})", host)


def candidates(
    url: str, host: str, port: int, *, resolve: ResolveHost, test_hosts: Sequence[str] = ()
) -> Sequence[str]:
    """Return the IP addresses of a host, in order, at most six; every one of them was checked.

    `test_hosts` are exact "host:port" texts that may be on loopback. Raise FetchError "private"
    when any candidate is not public, "loopback" when it is this machine, "dns" when there is none,
    "odd_address" for a disguised number.
    """
    if is_disguised(host):
        raise failure("odd_address", url)
    found = resolve(host, port)
    if not found:
        raise failure("dns", url, host=host)
    authority = _authority(host, port)
    may_connect = _is_public_or_loopback if authority in test_hosts else is_public
    for closed in filterfalse(may_connect, found):
        raise _refusal(url, closed, authority)
    return found[:_MAX_CANDIDATES]


def look_up(host: str, port: int, seconds: float) -> Sequence[str]:
    """Resolve a host name to IP addresses within so many seconds; none when it is unknown.

    Raise TimeoutError.
    """
    found: list[str] = []
    # getaddrinfo has no timeout of its own; a daemon thread does not hold the program back when it
    # hangs.
    asking = threading.Thread(target=_resolve, args=(host, port, found), daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise TimeoutError
    return found


def key(url: str) -> str:
    """Return the form that equivalent addresses share (RFC 3986, 6.2.2).

    The order of their parameters does not count.
    """
    try:
        parts = urlsplit(url)
        authority = _key_of_authority(parts)
    except ValueError:
        return url
    query = "&".join(sorted(map(_encoded, parts.query.split("&"))))
    return f"{parts.scheme}://{authority}{_encoded(parts.path) or '/'}?{query}"


def _key_of_authority(parts: SplitResult) -> str:
    """Return the host, with its port where that is not the usual one. Raise ValueError."""
    host, port = (parts.hostname or "").rstrip("."), parts.port
    if port is None or (parts.scheme, port) in _USUAL_PORTS:
        return host
    return f"{host}:{port}"


def _refusal(url: str, address: str, authority: str) -> FetchError:
    code = "loopback" if is_loopback(address) else "private"
    return failure(code, url, address=address, authority=authority)


def _is_public_or_loopback(address: str) -> bool:
    return is_public(address) or is_loopback(address)


def _resolve(host: str, port: int, found: list[str]) -> None:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError):  # ValueError: a label too long for IDNA, a NUL
        return
    found.extend(dict.fromkeys(str(row[4][0]) for row in rows))


def _public_v4(address: IPv4Address) -> bool:
    return not any(address in net for net in _CLOSED_V4)


def _public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if hidden := _hidden_v4(address):
        return _public_v4(hidden)
    return address in _OPEN_V6 and not any(address in net for net in _CLOSED_V6)


def _hidden_v4(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for, if it does."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped


def _authority(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _encoded(text: str) -> str:
    """Return the text with each percent-encoding written in one way.

    It is decoded where it may be, else in capitals; other bytes are encoded.
    """
    pieces = re.split(rb"(%[0-9A-Fa-f]{2})", text.encode("utf-8", "surrogatepass"))
    written = []
    for literal, octet in zip_longest(pieces[::2], pieces[1::2]):
        written.append("".join(_written(byte, _ALLOWED) for byte in literal))
        if octet:
            written.append(_written(int(octet[1:], 16), _UNRESERVED))
    return "".join(written)


def _written(byte: int, kept: frozenset[int]) -> str:
    return chr(byte) if byte in kept else f"%{byte:02X}"
