"""What a named search finds: what the site's search finds by the same words, narrowed by its keys."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.named_searches import NamedSearch
from publish import site_context
from publish.exports import feeds, opml, subscribe
from publish.exports.selections import of as selections_of
from publish.pages import search_page, site_pages
from publish.search import named
from publish.site_metadata import SiteMetadata

REPOSITORY = Path(__file__).parents[3]
FACTS = SiteMetadata(
    root_url="https://watch.example/", names={"fr": "Veille"}, languages=("fr", "nl")
)


def a_search(**keys):
    """Make a search that asks what the keys say."""
    return NamedSearch(id="a", title={"fr": "Ma recherche", "nl": "Mijn zoekopdracht"}, **keys)


@pytest.fixture
def found(entry, library_of):
    """Return what gives the ids that a search finds among entries, each an id and its facts."""

    def ids(entries, lang="fr", **keys):
        made = [entry(id=name, **facts) for name, facts in entries.items()]
        library = replace(library_of(*made), root=REPOSITORY, searches=(a_search(**keys),))
        context = named.found(site_context.build(library, lang))
        return {card.lead.id for card in context.indexes.searches["a"]}

    return ids


# An entry that bears no theme and speaks of nothing in the taxonomy.
PLAIN = {"themes": (), "summary": "", "type": "news"}


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("déconnexion", "Le droit a la DECONNEXION"),
        ("organisation", "Les organisations changent"),
        ("télétravail", "Nieuwe regels voor telewerk"),
        ("werkdruk", "La charge de travail des infirmiers"),
        ("burn-out", "Meer burnouts bij ambtenaren"),
        ("inrichting", "Een werkplekinrichting die past"),
        ("charge travail", "Le travail et sa charge"),
        ("l'égalité", "Égalités salariales"),
    ],
)
def test_words_are_found_in_any_form_and_language_that_the_search_knows(found, words, title):
    more = {"other": {**PLAIN, "title": "La cantine de la tour"}}
    if words == "inrichting":
        more |= {"parts": {**PLAIN, "title": "Een werkplek"}}

    ids = found({"hit": {**PLAIN, "title": title}, **more}, words=words)

    assert ids == {"hit"}


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("art", "Le départ des fonctionnaires"),
        ("loi", "Un emploi public"),
        ("cantine scolaire", "La cantine de la tour"),
        ("cantime", "La cantine de la tour"),
        ("de la", "La cantine de la tour"),
    ],
)
def test_no_part_of_a_word_no_half_of_the_words_and_no_mended_word_is_found(found, words, title):
    entries = {
        "miss": {**PLAIN, "title": title},
        # Each word stands somewhere whole, so that none is taken for a beginning.
        "words": {**PLAIN, "title": "art scolaire"},
        "law": {**PLAIN, "title": "La loi"},
    }

    assert "miss" not in found(entries, words=words)


def test_one_of_several_words_is_enough(found):
    entries = {name: {**PLAIN, "title": name} for name in ("cantine", "parking", "jardin")}

    assert found(entries, words=["cantine", "parking"]) == {"cantine", "parking"}


def test_each_key_narrows_and_one_value_of_it_is_enough(found):
    entries = {
        "a": {"type": "law", "themes": ("telework",)},
        "b": {"type": "tool", "themes": ("telework", "health")},
        "c": {"type": "tool", "themes": ("health",), "source": "agency"},
        "d": {"type": "news", "themes": ("health",)},
    }

    assert found(entries, themes="telework") == {"a", "b"}
    assert found(entries, kinds=["law", "tool"]) == {"a", "b", "c"}
    assert found(entries, themes="health", kinds=["tool", "news"]) == {"b", "c", "d"}
    assert found(entries, themes="health", sources="agency") == {"c"}
    assert found(entries, region="federal", kinds="law") == {"a"}
    assert found(entries, region="brussels") == set()


def test_a_story_is_found_by_any_of_its_entries_and_told_once(found):
    entries = {
        "f": {**PLAIN, "title": "La cantine", "twins": {"nl": "https://m.example/nl"}},
        "n": {**PLAIN, "title": "De refter", "lang": "nl", "url": "https://m.example/nl"},
    }

    assert found(entries, words="refter") == {"f"}
    assert found(entries, "nl", words="cantine") == {"n"}


@pytest.fixture
def context(entry, library_of):
    """Return the context of a site whose instance names a search of an agency's telework."""
    library = library_of(
        entry(id="o", url="https://ministry.example/a"),
        entry(id="r", source="agency", same_as=("https://ministry.example/a",)),
    )
    search = a_search(words="télétravail", sources="agency")
    held = replace(library, root=REPOSITORY, searches=(search,))
    return named.found(site_context.build(held, "fr", FACTS))


def test_a_search_is_a_feed_in_every_format_that_tells_the_story_as_its_sources_do(context):
    made = dict(feeds.files(context))

    for kind in ("atom", "rss", "json"):
        body = made[f"feeds/search/a.{kind}"].decode()
        assert "Ma recherche" in body
        assert "ministry.example/fr/r" in body
    assert b"/fr/feeds/search/a.atom" in made[opml.FEEDS]
    assert "Par recherche" in made[opml.FEEDS].decode()


def test_a_search_is_listed_where_people_subscribe_and_leads_to_its_page(context):
    (row,) = subscribe.rows(context)["search"]

    assert (row.label, row.page, row.references) == ("Ma recherche", "searches/a/", ())
    assert [name for name, _ in row.feeds] == ["Atom", "JSON Feed", "RSS"]


def test_its_page_says_what_it_asks_and_shows_what_it_found(context):
    page = next(made for made in search_page.pages(context) if made.path == "searches/a.md")

    html = site_pages.fill(page, "", context, root="../../")

    assert page.title == "Ma recherche"
    assert "Mots\u00a0: télétravail" in html
    assert "Source\u00a0: L’agence" in html
    assert 'href="../../feeds/search/a.rss"' in html
    assert html.count("vg-card__title") == 1


def test_an_instance_that_names_none_is_as_before(entry, library_of):
    context = site_context.build(library_of(entry()), "fr", FACTS)

    assert named.found(context) is context
    assert not [made for made in selections_of(context) if made.group == "search"]
