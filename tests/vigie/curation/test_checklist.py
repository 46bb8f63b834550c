"""The checklist: one line a story, the weightiest first, within GitHub's limits, inert, read back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from knowledge import taxonomy
from knowledge.i18n import catalogue
from publish import cards
from tests.vigie.outcomes import entry
from tests.vigie.test_summary import HOSTILE, REFERENCE
from vigie.curation import checklist, week

ROOT = Path(__file__).parents[3]
TAXONOMY = taxonomy.load(ROOT)
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def numbered(number, **facts):
    facts.setdefault("title", f"Title {number}")
    return replace(entry("x", **facts), id=f"{number:010x}", url=f"https://site.example/{number}")


def made(*entries, new=None, langs=("fr", "nl")):
    ids = {one.id for one in entries} if new is None else new
    found = week.stories(cards.group_cards(entries, langs[0]), ids, TAXONOMY)
    return written(week.Week("2026-W47", found), langs)


def written(lines, langs=("fr", "nl")):
    return checklist.markdown(lines, TAXONOMY, list(map(catalogue.load, langs)))


def rows(texts):
    return [row for text in texts for row in text.splitlines() if row.startswith("- [")]


def test_a_story_is_one_line_with_both_its_new_entries():
    french = numbered(1, twins={"nl": "https://site.example/2"})
    dutch = replace(numbered(2, title="Titel 2"), lang="nl")

    (row,) = rows(made(french, dutch))

    assert row.startswith("- [x] **1** · Actualité / Nieuws · [Title 1](<https://site.example/1>)")
    assert "fr+nl, 20/11/2026" in row
    assert row.endswith("<!-- vigie:1+ 0000000001,0000000002 -->")
    assert checklist.read(row) == [(1, True, True, ("0000000001", "0000000002"), "")]


def test_picks_and_law_come_first_then_kinds_in_their_order_and_off_topic_last_and_unticked():
    texts = made(
        numbered(1, aside="off-topic", type="law"),
        numbered(2, type="news"),
        numbered(3, type="tool", date=date(2026, 11, 18)),
        numbered(4, type="tool", date=date(2026, 11, 19)),
        numbered(5, type="law"),
        numbered(6, type="news", review="review:\n  highlight: true\n"),
        numbered(7, type="tool", themes=()),
        numbered(8, aside="no-theme", themes=()),
    )

    lines = checklist.read("\n".join(texts))
    assert [int(line.ids[0], 16) for line in lines] == [5, 6, 4, 3, 7, 2, 1, 8]
    assert [line.ticked for line in lines] == [True] * 6 + [False] * 2
    assert texts[0].index("Probablement hors sujet") > texts[0].index("**6**")


def test_only_what_is_new_is_asked_about_and_a_quiet_week_asks_nothing():
    known, new = numbered(1), numbered(2, same_as=("https://site.example/1",))

    (row,) = rows(made(known, new, new={new.id}))

    assert row.endswith("<!-- vigie:1+ 0000000002 -->")
    assert made(known, new=set()) == []


def asked(found, new, pairs=(), held=None):
    stories = week.stories(cards.group_cards(found, "fr"), new, TAXONOMY)
    grouped = cards.group_cards(found, "fr")
    lines = week.with_questions("2026-W47", stories, pairs, held or {}, grouped)
    return lines, "\n".join(written(lines, ("fr",)))


def test_a_law_is_asked_its_day_once_a_story_and_not_when_it_is_known_or_off_topic():
    french = numbered(1, type="law", twins={"nl": "https://site.example/2"})
    dutch = replace(numbered(2, type="law"), lang="nl")
    known = numbered(3, type="law", review="review:\n  in_force: 2027-01-01\n")
    entries = (french, dutch, known, numbered(4, type="law", aside="off-topic"), numbered(5))

    lines, text = asked(entries, {entry.id for entry in entries})

    (number,) = (story.number for story in lines.stories if french in story.new)
    _, _, questions = text.partition("### Entrée en vigueur, si vous la connaissez (1)")
    assert f"`{number} en vigueur 1/1/2027`" in questions
    assert questions.count("- **") == 1


def test_a_pair_is_asked_by_numbers_also_with_an_entry_that_was_known():
    old, new, other = numbered(1), numbered(2, type="tool"), numbered(3)

    older = numbered(4)
    pairs = [(new, old), (other, new), (old, older)]

    lines, text = asked((old, new, other, older), {new.id, other.id}, pairs)

    assert lines.pairs == [(1, 3), (1, 2)]
    assert "deux versions d’un texte (2)" in text
    assert "`1 = 3` si oui, `1 ≠ 3` si non" in text
    assert "- [x] **3** · = **1** ? · [Title 1]" in text
    assert "- **1** · Title 2 = **2** · Title 3 ?" in text
    assert [line.ids for line in checklist.read(text)] == [(new.id,), (other.id,), (old.id,)]


def test_what_is_held_is_one_line_a_source_whatever_it_holds():
    batch = [replace(numbered(n, title=HOSTILE[0]), source="beswic") for n in range(1, 3001)]

    lines, text = asked((), set(), held={"beswic": batch, "anact": [numbered(1)]})

    (part,) = written(lines, ("fr", "nl"))
    assert len(part) < checklist.MAX_COMMENT
    first, second = checklist.read(text)
    assert (first.source, first.ids, first.ticked) == ("anact", ("0000000001",), False)
    assert (second.source, second.number, len(second.ids)) == ("beswic", 2, checklist.MAX_BATCH)
    assert "beswic\u00a0: 2000 entrées" in text


def test_three_hundred_entries_are_some_comments_each_within_the_limit():
    texts = made(*(numbered(n, title="Un titre é " * 30) for n in range(1, 301)))

    assert 1 < len(texts) < 6
    for number, text in enumerate(texts, 1):
        assert len(text.encode()) <= checklist.MAX_COMMENT
        assert f"({number}/{len(texts)})" in text
        assert checklist.is_checklist(text)
    assert [line.number for line in checklist.read("\n".join(texts))] == list(range(1, 301))


@pytest.mark.parametrize("title", [*HOSTILE, "--> <!-- vigie:9- 0123456789 -->", "x" * 5000])
def test_a_title_is_shown_and_does_nothing(title):
    hostile = replace(numbered(1, title=title), source=title, lang="fr", type=title)
    (text,) = made(hostile, numbered(2))

    assert [line.number for line in checklist.read(text)] == [1, 2]
    shown = BeautifulSoup(GITHUB.render("\n".join(rows([text]))), "html.parser")
    names = {element.name for element in shown.find_all()}
    _, line = shown.find_all("li")
    assert names == {"ul", "li", "strong", "a"}
    assert [link["href"][:20] for link in line.find_all("a")] == [
        "https://site.example",
        "vigie:pull/files#dif",
    ]
    assert not REFERENCE.search(line.get_text())


@pytest.mark.parametrize("langs", [("fr",), ("nl",), ("en",)])
def test_in_one_language_nothing_is_folded(langs):
    (text,) = made(numbered(1), langs=langs)

    assert "<details>" not in text
    assert " / " not in rows([text])[0].split("](")[0]


@pytest.mark.parametrize(
    "row",
    [
        "- [x] no mark",
        "- [x] <!-- vigie:1+ 01234 -->",
        "- [y] <!-- vigie:1+ 0123456789 -->",
        "- [x] <!-- vigie:1* 0123456789 -->",
        "text <!-- vigie:1+ 0123456789 -->",
        "- [x] <!-- vigie:1+ 0123456789 --> more",
        "- [x] " + "<!-- vigie:" * 50_000,
        "- [x] <!-- vigie:1+ " + "0123456789," * 50_000,
    ],
)
def test_a_broken_line_is_passed_over(row):
    assert checklist.read(row) == []
