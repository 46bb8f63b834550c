"""What MkDocs is handed: inert front matter, checked anchors, addresses, and stubs for what is not
translated.
"""

from mkdocs.utils.meta import get_data

from hooks import mkdocs_events
from knowledge.i18n import catalogue
from publish import render
from publish.generated_page import GeneratedPage
from publish.indexes import build_indexes
from publish.pages import watch_pages
from publish.site_context import SiteContext


def test_a_page_is_written_with_a_front_matter_that_a_title_cannot_break():
    spec = GeneratedPage("x.md", '"\n---\ntemplate: evil.html\n', "note.html", body="Une note.\n")

    text = mkdocs_events.source(spec)

    body, meta = get_data(text)
    assert meta["title"] == render.escape(spec.title)
    assert (body, "template" in meta) == ("Une note.\n", False)


def test_a_note_cannot_bring_its_own_front_matter():
    spec = GeneratedPage(
        "x.md", "Titre", "note.html", body="---\ntemplate: evil.html\n---\nUne note.\n"
    )

    _, meta = get_data(mkdocs_events.source(spec))

    assert (meta["title"], "template" in meta) == ("Titre", False)


def test_the_anchors_of_a_month_are_those_of_its_entries_and_kinds(entry, library_of):
    library = library_of(entry(id="a"), entry(id="b"))
    specs = {
        s.path: s
        for s in watch_pages.generate(
            SiteContext(library, catalogue.load("fr"), indexes=build_indexes(library, "fr"))
        )
    }

    assert mkdocs_events.anchors(specs["months/2026-11.md"]) == {"top", "k-law", "e-a", "e-b"}


def test_the_way_up_is_as_long_as_the_way_down():
    assert mkdocs_events.way_up("") == mkdocs_events.way_up("./") == "./"
    assert mkdocs_events.way_up("law/") == "../"
    assert mkdocs_events.way_up("months/2026-11/") == "../../"


def test_a_page_in_one_language_only_gets_a_stub_in_the_other(tmp_path):
    (tmp_path / "fr").mkdir()
    (tmp_path / "nl" / "weeks").mkdir(parents=True)
    (tmp_path / "nl" / "weeks" / "2026-W47.md").write_text(
        "# Deze week\n\nTekst.\n", encoding="utf-8"
    )

    (stub,) = mkdocs_events.stubs(tmp_path / "fr", ["nl"])

    assert (stub.path, stub.title, stub.searchable) == ("weeks/2026-W47.md", "Deze week", False)
    assert mkdocs_events.stubs(tmp_path / "nl", ["fr"]) == []


def test_the_address_of_the_site_is_the_environments_before_the_files():
    assert mkdocs_events.root_url(
        {"root_url": "https://a.example/x", "default_root_url": "https://b.example/"}
    ) == ("https://a.example/x/")
    assert (
        mkdocs_events.root_url({"root_url": "", "default_root_url": "https://b.example/"})
        == "https://b.example/"
    )
    assert mkdocs_events.root_url({}) == "/"
