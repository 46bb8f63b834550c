import time

import pytest

from scrapers.http import bot_wall

URL = "https://a.example/actualites"
HTML = {"content-type": "text/html; charset=utf-8"}

ANUBIS = """<!doctype html><html lang="en"><head><title>Making sure you&#39;re not a bot!</title>
<script id="anubis_version" type="application/json">"v1.19.1"</script>
<script id="anubis_challenge" type="application/json">{"rules":{"difficulty":4}}</script></head>
<body><main><h1>Making sure you&#39;re not a bot!</h1><p>Loading...</p>
<script async type="module" src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>
<details><p>Why am I seeing this?</p></details></main></body></html>"""
CLOUDFLARE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body>
<noscript>Enable JavaScript and cookies to continue</noscript>
<script>(function(){window._cf_chl_opt = {cvId: '3'};})();</script></body></html>"""
OLD_CLOUDFLARE = (
    "<html><body><h1>Checking your browser before accessing a.example.</h1>"
    "<p>DDoS protection by ...</p></body></html>"
)
SUCURI = (
    "<html><title>You are being redirected...</title>"
    "<script>var s={},u,c; sucuri_cloudproxy_js='';</script></html>"
)
DATADOME = """<html><head><title>a.example</title></head><body>
<p id="cmsg">Please enable JS and disable any ad blocker</p>
<script>var dd={'host':'geo.captcha-delivery.com'}</script>
<script src="https://ct.captcha-delivery.com/c.js"></script></body></html>"""
IMPERVA = (
    "<html><body>"
    '<iframe src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1">Request unsuccessful.</iframe></body></html>'
)
HCAPTCHA = """<html><head><title>One more step</title><script src="https://js.hcaptcha.com/1/api.js"></script></head>
<body><form><div class="h-captcha" data-sitekey="x"></div></form></body></html>"""
FRENCH = "<html><title>Un instant</title><body><h1>Vérifiez que vous êtes humain</h1></body></html>"
DUTCH = "<html><body><h1>Even geduld</h1><p>We controleren of u een mens bent.</p></body></html>"
REFRESH = (
    '<html><head><meta http-equiv="refresh" content="0; url=/cookie-consent?return=%2F">'
    "</head><body></body></html>"
)
OTHER_HOST = (
    "<html><head><META HTTP-EQUIV='Refresh' CONTENT='0;URL=https://consent.example.com/x'>"
    "</head></html>"
)
WALL_FR = """<html><title>Avant de continuer</title><body><h1>Avant de continuer</h1><p>Nous utilisons des cookies.</p>
<form method="post" action="/accept"><button>Tout accepter</button><button>Tout refuser</button></form></body></html>"""
WALL_NL = """<html><body><h1>Cookies</h1><p>Accepteer onze cookies om verder te gaan naar de site.</p>
<form><button>Akkoord</button></form></body></html>"""

BANNER = (
    "<div id='cookies'>Acceptez les cookies pour continuer. <button>Tout accepter</button></div>"
)
MENU = "".join(f'<a href="/{name}">{name}</a>' for name in "abcdefghijkl")
LIST = f"<html><title>Actualités</title><body>{BANNER}<nav>{MENU}</nav><h1>Actualités</h1></body></html>"
ENTRY = f"<html><body>{BANNER}<article><h1>Verify you are human: captchas at work</h1><p>…</p></article></body></html>"
TEXT = f"<html><body>{BANNER}<p>{'Les risques psychosociaux au travail. ' * 60}</p></body></html>"
BEHIND = """<html><body><h1>News</h1><p>Nothing this week.</p>
<script>window.__CF$cv$params={};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script></body></html>"""
CONTACT = f"<html><body><p>{'Écrivez-nous. ' * 60}</p><form><div class='g-recaptcha'></div></form></body></html>"
ABOUT_DOCTYPE = (
    "<?xml version='1.0'?><rss><title>Just a moment... checking your browser</title></rss>"
)


def seen(body: str, headers: dict[str, str] = HTML, url: str = URL, asked: str = URL) -> str:
    return bot_wall.seen(url, asked, headers, body.encode())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (ANUBIS, "Anubis"),
        (CLOUDFLARE, "Cloudflare"),
        (OLD_CLOUDFLARE, "a check of the browser"),
        (SUCURI, "Sucuri"),
        (DATADOME, "DataDome"),
        (IMPERVA, "Imperva"),
        (HCAPTCHA, "a captcha"),
        (FRENCH, "a check of the browser"),
        (DUTCH, "a check of the browser"),
        (REFRESH, "a consent wall"),
        (OTHER_HOST, "a consent wall"),
        (WALL_FR, "a consent wall"),
        (WALL_NL, "a consent wall"),
    ],
)
def test_a_wall_is_named(body: str, expected: str) -> None:
    assert seen(body) == expected


@pytest.mark.parametrize(
    "header", [("cf-mitigated", "challenge"), ("x-amzn-waf-action", "captcha")]
)
def test_a_header_that_names_a_challenge_is_believed(header: tuple[str, str]) -> None:
    assert seen("", {header[0]: header[1]})


@pytest.mark.parametrize(
    "url",
    [
        "https://consent.example.com/m?continue=x",
        "https://myprivacy.example.be/consent?siteKey=x",
        "https://a.example/cookie-consent/",
        "https://a.example/cookiewall.html",
    ],
)
def test_a_redirect_to_a_place_for_consent_is_a_wall(url: str) -> None:
    assert seen(TEXT, url=url) == "a consent wall"


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/actualites/rgpd-et-teletravail",
        "https://a.example/news/informed-consent-at-work",
        "https://www.a.example/actualites",
    ],
)
def test_a_redirect_to_a_page_about_consent_is_none(url: str) -> None:
    assert seen(TEXT, url=url) == ""


@pytest.mark.parametrize(
    "body", [LIST, ENTRY, TEXT, BEHIND, CONTACT, "", "<html></html>", "<p>Just a minute</p>"]
)
def test_an_ordinary_page_with_a_cookie_banner_is_itself(body: str) -> None:
    assert seen(body) == ""


def test_a_feed_is_never_a_challenge() -> None:
    assert seen(ABOUT_DOCTYPE, {"content-type": "application/rss+xml"}) == ""


def test_a_page_without_a_type_is_looked_at() -> None:
    assert seen(CLOUDFLARE, {}) == "Cloudflare"


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<script>",
        "<!--",
        "<a ",
        "<meta http-equiv=refresh ",
        "&",
        "cookie accept ",
        "<style",
        "</script",
    ],
)
def test_a_hostile_page_costs_little_time(piece: str) -> None:
    began = time.process_time()

    seen("<html>" + piece * (1_000_000 // len(piece)))

    assert time.process_time() - began < 2
