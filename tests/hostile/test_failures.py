"""A source that fails says so in a sentence, stops no other, and loses nothing."""

import socket
import time

import pytest
import yaml

from knowledge import problems
from knowledge.model import Problem
from tests.hostile.instance import Instance
from tests.hostile.pages import item, items, listing, page, rss, sitemap
from tests.hostile.web import Handler, Web

pytestmark = pytest.mark.server

ANUBIS = (
    "<!doctype html><html><head><title>Making sure you're not a bot!</title>"
    '<script id="anubis_challenge">{}</script></head><body><p>Loading…</p></body></html>'
)
CONSENT = (
    '<!doctype html><html lang="fr"><head><title>Avant de continuer</title></head><body>'
    "<h1>Avant de continuer</h1>"
    "<p>Pour continuer, acceptez nos cookies.</p><button>Tout accepter</button></body></html>"
)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def world(web: Web, instance: Instance) -> None:
    """Gather a feed and a list once, in good order."""
    instance.sources(
        {"id": "good", "url": web.url("/good.xml")},
        {"id": "feed", "url": web.url("/feed.xml")},
        {
            "id": "list",
            "url": web.url("/fr/news"),
            "reader": "listing",
            "options": {"row": "li.row", "date": "time"},
        },
    )
    web.put("/good.xml", rss(*items(web.url(""), range(5), "good")))
    web.put("/feed.xml", rss(*items(web.url(""), range(20, 30), "feed")))
    web.put(
        "/fr/news",
        listing(*((f"Histoire {n}", f"/fr/s-{n}", f"2026-10-{n:02d}") for n in range(1, 7))),
    )
    for n in range(1, 7):
        web.put(f"/fr/s-{n}", page(f"Histoire {n}"))
    instance.refresh()


def break_feed(web: Web, how: str) -> None:
    page_of = {
        "down": lambda: None,
        "empty": lambda: web.put("/feed.xml", rss()),
        "no feed": lambda: web.put(
            "/feed.xml", "<!doctype html><title>Maintenance</title><p>Revenez plus tard.</p>"
        ),
        "challenge": lambda: web.put("/feed.xml", ANUBIS),
        "consent": lambda: web.put("/feed.xml", CONSENT),
        "500": lambda: web.put("/feed.xml", status=500),
        "503": lambda: web.put("/feed.xml", status=503, retry_after="0"),
        "403": lambda: web.put("/feed.xml", status=403),
        "404": lambda: web.put("/feed.xml", status=404),
        "429": lambda: web.put("/feed.xml", status=429, retry_after="0"),
        "later": lambda: web.put("/feed.xml", status=429, retry_after="3600"),
        "hang": lambda: web.hang("/feed.xml"),
        "loop": lambda: web.move("/feed.xml", "/feed.xml"),
        "private": lambda: web.move("/feed.xml", f"http://127.0.0.1:{free_port()}/"),
        "garbled": lambda: web.act(
            "/feed.xml", lambda handler: handler.raw(b"SSH-2.0-OpenSSH\r\n\r\n")
        ),
        "cut": lambda: web.act(
            "/feed.xml",
            lambda handler: handler.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<rss>"),
        ),
        "nothing": lambda: web.act("/feed.xml", lambda handler: handler.raw(b"")),
        "blank": lambda: web.put("/feed.xml", b"", kind="application/xml"),
    }
    page_of[how]()


BROKEN = {
    "empty": "empty",
    "no feed": "not_a_feed",
    "challenge": "challenge",
    "consent": "challenge",
    "500": "server_error",
    "503": "busy",
    "403": "refused",
    "404": "not_found",
    "429": "busy",
    "later": "retry_later",
    "hang": "too_slow",
    "loop": "redirects",
    "private": "loopback",
    "garbled": "garbled",
    "cut": "broken",
    "nothing": "broken",
    "blank": "not_a_feed",
}


@pytest.mark.parametrize(("how", "code"), BROKEN.items(), ids=list(BROKEN))
def test_a_broken_source_is_told_and_loses_nothing_and_a_later_304_hides_nothing(
    web, instance, patience, how, code
):
    world(web, instance)
    before = instance.tree()
    web.put("/good.xml", rss(*items(web.url(""), range(6), "good")))
    break_feed(web, how)
    if how == "hang":
        patience(2)

    failed = instance.refresh(code=1)
    again = instance.refresh(code=1)
    web.put("/feed.xml", rss(*items(web.url(""), range(20, 31), "feed")))
    well = instance.refresh()

    for report in (failed.of("feed"), again.of("feed")):
        assert (report["state"], report["problem"]["code"]) == ("failed", code)
    assert len(failed.of("good")["new"]) == 1
    after = instance.tree()
    kept = {name for name in before if not name.startswith("_")}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert len(well.of("feed")["new"]) == 1
    for tongue in ("fr", "nl", "en"):
        assert len(problems.what(Problem(code), tongue)) > 20
        assert len(problems.fix(Problem(code), tongue)) > 20


def test_what_is_said_of_a_failure_is_in_the_coordinators_language(web, instance):
    instance.sources({"id": "feed", "url": web.url("/feed.xml")})
    web.put("/feed.xml", status=403)

    said = {lang: instance.vigie("refresh", lang=lang).out for lang in ("fr", "nl", "en")}

    for lang, out in said.items():
        told = problems.what(Problem("refused"), lang)
        assert told.partition("}")[2][:10].strip() in " ".join(out.split()), lang


def test_a_redesigned_list_is_told_with_what_was_looked_for(web, instance):
    world(web, instance)
    before = instance.tree()
    web.put(
        "/fr/news",
        "<!doctype html><title>Nouveau site</title><main><div class=card>Une</div></main>",
    )

    report = instance.refresh(code=1).of("list")

    assert report["problem"]["code"] == "shape_listing"
    assert "li.row" in report["problem"]["says"]
    assert "Nouveau site" in report["problem"]["says"]
    assert {k: v for k, v in instance.tree().items() if k[0] != "_"} == {
        k: v for k, v in before.items() if k[0] != "_"
    }


def test_a_source_that_may_be_empty_may_be(web, instance):
    instance.sources({"id": "feed", "url": web.url("/feed.xml"), "may_be_empty": True})
    web.put("/feed.xml", rss())

    assert instance.refresh().of("feed")["state"] == "ok"


def test_without_any_network_each_source_says_so_and_nothing_is_lost(web, instance):
    world(web, instance)
    before = instance.tree()
    web.stop()

    done = instance.refresh(code=1)

    assert {report["problem"]["code"] for report in done.data["sources"]} == {"refused_connection"}
    assert {k: v for k, v in instance.tree().items() if k[0] != "_"} == {
        k: v for k, v in before.items() if k[0] != "_"
    }


ROBOTS = {
    "disallow": ("User-agent: *\nDisallow: /", 200, "robots"),
    "unreachable": ("", 503, "robots_unreachable"),
    "absent": ("", 404, None),
    "forbidden": ("", 403, None),
    "page": ("<!doctype html><title>404</title>", 200, None),
    "delay": ("User-agent: *\nCrawl-delay: 0.1", 200, None),
    "other robots": ("User-agent: Googlebot\nDisallow: /\n\nUser-agent: *\nAllow: /", 200, None),
}


@pytest.mark.parametrize(("text", "status", "code"), ROBOTS.values(), ids=list(ROBOTS))
def test_robots_txt_decides(web, instance, text, status, code):
    instance.sources({"id": "feed", "url": web.url("/feed.xml")})
    web.put("/robots.txt", text, status=status, kind="text/plain")
    web.put("/feed.xml", rss(*items(web.url(""), range(3))))

    report = instance.refresh(code=1 if code else 0).of("feed")

    assert (report["problem"] or {}).get("code") == code
    assert ("/feed.xml" in web.asked) is (code is None)
    assert report["robots"]


def test_an_entrys_page_that_robots_txt_closes_leaves_the_same_health_at_each_run(web, instance):
    instance.sources(
        {
            "id": "list",
            "url": web.url("/fr/news"),
            "reader": "listing",
            "options": {"row": "li.row", "date": "time"},
        }
    )
    web.put("/robots.txt", "User-agent: *\nDisallow: /fr/s-2", kind="text/plain")
    web.put(
        "/fr/news",
        listing(*((f"Histoire {n}", f"/fr/s-{n}", f"2026-10-{n:02d}") for n in range(1, 7))),
    )
    for n in range(1, 7):
        web.put(f"/fr/s-{n}", page(f"Histoire {n}"))
    recording = instance.root / "out" / "week.warc.gz"
    instance.refresh("--record", str(recording))

    trees = []
    for _ in range(3):
        instance.refresh("--replay", str(recording))
        trees.append(instance.tree())

    assert "/fr/s-2" not in web.asked
    assert "Histoire 2" in instance.entries()
    assert trees[0] == trees[1] == trees[2]


def test_pages_left_for_the_next_run_are_not_hidden_by_a_304_behind_a_redirect(web, instance):
    instance.defaults["details_per_run"] = 4
    instance.sources({"id": "map", "url": web.url("/sitemap.xml"), "reader": "sitemap"})
    web.move("/sitemap.xml", "/real-sitemap.xml", 302)
    web.put(
        "/real-sitemap.xml", sitemap(*((web.url(f"/page-{n}"), "2026-10-01") for n in range(10)))
    )
    for n in range(10):
        web.put(f"/page-{n}", page(f"Page {n}", date="2026-10-01"))

    counts = []
    for _ in range(4):
        instance.refresh()
        counts.append(len(instance.entries()))

    assert counts == [4, 8, 10, 10]
    assert "/real-sitemap.xml" in web.unchanged


def test_pages_that_are_no_entries_do_not_starve_those_that_are(web, instance):
    instance.defaults["details_per_run"] = 4
    instance.sources(
        {
            "id": "map",
            "url": web.url("/sitemap.xml"),
            "reader": "sitemap",
            "detail": {"require": "time"},
        }
    )
    other = [(web.url(f"/other-{n}"), "2026-11-01") for n in range(10)]
    web.put(
        "/sitemap.xml", sitemap(*other, *((web.url(f"/page-{n}"), "2026-10-01") for n in range(6)))
    )
    for n in range(10):
        web.put(f"/other-{n}", page(f"Rubrique {n}"))
    for n in range(6):
        web.put(f"/page-{n}", page(f"Page {n}", date="2026-10-01"))

    for _ in range(5):
        instance.refresh()

    assert len(instance.entries()) == 6


def test_a_sitemap_that_an_index_names_and_is_not_there_hides_no_other(web, instance):
    from tests.hostile.pages import index

    instance.sources({"id": "map", "url": web.url("/sitemap.xml"), "reader": "sitemap"})
    web.put(
        "/sitemap.xml", index(web.url("/lost.xml"), web.url("/sitemap.xml"), web.url("/there.xml"))
    )
    web.put("/there.xml", sitemap(*((web.url(f"/page-{n}"), "2026-10-01") for n in range(3))))
    for n in range(3):
        web.put(f"/page-{n}", page(f"Page {n}", date="2026-10-01"))

    assert len(instance.refresh().of("map")["new"]) == 3


def test_a_wordpress_that_closed_its_api_is_read_by_its_feed_week_after_week(web, instance):
    instance.sources({"id": "wp", "url": web.url("/"), "reader": "wordpress"})
    posts = ",".join(
        f'{{"link":"{web.url(f"/p-{n}")}","title":{{"rendered":"Article {n}"}},'
        f'"date":"2026-10-0{n}T10:00:00"}}'
        for n in range(1, 8)
    )
    web.put("/wp-json/wp/v2/posts?per_page=20&page=1", f"[{posts}]", x_wp_totalpages="1")
    instance.refresh()
    web.put("/wp-json/wp/v2/posts?per_page=20&page=1", "<!doctype html><title>Fermé</title>")
    news = []
    for n in (8, 9):
        web.put("/feed/", rss(item(f"Article {n}", web.url(f"/p-{n}"))))
        report = instance.refresh().of("wp")
        news.append([entry["title"] for entry in report["new"]])
        assert [note["code"] for note in report["notes"]] == ["fell_back"]
        assert report["gone"] == []

    assert news == [["Article 8"], ["Article 9"]]


def test_a_host_that_hangs_at_every_page_is_left_before_long(web, instance, patience):
    patience(2)
    instance.sources(
        {
            "id": "list",
            "url": web.url("/fr/news"),
            "reader": "listing",
            "options": {"row": "li.row", "date": "time"},
        }
    )
    web.put(
        "/fr/news", listing(*((f"Histoire {n}", f"/fr/s-{n}", "2026-10-01") for n in range(20)))
    )
    for n in range(20):
        web.hang(f"/fr/s-{n}")
    started = time.monotonic()

    report = instance.refresh(code=1).of("list")

    assert report["problem"]["code"] == "bad_entries"
    assert time.monotonic() - started < 30


def test_a_fault_of_our_own_is_told_of_one_source_and_keeps_its_traceback(
    web, instance, monkeypatch
):
    from scrapers import gather

    def gather_entries(source, *rest):
        if source.id == "feed":
            raise KeyError("ours")
        return original(source, *rest)

    original = gather._gather_entries
    world(web, instance)
    monkeypatch.setattr(gather, "_gather_entries", gather_entries)
    (instance.root / ".vigie" / "state.json").unlink()

    done = instance.refresh(code=1)

    assert done.of("feed")["problem"]["code"] == "own_fault"
    assert done.of("good")["state"] == "ok"
    assert "KeyError: 'ours'" in (instance.root / ".vigie" / "fault.txt").read_text()


def test_without_a_process_to_read_in_each_source_says_so_at_once(web, instance, monkeypatch):
    from scrapers.readers import sandbox

    instance.sources({"id": "feed", "url": web.url("/feed.xml")})
    web.put("/feed.xml", rss(*items(web.url(""), range(3))))
    monkeypatch.setattr(sandbox, "_limit_memory", _die)
    started = time.monotonic()

    report = instance.refresh(code=1).of("feed")

    assert report["problem"]["code"] == "no_child"
    assert time.monotonic() - started < 60


def _die() -> None:
    raise OSError("no")


def test_health_remembers_failures_in_the_committed_file(web, instance):
    world(web, instance)
    web.put("/feed.xml", status=500)
    instance.refresh(code=1)

    health = yaml.safe_load((instance.watch / "_health.yml").read_text())

    assert health["sources"]["feed"]["runs"][-1]["problem"] == "server_error"
    assert "FAILED" not in instance.vigie("status").err
    assert instance.vigie("status").code == 0


def test_an_answer_that_drips_ends_in_time(web, instance, patience):
    patience(2)

    def drip(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n<rss>")
        while not web.leave.wait(0.2):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    instance.sources({"id": "feed", "url": web.url("/feed.xml")})
    web.act("/feed.xml", drip)
    started = time.monotonic()

    assert instance.refresh(code=1).of("feed")["problem"]["code"] == "too_slow"
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    ("title", "text"), [("Pr\ufffdvention", ""), ("Prévention", "La pr\ufffdvention au travail.")]
)
def test_a_text_that_the_site_broke_is_taken_with_a_word(web, instance, title, text):
    instance.sources({"id": "feed", "url": web.url("/feed.xml")})
    web.put(
        "/feed.xml", rss(item(title, web.url("/1"), description=text), item("Été", web.url("/2")))
    )

    report = instance.refresh().of("feed")

    assert set(instance.entries("feed")) == {title, "Été"}
    (note,) = report["notes"]
    assert (note["code"], note["facts"]["count"]) == ("broken_letters", "1")
    tried = " ".join((instance.vigie("try", "feed").out).split())
    assert problems.what(Problem(note["code"], note["facts"]), "en") in tried
