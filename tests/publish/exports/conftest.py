"""A published site's facts, and text that wants to be more than text."""

from collections.abc import Mapping

import pytest
from hypothesis import strategies as st

from knowledge.i18n import catalogue
from publish import site_metadata as site_facts
from publish.exports import feeds
from publish.indexes import build_indexes
from publish.library import Library
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

ROOT = "https://watch.example/x/"
HOSTILE = (
    "]]></title><script>alert(1)</script>\x00\x0b\x1b[31m\ud800\ufffe\u202e\"'&amp; {{7*7}} \\input{x} }\n"
    "ER  - \r\nTY  - BOOK\r\nEND:VEVENT\u2028=1+1;=2+2"
)
# Any string that Python can hold, and often one that means something to a format.
ANYTHING = st.one_of(
    st.text(st.characters(codec=None), max_size=80),
    st.lists(
        st.sampled_from(
            [
                "]]>",
                "</script>",
                "<!--",
                "{",
                "}",
                "\\",
                "\r\n",
                "\x00",
                "\ud800",
                "=",
                "+",
                "@",
                ";",
                "ER  - ",
                "&",
                "%",
                "é",
                "\u2028",
                "＝",
                '"',
                "'",
                " ",
            ]
        ),
        max_size=12,
    ).map("".join),
)


@pytest.fixture
def facts() -> SiteMetadata:
    """Give the facts of a site in two languages that knows its own address."""
    extra = {
        "root_url": ROOT,
        "languages": {"fr": "Français", "nl": "Nederlands"},
        "open_data": {
            "licence": {"id": "CC0-1.0", "name": "CC0 1.0", "url": "https://licence.example/zero/"},
            "publisher": {"name": "Le réseau", "url": "https://network.example/"},
            "contact": "mailto:watch@network.example",
        },
    }
    return site_facts.together(
        [
            site_facts.of(extra, "fr", "Veille", "Une veille."),
            site_facts.of(extra, "nl", "Watch", "Een watch."),
        ]
    )


def made(library: Library, facts: SiteMetadata, lang: str = "fr") -> Mapping[str, bytes]:
    """Give the feeds of a library by path."""
    return dict(
        feeds.files(
            SiteContext(
                library, catalogue.load(lang), indexes=build_indexes(library, lang), metadata=facts
            )
        )
    )
