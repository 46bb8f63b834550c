"""Generated pages as MkDocs reads them: inert front matter, anchors, stubs, the way up."""

from mkdocs.utils.meta import get_data

from knowledge.i18n import catalogue
from publish.generated_page import GeneratedPage
from publish.indexes import build_indexes
from publish.pages import page_outline, render, site_pages, watch_pages
from publish.site_context import SiteContext


def test_a_page_is_written_with_a_front_matter_that_a_title_cannot_break():
    spec = GeneratedPage("x.md", '"\n---\ntemplate: evil.html\n', "note.html", body="Une note.\n")

    text = site_pages.source(spec)

    body, meta = get_data(text)
    assert meta["title"] == render.escape(spec.title)
    assert (body, "template" in meta) == ("Une note.\n", False)


def test_a_note_cannot_bring_its_own_front_matter():
    spec = GeneratedPage(
        "x.md", "Titre", "note.html", body="---\ntemplate: evil.html\n---\nUne note.\n"
    )

    _, meta = get_data(site_pages.source(spec))

    assert (meta["title"], "template" in meta) == ("Titre", False)


def test_the_anchors_of_a_month_are_those_of_its_entries_and_kinds(entry, library_of):
    library = library_of(entry(id="a"), entry(id="b"))
    specs = {
        s.path: s
        for s in watch_pages.generate(
            SiteContext(library, catalogue.load("fr"), indexes=build_indexes(library, "fr"))
        )
    }

    assert page_outline.anchors(specs["months/2026-11.md"]) == {"top", "k-law", "e-a", "e-b"}


def test_the_way_up_is_as_long_as_the_way_down():
    assert site_pages.way_up("") == site_pages.way_up("./") == "./"
    assert site_pages.way_up("law/") == "../"
    assert site_pages.way_up("months/2026-11/") == "../../"


def test_a_page_in_one_language_only_gets_a_stub_in_the_other(tmp_path):
    (tmp_path / "fr").mkdir()
    (tmp_path / "nl" / "weeks").mkdir(parents=True)
    (tmp_path / "nl" / "weeks" / "2026-W47.md").write_text(
        "# Deze week\n\nTekst.\n", encoding="utf-8"
    )

    (stub,) = site_pages.stubs(tmp_path / "fr", ["nl"])

    assert (stub.path, stub.title, stub.searchable) == ("weeks/2026-W47.md", "Deze week", False)
    assert site_pages.stubs(tmp_path / "nl", ["fr"]) == []
