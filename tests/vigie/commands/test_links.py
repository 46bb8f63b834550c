"""`vigie links`: what is told, what is kept, and when nothing is asked."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scrapers import page_links
from scrapers.page_links import LinkState
from vigie import cli

ROOT = Path(__file__).parents[3]


@pytest.fixture
def instance(tmp_path):
    for name in ("watch_sources.yml", "taxonomy.yml", "mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, tmp_path)
    sources = tmp_path / "watch_sources.yml"
    sources.write_text(sources.read_text().replace("watch@example.org", "https://vigie.brussels/"))
    (tmp_path / "docs/fr").mkdir(parents=True)
    (tmp_path / "docs/fr/a.md").write_text("https://a.example/1 https://b.example/2\n")
    return tmp_path


def run(root, *words):
    done = CliRunner().invoke(cli.app, ["--root", str(root), "--lang", "fr", "links", *words])
    assert done.exit_code == 0
    return done.stdout


def test_a_broken_link_is_told_with_its_file_and_kept_for_the_month(instance, monkeypatch):
    monkeypatch.setattr(page_links, "check", lambda *_: {"https://a.example/1": "404"})
    first = run(instance)
    monkeypatch.setattr(page_links, "check", lambda *_: pytest.fail("asked before a month passed"))

    again = run(instance, "--monthly")

    assert "https://a.example/1\u00a0: 404, depuis" in first
    assert "(docs/fr/a.md)" in first
    assert again == first


def test_after_a_month_it_is_asked_anew(instance, monkeypatch):
    month_ago = date.today() - timedelta(days=28)
    page_links.save(
        instance, page_links.after(LinkState(), {"https://a.example/1": "dns"}, month_ago)
    )
    monkeypatch.setattr(page_links, "check", lambda *_: {})

    assert "mènent quelque part" in run(instance, "--monthly")


def test_without_a_network_nothing_is_noted(instance, monkeypatch):
    monkeypatch.setattr(page_links, "check", lambda urls, _: dict.fromkeys(urls, "dns"))

    assert "pas de réseau" in run(instance)
    assert page_links.load(instance) == LinkState()
