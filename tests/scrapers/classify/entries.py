"""An entry of one source, of which a test changes what it is about."""

from datetime import UTC, datetime

from knowledge.model import Entry, RawEntry
from knowledge.source import Source

SOURCE = Source(id="x", name="X", url="https://x.be/")
URL = "https://x.be/a"
RAW = RawEntry(url=URL)


def entry(**fields):
    defaults = {
        "title": "Un titre",
        "lang": "fr",
        "type": "news",
        "date": None,
        "first_seen": datetime(2026, 11, 22, tzinfo=UTC),
    }
    return Entry(id="0123456789", url=URL, source="x", **{**defaults, **fields})
