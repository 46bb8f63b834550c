"""A git server in a folder, a clone as a workflow has it, and a gh that writes down what it is
asked.
"""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from vigie import propose, repository

MONDAY = datetime(2026, 11, 23, 4, 23, tzinfo=UTC)
ENTRY = "docs/watch/beswic/stress-0a1b2c3d4e.md"
GH = """#!{python}
import json, pathlib, shutil, sys
home = pathlib.Path({home!r})
text = sys.stdin.read() if "-" in sys.argv else ""
with (home / "calls.jsonl").open("a") as calls:
    print(json.dumps({{"arguments": sys.argv[1:], "text": text}}), file=calls)
if sys.argv[1:3] == ["pr", "list"]:
    print((home / "open.json").read_text())
elif sys.argv[1:3] == ["run", "download"]:
    shutil.copytree(home / "artifact", sys.argv[sys.argv.index("--dir") + 1])
elif sys.argv[1:3] == ["pr", "create"]:
    if (home / "forbidden").exists():
        sys.exit("\\n::error::pull request create failed")
    print("https://forge.example/pull/7")
"""


class World:
    """A server, a clone checked out as a workflow has it, and a gh."""

    def __init__(self, folder: Path) -> None:
        self.server, self.clone, self.home = folder / "server.git", folder / "clone", folder
        self.git(folder, "init", "--quiet", "--bare", "-b", "main", str(self.server))
        self.git(folder, "clone", "--quiet", str(self.server), str(self.clone))
        self.write("README.md", "An instance.\n")
        self.write("mkdocs.nl.yml", "INHERIT: mkdocs.yml\n")
        self.write("docs/watch/_health.yml", "sources: {}\n")
        self.publish(self.clone, "main", "Begin")
        self.opened()
        (folder / "bin").mkdir()
        gh = folder / "bin" / "gh"
        gh.write_text(GH.format(python=sys.executable, home=str(folder)))
        gh.chmod(0o755)

    def git(self, where: Path, *arguments: str) -> str:
        name = ("-c", "user.name=A person", "-c", "user.email=person@town.example")
        done = subprocess.run(
            ["git", *name, *arguments], cwd=where, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def write(self, path: str, text: str, *, where: Path | None = None) -> None:
        file = (where or self.clone) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def publish(self, where: Path, branch: str, message: str) -> None:
        self.git(where, "add", "--all")
        self.git(where, "commit", "--quiet", "-m", message)
        self.git(where, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")

    def opened(self, *rows: dict[str, object]) -> None:
        (self.home / "open.json").write_text(json.dumps(rows))

    def standing(self, number: int = 7, body: str = "Last week.", *, fork: bool = False) -> None:
        self.opened({"number": number, "body": body, "isCrossRepository": fork})

    def fresh(self) -> None:
        """Check out what is published, as each workflow run does."""
        self.git(self.clone, "fetch", "--quiet", "origin", "main")
        self.git(self.clone, "checkout", "--quiet", "--force", "--detach", "FETCH_HEAD")
        self.git(self.clone, "clean", "--quiet", "--force", "-d")

    def gather(self, path: str, text: str) -> bytes:
        self.write(path, text)
        patch = repository.folder_diff(self.clone)
        self.git(self.clone, "checkout", "--quiet", "--", ".")
        self.git(self.clone, "clean", "--quiet", "--force", "-d")
        return patch

    def offer(self, patch: bytes, summary: str = "One new entry.") -> str:
        return propose.propose(self.clone, patch, summary=summary, moment=MONDAY)

    def proposed(self, path: str) -> str:
        return self.git(self.server, "show", f"{propose.BRANCH}:{path}")

    def tip(self, branch: str = propose.BRANCH) -> str:
        return self.git(
            self.server, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}"
        )

    def calls(self) -> list[dict[str, object]]:
        file = self.home / "calls.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
