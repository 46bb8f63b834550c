"""GitHub's REST API for the comments of one pull request, on loopback."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

BOT = "github-actions[bot]"
TOKEN = "a-token"


class Api:
    """The comments, and who may write; `hooks` run before an answer, as another's edit would."""

    def __init__(self) -> None:
        self.comments: list[dict[str, object]] = []
        self.rights = {"mia": "write", "tom": "admin", "stranger": "read"}
        self.asked: list[str] = []
        self.url = ""

    def says(self, login: str, text: str) -> int:
        number = 1000 + len(self.comments)
        self.comments.append({"id": number, "user": {"login": login}, "body": text})
        return number

    def edits(self, number: int, before: str, after: str) -> None:
        comment = next(one for one in self.comments if one["id"] == number)
        assert before in str(comment["body"])
        comment["body"] = str(comment["body"]).replace(before, after)

    def answer_to(self, path: str) -> tuple[object, int]:
        place = urlsplit(path)
        if place.path == "/repos/town/vigie/issues/7/comments":
            page = int(parse_qs(place.query)["page"][0])
            return self.comments[(page - 1) * 100 : page * 100], 200
        login = place.path.removeprefix("/repos/town/vigie/collaborators/").partition("/")[0]
        if place.path.endswith("/permission") and login in self.rights:
            return {"permission": self.rights[login]}, 200
        return {}, 404

    def answers(self) -> list[str]:
        ours = [str(one["body"]) for one in self.comments if one["user"] == {"login": BOT}]
        return [text for text in ours if text.startswith("<!-- vigie:answer")]


def handler(api: Api) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def answer(self, said: object, status: int = 200) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            api.asked.append(self.path)
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                self.answer({}, 401)
            else:
                self.answer(*api.answer_to(self.path))

        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/repos/town/vigie/issues/7/comments"
            api.says(BOT, sent["body"])
            self.answer({}, 201)

    return Handler


@contextmanager
def serving() -> Iterator[Api]:
    api = Api()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(api))
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    api.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
