"""docs/<lang>/<folder>/*.md and docs/directory/*.yml -> an instance's sheets, and what is wrong
with the others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from slugify import slugify

from knowledge import taxonomy as taxonomies
from knowledge import word_list
from knowledge.errors import ConfigError, SheetError
from knowledge.i18n import locales
from knowledge.model import Problem
from knowledge.sheets import by_language, reading
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import organisation
from knowledge.sheets.kinds.organisation import Organisation
from knowledge.sheets.reading import NOWHERE, Reading, Setting, Sheet, is_of
from knowledge.sheets.registry import KINDS
from knowledge.sheets.sheet import K, Kind, SheetKeys
from knowledge.sheets.values import ID
from knowledge.sheets.vocabulary import Vocabulary
from knowledge.storage import contained
from knowledge.taxonomy import LISTS, Taxonomy
from knowledge.word_list import WordList

# The page of a folder: made by the program, unless its kind says that a person writes it.
INDEX = "index"
_HIDDEN = ("_", ".")
# Names that a copy on Windows cannot have.
_DEVICES = frozenset(
    (
        *("con", "prn", "aux", "nul"),
        *(f"com{number}" for number in range(1, 10)),
        *(f"lpt{number}" for number in range(1, 10)),
    )
)
_Row = tuple[Kind[SheetModel], str, Path]
_Names = Callable[[Vocabulary, Iterable[Sheet[SheetModel]], Iterable[str]], Vocabulary]
# How people end the name of a text; a document that a sheet offers has other endings.
_TEXTS = frozenset({"", ".md", ".markdown", ".txt", ".yml", ".yaml"})
_NamesByLang = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Collection:
    """What people wrote, in the order of the kinds, the languages and the ids.

    `drafts` are sheets with a mistake: what is right of them, for further checks; `problems` say
    what is wrong.
    """

    sheets: tuple[Sheet[SheetModel], ...] = ()
    drafts: tuple[Sheet[SheetModel], ...] = ()
    problems: tuple[Problem, ...] = ()
    languages: tuple[str, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary, compare=False, repr=False)

    def of(self, kind: Kind[K], lang: str = "") -> list[Sheet[K]]:
        """Return the sheets of a kind in a language; those that one file holds for all languages
        are in each.
        """
        found = (sheet for sheet in self.sheets if sheet.lang in {lang, ""})
        return [sheet for sheet in found if is_of(sheet, kind)]

    def each(self, kind: Kind[K], lang: str) -> list[Sheet[K]]:
        """Return each sheet of a kind once: in this language, or else in another that has it."""
        ids = {sheet.id for sheet in self.sheets if is_of(sheet, kind)}
        return list(filter(None, (self.find(kind, name, lang) for name in sorted(ids))))

    def find(self, kind: Kind[K], name: str, lang: str = "") -> Sheet[K] | None:
        """Return one sheet, or None; in another language where this one lacks it."""
        found = [sheet for sheet in self._by_id.get((kind.id, name), []) if is_of(sheet, kind)]
        for sheet in found:
            if sheet.lang in {lang, ""}:
                return sheet
        return next(iter(found), None)

    def versions(self, sheet: Sheet[SheetModel]) -> list[Sheet[SheetModel]]:
        """Return a sheet's other languages, those with a mistake left out."""
        found = self._by_id.get((sheet.kind.id, sheet.id), [])
        return [version for version in found if version.lang != sheet.lang]

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], list[Sheet[SheetModel]]]:
        held: dict[tuple[str, str], list[Sheet[SheetModel]]] = {}
        for sheet in self.sheets:
            held.setdefault((sheet.kind.id, sheet.id), []).append(sheet)
        return held


def load(root: Path, taxonomy: Taxonomy | None = None) -> Collection:
    """Read every sheet of an instance; what is wrong stops no other.

    The taxonomy is the instance's own where none is given; without one, any word will do for a
    term.
    """
    site_locales = locales.site_locales(root)
    rows = list(files(root, site_locales))
    vocabulary = _vocabulary(root, taxonomy)
    readings: dict[Path, Reading] = {}
    # The directory first, and the tools before the kits: other sheets name them.
    for names, kinds in _STAGES:
        staged = [row for row in rows if row[0].id in kinds]
        for kind, lang, path in staged:
            readings[path] = read(path, root, kind, lang, Setting(site_locales, vocabulary))
        if names:
            vocabulary = names(vocabulary, *_known(staged, readings))
    return _collected(rows, readings, site_locales, vocabulary)


def read(
    path: Path, root: Path, kind: Kind[SheetModel], lang: str, setting: Setting = NOWHERE
) -> Reading:
    """Read one file. A name that cannot be an address is a mistake too."""
    shown = path.relative_to(root).as_posix()
    if not ID.fullmatch(path.stem):
        facts = {"path": shown, "example": f"{slug(path.stem)}{path.suffix}"}
        return Reading(None, (Problem("sheet_file_name", facts),))
    try:
        raw = contained.read_text(path, root)
    except SheetError as error:
        return Reading(None, error.faults)
    if lang:
        return reading.markdown(raw, shown, kind, lang, setting)
    return reading.mapping(raw, shown, kind, setting)


def _vocabulary(root: Path, taxonomy: Taxonomy | None) -> Vocabulary:
    try:
        return of_taxonomy(taxonomy or taxonomies.load(root))
    except ConfigError:
        # Told where the configuration is checked.
        return Vocabulary()


def _known(
    rows: Iterable[_Row], readings: Mapping[Path, Reading]
) -> tuple[list[Sheet[SheetModel]], list[str]]:
    """Return what was read of some files, mistakes or not, and the names of the others."""
    sheets, unread = [], []
    for _, _, path in rows:
        sheet = readings[path].sheet
        if sheet:
            sheets.append(sheet)
        elif ID.fullmatch(path.stem):
            unread.append(path.stem)
    return sheets, unread


def _collected(
    rows: Iterable[_Row],
    readings: Mapping[Path, Reading],
    site_locales: tuple[str, ...],
    vocabulary: Vocabulary,
) -> Collection:
    sheets: list[Sheet[SheetModel]] = []
    drafts: list[Sheet[SheetModel]] = []
    problems: list[Problem] = []
    for _, _, path in rows:
        found = readings[path]
        problems += found.problems
        if found.sheet is None:
            continue
        if found.mistakes:
            drafts.append(found.sheet)
        else:
            sheets.append(found.sheet)
    return Collection(tuple(sheets), tuple(drafts), tuple(problems), site_locales, vocabulary)


def files(
    root: Path, site_locales: tuple[str, ...]
) -> Iterator[tuple[Kind[SheetModel], str, Path]]:
    """Yield the file of each sheet with its kind and its language.

    A name that opens with "_" or "." is no sheet.
    """
    for kind, lang, folder in _folders(root, site_locales):
        for path in contained.files(folder, root, f"*{kind.suffix}"):
            if not _is_hidden(path) and not _is_reserved(path, kind):
                yield kind, lang, path


def misplaced(root: Path, site_locales: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the files that somebody may take for sheets, and that no reader would see: `fiche.txt`,
    `fiche.MD`, and one whose name the site has for a page of its own.
    """
    for kind, _, folder in _folders(root, site_locales):
        for path in contained.files(folder, root, "*"):
            yield from _wrong_name(path, kind, path.relative_to(root).as_posix())


def _wrong_name(path: Path, kind: Kind[SheetModel], shown: str) -> Iterator[Problem]:
    """Yield what is wrong with the name of a file in the folder of a kind."""
    if path.suffix == kind.suffix:
        if path.stem in {*kind.reserved, *_DEVICES}:
            facts = {"path": shown, "found": path.stem}
            example = f"{path.stem}-1{path.suffix}"
            yield Problem("sheet_name_reserved", {**facts, "example": example})
    elif _is_text(path):
        facts = {"path": shown, "expected": kind.suffix}
        example = f"{slug(path.stem)}{kind.suffix}"
        yield Problem("sheet_suffix", {**facts, "example": example})


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in _TEXTS and not _is_hidden(path)


def _is_reserved(path: Path, kind: Kind[SheetModel]) -> bool:
    """Return whether a file has a name that no sheet of its kind can have."""
    if path.stem == INDEX and not kind.opened:
        return True
    return path.stem in kind.reserved or path.stem in _DEVICES


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(_HIDDEN)


def _folders(
    root: Path, site_locales: tuple[str, ...]
) -> Iterator[tuple[Kind[SheetModel], str, Path]]:
    """Yield each folder of sheets with its kind and its language."""
    for kind in KINDS.values():
        langs: tuple[str, ...] = ("",)
        if kind.suffix == ".md":
            langs = site_locales
        for lang in langs:
            yield kind, lang, root / "docs" / lang / kind.folder


def slug(words: str) -> str:
    """Return a file name without its ending: at most 60 small ASCII letters, digits and hyphens."""
    # The apostrophe parts words: "l'égalité" is not "legalite".
    return (
        slugify(words, max_length=60, word_boundary=True, replacements=[("’", "-"), ("'", "-")])
        or "fiche"
    )


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
    organisations: dict[str, _NamesByLang] = {name: {} for name in unread}
    complete = not organisations
    roles: dict[str, _NamesByLang] = {}
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
    tools: dict[str, _NamesByLang] = {name: {} for name in unread}
    for sheet in sheets:
        if sheet.kind.id == "tool" and isinstance(sheet.keys, SheetKeys):
            tools[sheet.id] = {**tools.get(sheet.id, {}), sheet.lang: _titles(sheet.keys)}
    return Vocabulary({**vocabulary.lists, "tools": WordList(tools)})


def _titles(keys: SheetKeys) -> tuple[str, ...]:
    # A draft may lack its title.
    return tuple(filter(None, [keys.title]))


def _of_organisation(keys: Organisation) -> _NamesByLang:
    """Return what an organisation is called; it may be a draft without names."""
    told: dict[str, tuple[str, ...]] = {}
    for value in (keys.names, keys.short):
        for lang, text in by_language.versions(value).items():
            told[lang] = (*told.get(lang, ()), text)
    return told


def _roles(sheet: Sheet[Organisation]) -> dict[str, _NamesByLang]:
    found: dict[str, _NamesByLang] = {}
    names = by_language.versions(sheet.keys.names)
    for role in sheet.keys.roles or ():
        told: dict[str, tuple[str, ...]] = {}
        for lang, title in by_language.versions(role.title).items():
            told[lang] = (f"{title}, {names.get(lang, sheet.id)}",)
        found[f"{sheet.id}/{role.id}"] = told
    return found


_OTHERS = frozenset(KINDS) - {"organisation", "tool"}
_STAGES: tuple[tuple[_Names | None, frozenset[str]], ...] = (
    (with_directory, frozenset({"organisation"})),
    (with_tools, frozenset({"tool"})),
    (None, _OTHERS),
)
