"""What strangers send becomes plain text or nothing: no markup, no YAML, no template, no path, no
request elsewhere.
"""

import json
import re
from collections.abc import Iterator

import frontmatter
import pytest
import yaml

from tests.hostile.instance import Instance
from tests.hostile.pages import item, items, page, rss
from tests.hostile.web import Web

pytestmark = pytest.mark.server

TEXTS = {
    "script": "<script>alert(1)</script>Titre",
    "escaped script": "&lt;script&gt;alert(1)&lt;/script&gt;Titre",
    "twice escaped": "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;Titre",
    "svg": "<svg/onload=alert(1)>Titre",
    "half a tag": "Titre <img src=x onerror=alert(1)",
    "jinja": "{{7*7}} {% raw %} {{ config }} Titre",
    "link": "[x](javascript:alert(1)) Titre",
    "image": "![](//evil.example/x) Titre",
    "front matter": "---\ntitle: evil\nreview: {themes: [x]}\n---\n# Titre",
    "yaml tag": "!!python/object/apply:os.system ['id'] Titre",
    "yaml anchor": "&a *a <<: *a # Titre",
    "nul": "Ti\x00tre",
    "bidi": "Titre \u202eevil\u202c\u2066x\u2069",
    "half of a pair": "Titre \ud800 x",
    "emoji": "👩‍👩‍👧 Titre 🇧🇪",
    "right to left": "عنوان בעברית Titre",
    "path": "../../../etc/passwd Titre",
    "device": "CON",
    "quotes": "\"'`“”«»’ Titre: # - ? |",
    "breaks": "Titre\r\nX-Evil: 1\u2028a\u2029b\x85c",
    "order": "::set-output name=a::b",
    "order2": "##[command]Titre",
    "escape": "\x1b[31mTitre\x1b]0;evil\x07",
    "cdata": "]]><script>alert(1)</script><![CDATA[Titre",
    "mkdocs": "<![ x Titre",
    "zalgo": "T" + "\u0301" * 500 + "itre",
    "number": "0x1F",
    "null": "null",
    "date": "2026-11-22",
    "formula": '=HYPERLINK("http://evil.example","Titre")',
    "long": "Titre " + "mot " * 20_000,
    "one word": "T" * 1_000_000,
    "ampersands": "&" * 5_000 + "amp; Titre",
    "brackets": "[" * 4_000 + " Titre",
}
LINKS = {
    "javascript": "javascript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "file": "file:///etc/passwd",
    "ftp": "ftp://example.org/x",
    "user": "https://bank.example@evil.example/x",
    "password": "https://a:b@evil.example/x",
    "control": "https://evil.example/\x01x",
    "break": "https://evil.example/x\r\nSet-Cookie: a",
    "no host": "https:///x",
    "backslash": "https:\\\\evil.example\\x",
    "very long": "https://evil.example/" + "x" * 100_000,
    "bad port": "https://evil.example:99999999/x",
    "bracket": "http://[::1/x",
    "percent host": "http://%31%32%37.0.0.1/x",
    "nul": "https://evil.example/\x00",
}
ODD_LINKS = {
    "dots": "/../../../../etc/passwd",
    "encoded dots": "/%2e%2e/%2e%2e/etc/passwd",
    "device": "/CON",
    "held": "/_held",
    "hidden": "/.git/config",
    "yaml": "/---",
    "script": "/<script>alert(1)</script>",
    "parenthesis": "/a)](javascript:alert(1)",
    "braces": "/{{7*7}}",
    "emoji": "/🎉",
    "rtl": "/\u202egpj.exe",
    "space": "/a b\tc",
    "quote": '/"onmouseover=alert(1)',
    "homograph": "https://аpple.example/x",
    "scheme-relative": "//other.example/x",
    "long": "/" + "x" * 1500,
}
MARKUP = re.compile(r"<\s*(?:[a-z!/?])", re.IGNORECASE)
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_feed(web: Web, instance: Instance, body: str | bytes, **headers: str) -> None:
    instance.sources({"id": "feed", "url": web.url("/feed.xml")})
    web.put("/feed.xml", body, **headers)


def cdata(text: str) -> str:
    text = text.replace("]]>", "]]]]><![CDATA[>").replace("\x00", "\ufffd")
    return f"<![CDATA[{text}]]>".encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def hold_plain(instance: Instance) -> None:
    """Assert that each file is front matter of known keys, plain texts, and no body."""
    for path in instance.watch.glob("*/**/[!_]*.md"):
        raw = path.read_bytes()
        text = raw.decode("utf-8")
        assert text.startswith("---\n")
        assert text.endswith("\n---\n"), path
        assert text.count("\n---\n") == 1, path
        found = frontmatter.loads(text)
        assert found.content == ""
        assert "review" not in found.metadata
        assert set(found.metadata) <= KEYS
        for word in texts(found.metadata):
            assert not UNSEEN.search(word), (path, word)
            assert not MARKUP.search(word), (path, word)
        assert len(found["title"]) <= 300
        assert re.fullmatch(r"https?://[^\s<>\"@]+", found["url"]), found["url"]


KEYS = frozenset(
    re.findall(
        r"\w+",
        "id title url source lang type date updated first_seen status themes summary documents "
        "aliases same_as twins"
        " external_id why history event_date aside",
    )
)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def test_hostile_words_in_every_element_of_a_feed_become_plain_text(web, instance):
    rows = []
    for place, text in enumerate(TEXTS.values()):
        inside = cdata(text)
        rows.append(
            f"<item><title>{inside}</title><link>{web.url(f'/{place}')}</link><guid "
            f"isPermaLink='false'>{inside}</guid>"
            f"<description>{inside}</description><category>{inside}</category><pubDate>{inside}"
            "</pubDate>"
            f"<author>{inside}</author><dc:creator "
            f"xmlns:dc='http://purl.org/dc/elements/1.1/'>{inside}</dc:creator>"
            f"<enclosure url='{web.url(f'/{place}.pdf')}' length='x' type='application/pdf'/>"
            "</item>"
        )
    one_feed(
        web,
        instance,
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{"".join(rows)}'
        "</channel></rss>",
    )

    report = instance.refresh().of("feed")

    assert len(report["new"]) == len(TEXTS)
    hold_plain(instance)
    assert all(entry["url"].startswith(web.url("/")) for entry in instance.entries().values())
    assert not [path for path in web.asked if path.endswith(".pdf")]


def test_hostile_words_on_pages_and_in_json_become_plain_text(web, instance):
    safe = {name: text.encode("utf-8", "replace").decode() for name, text in TEXTS.items()}
    instance.sources(
        {
            "id": "list",
            "url": web.url("/fr/news"),
            "reader": "listing",
            "options": {"row": "li.row", "date": "time", "summary": "p", "theme": "b"},
        },
        {"id": "json", "url": web.url("/feed.json")},
        {"id": "wp", "url": web.url("/wp/"), "reader": "wordpress"},
    )
    rows = "".join(
        f'<li class="row"><h2><a href="/fr/s-{place}">{text}</a></h2><time '
        f'datetime="{text[:90]!r}">{text}</time>'
        f"<p>{text}</p><b>{text}</b></li>"
        for place, text in enumerate(safe.values())
    )
    web.put("/fr/news", f"<!doctype html><html lang=fr><main><ul>{rows}</ul></main>")
    for place, text in enumerate(safe.values()):
        head = f'<meta name="description" content="{text[:500]}">'
        head += f'<link rel="canonical" href="//evil.example/{place}">'
        web.put(f"/fr/s-{place}", page(text, text, head=head))
    web.put(
        "/feed.json",
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "T",
                "items": [
                    {
                        "id": text,
                        "url": web.url(f"/j-{place}"),
                        "title": text,
                        "content_html": text,
                        "summary": text,
                        "date_published": text[:100],
                        "tags": [text],
                        "language": text[:20],
                        "attachments": [{"url": text[:50]}],
                    }
                    for place, text in enumerate(TEXTS.values())
                ],
            }
        ),
    )
    web.put(
        "/wp/wp-json/wp/v2/posts?per_page=20&page=1",
        json.dumps(
            [
                {
                    "link": web.url(f"/w-{place}"),
                    "title": {"rendered": text},
                    "excerpt": {"rendered": text},
                    "date": text[:50],
                    "content": {"rendered": text},
                    "guid": {"rendered": text},
                }
                for place, text in enumerate(TEXTS.values())
            ]
        ),
        x_wp_totalpages="1",
    )

    report = instance.refresh(code=None)

    for name in ("list", "json", "wp"):
        assert report.of(name)["state"] == "ok", report.of(name)
        # One guid on one host with one title is one entry.
        settled = len(report.of(name)["new"]) + report.of(name)["skipped"].get("elsewhere", 0)
        assert settled >= len(TEXTS) - 3, report.of(name)["bad"]
    hold_plain(instance)
    assert all(entry["url"].startswith(web.url("/")) for entry in instance.entries().values())


def test_addresses_that_cannot_be_published_are_named_and_left_out(web, instance):
    honest = items(web.url(""), range(len(LINKS) * 10))
    odd = [
        f"<item><title>Odd {name}</title><link>{cdata(link)}</link></item>"
        for name, link in LINKS.items()
    ]
    one_feed(web, instance, rss(*honest, *odd))

    report = instance.refresh().of("feed")

    assert len(report["new"]) >= len(honest)
    assert len(report["bad"]) >= 9
    assert all(len(bad) < 1000 for bad in report["bad"])
    hold_plain(instance)
    assert {entry["url"].split("/")[0] for entry in instance.entries().values()} <= {
        "http:",
        "https:",
    }


def test_odd_addresses_are_no_paths(web, instance):
    odd = [
        f"<item><title>Odd {name}</title><link>{cdata(link)}</link></item>"
        for name, link in ODD_LINKS.items()
    ]
    one_feed(web, instance, rss(*items(web.url(""), range(len(odd) * 10)), *odd))

    instance.refresh()

    hold_plain(instance)
    assert {path.parent.name for path in instance.watch.rglob("*.md")} == {"feed"}
    assert all(
        re.fullmatch(r"[a-z0-9-]{1,75}\.md", path.name) for path in instance.watch.rglob("*.md")
    )


DATES = [
    "0000-00-00",
    "9999-12-31",
    "31 Feb 2026",
    "2026-02-31",
    "99999999999999",
    "-1",
    "1e400",
    "Mon, 32 Oct 2026 10:00:00 GMT",
    "Mon, 05 Oct 2026 10:00:00 CEST",
    "Mon, 05 Oct 2026 25:61:61 +9999",
    "05 Oct 26 10:00:00 EDT",
    "0001-01-01T00:00:00Z",
    "1970-01-01T00:00:00Z",
    "2026-10-05T10:00:00+99:99",
    "\u0665/\u0661\u0660/\u0662\u0660\u0662\u0666",
    "demain",
    "2026-10-05" * 1000,
    "2026-W41-1",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "253402300800",
    "05/10/2026 ou le 06/10/2026",
]


def test_a_date_is_the_one_that_stands_there_or_none(web, instance):
    one_feed(
        web,
        instance,
        rss(*(item(f"Date {n}", web.url(f"/{n}"), pubDate=text) for n, text in enumerate(DATES))),
    )

    instance.refresh()

    found = {str(entry["date"]) for entry in instance.entries().values()}
    assert len(instance.entries()) == len(DATES)
    assert found <= {"None", "2026-10-05"}


ENCODINGS = {
    "latin-1 as utf-8": ("Santé mentale", "latin-1", "utf-8", "application/xml; charset=utf-8"),
    "utf-8 as latin-1": ("Santé mentale", "utf-8", "utf-8", "application/xml; charset=iso-8859-1"),
    "utf-16 with a mark": ("Santé mentale", "utf-16", "utf-16", "application/xml"),
    "utf-16 without": ("Santé mentale", "utf-16-le", "utf-16", "application/xml"),
    "utf-7": ("Sant+AOk- mentale", "ascii", "utf-7", "application/xml; charset=utf-7"),
    "unknown": ("Santé mentale", "utf-8", "klingon", "application/xml; charset=klingon"),
    "a codec": ("Santé mentale", "utf-8", "rot13", "application/xml; charset=zlib"),
    "windows": ("Santé “mentale”", "cp1252", "windows-1252", "application/xml"),
    "html": ("Santé mentale", "utf-8", "utf-8", "text/html"),
    "image": ("Santé mentale", "utf-8", "utf-8", "image/png"),
    "none": ("Santé mentale", "utf-8", "utf-8", ""),
    "odd": ("Santé mentale", "utf-8", "utf-8", ";;;=\x7f charset="),
}


@pytest.mark.parametrize(
    ("title", "real", "said", "header"), ENCODINGS.values(), ids=list(ENCODINGS)
)
def test_odd_encodings_end_in_text_or_in_a_sentence(web, instance, title, real, said, header):
    body = rss(item(title, web.url("/1"))).replace("?>", f' encoding="{said}"?>')
    one_feed(web, instance, body.encode(real), content_type=header)

    report = instance.refresh(code=None).of("feed")

    assert report["state"] in {"ok", "failed"}
    hold_plain(instance)


JSONS = {
    "numbers": (
        '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,"url":2,'
        '"title":3,"tags":4}]}'
    ),
    "nulls": (
        '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":null,"url":null,'
        '"title":null}]}'
    ),
    "lists": (
        '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":[],"url":{},'
        '"title":[[]],"attachments":{}}]}'
    ),
    "items": '{"version":"https://jsonfeed.org/version/1.1","items":{"a":1}}',
    "strings": '{"version":"https://jsonfeed.org/version/1.1","items":["a",null,1,[]]}',
    "version": '{"version":["https://jsonfeed.org/version/1.1"],"items":[]}',
    "nan": (
        '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":NaN,"url":Infinity,'
        '"title":1e999}]}'
    ),
    "digits": '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":'
    + "9" * 10_000
    + "}]}",
}


@pytest.mark.parametrize("body", JSONS.values(), ids=list(JSONS))
def test_json_of_the_wrong_types_ends_in_a_sentence(web, instance, body):
    one_feed(web, instance, body)

    report = instance.refresh(code=None).of("feed")

    # Ids, titles and addresses may be numbers in feeds written before version 1.1.
    assert len(report["new"]) == 1 or report["problem"]["code"] in {
        "bad_entries",
        "not_a_feed",
        "reader_broke",
    }
    hold_plain(instance)


@pytest.mark.parametrize(
    "pages",
    ["-1", "1000000000", "9" * 5000, "٣", "1.5", "", "NaN", "0"],
    ids=lambda value: value[:12] or "none",
)
def test_wordpress_may_count_its_pages_as_it_likes(web, instance, pages):
    instance.sources({"id": "wp", "url": web.url("/"), "reader": "wordpress"})
    post = '{{"link":"{}","title":{{"rendered":"Article {}"}},"date":"2026-10-05T10:00:00"}}'
    for number in (1, 2):
        body = f"[{post.format(web.url(f'/p-{number}'), number)}]"
        web.put(f"/wp-json/wp/v2/posts?per_page=20&page={number}", body)
        web.pages[f"/wp-json/wp/v2/posts?per_page=20&page={number}"].headers["X-WP-TotalPages"] = (
            pages if pages.isascii() else "3"
        )

    report = instance.refresh(code=None).of("wp")

    assert report["state"] == "ok"
    assert 1 <= len(report["new"]) <= 2
    assert len(web.asked) < 20


WORDPRESS = [
    "[1,2]",
    '{"a":1}',
    "null",
    '"x"',
    '[{"link":1,"title":2,"date":3,"guid":4}]',
    '[{"title":{"rendered":[]}}]',
    '[{"link":{"a":1},"title":{"rendered":{}},"_embedded":{"wp:term":[[1,{"name":2}],3]}}]',
    "[" * 50_000,
]


@pytest.mark.parametrize("body", WORDPRESS, ids=range(len(WORDPRESS)))
def test_wordpress_of_the_wrong_types_ends_in_a_sentence(web, instance, body):
    instance.sources({"id": "wp", "url": web.url("/"), "reader": "wordpress"})
    web.put("/wp-json/wp/v2/posts?per_page=20&page=1", body)

    assert instance.refresh(code=1).of("wp")["problem"]["says"]


def test_what_a_terminal_and_a_pull_request_are_told_holds_no_order(web, instance):
    odd = [
        f"<item><title>{cdata(text)}</title></item>" for text in TEXTS.values() if len(text) < 500
    ]
    one_feed(web, instance, rss(*items(web.url(""), range(len(odd) * 10)), *odd))
    summary = instance.root / "out" / "summary.md"

    done = instance.vigie("refresh", "--summary", str(summary))

    assert done.code == 0, done.err
    for said in (done.out, summary.read_text()):
        assert "\x1b" not in said
        assert not re.search(r"^\s*::", said, re.MULTILINE)
        assert not UNSEEN.search(said)
    assert not re.search(r"<script|<svg|\]\(javascript", summary.read_text())


def test_health_holds_what_a_hostile_source_says_as_text(web, instance):
    one_feed(
        web, instance, "<!doctype html><title>---\n!!python/object {{7*7}} <script>\u202e</title>"
    )
    instance.refresh(code=1)

    health = yaml.safe_load((instance.watch / "_health.yml").read_text())

    assert "{{7*7}}" in health["sources"]["feed"]["runs"][-1]["facts"]["seen"]
