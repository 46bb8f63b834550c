"""Response -> the name of the check or consent wall that stands in place of the page, or "".

Such walls are never bypassed (promise 6).

Two kinds of proof count: a mark that only such a page bears, or words that such a page says where
there is next to nothing else on it. An ordinary page with a cookie banner has its own text and
links, and is never taken for one.
"""

import html
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

# Such pages are small; one longer than this is judged on its beginning.
_LOOKED_AT = 128 * 1024
_LITTLE_TEXT = 1500
_FEW_LINKS = 8

# What only the product's own check page holds, in lower case.
_MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Anubis", ("anubis_challenge", "/.within.website/x/cmd/anubis/")),
    (
        "Cloudflare",
        (
            "_cf_chl_opt",
            "cf-browser-verification",
            'id="challenge-error-text"',
            "cf-challenge-running",
        ),
    ),
    (
        "Sucuri",
        (
            "sucuri_cloudproxy_js",
            "sucuri website firewall - access denied",
            "cloudproxy@sucuri.net",
        ),
    ),
    (
        "DataDome",
        ("captcha-delivery.com/c.js", "captcha-delivery.com/i.js", "captcha-delivery.com/captcha/"),
    ),
    (
        "Imperva",
        ("/_incapsula_resource?swudnsai", "_incapsula_resource?cwudnsai", "incapsula incident id"),
    ),
    ("AWS WAF", ("awswafcookiedomainlist", "window.gokuprops")),
    ("HUMAN", ('id="px-captcha"', "window._pxappid")),
    ("DDoS-Guard", ("/.well-known/ddos-guard/js-challenge", "ddos-guard/captcha")),
)
_HEADERS: tuple[tuple[str, str, str], ...] = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "challenge", "AWS WAF"),
    ("x-amzn-waf-action", "captcha", "AWS WAF"),
)
_CHECK_WORDS = re.compile(
    r"just a moment|checking your browser"
    r"|verif(?:y|ying) (?:that )?you(?:'re| are) (?:a |not a )?(?:human|robot|bot)"
    r"|making sure you(?:'re| are) not a bot|are you (?:a )?(?:human|robot)|i(?:'m| am) not a robot"
    r"|ddos protection by|complete the security check|enable javascript and cookies to continue"
    r"|unusual traffic from your|prove (?:that )?you(?:'re| are) (?:a )?human"
    r"|confirm (?:that )?you(?:'re| are) (?:a )?human|human verification"
    r"|v[ée]rification (?:de votre navigateur|que vous [êe]tes (?:un )?humain"
    r"|de s[ée]curit[ée] en cours)|"
    r"v[ée]rifiez que vous [êe]tes (?:un )?humain|(?:vous n'[êe]tes|je ne suis) pas un robot|"
    r"confirmez que vous [êe]tes (?:un )?humain|controleren of u een mens bent|"
    r"ik ben geen robot|(?:u|je) geen robot (?:bent|is)|bevestig dat (?:u|je) een mens bent"
    r"|even geduld.{0,40}browser"
)
_CAPTCHA = re.compile(
    r"h-captcha|hcaptcha\.com/1/api|g-recaptcha|recaptcha/api|cf-turnstile|turnstile/v0/api"
    r"|friendlycaptcha"
)
_CONSENT_WORDS = re.compile(
    r"before you continue|avant de (?:continuer|poursuivre)"
    r"|voordat (?:u|je) (?:verdergaat|verder gaat|doorgaat)"
    r"|(?:accept|agree to).{0,60}cookies?.{0,60}to (?:continue|access|proceed|read)"
    r"|(?:accepte[rz]|consente[rz]|autorise[rz]).{0,60}cookies?"
    r".{0,80}(?:continuer|poursuivre|acc[ée]der|lire)"
    r"|pour (?:continuer|acc[ée]der|poursuivre|lire)"
    r".{0,80}(?:accepte[rz]|consente[rz]|autorise[rz]).{0,60}cookie"
    r"|(?:accepteer|aanvaard).{0,60}cookies?.{0,80}(?:verder|toegang|lezen|door te gaan)"
    r"|om (?:verder te gaan|door te gaan|toegang te krijgen)"
    r".{0,80}(?:accepteer|aanvaard|toestemming).{0,60}cookie"
)
# A whole segment of a path or of a host's name: an article may well speak of consent in its
# address.
_CONSENT_PLACE = re.compile(
    r"(?:^|[/.])(?:(?:cookies?|gdpr|rgpd|privacy|user)[-_]?)?"
    r"(?:consent|consentement|toestemming|wall|gate|cookiewall|myprivacy)(?:\.\w{2,5})?"
    r"(?:[/.?#&;]|$)"
)
_REFRESH = re.compile(r"<meta[^<>]{0,200}http-equiv\s*=\s*[\"']?refresh[^<>]{0,2000}>")
_TARGET = re.compile(r"url\s*=\s*[\"']?([^\"'<>]{1,1000})")


def seen(url: str, asked: str, headers: Mapping[str, str], body: bytes) -> str:
    """Return the name of what stands in place of the page, "" for a page that is itself.

    `url` is the address that answered, `asked` the one that was asked for; header names are lower
    case; `body` is decoded from its Content-Encoding.
    """
    if product := _announced(headers):
        return product
    if not _is_html(headers.get("content-type", ""), body):
        return ""
    if _sent_to_consent(url, asked):
        return "a consent wall"
    page = html.unescape(body[:_LOOKED_AT].decode("utf-8", "replace")).lower().replace("’", "'")
    return _on_bare_page(page)


def _on_bare_page(page: str) -> str:
    """Return the name of the wall that a page is, "" where there is something to read on it."""
    if _has_content(page):
        return ""
    text = _text(page)
    if len(text) >= _LITTLE_TEXT:
        return ""
    return _marked(page) or _named(page, text)


def _announced(headers: Mapping[str, str]) -> str:
    """Return the product whose headers say that it asks for a check, or ""."""
    for name, value, product in _HEADERS:
        if headers.get(name, "").lower() == value:
            return product
    return ""


def _has_content(page: str) -> bool:
    """Return whether a page has what a wall has not: many links, an article, a date."""
    return page.count("<a ") > _FEW_LINKS or "<article" in page or "<time" in page


def _marked(page: str) -> str:
    """Return the product whose marks a page bears, or ""."""
    for product, marks in _MARKS:
        if any(mark in page for mark in marks):
            return product
    return ""


def _named(page: str, text: str) -> str:
    """Return the name of the wall that a bare page is, by its words or its captcha."""
    if _CHECK_WORDS.search(text):
        return "a check of the browser"
    if _CAPTCHA.search(page) and len(text) < _LITTLE_TEXT // 3:
        return "a captcha"
    return "a consent wall" if _asks_for_consent(page, text) else ""


def _asks_for_consent(page: str, text: str) -> bool:
    return bool(_CONSENT_WORDS.search(text)) or _sends_to_consent(page)


def _sends_to_consent(page: str) -> bool:
    """Return whether the page itself sends the reader on to a place for consent."""
    refresh = _REFRESH.search(page)
    target = refresh and _TARGET.search(refresh[0])
    return bool(target and _CONSENT_PLACE.search(target[1]))


def _sent_to_consent(url: str, asked: str) -> bool:
    """Return whether a redirect led to a place for consent.

    That is another address than the one asked for, and named so.
    """
    if url == asked or not asked or _CONSENT_PLACE.search(asked.lower()):
        return False
    there, here = urlsplit(url), urlsplit(asked)
    named = there.netloc
    if there.netloc == here.netloc:
        named = there.path
    return bool(_CONSENT_PLACE.search(named.lower()))


def _is_html(content_type: str, body: bytes) -> bool:
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" in content_type.lower() or start.startswith((b"<!doctype html", b"<html"))


def _text(page: str) -> str:
    """Return what a person would read, without scripts, styles and tags.

    The time is linear whatever the page.
    """
    for name in ("script", "style", "template", "svg"):
        page = _without(page, f"<{name}", f"</{name}")
    return " ".join(re.sub(r"<[^<>]*>", " ", page).split())


def _without(page: str, start: str, end: str) -> str:
    pieces = []
    at = 0
    while (begins := page.find(start, at)) >= 0:
        pieces.append(page[at:begins])
        at = page.find(end, begins)
        if at < 0:
            return "".join(pieces)
    return "".join(pieces) + page[at:]
