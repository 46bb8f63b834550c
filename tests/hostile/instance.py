"""A scratch instance, and the command run on it: in this process where that is quicker, or as a
person does.
"""

import contextlib
import hashlib
import io
import json
import shutil
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from vigie import cli

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Result:
    """What the command said and gave."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.out)

    def of(self, source: str) -> dict[str, Any]:
        return next(row for row in self.data["sources"] if row["source"] == source)


class Instance:
    """An instance in a folder of its own."""

    def __init__(self, root: Path, *hosts: str) -> None:
        self.root = root
        self.hosts = hosts
        self.defaults: dict[str, Any] = {"pause_seconds": 0}
        root.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "taxonomy.yml", root / "taxonomy.yml")

    @property
    def watch(self) -> Path:
        return self.root / "docs" / "watch"

    def sources(self, *sources: dict[str, Any]) -> None:
        """Write watch_sources.yml."""
        held = {
            "contact": "watch@example.org",
            "test_hosts": list(self.hosts),
            "defaults": self.defaults,
            "sources": [{"name": row["id"], **row} for row in sources],
        }
        (self.root / "watch_sources.yml").write_text(yaml.safe_dump(held, sort_keys=False))

    def vigie(self, *words: str, lang: str = "en") -> Result:
        """Run the command in this process; a traceback is part of what it says, as it would be."""
        out, err = io.StringIO(), io.StringIO()
        before, sys.argv = sys.argv, ["vigie", "--root", str(self.root), "--lang", lang, *words]
        code = 0
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                cli.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        except BaseException:
            err.write(traceback.format_exc())
            code = 1
        finally:
            sys.argv = before
        return Result(code, out.getvalue(), err.getvalue())

    def run(self, *words: str, **options: Any) -> Result:
        """Run the command as a person does."""
        done = subprocess.run(
            [sys.executable, "-m", "vigie", "--root", str(self.root), *words],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=600,
            cwd=ROOT,
            **options,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def refresh(self, *words: str, code: int | None = 0) -> Result:
        """Refresh, and hold what must hold of every refresh."""
        done = self.vigie("refresh", "--json", *words)
        assert "Traceback" not in done.err + done.out, done.err
        assert code is None or done.code == code, f"{done.code}: {done.out} {done.err}"
        self.sound()
        return done

    def sound(self) -> None:
        """Hold the tree to its shape: only files where they belong, every entry readable, nothing
        left half done.
        """
        named = {
            row["id"]
            for row in yaml.safe_load((self.root / "watch_sources.yml").read_text())["sources"]
        }
        for path in self.root.rglob("*"):
            inside = path.relative_to(self.root).parts
            assert inside[0] in {"watch_sources.yml", "taxonomy.yml", "docs", ".vigie", "out"}, path
            if path.is_file() and inside[0] == "docs":
                assert inside[1] == "watch", path
                assert inside[2] == "_health.yml" or inside[2] in named, path
                assert not path.name.startswith("_tmp-"), path
                assert len(path.name) < 120, path
        checked = self.vigie("check")
        assert checked.code == 0, checked.err

    def tree(self) -> dict[str, str]:
        """Return every file under docs/watch with a digest of its bytes."""
        return {
            path.relative_to(self.watch).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.watch.rglob("*"))
            if path.is_file()
        }

    def entries(self, source: str = "*", *, held: bool = False) -> dict[str, dict[str, Any]]:
        """Return the front matter of each entry, by title."""
        folder = "_held/" if held else ""
        found = [
            frontmatter.load(str(path)).metadata
            for path in self.watch.glob(f"{source}/{folder}[!_]*.md")
        ]
        return {str(entry["title"]): entry for entry in found}

    def file(self, title: str) -> Path:
        """Return the file of the entry with this title."""
        return next(
            path
            for path in self.watch.glob("*/*.md")
            if frontmatter.load(str(path))["title"] == title
        )
