"""OPML 2.0: our feeds and the watched sources, taken in by a reader's program at once."""

from xml.etree import ElementTree as ET

import pytest

from .conftest import HOSTILE, ROOT, made


def outlines(data):
    """List the outlines that lead somewhere, and hold the file to OPML 2.0."""
    root = ET.fromstring(data)
    assert (root.tag, root.get("version"), [child.tag for child in root]) == (
        "opml",
        "2.0",
        ["head", "body"],
    )
    found = list(root.iter("outline"))
    assert all(one.get("text") for one in found)
    assert all(one.get("xmlUrl") for one in found if one.get("type") == "rss")
    assert all(one.get("url") for one in found if one.get("type") == "link")
    return [one for one in found if one.get("type")]


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_every_atom_feed_is_listed_at_its_address(entry, library_of, facts, lang):
    files = made(library_of(entry()), facts, lang)

    listed = {one.get("xmlUrl") for one in outlines(files["feeds/feeds.opml"])}
    assert listed == {f"{ROOT}{lang}/{path}" for path in files if path.endswith(".atom")}


def test_a_followed_source_is_listed_and_a_paused_one_is_not(entry, library_of, facts):
    (one,) = outlines(made(library_of(entry()), facts)["feeds/sources.opml"])

    assert (one.get("text"), one.get("type"), one.get("xmlUrl")) == (
        "Le ministère",
        "rss",
        "https://ministry.example/",
    )


def test_a_source_without_a_feed_is_a_link(library_of, facts):
    library = library_of()
    page = library.sources["ministry"].model_copy(update={"reader": "sitemap"})
    library.sources["ministry"] = page

    (one,) = outlines(made(library, facts)["feeds/sources.opml"])
    assert (one.get("type"), one.get("url"), one.get("xmlUrl")) == (
        "link",
        "https://ministry.example/",
        None,
    )


def test_it_is_dated_by_its_newest_entry(entry, library_of, facts):
    head = ET.fromstring(made(library_of(entry()), facts)["feeds/feeds.opml"]).find("head")

    assert head.findtext("dateModified") == "Sun, 22 Nov 2026 18:00:00 GMT"
    assert (
        ET.fromstring(made(library_of(), facts)["feeds/feeds.opml"]).find("head/dateModified")
        is None
    )


def test_a_hostile_name_is_text(library_of, facts):
    library = library_of()
    library.sources["ministry"] = library.sources["ministry"].model_copy(update={"name": HOSTILE})

    (one,) = outlines(made(library, facts)["feeds/sources.opml"])
    assert "</title><script>" in one.get("text")
