"""What becomes of an entry from week to week: new, corrected, gone, back, moved; told by feeds,
lists and sitemaps.
"""

import pytest

from publish import library
from tests.hostile.pages import item, items, listing, page, rss, sitemap
from tests.hostile.web import Web

pytestmark = pytest.mark.server

LISTING = {"row": "li.row", "date": "time", "read_to_end": True}


def feed(web: Web, name: str = "news", **more: object) -> dict[str, object]:
    return {"id": name, "url": web.url(f"/{name}.xml"), **more}


def a_list(web: Web, **options: object) -> dict[str, object]:
    return {
        "id": "list",
        "url": web.url("/fr/news"),
        "reader": "listing",
        "options": {**LISTING, **options},
    }


def rows(web: Web, *names: str) -> None:
    """Serve a list page of these entries, and a page for each."""
    web.put(
        "/fr/news", listing(*((f"Histoire {name}", f"/fr/{name}", "2026-10-05") for name in names))
    )
    for name in names:
        web.put(f"/fr/{name}", page(f"Histoire {name}"))


def test_three_lines_are_a_source_with_a_feed_and_a_second_read_brings_nothing(web, instance):
    web.put("/news.xml", rss(*items(web.url(""), range(5))))
    instance.sources(feed(web))

    first = instance.refresh()
    tree = instance.tree()
    second = instance.refresh()

    assert len(first.of("news")["new"]) == 5
    assert (second.of("news")["new"], second.of("news")["changed"]) == ([], [])
    assert {name: digest for name, digest in instance.tree().items() if name != "_health.yml"} == {
        name: digest for name, digest in tree.items() if name != "_health.yml"
    }


def test_what_a_source_corrects_is_corrected_and_what_stood_there_kept(web, instance):
    def say(title: str, day: str, text: str) -> None:
        corrected = item(
            title,
            web.url("/1"),
            guid="g1",
            pubDate=f"{day} Oct 2026 10:00:00 +0200",
            description=text,
        )
        web.put("/news.xml", rss(corrected, *items(web.url(""), range(2, 5))))

    instance.sources(feed(web))
    say("Le titre", "05", "Le premier texte.")
    instance.refresh()
    before = instance.entries()["Le titre"]

    say("Le titre corrigé", "06", "Le second texte.")
    changed = instance.refresh().of("news")["changed"]

    after = instance.entries()["Le titre corrigé"]
    assert [entry["id"] for entry in changed] == [before["id"]]
    # A first date stays the date; a later one is that of a change.
    assert (after["id"], str(after["date"]), str(after["updated"]), after["summary"]) == (
        before["id"],
        "2026-10-05",
        "2026-10-06",
        "Le second texte.",
    )
    assert {change["key"]: str(change["was"]) for change in after["history"]} == {
        "title": "Le titre",
        "summary": "Le premier texte.",
    }
    assert instance.refresh().of("news")["changed"] == []


@pytest.mark.parametrize("status", [404, 410])
def test_an_entry_that_left_a_list_read_to_its_end_and_is_no_more_is_gone_and_may_come_back(
    web, instance, status
):
    instance.sources(a_list(web))
    rows(web, "one", "two", "three")
    instance.refresh()

    rows(web, "one", "three")
    web.put("/fr/two", status=status)
    gone = instance.refresh().of("list")["gone"]
    left = instance.entries()["Histoire two"]
    again = instance.refresh()

    rows(web, "one", "two", "three")
    back = instance.refresh().of("list")["changed"]

    assert [entry["title"] for entry in gone] == ["Histoire two"]
    assert left["status"] == "gone"
    assert again.of("list")["gone"] == []
    assert [entry["title"] for entry in back] == ["Histoire two"]
    assert instance.entries()["Histoire two"]["status"] == "active"
    assert [change["was"] for change in instance.entries()["Histoire two"]["history"]] == [
        "active",
        "gone",
    ]


def test_an_entry_that_left_the_list_and_still_answers_stays(web, instance):
    instance.sources(a_list(web))
    rows(web, "one", "two", "three")
    instance.refresh()

    rows(web, "one", "three")
    report = instance.refresh().of("list")

    assert (report["gone"], report["moved"]) == ([], [])
    assert instance.entries()["Histoire two"]["status"] == "active"


def test_an_entry_that_left_the_sitemap_is_gone(web, instance):
    source = {"id": "map", "url": web.url("/sitemap.xml"), "reader": "sitemap"}
    instance.sources(source)
    for name in ("a-page", "b-page", "c-page"):
        web.put(f"/{name}", page(f"La page {name}", date="2026-10-01"))
    web.put(
        "/sitemap.xml",
        sitemap(*((web.url(f"/{name}"), "2026-10-01") for name in ("a-page", "b-page", "c-page"))),
    )
    instance.refresh()

    web.put(
        "/sitemap.xml",
        sitemap(*((web.url(f"/{name}"), "2026-10-01") for name in ("a-page", "c-page"))),
    )
    del web.pages["/b-page"]
    gone = instance.refresh().of("map")["gone"]

    assert [entry["title"] for entry in gone] == ["La page b-page"]


def test_a_feeds_window_that_moved_on_means_nothing(web, instance):
    instance.sources(feed(web))
    web.put("/news.xml", rss(*items(web.url(""), range(10, 0, -1))))
    instance.refresh()

    web.put("/news.xml", rss(*items(web.url(""), range(20, 10, -1))))
    report = instance.refresh().of("news")

    assert (len(report["new"]), report["gone"]) == (10, [])
    assert {entry["status"] for entry in instance.entries().values()} == {"active"}
    assert [path for path in web.asked if path.startswith("/story")] == []


def test_a_lists_window_that_moved_on_means_nothing(web, instance):
    source = a_list(web, read_to_end=False, pages="?page={page}", max_pages=2)
    instance.sources(source)

    def week(first: int) -> None:
        for number in (0, 1):
            days = range(first - 5 * number, first - 5 * number - 5, -1)
            body = listing(*((f"Histoire {n}", f"/fr/s-{n}", f"2026-10-{n:02d}") for n in days))
            web.put("/fr/news" if not number else f"/fr/news?page={number}", body)
        for n in range(first, first - 10, -1):
            web.put(f"/fr/s-{n}", page(f"Histoire {n}"))

    week(12)
    instance.refresh()
    web.asked.clear()
    week(16)
    report = instance.refresh().of("list")

    assert (len(report["new"]), report["gone"]) == (4, [])
    assert "/fr/s-3" not in web.asked


def test_an_entry_that_moved_for_good_is_the_same_at_its_new_address(web, instance):
    instance.sources(a_list(web))
    rows(web, "one", "two", "three")
    instance.refresh()
    before = instance.entries()["Histoire two"]

    rows(web, "one", "three", "two-renamed")
    web.put(
        "/fr/news",
        listing(
            *(
                (f"Histoire {name.split('-')[0]}", f"/fr/{name}", "2026-10-05")
                for name in ("one", "three", "two-renamed")
            )
        ),
    )
    web.put("/fr/two-renamed", page("Histoire two"))
    web.move("/fr/two", "/fr/two-renamed")
    report = instance.refresh().of("list")

    after = instance.entries()["Histoire two"]
    assert [entry["id"] for entry in report["moved"]] == [before["id"]]
    assert report["new"] == []
    assert (after["id"], after["url"], after["status"]) == (
        before["id"],
        web.url("/fr/two-renamed"),
        "moved",
    )
    assert after["aliases"] == [web.url("/fr/two")]
    assert len(instance.entries()) == 3
    assert instance.refresh().of("list")["new"] == []


def test_an_entry_that_left_and_could_not_be_asked_for_is_asked_again_though_the_list_is_the_same(
    web, instance
):
    instance.sources(a_list(web))
    rows(web, "one", "two", "three")
    instance.refresh()

    rows(web, "one", "three")
    web.put("/fr/two", status=500)
    failed = instance.refresh().of("list")
    del web.pages["/fr/two"]
    asked = instance.refresh().of("list")

    assert ([note["code"] for note in failed["notes"]], failed["gone"]) == (["server_error"], [])
    assert [entry["title"] for entry in asked["gone"]] == ["Histoire two"]


def test_a_list_that_moved_for_good_is_told_of_week_after_week(web, instance):
    instance.sources(feed(web))
    web.put("/new.xml", rss(*items(web.url(""), range(5))))
    web.move("/news.xml", "/new.xml")

    notes = [[note["code"] for note in instance.refresh().of("news")["notes"]] for _ in range(3)]

    assert notes == [["moved_for_good"]] * 3


def test_a_watched_page_without_a_title_or_replaced_whole_is_still_watched(web, instance):
    instance.sources(
        {
            "id": "law",
            "name": "La loi",
            "url": web.url("/law"),
            "reader": "page",
            "type": "page-change",
        }
    )
    web.put("/law", "<html><body><main><p>Un paragraphe.</p></main></body></html>")
    instance.refresh()
    web.put(
        "/law",
        "<html><body><main>"
        + "".join(f"<p>Article {n}.</p>" for n in range(20_000))
        + "</main></body></html>",
    )
    assert instance.refresh(code=1).of("law")["problem"]["code"] == "page_replaced"
    instance.vigie("accept", "law")
    instance.refresh()

    (entry,) = instance.entries().values()
    assert entry["title"] == "La loi"
    assert len(entry["history"][0]["now"]) == 201


@pytest.mark.parametrize("target", ["/", "/fr/news", "/fr/one"])
def test_an_entry_sent_to_the_home_page_the_list_or_another_entry_has_not_moved_there(
    web, instance, target
):
    instance.sources(a_list(web))
    rows(web, "one", "two", "three")
    web.put("/", page("Accueil"))
    instance.refresh()

    rows(web, "one", "three")
    web.move("/fr/two", target)
    report = instance.refresh().of("list")

    assert report["moved"] == []
    assert instance.entries()["Histoire two"]["url"] == web.url("/fr/two")
    assert instance.entries()["Histoire one"]["url"] == web.url("/fr/one")
    assert len(instance.entries()) == 3


def test_rows_that_all_lead_to_the_home_page_stay_entries_of_their_own(web, instance):
    instance.sources(a_list(web))
    rows(web, "one", "two", "three")
    web.put("/", page("Accueil"))
    for name in ("one", "two"):
        web.move(f"/fr/{name}", "/")

    report = instance.refresh().of("list")

    assert len(report["new"]) == 3
    assert {entry["url"] for entry in instance.entries().values()} == {
        web.url(f"/fr/{name}") for name in ("one", "two", "three")
    }


def test_an_entry_moved_to_an_address_that_cannot_be_published_stays_where_it_is(web, instance):
    instance.sources(a_list(web))
    rows(web, "one", "two", "three")
    instance.refresh()

    rows(web, "one", "three")
    long = "/fr/" + "x" * 3000
    web.move("/fr/two", long)
    web.put(long, page("Histoire two"))
    instance.refresh()

    assert instance.entries()["Histoire two"]["url"] == web.url("/fr/two")


def test_versions_in_two_languages_are_twins_by_hreflang(web, instance):
    instance.sources(
        a_list(web),
        {
            **a_list(web),
            "id": "lijst",
            "url": web.url("/nl/nieuws"),
            "lang": "nl",
            "twin_of": "list",
        },
    )
    links = "".join(
        f'<link rel="alternate" hreflang="{lang}" href="{web.url(path)}">'
        for lang, path in (("fr", "/fr/travail"), ("nl", "/nl/werk"))
    )
    web.put("/fr/news", listing(("Le travail", "/fr/travail", "2026-10-05")))
    web.put("/nl/nieuws", listing(("Het werk", "/nl/werk", "2026-10-05")))
    web.put("/fr/travail", page("Le travail", head=links))
    web.put("/nl/werk", page("Het werk", lang="nl", head=links))

    instance.refresh()

    assert instance.entries()["Le travail"]["twins"] == {"nl": web.url("/nl/werk")}
    assert instance.entries()["Het werk"]["twins"] == {"fr": web.url("/fr/travail")}


def test_one_story_told_by_two_sources_is_two_files_tied_the_official_first(web, instance):
    instance.sources(feed(web), feed(web, "relay"), feed(web, "ministry", official=True))
    for name, day in (("news", 5), ("relay", 6), ("ministry", 4)):
        told = item(
            "Le bien-être au travail change de loi",
            web.url(f"/{name}/1"),
            pubDate=f"0{day} Oct 2026 10:00:00 Z",
        )
        web.put(f"/{name}.xml", rss(told))

    instance.refresh()

    found = {path.parent.name: path for path in instance.watch.glob("*/[!_]*.md")}
    assert set(found) == {"news", "relay", "ministry"}
    (news,) = instance.entries("news").values()
    (ministry,) = instance.entries("ministry").values()
    assert news["same_as"] == [web.url("/ministry/1"), web.url("/relay/1")]
    assert ministry["same_as"] == [web.url("/news/1"), web.url("/relay/1")]


def test_one_address_in_two_sources_is_one_entry(web, instance):
    instance.sources(feed(web), feed(web, "relay"))
    web.put("/news.xml", rss(item("Une histoire", web.url("/1?utm_source=a"))))
    web.put("/relay.xml", rss(item("Une histoire", web.url("/1?utm_source=b"))))

    report = instance.refresh()

    assert list(instance.entries("news")) == ["Une histoire"]
    assert instance.entries("relay") == {}
    assert report.of("relay")["skipped"] == {"elsewhere": 1}


def test_a_guid_that_all_items_share_makes_them_no_less_different(web, instance):
    instance.sources(feed(web))
    web.put(
        "/news.xml", rss(*(item(f"Histoire {n}", web.url(f"/{n}"), guid="same") for n in range(5)))
    )

    assert len(instance.refresh().of("news")["new"]) == 5
    assert instance.refresh().of("news")["changed"] == []


def test_a_guid_used_again_each_week_is_a_new_story_each_week(web, instance):
    instance.sources(feed(web))
    for n in range(4):
        web.put("/news.xml", rss(item(f"Histoire {n}", web.url(f"/{n}"), guid="latest")))
        assert len(instance.refresh().of("news")["new"]) == 1

    assert set(instance.entries()) == {f"Histoire {n}" for n in range(4)}


def test_a_guid_that_changes_at_each_visit_changes_nothing(web, instance):
    instance.sources(feed(web))
    trees = []
    for n in range(3):
        web.put(
            "/news.xml",
            rss(*(item(f"Histoire {k}", web.url(f"/{k}"), guid=f"{n}-{k}") for k in range(5))),
        )
        instance.refresh()
        trees.append(
            {name: digest for name, digest in instance.tree().items() if name != "_health.yml"}
        )

    assert trees[0] == trees[1] == trees[2]


def test_a_watched_page_that_changes_is_an_entry_with_what_was_put_in_and_taken_out(web, instance):
    instance.sources({"id": "law", "url": web.url("/law"), "reader": "page", "type": "page-change"})
    web.put(
        "/law", page("La loi", "Le premier paragraphe de la loi.</p><p>Le deuxième paragraphe.")
    )
    first = instance.refresh()
    web.put(
        "/law", page("La loi", "Le premier paragraphe de la loi.</p><p>Le paragraphe remplacé.")
    )
    second = instance.refresh()
    third = instance.refresh()

    assert first.of("law")["new"] == []
    assert len(second.of("law")["new"]) == 1
    assert third.of("law")["new"] == []
    (entry,) = instance.entries().values()
    assert entry["history"][0]["was"] == ["Le deuxième paragraphe."]
    assert entry["history"][0]["now"] == ["Le paragraphe remplacé."]


def test_an_editors_words_survive_correction_move_and_going_byte_for_byte(web, instance):
    instance.sources(a_list(web))
    rows(web, "one", "two", "three")
    instance.refresh()
    review = "review: # à relire  \n  themes: [\"telework\"]   # «choix»\n  note: 'l''avis'  \n"
    note = "\nUn avis.  \r\nDeux lignes, une tab\tici.\n\n---\n\n{{ 7*7 }} <b>gras</b>   \n\n"
    for name in ("one", "two", "three"):
        path = instance.file(f"Histoire {name}")
        head, _, _ = path.read_bytes().decode().rpartition("---\n")
        path.write_bytes(f"{head}{review}---\n{note}".encode())

    web.put(
        "/fr/news",
        listing(("Histoire un corrigée", "/fr/one", "2026-10-06"), ("Histoire three", "/fr/3", "")),
    )
    web.put("/fr/3", page("Histoire three"))
    web.move("/fr/three", "/fr/3")
    del web.pages["/fr/two"]
    report = instance.refresh().of("list")

    assert (len(report["changed"]), len(report["gone"]), len(report["moved"])) == (1, 1, 1)
    for name in ("un corrigée", "two", "three"):
        text = instance.file(f"Histoire {name}").read_bytes().decode()
        assert text.endswith(f"{review}---\n{note}")


TEXT = "<p>L’employeur prend les mesures nécessaires.</p><p>Il consulte le comité compétent.</p>"
NOTICE = "<p>Le site est en maintenance. Merci de revenir dans quelques heures.</p>"
REWRITTEN = "<p>Toute entreprise désigne désormais une personne de confiance formée.</p>"


def test_a_page_that_is_not_the_watched_one_is_no_change_and_a_rewriting_can_be_accepted(
    web, instance
):
    instance.sources({"id": "law", "url": web.url("/fr/law"), "reader": "page"})
    seen = []
    for body in (TEXT, NOTICE, REWRITTEN, TEXT, REWRITTEN):
        web.put("/fr/law", page("Bien-être", body))
        report = instance.refresh(code=None).of("law")
        seen.append((report["state"], (report["problem"] or {}).get("code")))
        assert instance.entries("law") == {}

    assert seen == [
        ("ok", None),
        ("failed", "page_notice"),
        ("failed", "page_replaced"),
        ("ok", None),
        ("failed", "page_replaced"),
    ]

    assert instance.vigie("accept", "law").code == 0
    assert instance.refresh().of("law")["state"] == "ok"
    (entry,) = instance.entries("law").values()
    assert "désormais" in str(entry["history"])
    web.put("/fr/law", page("Bien-être", TEXT))
    assert instance.refresh(code=None).of("law")["problem"]["code"] == "page_replaced"


def test_a_rejected_entry_stays_away_over_three_weeks_and_comes_back_when_that_is_undone(
    web, instance
):
    def choose(words: str) -> None:
        (instance.root / "out").mkdir(exist_ok=True)
        (instance.root / "out" / "words.txt").write_text(words)
        done = instance.vigie("review", "apply", str(instance.root / "out" / "words.txt"))
        assert done.code == 0, done.out + done.err

    def shown() -> set[str]:
        return {entry.title for entry in library.load(instance.root).entries}

    web.put("/news.xml", rss(*items(web.url(""), range(1))))
    instance.sources(feed(web))
    instance.refresh()
    (title,) = shown()

    choose("1 reject: VAT")
    for week in range(1, 4):
        web.put("/news.xml", rss(*items(web.url(""), range(week + 1))))
        assert len(instance.refresh().of("news")["new"]) == 1
        assert title not in shown()
        assert len(shown()) == week

    (number,) = (
        row.split()[0] for row in instance.vigie("review").out.splitlines() if f" {title} (" in row
    )
    choose(f"undo {number}")
    assert title in shown()
    assert len(shown()) == 4


def test_a_deleted_file_comes_back_and_the_summary_says_so_though_git_knows_of_none(web, instance):
    web.put("/news.xml", rss(*items(web.url(""), range(2))))
    instance.sources(feed(web))
    instance.refresh()
    deleted = min((instance.watch / "news").glob("*.md"))
    deleted.unlink()
    web.put("/news.xml", rss(*items(web.url(""), range(3))))

    instance.refresh("--summary", str(instance.root / "out" / "summary.md"))

    assert deleted.exists()
    told = (instance.root / "out" / "summary.md").read_text()
    assert f"docs/watch/news/…-{deleted.stem[-10:]}.md" in told
    assert "keep: false" in told
