"""Each fact of the network's note has its page in both languages, at the heading that is told."""

import re
from itertools import groupby
from pathlib import Path

import pytest

from knowledge.sheets import collection, page_markdown
from knowledge.sheets.kinds.reference import KIND
from publish import site_context
from publish.library import Library
from publish.pages import bibliography

TABLE = Path(__file__).parents[2] / "docs/decisions/content.md"
LINK = re.compile(r"\[(fr|nl)\]\(\.\./(fr|nl)/([^)#]+)(?:#([^)]+))?\)")
ROOT = TABLE.parents[2]
CITED = re.compile(r"\[([^\]]*)\]\((?:\.\./)?bibliography/index\.md#([a-z0-9-]+)\)")
NOTED = (
    *("dgafp-2019", "larabi-2020", "fabrique-spinoza-2014", "anact-2021", "anact-2022"),
    *("moodwork-2021-steps", "moodwork-2021-engagement", "moodwork-2020", "bourdu-2016"),
    *("idea-consult-2020", "deci-ryan-2002", "koppes-bryan-2020", "guide-complet-2021"),
    *("werkbaarheidsmonitor", "act-1996-well-being", "act-2017-workable-work"),
)
# A reference is one file for all languages; its page is made by the build.
REFERENCE = re.compile(r"\[fr, nl\]\(\.\./bibliography/([a-z0-9-]+)\.yml\)")
ROWS = [
    row for row in TABLE.read_text("utf-8").splitlines() if row.startswith("|") and "[fr" in row
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[2].strip()[:40])
def test_a_fact_has_its_place_in_both_languages(row):
    if reference := REFERENCE.search(row):
        assert (ROOT / f"docs/bibliography/{reference[1]}.yml").is_file()
        return
    links = LINK.findall(row)

    assert [(said, lang) for said, lang, *_ in links] == [("fr", "fr"), ("nl", "nl")]
    assert len(list(groupby(place for *_, place, anchor in links))) == 1
    for _, lang, place, anchor in links:
        written = (TABLE.parents[1] / lang / place).read_text("utf-8")
        assert not anchor or anchor in page_markdown.read(written).anchors


def test_the_table_holds_every_chapter_of_the_note():
    chapters = {row.split("|")[1].strip().split(".")[0] for row in ROWS}

    assert chapters == {"1", "2", "3", "4", "5", "Annex 1", "Annex 2"}


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_each_citation_leads_to_a_reference_of_that_author_and_year(lang):
    held = collection.load(ROOT)
    context = site_context.build(Library(sheets=held), lang)
    called = {sheet.id: bibliography.shown(sheet, context) for sheet in held.of(KIND)}
    cited = set()
    for path in sorted((ROOT / "docs" / lang).rglob("*.md")):
        for said, name in CITED.findall(path.read_text("utf-8")):
            assert name in called, (path, name)
            cited.add(name)
            if re.search(r", (?:\d{4}|sans date|zonder jaar)$", said):
                assert said == called[name].short, path

    assert cited >= set(NOTED)
