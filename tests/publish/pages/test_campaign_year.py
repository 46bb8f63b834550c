"""What the build makes of a campaign's year: posters, a calendar, a table."""

import csv
import io
from xml.etree import ElementTree

import icalendar
import pypdf
import pytest

from knowledge.i18n import catalogue
from knowledge.sheets.registry import KINDS
from publish.pages import campaign_year, kit_contents, kit_data, kit_zip, posters, sheet_pages
from publish.pages.posters import PosterWords
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

SITE = SiteMetadata(root_url="https://vigie.example.org/", names={"fr": "Vigie", "nl": "Vigie"})
LONG = "Reprenez une décision récente de l’équipe et dites ensemble à qui elle a servi. " * 3
WORDS = PosterWords(2, 12, "L’égalité", "Une mesure", LONG, LONG, "À faire", "Qui\u202f?", "Vigie")


@pytest.fixture(params=["fr", "nl"])
def context(request, library):
    return SiteContext(library, catalogue.load(request.param), metadata=SITE)


@pytest.fixture
def kit(context):
    return context.library.sheets.find(KINDS["communication-kit"], "announce", context.locale)


@pytest.fixture
def made(kit, context):
    return {file.name: file for file in campaign_year.files(kit, context)}


def said_in(svg):
    """Return the texts of a drawing, without its title and its description."""
    texts = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return " ".join(text.text for text in texts)


def test_each_month_has_its_poster_in_the_order_of_the_year(made):
    assert list(made) == [
        "calendar.csv",
        "calendar.ics",
        "posters-a3.pdf",
        "posters-a4.pdf",
        "poster-01-work-content.svg",
        "poster-03-equality.svg",
    ]


def test_both_forms_of_a_poster_say_the_same_in_the_same_order(kit, made):
    written = pypdf.PdfReader(io.BytesIO(made["posters-a4.pdf"].data))

    for page, (name, month) in zip(
        written.pages,
        zip([*made][4:], campaign_year.months(kit), strict=True),
        strict=True,
    ):
        drawn = said_in(made[name].data).split()
        assert page.extract_text().split() == drawn
        assert " ".join(month.title.split()) in " ".join(drawn)
        assert month.action in " ".join(drawn)


@pytest.mark.parametrize(("paper", "size"), [("a3", (841.89, 1190.55)), ("a4", (595.28, 841.81))])
def test_the_posters_are_of_their_paper_tagged_and_in_their_language(made, context, paper, size):
    written = pypdf.PdfReader(io.BytesIO(made[f"posters-{paper}.pdf"].data))
    root = written.trailer["/Root"]
    tags = [element.get_object()["/S"] for element in root["/StructTreeRoot"]["/K"]]

    assert (written.pages[0].mediabox.width, written.pages[0].mediabox.height) == pytest.approx(
        size, abs=0.1
    )
    assert root["/Lang"] == context.locale
    assert root["/MarkInfo"]["/Marked"]
    assert tags.count("/H1") == 2
    assert [item["/Title"] for item in written.outline] == [
        month.title for month in campaign_year.months(kit_of(context))
    ]


def kit_of(context):
    return context.library.sheets.find(KINDS["communication-kit"], "announce", context.locale)


def test_the_same_kit_gives_the_same_bytes(kit, context, made):
    assert {file.name: file for file in campaign_year.files(kit, context)} == made


def test_the_calendar_comes_back_each_year_on_the_first_monday(made):
    read = icalendar.Calendar.from_ical(made["calendar.ics"].data)
    days = [(row["DTSTART"].dt.isoformat(), row["DTSTART"].dt.weekday()) for row in read.events]
    rules = [row["RRULE"].to_ical().decode() for row in read.events]

    assert days == [("2026-01-05", 0), ("2026-03-02", 0)]
    assert rules == ["FREQ=YEARLY;BYDAY=1MO;BYMONTH=1", "FREQ=YEARLY;BYDAY=1MO;BYMONTH=3"]


def test_the_table_has_a_row_a_month(made, context):
    rows = list(
        csv.reader(io.StringIO(made["calendar.csv"].data.decode("utf-8-sig")), delimiter=";")
    )

    assert [row[0] for row in rows[1:]] == [
        context.catalogue.month_name(1),
        context.catalogue.month_name(3),
    ]
    assert all(len(row) == 5 for row in rows)


def test_what_is_made_goes_into_the_zip_and_onto_the_site(kit, context, made):
    held = {held.name for held in kit_contents.of(kit, context)}
    packed = kit_zip.files(kit, context)
    published = kit_data.files(context)

    assert held >= set(made)
    for name, file in made.items():
        assert published[f"communication-kits/announce/{name}"] == file.data
        assert [data for path, data in packed.items() if path.endswith(f"-{name}")] == [file.data]


def test_the_page_shows_each_month_in_words_and_its_poster(kit, context):
    page = sheet_pages.page(kit, "", context, root="../../")

    for _, theme, month, path in campaign_year.rows(kit, context):
        assert f'src="../../{path}"' in page
        assert theme in page
        assert month.title in page


@pytest.mark.parametrize("title", ["Parler", LONG, "Vertrouwensdienstverleningsovereenkomst", ""])
def test_no_text_of_a_poster_leaves_its_place(title):
    drawn = posters.draw(WORDS._replace(title=title))
    lowest = [[*text.rows][-1][0] for text in drawn.texts]

    assert lowest[1:] == sorted(lowest[1:])
    assert all(wide <= posters.ROOM for text in drawn.texts for _, _, wide in text.rows)
