"""A real HTTP server on 127.0.0.1 that serves little sites, honest or hostile, and says what it was
asked.
"""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """What a path answers: a body, or a function that writes to the connection what it likes."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    act: Callable[["Handler"], None] | None = None


class Handler(BaseHTTPRequestHandler):
    """Answers from the web's table; honours If-None-Match as an honest server does."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        web = self.server.web
        web.asked.append(self.path)
        answer = (
            web.pages.get(self.path)
            or web.pages.get(self.path.partition("?")[0] + "?*")
            or Answer(status=404)
        )
        if answer.act:
            answer.act(self)
            return
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:12]}"'
        known = answer.status == 200 and self.headers.get("If-None-Match") == etag
        if known:
            web.unchanged.append(self.path)
        self.send_response(304 if known else answer.status)
        body = b"" if known else answer.body
        for name, value in {
            "Content-Type": answer.kind,
            "ETag": etag,
            "Content-Length": str(len(body)),
            **answer.headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass

    def raw(self, answer: bytes) -> None:
        """Write bytes and end the connection."""
        self.wfile.write(answer)
        self.wfile.flush()
        self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    web: "Web"

    def handle_error(self, *args: Any) -> None:
        pass  # the client left, as a client may


class Web:
    """A table of pages that a test may change while it is served."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.web = self
        self.port: int = self._server.server_address[1]
        self.authority = f"127.0.0.1:{self.port}"
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.unchanged: list[str] = []
        self.leave = threading.Event()
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://{self.authority}{path}"

    def put(
        self,
        path: str,
        body: str | bytes = b"",
        *,
        status: int = 200,
        kind: str = "",
        **headers: str,
    ) -> None:
        """Serve a page; header names have "_" for "-"."""
        raw = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        self.pages[path] = Answer(raw, status, kind or _kind(raw), named)

    def act(self, path: str, act: Callable[[Handler], None]) -> None:
        """Let a function answer."""
        self.pages[path] = Answer(act=act)

    def move(self, path: str, target: str, status: int = 301) -> None:
        """Redirect a path."""
        self.put(path, status=status, location=target)

    def hang(self, path: str) -> None:
        """Never answer."""
        self.act(path, lambda handler: self.leave.wait(60) and None)

    def stop(self) -> None:
        self.leave.set()
        self._server.shutdown()
        self._server.server_close()


def _kind(body: bytes) -> str:
    start = body.lstrip()[:200].lower()
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex", b"<rdf")):
        return "application/xml; charset=utf-8"
    if start.startswith((b"{", b"[")):
        return "application/json; charset=utf-8"
    return "text/html; charset=utf-8"
