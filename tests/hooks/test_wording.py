"""The words of each language: complete, and typeset as a careful printer would."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hooks import wording
from hooks.search import names

DOCS = Path(__file__).parents[2] / "docs"
# The locale that the others are held to, and those others.
REFERENCE, OTHERS = "fr", ("nl", "en")
# The site's own words, and those of its search.
CATALOGUES = {"site": wording.load, "search": names.say}
FACT = re.compile(r"{(\w+)}")
# A space where English has none, and quotes or apostrophes of a typewriter.
NOT_ENGLISH = re.compile(r"\s[:;!?](?=\s|$)|\u202f|[«»„\"]|\w'\w")
# An ordinary space where French wants a no-break one (Lexique des règles typographiques de l’Imprimerie nationale).
ORDINARY_SPACE = re.compile(r" [;!?»]|« |\w :(?=\s|$)|\w'\w")


def texts(value: Any) -> list[str]:
    """List every text in a tree of lists and mappings."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for one in inner for text in texts(one)]


def keys(value: Any, path: str = "") -> set[str]:
    """List every key in a tree of mappings."""
    if not isinstance(value, dict):
        return {path}
    return {key for name, inner in value.items() for key in keys(inner, f"{path}/{name}")}


def shape(value: Any) -> Any:
    """Return the tree of a catalogue with, in place of each text, the facts that it takes."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return set(FACT.findall(str(value))) - {"colon"}


@pytest.mark.parametrize("catalogue", CATALOGUES)
@pytest.mark.parametrize("lang", OTHERS)
def test_each_language_says_the_same_things(lang, catalogue):
    load = CATALOGUES[catalogue]

    assert keys(load(lang).words) == keys(load(REFERENCE).words)


@pytest.mark.parametrize("catalogue", CATALOGUES)
@pytest.mark.parametrize("lang", OTHERS)
def test_each_language_takes_the_same_facts(lang, catalogue):
    load = CATALOGUES[catalogue]

    for key, value in load(REFERENCE).words.items():
        assert shape(load(lang).words[key]) == shape(value), key


@pytest.mark.parametrize("part", sorted(path.name for path in wording.I18N.glob("*fr.yml")))
@pytest.mark.parametrize("lang", OTHERS)
def test_each_file_holds_the_same_keys_in_the_same_order(lang, part):
    other = part.removesuffix(f"{REFERENCE}.yml") + f"{lang}.yml"

    assert list(wording.read(wording.I18N / other)) == list(wording.read(wording.I18N / part))


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_english_is_typeset_as_english_is(catalogue):
    assert [text for text in texts(CATALOGUES[catalogue]("en").words) if NOT_ENGLISH.search(text)] == []


def test_the_program_never_breaks_a_line_before_french_punctuation():
    assert [text for text in texts(wording.load("fr").words) if ORDINARY_SPACE.search(text)] == []


@pytest.mark.parametrize("page", sorted((DOCS / "fr").rglob("*.md")), ids=lambda page: page.name)
def test_a_french_page_never_breaks_a_line_before_its_punctuation(page):
    body = page.read_text(encoding="utf-8").split("\n---\n", 1)[-1]

    assert ORDINARY_SPACE.findall(body) == []


@pytest.mark.parametrize("page", sorted(DOCS.glob("[fn][rl]/**/*.md")), ids=lambda page: "/".join(page.parts[-2:]))
def test_a_page_has_typographic_apostrophes(page):
    assert re.findall(r"\w'\w", page.read_text(encoding="utf-8")) == []


def test_both_languages_have_the_same_pages():
    french, dutch = ({str(p.relative_to(DOCS / lang)) for p in (DOCS / lang).rglob("*.md")} for lang in ("fr", "nl"))

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
    assert wording.load(lang).day(day) == said


def test_a_month_is_named():
    assert wording.load("fr").month("2026-08") == "août 2026"


def test_what_is_no_month_is_refused():
    with pytest.raises(ValueError, match="2026-11"):
        wording.load("fr").month("2026-1")


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
    assert [wording.load(lang).size(count) for lang in ("fr", "nl", "en")] == [fr, nl, en]


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
    assert wording.load(lang).count("entries", n) == said


def test_a_fact_with_braces_is_left_as_it_is():
    assert wording.load("nl").say("permalink_of", title="{colon} {n}").endswith("{colon} {n}")
