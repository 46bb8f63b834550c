"""Feeds of every age and shape -> raw entries."""

import json

import pytest

from knowledge.errors import ReadError
from knowledge.model import RawDocument
from scrapers.clean import text_clean
from scrapers.readers import feed, left_out
from tests.scrapers.readers.pages import snapshot, source, xml

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl" xml:base="https://site.example/nl/">
<title>Nieuws</title><id>urn:f</id><updated>2026-11-10T00:00:00Z</updated>{}</feed>"""
RSS = '<rss version="2.0"><channel><title>T</title><link>https://site.example/</link><language>fr-BE</language>{}</channel></rss>'


def only(body, **more):
    return next(iter(feed.read(xml(body), source(**more))))


def refusal(body, **more):
    with pytest.raises(ReadError) as caught:
        list(feed.read(xml(body) if isinstance(body, str) else body, source(**more)))
    return caught.value.problem.code


def test_rss_2_keeps_the_days_as_the_source_writes_them():
    date = "Thu, 12 Nov 2026 00:00:00 +0100"

    raw = only(RSS.format(f"<item><title>A</title><link>/a</link><pubDate>{date}</pubDate></item>"))

    assert (raw.url, raw.published, raw.lang) == ("https://site.example/a", date, "fr-BE")


def test_an_item_without_a_date_has_none():
    raw = only(RSS.format("<item><title>A</title><link>https://site.example/a</link></item>"))

    assert (raw.published, raw.updated) == ("", "")


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_every_numbered_rss_is_read(version):
    body = RSS.replace("2.0", version).format(
        "<item><title>A</title><link>https://site.example/a</link></item>"
    )

    assert only(body).title == "A"


def test_rss_1_and_its_dublin_core_date_are_read():
    raw = only(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://site.example/"><title>T</title></channel>'
        '<item rdf:about="https://site.example/a"><title>A</title><link>https://site.example/a</link>'
        "<dc:date>2026-11-10</dc:date><dc:subject>Santé</dc:subject></item></rdf:RDF>"
    )

    assert (raw.published, raw.external_id, raw.themes) == (
        "2026-11-10",
        "https://site.example/a",
        ("Santé",),
    )


def test_an_old_rss_with_its_public_document_type_is_read():
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'

    assert (
        only(
            doctype + RSS.format("<item><title>A</title><link>https://site.example/a</link></item>")
        ).title
        == "A"
    )


def test_atom_prefers_the_alternate_page_and_resolves_it_on_its_base():
    raw = only(
        ATOM.format(
            '<entry><id>urn:1</id><title type="html">A &amp;amp; B</title><link rel="self" href="https://x.example/self"/>'
            '<link rel="alternate" type="application/pdf" href="a.pdf"/>'
            '<link rel="alternate" type="text/html" href="a"/>'
            '<link rel="alternate" hreflang="fr" type="text/html" href="https://site.example/fr/a"/>'
            "<published>2026-11-01T09:00:00+01:00</published><updated>2026-11-10T00:00:00Z</updated></entry>"
        )
    )

    assert (raw.url, raw.external_id, raw.lang) == ("https://site.example/nl/a", "urn:1", "nl")
    assert (raw.published, raw.updated) == ("2026-11-01T09:00:00+01:00", "2026-11-10T00:00:00Z")
    assert raw.twins == (("fr", "https://site.example/fr/a"),)
    assert raw.documents == (RawDocument("https://site.example/nl/a.pdf"),)


def test_an_atom_entry_that_states_only_its_update_is_dated_by_it():
    raw = only(
        ATOM.format(
            '<entry><id>1</id><title>A</title><link href="a"/><updated>2026-11-10T00:00:00Z</updated></entry>'
        )
    )

    assert raw.published == "2026-11-10T00:00:00Z"


def test_enclosures_and_linked_files_are_documents_and_podcasts_are_not():
    raw = only(
        RSS.format(
            "<item><title>A</title><link>https://site.example/a</link>"
            '<enclosure url="https://site.example/r.pdf" type="application/pdf" length="12345"/>'
            '<enclosure url="https://site.example/r.mp3" type="audio/mpeg" length="1"/>'
            "<description>&lt;a href='/f.docx'&gt;La fiche (Word, 80 Ko)&lt;/a&gt;</description></item>"
        )
    )

    assert raw.documents == (
        RawDocument("https://site.example/r.pdf", "", "12345 B"),
        RawDocument("https://site.example/f.docx", "La fiche", "80 Ko"),
    )


def test_the_source_element_and_the_guid_are_passed_on_as_given():
    raw = only(
        RSS.format(
            "<item><title>A</title><link>https://site.example/a</link><source url='https://other.example/rss'>O</source>"
            "<guid isPermaLink='false'>11140 at https://site.example</guid></item>"
        )
    )

    assert raw.sources == ("https://other.example/rss",)
    assert raw.external_id == "11140 at https://site.example"


def test_an_item_without_title_or_address_is_named_and_not_skipped():
    items = (
        "<item><link>https://site.example/a</link><description> </description></item>"
        "<item><title>B</title></item>"
        "<item><link>https://site.example/c</link><description>Les mots</description></item>"
    )

    assert [raw.problem for raw in feed.read(xml(RSS.format(items)), source())] == [
        "no_title",
        "no_address",
        "",
    ]


def test_the_file_of_an_item_without_a_page_is_its_address():
    item = '<item><title>A</title><enclosure url="https://site.example/a.pdf" length="1" type="application/pdf"/></item>'

    assert only(RSS.format(item)).url == "https://site.example/a.pdf"


@pytest.mark.parametrize("name", ["channel.netscape.com", "my.netscape.com"])
def test_the_oldest_rss_is_a_feed_under_both_its_names(name):
    body = (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        f' xmlns="http://{name}/rdf/simple/0.9/"><channel><title>Institut</title></channel>'
        "<item><title>Nouvelle</title><link>https://site.example/1</link></item></rdf:RDF>"
    )

    assert (only(body).title, only(body).url) == ("Nouvelle", "https://site.example/1")


@pytest.mark.parametrize(
    "titles",
    [
        "<dc:title>v3_final</dc:title><title>A</title>",
        "<title>A</title><dc:title>v3_final</dc:title>",
        "<media:content url='u'><media:title>IMG.jpg</media:title></media:content><title>A</title>",
        "<title>A</title><itunes:title>Episode</itunes:title>",
        "<image><title>logo</title></image><title>A</title>",
    ],
)
def test_no_other_title_takes_the_place_of_an_item_s_own(titles):
    names = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
        ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    )
    body = f'<rss version="2.0" {names}><channel><item>{titles}</item></channel></rss>'

    assert only(body).title == "A"


def test_an_address_that_is_no_web_page_counts_as_none():
    raw = only(RSS.format("<item><title>A</title><link>javascript:alert(1)</link></item>"))

    assert (raw.url, raw.problem) == ("", "no_address")


def test_an_empty_feed_yields_nothing_and_is_no_error():
    assert list(feed.read(xml(RSS.format("")), source())) == []


@pytest.mark.parametrize(
    "body",
    ["", "<html><head><title>Accueil</title></head><body>x</body></html>", "{}", "[]", "plain"],
)
def test_anything_else_than_a_feed_is_refused(body):
    assert refusal(body) == "not_a_feed"


def test_a_page_in_place_of_the_feed_is_named_in_the_refusal():
    with pytest.raises(ReadError, match="Site en maintenance"):
        list(feed.read(xml("<html><title>Site en maintenance</title></html>"), source()))


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + RSS.format(
    "<item><title>&b;</title></item>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("prolog", ["", "<!-- <rss> -->\n", "<?pi [ ?>"])
def test_declared_entities_are_refused_in_every_encoding_and_behind_every_prolog(encoding, prolog):
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding != "utf-16-be" else ""
    body = snapshot((declared + prolog + BOMB).encode(encoding), kind="application/xml")

    assert refusal(body) == "xml_entities"


def test_a_text_that_only_speaks_of_entities_is_read():
    raw = only(
        RSS.format(
            "<item><title><![CDATA[<!DOCTYPE x [<!ENTITY]]></title><link>https://site.example/a</link></item>"
        )
    )

    assert "ENTITY" in raw.title


def test_a_tag_with_thousands_of_attributes_is_refused_at_once():
    attributes = " ".join(f"a{number}='1'" for number in range(20_000))

    assert refusal(RSS.format(f"<item {attributes}/>")) == "too_dense"


@pytest.mark.parametrize("reference", ["&#xD800;", "&#1114112;", "&#99999999999999999999;"])
def test_a_reference_to_no_character_breaks_nothing(reference):
    raw = only(
        RSS.format(f"<item><title>A{reference}B</title><link>https://site.example/a</link></item>")
    )

    assert raw.title == "A\ufffdB"


def test_a_cut_feed_gives_the_items_that_came_whole():
    whole = "<item><title>A</title><link>https://site.example/a</link></item>"

    assert only(RSS.format(whole).partition("</channel>")[0] + "<item><title>B").title == "A"


def test_a_string_that_looks_like_a_path_is_not_opened(tmp_path):
    secret = tmp_path / "feed.xml"
    secret.write_text(RSS.format("<item><title>secret</title></item>"))

    assert refusal(str(secret)) == "not_a_feed"


def test_the_newest_are_kept_when_there_are_too_many():
    items = "".join(
        f"<item><title>{day}</title><link>https://site.example/{day}</link><pubDate>{day:02} Nov 2026</pubDate></item>"
        for day in range(1, 21)
    )

    read = list(feed.read(xml(RSS.format(items)), source(options={"max_entries": 3})))

    assert [raw.title for raw in left_out.kept(read)] == ["20", "19", "18"]
    assert [raw.passed_over for raw in read[3:]] == ["beyond_cap"] * 17


def test_categories_filter_whatever_their_case_and_accents():
    item = (
        "<item><title>A</title><link>https://site.example/a</link>"
        "<category>service  public FEDERAL securite</category></item>"
    )
    kept = source(options={"categories": ("Service public fédéral sécurité",)})
    other = source(options={"categories": ("service public",)})

    raw = only(RSS.format(item))

    assert (feed.wanted(raw, kept), feed.wanted(raw, other), feed.wanted(raw, source())) == (
        True,
        False,
        True,
    )


def test_a_category_that_the_source_maps_to_a_kind_is_the_entrys_own_word_for_it():
    item = "<item><title>A</title><link>https://site.example/a</link><category>Divers</category><category>Études</category></item>"

    assert only(RSS.format(item), types={"Études": "study"}).type_label == "Études"


def json_feed(*items, version="https://jsonfeed.org/version/1.1", **more):
    body = {"version": version, "title": "J", "language": "en", "items": list(items)} | more
    return snapshot(
        json.dumps(body), "https://site.example/feed.json", kind="application/feed+json"
    )


def test_json_feed_says_all_that_it_says():
    item = {
        "id": 7,
        "url": "/a",
        "external_url": "https://other.example/a",
        "title": "A",
        "content_html": "<p>text</p>",
        "date_published": "2026-11-10T09:00:00+01:00",
        "date_modified": "2026-11-12T09:00:00+01:00",
        "tags": ["x"],
        "attachments": [
            {"url": "r.pdf", "mime_type": "application/pdf", "size_in_bytes": 10, "title": "R"}
        ],
    }

    raw = next(feed.read(json_feed(item), source()))

    assert (raw.url, raw.external_id, raw.title, raw.lang) == (
        "https://site.example/a",
        "7",
        "A",
        "en",
    )
    assert (raw.published, raw.updated) == (item["date_published"], item["date_modified"])
    assert (raw.summary, raw.themes, raw.sources) == (
        "<p>text</p>",
        ("x",),
        ("https://other.example/a",),
    )
    assert raw.documents == (RawDocument("https://site.example/r.pdf", "R", "10 B"),)


@pytest.mark.parametrize(
    "odd",
    [None, 3, "text", [], {}, {"title": ["x"], "url": {"a": 1}}, {"url": "https://site.example/a"}],
)
def test_an_odd_json_item_is_named_and_stops_no_other(odd):
    good = {"url": "https://site.example/b", "title": "B"}

    first, second = feed.read(
        json_feed(odd, good, version="https://jsonfeed.org/version/1"), source()
    )

    assert first.problem in {"no_title", "no_address"}
    assert second.title == "B"


@pytest.mark.parametrize(
    "body", ['{"version": "2", "items": []}', '{"items": []}', '{"version": null', "{" * 100_000]
)
def test_json_that_is_no_feed_is_refused(body):
    assert refusal(body) == "not_a_feed"


ITEM = "<item><title>A</title><link>{}</link></item>"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/actualites/a", "https://www.ville.example/actualites/a"),
        ("a?x=1&amp;y=2", "https://www.ville.example/actus/a?x=1&y=2"),
        ("a?x=1&y=2", "https://www.ville.example/actus/a?x=1&y=2"),
        ("<![CDATA[/a?x=1&y=2]]>", "https://www.ville.example/a?x=1&y=2"),
        ("//autre.example/a", "https://autre.example/a"),
        ("www.autre.example/a", "https://www.autre.example/a"),
        ("ville.example/a", "https://ville.example/a"),
        ("<![CDATA[ www.ville.example/a ]]>", "https://www.ville.example/a"),
        ("http://autre.example/a", "http://autre.example/a"),
    ],
)
def test_a_relative_link_of_rss_starts_from_the_site_of_the_channel(link, expected):
    body = (
        '<rss version="2.0"><channel><image><link>https://images.example/</link></image>'
        f"<link>https://www.ville.example/actus/</link><title>T</title>{ITEM.format(link)}"
        "</channel></rss>"
    )

    assert only(body).url == expected


@pytest.mark.parametrize("channel", ["", "http://localhost/", "javascript:x", "/"])
def test_where_the_channel_names_no_site_relative_links_start_from_the_feed(channel):
    body = (
        f'<rss version="2.0"><channel><title>T</title><link>{channel}</link>'
        f"{ITEM.format('/a')}</channel></rss>"
    )

    assert only(body).url == "https://site.example/a"


def test_a_base_that_an_rss_feed_states_comes_before_the_channels_link():
    body = RSS.replace("<rss ", '<rss xml:base="https://base.example/x/" ').format(ITEM.format("a"))

    assert only(body).url == "https://base.example/x/a"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("A&B, R&D; et P&O", "A&B, R&D; et P&O"),
        ("L&rsquo;essai&nbsp;: &eacute;t&eacute; &euro;", "L’essai : été €"),
        ("&foo; &Amp", "&foo; &Amp"),
        ("a\x0bb\x01", "ab"),
        ("&lt;![CDATA[Une journée]]&gt;", "Une journée"),
        ("<![CDATA[<![CDATA[Un bilan]]]]><![CDATA[>]]>", "Un bilan"),
        ("<![CDATA[A&B &amp; C]]>", "A&B & C"),
        ("Un &amp;lt;burn-out&amp;gt; ?", "Un ‹burn-out› ?"),
        ("Un &lt;burn-out&gt; ?", "Un ‹burn-out› ?"),
    ],
)
def test_no_word_of_a_title_is_lost_and_no_sign_is_added(written, title):
    raw = only(RSS.format(f"<item><title>{written}</title><link>/a</link></item>"))

    assert text_clean.text(raw.title) == title


def test_what_atom_calls_text_is_text_and_what_it_calls_html_is_html():
    def titled(kind):
        return ATOM.format(
            f'<entry><id>a</id><link href="/a"/><title type="{kind}">Balise &lt;b&gt;x&lt;/b&gt;'
            "</title></entry>"
        )

    assert text_clean.text(only(titled("text")).title) == "Balise ‹b›x‹/b›"
    assert text_clean.text(only(titled("html")).title) == "Balise x"
