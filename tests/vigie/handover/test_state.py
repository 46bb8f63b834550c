"""The state of the house and the papers of a handover: what they name, and what they never hold."""

from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from knowledge import health
from knowledge.health import Health, Run, SourceHealth
from knowledge.i18n import locales
from knowledge.model import Entry
from knowledge.storage import entry_store
from tests.vigie.sheets import put
from vigie import cli, cli_locale, instance
from vigie.commands import init
from vigie.commands.init import Wanted
from vigie.handover import guide, papers, state
from vigie.handover.guide import Takeover
from vigie.handover.papers import Paper
from vigie.handover.state import House
from vigie.machines import Program

TODAY = date(2026, 11, 27)
LATER = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
SEEN = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
WORDS = cli_locale.words("en")
HOSTILE = "<script>hit()</script>\u202e"
SOURCES = """contact: https://a.example/
sources:
  - {id: news, name: News, url: "https://news.example/feed.xml", lang: en}
  - {id: old, name: Old, url: "https://old.example/feed.xml", lang: en, enabled: false, reason: It closed.}
"""
ORGANISATION = """names: {en: Example}
kind: public-service
scope: regional
member: yes
roles:
  - {id: desk, title: {en: Desk}, seat: permanent}
  - {id: other, title: {en: Other desk}, seat: alternate}
"""
WORKFLOW = """
env:
  TOKEN: ghp_thisIsTheValue
  A: ${{ secrets.SMTP_PASSWORD }}
  B: ${{ secrets['OTHER_KEY'] }}
  C: ${{vars.LIST_ADDRESS}}
  D: ${{ secrets.GITHUB_TOKEN }}
"""
GITLAB = "job:\n  script:\n    - send --to $MAIL_TO --as ${MAIL_FROM} $CI_PROJECT_ID\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Give an instance in which something of everything is to be told."""
    tmp_path = tmp_path_factory.mktemp("house")
    init.write(Wanted("House", ("en", "fr"), "https://a.example/"), tmp_path, WORDS)
    put(tmp_path, "watch_sources.yml", SOURCES)
    put(tmp_path, ".github/workflows/weekly.yml", WORKFLOW)
    put(tmp_path, ".gitlab-ci.yml", GITLAB)
    put(tmp_path, "deploy/mail.env", "# A sample.\nVIGIE_SMTP_PASSWORD=t0ps3cret\n")
    put(tmp_path, "docs/decisions/why.md", "\n# Why we left it\n")
    settings = (tmp_path / "mkdocs.yml").read_text("utf-8")
    put(
        tmp_path,
        "mkdocs.yml",
        f"{settings}  piwik: !ENV [STATS_KEY, s3cr3tDefault]\n"
        "repo_url: https://me:pa55word@forge.example/a\n",
    )
    common = {"lang": "en", "type": "news", "date": TODAY, "first_seen": SEEN, "source": "news"}
    rejected = 'review:\n  keep: false\n  reason: "Not ours."\n'
    entry_store.write(
        Entry("1" * 10, HOSTILE, "https://news.example/1", review=rejected, **common), tmp_path
    )
    picked = "review:\n  highlight: true\n"
    entry_store.write(
        Entry("2" * 10, "Picked", "https://news.example/2", review=picked, **common), tmp_path
    )
    entry_store.write(
        Entry("4" * 10, "An act", "https://news.example/4", **{**common, "type": "law"}),
        tmp_path,
    )
    entry_store.hold(Entry("3" * 10, "Held", "https://news.example/3", **common), tmp_path)
    facts = {"url": "https://news.example/", "reason": "timeout"}
    runs = (Run(SEEN, "failed", "unreachable", facts), Run(LATER, "failed", "unreachable", facts))
    health.save(tmp_path, Health({"news": SourceHealth(last_success=SEEN, runs=runs)}))
    put(tmp_path, "docs/directory/example.yml", ORGANISATION)
    return House(tmp_path, lambda: instance.load(tmp_path), TODAY)


def rows(paper: Paper, number: int) -> list[tuple[str, ...]]:
    return list(paper.parts[number].rows)


def test_it_names_sources_what_waits_what_was_decided_and_what_to_pass_on(house):
    told = state.paper(house, "en")

    shown = papers.text(told).decode()
    assert "News (news)" in shown
    assert "State: failing for 2 weeks. https://news.example/" in shown
    assert "paused. It closed." in shown
    assert "vigie accept news" in shown
    assert "Not ours." in shown
    assert "Picked" in shown
    assert "Why we left it" in shown
    assert "An act: This law has no day of entry into force yet." in shown
    assert "example/desk: vacant seats" in shown


def test_names_of_secrets_are_told_and_their_values_never(house):
    told = state.paper(house, "en")

    assert dict(rows(told, 5)) == {
        "SMTP_PASSWORD": ".github/workflows/weekly.yml",
        "OTHER_KEY": ".github/workflows/weekly.yml",
        "LIST_ADDRESS": ".github/workflows/weekly.yml",
        "STATS_KEY": "mkdocs.yml",
        "MAIL_TO": ".gitlab-ci.yml",
        "MAIL_FROM": ".gitlab-ci.yml",
        "VIGIE_SMTP_PASSWORD": "deploy/mail.env",
    }
    everything = papers.html(told).decode() + papers.text(told).decode()
    for value in ("ghp_this", "s3cr3tDefault", "pa55word", "t0ps3cret"):
        assert value not in everything


def test_text_from_outside_is_inert_in_the_page_and_in_the_text(house):
    told = state.paper(house, "fr")

    assert "<script>" not in papers.html(told).decode()
    assert "\u202e" not in papers.html(told).decode() + papers.text(told).decode()


@pytest.mark.parametrize("lang", locales.known())
def test_the_papers_are_whole_in_each_language(lang):
    taken = Takeover("A", TODAY, "https://a.example/", "1.0", "https://b.example/", accounts={})

    for told in guide.papers(taken, lang):
        page, text = papers.html(told).decode(), papers.text(told).decode()
        assert f'<html lang="{lang}">' in page
        assert "{" not in text
        assert "default-src 'none'" in page
        assert text.startswith(told.title)


def steps(taken: Takeover) -> list[str]:
    told, _ = guide.papers(taken, "en")
    return [command for row in told.parts[1].rows for command in row[1:]]


def test_without_a_history_no_step_asks_for_it():
    taken = Takeover("A", TODAY, "", "1.0")

    assert any(command.startswith("git clone") for command in steps(taken))
    assert not any("git" in command for command in steps(replaced(taken, "no_git")))


def replaced(taken: Takeover, why: str) -> Takeover:
    return Takeover(taken.name, taken.day, taken.address, taken.version, why_no_history=why)


def test_the_program_is_fetched_from_where_it_came_from_where_that_is_known():
    program = Program("https://forge.example/vigie.git", "a" * 40)
    taken = Takeover("A", TODAY, "", "1.0", program=program)

    assert f"pip install git+https://forge.example/vigie.git@{'a' * 40}" in steps(taken)
    assert "pip install vigie==1.0" in steps(Takeover("A", TODAY, "", "1.0"))
    _, checklist = guide.papers(taken, "en")
    assert b"https://forge.example/vigie.git" in papers.text(checklist)


def test_a_history_that_holds_secrets_is_named_in_guide_and_checklist():
    taken = Takeover("A", TODAY, "", "1.0", why_no_history="exposed", exposed=".env")
    guided, checklist = map(papers.text, guide.papers(taken, "en"))

    assert b"likely to hold secrets (.env)" in guided
    assert b"once stood in the history: .env" in checklist
    assert b"passed on as the repository itself" in checklist


def test_the_coordinator_writes_the_state_of_the_house_at_any_time(house, tmp_path):
    words = [
        "--root",
        str(house.root),
        "--lang",
        "fr",
        "status",
        "--html",
        str(tmp_path / "s.html"),
    ]

    done = CliRunner().invoke(cli.app, words)

    assert (done.exit_code, done.exception) == (0, None)
    page = (tmp_path / "s.html").read_text("utf-8")
    assert "House\u00a0: état de la maison" in page
    assert "News (news)" in page
