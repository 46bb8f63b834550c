"""How large what people add may be: past these, a build takes long, and a reader's line longer."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from knowledge.model import Problem
from knowledge.storage import config_file, contained

MEGABYTE = 1_000_000
# In megabytes; `extra.limits` of mkdocs.yml has others.
USUAL: Mapping[str, int] = {"file": 25, "kit": 100}
_WATCH = "docs/watch/"


def of(root: Path) -> dict[str, int]:
    """Return the limits of an instance in megabytes; what is no number of them is not heard."""
    named = config_file.settings(root / "mkdocs.yml", "extra").get("limits")
    found = dict(USUAL)
    if isinstance(named, Mapping):
        for name in USUAL:
            if isinstance(named.get(name), int) and named[name] > 0:
                found[name] = named[name]
    return found


def problems(root: Path, apart: Iterable[str]) -> Iterator[Problem]:
    """Yield each file under docs/ that is too large; those of the folders `apart` are told of where
    a sheet names them.
    """
    allowed = of(root)["file"]
    for path, shown in _written(root, apart):
        size = path.stat().st_size
        if is_over(size, allowed):
            facts = {"path": shown, "found": megabytes(size)}
            yield Problem("file_too_big", {**facts, "allowed": str(allowed)})


def is_over(size: int, allowed: int) -> bool:
    """Return whether a size in bytes is over a limit in megabytes."""
    return size > allowed * MEGABYTE


def megabytes(size: int) -> str:
    """Return a size in whole megabytes, never less than it is."""
    return str(-(-size // MEGABYTE))


def _written(root: Path, apart: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Yield each file that people add, with its path from the root, but those `apart`."""
    folders = tuple(map("/{}/".format, apart))
    for path in contained.files(root / "docs", root, "**/*"):
        shown = path.relative_to(root).as_posix()
        if not shown.startswith(_WATCH) and not any(map(shown.__contains__, folders)):
            yield path, shown
