"""A watched page -> the text that a person sees, and only that."""

import pytest

from knowledge.errors import ReadError
from scrapers.readers import page
from tests.scrapers.readers.pages import HOME, snapshot, source

TEXT = "<h2>Le cadre</h2><p>La loi du 4&nbsp;août 1996.</p><ul><li>Un</li><li>Deux</li></ul>"


def text(main=TEXT, *, around="", attributes="", **options):
    main = f"<main {attributes}><h1>Bien-être</h1><div class='body'>{main}</div></main>"
    body = f"<html lang='fr'><body>{around}{main}</body></html>"
    (raw,) = page.read(snapshot(body), source("page", options=options))
    return raw.text.splitlines()


def test_the_text_has_one_paragraph_a_line():
    assert text(body=".body") == ["Le cadre", "La loi du 4 août 1996.", "Un", "Deux"]


@pytest.mark.parametrize(
    "noise",
    [
        "<script>nonce='a1'</script>",
        "<style>.a{}</style>",
        "<form><input name='form_build_id' value='x'><p>Votre avis</p></form>",
        "<nav><a href='/x'>Menu</a></nav>",
        "<aside><p>À lire</p></aside>",
        "<p>Imprimé le 15/11/2026</p>",
        "<p>1 234 vues</p>",
        "<p>Dernière mise à jour : 12 novembre 2026</p>",
        "<p>Laatst aangepast: 2/9/2021</p>",
        "<p>Page consultée 12 fois</p>",
        "<div class='share-buttons'>Partager</div>",
        "<div class='eu-cookie-compliance-banner'>Cookies</div>",
        "<!-- 12:00:03 -->",
        "<p class='visually-hidden'>caché</p>",
        "<p hidden>caché</p>",
        "<p>Sur cette page</p>",
        "<img src='x'>",
        "<p>&nbsp;\u200b</p>",
        "<h2>À lire aussi</h2><p>Un autre article</p>",
    ],
)
def test_what_moves_without_meaning_is_no_text(noise):
    assert text(TEXT + noise) == text(TEXT)


def test_the_same_letters_written_in_another_way_are_no_change():
    assert text("<p>l’équipe\u00a0: été</p>") == text("<p>l’e\u0301quipe :\n  <b>été</b></p>")


def test_a_changed_word_is_a_change():
    assert text("<p>Deux jours par semaine.</p>") != text("<p>Trois jours par semaine.</p>")


def test_what_the_source_calls_noise_is_left_out():
    assert text(TEXT + "<p class='weather'>Il pleut</p>", remove=(".weather",)) == text(TEXT)


def test_nested_matches_of_the_selector_are_read_once():
    assert text("<div class='body'><p>Une fois</p></div>", body=".body") == ["Une fois"]


@pytest.mark.parametrize(
    "body", ["<html><title>Maintenance</title><main></main></html>", "<main><p>x</p></main>", ""]
)
def test_a_page_without_its_text_is_a_site_that_changed(body):
    with pytest.raises(ReadError) as caught:
        list(page.read(snapshot(body), source("page", options={"body": ".body"})))

    assert caught.value.problem.code == "shape_page"
    assert caught.value.problem.facts["url"] == HOME
