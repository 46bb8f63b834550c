"""The dossier of a meeting: all that is new since the meeting before it, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from knowledge.health import Health, SourceHealth
from knowledge.i18n import catalogue
from knowledge.model import Change, Problem
from knowledge.sheets import persons
from publish.indexes import build_indexes
from publish.pages import dossiers, render
from publish.site_context import SiteContext
from vigie.commands import dossier

from .conftest import read

FRENCH, DUTCH = catalogue.load("fr"), catalogue.load("nl")
BEFORE, NEXT = (
    read("event", "before", start="2026-10-06"),
    read("event", "next", start="2026-12-08", status="planned"),
)
HOSTILE = "<script>alert(1)</script> [x](javascript:1) *a* `b` {{ 7*7 }}"


def at(day):
    """Give a moment of a day."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)


def made(library, meeting=NEXT, words=FRENCH, check=persons.warnings):
    """Gather a dossier."""
    return dossiers.of(
        meeting, library, build_indexes(library, words.locale).cards, words.locale, check
    )


def ids(dossier):
    """Name the entries that a dossier tells, by kind."""
    return {group.term.id: [line.card.lead.id for line in group.lines] for group in dossier.groups}


def test_it_goes_from_the_meeting_before_to_the_day_of_the_build(holding, entry):
    entries = [
        entry(id=f"d{day}", date=date.fromisoformat(f"2026-{day}"))
        for day in ("10-06", "10-07", "11-20")
    ]

    dossier = made(holding(BEFORE, NEXT, entries=tuple(entries)))

    assert (dossier.since, dossier.until) == (date(2026, 10, 6), date(2026, 11, 25))
    assert ids(dossier) == {"law": ["d11-20", "d10-07"]}


def test_a_meeting_of_the_past_is_told_up_to_its_own_day(holding, entry):
    entries = [
        entry(id=f"d{day}", date=date.fromisoformat(f"2026-{day}"))
        for day in ("06-06", "10-06", "11-20")
    ]

    dossier = made(holding(BEFORE, NEXT, entries=tuple(entries)), BEFORE)

    assert (dossier.since, dossier.until, dossier.before) == (
        date(2026, 6, 6),
        date(2026, 10, 6),
        None,
    )
    assert ids(dossier) == {"law": ["d10-06"]}


@pytest.mark.parametrize(
    ("day", "before"),
    [("2026-06-30", "2026-02-28"), ("2024-06-30", "2024-02-29"), ("2026-03-15", "2025-11-15")],
)
def test_without_a_meeting_before_it_looks_back_four_months(day, before):
    assert dossiers.months_before(date.fromisoformat(day)) == date.fromisoformat(before)


def test_meetings_that_were_called_off_and_other_events_part_nothing(holding):
    library = holding(
        BEFORE,
        read("event", "off", start="2026-11-01", status="cancelled"),
        read("event", "day", start="2026-11-10", type="themed-day"),
        NEXT,
    )

    assert made(library).before == BEFORE


def test_a_dossier_after_a_meeting_to_come_has_not_begun(holding, entry):
    later = read("event", "later", start="2027-03-02", status="planned")
    library = holding(BEFORE, NEXT, later, entries=(entry(date=date(2026, 11, 20)),))

    dossier = made(library, later)

    assert not dossier.has_begun
    assert ids(dossier) == {}
    assert "n’a pas encore eu lieu" in dossiers.period(dossier, FRENCH)


def test_what_came_out_before_and_was_found_since_is_new_unless_a_new_source_brought_its_past(
    holding, entry
):
    old = entry(id="old", date=date(2025, 1, 1), first_seen=at("2026-11-01"))
    past = replace(old, id="past", url="https://agency.example/past", source="agency")
    settled = {
        "ministry": SourceHealth(baseline_at=at("2026-01-01")),
        "agency": SourceHealth(baseline_at=at("2026-11-02")),
    }

    dossier = made(holding(BEFORE, NEXT, entries=(old, past), health=Health(settled)))

    assert ids(dossier) == {"law": ["old"]}


def test_a_watched_text_that_changed_is_new_whatever_its_age(holding, entry):
    change = Change(at("2026-11-02"), "text", ("a",), ("b",))
    watched = entry(
        id="w",
        type="page-change",
        date=date(2020, 1, 1),
        first_seen=at("2020-01-01"),
        history=(change,),
    )

    dossier = made(holding(BEFORE, NEXT, entries=(watched,)))

    assert [line.changed for group in dossier.groups for line in group.lines] == [date(2026, 11, 2)]


def test_kinds_stand_in_the_order_of_the_bulletin(holding, entry):
    entries = tuple(
        entry(id=kind, type=kind, date=date(2026, 11, 20)) for kind in ("news", "tool", "law")
    )
    library = holding(
        BEFORE, NEXT, entries=entries, settings={"bulletin_order": ["law", "tool", "news"]}
    )

    assert list(ids(made(library))) == ["law", "tool", "news"]


def test_a_long_list_is_cut_and_leads_to_the_months_that_hold_the_rest(holding, entry):
    entries = [entry(id=f"n{n}", date=date(2026, 11, 20)) for n in range(dossiers.EACH)]
    more = [entry(id=f"m{n}", date=date(2026, 10, 20)) for n in range(3)]

    (group,) = made(holding(BEFORE, NEXT, entries=(*entries, *more))).groups

    assert (len(group.lines), group.left_out, group.months) == (dossiers.EACH, 3, ("2026-10",))


def test_practices_are_told_by_the_last_state_they_came_into(holding):
    life = "[{state: idea, on: 2026-01-01}, {state: pilot, on: 2026-10-20}, {state: evaluated, on: 2026-11-20}]"
    library = holding(
        BEFORE,
        NEXT,
        read("practice", "new", life=life),
        read("practice", "old", life=f"{life[:31]}]"),
    )

    assert [(one.id, passage.state) for one, passage in made(library).practices] == [
        ("new", "evaluated")
    ]


def test_actions_that_are_not_done_and_contacts_to_check_stand_in_an_open_dossier_alone(holding):
    library = holding(
        BEFORE, NEXT, read("action", "a"), read("action", "b", number='"2"', status="done")
    )

    def check(held, today):
        yield Problem("twin_missing", {"path": f"docs/{today}", "found": "x", "language": "nl"})

    ahead, past = made(library, check=check), made(library, BEFORE, check=check)

    assert [one.id for one in ahead.actions] == ["a"]
    assert ahead.parts == ("practices", "contacts", "actions")
    assert [one.facts["path"] for one in ahead.contacts] == ["docs/2026-11-25"]
    assert past.parts == ("practices",)


def test_each_meeting_has_a_page_that_tells_its_dossier(holding, entry):
    library = holding(BEFORE, NEXT, entries=(entry(title=HOSTILE, date=date(2026, 11, 20)),))
    specs = {
        spec.path: spec
        for spec in dossiers.pages(
            SiteContext(library, FRENCH, indexes=build_indexes(library, "fr"))
        )
    }
    spec = specs["dossiers/next.md"]

    facts = {**spec.data, "title": spec.title, "root": "../../", "body": "", "site": None}
    found = render.render(spec.template, SiteContext(library, FRENCH), **facts)

    assert set(specs) == {"dossiers/before.md", "dossiers/next.md"}
    assert '<h2 id="k-law">Législation</h2>' in found
    assert "<script>" not in found
    assert all(f'id="{anchor}"' in found for anchor, _ in spec.toc)


def test_the_text_says_the_same_in_french_and_in_dutch(holding, entry):
    law = entry(date=date(2026, 11, 20), review="in_force: 2027-01-01")
    library = holding(BEFORE, NEXT, read("action", "a"), entries=(law,))

    french = dossier.markdown(
        made(library), SiteContext(library, FRENCH), home="https://watch.example/fr/"
    )
    dutch = dossier.markdown(made(library, words=DUTCH), SiteContext(library, DUTCH))

    assert french.startswith("# Dossier\u00a0: Réunion\n")
    assert (
        "- [Une loi nouvelle](<https://ministry.example/fr/loi>) (Le ministère, 20\u00a0novembre\u00a02026, "
        "en vigueur le 1er\u00a0janvier\u00a02027)" in french
    )
    assert (
        "- [1.1 Le réseau](<https://watch.example/fr/actions/a/>) (en cours, institution-a)"
        in french
    )
    assert "## Lopende en op te starten acties\n\n- 1.1 Le réseau (bezig, institution-a)" in dutch


def test_text_from_outside_stays_text_in_the_mail(holding, entry):
    library = holding(
        BEFORE,
        NEXT,
        entries=(entry(title=HOSTILE, url="https://a.example/(x)>y", date=date(2026, 11, 20)),),
    )

    text = dossier.markdown(made(library), SiteContext(library, FRENCH))

    assert "<script>" not in text
    assert r"\[x\](javascript:1) \*a\* \`b\`" in text
    assert "(<https://a.example/(x)%3Ey>)" in text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", ""])
def test_what_is_no_address_of_the_web_is_no_link(address):
    assert dossier.link("a", address) == "a"
