"""What stands around the text of a sheet of any kind: the terms it names, and the sheets before and
after it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.reading import Sheet
from publish.indexes import neighbours
from publish.library import Library, NamedTerm


def terms(keys: SheetModel, library: Library) -> list[NamedTerm]:
    """Return the fields, steps and themes that a sheet names."""
    found: list[NamedTerm] = []
    for name in ("fields", "steps", "themes"):
        found += library.terms(name, keys.get_ids(name))
    return found


def beside(
    sheet: Sheet[SheetModel], found: Sequence[Sheet[SheetModel]], title: Callable[[Any], str]
) -> dict[str, tuple[str, str]]:
    """Return (id, title) of the sheets before and after one of a list, ("", "") for none."""
    titles = {listed.id: title(listed.keys) for listed in found}
    older, newer = neighbours(sheet.id, [*reversed(titles)])
    return {"older": (older, titles.get(older, "")), "newer": (newer, titles.get(newer, ""))}
