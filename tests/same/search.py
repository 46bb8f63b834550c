"""Compare what the search reads: its texts once opened; the index is only named as changed."""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.same.differences import Difference, Kind, in_text

FOLDER = "search-index"
OFFLINE = "offline/search.js"
Tree = Mapping[str, Callable[[], bytes]]


def reads(path: str) -> bool:
    """Return whether the file stands in the folder of the search."""
    return FOLDER in path.split("/")[:-1]


def only(tree: Tree) -> Tree:
    """Return the files that the search reads."""
    return {path: read for path, read in tree.items() if reads(path)}


def compare(before: Tree, after: Tree, within: str = "") -> Iterator[Difference]:
    """Yield the differences in what results show, and a line for each changed file of the index."""
    first = next(iter([*after, *before]), "")
    folder = f"{within}{first.partition(FOLDER)[0]}{FOLDER}"
    yield from in_records(folder, _shown(before), _shown(after))
    for name in sorted(before.keys() | after.keys()):
        if "/shown/" not in name:
            yield from _in_file(name, within, before.get(name, bytes)(), after.get(name, bytes)())


def in_script(path: str, before: bytes, after: bytes) -> Iterator[Difference]:
    """Yield what differs in the script by which the offline copy finds pages."""
    old, new = _data(before), _data(after)
    yield from in_records(path, old.pop("shown", []), new.pop("shown", []))
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            kind = Kind.ASSET if key == "index" else Kind.SEARCH
            yield in_text(path, kind, f"{key} differs", _text(old.get(key)), _text(new.get(key)))


def in_records(path: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    """Yield the records that were added, removed, changed, or all moved."""
    old, new = _by_address(before), _by_address(after)
    for address in sorted(old.keys() | new.keys()):
        if old.get(address) != new.get(address):
            what = f"record {address}"
            yield in_text(path, Kind.SEARCH, what, _text(old.get(address)), _text(new.get(address)))
    if list(old) != list(new) and old == new:
        yield in_text(path, Kind.ASSET, "order of records", _text(list(old)), _text(list(new)))


def _in_file(name: str, within: str, before: bytes, after: bytes) -> Iterator[Difference]:
    path = f"{within}{name}"
    if before == after:
        return
    if name.endswith(".pack") and "/index/" not in name:
        was, now = _unpacked(before), _unpacked(after)
        if was != now:
            yield in_text(path, Kind.SEARCH, "differs", _text(was), _text(now))
        return
    yield Difference(path, Kind.ASSET, f"changed, {len(before)} -> {len(after)} bytes")


def _shown(tree: Tree) -> list[Any]:
    packs = sorted((path for path in tree if "/shown/" in path), key=lambda path: (len(path), path))
    return [record for path in packs for record in _unpacked(tree[path]())]


def _by_address(records: list[Any]) -> dict[str, list[Any]]:
    """Return the records by their address, under which several languages may each have one."""
    held: dict[str, list[Any]] = {}
    for record in records:
        held.setdefault(record.get("at", ""), []).append(record)
    return held


def _unpacked(data: bytes) -> Any:
    return json.loads(gzip.decompress(data)) if data else None


def _data(script: bytes) -> dict[str, Any]:
    _, _, data = script.decode().partition(" = ")
    return dict(json.loads(data.rstrip().removesuffix(";")))


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
