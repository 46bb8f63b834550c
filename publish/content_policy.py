"""What a page may load and run, as a browser enforces it: Content Security Policy, Level 3 (W3C).

A second lock behind the cleaning of what people write: what slips in stays inert. An inline script
or style is allowed by the hash of its text, and these texts are the templates' own: what stands in
a page is never asked.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping

_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_STYLE = re.compile(r' style="([^"]*)"')
_CHARSET = '<meta charset="utf-8">'
SELF = "'self'"
# Where pages load from a folder, a file's own origin is no origin to every browser.
_FROM_FOLDERS = f"{SELF} file:"
_SITE: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": SELF,
    "style-src": SELF,
    "img-src": f"{SELF} data:",
    "font-src": SELF,
    "connect-src": SELF,
    "worker-src": SELF,
    "manifest-src": SELF,
    "form-action": SELF,
    "base-uri": "'none'",
}
# A sheet that leaves the site asks nothing of anybody.
_ALONE: Mapping[str, str] = {
    "default-src": "'none'",
    "img-src": "data:",
    "form-action": "'none'",
    "base-uri": "'none'",
}


def of_page(own: Iterable[str]) -> str:
    """Return the policy of a page of the site; `own` are pieces of HTML that the templates wrote,
    whose scripts and styles may stand in it.
    """
    return _written(dict(_SITE), own)


def of_sheet(own: Iterable[str]) -> str:
    """Return the policy of a sheet that leaves the site: nothing but its own styles and images."""
    return _written(dict(_ALONE), own)


def of_mail(html: str) -> str:
    """Return the policy of an e-mail that a browser shows: nothing but the styles of its elements,
    each by the hash of its text.
    """
    styles = sorted(set(map(_hash, _STYLE.findall(html))))
    return _written({**_ALONE, "style-src": " ".join(("'unsafe-hashes'", *styles))}, ())


def put(html: str, policy: str) -> str:
    """Put a policy at the head of a page, before anything that it is to hold for, and tell no other
    site which page a reader comes from.
    """
    told = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="same-origin">'
    )
    return html.replace(_CHARSET, f"{_CHARSET}\n{told}", 1)


def without_server(html: str) -> str:
    """Let a page's policy hold in a copy that is opened from a folder."""
    head, mark, rest = html.partition("</head>")
    return "".join((head.replace(SELF, _FROM_FOLDERS, head.count(SELF)), mark, rest))


def _written(directives: dict[str, str], own: Iterable[str]) -> str:
    for kind, text in _INLINE.findall("".join(own)):
        name = f"{kind}-src"
        directives[name] = f"{directives.get(name, '')} {_hash(text)}".strip()
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _hash(text: str) -> str:
    """Return the source expression of an inline text (CSP3, 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
