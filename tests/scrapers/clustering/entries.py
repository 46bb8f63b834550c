"""Entries of four sources, two of which mirror each other."""

from datetime import UTC, date, datetime

from knowledge.model import Entry
from knowledge.source import Source, Watch
from scrapers import clustering

SEEN = datetime(2026, 11, 15, 18, tzinfo=UTC)
LONG = "Un titre assez long pour être reconnu"
SOURCES = ["relay", "spf-fr", "fod-nl", "other"]
WATCH = Watch(
    contact="https://x.be/",
    sources=(
        Source(id="relay", name="Relais", url="https://relay.be/"),
        Source(id="spf-fr", name="SPF", url="https://spf.be/fr", official=True),
        Source(
            id="fod-nl",
            name="FOD",
            url="https://fod.be/nl",
            lang="nl",
            twin_of="spf-fr",
            official=True,
        ),
        Source(id="other", name="Autre", url="https://other.be/"),
    ),
)


def entry(number, source="spf-fr", **fields):
    host = {"spf-fr": "spf.be/fr", "fod-nl": "fod.be/nl"}.get(source, f"{source}.be")
    defaults = {
        "title": LONG,
        "url": f"https://{host}/{number}",
        "lang": "nl" if source == "fod-nl" else "fr",
        "type": "news",
        "date": date(2026, 11, 10),
        "first_seen": SEEN,
    }
    return Entry(id=f"id{number}", source=source, **{**defaults, **fields})


def related(*entries):
    return {entry.id: entry for entry in clustering.relate(entries, WATCH).entries}
