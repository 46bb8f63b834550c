"""Rows that share an address, odd rows among others, and a tree that former rules wrote."""

import shutil
from pathlib import Path

import pytest

from tests.hostile.pages import index, item, items, listing, page, rss, sitemap

pytestmark = pytest.mark.server

FORMER = Path(__file__).parent / "former"
LISTING = {"row": "li.row", "date": "time"}


def put_tree(instance):
    shutil.copytree(FORMER / "journal", instance.watch / "journal")
    return instance.tree()


def identities(instance):
    return {
        title: (entry["id"], instance.file(title).name)
        for title, entry in instance.entries().items()
    }


def test_a_tree_of_former_rules_is_found_again_whole(web, instance):
    """The tree was written by the rules of version 0.1, which took all that follows a # away."""
    web.put("/feed.xml", (FORMER / "feed.xml").read_bytes())
    instance.sources({"id": "journal", "url": web.url("/feed.xml")})
    put_tree(instance)
    former = identities(instance)

    first = instance.refresh().of("journal")
    second = instance.refresh().of("journal")

    # What former rules lost of two rows that shared an address is all that is new.
    assert [entry["title"] for entry in first["new"]] == ["Perdue naguère"]
    assert (second["new"], second["changed"]) == ([], [])
    now = identities(instance)
    assert {title: now[title] for title in former} == former
    assert first["skipped"]["repeated"] == 1


def test_rows_that_differ_in_a_key_alone_are_entries_with_a_page_each(web, instance):
    rows = [(f"Avis {n}", f"/detail-actualite?id={n}", "2026-10-05") for n in range(3)]
    web.put("/list", listing(*rows))
    for n in range(4):
        canonical = f'<link rel="canonical" href="{web.url("/detail-actualite")}">'
        web.put(f"/detail-actualite?id={n}", page(f"Avis {n}", head=canonical))
    instance.sources(
        {"id": "list", "url": web.url("/list"), "reader": "listing", "options": LISTING}
    )

    first = instance.refresh().of("list")
    web.put("/list", listing(("Avis 3", "/detail-actualite?id=3", "2026-10-12"), *rows[:2]))
    second = instance.refresh().of("list")

    assert [len(first["new"]), len(second["new"]), len(second["changed"])] == [3, 1, 0]
    urls = {entry["url"] for entry in instance.entries().values()}
    assert urls == {web.url(f"/detail-actualite?id={n}") for n in range(4)}


def test_pages_that_name_one_address_as_their_own_stay_at_theirs(web, instance):
    head = f'<link rel="canonical" href="{web.url("/actualites-de-la-maison")}">'
    for name in ("un", "deux", "trois"):
        web.put(f"/fr/{name}", page(f"La page {name}", head=head, date="2026-10-05"))
    web.put("/map.xml", sitemap(*((web.url(f"/fr/{n}"), "") for n in ("un", "deux", "trois"))))
    instance.sources({"id": "map", "url": web.url("/map.xml"), "reader": "sitemap"})

    first = instance.refresh().of("map")
    second = instance.refresh().of("map")

    assert (len(first["new"]), second["new"], second["changed"]) == (3, [], [])
    assert {entry["url"] for entry in instance.entries().values()} == {
        web.url(f"/fr/{name}") for name in ("un", "deux", "trois")
    }


def test_rows_without_guid_at_one_address_are_found_again_in_any_order(web, instance):
    rows = [
        item(f"Panne {n}", web.url("/etat"), pubDate=f"{n:02d} Oct 2026 10:00:00 +0200")
        for n in range(5, 9)
    ]
    instance.sources({"id": "news", "url": web.url("/news.xml")})
    web.put("/news.xml", rss(*rows[:3]))
    first = instance.refresh().of("news")
    ids = identities(instance)

    web.put("/news.xml", rss(rows[3], rows[2], rows[0]))
    second = instance.refresh().of("news")
    web.put("/news.xml", rss(rows[3]))
    third = instance.refresh().of("news")

    assert [len(first["new"]), len(second["new"]), len(third["new"])] == [3, 1, 0]
    assert second["changed"] == third["changed"] == []
    assert {title: identities(instance)[title] for title in ids} == ids


def test_one_title_on_following_days_at_one_address_is_an_entry_a_day(web, instance):
    def say(*days: int) -> None:
        rows = (
            item("Bulletin", web.url("/etat"), pubDate=f"{day:02d} Oct 2026 10:00:00 +0200")
            for day in days
        )
        web.put("/news.xml", rss(*rows))

    instance.sources({"id": "news", "url": web.url("/news.xml")})
    say(5, 6)
    first = instance.refresh().of("news")
    say(7, 6, 5)
    second = instance.refresh().of("news")

    assert [len(first["new"]), len(second["new"]), len(second["changed"])] == [2, 1, 0]


@pytest.mark.parametrize("bad", [1, 4])
def test_a_few_odd_rows_are_named_and_the_others_taken(web, instance, bad):
    odd = ["<item><title>Sans adresse</title></item>"] * bad
    web.put("/news.xml", rss(*items(web.url(""), range(5)), *odd))
    instance.sources({"id": "news", "url": web.url("/news.xml")})

    report = instance.refresh().of("news")

    assert (report["state"], len(report["new"]), len(report["bad"])) == ("ok", 5, bad)
    assert "Sans adresse" in report["bad"][0]


@pytest.mark.parametrize(("good", "bad"), [(20, 5), (0, 2), (0, 1)])
def test_more_than_one_odd_row_in_ten_refuses_the_list_and_all_of_them_do(web, instance, good, bad):
    odd = [f"<item><title>Sans adresse {n}</title></item>" for n in range(bad)]
    web.put("/news.xml", rss(*items(web.url(""), range(good)), *odd))
    instance.sources({"id": "news", "url": web.url("/news.xml")})

    report = instance.refresh(code=1).of("news")

    assert (report["state"], report["problem"]["code"]) == ("failed", "bad_entries")


def test_a_feed_may_hold_any_number_but_none(web, instance):
    instance.sources({"id": "news", "url": web.url("/news.xml")})
    web.put("/news.xml", rss(*items(web.url(""), range(12))))
    instance.refresh()
    web.put("/news.xml", rss(*items(web.url(""), [12])))
    fewer = instance.refresh().of("news")
    web.put("/news.xml", rss())
    none = instance.refresh(code=1).of("news")

    assert (fewer["state"], len(fewer["new"]), len(instance.entries())) == ("ok", 1, 13)
    assert none["problem"]["code"] == "empty"


def test_pages_that_robots_are_forbidden_are_passed_over_and_named(web, instance):
    web.put("/robots.txt", "User-agent: *\nDisallow: /prive/")
    web.put("/ouverte", page("Une page ouverte", date="2026-10-05"))
    web.put("/map.xml", sitemap((web.url("/ouverte"), ""), (web.url("/prive/fermee"), "")))
    instance.sources({"id": "map", "url": web.url("/map.xml"), "reader": "sitemap"})

    report = instance.refresh().of("map")
    web.put("/map.xml", sitemap((web.url("/prive/fermee"), "")))
    alone = instance.refresh(code=1).of("map")

    assert (report["state"], report["bad"], report["skipped"]) == ("ok", [], {"forbidden": 1})
    assert "/prive/fermee" in report["notes"][0]["says"]
    assert alone["state"] == "failed"
    assert not any("prive" in asked for asked in web.asked)


def test_what_is_beyond_the_cap_or_unwanted_is_counted(web, instance):
    web.put("/news.xml", rss(*items(web.url(""), range(9))))
    web.put("/map.xml", sitemap(*((web.url(f"/p-{n}"), "2026-10-01") for n in range(4))))
    web.put("/p-0", page("La page", date="2026-10-01"))
    instance.sources(
        {"id": "news", "url": web.url("/news.xml"), "options": {"max_entries": 5}},
        {
            "id": "map",
            "url": web.url("/map.xml"),
            "reader": "sitemap",
            "options": {"include": ["p-0$"]},
        },
    )

    report = instance.refresh("--summary", str(instance.root / "out" / "summary.md"))
    tried = instance.vigie("try", "news", "--json").data
    tried_aloud = instance.vigie("try", "news")

    assert report.of("news")["skipped"] == {"beyond_cap": 4}
    assert report.of("map")["skipped"] == {"filtered": 3}
    assert tried["skipped"] == {"beyond_cap": 4}
    assert "4 beyond the cap" in tried_aloud.out
    summary = (instance.root / "out" / "summary.md").read_text()
    assert "4 au-delà du plafond (news)" in summary
    assert "3 filtrées (map)" in summary


def test_whatever_an_entry_or_an_index_has_no_room_for_is_counted(web, instance):
    files = "".join(f'<a href="/file-{n}.pdf">F {n}</a>' for n in range(27))
    web.put("/news.xml", rss(item("A", web.url("/a"), description=files)))
    web.put("/list", listing(("Une actualité", "/p-0", "2026-10-01")))
    web.put("/list?p=2", listing(("Une autre", "/p-1", "2026-10-02")))
    children = [f"/map-{n}.xml" for n in range(4)]
    web.put("/index.xml", index(*map(web.url, [*children, "/old.xml", "/gone-1.xml"])))
    for place, child in enumerate(children):
        web.put(child, sitemap((web.url(f"/p-{place}"), "2026-10-01")))
        web.put(f"/p-{place}", page(f"Page {place}", date="2026-10-01"))
    instance.sources(
        {"id": "news", "url": web.url("/news.xml")},
        {
            "id": "map",
            "url": web.url("/index.xml"),
            "reader": "sitemap",
            "options": {"sitemaps": ["map-", "gone-"], "max_sitemaps": 3},
        },
        {
            "id": "list",
            "url": web.url("/list"),
            "reader": "listing",
            "options": LISTING | {"pages": "?p={page}", "first_page": 1, "max_pages": 2},
        },
    )

    report = instance.refresh()

    assert report.of("news")["skipped"] == {"documents_beyond_cap": 7}
    skipped = report.of("map")["skipped"]
    assert (skipped["sitemaps_filtered"], skipped["sitemaps_beyond_cap"]) == (1, 2)
    assert report.of("list")["skipped"]["cut_at_cap"] == 1
