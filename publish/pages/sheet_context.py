"""What stands around the text of a sheet of any kind: the terms it names, and the sheets before and
after it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.reading import Sheet
from publish.indexes import neighbours
from publish.library import Library, Term


def terms(keys: Any, library: Library) -> list[Term]:
    """Return the fields, steps and themes that a sheet names."""
    return [
        library.term(name, word)
        for name in ("fields", "steps", "themes")
        for word in getattr(keys, name)
    ]


def beside(
    sheet: Sheet[SheetModel], found: Sequence[Sheet[SheetModel]], title: Callable[[Any], str]
) -> dict[str, tuple[str, str]]:
    """Return (id, title) of the sheets before and after one of a list, ("", "") for none."""
    titles = {one.id: title(one.keys) for one in found}
    older, newer = neighbours(sheet.id, [one.id for one in reversed(found)])
    return {"older": (older, titles.get(older, "")), "newer": (newer, titles.get(newer, ""))}
