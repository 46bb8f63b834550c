"""What MkDocs is given for the heads of its pages and for the sitemap."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from hooks import build_state, export_events
from hooks.build_state import BuildState, page_text
from knowledge.i18n import catalogue
from publish import site_metadata
from publish.generated_page import GeneratedPage
from publish.indexes import build_indexes
from publish.pages import page_head, site_pages, watch_pages
from publish.pages.page_head import PageText
from publish.site_context import SiteContext

ROOT = "https://watch.example/"
SEEN = datetime(2026, 11, 22, 18, tzinfo=UTC)


@pytest.fixture
def config(entry, library_of, tmp_path):
    """Make what the events read of a build: a page written in both languages, and one in French
    alone.
    """
    for name in ("fr/law.md", "nl/law.md", "fr/only.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# Titre\n", encoding="utf-8")
    library, words = library_of(entry(body="Une note.")), catalogue.load("fr")
    indexes = build_indexes(library, "fr")
    metadata = site_metadata.of(
        {"root_url": ROOT, "languages": {"fr": "Français", "nl": "Nederlands"}}, "fr", "Veille"
    )
    context = SiteContext(library, words, indexes, metadata)
    pages = {spec.path: spec for spec in watch_pages.generate(context)}
    pages["dutch.md"] = GeneratedPage(
        "dutch.md", "Nederlands", site_pages.STUB, {"there": "nl", "path": "dutch.md"}
    )
    made = SimpleNamespace(extra={}, docs_dir=str(tmp_path / "fr"), site_dir=str(tmp_path / "site"))
    build_state.start(made, BuildState(context, pages=pages))
    return made


@pytest.fixture
def begun(config):
    """Return the configuration after the first event."""
    return export_events.on_config(config)


@pytest.fixture
def state(begun):
    """Return the state of the build after the first event."""
    return build_state.state_of(begun)


def page(path, title="Titre", **meta):
    """Make what the events read of a page."""
    return SimpleNamespace(file=SimpleNamespace(src_uri=path), title=title, meta=meta)


def head(state, path):
    """Return what the head of a page says."""
    return page_head.head(PageText(path, "Titre"), state.pages.get(path), state.context)


def test_the_subscribe_page_joins_the_generated_ones(state):
    assert state.pages["subscribe.md"].template == "subscribe.html"
    assert state.pages["receive.md"].template == "receive.html"


def test_the_sitemap_leaves_stubs_out_and_names_a_language_only_where_the_page_exists(begun, state):
    paths = ["index.md", "law.md", "only.md", "dutch.md", "months/2026-11.md", "months/index.md"]

    state.paths = frozenset(paths)
    written = page_head.sitemap(state.paths, state.pages, state.context, Path(begun.docs_dir))

    assert "dutch" not in written
    assert f"<loc>{ROOT}fr/months/</loc>" in written
    assert f'hreflang="nl" href="{ROOT}nl/law/"' in written
    assert f"{ROOT}nl/only/" not in written
    assert f"<loc>{ROOT}fr/</loc>" in written


def test_a_page_last_changed_with_the_newest_entry_it_shows(entry, state):
    spec = state.pages["months/2026-11.md"]

    assert page_head.changed(spec, (), is_home=False) == SEEN
    assert page_head.changed(None, [entry()], is_home=True) == SEEN


def test_a_written_page_does_not_say_when_it_changed(entry, state):
    assert page_head.changed(None, [entry()], is_home=False) is None
    assert page_head.changed(state.pages["dutch.md"], [entry()], is_home=False) is None


def test_a_generated_page_is_described_by_its_plan_and_a_written_one_by_its_front_matter(state):
    month = page_head.described(
        page_text(page("months/2026-11.md")), state.pages["months/2026-11.md"], ()
    )
    text = page_text(page("law.md", "L&#39;essentiel", description="A &amp; B"))
    law = page_head.described(text, None, ())

    assert (month.title, month.url, len(month.cards)) == ("Novembre 2026", "months/2026-11/", 1)
    assert (law.title, law.description, law.url) == ("L'essentiel", "A & B", "law/")


def test_a_page_of_a_note_is_about_its_entry(state):
    said = head(state, "entries/0123456789.md")

    assert '"CreativeWork"' in said["linked_data"]
    assert said["references"]
    assert not said["stub"]


def test_a_stub_is_told_from_a_page(state):
    assert head(state, "dutch.md")["stub"]


def test_the_head_of_a_page_gets_its_links(begun):
    context = export_events.on_page_context(
        {}, page=page("themes/telework.md"), config=begun, nav=None
    )

    assert context["leaving"]["links"][0].href == f"{ROOT}fr/feeds/theme/telework.atom"


def test_feeds_are_written_beside_the_pages(begun, state):
    state.paths = frozenset(["index.md"])

    export_events.on_post_build(begun)

    assert (Path(begun.site_dir) / "feeds" / "kind" / "law.atom").is_file()
    assert "fr/?q=" in (Path(begun.site_dir) / "opensearch.xml").read_text(encoding="utf-8")


def test_a_browser_searches_the_search_page_where_there_is_one(begun, state):
    state.paths = frozenset(["index.md", "search.md"])

    export_events.on_post_build(begun)

    assert "fr/search/?q=" in (Path(begun.site_dir) / "opensearch.xml").read_text(encoding="utf-8")
