"""Questions to a forge about a pull request's comments, over GitHub's REST API.

Standard library only, as `propose` says why. The token goes to the address of the API alone: no
redirect is followed, and nothing here is told by a comment.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from vigie.plain_words import tell
from vigie.repository import ProposalError

PAGE, MAX_PAGES = 100, 50
MAX_BYTES = 20_000_000
TIMEOUT_SECONDS = 30
# Who may do what a person who writes to the repository may.
_WRITERS = frozenset(("admin", "maintain", "write"))
_REPOSITORY = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}")
_BOT = "github-actions[bot]"


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
        return self.login == os.environ.get("VIGIE_BOT", _BOT)


@dataclass(frozen=True)
class Forge:
    """The API of a forge, for one repository."""

    api: str
    repository: str
    token: str

    @classmethod
    def of_environment(cls) -> "Forge":
        """Return the forge of a job. Raises ProposalError where it is not told."""
        names = ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GH_TOKEN")
        api, repository, token = (os.environ.get(name, "") for name in names)
        if not (api and token and _REPOSITORY.fullmatch(repository)):
            raise ProposalError(tell("no_forge", names=", ".join(names)))
        return cls(api.rstrip("/"), repository, token)

    def comments(self, number: int) -> Iterator[Comment]:
        """Yield the comments of a pull request, the first first."""
        for page in range(1, MAX_PAGES + 1):
            rows = self._ask(f"issues/{number}/comments?per_page={PAGE}&page={page}")
            for row in rows:
                user = row.get("user") or {}
                login, text = str(user.get("login", "")), str(row.get("body") or "")
                yield Comment(int(row["id"]), login, text)
            if len(rows) < PAGE:
                return

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

    def _ask(self, path: str, sent: Mapping[str, str] | None = None) -> Any:
        """Return what the forge answers. Raises ProposalError where it refuses."""
        body = json.dumps(sent).encode() if sent is not None else None
        asked = Request(  # noqa: S310  (the address is the job's own)
            f"{self.api}/repos/{self.repository}/{path}",
            data=body,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "User-Agent": "Vigie",
            },
        )
        try:
            with build_opener(_NoRedirect).open(asked, timeout=TIMEOUT_SECONDS) as answer:
                return json.loads(answer.read(MAX_BYTES))
        except (URLError, OSError, ValueError) as error:
            raise ProposalError(tell("forge_refused", path=path, reason=error)) from error
