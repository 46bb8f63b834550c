"""Entry -> where its file stands: docs/watch/<source>/<slug>-<id>.md.

A place depends on nothing that may change.
"""

import re
from pathlib import Path
from urllib.parse import unquote

from slugify import slugify

from knowledge.errors import StoreError
from knowledge.model import Entry

_ID = re.compile(r"[0-9a-f]{10}")
_SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
_NAME = re.compile(r"(?!_).*-([0-9a-f]{10})\.md", re.DOTALL)
_NOT_PATH = re.compile(r"\A[a-z]+://[^/?#]*|[?#].*\Z", re.DOTALL)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_DUMB_SEGMENTS = frozenset({"", "index", "default", "node"})
_SLUG_LENGTH = 60


def watch(root: Path) -> Path:
    """Return the folder of all gathered entries."""
    return root / "docs" / "watch"


def folder(root: Path, source_id: str) -> Path:
    """Return the folder of a source.

    Raises StoreError for an id that could lead out of docs/watch.
    """
    if not _SOURCE.fullmatch(source_id):
        raise StoreError(
            f"{source_id[:80]!r} is no source id: expected small letters, digits, - and _"
        )
    return watch(root) / source_id


def held(root: Path, source_id: str) -> Path:
    """Return the folder where a flood of a source waits for a person."""
    return folder(root, source_id) / "_held"


def name(entry: Entry) -> str:
    """Return the file name of an entry seen for the first time: a slug of its address's last
    segment, then its id.
    """
    if not _ID.fullmatch(entry.id):
        raise StoreError(f"{entry.id[:80]!r} is no entry id: expected ten digits or letters a to f")
    return f"{slug(entry.url)}-{entry.id}.md"


def slug(url: str) -> str:
    """Return at most 60 small ASCII letters, digits and hyphens that recall an address; "entry"
    where nothing does.
    """
    segments = unquote(_NOT_PATH.sub("", url)[-1000:]).split("/")
    return next(filter(None, map(_slug_of, reversed(segments))), "entry")


def _slug_of(segment: str) -> str:
    word = _ENDING.sub("", segment)[:300]
    if word.casefold() in _DUMB_SEGMENTS:
        return ""
    # The apostrophe parts words: "l'égalité" is not "legalite".
    return slugify(word, max_length=_SLUG_LENGTH, replacements=[("’", "-"), ("'", "-")])


def id_of(file_name: str) -> str:
    """Return the id that a file name ends in, "" if it is no entry's name."""
    shape = _NAME.fullmatch(file_name)
    if shape is None:
        return ""
    return shape[1]


def source_of(path: Path) -> str:
    """Return the source in whose folder a file is."""
    folder = path.parent
    if folder.name == "_held":
        folder = folder.parent
    return folder.name
