"""Sheets of any kind -> what a list shows of each: its title and place, what it is, a line about
it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import by_language
from knowledge.sheets.field_info import Choices, SheetModel
from knowledge.sheets.kinds.practice import STATES
from knowledge.sheets.reading import Sheet
from publish.library import Library
from publish.pages import organisations, related_content
from publish.site_context import SiteContext

# Of each kind, the key whose word says what a sheet is, where it has one.
_TELLING = ("state", "type", "status")


@dataclass(frozen=True)
class Row:
    """A sheet in a list.

    `path` is told from the language's home, `mark` says what it is, `whose` by whom or when.
    """

    title: str
    path: str
    mark: str
    about: str
    whose: str = ""
    state: str = ""


def of(found: Iterable[Sheet[SheetModel]], context: SiteContext) -> list[Row]:
    """Tell of each sheet, in their order."""
    return [_row(one, context) for one in found]


def _row(sheet: Sheet[SheetModel], context: SiteContext) -> Row:
    keys, lang = sheet.keys, context.locale
    title = (
        getattr(keys, "title", "")
        or by_language.read(getattr(keys, "names", None), lang)[0]
        or sheet.id
    )
    owner = getattr(keys, "organisation", None) or getattr(keys, "owner", None)
    about = by_language.read(getattr(keys, "description", None), lang)[0] or _topics(
        keys, context.library, lang
    )
    whose = (
        organisations.named(owner, context.library, lang).name
        if owner
        else _when(keys, context.catalogue)
    )
    path = f"{sheet.kind.folder}/{sheet.id}/"
    return Row(title, path, _mark(sheet, lang), about, whose, str(getattr(keys, "state", "")))


def _mark(sheet: Sheet[SheetModel], lang: str) -> str:
    """Return what a sheet is: a practice's state, the type of a tool or an event, or else the name
    of its kind.
    """
    for key in _TELLING:
        word, choices = getattr(sheet.keys, key, ""), _choices(sheet, key)
        if choices and word in choices:
            return choices.label(word, lang)
    return sheet.kind.label(lang)


def _choices(sheet: Sheet[SheetModel], key: str) -> Choices | None:
    fields = sheet.kind.fields
    if key == "state" and "life" in fields:
        return STATES
    return fields[key].choices if key in fields else None


def _topics(keys: Any, library: Library, lang: str) -> str:
    named = dict.fromkeys(
        topic for one in (keys, *getattr(keys, "roles", ())) for topic in one.get_ids("topics")
    )
    return ", ".join(library.theme(name).label(lang) for name in named)


def _when(keys: Any, catalogue: Catalogue) -> str:
    start = getattr(keys, "start", None)
    return catalogue.day(related_content.day(start)) if start else ""
