"""What an export says of the site is what the settings say, and nothing that could run."""

import pytest

from publish import site_metadata
from publish.site_metadata import Contact, NamedParty, SiteMetadata


@pytest.mark.parametrize(
    ("root_url", "known"),
    [
        ("https://a.example/", True),
        ("http://127.0.0.1:8000/", True),
        ("/", False),
        ("", False),
        ("javascript:x/", False),
    ],
)
def test_a_site_knows_its_address_only_where_it_is_absolute(root_url, known):
    assert SiteMetadata(root_url=root_url).absolute is known


def test_both_languages_settings_are_joined():
    joined = site_metadata.together(
        [site_metadata.of({}, "fr", "Veille", "Une veille."), site_metadata.of({}, "nl", "Watch")]
    )

    assert joined.names == {"fr": "Veille", "nl": "Watch"}
    assert (joined.name("nl"), joined.name("de")) == ("Watch", "Veille")


@pytest.mark.parametrize("told", [None, {}, [], "", 3, {"licence": None, "publisher": []}])
def test_settings_that_say_nothing_claim_nothing(told):
    read = site_metadata.of({"open_data": told if isinstance(told, dict) else {}}, "fr", "Veille")

    assert (read.licence, read.publisher, read.contact) == (NamedParty(), NamedParty(), "")
    assert not read.licence


def test_a_licence_may_be_a_name_alone_and_its_address_is_of_the_web():
    assert site_metadata.of(
        {"open_data": {"licence": "Domaine public"}}, "fr", "V"
    ).licence == NamedParty("Domaine public")
    told = {"licence": {"name": "X", "url": "javascript:alert(1)", "id": "X-1"}}
    assert site_metadata.of({"open_data": told}, "fr", "V").licence == NamedParty("X", "", "X-1")


@pytest.mark.parametrize(
    ("contact", "read"),
    [
        ("watch@a.example", "mailto:watch@a.example"),
        ("mailto:watch@a.example", "mailto:watch@a.example"),
        ("https://a.example/contact", "https://a.example/contact"),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_contact_is_a_mailbox_or_a_page(contact, read):
    assert site_metadata.of({"open_data": {"contact": contact}}, "fr", "V").contact == read


def test_the_contact_of_the_data_is_that_of_the_readers_unless_it_has_its_own():
    extra = {"contact": "qvt@a.be"}
    own = {**extra, "open_data": {"contact": "https://a.be/data"}}

    assert site_metadata.of(extra, "fr", "V").contact == "mailto:qvt@a.be"
    assert site_metadata.of(own, "fr", "V").contact == "https://a.be/data"
    assert site_metadata.of(own, "fr", "V").readers == Contact("mailto:qvt@a.be")
    assert not site_metadata.of({"open_data": {"contact": "a@a.be"}}, "fr", "V").readers


@pytest.mark.parametrize(
    ("contact", "shown", "example"),
    [
        ("qvt@example.org", "qvt@example.org", True),
        ("mailto:qvt@a.example", "qvt@a.example", True),
        ("https://www.example.com/form/", "www.example.com/form", True),
        ("qvt@example.brussels", "qvt@example.brussels", False),
        ("https://notexample.org/x", "notexample.org/x", False),
    ],
)
def test_an_address_kept_for_examples_is_known(contact, shown, example):
    readers = site_metadata.of({"contact": contact}, "fr", "V").readers

    assert (readers.shown, readers.example) == (shown, example)


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("https://github.com/a/b", NamedParty("GitHub", "https://github.com/a/b")),
        ("https://gitlab.a.be/x/y/z.git", NamedParty("GitLab", "https://gitlab.a.be/x/y/z")),
        ("https://git.a.be/x/y/", NamedParty("git.a.be", "https://git.a.be/x/y")),
        ("javascript:alert(1)", NamedParty()),
        ("", NamedParty()),
    ],
)
def test_a_repository_has_the_name_by_which_people_know_it(told, read):
    assert site_metadata.of({"repository": told}, "fr", "V").repository == read


@pytest.mark.parametrize(
    "told",
    [
        {"contact": "qvt@example.org"},
        {"owner": {"name": "Exemple : à remplir"}},
        {"licence": "example: to fill in"},
        {"open_data": {"publisher": {"name": "voorbeeld: in te vullen", "url": "https://a.be/"}}},
        {"open_data": {"licence": {"name": "example: to fill in", "id": "CC0-1.0"}}},
    ],
)
def test_a_site_is_an_example_until_each_setting_is_filled(told):
    read = site_metadata.of(told, "nl", "V")

    assert (read.example, read.notices) == (True, ("example",))
    for party in (read.owner, read.terms, read.publisher, read.licence):
        assert party in {NamedParty(), NamedParty("voorbeeld: in te vullen")}


def test_a_site_that_says_whose_it_is_or_nothing_at_all_is_no_example():
    told = {"contact": "a@a.be", "owner": "A", "open_data": {"publisher": {"name": "Example SA"}}}

    assert not site_metadata.of(told, "fr", "V").notices
    assert not site_metadata.of({}, "fr", "V").notices
    assert site_metadata.of({**told, "demo": True}, "fr", "V").notices == ("demo",)
