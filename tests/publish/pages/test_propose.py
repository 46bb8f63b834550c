"""The pages of the forms: those that can be filled, with the address to which they lead."""

from dataclasses import replace

import pytest

from knowledge.i18n import catalogue
from publish import site_metadata
from publish.indexes import Indexes
from publish.library import NamedTerm
from publish.pages import propose
from publish.site_context import SiteContext
from tests.publish.pages.test_directory import library

TERMS = {"themes": {"telework": NamedTerm("telework", {"fr": "Télétravail"})}}


def forms(extra=(), **held):
    library_ = replace(library(), lists=TERMS, **held)
    metadata = site_metadata.of(dict(extra), "fr", "V")
    context = SiteContext(library_, catalogue.load("fr"), Indexes(), metadata)
    return {page.path: page.data for page in propose.pages(context)}


def test_a_form_that_nobody_could_fill_is_not_made():
    made = forms()

    assert "propose/question.md" in made
    assert "propose/contact.md" in made
    assert "propose/kit-file.md" not in made
    assert "propose/practice.md" not in made


def test_another_organisation_can_be_named_where_the_list_lacks_it():
    fields = forms()["propose/contact.md"]["form"]["fields"]

    assert (fields[0]["name"], fields[0]["other"]) == ("organisation", True)
    assert ("actiris", "Actiris") in fields[0]["options"]


@pytest.mark.parametrize(
    ("repository", "kind", "address"),
    [
        (
            "https://github.com/a/b",
            "note",
            "https://github.com/a/b/issues/new?title={title}&body={text}",
        ),
        (
            "https://gitlab.a.be/a/b",
            "event",
            "https://gitlab.a.be/a/b/-/issues/new?issue[title]={title}",
        ),
        (
            "https://github.com/a/b",
            "event",
            "https://github.com/a/b/new/main?filename={path}&value={text}",
        ),
        (
            "https://codeberg.org/a/b",
            "event",
            "https://codeberg.org/a/b/_new/main?filename={path}&value=",
        ),
    ],
)
def test_a_forge_takes_a_sheet_as_a_file_and_the_rest_as_an_issue(repository, kind, address):
    made = forms([("repository", repository)])

    assert made[f"propose/{kind}.md"]["form"]["forge"]["address"].startswith(address)


def test_a_forge_that_is_not_known_is_not_offered():
    assert (
        forms([("repository", "https://git.a.be/a/b")])["propose/event.md"]["form"]["forge"] is None
    )


def test_an_address_for_examples_is_marked_beside_the_way_out():
    form = forms([("contact", "qvt@example.org")])["propose/note.md"]["form"]

    assert form["contact"] == "mailto:qvt@example.org"
    assert "personne ne la lit" in form["contactMark"]


def test_a_page_without_a_form_of_its_own_is_corrected_by_its_address():
    context = SiteContext(replace(library(), lists=TERMS), catalogue.load("fr"))

    assert propose.correction("guide/index.md", context) == (
        "propose/correction/",
        "page=guide/",
    )
    assert propose.correction("index.md", context) == ("propose/correction/", "page=")


def test_the_template_of_word_is_offered_where_the_form_is():
    lists = {name: {"a": NamedTerm("a", {"fr": "A"})} for name in ("themes", "steps")}
    held = replace(library(), lists=lists, fields=("a",))
    context = SiteContext(held, catalogue.load("fr"), Indexes(), site_metadata.of({}, "fr", "V"))

    page = next(page for page in propose.pages(context) if page.path == "propose/practice.md")

    assert propose.word_template(context) == page.data["word"] == "propose/practice.docx"
    assert "propose/practice.md" not in forms()
