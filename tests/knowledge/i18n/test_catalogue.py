"""The words of each language: complete, and typeset as a careful printer would."""

import re
from datetime import date
from pathlib import Path

import pytest

from knowledge.i18n import catalogue, locales

DOCS = Path(__file__).parents[3] / "docs"
OTHERS = [locale for locale in locales.known() if locale != locales.REFERENCE]
# A space where English has none, and quotes or apostrophes of a typewriter.
NOT_ENGLISH = re.compile(r"\s[:;!?](?=\s|$)|\u202f|[«»„]|(?<!\\)\"|\w'\w")
# An ordinary space where French wants a no-break one (Lexique des règles typographiques de
# l’Imprimerie nationale).
ORDINARY_SPACE = re.compile(r" [;!?»]|« |\w :(?=\s|$)|\w'\w")


def texts(locale: str) -> list[str]:
    """Return every text of a locale."""
    messages = catalogue.load(locale).messages.values()
    return [text for message in messages for text in catalogue.texts_of(message)]


@pytest.mark.parametrize("locale", OTHERS)
def test_each_locale_has_the_same_keys(locale):
    ours, reference = catalogue.load(locale), catalogue.load(locales.REFERENCE)

    assert set(ours.messages) == set(reference.messages)


@pytest.mark.parametrize("locale", OTHERS)
def test_each_message_takes_the_same_facts_in_every_locale(locale):
    ours, reference = catalogue.load(locale).messages, catalogue.load(locales.REFERENCE).messages
    shared = sorted(ours.keys() & reference.keys())

    assert {key: catalogue.placeholders(ours[key]) for key in shared} == {
        key: catalogue.placeholders(reference[key]) for key in shared
    }


@pytest.mark.parametrize("locale", OTHERS)
def test_each_message_has_the_same_shape_in_every_locale(locale):
    ours, reference = catalogue.load(locale).messages, catalogue.load(locales.REFERENCE).messages

    for key in ours.keys() & reference.keys():
        assert type(ours[key]) is type(reference[key]), key
        if isinstance(reference[key], tuple):
            assert len(ours[key]) == len(reference[key]), key


@pytest.mark.parametrize("locale", locales.known())
def test_each_plural_has_the_forms_that_the_locale_needs(locale):
    needed = {"one", "other"}

    for key, message in catalogue.load(locale).messages.items():
        if isinstance(message, dict):
            assert needed <= set(message), key


def test_english_is_typeset_as_english_is():
    assert [text for text in texts("en") if NOT_ENGLISH.search(text)] == []


def test_the_program_never_breaks_a_line_before_french_punctuation():
    assert [text for text in texts("fr") if ORDINARY_SPACE.search(text)] == []


@pytest.mark.parametrize("page", sorted((DOCS / "fr").rglob("*.md")), ids=lambda page: page.name)
def test_a_french_page_never_breaks_a_line_before_its_punctuation(page):
    body = page.read_text(encoding="utf-8").split("\n---\n", 1)[-1]

    assert ORDINARY_SPACE.findall(body) == []


@pytest.mark.parametrize(
    "page", sorted(DOCS.glob("[fn][rl]/**/*.md")), ids=lambda page: "/".join(page.parts[-2:])
)
def test_a_page_has_typographic_apostrophes(page):
    assert re.findall(r"\w'\w", page.read_text(encoding="utf-8")) == []


def test_both_languages_have_the_same_pages():
    french, dutch = (
        {str(p.relative_to(DOCS / lang)) for p in (DOCS / lang).rglob("*.md")}
        for lang in ("fr", "nl")
    )

    assert french == dutch


@pytest.mark.parametrize(
    ("lang", "day", "said"),
    [
        ("fr", date(2026, 1, 1), "1er\u00a0janvier\u00a02026"),
        ("fr", date(2026, 8, 2), "2\u00a0août\u00a02026"),
        ("nl", date(2026, 1, 1), "1\u00a0januari\u00a02026"),
        ("nl", date(2026, 3, 31), "31\u00a0maart\u00a02026"),
        ("en", date(2026, 1, 1), "1\u00a0January\u00a02026"),
        ("en", date(2026, 8, 2), "2\u00a0August\u00a02026"),
    ],
)
def test_a_day_is_said_as_people_say_it(lang, day, said):
    assert catalogue.load(lang).day(day) == said


def test_a_month_is_named():
    assert catalogue.load("fr").month("2026-08") == "août 2026"


def test_what_is_no_month_is_refused():
    with pytest.raises(ValueError, match="2026-11"):
        catalogue.load("fr").month("2026-1")


@pytest.mark.parametrize(
    ("count", "fr", "nl", "en"),
    [
        (0, "0\u00a0octets", "0\u00a0bytes", "0\u00a0bytes"),
        (999, "999\u00a0octets", "999\u00a0bytes", "999\u00a0bytes"),
        (477_000, "477\u00a0Ko", "477\u00a0kB", "477\u00a0kB"),
        (999_600, "1,0\u00a0Mo", "1,0\u00a0MB", "1.0\u00a0MB"),
        (1_240_000, "1,2\u00a0Mo", "1,2\u00a0MB", "1.2\u00a0MB"),
        (25_400_000, "25\u00a0Mo", "25\u00a0MB", "25\u00a0MB"),
    ],
)
def test_a_size_is_short_and_in_the_languages_units(count, fr, nl, en):
    assert [catalogue.load(lang).size(count) for lang in ("fr", "nl", "en")] == [fr, nl, en]


@pytest.mark.parametrize(
    ("lang", "n", "said"),
    [
        ("fr", 0, "0 nouveauté"),
        ("fr", 1, "1 nouveauté"),
        ("fr", 12_345, "12\u202f345 nouveautés"),
        ("nl", 0, "0 berichten"),
        ("nl", 1, "1 bericht"),
        ("nl", 12_345, "12.345 berichten"),
        ("en", 0, "0 items"),
        ("en", 1, "1 item"),
        ("en", 12_345, "12,345 items"),
    ],
)
def test_a_count_takes_the_plural_of_its_language(lang, n, said):
    assert catalogue.load(lang).plural("site.entries", n) == said


def test_a_fact_with_braces_is_left_as_it_is():
    assert (
        catalogue.load("nl").translate("site.note_of", title="{colon} {n}").endswith("{colon} {n}")
    )
