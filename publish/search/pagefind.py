"""Records -> the index of words that the browser searches, by Pagefind's own program: one for the
whole site.

Each record becomes a small page of reduced words, which the program is handed through its pipes,
in their order: a file for each, and one that the program writes for each, took most of a build. Its
own Python library speaks to it in the same way, but looks for an answer ten times a second and
waits for each. Messages are JSON in base64, a comma after each; the program takes them in turn.

Of what it makes, the words and the engine are kept; what a result shows and what it is filtered by
stands in publish.search.shards, by the record's number, which takes a fifth of the bytes. So the
numbers must follow the records, and be a result's name: see `numbered`. The formats are those of
version 1.5.2, which pyproject.toml pins (https://pagefind.app/).
"""

import base64
import gzip
import json
import re
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from html import escape
from io import BufferedReader, BufferedWriter
from itertools import filterfalse, islice
from pathlib import Path
from typing import Any

import pagefind_bin

from knowledge.errors import SiteError
from publish.search import words
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
# Pagefind does not stem: publish.search.words has done so, for all languages at once.
LANGUAGE = "unknown"
NEW, ADD, FILES, FAILED = "NewIndex", "AddFile", "GetFiles", "Error"
END = b","
READ_BYTES = 1 << 20

# A message to or from the program.
IndexerMessage = Mapping[str, Any]


def build(records: Sequence[Record], folder: Path, *, without: Collection[str] = ()) -> None:
    """Index the records into a folder, `without` some tokens.

    Raises SiteError with what the program said.
    """
    left_out = frozenset(map(words.whole, without))
    pages = map(partial(page, left_out=left_out), records or [Record({}, ())])
    for name, data in kept(indexed(list(pages)), len(records)).items():
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


def indexed(pages: Sequence[str]) -> dict[str, bytes]:
    """Index pages of HTML, whose addresses are their numbers; return the files of the index by
    path.

    Raises SiteError with what the program said.
    """
    command = [str(Path(pagefind_bin.__file__).with_name("pagefind")), "--service"]
    with tempfile.TemporaryFile() as said, ThreadPoolExecutor(1) as beside:
        running = subprocess.Popen(  # noqa: S603 - the program that pagefind's own package brings
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
        )
        assert isinstance(running.stdin, BufferedWriter)
        assert isinstance(running.stdout, BufferedReader)
        # Both at once: a program whose answers are not read takes no more questions.
        asked = beside.submit(_ask_for, running.stdin, pages)
        try:
            found = _files(_answers(running.stdout))
        finally:
            running.kill()
            asked.result()
            with suppress(OSError):
                running.stdin.close()
            running.stdout.close()
            running.wait()
        if found is None:
            said.seek(0)
            reason = said.read().decode("utf-8", "replace").strip()
            raise SiteError(f"the search index: {reason or 'nothing was made'}")
        return found


def _ask_for(pipe: BufferedWriter, pages: Sequence[str]) -> None:
    """Hand over every page, then ask for the index. The pipe stays open: the program ends with
    it.
    """
    # Where the program has ended, its answers say so.
    with suppress(OSError):
        for number, payload in enumerate(_questions(pages)):
            message = json.dumps({"message_id": number, "payload": payload})
            pipe.write(base64.b64encode(message.encode()) + END)
        pipe.flush()


def _questions(pages: Sequence[str]) -> Iterator[IndexerMessage]:
    yield {"type": NEW, "config": {"force_language": LANGUAGE}}
    for number, html in enumerate(pages):
        yield {"type": ADD, "index_id": 0, "url": str(number), "file_contents": html}
    yield {"type": FILES, "index_id": 0}


def _answers(pipe: BufferedReader) -> Iterator[IndexerMessage]:
    held = bytearray()
    while read := pipe.read1(READ_BYTES):
        held += read
        if END in read:
            *whole, held = held.split(END)
            for message in whole:
                yield json.loads(base64.b64decode(message))["payload"]


def _files(answers: Iterable[IndexerMessage]) -> dict[str, bytes] | None:
    """Wait for the index; None where the program ends without one.

    Raises SiteError where it refuses a page.
    """
    for answer in answers:
        if answer["type"] == FAILED:
            raise SiteError(f"the search index: {answer['message']}")
        if answer["type"] == FILES:
            return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
    return None
