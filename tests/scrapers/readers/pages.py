"""What the tests of the readers hand to them: snapshots without a network, sources without a file."""

from datetime import UTC, datetime
from typing import Any

from knowledge.model import Snapshot
from knowledge.source import OPTIONS, Source

HOME = "https://site.example/fr/news"


def snapshot(
    body: str | bytes, url: str = HOME, *, kind: str = "text/html; charset=utf-8", **more: Any
) -> Snapshot:
    raw = body.encode() if isinstance(body, str) else body
    headers = {"content-type": kind} | more.pop("headers", {})
    return Snapshot(
        url, more.pop("status", 200), headers, raw, datetime(2026, 11, 15, tzinfo=UTC), url
    )


def source(
    reader: str = "feed", url: str = HOME, *, options: dict[str, Any] | None = None, **more: Any
) -> Source:
    typed = OPTIONS[reader](**options or {})
    return Source(id="site", name="Site", url=url, reader=reader, options=typed, **more)


def xml(body: str) -> Snapshot:
    return snapshot(body, "https://site.example/feed.xml", kind="application/xml")
