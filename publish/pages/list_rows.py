"""Sheets of any kind -> what a list shows of each: its title and place, what it is, a line about
it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import by_language
from knowledge.sheets.field_info import Choices, SheetModel
from knowledge.sheets.kinds import practice, question
from knowledge.sheets.reading import Sheet
from publish.library import Library, named
from publish.pages import directory, related_content
from publish.site_context import SiteContext

# Of each kind, the key whose word says what a sheet is, where it has one.
_TELLING = ("state", "type", "status")
# Of the kinds that have a life, its states.
_STATES = {practice.KIND.id: practice.STATES, question.KIND.id: question.STATES}


@dataclass(frozen=True)
class SheetRow:
    """A sheet in a list.

    `path` is told from the language's home, `mark` says what it is, `whose` by whom or when.
    """

    title: str
    path: str
    mark: str
    about: str
    whose: str = ""
    state: str = ""


def of(found: Iterable[Sheet[SheetModel]], context: SiteContext) -> list[SheetRow]:
    """Return the row of each sheet, in their order."""
    return list(map(partial(_row, context=context), found))


def _row(sheet: Sheet[SheetModel], context: SiteContext) -> SheetRow:
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
    whose = _when(keys, context.catalogue)
    if owner:
        whose = directory.named(owner, context.library, lang).name
    path = f"{sheet.kind.folder}/{sheet.id}/"
    return SheetRow(title, path, _mark(sheet, lang), about, whose, str(getattr(keys, "state", "")))


def _mark(sheet: Sheet[SheetModel], lang: str) -> str:
    """Return what a sheet is: the state of a practice or a question, the type of a tool or an
    event, or else the name of its kind.
    """
    for key in _TELLING:
        word, choices = getattr(sheet.keys, key, ""), _choices(sheet, key)
        if choices and word in choices:
            return choices.label(word, lang)
    return sheet.kind.label(lang)


def _choices(sheet: Sheet[SheetModel], key: str) -> Choices | None:
    fields = sheet.kind.fields
    if key == "state":
        return _STATES.get(sheet.kind.id)
    return fields[key].choices if key in fields else None


def _topics(keys: SheetModel, library: Library, lang: str) -> str:
    topics: dict[str, None] = {}
    for part in (keys, *getattr(keys, "roles", ())):
        topics |= dict.fromkeys(part.get_ids("topics"))
    return ", ".join(named(map(library.theme, topics), lang))


def _when(keys: SheetModel, catalogue: Catalogue) -> str:
    start = getattr(keys, "start", None)
    return catalogue.day(related_content.day(start)) if start else ""
