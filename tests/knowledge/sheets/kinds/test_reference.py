"""A reference says what it is; an official text is opened again every year."""

from datetime import date

import pytest

from knowledge.sheets import official_texts, reading
from knowledge.sheets.collection import Collection
from knowledge.sheets.kinds.reference import KIND

HEAD = "titles: Un livre\ntype: book\nserves: {fr: Un point de départ.}\n"
LAW = HEAD.replace("book", "law")
TODAY = date(2026, 11, 25)


def read(text: str) -> reading.Reading:
    return reading.mapping(text.encode(), "docs/bibliography/b-2020.yml", KIND)


def due(text: str) -> list[str]:
    sheet = read(text).sheet
    assert sheet is not None
    return [problem.code for problem in official_texts.warnings(Collection((sheet,)), TODAY)]


def test_a_title_and_its_use_are_enough():
    assert read(HEAD).problems == ()


def test_a_single_author_is_a_list_of_one():
    sheet = read(HEAD + 'authors: "Ryan, Richard"\n').sheet

    assert sheet is not None
    assert sheet.keys.authors == ("Ryan, Richard",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD.replace("serves", "# serves"), "key_missing"),
        (HEAD.replace("titles", "# titles"), "key_missing"),
        (HEAD.replace("book", "novel"), "field_value"),
        (HEAD + "year: 20\n", "field_value"),
        (HEAD + "year: spring\n", "field_value"),
        (HEAD + "address: la-fabrique.fr\n", "field_value"),
        (HEAD + "address: javascript:alert(1)\n", "field_value"),
        (HEAD + "last_checked: 2026-02-30\n", "field_value"),
        (HEAD + "languages: [fr, xx]\n", "field_value"),
        (HEAD + "pages: 12\n", "field_unknown"),
    ],
)
def test_a_mistake_is_told(text, code):
    assert [problem.code for problem in read(text).problems] == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (LAW + "address: https://law.example/1\n", ["reference_unchecked"]),
        (
            LAW + "address: https://law.example/1\nlast_checked: 2025-11-24\n",
            ["reference_check_old"],
        ),
        (LAW + "address: https://law.example/1\nlast_checked: 2025-11-25\n", []),
        (LAW, []),
        (HEAD + "address: https://book.example/1\n", []),
    ],
)
def test_an_official_text_is_opened_again_every_year(text, codes):
    assert due(text) == codes
