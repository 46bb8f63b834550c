"""Feeds as readers and the W3C's validator take them: RFC 4287, JSON Feed 1.1, RSS 2.0; no error,
nothing that runs.
"""

import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings

from knowledge.health import Health, SourceHealth
from knowledge.model import Change, EntryDocument
from knowledge.source import Rights
from publish.site_metadata import SiteMetadata

from .conftest import ANYTHING, HOSTILE, ROOT, made

SEEN = datetime(2026, 11, 22, 18, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
ISSUED = "{http://purl.org/dc/terms/}issued"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
RFC822 = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")


def parsed(data):
    """Read a feed back, as a stranger would."""
    feed = feedparser.parse(io.BytesIO(data))
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def check_atom(data):
    """Hold an Atom feed to the rules of RFC 4287 that its validators check."""
    root = ET.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    ids = [tag.text for tag in root.findall(f"{ATOM}entry/{ATOM}id")]
    assert len(ids) == len(set(ids))
    for part in (root, *root.findall(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{tag}")) == 1
            assert part.findtext(f"{ATOM}{tag}").strip()
        assert part.find(f"{ATOM}author/{ATOM}name").text
        links = [
            (tag.get("rel"), tag.get("type"), tag.get("hreflang"))
            for tag in part.findall(f"{ATOM}link")
        ]
        assert [link[0] for link in links].count("alternate") == 1
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == root.findtext(f"{ATOM}id")
    for url in [tag.get("href") for tag in root.iter(f"{ATOM}link")] + [
        tag.text for tag in root.iter(f"{ATOM}uri")
    ]:
        assert re.fullmatch(r"https?://[!-~]+", url)
    for tag in (*root.iter(f"{ATOM}updated"), *root.iter(f"{ATOM}published")):
        assert RFC3339.fullmatch(tag.text)
    return root


# What RSS 2.0 knows; all else stands in a namespace (https://www.rssboard.org/rss-specification).
CHANNEL = frozenset(
    [
        "title",
        "link",
        "description",
        "language",
        "copyright",
        "managingEditor",
        "webMaster",
        "pubDate",
        "lastBuildDate",
        "category",
        "generator",
        "docs",
        "cloud",
        "ttl",
        "image",
        "rating",
        "textInput",
        "skipHours",
        "skipDays",
        "item",
    ]
)
ITEM = frozenset(
    [
        "title",
        "link",
        "description",
        "author",
        "category",
        "comments",
        "enclosure",
        "guid",
        "pubDate",
        "source",
    ]
)


def check_rss(data):
    """Hold an RSS feed to the rules of RSS 2.0 and of its best practices."""
    root = ET.fromstring(data)
    assert (root.tag, root.attrib) == ("rss", {"version": "2.0"})
    (channel,) = root
    assert {tag.tag for tag in channel if "{" not in tag.tag} <= CHANNEL
    for tag in ("title", "link", "description", "language", "lastBuildDate"):
        assert len(channel.findall(tag)) == 1
        assert channel.findtext(tag).strip()
    assert re.fullmatch(r"[a-z]{2}(-[a-z]{2})?", channel.findtext("language"))
    (self_link,) = channel.findall(f"{ATOM}link")
    assert (self_link.get("rel"), self_link.get("type")) == ("self", "application/rss+xml")
    items = channel.findall("item")
    guids = [tag.text for tag in channel.findall("item/guid")]
    assert len(guids) == len(set(guids)) == len(items)
    for tag in channel.findall("item/guid"):
        assert tag.get("isPermaLink") == "false"
    for item in items:
        names = [tag.tag for tag in item if "{" not in tag.tag]
        assert set(names) <= ITEM
        assert all(names.count(name) == 1 for name in set(names) - {"category"})
        assert item.findtext("title").strip()
        assert re.fullmatch(r"https?://[!-~]+", item.findtext("link"))
    for tag in (*channel.findall("lastBuildDate"), *channel.findall("item/pubDate")):
        assert RFC822.fullmatch(tag.text)
    return channel


def check_json(data):
    """Hold a JSON feed to JSON Feed 1.1."""
    feed = json.loads(data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "items", "home_page_url", "feed_url", "language"} <= set(feed)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert all(
            RFC3339.fullmatch(item[key])
            for key in ("date_published", "date_modified")
            if key in item
        )
        assert all({"url", "mime_type"} <= set(one) for one in item.get("attachments", ()))
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    return feed


def test_addresses_are_stable_and_guessable(entry, library_of, facts):
    assert set(made(library_of(entry()), facts)) == {
        *(f"feeds/all.{kind}" for kind in ("atom", "json", "rss")),
        *(
            f"feeds/kind/{name}.{kind}"
            for name in ("law", "news", "tool")
            for kind in ("atom", "json", "rss")
        ),
        *(
            f"feeds/theme/{name}.{kind}"
            for name in ("telework", "health")
            for kind in ("atom", "json", "rss")
        ),
        *(
            f"feeds/{path}.{kind}"
            for path in ("source/ministry", "region/federal", "radar", "questions")
            for kind in ("atom", "json", "rss")
        ),
        "feeds/feeds.opml",
        "feeds/sources.opml",
    }


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_every_feed_keeps_its_formats_rules(entry, library_of, facts, lang):
    library = library_of(
        entry(
            id="a",
            twins={"nl": "https://ministry.example/nl/a", "en": "https://ministry.example/en/a"},
        ),
        entry(id="b", date=None, summary=""),
        entry(
            id="c",
            lang="nl",
            documents=(EntryDocument("https://ministry.example/c.pdf", "Le rapport", 477),),
        ),
    )

    for path, data in made(library, facts, lang).items():
        check = {"atom": check_atom, "rss": check_rss, "json": check_json}.get(
            path.rpartition(".")[2]
        )
        if check:
            check(data)
            url = f"{ROOT}{lang}/{path}"
            assert url.encode() in data


def test_an_empty_feed_is_a_feed(library_of, facts):
    files = made(library_of(), facts)

    assert check_atom(files["feeds/all.atom"]).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert check_json(files["feeds/all.json"])["items"] == []
    assert check_rss(files["feeds/all.rss"]).findall("item") == []


def test_a_feed_reads_back_as_it_was_meant(entry, library_of, facts):
    atom = made(library_of(entry(twins={"nl": "https://ministry.example/nl/wet"})), facts)[
        "feeds/all.atom"
    ]
    feed = parsed(atom)

    (story,) = feed.entries
    assert (feed.feed.title, feed.feed.language) == ("Veille\u00a0: Toutes les nouveautés", "fr")
    # Authors by hand: the watch's feed reader turns feedparser's slow search in their names off for
    # its process.
    root = check_atom(atom)
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Le réseau"
    assert root.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "Le ministère"
    assert (story.title, story.summary) == ("Une loi nouvelle", "Un court extrait.")
    assert (story.link, story.published, story.updated) == (
        "https://ministry.example/fr/loi",
        "2026-11-20T00:00:00Z",
        "2026-11-22T18:00:00Z",
    )
    assert [(tag.term, tag.label) for tag in story.tags] == [
        ("law", "Législation"),
        ("telework", "Télétravail"),
    ]
    assert [(one.rel, one.href) for one in story.links][1:] == [
        ("related", f"{ROOT}fr/months/2026-11/#e-0123456789"),
        ("related", "https://ministry.example/nl/wet"),
    ]


def test_the_three_formats_tell_the_same(entry, library_of, facts):
    files = made(library_of(entry(id="a"), entry(id="b", date=None)), facts)

    atom, rss = parsed(files["feeds/all.atom"]).entries, parsed(files["feeds/all.rss"]).entries
    items = json.loads(files["feeds/all.json"])["items"]
    told = [(one.id, one.link, one.title, one.updated_parsed) for one in atom]
    assert told == [(one.id, one.link, one.title, one.updated_parsed) for one in rss]
    assert [one[:3] for one in told] == [(one["id"], one["url"], one["title"]) for one in items]


def test_rss_dates_an_item_by_when_it_came_here_so_that_a_connector_takes_it_for_new(
    entry, library_of, facts
):
    dated, undated = entry(id="a", date=date(2026, 11, 2)), entry(id="b", date=None)
    library = replace(library_of(dated, undated), health=Health({"agency": SourceHealth()}))
    files = made(library, facts)

    items = check_rss(files["feeds/theme/telework.rss"]).findall("item")
    assert [tag.findtext("pubDate") for tag in items] == ["Sun, 22 Nov 2026 18:00:00 GMT"] * 2
    assert sorted(filter(None, (tag.findtext(ISSUED) for tag in items))) == ["2026-11-02"]
    story = min(parsed(files["feeds/theme/telework.rss"]).entries, key=lambda one: one.id)
    assert story.published_parsed[:5] == (2026, 11, 22, 18, 0)


def test_rss_dates_the_backlog_of_a_source_by_its_own_days(entry, library_of, facts):
    old, undated = entry(id="a", date=date(2025, 1, 2)), entry(id="b", date=None)
    library = library_of(old, undated)
    health = Health({"ministry": SourceHealth(baseline_at=SEEN)})
    items = check_rss(made(replace(library, health=health), facts)["feeds/all.rss"]).findall("item")

    assert [tag.findtext("pubDate") for tag in items] == ["Thu, 02 Jan 2025 00:00:00 GMT", None]


def test_an_undated_entry_is_published_at_no_time_and_updated_when_it_was_seen(
    entry, library_of, facts
):
    files = made(library_of(entry(date=None)), facts)

    (story,) = ET.fromstring(files["feeds/all.atom"]).findall(f"{ATOM}entry")
    assert story.find(f"{ATOM}published") is None
    assert story.findtext(f"{ATOM}updated") == "2026-11-22T18:00:00Z"
    assert "date_published" not in json.loads(files["feeds/all.json"])["items"][0]
    assert b"dcterms:issued>" not in files["feeds/all.rss"]


def test_a_feed_is_as_new_as_its_newest_entry_and_knows_no_other_clock(entry, library_of, facts):
    older = entry(id="a", type="tool", first_seen=SEEN - timedelta(days=30))
    files = made(library_of(older, entry(id="b")), facts)

    assert (
        ET.fromstring(files["feeds/all.atom"]).findtext(f"{ATOM}updated") == "2026-11-22T18:00:00Z"
    )
    assert (
        ET.fromstring(files["feeds/kind/tool.atom"]).findtext(f"{ATOM}updated")
        == "2026-10-23T18:00:00Z"
    )
    assert made(library_of(entry(id="b"), older), facts) == files


def test_a_correction_moves_what_a_reader_has_read_before(entry, library_of, facts):
    corrected = entry(history=(Change(SEEN + timedelta(days=7), "title", "Avant"),))

    (story,) = ET.fromstring(made(library_of(corrected), facts)["feeds/all.atom"]).findall(
        f"{ATOM}entry"
    )
    assert story.findtext(f"{ATOM}updated") == "2026-11-29T18:00:00Z"


def test_an_entrys_name_outlives_its_address_and_the_sites(entry, library_of, facts):
    here = made(library_of(entry()), facts)["feeds/all.atom"]
    moved = made(
        library_of(entry(url="https://ministry.example/moved")),
        replace(facts, root_url="https://new.example/"),
    )

    (before,), (after,) = (
        ET.fromstring(data).findall(f"{ATOM}entry") for data in (here, moved["feeds/all.atom"])
    )
    assert before.findtext(f"{ATOM}id") == after.findtext(f"{ATOM}id")


def test_an_excerpt_keeps_to_the_limit_that_its_source_now_sets(entry, library_of, facts):
    library = library_of(entry(summary="Dix mots et puis encore vingt autres mots qui dépassent."))
    source = library.sources["ministry"].model_copy(update={"rights": Rights(excerpt_max_chars=20)})
    files = made(replace(library, sources={"ministry": source}), facts)

    (item,) = json.loads(files["feeds/all.json"])["items"]
    assert item["content_text"] == "Dix mots et puis…"
    assert all(b"autres mots" not in data for data in files.values())


def test_the_terms_of_its_source_travel_with_each_entry(entry, library_of, facts):
    library = library_of(entry())
    rights = Rights(regime="cc0", attribution="Service public fédéral")
    files = made(
        replace(
            library,
            sources={"ministry": library.sources["ministry"].model_copy(update={"rights": rights})},
        ),
        facts,
    )

    expected = "Service public fédéral – domaine public (CC0)"
    assert (
        ET.fromstring(files["feeds/all.atom"]).find(f"{ATOM}entry").findtext(f"{ATOM}rights")
        == expected
    )
    assert json.loads(files["feeds/all.json"])["items"][0]["_vigie"]["rights"] == expected
    assert expected in files["feeds/all.rss"].decode()


def test_a_document_is_enclosed_and_one_of_no_known_type_is_not_in_json(entry, library_of, facts):
    documents = (
        EntryDocument("https://m.example/a.pdf", "Le rapport", 477),
        EntryDocument("https://m.example/b", "Autre"),
        EntryDocument("javascript:x"),
    )
    files = made(library_of(entry(documents=documents)), facts)

    (story,) = ET.fromstring(files["feeds/all.atom"]).findall(f"{ATOM}entry")
    enclosed = [
        (tag.get("href"), tag.get("length"))
        for tag in story.findall(f"{ATOM}link[@rel='enclosure']")
    ]
    assert enclosed == [("https://m.example/a.pdf", "477"), ("https://m.example/b", None)]
    (item,) = json.loads(files["feeds/all.json"])["items"]
    assert item["attachments"] == [
        {
            "url": "https://m.example/a.pdf",
            "mime_type": "application/pdf",
            "title": "Le rapport",
            "size_in_bytes": 477,
        }
    ]


def test_hostile_text_is_inert_in_every_format(entry, library_of, facts):
    hostile = entry(
        title=HOSTILE,
        summary=HOSTILE,
        source=HOSTILE,
        type=HOSTILE,
        themes=(HOSTILE,),
        lang='fr" x="',
        url="javascript:alert(1)",
        twins={"nl": "javascript:alert(1)", HOSTILE: "https://a.example/"},
        same_as=("javascript:alert(1)",),
        documents=(EntryDocument('https://a.example/"><script>', HOSTILE, 1),),
    )

    files = made(library_of(hostile, entry(id="b")), facts)

    for path, data in files.items():
        text = data.decode()
        assert "<script" not in text or path.endswith(".json"), path
        assert "\x00" not in text
        assert "javascript:" not in text
        if path.endswith((".atom", ".rss")):
            parsed(data)
    assert (
        len(parsed(files["feeds/all.atom"]).entries)
        == len(parsed(files["feeds/all.rss"]).entries)
        == 2
    )
    (story,) = [
        one for one in json.loads(files["feeds/all.json"])["items"] if "script" in one["title"]
    ]
    assert story["url"] == f"{ROOT}fr/months/2026-11/#e-0123456789"


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60,
)
@given(title=ANYTHING, summary=ANYTHING, url=ANYTHING)
def test_any_text_makes_a_valid_feed(entry, library_of, facts, title, summary, url):
    files = made(
        library_of(entry(title=title, summary=summary, url=f"https://a.example/{url}")), facts
    )

    check_atom(files["feeds/all.atom"])
    check_rss(files["feeds/all.rss"])
    check_json(files["feeds/all.json"])


def test_a_reader_that_takes_an_rss_text_for_html_sees_text(entry, library_of, facts):
    (item,) = check_rss(
        made(library_of(entry(title="<b>a</b> < 3", summary="<img src=x> & co")), facts)[
            "feeds/all.rss"
        ]
    ).findall("item")

    assert item.findtext("title") == "‹b>a‹/b> < 3"
    assert item.findtext("description") == "&lt;img src=x&gt; &amp; co"


def test_a_demonstration_says_so_in_every_feed(entry, library_of, facts):
    for path, data in made(library_of(entry()), replace(facts, demo=True)).items():
        if not path.endswith(".opml"):
            assert "[Démonstration]" in data.decode()
            assert "n’annoncent rien de réel" in data.decode()


def test_a_site_that_does_not_know_its_address_has_no_feeds(entry, library_of):
    assert made(library_of(entry()), SiteMetadata()) == {}


def test_an_entry_with_a_note_leads_to_its_own_page(entry, library_of, facts):
    (item,) = json.loads(
        made(library_of(entry(body="Une note.", date=date(2026, 1, 1))), facts)["feeds/all.json"]
    )["items"]

    assert item["_vigie"]["permalink"] == f"{ROOT}fr/entries/0123456789/"
