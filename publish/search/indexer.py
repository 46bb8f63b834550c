"""Pages -> the files of a search index, through the pipes of Pagefind's program: nothing is laid on
the disk.

A file for each page, and one that the program writes for each, took most of a build. Its own Python
library speaks to it in the same way, but looks for an answer ten times a second and waits for each.
Messages are JSON in base64, a comma after each; the program takes them in turn, so that the pages
of the index stand in the order in which they are given.
"""

import base64
import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import Any

import pagefind_bin

from knowledge.errors import SiteError

# Pagefind does not stem: publish.search.words has done so, for all languages at once.
LANGUAGE = "unknown"
NEW, ADD, FILES, FAILED = "NewIndex", "AddFile", "GetFiles", "Error"
END = b","
READ_BYTES = 1 << 20


# A message to or from the program.
IndexerMessage = Mapping[str, Any]


def run(pages: Sequence[str]) -> dict[str, bytes]:
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
        asked = beside.submit(_ask, running.stdin, pages)
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


def _ask(pipe: BufferedWriter, pages: Sequence[str]) -> None:
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
