"""What serves a step or a theme, from all that the site holds."""

from datetime import date

from knowledge.i18n import catalogue
from publish.pages import directory, related_content
from publish.site_context import SiteContext
from tests.publish.pages.gathered.values import Values


def ids(found):
    return [one.id for one in found]


def test_a_step_gathers_the_tools_kits_and_practices_that_name_it(house, indexed, sheet, tried):
    library = house(
        sheet("tool", "checklist", steps=("framing",)),
        sheet("tool", "grid", steps=("experiment",)),
        sheet("toolkit", "kit", steps=("framing", "experiment")),
        tried("meeting", steps=("framing",)),
    )

    found = related_content.gathered(
        SiteContext(library, catalogue.load("fr"), indexes=indexed(library)[0]), steps=("framing",)
    )

    assert (ids(found.tools), ids(found.practices)) == (["checklist", "kit"], ["meeting"])


def test_an_entry_serves_a_step_only_where_a_person_said_so(house, indexed, entry):
    said = entry(id="said", type="news", review="review:\n  steps: [experiment]\n")
    silent = entry(id="silent", type="news", title="Une expérimentation")
    library = house(entries=(said, silent))

    found = related_content.gathered(
        SiteContext(library, catalogue.load("fr"), indexes=indexed(library)[0]),
        steps=("experiment",),
    )

    assert [card.lead.id for card in found.watch] == ["said"]


def test_a_theme_gathers_the_law_apart_and_the_latest_of_the_watch(house, indexed, entry):
    news = [
        entry(id=f"n{n}", type="news", themes=("health",), date=date(2026, 1, 1 + n))
        for n in range(9)
    ]
    library = house(
        entries=(
            *news,
            entry(id="law", themes=("health",)),
            entry(id="other", themes=("telework",)),
        )
    )

    found = related_content.gathered(
        SiteContext(library, catalogue.load("fr"), indexes=indexed(library)[0]), themes=("health",)
    )

    assert [card.lead.id for card in found.law] == ["law"]
    assert [card.lead.id for card in found.watch] == ["n8", "n7", "n6", "n5", "n4", "n3"]
    assert found.watch_count == 9


def test_a_theme_gathers_who_may_be_asked_by_organisation_and_by_role(house, indexed, organisation):
    role = Values(id="well-being", title={"fr": "Bien-être"}, topics=("health",))
    library = house(
        organisation("whole", topics=("health",)),
        organisation("in-part", roles=(role,)),
        organisation("other"),
    )

    found = related_content.gathered(
        SiteContext(library, catalogue.load("nl"), indexes=indexed(library)[0]), themes=("health",)
    )

    assert ids(found.contacts) == ["whole", "in-part"]


def test_a_step_is_asked_about_at_those_who_own_its_tools_or_tried_it(
    house, indexed, sheet, tried, organisation
):
    library = house(
        sheet("toolkit", "kit", steps=("framing",), owner="institution-a"),
        tried("meeting", steps=("framing",), organisation="fiscality"),
        *map(organisation, ("institution-a", "fiscality", "actiris")),
    )

    found = related_content.gathered(
        SiteContext(library, catalogue.load("fr"), indexes=indexed(library)[0]), steps=("framing",)
    )

    assert ids(found.contacts) == ["institution-a", "fiscality"]


def test_events_to_come_stand_first_and_cancelled_ones_nowhere(sheet):
    events = [
        sheet("event", name, start=start, status=status)
        for name, start, status in (
            ("before", date(2026, 3, 1), "held"),
            ("just-before", date(2026, 11, 1), "held"),
            ("later", date(2027, 3, 1), "planned"),
            ("next", date(2026, 12, 8), "planned"),
            ("off", date(2026, 12, 9), "cancelled"),
        )
    ]

    found = related_content.coming_first(events, date(2026, 11, 25))

    assert ids(found) == ["next", "later", "just-before", "before"]


def test_the_guides_own_page_is_not_among_those_that_speak_of_a_theme(house, indexed, explained):
    library = house(explained("health", field="health"), explained("index", themes=("health",)))

    assert ids(
        related_content.gathered(
            SiteContext(library, catalogue.load("fr"), indexes=indexed(library)[0]),
            themes=("health",),
        ).guides
    ) == ["health"]


def test_a_name_that_the_directory_lacks_is_the_id(house, organisation):
    library = house(organisation("institution-a"))

    assert directory.named("institution-a", library, "nl").name == "institution-a (nl)"
    assert directory.named("elsewhere", library, "nl").name == "elsewhere"
    assert directory.role("elsewhere/well-being", library, "nl") == "well-being"
