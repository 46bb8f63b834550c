"""The one list of the HTML that people may write, and the cleaning that publishes no other.

`vigie check` tells of what is not on it (`markup_check`), the build leaves it out.
"""

import re
from html import unescape

import nh3

ELEMENTS = frozenset(
    (
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "p",
            "br",
            "hr",
            "div",
            "section",
            "article",
            "aside",
        ),
        *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "figure"),
        *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("a", "img", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins"),
        *("kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub"),
        *("sup", "time", "u", "var", "wbr", "details", "summary", "figcaption", "article"),
    )
)
# Left out with all that stands within: what they hold is a program, or a page of its own.
EMPTIED = frozenset(
    (
        *("script", "style", "template", "noscript", "iframe", "frameset", "noframes", "noembed"),
        *("object", "embed", "applet", "svg", "math", "canvas", "audio", "video", "title"),
        *("textarea", "select", "datalist", "xmp", "plaintext", "head"),
    )
)
EVERYWHERE = frozenset(
    ("id", "class", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "markdown")
)
ATTRIBUTES = {
    "*": EVERYWHERE,
    "a": {"href", "hreflang", "rel", "target", "type"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers", "align"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr", "align"},
    "col": {"span"},
    "colgroup": {"span"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "time": {"datetime"},
    "details": {"open"},
}
# Those that lead to another place.
ADDRESSES = frozenset({"href", "src", "cite"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# What the theme's programs and styles find their own parts by: a copy of it in a text would be
# taken for the part ("DOM clobbering"), or laid over the page.
_NAME = re.compile(
    r"(?!vg-|vigie-visits|__(?:config|consent|drawer|nav|palette|search|tabbed|toc))\w[\w:.-]*"
)
_CLASS = re.compile(r"(?!md-(?!button)|vg-(?!button)|vigie-(?!plan-)|js-)[\w:.-]+")
# Python-Markdown's own mark, which is used up where it stands in its place.
_USED_UP = "markdown"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ANY_SCHEME = re.compile(r"(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,40}):", re.IGNORECASE)
_ELEMENT = re.compile(r"<([a-z][^\s/>]{0,60})", re.IGNORECASE)
# WHATWG URL 4.4: a browser leaves these out before it reads an address.
_LEFT_OUT = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")


def clean(html: str) -> str:
    """Return the HTML that is on the list; of the rest, its text where that is a text."""
    return nh3.clean(
        html,
        tags=set(ELEMENTS),
        clean_content_tags=set(EMPTIED),
        attributes={name: set(allowed) for name, allowed in ATTRIBUTES.items()},
        attribute_filter=kept,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


def loses(html: str) -> bool:
    """Return whether the cleaning takes anything away but comments, as a browser reads the HTML."""
    # Every name that the parser may find, so that all of them may stay.
    plain = html.replace("\0", "\ufffd")
    read = f"{plain} {_LEFT_OUT.sub('', unescape(plain))}"
    whole = nh3.clean(
        html,
        tags=ELEMENTS.union(map(str.lower, _ELEMENT.findall(read))),
        clean_content_tags=set(),
        generic_attribute_prefixes={""},
        attribute_filter=_unless_used_up,
        url_schemes=SCHEMES.union(map(str.lower, _ANY_SCHEME.findall(read))),
        link_rel=None,
    )
    return whole != clean(html)


def is_allowed(element: str, attribute: str) -> bool:
    """Return whether an element may bear an attribute."""
    return attribute in EVERYWHERE or attribute in ATTRIBUTES.get(element, ())


def kept(element: str, attribute: str, value: str) -> str | None:
    """Return what is published of the value of an allowed attribute, None for nothing."""
    if attribute == "class":
        return " ".join(filter(_CLASS.fullmatch, value.split())) or None
    if _is_kept(element, attribute, value):
        return value
    return None


def leads(element: str, address: str) -> bool:
    """Return whether an address may stand on a page: of the web, of mail, of a telephone, or of
    this site. An image is the site's own: another's would tell who reads the page.
    """
    whole = _LEFT_OUT.sub("", address)
    named = _SCHEME.match(whole)
    if element == "img":
        return not named and not whole.replace("\\", "/").startswith("//")
    return named is None or named[1].lower() in SCHEMES


def _is_kept(element: str, attribute: str, value: str) -> bool:
    if attribute in ADDRESSES:
        return leads(element, value)
    if attribute == "id":
        return bool(_NAME.fullmatch(value))
    return attribute != _USED_UP


def _unless_used_up(_: str, attribute: str, value: str) -> str | None:
    return None if attribute == _USED_UP else value
