"""Text from outside is text; a card says what a reader needs."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from jinja2 import UndefinedError

from knowledge.i18n import catalogue
from knowledge.model import Change, Document, Why
from publish import cards
from publish.pages import render
from publish.site_context import Cache, SiteContext

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7*7 }} [x](javascript:alert(3)) `</title>&lt;b>"
DAY = datetime(2026, 11, 22, 18, tzinfo=UTC)


def listing(library, lang="fr", month="2026-11", *, recent=True):
    """Render a month's page of a library and parse it."""
    found = [card for card in cards.group_cards(library.entries, lang) if card]
    facts = {
        "groups": [(library.kind("law"), found)],
        "month": month,
        "count": "1",
        "title": "Novembre",
        "root": "../",
    }
    facts |= {"neighbours": ("2026-10", ""), "recent": recent}
    return BeautifulSoup(
        render.render("month.html", SiteContext(library, catalogue.load(lang)), **facts),
        "html.parser",
    )


def test_hostile_text_stays_text_wherever_it_stands(entry, library_of):
    soup = listing(
        library_of(
            entry(
                title=HOSTILE,
                summary=HOSTILE,
                source=HOSTILE,
                type=HOSTILE,
                lang='fr" onclick="alert(4)',
                themes=(HOSTILE,),
                url="javascript:alert(1)",
                twins={HOSTILE: "javascript:alert(1)"},
                documents=(Document("javascript:alert(1)", HOSTILE, 12),),
                why=(Why(f"themes/{HOSTILE}", HOSTILE, (HOSTILE,)),),
                history=(
                    Change(DAY, "title", HOSTILE),
                    Change(DAY, "text", (HOSTILE,), (HOSTILE + " et plus",)),
                ),
            )
        )
    )

    assert not soup.find_all(["script", "img", "b"])
    assert not [name for tag in soup.find_all() for name in tag.attrs if name.startswith("on")]
    assert not [
        a["href"]
        for a in soup.find_all("a")
        if a["href"].lower().startswith(("javascript", "data"))
    ]
    assert soup.h3.get_text() == HOSTILE
    assert "49" not in soup.get_text()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/x", "vbscript:x", ""]
)
def test_only_the_web_is_linked_to(url):
    assert render.address(url) == "#"


def test_a_title_is_a_heading_in_its_language_that_leads_to_the_original(entry, library_of):
    soup = listing(library_of(entry(lang="nl", title="Een nieuwe wet")))

    assert soup.h3["id"] == "e-0123456789"
    assert (soup.h3.a["lang"], soup.h3.a["hreflang"]) == ("nl", "nl")
    assert "en néerlandais" in soup.article.get_text()
    assert soup.select_one(".vg-card__excerpt")["lang"] == "nl"


def test_an_archived_month_leaves_out_reasons_and_references_and_nothing_else(entry, library_of):
    kept = library_of(
        entry(documents=(Document("https://m.example/a.pdf", "Le rapport", 477_000),))
    )

    new, old = listing(kept), listing(kept, recent=False)

    assert new.select(".vg-why, .Z3988")
    assert not old.select(".vg-why, .Z3988")
    for part in new.select(".vg-why, .Z3988"):
        part.decompose()
    assert old.get_text(" ", strip=True) == new.get_text(" ", strip=True)


def test_the_link_to_keep_is_described_by_its_title(entry, library_of):
    soup = listing(library_of(entry()))

    link = soup.select_one(".vg-permalink")
    assert link["href"] == f"#{soup.h3['id']}"
    assert link["aria-describedby"] == soup.h3["id"]


def test_an_undated_entry_says_when_it_was_seen(entry, library_of):
    undated = library_of(entry(date=None))

    assert "sans date, vu le 22\u00a0novembre\u00a02026" in listing(undated).get_text()
    assert "zonder datum, gezien op 22\u00a0november\u00a02026" in listing(undated, "nl").get_text()


def test_both_anchors_of_a_card_stand_on_their_own_months_page_only(entry, library_of):
    french = entry(id="f", url="https://m.example/fr", twins={"nl": "https://m.example/nl"})
    dutch = entry(id="n", url="https://m.example/nl", lang="nl", date=date(2026, 12, 1))

    november, december = (
        listing(library_of(french, dutch), month=month) for month in ("2026-11", "2026-12")
    )

    assert [tag["id"] for tag in november.find_all(id=True) if tag["id"].startswith("e-")] == [
        "e-f"
    ]
    assert [tag["id"] for tag in december.find_all(id=True) if tag["id"].startswith("e-")] == [
        "e-n"
    ]


def test_a_version_in_another_language_is_one_tap_away(entry, library_of):
    soup = listing(library_of(entry(twins={"nl": "https://m.example/nl"})))

    link = soup.select_one(".vg-versions a")
    assert (link["href"], link["hreflang"], link.get_text()) == ("https://m.example/nl", "nl", "NL")


def test_a_documents_size_is_told(entry, library_of):
    soup = listing(
        library_of(entry(documents=(Document("https://m.example/a.pdf", "Le rapport", 477_000),)))
    )

    assert soup.select_one(".vg-documents li").get_text() == "Le rapport (477\u00a0Ko)"


def test_a_changed_text_is_readable_without_colour(entry, library_of):
    change = Change(
        DAY,
        "text",
        ("une fois par an, au plus",),
        ("deux fois par an, au plus", "Un alinéa de plus."),
    )

    soup = listing(library_of(entry(history=(change,))))

    assert soup.find("del").get_text() == "une"
    assert [one.get_text() for one in soup.find_all("ins")] == ["deux", "Un alinéa de plus."]
    assert [mark.get_text() for mark in soup.select(".vg-passage__mark")] == [
        "Modifié\u00a0: ",
        "Ajouté\u00a0: ",
    ]


def test_the_reader_learns_why_an_entry_is_here(entry, library_of):
    soup = listing(
        library_of(entry(why=(Why("themes/telework", "fort", ("télétravail", "à distance")),)))
    )

    text = soup.details.get_text(" ", strip=True)
    assert "Règle fort\u00a0: Télétravail" in text
    assert [q.get_text() for q in soup.details.find_all("q")] == ["télétravail", "à distance"]


def test_what_a_source_corrected_is_told_and_what_the_program_did_is_not(entry, library_of):
    history = (Change(DAY, "title", "L’ancien titre"), Change(DAY, "themes", "health"))

    text = listing(library_of(entry(history=history))).details.get_text()

    assert "L’ancien titre" in text
    assert "health" not in text


def test_an_entry_that_left_its_source_says_so(entry, library_of):
    assert "Retiré par la source" in listing(library_of(entry(status="gone"))).article.get_text()


def test_what_is_the_same_of_a_card_on_every_page_is_rendered_once_for_each_language_and_card(
    entry, library_of
):
    library = library_of(entry(id="a"), entry(id="b"))
    first, again = cards.group_cards(library.entries, "fr")
    caches = {"fr": Cache(), "nl": Cache()}
    asked = []

    def macro(words, _names, card, cited, reasons):
        asked.append((words.locale, card, cited, reasons))
        return render.markupsafe.Markup(len(asked))

    shown = [
        render.once(caches[lang], {}, catalogue.load(lang), card, (True, reasons), macro)
        for lang, card, reasons in (
            ("fr", first, True),
            ("fr", first, True),
            ("nl", first, True),
            ("fr", again, True),
            ("fr", first, False),
        )
    ]

    assert shown == ["1", "1", "2", "3", "4"]
    assert len(asked) == 4


def test_a_source_that_left_the_configuration_is_named_by_its_id(entry, library_of):
    assert "closed-source" in listing(library_of(entry(source="closed-source"))).article.get_text()


def test_a_name_that_a_template_lacks_is_an_error(library_of):
    with pytest.raises(UndefinedError):
        render.render("listing.html", SiteContext(library_of(), catalogue.load("fr")), root="./")


def test_a_page_loses_its_indents_and_keeps_what_is_shown_as_written():
    page = "<ul>\n\n    <li>a  b\n\t</li>\n</ul>\n<pre>\n  x\n\n  y</pre>\n  <p>\n  c</p>"

    assert (
        render.compact(page) == "<ul>\n<li>a  b\n</li>\n</ul>\n<pre>\n  x\n\n  y</pre>\n<p>\nc</p>"
    )


def test_every_text_of_a_front_matter_is_inert():
    meta = render.front_matter(
        {"title": HOSTILE, "crumbs": [(HOSTILE, "a.md")], "search": {"exclude": True}}
    )

    assert "<" not in str(meta)
    assert meta["search"] == {"exclude": True}


@pytest.mark.parametrize(
    ("review", "lang"),
    [("", "fr"), ("lang: nl\n", "nl"), ('type: law\nlang: "nl"\n', "nl"), ("langage: nl\n", "fr")],
)
def test_a_note_may_say_its_language(entry, review, lang):
    assert render.note_lang(entry(review=review), "fr") == lang


@pytest.mark.parametrize(
    ("path", "url"),
    [("index.md", ""), ("months/index.md", "months/"), ("law.md", "law/"), ("a/b.md", "a/b/")],
)
def test_a_pages_address_follows_its_path(path, url):
    assert render.page_url(path) == url
