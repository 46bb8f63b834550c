"""The recorded weeks as a function of an address, without the network nor the fetcher."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from warcio.archiveiterator import ArchiveIterator

from knowledge.model import Snapshot

RECORDINGS = Path(__file__).parents[2] / "recordings"
WEEKS = ("2026-w46", "2026-w47")


@cache
def week(name: str) -> dict[str, Snapshot]:
    """Give what each address answered in that week."""
    return read(RECORDINGS / f"{name}.warc.gz")


@cache
def read(path: Path) -> dict[str, Snapshot]:
    """Give what each address answered in a recording."""
    pages = {}
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                snapshot = _snapshot(record)
                pages[snapshot.url] = snapshot
    return pages


@cache
def manifest(name: str) -> dict[str, Any]:
    """Give what a correct run finds in that week."""
    said = yaml.load(
        (RECORDINGS / f"{name}.manifest.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return {**said, "taken": datetime.fromisoformat(said["taken"])}


def _snapshot(record: Any) -> Snapshot:
    url = record.rec_headers.get_header("WARC-Target-URI")
    time = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
    headers = {key.lower(): value for key, value in record.http_headers.headers}
    return Snapshot(
        url,
        int(record.http_headers.get_statuscode()),
        headers,
        record.content_stream().read(),
        time,
        url,
    )
