"""Records -> the index of words that the browser searches, by Pagefind's own program: one for the
whole site.

Each record becomes a small page of reduced words, which the program is handed one after the other.
Of what it makes, the words and the engine are kept; what a result shows and what it is filtered by
stands in publish.search.shards, by the record's number, which takes a fifth of the bytes. So the
numbers must follow the records, and be a result's name: see `numbered`. The formats are those of
version 1.5.2, which pyproject.toml pins (https://pagefind.app/).
"""

import gzip
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from itertools import filterfalse, islice
from pathlib import Path

from knowledge.errors import SiteError
from publish.search import indexer, words
from publish.search.records import Record

FOLDER = "pagefind"
# Of what the program makes beside the index, the browser needs these; the others are its own search
# boxes.
NEEDED = ("pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind")
INDEX, CONTENTS = ".pf_index", ".pf_meta"
# A page without a word would not be numbered; no text and no query has this one.
NOTHING = "zzz"
# A CBOR text of less than 24 bytes (RFC 8949, 3.1) that names a page: 7 hexadecimal digits, more
# where two are alike.
_NAMED = re.compile(rb"[\x68-\x77]unknown_[0-9a-f]+")


def build(records: Sequence[Record], folder: Path, *, without: Collection[str] = ()) -> None:
    """Index the records into a folder, `without` some tokens.

    Raises SiteError with what the program said.
    """
    left_out = frozenset(map(f"{{}}{words.END}".format, without))
    pages = map(partial(page, left_out=left_out), records or [Record({}, ())])
    for name, data in kept(indexer.run(list(pages)), len(records)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def kept(made: Mapping[str, bytes], count: int) -> dict[str, bytes]:
    """Choose from an index's files those that the browser reads, with the pages named by their
    numbers.
    """
    chosen: dict[str, bytes] = {}
    for name, data in made.items():
        if name.endswith(CONTENTS):
            chosen[name] = gzip.compress(numbered(gzip.decompress(data), count), 9, mtime=0)
        elif name in NEEDED or name.endswith(INDEX):
            chosen[name] = data
    return chosen


def page(record: Record, left_out: Collection[str] = ()) -> str:
    """Write a record as the indexer reads it; one of which nothing is left has a word that nobody
    asks for.
    """
    return "".join(_parts(record, left_out))


def numbered(meta: bytes, count: int) -> bytes:
    """Name the pages of an index by their numbers, 0 to count - 1; they stand first in its
    list of contents.

    Raises SiteError where there are not so many.
    """
    found = list(islice(filter(_is_whole, _NAMED.finditer(meta)), count))
    if len(found) < count:
        raise SiteError(f"the search index names {len(found)} records of {count}")
    made, at = bytearray(), 0
    for number, match in enumerate(found):
        name = str(number).encode()
        made += meta[at : match.start()] + bytes([0x60 + len(name)]) + name
        at = match.end()
    return bytes(made + meta[at:])


def _is_whole(match: re.Match[bytes]) -> bool:
    """Return whether a name is as long as the byte before it says."""
    return match[0][0] - 0x60 == len(match[0]) - 1


def _parts(record: Record, left_out: Collection[str]) -> Iterator[str]:
    yield f"<html><body data-pagefind-body><p>{NOTHING}</p>"
    for weight, said in record.weighted:
        if kept := " ".join(filterfalse(left_out.__contains__, said.split())):
            yield f'<p data-pagefind-weight="{weight:g}">{escape(kept)}</p>'
    yield "</body></html>"
