"""An address of a search engine, a mail filter or a network -> that of the page it leads to.

Such a wrapper counts who follows it, may end at any time, and makes two entries of one page. Only
what names its page in itself is unwrapped: nothing is asked of the network.
"""

import base64
import binascii
import re
from functools import lru_cache
from itertools import islice
from string import ascii_lowercase, ascii_uppercase, digits
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

_DEEPEST = 3
_RUNS = f"{ascii_uppercase}{ascii_lowercase}{digits}-_"
# By host and path: the keys of the query of which one holds the page's address.
_BY_QUERY: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"(www|news)\.google\.[a-z.]{2,6}", r"/url", ("url", "q")),
    (r"([a-z0-9-]+\.)*safelinks\.protection\.outlook\.(com|us)", r"/.*", ("url",)),
    (r"(www|l|lm|m)\.(facebook|instagram)\.com", r"/(l\.php)?", ("u",)),
    (r"(www\.)?linkedin\.com", r"/(redir/redirect|safety/go)/?", ("url",)),
    (r"(www\.)?youtube\.com", r"/redirect", ("q",)),
    (r"(www\.|html\.)?duckduckgo\.com", r"/l/?", ("uddg",)),
    (r"(www\.)?bing\.com", r"/ck/a|/news/apiclick\.aspx", ("url", "u")),
    (r"linkprotect\.cudasvc\.com", r"/url", ("a",)),
    (r"slack-redir\.net", r"/link", ("url",)),
    (r"out\.reddit\.com", r"/.*", ("url",)),
    (r"[a-z0-9-]+\.protection\.sophos\.com", r"/.*", ("u",)),
    (r"urldefense\.proofpoint\.com", r"/v2/url", ("u",)),
    (r"[a-z0-9.-]+\.trendmicro\.(com|eu)(:443)?", r"/wis/clicktime/.*", ("url",)),
    (r"statics\.teams\.cdn\.office\.net", r"/.*", ("url",)),
    (r"[a-z0-9.-]+", r"/fmlurlsvc/?", ("url",)),
)
_BY_PATH: tuple[tuple[str, str], ...] = (
    (r"urldefense\.(com|us)", r"/v3/__(.{1,2000}?)__;([\w=-]{0,2000}).*"),
    (r"urldefense\.(com|us)", r"/v3/__(.{1,2000})__.*"),
    (r"secure-web\.cisco\.com", r"/[\w.~-]+/(https?%3A%2F%2F.{1,2000})"),
    (r"www\.google\.[a-z.]{2,6}", r"/amp/s/(.{1,2000})"),
    (r"r\.search\.yahoo\.com", r"/.*?/RU=([^/]{1,2000})/.*"),
)

# Nearly every address is none of these, and one look tells.
_ANY = re.compile(
    "|".join(f"(?:{host})(?:{path})" for host, path, *_ in (*_BY_QUERY, *_BY_PATH)), re.DOTALL
)


def unwrapped(address: str) -> str:
    """Return the address of the page that a wrapper names, or the address itself."""
    return wrapped_page(address) or address


@lru_cache(maxsize=10_000)
def wrapped_page(address: str) -> str:
    """Return the address of the page that a wrapper names, "" for what is no wrapper."""
    page = ""
    for _ in range(_DEEPEST):
        inner = _inner(page or address)
        if not inner:
            break
        page = inner
    return page


def _inner(address: str) -> str:
    """Return what a wrapper holds, "" for what is none, or hides its page."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if not _ANY.match(f"{host}{parts.path}?{parts.query}"):
        return ""
    return _of_query(host, parts) or _of_path(host, parts)


def _of_query(host: str, parts: SplitResult) -> str:
    for host_shape, path_shape, keys in _BY_QUERY:
        if re.fullmatch(host_shape, host) and re.fullmatch(path_shape, parts.path):
            held = dict(parse_qsl(parts.query))
            pages = [_page(held.get(key, ""), host) for key in keys]
            return next(filter(None, pages), "")
    return ""


def _of_path(host: str, parts: SplitResult) -> str:
    for host_shape, path_shape in _BY_PATH:
        found = re.fullmatch(path_shape, parts.path + (f"?{parts.query}" if parts.query else ""))
        if found and re.fullmatch(host_shape, host):
            page, letters = (*found.groups(), "")[:2]
            return _page(unquote(_put_back(page, letters)), host)
    return ""


def _put_back(held: str, letters: str) -> str:
    """Return an address with the letters that stand in base64 beside it, in place of its stars.

    "*" is one of them, "**A" two, "**B" three, as Proofpoint writes its third version.
    """
    try:
        plain = base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4)).decode()
    except (binascii.Error, ValueError):
        return held
    left = iter(plain)

    def put(star: re.Match[str]) -> str:
        """Return the letters that belong in the place of a star, the star where there is none."""
        count = _RUNS.index(star[1]) + 2 if star[1] else 1
        return "".join(islice(left, count)) or star[0]

    return re.sub(r"\*(?:\*([\w-]))?", put, held, flags=re.ASCII)


def _page(held: str, host: str) -> str:
    """Return the web address that a wrapper writes in its own way, or ""."""
    if host == "urldefense.proofpoint.com":
        held = unquote(held.replace("-", "%").replace("_", "/"))
    if host.startswith("www.google.") and not held.startswith(("http", "/")) and "." in held[:60]:
        held = f"https://{held}"
    if not re.match(r"https?:/", held):
        held = _from_base64(held)
    return _web_address(held)


def _web_address(held: str) -> str:
    """Return a text that is a web address, "" for any other."""
    # Some servers make one slash of two in a path.
    held = re.sub(r"^(https?:/)(?=[^/])", r"\1/", held)
    return held if re.match(r"https?://[^/\s]+\.[^/\s]", held) else ""


def _from_base64(held: str) -> str:
    """Return what base64 hides, as Bing ("a1" before it) and Sophos write it."""
    for text in (held, held.removeprefix("a1")):
        try:
            padded = text + "=" * (-len(text) % 4)
            plain = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        except (binascii.Error, ValueError):
            continue
        if plain.startswith("http"):
            return plain
    return ""
