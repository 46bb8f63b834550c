"""What must hold between the keys of a kit, and between them and the files beside it."""

import hashlib
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.sheets import limits
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.licences import RESERVED
from knowledge.sheets.sheet import BrokenRule, Given
from knowledge.storage import contained

if TYPE_CHECKING:
    from knowledge.sheets.kinds.communication_kit import Moment, Month
    from knowledge.sheets.kinds.toolkit import Item

# What only a file needs to be told of; a sheet tells it itself.
_OF_FILES = (
    *("type", "title", "alternative", "owner", "licence"),
    *("version", "language", "conditions", "checksum"),
)
# What a file must be told of, with the code of the problem where it is not.
_NEEDED = {"title": "field_missing", "type": "field_missing", "alternative": "kit_alternative"}


def rules(held: Given) -> Iterator[BrokenRule]:
    """Yield what is wrong with each thing of the contents, the whole, then the campaign and the
    year.
    """
    contents: tuple[Item, ...] = held.get("contents") or ()
    for number, item in enumerate(contents):
        yield from _item(item, number)
    yield from _twice(contents)
    yield from _reserved(held)
    if "contents" in held:
        yield from _campaign(held.get("campaign") or (), contents)
    yield from _year(held.get("year") or ())


def beside(keys: SheetModel, folder: Path) -> Iterator[BrokenRule]:
    """Yield each file that is too large or whose checksum is not the one that is given, and
    whether all of them are too large together.
    """
    contents = keys.get("contents")
    if not isinstance(contents, tuple):
        return
    allowed = limits.of(folder.parents[2])
    whole = 0
    for number, item, file in _files(contents, folder):
        size = file.stat().st_size
        whole += size
        if limits.is_over(size, allowed["file"]):
            facts = {"file": str(item.file), "found": limits.megabytes(size)}
            told = {**facts, "allowed": str(allowed["file"])}
            yield BrokenRule("contents", "kit_file_too_big", told, (number, "file"))
        elif item.checksum:
            yield from _checksum(item, file, number)
    if limits.is_over(whole, allowed["kit"]):
        facts = {"found": limits.megabytes(whole), "allowed": str(allowed["kit"])}
        yield BrokenRule("contents", "kit_too_big", facts)


def _files(contents: "tuple[Item, ...]", folder: Path) -> Iterator[tuple[int, "Item", Path]]:
    """Yield the files of a kit that are beside it, each with its number among the contents."""
    for number, item in enumerate(contents):
        if item.file and contained.is_file(folder / item.file, folder):
            yield number, item, folder / item.file


def _reserved(held: Given) -> Iterator[BrokenRule]:
    """Yield a kit whose rights are reserved, and whose conditions are not told."""
    if held.get("licence") == RESERVED and "conditions" in held and held["conditions"] is None:
        yield BrokenRule("licence", "kit_reserved", {"found": RESERVED})


def _checksum(item: "Item", path: Path, number: int) -> Iterator[BrokenRule]:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != item.checksum:
        facts = {"file": item.file or "", "found": item.checksum or "", "expected": found}
        yield BrokenRule("contents", "kit_checksum", facts, (number, "checksum"))


def _item(item: "Item", number: int) -> Iterator[BrokenRule]:
    facts = {"number": str(number + 1)}
    if item.sheet and item.file:
        yield BrokenRule("contents", "kit_item_both", facts, (number, "file"))
    elif item.sheet:
        yield from _sheet(item, item.sheet, number)
    elif item.file:
        yield from _file(item, item.file, number)
    else:
        yield BrokenRule("contents", "kit_item_neither", facts, (number,))


def _sheet(item: "Item", name: str, number: int) -> Iterator[BrokenRule]:
    told = [key for key in _OF_FILES if item.get(key) is not None]
    if told:
        facts = {"found": name, "keys": ", ".join(told)}
        yield BrokenRule("contents", "kit_sheet_told", facts, (number, told[0]))


def _file(item: "Item", path: str, number: int) -> Iterator[BrokenRule]:
    for key, code in _NEEDED.items():
        if item.get(key) is None:
            yield BrokenRule("contents", code, {"found": path}, (number, key))
    if path.endswith(".md"):
        yield BrokenRule("contents", "kit_markdown", {"found": path}, (number, "file"))
    if item.licence == RESERVED and item.conditions is None:
        yield BrokenRule("contents", "kit_reserved", {"found": RESERVED}, (number, "licence"))


def _twice(contents: "tuple[Item, ...]") -> Iterator[BrokenRule]:
    first: dict[str, int] = {}
    for number, item in enumerate(contents):
        if bool(item.sheet) == bool(item.file):
            continue
        key, name = "file", item.file or ""
        if item.sheet:
            key, name = "sheet", item.sheet
        if first.setdefault(name, number) != number:
            facts = {"found": name, "first": str(first[name] + 1), "number": str(number + 1)}
            yield BrokenRule("contents", "kit_twice", facts, (number, key))


def _campaign(campaign: "tuple[Moment, ...]", contents: "tuple[Item, ...]") -> Iterator[BrokenRule]:
    """Yield each moment that uses a file which the kit does not hold."""
    known = list(filter(None, map(attrgetter("file"), contents)))
    for number, moment in enumerate(campaign):
        if moment.file and moment.file not in known:
            facts = {"found": moment.file, "allowed": ", ".join(known) or "—"}
            yield BrokenRule("campaign", "kit_campaign_file", facts, (number, "file"))


def _year(year: "tuple[Month, ...]") -> Iterator[BrokenRule]:
    """Yield each month that is told twice."""
    first: dict[int, int] = {}
    for number, told in enumerate(year):
        if first.setdefault(told.month, number) != number:
            facts = {"found": str(told.month), "first": str(first[told.month] + 1)}
            yield BrokenRule("year", "kit_month_twice", facts, (number, "month"))
