"""httpx -> a recording in place of the network, or the network while it is recorded.

Each is a transport as httpx wants it, so that a test may put a function in its place.
"""

from dataclasses import replace
from email.utils import parsedate_to_datetime

import httpx

from scrapers.http.recorder import Recorder
from scrapers.http.response import RawResponse, failure, from_httpx, to_httpx
from scrapers.http.warc import Recording

_CONDITIONS = frozenset({"if-none-match", "if-modified-since"})


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
