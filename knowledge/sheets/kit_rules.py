"""What must hold between the keys of a kit, and between them and the files beside it."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.licences import RESERVED
from knowledge.sheets.sheet import Mistake

# What only a file needs to be told of; a sheet says it itself.
_OF_FILES = (
    "type",
    "title",
    "alternative",
    "owner",
    "licence",
    "version",
    "language",
    "conditions",
    "checksum",
)
_NEEDED = ("title", "type", "alternative")


def rules(held: Mapping[str, Any]) -> Iterator[Mistake]:
    """Hold each thing of the contents, then the whole, then the campaign of a communication kit."""
    contents: tuple[Any, ...] = held.get("contents") or ()
    for number, item in enumerate(contents):
        yield from _item(item, number)
    yield from _twice(contents)
    if held.get("licence") == RESERVED and "conditions" in held and held["conditions"] is None:
        yield Mistake("licence", "kit_reserved", {"found": RESERVED})
    known = [item.file for item in contents if item.file]
    for number, moment in enumerate(held.get("campaign") or () if "contents" in held else ()):
        if moment.file and moment.file not in known:
            facts = {"found": moment.file, "allowed": ", ".join(known) or "—"}
            yield Mistake("campaign", "kit_campaign_file", facts, (number, "file"))


def beside(keys: SheetModel, folder: Path) -> Iterator[Mistake]:
    """Hold the checksums that are given against the files."""
    for number, item in enumerate(getattr(keys, "contents", None) or ()):
        if item.checksum and item.file and (folder / item.file).is_file():
            found = hashlib.sha256((folder / item.file).read_bytes()).hexdigest()
            if found != item.checksum:
                facts = {"file": item.file, "found": item.checksum, "expected": found}
                yield Mistake("contents", "kit_checksum", facts, (number, "checksum"))


def _item(item: Any, number: int) -> Iterator[Mistake]:
    if bool(item.sheet) == bool(item.file):
        code = "kit_item_both" if item.sheet else "kit_item_neither"
        yield Mistake(
            "contents",
            code,
            {"number": str(number + 1)},
            (number, "file") if item.sheet else (number,),
        )
        return
    if item.sheet:
        told = [key for key in _OF_FILES if getattr(item, key) is not None]
        if told:
            facts = {"found": item.sheet, "keys": ", ".join(told)}
            yield Mistake("contents", "kit_sheet_told", facts, (number, told[0]))
        return
    for key in _NEEDED:
        if getattr(item, key) is None:
            code = "kit_alternative" if key == "alternative" else "field_missing"
            yield Mistake("contents", code, {"found": item.file}, (number, key))
    if item.file.endswith(".md"):
        yield Mistake("contents", "kit_markdown", {"found": item.file}, (number, "file"))
    if item.licence == RESERVED and item.conditions is None:
        yield Mistake("contents", "kit_reserved", {"found": RESERVED}, (number, "licence"))


def _twice(contents: tuple[Any, ...]) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for number, item in enumerate(contents):
        named = item.sheet or item.file
        if not named or (item.sheet and item.file):
            continue
        if named in first:
            facts = {"found": named, "first": str(first[named] + 1), "number": str(number + 1)}
            yield Mistake(
                "contents", "kit_twice", facts, (number, "sheet" if item.sheet else "file")
            )
        first.setdefault(named, number)
