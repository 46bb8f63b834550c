from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from knowledge.errors import ReadError
from knowledge.model import EntryDocument, RawDocument, RawEntry
from knowledge.source import Rights, Source
from scrapers.clean import normalise

SEEN = datetime(2026, 11, 22, 18, tzinfo=UTC)
SOURCE = Source(
    id="spf",
    name="SPF",
    url="https://emploi.belgique.be/fr/actualites",
    rights=Rights(excerpt_max_chars=40),
)
RAW = RawEntry(url="/fr/actualites/un-titre", title="Un titre")


def entry(**changes):
    return normalise.entry(replace(RAW, **changes), SOURCE, seen=SEEN)


def test_an_entry_has_what_the_source_says_and_the_time_it_was_seen():
    found = entry(
        title=" L&#8217;&eacute;t&eacute; ",
        published="Publié le 02 août 2024 - Modifié le 28 août 2024",
    )

    assert found.title == "L’été"
    assert found.url == "https://emploi.belgique.be/fr/actualites/un-titre"
    assert (found.date, found.updated) == (date(2024, 8, 2), date(2024, 8, 28))
    assert (found.source, found.lang, found.type, found.first_seen) == ("spf", "fr", "news", SEEN)
    assert found.status == "active"


def test_an_excerpt_stays_within_the_source_s_limit():
    found = entry(summary="<p>Un texte qui est bien trop long pour les droits de la source.</p>")

    assert found.summary == "Un texte qui est bien trop long pour…"


def test_an_entry_without_a_date_gets_none():
    assert entry().date is None
    assert entry(published="Décembre 2019").date is None


def test_a_day_of_change_is_no_day_of_publication():
    found = entry(published="Laatst aangepast:2/9/2021")

    assert (found.date, found.updated) == (None, date(2021, 9, 2))


def test_a_day_more_than_a_year_ahead_is_not_believed_and_a_nearer_one_is():
    assert entry(published="2028-01-01").date is None
    assert entry(published="2027-01-01").date == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("stated", "url", "lang"),
    [
        ("nl", "/fr/a", "nl"),
        ("nl-BE", "/fr/a", "nl"),
        ("NL_be", "/fr/a", "nl"),
        ("", "/nl/a", "nl"),
        ("", "/a", "fr"),
        ("und", "/nl/a", "nl"),
        ("xx", "/a", "fr"),
        ("<b>", "/a", "fr"),
        ("fr; drop", "/nl/a", "nl"),
    ],
)
def test_the_language_is_stated_or_in_the_path_or_the_source_s(stated, url, lang):
    assert entry(lang=stated, url=url).lang == lang


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://u:p@x.be/", "https://x.be/a\x00b", "http://[::1"]
)
def test_an_entry_whose_address_cannot_be_published_is_named_and_refused(url):
    with pytest.raises(ReadError) as caught:
        entry(url=url)

    assert caught.value.problem.code == "bad_address"
    assert caught.value.problem.facts["title"] == "Un titre"


def test_an_entry_without_an_address_is_refused():
    with pytest.raises(ReadError) as caught:
        entry(url=" ")

    assert caught.value.problem.code == "no_address"


def test_an_entry_without_a_title_takes_the_first_words_of_its_summary():
    assert entry(title="", summary="<p>Une note courte.</p>").title == "Une note courte."
    with pytest.raises(ReadError) as caught:
        entry(title=" \u200b ", summary="<img src=x>")
    assert caught.value.problem.code == "no_title"


def test_a_title_of_markup_alone_is_shown_as_harmless_text():
    assert entry(title="<svg/onload=alert(1)>").title == "‹svg/onload=alert(1)›"


def test_a_long_title_is_cut_at_a_word():
    title = entry(title="mot " * 200).title

    assert len(title) <= normalise.TITLE_MAX
    assert title.endswith("mot…")


def test_the_address_that_a_page_calls_its_own_is_taken_and_the_other_kept():
    found = entry(
        url="https://werk.belgie.be/fr/actualites/campagne?id=3",
        canonical="https://emploi.belgique.be/fr/actualites/campagne",
    )

    assert found.url == "https://emploi.belgique.be/fr/actualites/campagne"
    assert found.aliases == ("https://werk.belgie.be/fr/actualites/campagne?id=3",)


@pytest.mark.parametrize(
    "canonical",
    [
        "https://evil.be/fr/actualites/un-titre",
        "https://emploi.belgique.be/",
        "https://emploi.belgique.be/fr/actualites",
        "https://emploi.belgique.be/nl/nieuws/titel",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_canonical_link_is_not_believed_elsewhere_nor_for_the_list_the_home_page_or_the_other_language(
    canonical,
):
    found = entry(canonical=canonical)

    assert found.url == "https://emploi.belgique.be/fr/actualites/un-titre"
    assert found.aliases == ()


def test_a_page_of_another_site_cannot_take_the_place_of_one_of_the_source_s():
    found = entry(
        url="https://evil.be/x", canonical="https://emploi.belgique.be/fr/actualites/un-titre"
    )

    assert found.url == "https://evil.be/x"


def test_one_act_is_the_same_in_the_feed_and_at_its_address_and_differs_by_language():
    guid = entry(external_id="https://etaamb.openjustice.be/fr/2026991301.html")
    address = entry(
        url="https://etaamb.openjustice.be/fr/arrete-royal-du-05-novembre-2026_n2026991301.html"
    )
    dutch = entry(external_id="https://etaamb.openjustice.be/nl/2026991301.html", lang="nl")

    assert guid.external_id == address.external_id == dutch.external_id == "numac:2026991301"
    assert guid.id == address.id != dutch.id


@pytest.mark.parametrize(
    ("url", "external_id"),
    [
        (
            "https://www.ejustice.just.fgov.be/eli/loi/1996/08/04/1996012650/justel",
            "numac:1996012650",
        ),
        (
            "http://www.ejustice.just.fgov.be/cgi_loi/article.pl?language=fr&numac_search=2026202344",
            "numac:2026202344",
        ),
        ("http://data.europa.eu/eli/reg/2016/679/oj/fra", "eli:data.europa.eu/reg/2016/679"),
        ("https://x.be/article-2026123456", ""),
        ("https://x.be/2026123456.html", ""),
    ],
)
def test_an_act_is_known_by_its_permanent_link(url, external_id):
    assert entry(url=url).external_id == external_id


@pytest.mark.parametrize(
    ("guid", "external_id"),
    [
        (
            "11140 at https://www.talent.brussels",
            "guid:emploi.belgique.be:11140 at https://www.talent.brussels",
        ),
        (
            "https://emploi.belgique.be/?p=8941",
            "guid:emploi.belgique.be:https://emploi.belgique.be/?p=8941",
        ),
        ("http://www.emploi.belgique.be/fr/actualites/un-titre/", ""),
        ("2026123456", "guid:emploi.belgique.be:2026123456"),
        ("a\x00\nb", "guid:emploi.belgique.be:a b"),
        ("", ""),
    ],
)
def test_a_guid_counts_unless_it_is_the_address(guid, external_id):
    assert entry(external_id=guid).external_id == external_id


def test_the_id_follows_the_external_id_and_else_the_address():
    assert entry().id == entry(title="Autre titre", published="2026-01-01").id
    assert entry(external_id="g").id == entry(external_id="g", url="/fr/actualites/ailleurs").id
    assert entry(external_id="g").id != entry().id
    assert len(entry().id) == 10


def test_documents_have_an_address_a_title_and_a_size_each_once():
    found = entry(
        documents=(
            RawDocument("/files/FSE%2520Nume%25CC%2581rique.pdf", "Le <b>guide</b> (PDF, 2,14 Mo)"),
            RawDocument(
                "http://www.emploi.belgique.be/files/FSE%2520Nume%25CC%2581rique.pdf", "encore"
            ),
            RawDocument("javascript:alert(1)", "non"),
            RawDocument("/b.pdf", "", "477 KB"),
        )
    )

    assert found.documents == (
        EntryDocument(
            "https://emploi.belgique.be/files/FSE%2520Nume%25CC%2581rique.pdf",
            "Le guide",
            2_140_000,
        ),
        EntryDocument("https://emploi.belgique.be/b.pdf", "", 477_000),
    )


@pytest.mark.parametrize(
    ("printed", "size"),
    [
        ("477 Ko", 477_000),
        ("477 KB", 477_000),
        ("1,2 Mo", 1_200_000),
        ("1.2 MB", 1_200_000),
        ("1 024 Ko", 1_024_000),
        ("1 KiB", 1_024),
        ("954 octets", 954),
        ("954 bytes", 954),
        ("12345", 12_345),
        ("(PDF, 2.14 Mo)", 2_140_000),
        ("Guide 2019", None),
        ("3 modules", None),
        ("", None),
        ("0", None),
    ],
)
def test_a_printed_size_is_read_in_bytes(printed, size):
    assert normalise.size(printed) == size


def test_twins_are_the_other_languages_of_ours_only():
    found = entry(
        twins=(
            ("nl-BE", "https://werk.belgie.be/nl/nieuws/titel"),
            ("nl", "https://werk.belgie.be/nl/nieuws/tweede"),
            ("fr", "/fr/actualites/un-titre"),
            ("x-default", "/"),
            ("de", "/fr/actualites/un-titre"),
            ("pl", "/pl/x"),
            ("en", "javascript:alert(1)"),
        )
    )

    assert found.twins == {"nl": "https://werk.belgie.be/nl/nieuws/titel"}


def test_the_pages_that_it_names_as_its_source_are_of_other_sites_and_no_home_pages():
    found = entry(
        sources=(
            "https://autre.be/fr/une-page",
            "http://www.autre.be/fr/une-page/",
            "https://autre.be/",
            "https://autre.be/fr",
            "/fr/actualites/soi-meme",
            "javascript:alert(1)",
        )
    )

    assert found.same_as == ("https://autre.be/fr/une-page",)
