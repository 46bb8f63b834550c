"""What is set aside is kept in its month and marked; events stand by their own days."""

from dataclasses import replace
from datetime import UTC, date, datetime

from knowledge.health import Health, SourceHealth
from knowledge.i18n import catalogue
from publish import event_days
from publish.cards import Card
from publish.exports import selections
from publish.indexes import build_indexes
from publish.pages import bulletins, dossiers, render, watch_pages
from publish.site_context import SiteContext

MONDAY = datetime(2026, 11, 23, 5, tzinfo=UTC)
READ = Health({"ministry": SourceHealth(baseline_at=MONDAY, last_success=MONDAY)})
TODAY = date(2026, 11, 23)


def site(library, lang="fr"):
    library = replace(library, health=READ)
    return SiteContext(library, catalogue.load(lang), indexes=build_indexes(library, lang))


def two(entry, library_of):
    return site(library_of(entry(id="in"), entry(id="out", aside="off-topic")))


def ids(found):
    return [card.lead.id for card in found]


def test_it_stands_in_its_month_kind_and_source_but_in_no_week_and_under_no_theme(
    entry, library_of
):
    indexes = two(entry, library_of).indexes

    for kept in (indexes.months["2026-11"], indexes.kinds["law"], indexes.sources["ministry"]):
        assert sorted(ids(kept)) == ["in", "out"]
    assert ids(indexes.weeks["2026-W47"]) == ids(indexes.themes["telework"]) == ["in"]


def test_the_home_and_the_week_leave_it_out_and_count_it(entry, library_of):
    context = two(entry, library_of)

    home = bulletins.home(context)
    week = {page.path: page for page in bulletins.generate(context)}["weeks/2026-W47.md"]

    assert (home["count"], home["aside"], week.data["aside"]) == (1, 1, 1)
    assert [ids(found) for _, found, _ in home["groups"]] == [["in"]]


def test_only_its_sources_feed_has_it(entry, library_of):
    feeds = {feed.path: feed for feed in selections.of(two(entry, library_of))}

    with_it = [path for path, feed in feeds.items() if "out" in ids(c for c, _ in feed.picks)]

    assert with_it == ["source/ministry"]


def test_a_story_that_one_of_its_sources_does_not_set_aside_is_told(entry, library_of):
    twin = "https://ministry.example/fr/b"
    library = library_of(
        entry(id="a", aside="no-theme", twins={"nl": twin}), entry(id="b", lang="nl", url=twin)
    )

    assert len(site(library).indexes.weeks["2026-W47"]) == 1


def test_its_card_says_so_and_names_no_theme(entry, library_of):
    context = two(entry, library_of)
    pages = {page.path: page for page in watch_pages.generate(context)}
    month = pages["months/2026-11.md"]

    html = render.render(month.template, context, title="", root="../../", **month.data)

    assert html.count("Hors sujet") == 1
    assert html.count("themes/telework/") == 1


def test_a_dossier_leaves_it_out(entry, library_of):
    library = library_of(entry(id="in"), entry(id="out", aside="no-theme"))
    cards = build_indexes(library, "fr").cards

    groups = dossiers.groups(cards, date(2026, 11, 1), TODAY, library, "fr")

    assert [ids(line.card for line in group.lines) for group in groups] == [["in"]]


def event(entry, name, day=None, **facts):
    return Card(entry(id=name, type="event", event_date=day and date.fromisoformat(day), **facts))


def test_events_to_come_stand_first_the_next_one_before_the_others(entry):
    found = [
        event(entry, "far", "2027-03-01"),
        event(entry, "past", "2026-10-01"),
        event(entry, "unknown", date=date(2026, 11, 2)),
        event(entry, "next", "2026-11-23"),
        event(entry, "long-past", "2024-10-01"),
    ]

    ordered = ids(event_days.in_order(found, TODAY))

    assert ordered == ["next", "far", "unknown", "past", "long-past"]
    assert ids(event_days.coming(found, TODAY)) == ["next", "far"]


def test_an_event_of_several_days_comes_until_its_last_one(entry):
    card = event(entry, "a", "2026-11-20", event_end=date(2026, 11, 24))
    corrected = "review:\n  event_date: 2026-11-19\n"

    assert event_days.last(card) == date(2026, 11, 24)
    assert not event_days.is_past(card, date(2026, 11, 24))
    assert event_days.is_past(card, date(2026, 11, 25))
    assert ids(event_days.coming([card], date(2026, 11, 24))) == ["a"]
    assert event_days.last(event(entry, "b", "2026-11-20", review=corrected)) is None


def test_an_event_is_past_from_the_day_after_its_own(entry):
    card = event(entry, "a", "2026-11-23")

    assert not event_days.is_past(card, TODAY)
    assert event_days.is_past(card, date(2026, 11, 24))
    assert not event_days.is_past(event(entry, "b"), TODAY)


def test_a_persons_day_wins(entry):
    card = event(entry, "a", "2026-11-23", review="review:\n  event_date: 2026-12-01\n")

    assert event_days.of(card) == date(2026, 12, 1)


def test_the_page_of_the_kind_is_in_that_order_and_marks_what_is_past(entry, library_of):
    context = site(
        library_of(
            entry(id="past", type="event", event_date=date(2026, 10, 1)),
            entry(id="next", type="event", event_date=date(2026, 12, 1), date=date(2026, 9, 1)),
        )
    )
    page = {page.path: page for page in watch_pages.generate(context)}["kinds/event.md"]

    html = render.render(page.template, context, title="", root="../../", site=None, **page.data)

    assert ids(page.data["found"]) == ["next", "past"]
    assert html.count("passé") == 1
