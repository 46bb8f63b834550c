"""Each fact of the network's note has its page in both languages, at the heading that is told."""

import re
from itertools import groupby
from pathlib import Path

import pytest

from knowledge.sheets import page_markdown

TABLE = Path(__file__).parents[2] / "docs/decisions/content.md"
LINK = re.compile(r"\[(fr|nl)\]\(\.\./(fr|nl)/([^)#]+)(?:#([^)]+))?\)")
ROWS = [row for row in TABLE.read_text("utf-8").splitlines() if "](../" in row]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[2].strip()[:40])
def test_a_fact_has_its_place_in_both_languages(row):
    links = LINK.findall(row)

    assert [(said, lang) for said, lang, *_ in links] == [("fr", "fr"), ("nl", "nl")]
    assert len(list(groupby(place for *_, place, anchor in links))) == 1
    for _, lang, place, anchor in links:
        written = (TABLE.parents[1] / lang / place).read_text("utf-8")
        assert not anchor or anchor in page_markdown.read(written).anchors


def test_the_table_holds_every_chapter_of_the_note():
    chapters = {row.split("|")[1].strip().split(".")[0] for row in ROWS}

    assert chapters == {"1", "2", "3", "4", "5", "Annex 1"}
