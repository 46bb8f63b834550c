"""What runs an instance every week -> the files that say so: for GitHub, for GitLab, for a machine
with a clock.

The files of each are data beside the other first files. The program is fetched from where this one
came from, at its very commit.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import ConfigError
from knowledge.i18n.catalogue import Catalogue
from vigie import repository
from vigie.repository import ProposalError

# Each kind: its folder among the first files, and where its files go in the instance.
PLACES: Mapping[str, str] = {"github": ".github/workflows/", "gitlab": "", "cron": "deploy/"}
SHARED = "Makefile"
# A dot at its start would hide it among the first files.
_NAMES = {"gitlab-ci.yml": ".gitlab-ci.yml"}
# What a Makefile, a unit of systemd and a crontab all take as it stands.
_PLAIN_FOLDER = re.compile(r"/[\w./-]{1,200}", re.ASCII)
_ADDRESS = re.compile(r"https://[\w.-]{1,200}(?::\d{1,5})?/[\w./~-]{1,300}", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SAMPLE_FOLDER = "/srv/vigie"


@dataclass(frozen=True)
class Program:
    """Where the program is to be fetched from; both "" where that is not known."""

    address: str = ""
    commit: str = ""


def require(ci: str, words: Catalogue) -> None:
    """Raise ConfigError for a kind of machine that is none of PLACES."""
    if ci and ci not in PLACES:
        allowed = ", ".join(PLACES)
        raise ConfigError([words.translate("command.init.ci.unknown", found=ci, allowed=allowed)])


def files(templates: Path, ci: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file: its path in the instance and what it holds."""
    found = program()
    facts = {"program": found.address, "commit": found.commit, "folder": _place(folder)}
    yield SHARED, _filled(templates / SHARED, facts)
    for path in sorted((templates / ci).iterdir()):
        yield PLACES[ci] + _NAMES.get(path.name, path.name), _filled(path, facts)


def program(root: Path = Path(__file__).parents[1]) -> Program:
    """Return where the running program came from: the https address of its own repository and the
    commit that is checked out.
    """
    try:
        if Path(repository.git(root, "rev-parse", "--show-toplevel")).resolve() != root.resolve():
            return Program()
        address = repository.git(root, "remote", "get-url", "origin")
        commit = repository.git(root, "rev-parse", "HEAD")
    except ProposalError:
        return Program()
    if _ADDRESS.fullmatch(address) and _COMMIT.fullmatch(commit):
        return Program(address, commit)
    return Program()


def _place(folder: Path) -> str:
    """Return the instance's folder where each file takes it as it stands, else a sample."""
    place = str(folder.absolute())
    return place if _PLAIN_FOLDER.fullmatch(place) else _SAMPLE_FOLDER


def _filled(path: Path, facts: Mapping[str, str]) -> bytes:
    """Return a file with its facts in their places. Jinja's braces are those of the forges too."""
    text = path.read_text(encoding="utf-8")
    for name, fact in facts.items():
        text = text.replace(f"[[ {name} ]]", fact)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines()).encode()
