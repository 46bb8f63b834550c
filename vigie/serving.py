"""Serve a built site on this machine alone, as a static host does: compressed where the browser
takes it.
"""

import errno
import gzip
import io
import os
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

HOST = "127.0.0.1"
TRIES = 50
# What hosts compress (GitHub Pages among them); the packs of the search are compressed already.
COMPRESSED = frozenset(
    (
        ".html",
        ".css",
        ".js",
        ".json",
        ".jsonld",
        ".svg",
        ".xml",
        ".atom",
        ".rss",
        ".csv",
        ".txt",
        ".ics",
    )
)
LEVEL = 6
ASSETS_SECONDS = 10


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and prints nothing; a site being rebuilt must not come from a cache."""

    # One connection for many requests (RFC 9112, 9.3), as everywhere.
    protocol_version = "HTTP/1.1"
    # Else the end of each answer waits 40 ms for the browser to acknowledge its beginning (RFC
    # 896).
    disable_nagle_algorithm = True

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer with a compressed file where it gains, else as the class above does (RFC 9110, 8.4
        and 12.5.3).
        """
        path = self._file()
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not takes or not _gains(path):
            return super().send_head()
        data = gzip.compress(path.read_bytes(), LEVEL)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def _file(self) -> Path:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            return path / "index.html"
        return path

    def end_headers(self) -> None:
        """Forbid caching of pages (RFC 9111, 5.2.2.5), and of the rest beyond one page's loading.

        Material asks for every style sheet twice: where the second comes over the wire, the page
        stands bare meanwhile.
        """
        style = Path(self.path.partition("?")[0]).suffix in {".css", ".js", ".svg"}
        self.send_header("Cache-Control", f"max-age={ASSETS_SECONDS}" if style else "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


def _gains(path: Path) -> bool:
    """Return whether a file is smaller when it is compressed."""
    return path.suffix in COMPRESSED and path.is_file()


def server(site: Path, port: int) -> ThreadingHTTPServer:
    """Open a server on the port, or on the next one that is free.

    Raises OSError when none of fifty is.
    """
    handler = partial(Quiet, directory=str(site))
    for tried in range(port, port + TRIES):
        try:
            return ThreadingHTTPServer((HOST, tried), handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(
        errno.EADDRINUSE, os.strerror(errno.EADDRINUSE), f"{HOST}:{port}…{port + TRIES - 1}"
    )


def serve(site: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve until the person stops it with Ctrl-C; print the address first."""
    with server(site, port) as web:
        say(f"http://{HOST}:{web.server_port}/   (Ctrl-C)")
        try:
            web.serve_forever()
        except KeyboardInterrupt:
            say("")
