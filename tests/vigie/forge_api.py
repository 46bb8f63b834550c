"""GitHub's and GitLab's REST API for one proposal, its comments and the issues, on loopback."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.loopback import served

BOT = "github-actions[bot]"
TOKEN = "a-token"


class Api:
    """The comments, and who may write; `hooks` run before an answer, as another's edit would."""

    def __init__(self) -> None:
        self.comments: list[dict[str, object]] = []
        self.rights = {"mia": "write", "tom": "admin", "stranger": "read"}
        self.asked: list[str] = []
        self.url = ""
        self.issues: list[dict[str, object]] = []
        # Issues and requests share their numbers: 7 is the proposal.
        self.last_number = 7

    def opens(self, login: str, title: str, text: str) -> dict[str, object]:
        self.last_number += 1
        issue = {"number": self.last_number, "title": title, "body": text, "state": "open"}
        self.issues.append({**issue, "user": {"login": login}, "said": []})
        return self.issues[-1]

    def issue(self, number: str) -> dict[str, object]:
        return next(one for one in self.issues if one["number"] == int(number))

    def writes(self, method: str, path: str, sent: dict[str, str]) -> int:
        """Do what is asked; return the status."""
        place = path.removeprefix("/repos/town/vigie/").split("/")
        if place == ["issues", "7", "comments"]:
            self.says(BOT, sent["body"])
        elif (method, place) == ("POST", ["issues"]):
            self.opens(BOT, sent["title"], sent["body"])
        elif method == "POST" and place[2:] == ["comments"]:
            self.issue(place[1])["said"].append(sent["body"])
        elif method == "PATCH" and len(place) == 2:
            self.issue(place[1]).update(sent)
        else:
            return 404
        return 201

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
        if place.path == "/repos/town/vigie/issues":
            pull = {"number": 7, "title": "x", "body": "x", "user": {"login": BOT}}
            told = [{**pull, "pull_request": {}}]
            return told + [one for one in self.issues if one["state"] == "open"], 200
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
            self.answer({}, api.writes(self.command, self.path, sent))

        def do_PATCH(self) -> None:
            self.do_POST()

    return Handler


@contextmanager
def serving(api: Api | None = None) -> Iterator[Api]:
    api = api or Api()
    with served(handler(api)) as server:
        api.url = f"http://127.0.0.1:{server.server_port}"
        yield api
