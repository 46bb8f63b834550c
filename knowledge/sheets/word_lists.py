"""An instance's taxonomy and directory -> the words that its sheets may name."""

from collections.abc import Iterable, Mapping

from knowledge import word_list
from knowledge.sheets import by_language
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import organisation
from knowledge.sheets.kinds.organisation import Organisation
from knowledge.sheets.reading import Sheet, is_of
from knowledge.sheets.sheet import SheetKeys
from knowledge.sheets.vocabulary import Vocabulary
from knowledge.taxonomy import LISTS, Taxonomy
from knowledge.word_list import WordList

_Names = Mapping[str, tuple[str, ...]]


def of_taxonomy(taxonomy: Taxonomy) -> Vocabulary:
    """Return the closed lists of taxonomy.yml; the fields of action are some of its themes."""
    lists: dict[str, WordList] = {}
    for name in LISTS:
        lists[name] = word_list.of_terms(taxonomy.terms(name))
    themes = lists["themes"].names
    lists["fields"] = WordList({name: themes[name] for name in taxonomy.fields})
    return Vocabulary(lists)


def with_directory(
    vocabulary: Vocabulary, sheets: Iterable[Sheet[SheetModel]], unread: Iterable[str]
) -> Vocabulary:
    """Add the organisations and their roles; `unread` are the ids of those that cannot be read."""
    organisations: dict[str, _Names] = {name: {} for name in unread}
    complete = not organisations
    roles: dict[str, _Names] = {}
    for sheet in sheets:
        if is_of(sheet, organisation.KIND):
            organisations[sheet.id] = _of_organisation(sheet.keys)
            roles |= _roles(sheet)
    return Vocabulary(
        {
            **vocabulary.lists,
            "organisations": WordList(organisations),
            "roles": WordList(roles, complete),
        }
    )


def with_tools(
    vocabulary: Vocabulary, sheets: Iterable[Sheet[SheetModel]], unread: Iterable[str]
) -> Vocabulary:
    """Add the sheets that kits hold; `unread` are the ids of those that cannot be read."""
    tools: dict[str, _Names] = {name: {} for name in unread}
    for sheet in sheets:
        if sheet.kind.id == "tool" and isinstance(sheet.keys, SheetKeys):
            tools[sheet.id] = {**tools.get(sheet.id, {}), sheet.lang: _title(sheet.keys)}
    return Vocabulary({**vocabulary.lists, "tools": WordList(tools)})


def _title(keys: SheetKeys) -> tuple[str, ...]:
    # A draft may lack its title.
    return tuple(filter(None, [keys.title]))


def _of_organisation(keys: Organisation) -> _Names:
    """Return what an organisation is called; it may be a draft without names."""
    told: dict[str, tuple[str, ...]] = {}
    for value in (keys.names, keys.short):
        for lang, text in by_language.versions(value).items():
            told[lang] = (*told.get(lang, ()), text)
    return told


def _roles(sheet: Sheet[Organisation]) -> dict[str, _Names]:
    found: dict[str, _Names] = {}
    names = by_language.versions(sheet.keys.names)
    for role in sheet.keys.roles or ():
        told: dict[str, tuple[str, ...]] = {}
        for lang, title in by_language.versions(role.title).items():
            told[lang] = (f"{title}, {names.get(lang, sheet.id)}",)
        found[f"{sheet.id}/{role.id}"] = told
    return found
