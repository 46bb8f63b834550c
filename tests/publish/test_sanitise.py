"""What goes into any format is one line of text that nothing takes for anything else."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish import sanitise
from tests.publish.exports.conftest import ANYTHING


@given(ANYTHING)
def test_any_text_can_be_carried_by_xml_and_by_utf8(value):
    written = sanitise.text(value)

    element = ET.Element("a")
    element.text = written
    assert (ET.fromstring(ET.tostring(element, encoding="utf-8")).text or "") == written
    assert written.encode().decode() == written


@given(ANYTHING)
def test_any_text_becomes_one_line_and_stays_as_it_is_from_then_on(value):
    written = sanitise.text(value)

    assert written.splitlines() in ([written], [])
    assert sanitise.text(written) == written
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


def test_what_a_careful_typist_wrote_is_kept():
    text = "L’« égalité »\u202f: 100\u00a0% — ½ ≠ 🙂 𝄞 e\u0301"

    assert sanitise.text(text) == text


@given(
    st.one_of(ANYTHING, ANYTHING.map("https://a.example/".__add__), ANYTHING.map("http://".__add__))
)
def test_an_address_is_of_the_web_and_of_plain_ascii_or_is_none(value):
    url = sanitise.address(value)

    assert url == "" or re.fullmatch(r"(?i:https?)://[!#-;=?-\[\]_a-z~]+", url)
    assert not re.search(r"%(?![0-9A-Fa-f]{2})", url)
    assert sanitise.address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//a.example/",
        "/x",
        "https://",
        "http:///x",
        "ftp://a.example/",
        "",
        "https://[x/",
    ],
)
def test_what_is_no_address_of_the_web_is_left_out(url):
    assert sanitise.address(url) == ""


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/x?y=1&z=%C3%A9#top", "https://a.example/x?y=1&z=%C3%A9#top"),
        ("https://a.example/évé nement", "https://a.example/%C3%A9v%C3%A9%20nement"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/{a}", "https://a.example/%7Ba%7D"),
    ],
)
def test_an_address_keeps_its_meaning(url, written):
    assert sanitise.address(url) == written
    assert urlsplit(written).hostname == "a.example"


@given(ANYTHING, st.integers(0, 60))
def test_an_excerpt_is_never_longer_than_allowed(value, limit):
    assert len(sanitise.excerpt(value, limit)) <= limit


@pytest.mark.parametrize(
    ("limit", "cut"),
    [
        (0, ""),
        (1, ""),
        (11, "Une phrase…"),
        (13, "Une phrase…"),
        (17, "Une phrase assez…"),
        (23, "Une phrase assez longue"),
    ],
)
def test_an_excerpt_ends_at_a_word_and_says_that_it_was_cut(limit, cut):
    assert sanitise.excerpt("Une phrase assez longue", limit) == cut


@pytest.mark.parametrize(
    ("tag", "lang"),
    [("fr", "fr"), ("nl-BE", "nl-BE"), ('fr" onclick="x', "und"), ("", "und"), ("français", "und")],
)
def test_a_language_is_a_tag_or_unknown(tag, lang):
    assert sanitise.lang(tag) == lang
