"""A page of the guide says its version, and that of a step or a field draws in what serves it."""

from datetime import date

from bs4 import BeautifulSoup

from publish.pages import sheet_pages
from publish.site_context import SiteContext


def page(sheet, library, indexed):
    indexes, words = indexed(library)
    return BeautifulSoup(
        sheet_pages.page(
            sheet, "<h2 id='a'>A</h2>", SiteContext(library, words, indexes=indexes), root="../../"
        ),
        "lxml",
    )


def test_a_page_that_nobody_validated_says_so(house, indexed, explained, organisation):
    plain = explained("principles")
    valid = explained("principles", validated_by="institution-a", validated_on=date(2027, 3, 18))
    library = house(organisation("institution-a"))

    assert page(plain, library, indexed).select_one(".vg-version").get_text() == (
        "Version 1.0, pas encore validée par le réseau"
    )
    assert page(valid, library, indexed).select_one(".vg-version").get_text() == (
        "Version 1.0, validée par institution-a (fr) le 18\u00a0mars\u00a02027"
    )
    assert not page(plain, library, indexed).select(".vg-drawn")


def test_a_steps_page_draws_in_what_serves_it_below_its_text(
    house, indexed, explained, sheet, tried, entry
):
    step = explained("experimenting", step="experiment")
    said = entry(type="news", review="review:\n  steps: [experiment]\n")
    library = house(
        step, sheet("tool", "grid", steps=("experiment",)), tried("meeting"), entries=(said,)
    )

    found = page(step, library, indexed)

    assert [one["id"] for one in found.select("h2")] == ["a", "g-tools", "g-practices", "g-watch"]
    assert [a["href"] for a in found.select(".vg-row__title")] == [
        "../../tools/grid/",
        "../../practices/meeting/",
    ]
    assert found.select_one(".vg-card")


def test_a_steps_page_tells_what_lacks(house, indexed, explained):
    step = explained("framing", step="framing")

    found = page(step, house(step), indexed)

    assert len(found.select(".vg-gap")) == 3


def test_a_fields_page_counts_the_tools_that_are_for_all_fields(house, indexed, explained, sheet):
    field = explained("health", field="health")
    library = house(
        field, sheet("tool", "any", steps=("framing",)), sheet("tool", "other", fields=("skills",))
    )

    found = page(field, library, indexed)

    assert (
        found.select_one("a[href='../../map/#details']").get_text()
        == "Et 1 outil qui vaut pour tous les champs"
    )
    assert found.select_one("a[href='../../themes/health/']")
