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

from vigie import terminal

HOST = "127.0.0.1"
# What a browser on this machine may call it.
OWN_NAMES = frozenset({HOST, "localhost", "::1"})
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
        refusal = self._refusal(path)
        if refusal:
            self.send_error(refusal)
            return None
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

    def do_POST(self) -> None:
        """Refuse what is no question for a page (RFC 9110, 15.5.6); what follows is not read."""
        self.close_connection = True
        self.send_response(HTTPStatus.METHOD_NOT_ALLOWED)
        self.send_header("Allow", "GET, HEAD")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = do_POST  # noqa: N815

    def list_directory(self, path: object) -> None:
        """Show no list of files: no host does."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def _refusal(self, path: Path) -> HTTPStatus | None:
        """Return why a request is not answered: it names another machine, as a page elsewhere would
        that leads its own name here (DNS rebinding), or a file that is not of the site.
        """
        if _host_name(self.headers.get("Host", "")) not in OWN_NAMES:
            return HTTPStatus.MISDIRECTED_REQUEST
        if "\0" in str(path) or not path.resolve().is_relative_to(Path(self.directory).resolve()):
            return HTTPStatus.NOT_FOUND
        return None

    def _file(self) -> Path:
        path = Path(self.translate_path(self.path))
        if "\0" in str(path):
            return path
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


def _host_name(host: str) -> str:
    """Return the name of a Host header without its port (RFC 9110, 7.2)."""
    name, _, port = host.rpartition(":")
    if name and port.isdigit():
        host = name
    return host.strip("[]").rstrip(".").lower()


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
    terminal.still()
    with server(site, port) as web:
        say(f"http://{HOST}:{web.server_port}/   (Ctrl-C)")
        try:
            web.serve_forever()
        except KeyboardInterrupt:
            say("")
