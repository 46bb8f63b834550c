"""schema.org in a page: true, and unable to leave its script element."""

import json

from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings

from knowledge.i18n import catalogue
from publish.exports import linked_data
from publish.exports.linked_data import LISTED, Described
from publish.indexes import build_indexes
from publish.site_context import SiteContext

from .conftest import ANYTHING, HOSTILE, ROOT


def nodes(page, library, facts):
    """Read a page's script element as a browser parts it, by type."""
    soup = BeautifulSoup(
        f"<head>{linked_data.script(page, SiteContext(library, catalogue.load('fr'), metadata=facts))}</head>",
        "html.parser",
    )
    (script,) = soup.find_all()[1:]
    assert script["type"] == "application/ld+json"
    return {node["@type"]: node for node in json.loads(script.string)["@graph"]}


def test_a_list_names_its_first_entries_and_counts_them_all(entry, library_of, facts):
    library = library_of(*(entry(id=f"{n:03}") for n in range(LISTED + 5)))
    shown = tuple(build_indexes(library, "fr").cards)

    page = nodes(Described("months/2026-11/", "Novembre", cards=shown), library, facts)[
        "CollectionPage"
    ]

    assert page["url"] == f"{ROOT}fr/months/2026-11/"
    assert page["mainEntity"]["numberOfItems"] == LISTED + 5
    assert [item["position"] for item in page["mainEntity"]["itemListElement"]] == list(
        range(1, LISTED + 1)
    )


def test_an_entry_is_its_publishers_work_and_an_undated_one_has_no_date(entry, library_of, facts):
    library = library_of()
    page = Described("entries/x/", "Une loi", entry=entry())

    work = nodes(page, library, facts)["WebPage"]["mainEntity"]
    assert (work["url"], work["datePublished"], work["publisher"]["name"]) == (
        "https://ministry.example/fr/loi",
        "2026-11-20",
        "Le ministère",
    )
    assert "datePublished" not in linked_data.work(entry(date=None), library)


def test_the_way_to_a_page_ends_at_the_page(library_of, facts):
    page = Described(
        "months/2026-11/",
        "Novembre",
        crumbs=(("La veille", "watch/index.md"), ("Mois", "months/index.md")),
    )

    steps = nodes(page, library_of(), facts)["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [
        f"{ROOT}fr/watch/",
        f"{ROOT}fr/months/",
        f"{ROOT}fr/months/2026-11/",
    ]


def test_the_home_has_no_way_to_it_and_says_whose_site_it_is(library_of, facts):
    found = nodes(
        Described("", "Accueil", is_home=True, crumbs=(("x", "y.md"),)), library_of(), facts
    )

    assert set(found) == {"WebSite", "WebPage"}
    assert found["WebSite"]["publisher"] == {
        "@type": "Organization",
        "name": "Le réseau",
        "url": "https://network.example/",
    }


def test_the_page_of_the_data_describes_the_data(library_of, facts):
    dataset = nodes(Described("subscribe/", "S’abonner", is_dataset=True), library_of(), facts)[
        "WebPage"
    ]["mainEntity"]

    assert (dataset["@type"], dataset["license"]) == ("Dataset", "https://licence.example/zero/")
    assert dataset["distribution"][0]["contentUrl"] == f"{ROOT}api/v1/entries.csv"


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=100,
)
@given(title=ANYTHING)
def test_any_text_stays_in_the_script_and_comes_back(entry, library_of, facts, title):
    page = Described("x/", title, title, entry=entry(title=title))

    found = nodes(page, library_of(), facts)
    assert found["WebPage"].get("name", "") == linked_data.sanitise.text(title)


def test_a_hostile_title_does_not_end_the_script(entry, library_of, facts):
    written = str(
        linked_data.script(
            Described("x/", HOSTILE, entry=entry(title=HOSTILE, url="javascript:x")),
            SiteContext(library_of(), catalogue.load("fr"), metadata=facts),
        )
    )

    assert written.count("<") == 2
    assert "javascript:" not in written
