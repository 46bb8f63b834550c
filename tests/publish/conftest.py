"""A small instance's holdings, without a disk: entries, two sources, three kinds, two themes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from knowledge.model import Entry
from knowledge.source import Source
from publish.library import Library, NamedTerm

SEEN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
BASE = Entry(
    id="0123456789",
    title="Une loi nouvelle",
    url="https://ministry.example/fr/loi",
    source="ministry",
    lang="fr",
    type="law",
    date=date(2026, 11, 20),
    first_seen=SEEN,
    summary="Un court extrait.",
    themes=("telework",),
)


@pytest.fixture
def entry() -> Callable[..., Entry]:
    """Make an entry that differs from the usual one as told; its address follows its id unless
    given.
    """

    def make(**facts: Any) -> Entry:
        facts.setdefault("url", f"https://ministry.example/fr/{facts.get('id', 'loi')}")
        return replace(BASE, **facts)

    return make


@pytest.fixture
def library_of() -> Callable[..., Library]:
    """Make a library of entries."""

    def make(*entries: Entry) -> Library:
        sources = [
            Source(
                id="ministry", name="Le ministère", url="https://ministry.example/", official=True
            ),
            Source(
                id="agency",
                name="L’agence",
                url="https://agency.example/",
                enabled=False,
                reason="rien n’a été lu",
            ),
        ]
        kinds = [
            ("law", "Législation", "Wetgeving"),
            ("news", "Actualité", "Nieuws"),
            ("tool", "Outil", "Instrument"),
        ]
        themes = [("telework", "Télétravail", "Telewerk"), ("health", "Santé", "Gezondheid")]
        return Library(
            entries=entries,
            sources={source.id: source for source in sources},
            kinds={key: NamedTerm(key, {"fr": fr, "nl": nl}) for key, fr, nl in kinds},
            themes={key: NamedTerm(key, {"fr": fr, "nl": nl}) for key, fr, nl in themes},
        )

    return make
