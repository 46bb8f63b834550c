"""Serve a built site on this machine alone."""

import errno
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"
TRIES = 50


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and prints nothing; a site being rebuilt must not come from a cache."""

    def end_headers(self) -> None:
        """Forbid caching (RFC 9111, 5.2.2.5)."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


def server(site: Path, port: int) -> ThreadingHTTPServer:
    """Open a server on the port, or on the next one that is free. Raises OSError when none of fifty is."""
    handler = partial(Quiet, directory=str(site))
    for tried in range(port, port + TRIES):
        try:
            return ThreadingHTTPServer((HOST, tried), handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, f"no free port from {port} to {port + TRIES - 1}")


def serve(site: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve until the person stops it with Ctrl-C; print the address first."""
    with server(site, port) as web:
        say(f"http://{HOST}:{web.server_port}/   (Ctrl-C)")
        try:
            web.serve_forever()
        except KeyboardInterrupt:
            say("")
