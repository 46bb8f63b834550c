"""The agenda: what comes, what was, and how many meetings were held."""

import pytest

from knowledge.i18n import catalogue
from publish.indexes import build_indexes
from publish.pages import agenda, render
from publish.site_context import SiteContext

from .conftest import read

FRENCH, DUTCH = catalogue.load("fr"), catalogue.load("nl")
NBSP = "\u00a0"


def meeting(day, **keys):
    """Make a meeting on a day."""
    return read("event", f"{day}-{keys.get('type', 'meeting')}", start=day, **keys)


def page(library, words=FRENCH):
    """Give the plan of the agenda's page."""
    (spec,) = agenda.pages(
        SiteContext(library, words, indexes=build_indexes(library, words.locale))
    )
    return spec


def html(library, words=FRENCH):
    """Render the agenda."""
    spec = page(library, words)
    facts = {**spec.data, "title": spec.title, "root": "../", "body": "", "site": None}
    return render.render(spec.template, SiteContext(library, words), **facts)


def test_what_comes_stands_first_and_what_was_by_year_the_newest_first(holding):
    days = ("2022-02-22", "2026-11-24", "2026-11-25", "2026-12-08", "2022-05-17")
    library = holding(*(meeting(day) for day in days))

    data = page(library).data

    assert [one.sheet.id for one in data["coming"]] == ["2026-11-25-meeting", "2026-12-08-meeting"]
    assert [(one.year, [some.sheet.id[:10] for some in one.events]) for one in data["years"]] == [
        (2026, ["2026-11-24"]),
        (2022, ["2022-05-17", "2022-02-22"]),
    ]


def test_an_event_of_several_days_is_not_over_before_the_last(holding):
    library = holding(
        read("event", "a", start="2026-11-20", end="2026-11-25", type="training", status="planned")
    )

    assert [one.sheet.id for one in agenda.coming(SiteContext(library, FRENCH))] == ["a"]


def test_only_meetings_that_were_held_are_counted(holding):
    library = holding(
        meeting("2026-02-03"),
        meeting("2026-04-03", status="cancelled"),
        meeting("2026-05-03", type="seminar"),
        meeting("2026-06-03", status="planned"),
        meeting("2025-06-03"),
        settings={"meetings_per_year": 3},
    )

    assert agenda.held(library, "fr", 2026) == 1
    assert "1 réunion du réseau tenue en 2026</strong> sur 3 visées par an" in html(library)
    assert "1 vergadering van het netwerk gehouden in 2026</strong> op 3" in html(library, DUTCH)


def test_an_instance_that_aims_at_no_number_of_meetings_shows_no_count(holding):
    assert "vg-tally" not in html(holding(meeting("2026-02-03"), settings={"meetings_per_year": 0}))


def test_what_was_planned_and_is_past_waits_for_a_word(holding):
    past = meeting("2026-06-03", status="planned")

    shown = agenda.shown(past, SiteContext(holding(past), FRENCH))

    assert (shown.state, shown.state_label) == ("unconfirmed", "à confirmer")


@pytest.mark.parametrize(
    ("start", "end", "french", "dutch"),
    [
        ("2026-12-08", None, "8 décembre 2026", "8 december 2026"),
        ("2026-12-08", "2026-12-09", "du 8 au 9 décembre 2026", "van 8 tot 9 december 2026"),
        ("2026-12-08T09:30", None, "8 décembre 2026, à 9 h 30", "8 december 2026, om 9.30 uur"),
        (
            "2026-12-08T09:30",
            "2026-12-08T12:00",
            "8 décembre 2026, de 9 h 30 à 12 h",
            "8 december 2026, van 9.30 uur tot 12 uur",
        ),
        (
            "2026-12-08T22:00",
            "2026-12-09T01:05",
            "du 8 décembre 2026, 22 h, au 9 décembre 2026, 1 h 05",
            "van 8 december 2026, 22 uur, tot 9 december 2026, 1.05 uur",
        ),
    ],
)
def test_a_day_and_its_hours_are_said_as_people_say_them(start, end, french, dutch):
    keys = read("event", "a", start=start, **({"end": end} if end else {})).keys

    assert agenda.when(keys, FRENCH).replace(NBSP, " ") == french
    assert agenda.when(keys, DUTCH).replace(NBSP, " ") == dutch


def test_the_home_is_given_the_next_ones_without_those_called_off(holding):
    library = holding(
        meeting("2026-12-01", status="cancelled"),
        *(meeting(f"2026-12-0{n}", status="planned") for n in range(2, 6)),
    )

    assert [one.sheet.id[:10] for one in agenda.coming(SiteContext(library, FRENCH), 2)] == [
        "2026-12-02",
        "2026-12-03",
    ]
    assert len(agenda.coming(SiteContext(library, FRENCH))) == 5


def test_an_event_that_is_written_in_one_language_stands_in_both_agendas(holding):
    library = holding(
        read("event", "a", lang="nl", start="2026-12-08", title="Vergadering", status="planned")
    )

    assert 'lang="nl">Vergadering</a>' in html(library).replace("\n", "")
    assert "en néerlandais" in html(library)


def test_a_page_leads_to_the_event_before_and_the_one_after(holding):
    middle = meeting("2026-04-19")
    library = holding(meeting("2026-02-22"), middle, meeting("2026-05-17"))

    facts = agenda.facts(middle, SiteContext(library, FRENCH))

    assert (facts["older"][0], facts["newer"][0]) == ("2026-02-22-meeting", "2026-05-17-meeting")


def test_a_meeting_leads_to_its_dossier_unless_it_is_called_off(holding):
    some = [
        meeting("2026-02-22"),
        meeting("2026-03-22", status="cancelled"),
        meeting("2026-04-22", type="seminar"),
    ]

    assert [agenda.facts(one, SiteContext(holding(*some), FRENCH))["dossier"] for one in some] == [
        "dossiers/2026-02-22-meeting/",
        "",
        "",
    ]


def test_a_document_shows_its_size_and_one_elsewhere_says_so(holding, tmp_path):
    sheet = meeting(
        "2026-02-22",
        documents="[{title: Note, file: a.pdf}, {title: Page, url: 'https://a.example/'}]",
    )
    (tmp_path / "docs/fr/events").mkdir(parents=True)
    (tmp_path / "docs/fr/events/a.pdf").write_bytes(b"x" * 12_345)
    library = holding(sheet, root=tmp_path)

    facts = agenda.facts(sheet, SiteContext(library, FRENCH))
    told = {
        "sheet": sheet,
        "keys": sheet.keys,
        "title": "Réunion",
        "body": "",
        "root": "../../",
        "site": None,
    }
    found = render.render("event.html", SiteContext(library, FRENCH), **told, **facts)

    assert f'href="../../events/a.pdf">Note</a> <span class="vg-quiet">(PDF, 12{NBSP}Ko)' in found
    assert (
        'href="https://a.example/" rel="noopener external">Page</a> <span class="vg-quiet">(document publié'
        in found
    )


def test_what_a_person_writes_is_no_markup(holding):
    sheet = meeting("2026-12-08", title='"<script>alert(1)</script>"', place='"<img src=x>"')

    found = html(holding(sheet))

    assert "<script>" not in found
    assert "<img" not in found
