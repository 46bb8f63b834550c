"""WARC files -> answers: our own recordings, GNU wget's or a browser extension's.

ISO 28500, WARC 1.0 and 1.1.
"""

import re
import shutil
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from gzip import GzipFile
from itertools import chain
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from knowledge.errors import ConfigError
from scrapers.http import content_encoding
from scrapers.http.address import key
from scrapers.http.response import (
    MAX_BYTES,
    OF_THE_WIRE,
    RawResponse,
    content_encoding_of,
    headers_without,
)

# Warcio has no types.
WarcRecord = Any
WarcHeaders = Any

_KINDS = frozenset({"response", "resource", "revisit"})
# Blank lines or padding may follow the last record.
_TAIL = 64
# WARC 1.1 lets a date have any precision from the year to the nanosecond.
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?)?Z?")
_FAULTS = (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, ValueError)


class _CutShortError(ValueError):
    """The file ends in the middle of a record."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record starts, what it is, and what it repeats.

    `file` is the index of its file, `offset` is in bytes; `repeats` are a record id, an address and
    a digest.
    """

    file: int
    offset: int
    kind: str
    time: datetime
    truncated: str = ""
    repeats: tuple[str, str, str] = ("", "", "")


class Recording:
    """The answers of one or several WARC files, looked up by address; later records win.

    One pass over the files finds where each record lies; a record is read when it is asked for.
    Safe to share between threads. Raise ConfigError naming the file that is absent, cut short or no
    WARC.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._files: list[Path] = []
        self._exact: defaultdict[str, list[_Place]] = defaultdict(list)
        self._loose: defaultdict[str, list[_Place]] = defaultdict(list)
        self._marks: dict[str, _Place] = {}
        with ExitStack() as self._stack:  # left at once, unless all files can be read
            for path in paths:
                self._index(path)
            if not self._exact:
                raise ConfigError([f"{', '.join(map(str, paths))}: no recorded answer in it"])
            self._stack = self._stack.pop_all()
        self.moment = max(place.time for place in chain.from_iterable(self._exact.values()))

    def close(self) -> None:
        """Remove the working copies of files that had to be unpacked."""
        self._stack.close()

    def __iter__(self) -> Iterator[str]:
        """Yield the recorded addresses, in the order of their first record."""
        return iter(self._exact)

    def holds(self, url: str) -> bool:
        """Return whether the recording has an answer for this address."""
        return bool(self._places(url))

    def answers(self, url: str) -> Iterator[RawResponse]:
        """Yield the recorded answers for this address, the latest first.

        The address is looked for as it is, then without fragment and default port, with
        percent-encodings alike and query parameters in any order (RFC 3986, 6.2.2).
        """
        for place in reversed(self._places(url)):
            if answer := self._answer(place):
                yield answer

    def _places(self, url: str) -> list[_Place]:
        return self._exact.get(url) or self._loose.get(key(url)) or []

    def _index(self, path: Path) -> None:
        try:
            self._scan_or_unpack(path)
        except OSError as error:
            raise ConfigError([f"{path}: cannot be read: {error.strerror or error}"]) from error
        except _CutShortError as error:
            raise ConfigError(
                [f"{path}: cut short in the middle of a record: record it again"]
            ) from error
        except _FAULTS as error:
            raise ConfigError(
                [f"{path}: not a WARC file that can be read: {_first_line(error)}"]
            ) from error

    def _scan_or_unpack(self, path: Path) -> None:
        try:
            self._scan(path)
        except ArchiveLoadFailed as error:
            # Some programs compress the file as a whole; its records then have no offset of their
            # own.
            if "non-chunked gzip" not in str(error):
                raise
            self._scan(self._unpacked(path))

    def _scan(self, path: Path) -> None:
        found: list[tuple[str, _Place, tuple[str, str]]] = []
        with path.open("rb") as file:
            for offset, record in _records(file):
                if _is_answer(record):
                    place = _place(len(self._files), offset, record)
                    found.append((_target(record), place, _marks(record)))
        self._files.append(path)
        for url, place, marks in found:
            self._keep(url, place, marks)

    def _keep(self, url: str, place: _Place, marks: tuple[str, str]) -> None:
        self._exact[url].append(place)
        self._loose[key(url)].append(place)
        if place.kind != "revisit":
            for mark in filter(None, marks):
                self._marks[mark] = place

    def _unpacked(self, path: Path) -> Path:
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="vigie-replay-"))
        copy = Path(folder) / path.name.removesuffix(".gz")
        with GzipFile(path) as packed, copy.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
        return copy

    def _answer(self, place: _Place) -> RawResponse | None:
        """Read one record; None if it holds no response, or repeats one that the files lack."""
        with self._files[place.file].open("rb") as file:
            file.seek(place.offset)
            try:
                record = next(iter(ArchiveIterator(file)))
            except _FAULTS:
                return None  # no HTTP answer in it
            if place.kind == "revisit":
                return self._repeated(place, record)
            if place.kind == "resource":
                return _resource(place, record)
            return _response(place, record)

    def _repeated(self, place: _Place, record: WarcRecord) -> RawResponse | None:
        """Return the earlier answer that a revisit record repeats, at the later time.

        WARC 1.1, 6.7.
        """
        original = self._original(place.repeats)
        if original:
            earlier = self._answer(original)
            return earlier and replace(earlier, time=place.time)
        # The server may have said "not modified", and the recording holds nothing else.
        if _status(record) == 304:
            return _response(place, record)
        return None

    def _original(self, repeats: tuple[str, str, str]) -> _Place | None:
        record_id, url, digest = repeats
        if known := self._marks.get(record_id) or self._marks.get(digest):
            return known
        return self._first_whole(url)

    def _first_whole(self, url: str) -> _Place | None:
        """Return the first record for an address that repeats no other."""
        for place in self._places(url):
            if place.kind != "revisit":
                return place
        return None


def _is_answer(record: WarcRecord) -> bool:
    return record.rec_type in _KINDS and _target(record).startswith(("http://", "https://"))


def _target(record: WarcRecord) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI") or "")


def _marks(record: WarcRecord) -> tuple[str, str]:
    """Return what a later record may refer to this one by: its id, the digest of its body."""
    head = record.rec_headers
    return _text(head, "WARC-Record-ID"), _text(head, "WARC-Payload-Digest")


def _records(file: IO[bytes]) -> Iterator[tuple[int, WarcRecord]]:
    """Yield each record and its offset, its body already passed.

    Raise _CutShortError if the file ends inside one.
    """
    records = ArchiveIterator(file, no_record_parse=True)
    end, whole = 0, True
    for record in records:
        offset = records.get_record_offset()
        if _ends_inside(record):
            raise _CutShortError
        whole = _is_at_end(records)
        end = offset + records.get_record_length()
        yield offset, record
    file.seek(end)
    if not whole or file.read(_TAIL).strip(b"\0\r\n"):
        raise _CutShortError


def _ends_inside(record: WarcRecord) -> bool:
    """Return whether a record that was passed is not whole."""
    return record.length is None or bool(getattr(record.raw_stream, "limit", None))


def _is_at_end(records: ArchiveIterator) -> bool:
    """Return whether the last record was read to the end of its compressed part, if it has one."""
    decompressor = records.reader and records.reader.decompressor
    return not decompressor or bool(decompressor.eof)


def _place(file: int, offset: int, record: WarcRecord) -> _Place:
    head = record.rec_headers
    repeats = ("", "", "")
    if record.rec_type == "revisit":
        names = ("WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Payload-Digest")
        repeats = (_text(head, names[0]), _text(head, names[1]).strip("<>"), _text(head, names[2]))
    truncated = _text(head, "WARC-Truncated").lower()
    return _Place(
        file, offset, str(record.rec_type), _time(_text(head, "WARC-Date")), truncated, repeats
    )


def _response(place: _Place, record: WarcRecord) -> RawResponse | None:
    status = _status(record)
    if not status:
        return None
    headers = [(str(name), str(value)) for name, value in record.http_headers.headers]
    stream = record.raw_stream
    # A browser extension keeps the header and stores the body without the chunks: the reader then
    # gives it as it is.
    if any(map(_says_chunked, headers)):
        stream = ChunkedDataReader(record.raw_stream)
    body = _body(stream)
    return RawResponse(status, _faithful(headers, body), body, place.time, place.truncated)


def _body(stream: IO[bytes]) -> bytes:
    return stream.read(MAX_BYTES + 1) or b""


def _says_chunked(header: tuple[str, str]) -> bool:
    name, value = header
    return name.lower() == "transfer-encoding" and "chunked" in value.lower()


def _resource(place: _Place, record: WarcRecord) -> RawResponse:
    """Serve a record that holds a file without its HTTP headers (WARC 1.1, 6.4)."""
    kind = _text(record.rec_headers, "Content-Type") or "application/octet-stream"
    body = _body(record.raw_stream)
    return RawResponse(200, [("content-type", kind)], body, place.time, place.truncated)


def _faithful(headers: list[tuple[str, str]], body: bytes) -> list[tuple[str, str]]:
    """Leave out what the headers say of a wire that is no more.

    And a Content-Encoding that the stored body is not in.
    """
    gone = set(OF_THE_WIRE)
    if body and not content_encoding.fits(body, content_encoding_of(headers)):
        gone.add("content-encoding")
    return headers_without(gone, headers)


def _status(record: WarcRecord) -> int:
    if not record.http_headers:
        return 0
    code = str(record.http_headers.get_statuscode())
    return int(code) if re.fullmatch(r"[1-5][0-9]{2}", code) else 0


def _time(text: str) -> datetime:
    """Parse a WARC-Date, of whatever precision."""
    shape = _DATE.fullmatch(text)
    if not shape:
        raise ValueError(f"WARC-Date {text[:40]!r} is no date")
    year, month, day, hour, minute, second = map(int, shape.groups("0"))
    return datetime(year, max(month, 1), max(day, 1), hour, minute, min(second, 59), tzinfo=UTC)


def _text(head: WarcHeaders, name: str) -> str:
    return str(head.get_header(name) or "").strip()


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0][:200] or type(error).__name__
