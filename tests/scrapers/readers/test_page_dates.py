"""A page's own day, where its places contradict each other or speak of something else."""

import pytest

from scrapers.clean import dates
from scrapers.readers import html_page, metadata_dates
from tests.scrapers.readers import pages
from tests.scrapers.readers.test_detail import read

BRUSSELS = "Europe/Brussels"
SITE = "https://www.site.example"


def days(main="", head="", *, lang="fr", url=f"{SITE}/fr/un-titre", around=""):
    """Return the two days that are read on a page, "" for none."""
    raw = read(main, head, lang=lang, url=url, around=around)
    first = dates.published_and_updated(raw.published, lang, zone=BRUSSELS)
    last = dates.published_and_updated(raw.updated, lang, zone=BRUSSELS)
    return str(first.published or ""), str(last.updated or last.published or first.updated or "")


def linked(day):
    return (
        f'<script type="application/ld+json">{{"@type":"Article","datePublished":"{day}"}}</script>'
    )


def meta(day):
    return f'<meta property="article:published_time" content="{day}">'


# --- where two places contradict each other ---------------------------------------------------------


def test_a_head_whose_programs_state_two_days_gives_none():
    head = linked("2026-03-03T10:00:00+01:00") + meta("2026-03-09T10:00:00+01:00")

    assert days(head=head) == ("", "")


@pytest.mark.parametrize("printed", ["2026-03-03", "2026-03-09"])
def test_the_page_decides_between_the_two_days_of_its_head(printed):
    head = linked("2026-03-03T10:00:00+01:00") + meta("2026-03-09T11:00:00+01:00")

    assert days(f"<p><time datetime='{printed}'>x</time></p>", head)[0] == printed


def test_a_moment_that_is_written_twice_weighs_no_more_than_the_printed_day():
    moment = "2026-03-03T23:25:44+00:00"
    mark = f"<p class='meta'><time class='published' datetime='{moment}'></time></p>"

    assert days(f"{mark}<p>3 mars 2026</p>", meta(moment))[0] == "2026-03-03"
    assert days(mark, meta(moment))[0] == "2026-03-04"


def test_a_day_of_the_head_that_is_another_one_than_that_of_the_address_is_not_believed():
    other = f"{SITE}/2021/3/12/un-titre"

    assert days(head=meta("2026-03-03") + linked("2026-03-03T09:00"), url=other)[0] == ""
    assert days(head=meta("2021-03-12"), url=other)[0] == "2021-03-12"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-03T23:30:00Z", "2026-03-03"),
        ("2026-03-04T02:30:00+00:00", "2026-03-03"),
        ("2026-03-04T11:30:00Z", "2026-03-04"),
        ("2026-03-04T02:30:00+01:00", "2026-03-04"),
    ],
)
def test_the_address_tells_the_day_of_a_moment_in_utc_where_people_count_it_so(moment, day):
    assert days(head=meta(moment), url=f"{SITE}/2026/03/03/un-titre")[0] == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/03/12/un-titre", "2026-03-12"),
        ("/2026/3/12", "2026-03-12"),
        ("/actualites/2026-03-12-un-titre", "2026-03-12"),
        ("/2026/03/3-questions", ""),
        ("/2026/03/12-conseils-pour-bien-commencer", ""),
        ("/2026/03/un-titre", ""),
    ],
)
def test_an_address_holds_a_day_and_no_number_of_a_title(path, day):
    page = pages.snapshot("<p>x</p>", f"{SITE}{path}")

    assert metadata_dates.of_address(html_page.parse(page)) == day


def test_a_day_that_is_later_than_the_printed_day_of_the_last_change_is_not_believed():
    changed = "<p>Mis à jour le 3 mars 2026 à 18:00</p>"

    assert days(changed, meta("2026-03-04T11:52:23")) == ("", "2026-03-03")
    assert days(changed, meta("2026-03-02T11:52:23")) == ("2026-03-02", "2026-03-03")


def test_days_with_points_tell_how_the_figures_of_the_head_are_meant():
    assert days("<p>Publié le 01.11.2025</p>", meta("11/01/2025 12:43:42"))[0] == "2025-11-01"


def test_an_hour_whose_seconds_have_one_digit_is_an_hour():
    assert days(head=meta("2026-12-05T23:15:0Z"))[0] == "2026-12-06"


# --- what stands near the title -------------------------------------------------------------------


def test_the_mark_next_to_the_title_wins_over_that_of_the_text_that_follows():
    other = "<p>Un paragraphe.</p>" * 20 + "<div class='date'>9 mars 2026</div>"
    above = "<div><div class='date'>3 mars 2026</div></div>"

    assert days(other, around=above)[0] == "2026-03-03"


def test_a_few_words_beside_the_title_are_the_pages_and_a_sidebar_is_not():
    byline = "<aside role='complementary'><div class='posted'>{} <time datetime='2026-03-03'>3 mars 2026</time></div></aside>"

    assert days(byline.format("Anna"))[0] == "2026-03-03"
    assert days(byline.format("D’autres nouvelles " * 20))[0] == ""
    assert days("<p>Texte.</p>" * 9 + byline.format("Anna"))[0] == ""


@pytest.mark.parametrize("name", ["today", "current-date", "dateDuJour date-du-jour", "vandaag"])
def test_the_day_of_the_reader_is_none(name):
    assert days(f"<div class='{name}'>mardi 3 mars 2026</div>")[0] == ""


def test_a_bare_day_below_the_next_heading_of_the_titles_rank_is_another_texts():
    text = "<p>Un paragraphe qui dit ce que le titre annonce, en une phrase.</p>"
    other = "<div><h1>Un autre texte</h1><p>3 mars 2026</p></div>"

    assert days(text + other)[0] == ""
    assert days(other)[0] == "2026-03-03"
    assert days("<h2>Un sous-titre</h2><p>3 mars 2026</p>")[0] == "2026-03-03"
    assert days("<article><h1>Un titre</h1><p>3 mars 2026</p></article>")[0] == "2026-03-03"


@pytest.mark.parametrize(
    "line",
    ["ca. 8 Min. 03.03.2026", "3 mars 2026 | 5 min de lecture", "Lecture : 3 min | 3 mars 2026"],
)
def test_the_time_that_a_text_takes_to_read_leaves_its_day_bare(line):
    assert days(f"<p>{line}</p>")[0] == "2026-03-03"
    assert days(f"<p>{line}</p>", meta("2025-11-29"))[0] == ""


def test_a_number_of_votes_beside_the_day_leaves_it_bare():
    mark = "<div class='article-meta'><time datetime='2026-03-03T08:00:00+01:00'>03.03.2026</time> 13</div>"

    assert days(mark)[0] == "2026-03-03"


# --- in words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("Publié par Anna Martin, le mardi 3 mars 2026 à 10h30", "fr"),
        ("mardi 3 mars 2026, par Anna", "fr"),
        ("Soumis par admin le mar 03/03/2026 - 10:00", "fr"),
        ("Écrit par Anna le 3 mars 2026", "fr"),
        ("En ligne depuis le 3 mars 2026", "fr"),
        ("Communiqué de presse - 3 mars 2026", "fr"),
        ("Ingediend door Jan Jansen op 3 maart 2026 - 10:00", "nl"),
        ("Online sinds 3 mrt. 2026", "nl"),
        ("Publicatiedatum 03-03-26", "nl"),
        ("Persbericht - 3 maart 2026", "nl"),
        ("Geschreven door Jan op 3 maart 2026", "nl"),
        ("Erscheinungsdatum 03.03.2026", "de"),
        ("Written: 2026-03-03 15:03 / Updated: 2026-03-03 15:30", "en"),
        ("Publié le 03‑03‑2026", "fr"),
        ("Publié le 03–03–2026", "fr"),
    ],
)
def test_a_printed_line_says_when_it_was_published(line, lang):
    assert days(f"<p>{line}</p>", lang=lang)[0] == "2026-03-03"


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("Dernière modification : 3 mars 2026", "fr"),
        ("Date de la dernière mise à jour : 3 mars 2026", "fr"),
        ("Page actualisée le 3 mars 2026", "fr"),
        ("Laatste wijziging: 3 maart 2026", "nl"),
        ("Laatste update: 3 maart 2026", "nl"),
        ("Laatst herzien op 3 maart 2026", "nl"),
        ("Stand: 03.03.2026", "de"),
    ],
)
def test_the_day_of_a_change_is_no_day_of_publication(line, lang):
    assert days(f"<p>{line}</p>", lang=lang) == ("", "2026-03-03")
    found = dates.published_and_updated(line, lang)
    assert (found.published, str(found.updated)) == (None, "2026-03-03")


def test_a_day_without_a_year_is_none_but_where_the_head_states_it():
    line = "<p>Mercredi 4 mars, Bruxelles</p>"

    assert days(line)[0] == ""
    assert days(line, '<meta name="date" content="2026-03-04">')[0] == "2026-03-04"
