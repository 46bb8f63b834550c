"""A watched page: what a reader would call a change, and only that."""

from datetime import UTC, datetime, timedelta

import pytest

from knowledge.model import RawEntry
from knowledge.source import Source
from scrapers import page_changes

SEEN = datetime(2026, 11, 15, 18, tzinfo=UTC)
SOURCE = Source(id="law", name="Law", url="https://law.example/act", reader="page")
BEFORE = ("Article 1", "Article 2", "Article 3")


def page(*paragraphs: str) -> RawEntry:
    return RawEntry(url=SOURCE.url, title="The act", text="\n".join(paragraphs))


LAW = (
    "L’employeur prend les mesures nécessaires pour promouvoir le bien-être des travailleurs.",
    "Il consulte le comité pour la prévention et la protection.",
    "Le plan global de prévention couvre une période de cinq ans.",
)


@pytest.mark.parametrize(
    "after",
    [
        ("Bienvenue sur notre nouveau portail", "Toutes les actualités de la semaine"),
        ("Aucun contenu",),
        (
            "De werkgever treft de nodige maatregelen voor het welzijn.",
            "Hij raadpleegt het comité.",
        ),
        ("Actualités", "Agenda", "Newsletter", "Le ministre visite une entreprise liégeoise"),
    ],
)
def test_a_text_that_has_nothing_of_the_former_one_is_not_believed(after):
    assert page_changes.is_replaced(LAW, after)


@pytest.mark.parametrize(
    "after",
    [
        (*LAW, "Un article nouveau dit encore autre chose de tout différent."),
        LAW[:1],
        LAW[1:],
        (LAW[0].replace("cinq", "quatre"), "Abrogé", "Abrogé"),
        tuple(paragraph.replace(" l", " chaque l") for paragraph in reversed(LAW)),
        (" ".join(LAW),),
        ("Maintenance prévue samedi : le site sera inaccessible.", *LAW),
    ],
)
def test_a_text_that_was_changed_is_believed(after):
    assert not page_changes.is_replaced(LAW, after)


def test_a_short_text_is_compared_by_its_words():
    assert not page_changes.is_replaced(("Seuil : 50 travailleurs",), ("Seuil : 20 travailleurs",))
    assert not page_changes.is_replaced(("5 %",), ("6 %",))


def test_the_same_text_is_no_change_whatever_its_spaces():
    raw = page("Article 1", "", "Article\u00a02 ", "Article 3")

    assert page_changes.change(raw, BEFORE, SOURCE, SEEN) is None


def test_a_new_paragraph_is_shown_alone():
    entry = page_changes.change(
        page("Article 1", "Article 1bis", "Article 2", "Article 3"), BEFORE, SOURCE, SEEN
    )

    assert entry is not None
    assert (entry.type, entry.date, entry.url) == ("page-change", None, SOURCE.url)
    assert (entry.history[0].key, entry.history[0].was, entry.history[0].now) == (
        "text",
        (),
        ("Article 1bis",),
    )


def test_a_corrected_paragraph_shows_what_stood_there():
    entry = page_changes.change(
        page("Article 1", "Article 2 (repealed)", "Article 3"), BEFORE, SOURCE, SEEN
    )

    assert entry is not None
    assert (entry.history[0].was, entry.history[0].now) == (
        ("Article 2",),
        ("Article 2 (repealed)",),
    )


def test_a_paragraph_that_only_moved_is_no_change():
    assert (
        page_changes.change(page("Article 2", "Article 1", "Article 3"), BEFORE, SOURCE, SEEN)
        is None
    )


def test_two_refreshes_of_one_day_that_see_the_same_new_text_make_one_entry():
    raw = page("Article 1")

    first = page_changes.change(raw, BEFORE, SOURCE, SEEN)
    again = page_changes.change(raw, BEFORE, SOURCE, SEEN + timedelta(hours=1))

    assert first is not None
    assert again is not None
    assert first.id == again.id


def test_a_text_that_changes_back_later_is_another_change():
    first = page_changes.change(page("Article 1"), BEFORE, SOURCE, SEEN)
    later = page_changes.change(page(*BEFORE), ("Article 1",), SOURCE, SEEN + timedelta(days=7))

    assert first is not None
    assert later is not None
    assert first.id != later.id


def test_addresses_and_numbers_of_persons_are_not_shown():
    before = (*BEFORE, "Contact : an.peeters@law.example, 02 233 41 11")
    raw = page(*BEFORE, "Contact : jan.maes@law.example, +32 2 233 42 22 (arrêté du 27/03/1998)")

    entry = page_changes.change(raw, before, SOURCE, SEEN)

    assert entry is not None
    assert entry.history[0].was == ("Contact : […], […]",)
    assert entry.history[0].now == ("Contact : […], […] (arrêté du 27/03/1998)",)
