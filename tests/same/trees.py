"""Two trees of files -> their differences, each file compared by the rule for its kind."""

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from tests.same import calendars, pages, search
from tests.same.differences import Difference, Kind, in_text

Tree = Mapping[str, Callable[[], bytes]]

ASSETS = {".js", ".css", ".map", ".woff", ".woff2", ".wasm"}
ARCHIVES = {".zip", ".docx", ".xlsx", ".odt", ".ods"}
COMPARED = ("docs/watch", "site")


def of_demonstration(root: Path) -> Tree:
    """Return what was gathered and published in a folder; raise ValueError if it lacks either."""
    for name in COMPARED:
        if not (root / name).is_dir():
            raise ValueError(f"{root} holds no {name}: is it a built demonstration?")
    paths = [path for name in COMPARED for path in (root / name).rglob("*")]
    paths += root.glob("*.zip")
    files = sorted(path for path in paths if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes for path in files}


def compare(before: Tree, after: Tree, within: str = "") -> Iterator[Difference]:
    """Yield all that differs; `within` begins the paths: the archive that holds the trees."""
    yield from search.compare(search.only(before), search.only(after), within)
    old, new = _by_name(before), _by_name(after)
    for name in sorted(old.keys() | new.keys()):
        path = f"{within}{new.get(name) or old.get(name)}"
        if name not in old or name not in new:
            kind = Kind.ASSET if _is_asset(name) else Kind.FILE
            yield Difference(path, kind, "added" if name in new else "removed")
            continue
        was, now = before[old[name]](), after[new[name]]()
        if was != now:
            yield from _in_file_or_bytes(path, was, now)


def _in_file_or_bytes(path: str, before: bytes, after: bytes) -> list[Difference]:
    """Return what differs, by bytes where a file is not what its name says."""
    try:
        return list(in_file(path, before, after))
    except (ValueError, OSError, EOFError, zipfile.BadZipFile):
        return [in_data(path, before, after)]


def in_file(path: str, before: bytes, after: bytes) -> Iterator[Difference]:
    """Yield what differs between two files that are not equal byte for byte."""
    suffix = PurePosixPath(path).suffix
    if path.endswith(search.OFFLINE):
        yield from search.in_script(path, before, after)
    elif suffix in ASSETS:
        yield Difference(path, Kind.ASSET, f"changed, {len(before)} -> {len(after)} bytes")
    elif suffix == ".html":
        yield from pages.compare(path, _text(before), _text(after))
    elif suffix == ".ics":
        yield from calendars.compare(path, before, after)
    elif suffix in ARCHIVES:
        yield from compare(_members(before), _members(after), f"{path}!")
    elif suffix == ".gz":
        yield from _opened(path, before, after)
    else:
        yield in_data(path, before, after)


def in_data(path: str, before: bytes, after: bytes) -> Difference:
    """Return how two files differ that must be equal byte for byte."""
    what = f"bytes differ, {len(before)} -> {len(after)}"
    return in_text(path, Kind.DATA, what, _text(before), _text(after))


def _text(data: bytes) -> str:
    return data.decode(errors="replace")


def _opened(path: str, before: bytes, after: bytes) -> Iterator[Difference]:
    was, now = gzip.decompress(before), gzip.decompress(after)
    if was != now:
        yield in_data(path, was, now)


def _members(data: bytes) -> Tree:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: partial(bytes, archive.read(name)) for name in archive.namelist()}


def _by_name(tree: Tree) -> dict[str, str]:
    """Return each path by the name under which its pair is looked for, without the search's own."""
    named: dict[str, str] = {}
    for path in tree:
        if not search.reads(path):
            name = pages.unhashed(path) if _is_asset(path) else path
            named[path if name in named else name] = path
    return named


def _is_asset(path: str) -> bool:
    return PurePosixPath(path).suffix in ASSETS and not path.endswith(search.OFFLINE)
