"""Questions and orders to the forge that holds a repository, over its REST API: proposals, their
comments, issues.

Standard library only, as `propose` says why. The token goes to the address of the API alone: no
redirect is followed, and nothing here is told by a comment. GitHub's pull requests go through `gh`.
"""

import json
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from vigie import repository
from vigie.plain_words import tell
from vigie.repository import Proposal, ProposalError

PAGE, MAX_PAGES = 100, 50
MAX_BYTES = 20_000_000
TIMEOUT_SECONDS = 30
# Who may do what a person who writes to the repository may.
_WRITERS = frozenset(("admin", "maintain", "write"))
# GitLab's number for a developer; maintainers and owners are above it.
_DEVELOPER = 30
_REPOSITORY = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}")
_GITLAB_LOGIN = re.compile(r"\w[\w.-]{0,254}", re.ASCII)
_BOT = "github-actions[bot]"
# A line that GitLab takes for an order (`/close`), wherever it stands in a text.
_ORDER = re.compile(r"^([^\S\n]{0,100})/(?=[a-z])", re.M)
# Where a checklist names the lines of an entry's file, as GitHub does.
_PLACE = re.compile(r"/files#diff-[0-9a-f]{64}")
_PUT = "PUT"


class _NoRedirect(HTTPRedirectHandler):
    """Follow no redirect."""

    def redirect_request(self, *_: Any) -> None:
        """Return that there is nothing to ask."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its number, who wrote it, its text as it stands."""

    id: int
    login: str
    text: str

    @property
    def is_ours(self) -> bool:
        """Return whether this program wrote it."""
        return self.login == bot()


@dataclass(frozen=True, slots=True)
class Issue:
    """An open issue of this program: its number, its title, its text."""

    number: int
    title: str
    text: str


@dataclass(frozen=True)
class Forge(ABC):
    """A forge, for the repository checked out in `root`."""

    root: Path

    @classmethod
    def of_environment(cls, root: Path = Path()) -> "Forge":
        """Return the forge of a job, GitHub unless it says that it is GitLab's."""
        return GitLab(root) if os.environ.get("GITLAB_CI") else GitHub(root)

    @abstractmethod
    def open_proposal(self, branch: str) -> Proposal | None:
        """Return the open proposal of a branch; a fork's branch of the same name is not it."""

    @abstractmethod
    def offer(self, branch: str, title: str, text: str) -> str:
        """Open a proposal; return its address."""

    @abstractmethod
    def rewrite(self, number: int, title: str, text: str) -> None:
        """Write the title and the text of a proposal anew."""

    @abstractmethod
    def show(self, number: int, text: str) -> None:
        """Write a comment whose links lead into the proposal."""

    @abstractmethod
    def comments(self, number: int) -> Iterator[Comment]:
        """Yield the comments of a proposal, the first first."""

    @abstractmethod
    def may_write(self, login: str) -> bool:
        """Return whether a person may write to the repository, as the forge says now."""

    @abstractmethod
    def say(self, number: int, text: str) -> None:
        """Write a comment."""

    @abstractmethod
    def issues(self) -> Iterator[Issue]:
        """Yield the open issues that this program opened."""

    @abstractmethod
    def open_issue(self, title: str, text: str) -> None:
        """Open an issue."""

    @abstractmethod
    def rewrite_issue(self, number: int, title: str, text: str) -> None:
        """Write an issue anew."""

    @abstractmethod
    def close_issue(self, number: int, text: str) -> None:
        """Say a last word in an issue and close it."""


class GitHub(Forge):
    """GitHub, as its jobs name it in their environment."""

    def open_proposal(self, branch: str) -> Proposal | None:
        """Return the open pull request of a branch."""
        return repository.open_proposal(self.root, branch)

    def offer(self, branch: str, title: str, text: str) -> str:
        """Open a pull request; return its address."""
        return self._gh("create", "--head", branch, "--title", title, given=text)

    def rewrite(self, number: int, title: str, text: str) -> None:
        """Write the title and the text of a pull request anew."""
        self._gh("edit", str(number), "--title", title, given=text)

    def show(self, number: int, text: str) -> None:
        """Write a comment whose links lead into the pull request."""
        self._gh("comment", str(number), given=text)

    def comments(self, number: int) -> Iterator[Comment]:
        """Yield the comments of a pull request, the first first."""
        for row in _pages(self._ask, f"issues/{number}/comments", {}):
            yield Comment(int(row["id"]), _login(row, "user", "login"), str(row.get("body") or ""))

    def may_write(self, login: str) -> bool:
        """Return whether a person may write to the repository, as the forge says now."""
        if not _LOGIN.fullmatch(login):
            return False
        try:
            said = self._ask(f"collaborators/{quote(login)}/permission")
        except ProposalError:
            return False
        return said.get("permission") in _WRITERS

    def say(self, number: int, text: str) -> None:
        """Write a comment."""
        self._ask(f"issues/{number}/comments", {"body": text})

    def issues(self) -> Iterator[Issue]:
        """Yield the open issues that this program opened; a pull request is none."""
        for row in _pages(self._ask, "issues", {"state": "open"}):
            if _login(row, "user", "login") == bot() and "pull_request" not in row:
                yield Issue(int(row["number"]), str(row["title"]), str(row.get("body") or ""))

    def open_issue(self, title: str, text: str) -> None:
        """Open an issue."""
        self._ask("issues", {"title": title, "body": text})

    def rewrite_issue(self, number: int, title: str, text: str) -> None:
        """Write an issue anew."""
        self._ask(f"issues/{number}", {"title": title, "body": text}, "PATCH")

    def close_issue(self, number: int, text: str) -> None:
        """Say a last word in an issue and close it."""
        self.say(number, text)
        self._ask(f"issues/{number}", {"state": "closed"}, "PATCH")

    def _gh(self, *arguments: str, given: str) -> str:
        return repository.gh(self.root, "pr", *arguments, "--body-file", "-", given=given)

    def _ask(self, path: str, sent: Mapping[str, str] | None = None, method: str = "") -> Any:
        api, name, token = _told("GITHUB_API_URL", "GITHUB_REPOSITORY", "GH_TOKEN")
        if not _REPOSITORY.fullmatch(name):
            raise ProposalError(tell("no_forge", names="GITHUB_REPOSITORY"))
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token}",
        }
        return _answer(f"{api}/repos/{name}/{path}", headers, sent, method)


class GitLab(Forge):
    """GitLab, as its jobs name it in their environment; VIGIE_TOKEN is a token of the project."""

    def open_proposal(self, branch: str) -> Proposal | None:
        """Return the open merge request of a branch."""
        asked = {"source_branch": branch, "state": "opened"}
        for row in _pages(self._ask, "merge_requests", asked):
            if row["source_project_id"] == row["target_project_id"]:
                text = str(row.get("description") or "")
                return Proposal(int(row["iid"]), text, str(row["web_url"]))
        return None

    def offer(self, branch: str, title: str, text: str) -> str:
        """Open a merge request; return its address."""
        (target,) = _told("CI_DEFAULT_BRANCH")
        sent = {"source_branch": branch, "target_branch": target, "remove_source_branch": "true"}
        said = self._ask("merge_requests", {**sent, "title": title, "description": _inert(text)})
        return str(said["web_url"])

    def rewrite(self, number: int, title: str, text: str) -> None:
        """Write the title and the text of a merge request anew."""
        sent = {"title": title, "description": _inert(text)}
        self._ask(f"merge_requests/{number}", sent, _PUT)

    def show(self, number: int, text: str) -> None:
        """Write a note whose links lead into the merge request."""
        self.say(number, _PLACE.sub("/diffs", text))

    def comments(self, number: int) -> Iterator[Comment]:
        """Yield the notes that persons and programs wrote in a merge request, the first first."""
        ours = self._own_name()
        asked = {"sort": "asc", "order_by": "created_at"}
        for row in _pages(self._ask, f"merge_requests/{number}/notes", asked):
            if not row.get("system"):
                login = _login(row, "author", "username")
                name = bot() if login == ours else login
                yield Comment(int(row["id"]), name, str(row.get("body") or ""))

    def may_write(self, login: str) -> bool:
        """Return whether a person is a developer of the project or more, as the forge says now."""
        if not _GITLAB_LOGIN.fullmatch(login):
            return False
        members = _pages(self._ask, "members/all", {"query": login})
        return any(row["username"] == login and _is_writer(row) for row in members)

    def say(self, number: int, text: str) -> None:
        """Write a note."""
        self._ask(f"merge_requests/{number}/notes", {"body": _inert(text)})

    def issues(self) -> Iterator[Issue]:
        """Yield the open issues that this program opened."""
        ours = self._own_name()
        for row in _pages(self._ask, "issues", {"state": "opened", "scope": "all"}):
            if _login(row, "author", "username") == ours:
                text = str(row.get("description") or "")
                yield Issue(int(row["iid"]), str(row["title"]), text)

    def open_issue(self, title: str, text: str) -> None:
        """Open an issue."""
        self._ask("issues", {"title": title, "description": _inert(text)})

    def rewrite_issue(self, number: int, title: str, text: str) -> None:
        """Write an issue anew."""
        self._ask(f"issues/{number}", {"title": title, "description": _inert(text)}, _PUT)

    def close_issue(self, number: int, text: str) -> None:
        """Say a last word in an issue and close it."""
        self._ask(f"issues/{number}/notes", {"body": _inert(text)})
        self._ask(f"issues/{number}", {"state_event": "close"}, _PUT)

    def _own_name(self) -> str:
        """Return the name under which the token's owner writes."""
        api, token = _told("CI_API_V4_URL", "VIGIE_TOKEN")
        return str(_answer(f"{api}/user", {"PRIVATE-TOKEN": token})["username"])

    def _ask(self, path: str, sent: Mapping[str, str] | None = None, method: str = "") -> Any:
        api, project, token = _told("CI_API_V4_URL", "CI_PROJECT_ID", "VIGIE_TOKEN")
        address = f"{api}/projects/{quote(project, safe='')}/{path}"
        return _answer(address, {"PRIVATE-TOKEN": token}, sent, method)


def bot() -> str:
    """Return the name under which this program's answers are read."""
    return os.environ.get("VIGIE_BOT", _BOT)


def _told(*names: str) -> tuple[str, ...]:
    """Return what a job is told. Raises ProposalError where it is not."""
    told = tuple(os.environ.get(name, "").rstrip("/") for name in names)
    if not all(told):
        raise ProposalError(tell("no_forge", names=", ".join(names)))
    return told


def _pages(ask: Any, path: str, asked: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of all pages of a list."""
    for page in range(1, MAX_PAGES + 1):
        words = urlencode({**asked, "per_page": PAGE, "page": page})
        rows = ask(f"{path}?{words}")
        yield from rows
        if len(rows) < PAGE:
            return


def _login(row: Mapping[str, Any], who: str, name: str) -> str:
    """Return the name of a person in a row; who is gone has none."""
    return str((row.get(who) or {}).get(name, ""))


def _is_writer(member: Mapping[str, Any]) -> bool:
    return member.get("state") == "active" and int(member["access_level"]) >= _DEVELOPER


def _inert(text: str) -> str:
    """Return a text in which no line is an order to GitLab."""
    return _ORDER.sub("\\1\u200b/", text)


def _answer(
    address: str,
    headers: Mapping[str, str],
    sent: Mapping[str, str] | None = None,
    method: str = "",
) -> Any:
    """Return what the forge answers. Raises ProposalError where it refuses."""
    asked = Request(  # noqa: S310  (the address is the job's own)
        address,
        data=json.dumps(sent).encode() if sent is not None else None,
        headers={**headers, "Content-Type": "application/json", "User-Agent": "Vigie"},
        method=method or None,
    )
    try:
        with build_opener(_NoRedirect).open(asked, timeout=TIMEOUT_SECONDS) as answer:
            return json.loads(answer.read(MAX_BYTES))
    except (URLError, OSError, ValueError) as error:
        raise ProposalError(tell("forge_refused", path=address, reason=error)) from error
