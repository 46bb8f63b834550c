"""A real server on 127.0.0.1 that answers raw bytes, honest or hostile, as each test says."""

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from knowledge.source import Defaults, Watch

# An answerer gets the request's head and the open connection, and writes what it likes.
Answerer = Callable[[str, socket.socket], None]


class Server:
    """Answers by path, and counts what it was asked.

    Paths without an answer get 404, robots.txt too.
    """

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self._answers: dict[str, list[Answerer | bytes]] = {}
        self.port: int = self._door.getsockname()[1]
        self.authority = f"127.0.0.1:{self.port}"
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.closing = threading.Event()
        self._threads: list[threading.Thread] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str) -> str:
        """Return the address of a path here."""
        return f"http://{self.authority}{path}"

    def at(self, path: str, *answers: Answerer | bytes) -> None:
        """Answer a path so: one answer after the other, the last one for ever."""
        self._answers[path] = list(answers)

    @staticmethod
    def page(body: str | bytes, *, status: str = "200 OK", **headers: str) -> bytes:
        """Return a whole honest answer; header names have "_" for "-"."""
        raw = body.encode() if isinstance(body, str) else body
        lines = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(raw))}
        lines |= {name.replace("_", "-").title(): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + raw

    @classmethod
    def redirect(cls, target: str, *, status: str = "302 Found") -> bytes:
        """Return a redirect."""
        return cls.page("", status=status, location=target)

    def watch(self, **settings: Any) -> Watch:
        """Return a configuration without pauses whose one test host is this server."""
        settings = {"test_hosts": (self.authority,), **settings}
        return Watch(
            contact="watch@example.org", defaults=Defaults(pause_seconds=0), sources=(), **settings
        )

    def stop(self) -> None:
        """Close the door and let the answerers end."""
        self.closing.set()
        self._door.close()
        for thread in self._threads:
            thread.join(5)

    def _serve(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._door.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._answer, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            try:
                head = _head(connection)
                path = head.split(" ")[1] if head.count(" ") > 1 else ""
                self.asked.append(path)
                self.heads.append(head)
                waiting = self._answers.get(path, [self.page("", status="404 Not Found")])
                answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                connection.sendall(answer) if isinstance(answer, bytes) else answer(
                    head, connection
                )
            except OSError:
                return  # the client left, as a client may


def _head(connection: socket.socket) -> str:
    head = b""
    while b"\r\n\r\n" not in head:
        part = connection.recv(65536)
        if not part:
            break
        head += part
    return head.decode("latin-1")


@pytest.fixture
def server() -> Iterator[Server]:
    """Run a server on a free port of 127.0.0.1."""
    running = Server()
    yield running
    running.stop()
