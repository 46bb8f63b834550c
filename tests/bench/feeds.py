"""A made-up web of feeds -> an instance that watches them and a recording (WARC) that answers for
them.
"""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random
from shutil import copyfile
from xml.sax.saxutils import escape

from scrapers.http.recorder import Recorder
from scrapers.http.response import RawResponse
from tests.bench import words

ENTRIES_EACH = 50
NOW = datetime(2026, 11, 16, 6, 17, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
_ROBOTS = b"User-agent: *\nDisallow: /admin/\nDisallow: /search\nSitemap: /sitemap.xml\n"


def instance(folder: Path, sources: int) -> Path:
    """Make an instance with so many sources, one a host, its taxonomy ours, and a recording of
    their feeds.

    Gives the recording, `folder`/web.warc.gz.
    """
    folder.mkdir(parents=True)
    copyfile(ROOT / "taxonomy.yml", folder / "taxonomy.yml")
    rows = (
        f"  - {{id: {name(at)}, name: Source {at}, url: '{url(at)}', lang: {lang(at)}}}"
        for at in range(sources)
    )
    listed = "\n".join(rows)
    (folder / "watch_sources.yml").write_text(
        f"contact: bench@watch.example\nsources:\n{listed}\n", encoding="utf-8"
    )
    recording = folder / "web.warc.gz"
    recorder = Recorder(recording)
    for at in range(sources):
        for address, kind, body in exchanges(at):
            recorder.write(address, "/", [], _answer(kind, body))
    recorder.close()
    return recording


def exchanges(at: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield (address, content type, body) of the robots.txt and the feed of source number `at`."""
    yield f"https://{_host(at)}/robots.txt", "text/plain", _ROBOTS
    yield url(at), "application/rss+xml; charset=utf-8", feed(at)


def feed(at: int) -> bytes:
    """Write the feed of source number `at`: 50 entries, RSS 2.0 or, every third one, Atom."""
    chance = Random(at)
    return (_atom if at % 3 == 2 else _rss)(at, chance).encode()


def name(at: int) -> str:
    """Return the id of a source."""
    return f"source_{at:04d}"


def url(at: int) -> str:
    """Return the address of a source's feed."""
    return f"https://{_host(at)}/feed.xml"


def lang(at: int) -> str:
    """Return the language of a source: French and Dutch in turn."""
    return ("fr", "nl")[at % 2]


def _host(at: int) -> str:
    return f"www.source-{at:04d}.example"


def _answer(kind: str, body: bytes) -> RawResponse:
    headers = [("Content-Type", kind), ("Content-Encoding", "gzip"), ("ETag", f'"{len(body)}"')]
    return RawResponse(200, headers, gzip.compress(body, mtime=0), NOW)


def _rss(at: int, chance: Random) -> str:
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{link}</link><pubDate>{format_datetime(day)}"
        "</pubDate>"
        f"<category><![CDATA[{topic}]]></category><guid isPermaLink='false'>{number} at "
        f"https://{_host(at)}</guid>"
        f"<dc:creator>Redaction</dc:creator><description><![CDATA[{summary}]]></description>"
        "</item>\n"
        for number, title, link, day, topic, summary in _entries(at, chance)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>Source {at}</title><link>https://{_host(at)}/</link><language>{lang(at)}"
        "</language>"
        f'<description>Source {at}</description><atom:link href="{url(at)}" '
        f'rel="self"/>\n{items}</channel></rss>\n'
    )


def _atom(at: int, chance: Random) -> str:
    items = "".join(
        f'<entry><title>{escape(title)}</title><link rel="alternate" type="text/html" '
        f'href="{link}"/>'
        f"<id>tag:{_host(at)},2026:{number}</id><published>{day.isoformat()}</published>"
        f"<updated>{(day + timedelta(hours=3)).isoformat()}</updated><category "
        f"term='{escape(topic)}'/>"
        f'<summary type="html">{escape(summary)}</summary></entry>\n'
        for number, title, link, day, topic, summary in _entries(at, chance)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{lang(at)}">'
        f"<title>Source {at}</title><id>https://{_host(at)}/</id><updated>{NOW.isoformat()}"
        f"</updated>\n{items}</feed>\n"
    )


def _entries(at: int, chance: Random) -> Iterator[tuple[int, str, str, datetime, str, str]]:
    """Yield for each entry its number, title, address, time, category and excerpt in HTML, the
    newest first.
    """
    for place in range(ENTRIES_EACH):
        number = 90_000 - place * 7 - at
        title = words.title(chance, lang(at))
        name = f"{number}-note-{chance.randint(100, 999)}"
        link = f"https://{_host(at)}/{lang(at)}/actualites/{2026 - place // 20}/{name}"
        day = NOW - timedelta(days=place * 3, minutes=chance.randint(0, 1_400))
        yield (
            number,
            title,
            link,
            day,
            words.topic(chance, lang(at)),
            words.paragraphs(chance, lang(at), link),
        )
