"""Responses -> a WARC 1.1 file, a request and a response record each (ISO 28500:2017); and httpx's
transports before it: the network while it is recorded, or a recording in its place.

Each is a transport as httpx wants it, so that a test may put a function in its place.
"""

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import IO

import httpx
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from knowledge.errors import DiskError, told_of_disk
from scrapers.http.response import (
    OF_THE_WIRE,
    RawResponse,
    failure,
    from_httpx,
    headers_without,
    to_httpx,
)
from scrapers.http.warc import Recording

_CONDITIONS = frozenset({"if-none-match", "if-modified-since"})
_SPECIFICATIONS = "http://iipc.github.io/warc-specifications/specifications"


class Recorder:
    """Writes every exchange to a working copy beside the file, and puts it in place when closed.

    Safe between threads. Compressed record by record when the name ends in ".gz". Raise DiskError
    where the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] = self._part.open("wb")
        except OSError as error:
            raise DiskError(path, error) from error
        self._writer = WARCWriter(
            self._file, gzip=path.name.endswith(".gz"), warc_version="WARC/1.1"
        )
        try:
            self._write(self._writer.create_warcinfo_record(path.name, _info()))
        except DiskError:
            self.discard()
            raise

    def write(
        self, url: str, target: str, sent: Sequence[tuple[str, str]], response: RawResponse
    ) -> None:
        """Write one exchange: its address, the request's target and headers, the response."""
        date = {"WARC-Date": response.time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        headers = headers_without(OF_THE_WIRE, response.headers)
        headers.append(("Content-Length", str(len(response.body))))
        status_line = _head(_status(response.status), headers)
        answered = self._record(url, "response", response.body, status_line, date)
        request_line = StatusAndHeaders(f"GET {target} HTTP/1.1", list(sent))
        asked = self._record(url, "request", b"", request_line, date)
        response_id = answered.rec_headers.get_header("WARC-Record-ID")
        asked.rec_headers.replace_header("WARC-Concurrent-To", response_id)
        self._write(answered, asked)

    def close(self) -> None:
        """End the file and put it in place of a former one."""
        with self._lock:
            if self._file.closed:
                return
            try:
                with told_of_disk(self._path):
                    self._file.close()
                    self._part.replace(self._path)
            except DiskError:
                self._part.unlink(missing_ok=True)
                raise

    def discard(self) -> None:
        """Drop what was written, and keep a former file: the run did not come to its end."""
        with self._lock:
            # Each on its own: a disk that refuses the one may still do the other.
            with suppress(OSError):
                self._file.close()
            with suppress(OSError):
                self._part.unlink(missing_ok=True)

    def _record(
        self, url: str, kind: str, body: bytes, head: StatusAndHeaders, date: dict[str, str]
    ) -> ArcWarcRecord:
        return self._writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=head,
            warc_headers_dict=dict(date),
        )

    def _write(self, *records: ArcWarcRecord) -> None:
        with told_of_disk(self._path), self._lock:
            for record in records:
                self._writer.write_record(record)


def _head(line: str, headers: Sequence[tuple[str, str]]) -> StatusAndHeaders:
    return StatusAndHeaders(line, list(headers), protocol="HTTP/1.1")


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _info() -> dict[str, str]:
    return {
        "software": f"Vigie/{metadata.version('vigie')}",
        "format": "WARC File Format 1.1",
        "conformsTo": f"{_SPECIFICATIONS}/warc-format/warc-1.1/",
        "robots": "obey",
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


class ReplayAdapter(httpx.BaseTransport):
    """A recording that answers as a server would, 304 included."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer from the recording. Raise FetchError "unrecorded"."""
        conditional = not request.headers.keys().isdisjoint(_CONDITIONS)
        for response in self._recording.answers(str(request.url)):
            if response.truncated:
                raise failure("broken", str(request.url))
            if conditional or response.status != 304:
                return to_httpx(_as_asked(response, request.headers))
        raise failure("unrecorded", str(request.url))


class RecordingAdapter(httpx.BaseTransport):
    """Another transport whose exchanges are written down."""

    def __init__(self, inner: httpx.BaseTransport, recorder: Recorder) -> None:
        self._inner = inner
        self._recorder = recorder

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Let the other transport answer, and write both request and response down."""
        response = from_httpx(self._inner.handle_request(request))
        sent = list(request.headers.items())
        self._recorder.write(str(request.url), request.url.raw_path.decode("ascii"), sent, response)
        return to_httpx(response)


def _as_asked(response: RawResponse, headers: httpx.Headers) -> RawResponse:
    """Return the recorded response, or "not modified" where the asker has this very version."""
    if response.status == 200 and _is_known(response, headers):
        return replace(response, status=304, body=b"")
    return response


def _is_known(response: RawResponse, headers: httpx.Headers) -> bool:
    """Return whether the asker has this very version, by its tag, or else by its date.

    RFC 9110, 13.2.2.
    """
    if tags := headers.get("if-none-match"):
        bare = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        return response.header("etag").removeprefix("W/") in bare
    try:
        since = parsedate_to_datetime(headers["if-modified-since"])
        return parsedate_to_datetime(response.header("last-modified")) <= since
    except (KeyError, ValueError, TypeError):
        return False
