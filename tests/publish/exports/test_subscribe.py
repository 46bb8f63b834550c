"""The page on which people see all that they can take with them."""

import pytest
from bs4 import BeautifulSoup

from knowledge.i18n import catalogue
from publish.exports import publish, subscribe
from publish.indexes import build_indexes
from publish.library import Library
from publish.pages import render, sheet_pages, site_pages
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

from .conftest import HOSTILE, ROOT


def shown(library, facts, lang="fr"):
    """Render the page of a library."""
    words = catalogue.load(lang)
    spec = subscribe.page(
        SiteContext(library, words, indexes=build_indexes(library, lang), metadata=facts)
    )
    html = render.render(
        spec.template,
        SiteContext(library, words),
        **spec.data,
        title=spec.title,
        root="../",
        body="",
    )
    return spec, BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_every_link_leads_to_a_file_that_is_written_or_a_page_that_is_built(
    entry, library_of, facts, lang
):
    library = library_of(entry(), entry(id="b", type="tool", themes=("health",)))
    indexes = build_indexes(library, lang)
    files = {
        f"{lang}/{path}"
        for path in publish.language(
            SiteContext(library, catalogue.load(lang), indexes=indexes, metadata=facts)
        )
    }
    files |= {
        f"{lang}/{path}"
        for path in sheet_pages.files(SiteContext(library, catalogue.load(lang), metadata=facts))
    }
    files |= set(publish.shared(library, facts))
    built = {f"{lang}/receive/", f"{lang}/questions/"} | {
        f"{lang}/{render.page_url(spec.path)}"
        for spec in site_pages.generated(
            SiteContext(library, catalogue.load(lang), indexes=indexes)
        )
    }

    _, soup = shown(library, facts, lang)

    inside = [a["href"] for a in soup.find_all("a") if a["href"].startswith("../")]
    assert len(inside) > 40
    for href in inside:
        path = (
            href.removeprefix("../../")
            if href.startswith("../../")
            else f"{lang}/{href.removeprefix('../')}"
        )
        assert path.partition("#")[0] in files | built, href


def test_three_choices_come_first_each_with_what_to_copy_and_the_rest_is_folded(
    entry, library_of, facts
):
    _, soup = shown(library_of(entry()), facts)

    choices = soup.select_one(".vg-choices")
    names = [tag.get_text() for tag in choices.find_all("h3")]
    assert names == [
        "Le bulletin, par courriel",
        "Dans un lecteur de fils ou Outlook",
        "Dans votre agenda",
    ]
    copied = {tag["data-vg-put"]: tag["data-vg-copied"] for tag in choices.find_all("button")}
    assert copied == {
        f"{ROOT}fr/feeds/all.rss": "Copié\u00a0: l’adresse «\u00a0Toutes les nouveautés\u00a0».",
        f"{ROOT}fr/feeds/radar.ics": "Copié\u00a0: l’adresse «\u00a0Radar législatif\u00a0».",
    }
    assert "S’abonner à partir du web" in choices.get_text()
    assert all(row.find_parent("details") for row in soup.select(".vg-leave li")[3:])


def test_every_feed_is_offered(entry, library_of, facts):
    library = library_of(entry())
    offered = {a["href"] for a in shown(library, facts)[1].find_all("a")}

    for path in publish.language(
        SiteContext(
            library, catalogue.load("fr"), indexes=build_indexes(library, "fr"), metadata=facts
        )
    ):
        if path.startswith("feeds/"):
            assert {f"../../fr/{path}", f"../{path}"} & offered, path


def test_the_headings_are_those_of_the_contents(entry, library_of, facts):
    spec, soup = shown(library_of(entry()), facts)

    assert [(tag["id"], tag.get_text()) for tag in soup.find_all("h2")] == list(spec.toc)


def test_a_link_says_where_it_leads_out_of_its_context(entry, library_of, facts):
    _, soup = shown(library_of(entry()), facts)

    names = [a["aria-label"] for a in soup.select(".vg-leave__files a")]
    assert len(names) == len(set(names))
    assert "Atom\u00a0: Télétravail" in names


@pytest.mark.parametrize("lang", ["fr", "nl", "en"])
def test_the_page_on_teams_and_the_like_names_the_feed_and_a_step_for_each_program(facts, lang):
    context = SiteContext(Library(), catalogue.load(lang), metadata=facts)
    spec = subscribe.receive(context)
    html = render.render(spec.template, context, **spec.data, title=spec.title, root="../")
    soup = BeautifulSoup(html, "html.parser")

    feed = f"{ROOT}{lang}/feeds/all.rss"
    assert [tag["id"] for tag in soup.find_all("h2")] == [name for name, _ in spec.toc]
    assert [tag.get_text() for tag in soup.find_all("code")] == [
        feed,
        f"/feed subscribe {feed}",
        f"/feed subscribe {feed}",
    ]
    assert all(len(steps.find_all("li")) > 1 for steps in soup.find_all("ol"))
    assert "When a feed item is published" in soup.find(id="teams").find_next("ol").get_text()


def test_without_an_address_the_page_on_teams_says_that_there_is_no_feed():
    context = SiteContext(Library(), catalogue.load("fr"))
    spec = subscribe.receive(context)
    html = render.render(spec.template, context, **spec.data, title=spec.title, root="../")

    assert "ne connaît pas sa propre adresse" in html


def test_the_licence_is_named_or_its_absence_is(entry, library_of, facts):
    assert (
        shown(library_of(entry()), facts)[1].find("a", rel="license")["href"]
        == "https://licence.example/zero/"
    )
    assert "Aucune licence" in shown(library_of(entry()), SiteMetadata())[1].get_text()


def test_a_site_that_does_not_know_its_address_offers_files_and_no_feeds(entry, library_of):
    spec, soup = shown(library_of(entry()), SiteMetadata())

    assert [name for name, _ in spec.toc] == ["references", "data", "rights"]
    assert not [a for a in soup.find_all("a") if "/feeds/" in a["href"] or "catalog" in a["href"]]
    assert soup.find("a", href="../../references/theme/telework.ris")


def test_hostile_names_are_text(entry, library_of, facts):
    library = library_of(entry(source="odd", type="odd", themes=("odd",)))
    library.sources["ministry"] = library.sources["ministry"].model_copy(update={"name": HOSTILE})

    assert not shown(library, facts)[1].find_all(["script", "title"])
