"""What an export says of the site is what the settings say, and nothing that could run."""

import pytest

from publish import site_metadata
from publish.site_metadata import NamedParty, SiteMetadata


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
