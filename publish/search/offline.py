"""A built site -> vigie-offline.zip: the same site, opened from a folder or a stick (file://),
search included.

A browser fetches nothing there and runs no module, and no server gives a folder's page. So links
name index.html, and the index is one script with all that the search reads; lunr.js (MIT) answers
in the place of the packs.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from knowledge.errors import told_of_disk
from publish import content_policy
from publish.search import lunr_index, shards
from publish.search.records import Record

FILE = "vigie-offline.zip"
FOLDER = "vigie-offline"
DATA = "offline/search.js"
# The first moment that a zip can tell: same input, same bytes (APPNOTE.TXT 4.4.6).
MOMENT = (1980, 1, 1, 0, 0, 0)
# APPNOTE.TXT 4.4.2: the machine that made a zip, said to be the same on all; a plain file that a
# host's web server can read.
_UNIX, _READABLE = 3, 0o100644 << 16
# The last bit is MS-DOS's for a folder.
_FOLDER = 0o040755 << 16 | 0x10
# A file of a megabyte that packs to a hundredth is refused by many who unpack.
_LARGE, _RATIO = 1_000_000, 100
# Feeds, open data and what machines read: of no use without an address.
LEFT_OUT = (f"{shards.FOLDER}/", "404.html", "sitemap.xml", "robots.txt")
USELESS = ("/404.html", "/sitemap.xml")
# A link to a folder of this site: it ends in a slash, or in one or two dots, and begins neither a
# host nor a scheme.
_LINK = re.compile(
    r'(\s(?:href|action)=")((?![a-z][a-z0-9+.-]*:|//)(?:[^"#?]*/)?(?:\.{1,2})?)(?=[#?"])'
)


@dataclass(frozen=True)
class Holdings:
    """What the search of a site reads: its records, its words by frequency, and what each
    language's browser knows.
    """

    records: Sequence[Record]
    words: Mapping[str, int]
    names: Mapping[str, object]


def write(site: Path, held: Holdings, target: Path) -> Path:
    """Pack a built site for use without a server; return the file, whole or as it was before.

    Raises DiskError.
    """
    return pack(((f"{FOLDER}/{name}", data) for name, data in files(site, held)), target)


def pack(held: Iterable[tuple[str, bytes]], target: Path) -> Path:
    """Write files into a zip, by their paths in it and in their order; return it, whole or as it
    was before. Same files, same bytes. A path that ends in a slash is an empty folder.

    Raises DiskError.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        with told_of_disk(target):
            _pack(held, part)
            part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return target


def files(site: Path, held: Holdings) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of the copy, in the order of their paths, the index last."""
    for path in sorted(filter(Path.is_file, site.rglob("*"))):
        name = path.relative_to(site).as_posix()
        if not _is_left_out(name):
            yield name, _content(path)
    yield DATA, script(held).encode()


def page(html: str) -> str:
    """Let a page's links name files, and its search know that there is no server."""
    html = _LINK.sub(lambda found: found[1] + _file(found[2]), html)
    html = content_policy.without_server(html)
    return html.replace(' data-root="', ' data-offline data-root="')


def _pack(held: Iterable[tuple[str, bytes]], target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, data in held:
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            if entry.is_dir():
                entry.external_attr = _FOLDER
            packed.writestr(entry, data, _method(data))


def _method(data: bytes) -> int:
    """Return how to pack a file: as it is, where it would look like one made to fill a disk."""
    if len(data) > _LARGE and len(zlib.compress(data)) * _RATIO < len(data):
        return zipfile.ZIP_STORED
    return zipfile.ZIP_DEFLATED


def _is_left_out(name: str) -> bool:
    return name.startswith(LEFT_OUT) or any(part in name for part in USELESS)


def _content(path: Path) -> bytes:
    if path.suffix != ".html":
        return path.read_bytes()
    return page(path.read_text(encoding="utf-8")).encode()


def _file(folder: str) -> str:
    if not folder:
        return ""
    return f"{folder.removesuffix('/')}/index.html"


def script(held: Holdings) -> str:
    """Write all that the search reads as a script; "<" is escaped, so that no text of it ends the
    script.
    """
    told = {
        "names": held.names,
        "facets": shards.facets(held.records),
        "shown": list(map(attrgetter("shown"), held.records)),
        "words": shards.frequent(held.words),
        "index": lunr_index.serialised(lunr_index.build(held.records)),
    }
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.vigieSearch.offline = {data};\n"
