"""The built site as a member reads it on a Monday: the week, the law, the sources, a note; and as a
program does.
"""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from .conftest import entries

pytestmark = [pytest.mark.site, pytest.mark.timeout(900)]

THEMES = ["Telewerk en hybride werken", "Psychosociale risico’s"]
NOTE = next(entry for entry in entries() if entry.body and entry.review)


def soup(site: Path, path: str) -> BeautifulSoup:
    """Parse a page of the built site."""
    return BeautifulSoup((site / path / "index.html").read_text(encoding="utf-8"), "lxml")


@pytest.mark.parametrize(
    ("lang", "heads"),
    [("fr", ["Notre sélection", "Législation"]), ("nl", ["Onze selectie", "Wetgeving"])],
)
def test_the_home_opens_with_the_picks_and_the_law_of_this_week(site, lang, heads):
    home = soup(site, lang)

    kinds = [head.get_text() for head in home.select(".vg-group__head h3")]
    assert kinds[:2] == heads
    first = home.select_one(".vg-group .vg-card")
    assert first.select_one(".vg-highlight")
    assert "Nouvelle choisi" in first.get_text()
    assert "47" in home.select_one("#latest").get_text()


def test_each_line_of_the_home_says_what_a_reader_needs(site):
    home = soup(site, "fr")
    (card,) = (card for card in home.select(".vg-card") if "Nouvelle loi" in card.get_text())

    title = card.select_one(".vg-card__title a")
    assert (title["lang"], title["href"]) == ("fr", "https://emploi.belgique.be/fr/actualites/loi")
    assert card.time["datetime"] == "2026-11-19"
    assert card.select_one(".vg-versions a")["hreflang"] == "nl"
    assert "Aussi chez" in card.select_one(".vg-also").get_text()
    assert card.select(".vg-themes a")
    assert card.select_one(".vg-card__note").get_text() == "Ce qui change."


def test_a_changed_text_shows_what_was_put_in_wherever_it_stands(site):
    for path in ("fr", "fr/weeks/2026-W47", "fr/months/2026-11", "fr/watch"):
        (card, *_) = (
            card for card in soup(site, path).select(".vg-card") if "Nouvelle texte" in str(card)
        )
        assert card.select_one(".vg-change ins")


def test_a_reason_says_when_an_entry_was_seen_and_nothing_of_robots(site):
    why = soup(site, "fr/months/2026-11").select_one(".vg-why").get_text(" ", strip=True)
    assert "22\u00a0novembre\u00a02026" in why
    assert "robots" not in why


def test_only_the_tags_that_an_entry_bears_are_explained_in_words(site):
    why = soup(site, "nl/months/2026-11").select_one(".vg-why")

    *rules, _ = [line.get_text().partition(": ")[2] for line in why.select("li")]
    assert {tag.partition(" (")[0] for tags in rules for tag in tags.split("; ")} == {
        "Wetgeving",
        *THEMES,
    }
    assert "psychosocial-risks" not in why.get_text()


def test_a_week_is_introduced_by_a_person_and_keeps_its_own_title(site):
    page = soup(site, "fr/weeks/2026-W47")

    assert page.h1.get_text() == "Semaine 47, du 16 au 22\u00a0novembre\u00a02026"
    assert "Son propre titre" not in page.get_text()
    assert page.select_one(".vg-intro a")["href"] == "../../radar/"
    assert page.select_one(".vg-path")


def test_a_week_introduced_in_the_other_language_only_leads_there(site):
    link = soup(site, "nl/weeks/2026-W47").select_one(".vg-intro-elsewhere a")

    assert (link["href"], link["lang"]) == ("../../../fr/weeks/2026-W47/", "fr")


def test_the_weeks_are_listed(site):
    assert soup(site, "fr/weeks").select_one("a[href$='weeks/2026-W47/']")


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_the_radar_says_a_persons_day_and_that_others_are_not_known(site, lang):
    page = soup(site, f"{lang}/radar")
    rows = [row.get_text(" ", strip=True) for row in page.select(".vg-table tbody tr")]

    assert "01/01/2027" in rows[0]
    assert "05/11/2026" in rows[1]
    assert page.select_one(".vg-unknown")
    assert page.select_one(".vg-waiting")
    assert {tag.get_text() for tag in page.select(".vg-change-note")} == {
        "Ce qui change." if lang == "fr" else "Wat verandert."
    }


def test_the_radar_leaves_as_a_feed_and_as_a_calendar(site):
    page = soup(site, "fr/radar")

    for link in page.select(".vg-follow a"):
        assert (site / "fr/radar" / link["href"]).resolve().is_file()
    calendar = (site / "fr/feeds/radar.ics").read_bytes()
    assert calendar.count(b"BEGIN:VEVENT") == 1
    assert b"DTSTART;VALUE=DATE:20270101" in calendar
    assert {link["type"] for link in page.select("link[rel~=alternate][type]")} >= {
        "text/calendar",
        "application/atom+xml",
    }


def test_a_region_has_a_page_and_a_feed(site):
    page = soup(site, "fr/regions/belgium")

    assert page.select(".vg-card")
    assert (
        (site / "fr/regions/belgium" / page.select_one(".vg-follow a")["href"]).resolve().is_file()
    )


@pytest.mark.parametrize(("lang", "failing"), [("fr", "En panne"), ("nl", "Uitgevallen")])
def test_the_state_of_each_source_is_public_and_the_one_that_failed_comes_first(
    site, lang, failing
):
    first = soup(site, f"{lang}/health").select_one(".vg-table tbody tr")

    assert first.select_one(".vg-state").get_text() == failing
    assert first.select_one("a")["href"] == "../sources/anact/"
    assert "timeout" in first.get_text()


def test_the_state_of_the_sources_is_a_file_too(site):
    told = json.loads((site / "health.json").read_text(encoding="utf-8"))

    states = {one["id"]: one["state"] for one in told["sources"]}
    assert told["refreshed"] == "2026-11-22T18:00:00+00:00"
    assert (states["anact"], states["spf-emploi-fr"], states["werkbaarwerk"]) == (
        "failing",
        "ok",
        "paused",
    )


def test_a_note_says_what_it_means_for_us_whom_it_concerns_and_whether_it_obliges(site):
    french, dutch = soup(site, f"fr/entries/{NOTE.id}"), soup(site, f"nl/entries/{NOTE.id}")

    assert french.select_one("#means").get_text() == "Ce que cela change pour nous"
    assert dutch.select_one("#means").get_text() == "Wat dit voor ons betekent"
    facts = french.select_one(".vg-days--note").get_text(" ", strip=True)
    assert all(word in facts for word in ("Encadrants", "Recommandation", "Expérimentation"))


def test_the_site_says_how_old_it_is_without_knowing_the_day(site):
    for path in ("fr", "nl/radar", "fr/law"):
        page = soup(site, path)
        assert (
            page.find("meta", attrs={"name": "vigie-refreshed"})["content"]
            == "2026-11-22T18:00:00+00:00"
        )
        assert page.select_one("[data-vg-stale]").has_attr("hidden")
        assert set(re.findall(r"\d{4}-\d\d-\d\d", page.get_text())) <= {"2026-11-22"}


def test_what_a_script_shows_is_hidden_without_one(site):
    page = soup(site, "fr/weeks/2026-W47")

    assert all(
        part.has_attr("hidden")
        for part in page.select("[data-vg-visit], [data-vg-print], [data-vg-stale]")
    )


def test_an_instance_says_its_own_line_above_every_page_as_text(next_day):
    page = soup(next_day / "site", "fr/law")
    assert page.select_one(".vg-announcement a").get_text() == "Réunion <b>le 3</b>"
    assert "--vg-primary:#402040" in str(page.head)
    assert (page.select_one(".vg-brand img")["src"], page.select_one(".vg-brand svg")) == (
        "../assets/own.svg",
        None,
    )
