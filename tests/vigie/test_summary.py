"""The body of the Monday pull request."""

import itertools
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from knowledge import taxonomy
from knowledge.model import Problem
from tests.vigie.outcomes import entry, outcome
from vigie import summary
from vigie.reminders import Reminder
from vigie.summary import Beside

ROOT = Path(__file__).parents[2]
TAXONOMY = taxonomy.load(ROOT)
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![](https://evil.example/pixel.png)",
    "@everyone fixes #1",
    "# A heading of its own",
    "- a list\n- of its own",
    "`code` **bold** _slanted_ ~gone~",
    "| a | table |",
    "https://evil.example/ www.evil.example",
    "&lt;img src=x onerror=alert(1)&gt;",
    "back\\slash",
    "Closes GH-12, resolves vigie/vigie#34 and gh-5",
    "See 0123456789abcdef0123456789abcdef01234567 and vigie/vigie@deadbee",
    "@org/team fixed #7",
]
# What GitHub's filters look for in the text of a rendered page.
REFERENCE = re.compile(
    r"@\w|#\d|\bGH-\d|https?://|www\.|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])", re.IGNORECASE
)


def test_what_came_stands_under_its_theme_in_french_and_in_dutch():
    text = summary.markdown(
        outcome(entry("one"), entry("two", themes=(), date=None)), TAXONOMY, ROOT
    )

    assert "### Charge de travail" in text
    assert "### Sans thème (1)" in text
    assert "### Zonder thema (1)" in text
    assert text.count("<https://site.example/one>") == 2
    assert "sans date" in text
    assert "zonder datum" in text


def test_a_quiet_week_says_so():
    text = summary.markdown(outcome(), TAXONOMY, ROOT)

    assert "Rien de nouveau." in text
    assert "Alle bronnen hebben geantwoord." in text


def test_a_failed_source_is_named_with_what_to_do():
    text = summary.markdown(
        outcome(failed=Problem("empty", {"url": "https://site.example/list"})), TAXONOMY, ROOT
    )

    assert "ne contient aucune entrée" in text
    assert "may\\_be\\_empty" in text
    assert "bevat geen enkel bericht" in text


def test_a_new_law_asks_a_person_for_its_entry_into_force():
    text = summary.markdown(outcome(entry("act", type="law")), TAXONOMY, ROOT)

    assert "entrée en vigueur à vérifier" in text


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_shown_as_it_stands_and_does_nothing(title):
    text = summary.markdown(outcome(entry("one", title=title)), TAXONOMY, ROOT)

    page = BeautifulSoup(GITHUB.render(text), "lxml")

    link = page.select_one("li a")
    assert link is not None
    assert link["href"] == "https://site.example/one"
    assert link.get_text().replace("\u200b", "") == " ".join(title.split())
    assert {tag.name for tag in page.find_all()} <= {
        "html",
        "body",
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "a",
        "strong",
        "details",
        "summary",
    }
    assert not REFERENCE.search(page.get_text())


def test_no_address_ends_its_link_early_or_keeps_it_open():
    found = replace(entry("T"), url="https://a.example/x)(<>\\")

    assert summary.link(found, "T") == "[T](<https://a.example/x%29%28%3C%3E%5C>)"


def test_what_a_terminal_or_a_reader_would_obey_is_gone():
    title = "Nou\x1b]8;;https://x.example\x07velle \u202eiol\u202c\x00"

    text = summary.plain(title)

    assert not re.search("[\x00-\x1f\u202a-\u202e]", text)


def test_a_long_list_is_cut_and_says_how_much_is_left():
    many = [entry(f"n{number:03}") for number in range(summary.MOST + 5)]

    text = summary.markdown(outcome(*many), TAXONOMY, ROOT)

    assert "… et 5 autres" in text
    assert text.count("](<https://site.example/") == 2 * summary.MOST


def test_of_many_questions_the_first_are_asked_and_the_others_counted():
    first, other = entry("a"), entry("b")
    many = tuple((first, other) for _ in range(summary.MOST_QUESTIONS + 3))

    text = summary.markdown(replace(outcome(first), suggestions=many), TAXONOMY, ROOT)

    assert "… et 3 autres" in text
    assert "… en nog 3" in text


def test_doubtful_pairs_are_asked_about_with_the_line_that_answers():
    one, other = entry("a"), entry("b`")
    asked = replace(outcome(one), doubtful=((one, other),), suggestions=((other, one),))

    text = summary.markdown(asked, TAXONOMY, ROOT)

    assert "`docs/watch/site/…-a.md`" in text
    assert "`twin: https://site.example/b%60`" in text
    assert "`twin: none`" in text
    assert "`same_as: https://site.example/a`" in text
    assert "`same_as: none`" in text


def test_a_wrong_word_of_a_person_is_named_with_its_line_and_the_nearest():
    facts = {"path": "docs/watch/a/b.md", "line": "12", "key": "themes", "found": "psychosocial"}
    wrong = Problem("review_term", {**facts, "allowed.fr": "psychosocial-risks (Risques)"})

    text = summary.markdown(
        outcome(),
        TAXONOMY,
        ROOT,
        Beside(
            [Problem("review_term", {**wrong.facts, "allowed.nl": "psychosocial-risks (Risico’s)"})]
        ),
    )

    assert "ligne 12" in text
    assert "psychosocial\\-risks \\(Risques\\)" in text
    assert "regel 12" in text


def test_a_deleted_file_that_came_back_is_told_with_how_to_reject_it():
    text = summary.markdown(
        outcome(entry("one"), entry("two")), TAXONOMY, ROOT, Beside(deleted={"one"})
    )

    rows = [row for row in text.splitlines() if "keep: false" in row]
    assert len(rows) == 2
    assert all("docs/watch/site/…-one.md" in row for row in rows)


def test_beside_a_checklist_the_summary_repeats_and_asks_nothing_of_it():
    act, other = entry("act", type="law"), entry("other")
    told = replace(outcome(act, other), suggestions=((act, other),))
    flood = replace(told.reports[0], held=("x",), state="held")
    beside = Beside(deleted={"other"}, lines={"act": 1, "other": 2})

    text = summary.markdown(replace(told, reports=(flood,)), TAXONOMY, ROOT, beside)

    assert "2 lignes à choisir" in text
    assert "décochez la ligne 2" in text
    assert "Title act" not in text
    assert "_held" not in text


def test_three_hundred_entries_are_a_short_summary_beside_their_checklist():
    many = [entry(f"n{number:03}", type="law") for number in range(300)]
    told = replace(outcome(*many), suggestions=tuple(itertools.pairwise(many)))
    lines = {new.id: number for number, new in enumerate(many, 1)}

    text = summary.markdown(told, TAXONOMY, ROOT, Beside(lines=lines))

    assert "300 lignes à choisir" in text
    assert len(text) < 2_000


def test_what_waits_in_the_sheets_is_a_line_a_kind_and_a_source_tells_since_when_it_fails():
    beside = Beside(
        weeks={"site": 3},
        reminders=[Reminder("vacant", tuple(f"actiris/seat-{n}" for n in range(12)))],
    )
    failed = outcome(failed=Problem("empty", {"url": "https://site.example/list"}))

    text = summary.markdown(failed, TAXONOMY, ROOT, beside)

    assert "sièges vacants (12)" in text
    assert "seat\\-2, … et 9 autres" in text
    assert "**site** (en panne depuis 3 semaines)" in text
    assert "**site** (al 3 weken mislukt)" in text


def test_what_changed_is_a_line_a_kind_however_much_it_is():
    known = [entry(f"n{number}") for number in range(40)]
    told = outcome(*known)
    ids = tuple(one.id for one in known)
    report = replace(told.reports[0], new=(), gone=ids)

    text = summary.markdown(replace(told, reports=(report,)), TAXONOMY, ROOT)

    assert "retirée du site (40)" in text
    assert text.count("<https://site.example/") == 2 * summary.MOST_TOLD


def test_of_a_rejected_entry_nothing_is_told_any_more():
    out = entry("out", review="review:\n  keep: false\n")
    told = outcome(out, entry("in"))
    report = replace(told.reports[0], new=(), changed=("out", "in"), gone=("out",))

    text = summary.markdown(replace(told, reports=(report,)), TAXONOMY, ROOT)

    assert "Title in" in text
    assert "Title out" not in text


@pytest.mark.parametrize(
    ("stated", "heads"),
    [
        ("", ["<details><summary>français", "<details><summary>Nederlands"]),
        ("both", ["<details><summary>français", "<details><summary>Nederlands"]),
        ("klingon", ["<details><summary>français", "<details><summary>Nederlands"]),
        ("nl", ["# De opvolging van de week"]),
        ("en", ["# The week’s watch"]),
    ],
)
def test_a_coordinator_reads_one_language_or_each_folded(tmp_path, stated, heads):
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  summary_lang: {stated}\n")
    (tmp_path / "mkdocs.nl.yml").write_text("INHERIT: mkdocs.yml\n")

    text = summary.markdown(outcome(entry("one")), TAXONOMY, tmp_path)

    first = [row for row in text.splitlines() if row.startswith(("<details>", "# "))]
    if len(heads) == 2:
        assert [row.split("</")[0] for row in first if "<" in row] == heads
        assert text.count("</details>") == 2
    else:
        assert [row.partition(" (")[0] for row in first] == heads


@pytest.mark.parametrize(
    ("days", "workflows", "warned"),
    [(29, True, False), (30, True, True), (75, True, True), (75, False, False), (-9, True, False)],
)
def test_a_forge_that_will_stop_the_watch_for_want_of_commits_is_warned_of(
    world, monkeypatch, days, workflows, warned
):
    monkeypatch.delenv("GITHUB_SHA", raising=False)
    if workflows:
        (world.clone / ".github" / "workflows").mkdir(parents=True)
    last = datetime.fromisoformat(world.git(world.clone, "log", "-1", "--format=%cI"))

    told = summary.quiet(world.clone, last + timedelta(days=days))

    assert bool(told) is warned
    if warned:
        stop = f"{last + timedelta(days=60):%d/%m/%Y}"
        assert told.count(f"{days} ") == 2  # in each of its languages
        assert told.count(stop) == 2
        assert told.endswith("\n\n")


def test_a_merge_that_the_job_itself_made_is_no_sign_of_life(world, monkeypatch):
    (world.clone / ".github" / "workflows").mkdir(parents=True)
    published = world.git(world.clone, "rev-parse", "HEAD")
    old = datetime.now(UTC) + timedelta(days=45)
    monkeypatch.setenv("GIT_COMMITTER_DATE", old.isoformat())
    world.git(world.clone, "commit", "--quiet", "--allow-empty", "-m", "The job's own merge")

    assert summary.quiet(world.clone, old) == ""
    monkeypatch.setenv("GITHUB_SHA", published)
    assert "45" in summary.quiet(world.clone, old)
    monkeypatch.setenv("GITHUB_SHA", "0" * 40)
    assert summary.quiet(world.clone, old) == ""
