import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Entry
from knowledge.storage import entry_paths
from knowledge.storage.entry_paths import slug


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.be/fr/actualites/la-charge", "la-charge"),
        ("https://a.be/fr/actualites/l%E2%80%99%C3%A9galit%C3%A9", "l-egalite"),
        ("https://a.be/l'égalité-e\u0301", "l-egalite-e"),
        ("https://a.be/x/rapport%20final.pdf?page=2#top", "rapport-final"),
        ("https://a.be/nieuws/index.html", "nieuws"),
        ("https://a.be/nieuws/", "nieuws"),
        ("https://a.be/?id=3", "entry"),
        ("https://a.be", "entry"),
        ("https://[::1", "entry"),
        ("", "entry"),
        ("https://a.be/..%2f..%2fetc%2fpasswd", "passwd"),
        ("https://a.be/%2e%2e", "entry"),
        ("https://a.be/%00", "entry"),
        ("https://a.be/_held", "held"),
        ("https://a.be/🎉", "entry"),
        ("https://a.be/日本", "ri-ben"),
        ("https://a.be/" + "mot-" * 500, "mot-" * 14 + "mot"),
    ],
)
def test_a_slug_recalls_the_last_part_of_an_address(url, expected):
    assert slug(url) == expected


@given(st.text())
def test_a_slug_can_only_be_a_plain_file_name(url):
    found = slug("https://a.be/" + url)

    assert 0 < len(found) <= 60
    assert not set(found) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert found[0] != "-"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x-0a1b2c3d4e.md", "0a1b2c3d4e"),
        ("x-y-0a1b2c3d4e.md", "0a1b2c3d4e"),
        ("x-0a1b2c3d4e.txt", ""),
        ("x-0A1B2C3D4E.md", ""),
        ("0a1b2c3d4e.md", ""),
        ("_x-0a1b2c3d4e.md", ""),
        ("x-0a1b2c3d4e.md~", ""),
        ("x-00a1b2c3d4e.md", ""),
    ],
)
def test_a_file_name_says_which_entry_it_is(name, expected):
    assert entry_paths.id_of(name) == expected


def test_two_entries_of_one_slug_have_two_files():
    def name(known):
        return entry_paths.name(Entry(known, "", "https://a.be/CON", "a", "fr", "news", None, None))

    assert (name("0a1b2c3d4e"), name("0a1b2c3d4f")) == ("con-0a1b2c3d4e.md", "con-0a1b2c3d4f.md")
