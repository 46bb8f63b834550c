"""The differences that somebody has accepted, each for a reason."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path


@dataclass(frozen=True)
class Allowed:
    """Path globs, each with its reason; * and ** match slashes too."""

    globs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Allowed":
        """Read lines of a glob and its reason; raise ValueError on a glob without a reason."""
        globs = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            glob, _, reason = line.strip().partition(" ")
            if not glob or glob.startswith("#"):
                continue
            if not reason.strip():
                raise ValueError(f"{path}:{number}: {glob} is accepted without a reason")
            globs.append((glob, reason.strip()))
        return cls(tuple(globs))

    def reason(self, path: str) -> str | None:
        """Return why differences in the file are accepted, or None where they are not."""
        return next((reason for glob, reason in self.globs if fnmatchcase(path, glob)), None)
