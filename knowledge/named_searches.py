"""feeds.yml -> the searches that an instance names, each of which is a feed and a page of its site.

The file is optional. What is named in it is held against the taxonomy and the sources.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from knowledge import word_list
from knowledge.errors import ConfigError
from knowledge.i18n import locales
from knowledge.model import Problem
from knowledge.source import Model, Scope, Source
from knowledge.storage import config_file
from knowledge.storage.config_file import ConfigFile
from knowledge.storage.yaml_document import KeyPlace
from knowledge.taxonomy import Labels, Taxonomy
from knowledge.word_list import WordList

FILE = "feeds.yml"
CRITERIA = ("words", "themes", "kinds", "sources", "region")
# What narrows a search, and the list of taxonomy.yml in which its words stand.
_LISTS = {"themes": "themes", "kinds": "types", "region": "regions"}
# The page of a folder itself has this name.
_RESERVED = "index"


def _listed(value: object) -> object:
    """Take a single text for a list of one."""
    if isinstance(value, str):
        return (value,)
    return value


def _given(value: object) -> object:
    """Take a key without a value, as in a file that is all comments, for an empty list."""
    if value is None:
        return ()
    return value


def _asks(value: str) -> str:
    if not any(map(str.isalnum, value)):
        raise ValueError("expected one word or several")
    return value


def _is_free(value: str) -> str:
    if value == _RESERVED:
        raise ValueError("this id is the site's own: choose another one")
    return value


_Words = Annotated[str, Field(max_length=200), AfterValidator(_asks)]
_Id = Annotated[str, Field(min_length=1)]
_Asked = Annotated[
    tuple[_Words, ...],
    BeforeValidator(_listed, json_schema_input_type=_Words | tuple[_Words, ...]),
]
_Ids = Annotated[
    tuple[_Id, ...], BeforeValidator(_listed, json_schema_input_type=_Id | tuple[_Id, ...])
]


class NamedSearch(Model):
    """One search that people follow. An entry is found that fits each key which is given.

    `id`: part of the address of its feed; never change it. `title`: its name, in each language of
    the site. `words`: what a reader would type into the search, once or several times: one of these
    is enough, and all words of it must stand in the entry, in any form and in any language that the
    taxonomy knows. `themes`: ids of themes, of which it bears one. `kinds`: ids of types, of which
    it is one. `sources`: ids of sources, one of which published it. `region`: ids of regions, or
    scopes of sources, to one of which it belongs.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,40}$"), AfterValidator(_is_free)]
    title: Labels
    words: _Asked = ()
    themes: _Ids = ()
    kinds: _Ids = ()
    sources: _Ids = ()
    region: _Ids = ()

    def named(self, locale: str) -> str:
        """Return its name in a locale, or else the first that there is."""
        return locales.choose({str(lang): label for lang, label in self.title.items()}, locale)


class NamedSearches(Model):
    """The whole file. `searches`: each is a feed (Atom, RSS, JSON) and a page of the site."""

    searches: Annotated[tuple[NamedSearch, ...], BeforeValidator(_given)] = ()


class _Written(NamedTuple):
    """A search as it is written, at its place in the file."""

    written: ConfigFile
    place: KeyPlace
    keys: Mapping[str, Any]

    def problem(self, message: str, *at: str | int, allowed: Iterable[str] = ()) -> Problem:
        """Return what is wrong at a place in it."""
        return self.written.problem((*self.place, *at), message, allowed=allowed)


def load(
    root: Path,
    taxonomy: Taxonomy,
    sources: Iterable[Source],
    *,
    tells: Callable[[str], object] = bool,
) -> tuple[NamedSearch, ...]:
    """Read the searches of an instance, none where it has no such file.

    `tells` answers whether a text has a word that a search looks for. Raises ConfigError with every
    fault: file, line, key, what is allowed.
    """
    path = root / FILE
    if not (path.exists() or path.is_symlink()):
        return ()
    written = config_file.load(path)
    faults: list[Problem] = []
    found = NamedSearches()
    try:
        found = NamedSearches.model_validate(written.data)
    except ValidationError as error:
        faults += written.problems(error, NamedSearches)
    rows = list(_rows(written))
    faults += _twice(rows)
    spoken, known = locales.site_locales(root), list(_known(taxonomy, sources))
    for row in rows:
        faults += _lacking(row, spoken)
        for listed in known:
            faults += _unknown(row, listed)
        faults += _useless(row, tells)
    if faults:
        faults.sort(key=_line)
        raise ConfigError(faults)
    return found.searches


def _line(fault: Problem) -> int:
    return fault.line or 0


def _rows(written: ConfigFile) -> Iterator[_Written]:
    for number, keys in enumerate(_inside(written.data)):
        if isinstance(keys, dict):
            yield _Written(written, ("searches", number), keys)


def _inside(data: object) -> Iterable[object]:
    if isinstance(data, dict) and isinstance(data.get("searches"), list):
        return list(data["searches"])
    return ()


def _twice(rows: Iterable[_Written]) -> Iterator[Problem]:
    """Yield each id and title that stands twice, and each search that asks what another asks."""
    first: dict[object, int] = {}
    asked: dict[str, str] = {}
    for row in rows:
        for place, name in _called(row):
            known, line = (place, name.casefold()), row.written.line((*row.place, *place))
            if known in first:
                message = (
                    f'the {place[0]} "{name[:60]}" stands twice (first on line {first[known]})'
                )
                yield row.problem(message, *place)
            first.setdefault(known, line)
        what = str([row.keys.get(key) for key in CRITERIA])
        if _asks_something(row) and what in asked:
            yield row.problem(f'asks the same as "{asked[what]}"')
        asked.setdefault(what, str(row.keys.get("id"))[:60])


def _called(row: _Written) -> Iterator[tuple[KeyPlace, str]]:
    """Yield the id and the titles of a search that are texts, each with its place in it."""
    title = row.keys.get("title")
    named: dict[KeyPlace, object] = {("id",): row.keys.get("id")}
    if isinstance(title, dict):
        named |= {("title", lang): label for lang, label in title.items()}
    for place, name in named.items():
        if isinstance(name, str):
            yield place, name


def _asks_something(row: _Written) -> bool:
    return any(row.keys.get(key) for key in CRITERIA)


def _lacking(row: _Written, spoken: Collection[str]) -> Iterator[Problem]:
    """Yield that a search asks nothing, or has no title in a language of the site."""
    if not _asks_something(row):
        yield row.problem(f"a search needs one of these keys at least: {', '.join(CRITERIA)}")
    title = row.keys.get("title")
    if isinstance(title, dict) and title:
        yield from row.written.unsaid((*row.place, "title"), title, spoken)


class _Known(NamedTuple):
    """What the names under a key may be, what people call these, and what is told of another."""

    key: str
    ids: Collection[str]
    called: WordList
    message: str


def _known(taxonomy: Taxonomy, sources: Iterable[Source]) -> Iterator[_Known]:
    for key, kind in _LISTS.items():
        ids = taxonomy.ids(kind)
        if kind == "regions":
            ids |= frozenset(get_args(Scope))
        message = f'found "{{}}", which is not in taxonomy.yml under `{kind}`'
        yield _Known(key, ids, word_list.of_terms(taxonomy.terms(kind)), message)
    called = WordList({source.id: {"": (source.name,)} for source in sources})
    message = 'found "{}", which is the id of no source in watch_sources.yml'
    yield _Known("sources", called.names.keys(), called, message)


def _unknown(row: _Written, listed: _Known) -> Iterator[Problem]:
    """Yield each name under a key that names nothing, with the id that was most likely meant."""
    for at, name in _names(row.keys.get(listed.key)):
        if name in listed.ids:
            continue
        message = listed.message.format(name[:60])
        meant = listed.called.called(name) or listed.called.near(name)
        if meant:
            yield row.problem(f'{message}; did you mean "{meant}"?', listed.key, *at)
        else:
            yield row.problem(message, listed.key, *at, allowed=listed.ids)


def _useless(row: _Written, tells: Callable[[str], object]) -> Iterator[Problem]:
    """Yield each value that stands twice under its key, and words that no search looks for."""
    for key in CRITERIA:
        seen: set[str] = set()
        for at, name in _names(row.keys.get(key)):
            if name.casefold() in seen:
                yield row.problem(f'"{name[:60]}" stands twice', key, *at)
            seen.add(name.casefold())
    for at, text in _names(row.keys.get("words")):
        if any(map(str.isalnum, text)) and not tells(text):
            yield row.problem(f'"{text[:60]}" has no word that the search looks for', "words", *at)


def _names(value: object) -> Iterator[tuple[KeyPlace, str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, list):
        for number, name in enumerate(value):
            if isinstance(name, str):
                yield (number,), name
