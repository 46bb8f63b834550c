"""GitLab's REST API for one project, on loopback: https://docs.gitlab.com/api/rest/."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from tests.loopback import served

BOT = "project_12_bot_0a1b"
TOKEN = "glpat-a-token"
BEFORE = "/api/v4/projects/12/"
DEVELOPER, REPORTER = 30, 20


class Api:
    """The merge requests with their notes, the issues, the members, and what was asked."""

    def __init__(self) -> None:
        self.requests: list[dict[str, object]] = []
        self.notes: list[dict[str, object]] = []
        self.issues: list[dict[str, object]] = []
        self.members = {"mia": DEVELOPER, "stranger": REPORTER, "gone": DEVELOPER}
        self.asked: list[tuple[str, str]] = []
        self.url = ""

    def says(self, login: str, text: str, *, system: bool = False) -> int:
        note = {"id": 500 + len(self.notes), "body": text, "system": system}
        self.notes.append({**note, "author": {"username": login}})
        return int(str(note["id"]))

    def edits(self, number: int, before: str, after: str) -> None:
        note = next(one for one in self.notes if one["id"] == number)
        assert before in str(note["body"])
        note["body"] = str(note["body"]).replace(before, after)

    def opens(self, login: str, title: str, text: str) -> dict[str, object]:
        issue = {"iid": len(self.issues) + 1, "title": title, "description": text}
        self.issues.append({**issue, "state": "opened", "author": {"username": login}, "said": []})
        return self.issues[-1]

    def read(self, path: str, asked: dict[str, str]) -> object:
        if path == "/api/v4/user":
            return {"username": BOT}
        place = path.removeprefix(BEFORE)
        rows = {
            "merge_requests": [one for one in self.requests if one["state"] == "opened"],
            "merge_requests/1/notes": self.notes,
            "issues": [one for one in self.issues if one["state"] == "opened"],
            "members/all": [
                {
                    "username": name,
                    "access_level": level,
                    "state": "active" if name != "gone" else "blocked",
                }
                for name, level in self.members.items()
                if asked.get("query", "") in name
            ],
        }.get(place)
        if rows is None:
            return None
        page, size = int(asked["page"]), int(asked["per_page"])
        return rows[(page - 1) * size : page * size]

    def write(self, method: str, place: str, sent: dict[str, str]) -> object:
        parts = place.split("/")
        if (method, place) == ("POST", "merge_requests"):
            number = len(self.requests) + 1
            project = {"source_project_id": 12, "target_project_id": 12, "state": "opened"}
            address = f"https://gitlab.example/town/vigie/-/merge_requests/{number}"
            self.requests.append({**sent, **project, "iid": number, "web_url": address})
            return self.requests[-1]
        if (method, place) == ("POST", "merge_requests/1/notes"):
            return {"id": self.says(BOT, sent["body"])}
        if (method, place) == ("POST", "issues"):
            return self.opens(BOT, sent["title"], sent["description"])
        rows = {"issues": self.issues, "merge_requests": self.requests}.get(parts[0], [])
        row = next(one for one in rows if one["iid"] == int(parts[1]))
        if method == "PUT":
            row.update(sent)
            if sent.get("state_event") == "close":
                row["state"] = "closed"
        else:
            row["said"].append(sent["body"])
        return row


def handler(api: Api) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def answer(self, said: object) -> None:
            body = json.dumps(said).encode()
            self.send_response(200 if said is not None else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            place = urlsplit(self.path)
            api.asked.append((self.command, place.path))
            asked = {name: values[0] for name, values in parse_qs(place.query).items()}
            may = self.headers["PRIVATE-TOKEN"] == TOKEN
            self.answer(api.read(place.path, asked) if may else None)

        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            api.asked.append((self.command, self.path))
            may = self.headers["PRIVATE-TOKEN"] == TOKEN
            place = self.path.removeprefix(BEFORE)
            self.answer(api.write(self.command, place, sent) if may else None)

        def do_PUT(self) -> None:
            self.do_POST()

    return Handler


@contextmanager
def serving() -> Iterator[Api]:
    api = Api()
    with served(handler(api)) as server:
        api.url = f"http://127.0.0.1:{server.server_port}"
        yield api


def told(url: str) -> dict[str, str]:
    """What a job of GitLab finds in its environment."""
    return {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": f"{url}/api/v4",
        "CI_PROJECT_ID": "12",
        "CI_DEFAULT_BRANCH": "main",
        "VIGIE_TOKEN": TOKEN,
    }
