"""Records -> the index of words that the browser searches, by Pagefind's own program: one for the whole site.

Each record becomes a small throw-away page of reduced words, which the program reads. Of what it writes, the words and
the engine are kept; what a result shows and what it is filtered by stands in hooks.search.packs, by the record's
number, which takes a fifth of the bytes. So the numbers must follow the records, and be a result's name: see
`_lay_out` and `numbered`. The formats are those of version 1.5.2, which pyproject.toml pins (https://pagefind.app/).
"""

import gzip
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Sequence
from html import escape
from pathlib import Path

import pagefind_bin

from hooks.search import words
from hooks.search.records import Record
from knowledge.errors import SiteError

FOLDER = "pagefind"
# Of what the program lays beside the index, the browser needs these; the others are its own search boxes.
NEEDED = ("pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind")
# A page without a word would not be numbered; no text and no query has this one.
NOTHING = "zzz"
# Pagefind does not stem: hooks.search.words has done so, for all languages at once.
LANGUAGE = "unknown"
# A CBOR text of less than 24 bytes (RFC 8949, 3.1) that names a page: 7 hexadecimal digits, more where two are alike.
_NAMED = re.compile(rb"[\x68-\x77]unknown_[0-9a-f]+")


def build(records: Sequence[Record], folder: Path, *, without: Collection[str] = ()) -> None:
    """Index the records into a folder that does not exist yet, `without` some tokens.

    Raises SiteError with what the program said.
    """
    left_out = frozenset(f"{token}{words.END}" for token in without)
    with tempfile.TemporaryDirectory(prefix="vigie-records-") as scratch:
        _lay_out([page(record, left_out) for record in records], Path(scratch))
        _run(Path(scratch), folder)
    for path in folder.iterdir():
        if path.is_file() and path.name not in NEEDED and path.suffix != ".pf_meta":
            path.unlink()
    shutil.rmtree(folder / "fragment", ignore_errors=True)
    for path in folder.glob("*.pf_meta"):
        path.write_bytes(gzip.compress(numbered(gzip.decompress(path.read_bytes()), len(records)), 9, mtime=0))


def page(record: Record, left_out: Collection[str] = ()) -> str:
    """Write a record as the indexer reads it; one of which nothing is left has a word that nobody asks for."""
    return "".join(_parts(record, left_out))


def numbered(meta: bytes, count: int) -> bytes:
    """Give the pages of an index their numbers for names, 0 to count - 1; they stand first in its list of contents.

    Raises SiteError where there are not so many.
    """
    found = [match for match in _NAMED.finditer(meta) if match[0][0] - 0x60 == len(match[0]) - 1][:count]
    if len(found) < count:
        raise SiteError(f"the search index names {len(found)} records of {count}")
    made, at = bytearray(), 0
    for number, match in enumerate(found):
        name = str(number).encode()
        made += meta[at : match.start()] + bytes([0x60 + len(name)]) + name
        at = match.end()
    return bytes(made + meta[at:])


def _lay_out(pages: Sequence[str], folder: Path) -> None:
    """Write the pages so that the indexer meets them in their order.

    It takes files as the disk lists them, which no name rules. So the names are made first, listed, and then filled.
    """
    pages = pages or [page(Record({}, ()))]
    for number in range(len(pages)):
        (folder / f"{number}.html").touch()
    for listed, text in zip(list(os.scandir(folder)), pages, strict=True):
        Path(listed.path).write_text(text, encoding="utf-8")


def _parts(record: Record, left_out: Collection[str]) -> Iterator[str]:
    yield f"<html><body data-pagefind-body><p>{NOTHING}</p>"
    for weight, said in record.weighted:
        if kept := " ".join(token for token in said.split() if token not in left_out):
            yield f'<p data-pagefind-weight="{weight:g}">{escape(kept)}</p>'
    yield "</body></html>"


def _run(source: Path, target: Path) -> None:
    program = Path(pagefind_bin.__file__).with_name("pagefind")
    asked = [program, "--site", source, "--output-path", target, "--force-language", LANGUAGE, "--silent"]
    done = subprocess.run(list(map(str, asked)), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = (done.stderr or done.stdout).strip() or f"exit code {done.returncode}"
        raise SiteError(f"the search index: {said}")
