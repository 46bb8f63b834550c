"""What was made to exhaust a machine ends in a sentence, in bounded time: bombs, nests, lists
without an end.
"""

import gzip
import time

import pytest

from tests.hostile.pages import index, items, listing, page, rss, sitemap
from tests.hostile.web import Handler, Web

pytestmark = pytest.mark.server

BOMBS = {
    "laughs": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><rss version='2.0'><channel><title>&i;</title><item><title>&i;</title>"
    "<link>http://a.be/1</link></item></channel></rss>",
    "external": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><item><title>&x;</title><link>http://a.be/1</link></item>"
    "</channel></rss>",
    "parameter": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % p SYSTEM "http://WEB/evil.dtd">%p;]>'
    "<rss version='2.0'><channel><item><title>x</title><link>http://a.be/1</link></item>"
    "</channel></rss>",
    "attributes": "<rss version='2.0'><channel><item "
    + " ".join(f"a{n}='{n}'" for n in range(50_000))
    + "/></channel></rss>",
    "nested": "<rss version='2.0'><channel>" + "<item>" * 20_000 + "</channel></rss>",
    "nested html": "<!doctype html><body>" + "<div>" * 20_000 + "x",
    "deep json": '{"version":"https://jsonfeed.org/version/1.1","items":' + "[" * 100_000,
    "big": "<rss version='2.0'><channel>" + "x" * 11_000_000,
    "many": rss(*("<item/>" for _ in range(100_000))),
    "comment": "<rss version='2.0'>" + "<!--" * 200_000,
    "processing": "<?x " * 200_000,
    "doctype": "<!DOCTYPE " * 100_000,
    "open": "<" * 1_000_000,
}


@pytest.mark.parametrize(
    ("bomb", "encoding"),
    [
        *((bomb, "utf-8") for bomb in BOMBS),
        *((bomb, "utf-16") for bomb in ("laughs", "external", "parameter")),
    ],
)
def test_bombs_end_in_a_sentence_and_stop_no_other(web, instance, bomb, encoding):
    instance.sources(
        {"id": "bomb", "url": web.url("/bomb.xml")}, {"id": "good", "url": web.url("/good.xml")}
    )
    web.put("/good.xml", rss(*items(web.url(""), range(3))))
    body = (
        BOMBS[bomb]
        .replace("WEB", web.authority)
        .replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
    )
    web.put("/bomb.xml", body.encode(encoding), kind="application/xml")
    started = time.monotonic()

    done = instance.refresh(code=1)

    assert done.of("bomb")["state"] == "failed"
    assert len(done.of("good")["new"]) == 3
    assert "/evil.dtd" not in web.asked
    assert "root:" not in done.out
    assert time.monotonic() - started < 100


@pytest.mark.parametrize("bomb", ["attributes", "nested html", "open", "comment"])
@pytest.mark.parametrize("reader", ["listing", "page", "detail"])
def test_bombs_in_pages_end_in_a_sentence(web, instance, reader, bomb):
    instance.sources(
        {
            "id": "bomb",
            "url": web.url("/bomb"),
            "reader": "listing" if reader == "detail" else reader,
            **({} if reader == "page" else {"options": {"row": "li.row"}}),
        },
        {"id": "good", "url": web.url("/good.xml")},
    )
    web.put("/good.xml", rss(*items(web.url(""), range(3))))
    if reader == "detail":
        web.put("/bomb", listing(("Histoire", "/story", "2026-10-01")))
        web.put("/story", BOMBS[bomb])
    else:
        web.put("/bomb", BOMBS[bomb], kind="text/html")

    done = instance.refresh(code=None)

    assert (
        done.of("bomb")["state"] == ("ok" if reader == "detail" else "failed") or reader == "page"
    )
    assert len(done.of("good")["new"]) == 3


def test_a_gzip_bomb_is_refused(web, instance):
    instance.sources({"id": "feed", "url": web.url("/feed.xml")})
    web.put("/feed.xml", gzip.compress(b"<rss>" + b" " * 100_000_000, 1), content_encoding="gzip")

    assert instance.refresh(code=1).of("feed")["problem"]["code"] == "too_big"


def test_a_gzipped_sitemap_that_is_a_bomb_is_refused(web, instance):
    instance.sources({"id": "map", "url": web.url("/sitemap.xml.gz"), "reader": "sitemap"})
    web.put(
        "/sitemap.xml.gz",
        gzip.compress(sitemap().encode() + b" " * 50_000_000, 9),
        kind="application/gzip",
    )

    assert instance.refresh(code=1).of("map")["problem"]["code"] in {"too_dense", "shape_sitemap"}


def test_a_list_whose_pages_never_end_ends(web, instance):
    instance.sources(
        {
            "id": "list",
            "url": web.url("/fr/news"),
            "reader": "listing",
            "detail": False,
            "options": {
                "row": "li.row",
                "pages": "?page={page}",
                "max_pages": 30,
                "read_to_end": True,
            },
        }
    )
    count = iter(range(10_000))

    def more(handler: Handler) -> None:
        body = listing(
            *((f"Histoire {n}", f"/fr/s-{n}", "") for n in (next(count) for _ in range(5)))
        ).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        handler.raw(head.encode() + body)

    web.act("/fr/news", more)
    web.act("/fr/news?*", more)

    assert len(instance.refresh().of("list")["new"]) == 150


def test_a_list_that_repeats_its_page_ends(web, instance):
    instance.sources(
        {
            "id": "list",
            "url": web.url("/fr/news"),
            "reader": "listing",
            "detail": False,
            "options": {
                "row": "li.row",
                "pages": "?page={page}",
                "max_pages": 200,
                "read_to_end": True,
            },
        }
    )
    web.put("/fr/news", listing(("Histoire", "/fr/s", "")))
    web.put("/fr/news?*", listing(("Histoire", "/fr/s", "")))

    instance.refresh()

    assert len(web.asked) <= 3


def test_a_sitemap_of_twenty_thousand_addresses_is_cut_at_its_cap(web, instance):
    instance.defaults["details_per_run"] = 3
    instance.sources({"id": "map", "url": web.url("/sitemap.xml"), "reader": "sitemap"})
    web.put("/sitemap.xml", sitemap(*((web.url(f"/p-{n}"), "2026-10-01") for n in range(20_000))))
    page_bytes = page("Page", date="2026-10-01").encode()

    def any_page(handler: Handler) -> None:
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        head += f"Content-Length: {len(page_bytes)}\r\n\r\n"
        handler.raw(head.encode() + page_bytes)

    for n in range(20_000):
        web.act(f"/p-{n}", any_page)

    report = instance.refresh().of("map")

    assert len(report["new"]) == 3
    assert report["pending"] == 4997


def test_sitemaps_that_name_themselves_each_other_or_another_host_end(web, instance):
    other = Web()
    instance.hosts = (web.authority, other.authority)
    instance.sources({"id": "map", "url": web.url("/sitemap.xml"), "reader": "sitemap"})
    web.put(
        "/robots.txt",
        f"Sitemap: {other.url('/robots-sitemap.xml')}\nUser-agent: *\nAllow: /",
        kind="text/plain",
    )
    web.put(
        "/sitemap.xml",
        index(
            web.url("/sitemap.xml"),
            web.url("/a.xml"),
            "http://other.example/s.xml",
            "file:///etc/passwd",
        ),
    )
    web.put("/a.xml", index(web.url("/sitemap.xml"), web.url("/a.xml")))

    assert instance.refresh(code=1).of("map")["problem"]["code"] == "empty"
    assert len(web.asked) < 8
    assert other.asked == []
    other.stop()
