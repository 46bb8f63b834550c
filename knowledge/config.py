"""watch_sources.yml -> Watch, or every fault in it at once: line, source, key, what was found, what
is allowed.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge import site_settings
from knowledge.errors import ConfigError
from knowledge.model import Problem
from knowledge.source import OPTIONS, Defaults, Model, Rights, Source, Watch
from knowledge.storage import config_file
from knowledge.storage.config_file import ConfigFile
from knowledge.storage.yaml_document import KeyPlace
from knowledge.taxonomy import Taxonomy
from knowledge.unfilled import is_example

SourceRow = Mapping[str, Any]

FILE = "watch_sources.yml"
_UNKNOWN_TERMS_MAX = Rights().excerpt_max_chars
_NOBODY = (
    "found an example; write a mailbox or a page at which the keepers of the watched sites reach"
    " you, for none is read in nobody's name"
)
_PLACE = re.compile(r"https?://[\w.:-]{1,200}(?:/[\w.~-]{1,100}){2,9}", re.ASCII)
# What a source that is silent has from the defaults as it is.
_INHERITED = ("lang", "cadence", "timezone")
_NO_REASON = (
    "a source that is not enabled needs a `reason`, shown in the report and on the health page"
)


def load(
    root: Path, *, readers: Collection[str] | None = (), taxonomy: Taxonomy | None = None
) -> Watch:
    """Read watch_sources.yml, give each source its reader's typed options and, where it is silent,
    the defaults.

    `readers` are the names of the modules in scrapers/sources/, known beside those of OPTIONS; None
    where nothing is gathered, and a reader is a mere name. With a taxonomy, the types, themes and
    regions must stand in it. Raises ConfigError with every fault.
    """
    written = config_file.load(root / FILE)
    return build(written, readers=readers, taxonomy=taxonomy)


def build(
    written: ConfigFile, *, readers: Collection[str] | None = (), taxonomy: Taxonomy | None = None
) -> Watch:
    """Validate what stands in the file.

    Raises ConfigError with every fault, in the order of the lines.
    """
    known = None if readers is None else {*OPTIONS, *readers}
    faults = check(written, known, taxonomy)
    watch = None
    try:
        watch = Watch.model_validate(_with_options(written, faults))
    except ValidationError as error:
        faults += written.problems(error, Watch)
    if faults or watch is None:
        raise ConfigError(_in_order(faults))
    sources = tuple(_with_defaults(source, watch.defaults) for source in watch.sources)
    return watch.model_copy(update={"sources": sources})


def warnings(root: Path) -> Iterator[Problem]:
    """Yield that the sites which are watched are given an example for a contact."""
    try:
        written = config_file.load(root / FILE)
    except ConfigError:
        # Told among the problems.
        return
    yield from site_settings.unfilled_in(written, {("contact",): "crawler_example"})


def reachable(root: Path, watch: Watch, env: Mapping[str, str] = os.environ) -> Watch:
    """Return what is watched, in the name of somebody whom the keeper of a site can reach: the
    contact of the file, or in a job of a forge the address of the repository.

    Raises ConfigError where that is an example; only this machine may be asked so.
    """
    if watch.test_hosts or not is_example(watch.contact):
        return watch
    place = _repository(env)
    if not place:
        written = config_file.load(root / FILE)
        raise ConfigError([written.problem(("contact",), _NOBODY)])
    return watch.model_copy(update={"contact": place})


def _repository(env: Mapping[str, str]) -> str:
    """Return the address of the repository for which a job runs (GitHub, Forgejo; GitLab), "" where
    none does.
    """
    server, name = env.get("GITHUB_SERVER_URL", ""), env.get("GITHUB_REPOSITORY", "")
    places = f"{server}/{name}" if server and name else "", env.get("CI_PROJECT_URL", "")
    return next(filter(_PLACE.fullmatch, places), "")


def check(
    written: ConfigFile, readers: Collection[str] | None, taxonomy: Taxonomy | None = None
) -> list[Problem]:
    """Return the faults that no single value shows: names that name nothing, ids that are taken, a
    missing reason.

    They are looked for in the file as written, so that a fault elsewhere hides none of them.
    """
    rows = list(_rows(written))
    faults = list(_id_faults(written, rows))
    for number, row in rows:
        at: KeyPlace = ("sources", number)
        if readers is not None:
            faults += _reader_faults(row, readers, written, at)
        faults += _own_faults(row, written, at)
        faults += _lang_faults(row, written, at)
        faults += _twin_faults(row, rows, written, at)
        if taxonomy:
            faults += _taxonomy_faults(row, taxonomy, written, at)
    return faults


def _rows(written: ConfigFile) -> Iterator[tuple[int, SourceRow]]:
    for number, row in enumerate(_listed(_mapping(written.data).get("sources"))):
        if isinstance(row, dict):
            yield number, row


def _mapping(value: object) -> SourceRow:
    """Return a mapping as it is, {} for anything else."""
    if isinstance(value, dict):
        return value
    return {}


def _listed(value: object) -> Sequence[object]:
    """Return a list as it is, () for anything else."""
    if isinstance(value, list):
        return value
    return ()


def _id_faults(written: ConfigFile, rows: Iterable[tuple[int, SourceRow]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, row in rows:
        name = row.get("id")
        if not isinstance(name, str):
            continue
        if name in first:
            line = written.line(("sources", first[name], "id"))
            yield written.problem(
                ("sources", number, "id"), f'the id "{name}" is taken (line {line})'
            )
        first.setdefault(name, number)


def _reader_faults(
    row: SourceRow, known: Collection[str], written: ConfigFile, at: KeyPlace
) -> Iterator[Problem]:
    reader = row.get("reader", "feed")
    if isinstance(reader, str) and reader not in known:
        message = f'unknown reader "{reader[:60]}"'
        yield written.problem((*at, "reader"), message, allowed=known, near=reader)


def _with_options(written: ConfigFile, faults: list[Problem]) -> object:
    """Return the data with each source's options typed by its reader; the faults found there are
    told at their keys.
    """
    rows = _mapping(written.data).get("sources")
    if not isinstance(rows, list):
        return written.data
    typed = list(rows)
    for number, row in _rows(written):
        model = OPTIONS.get(str(row.get("reader", "feed")))
        if model:
            options = _options(row.get("options"), model, written, number, faults)
            typed[number] = {**row, "options": options}
    return {**written.data, "sources": typed}


def _options(
    value: object, model: type[Model], written: ConfigFile, number: int, faults: list[Problem]
) -> Model:
    if value is None:
        value = {}
    try:
        return model.model_validate(value)
    except ValidationError as error:
        faults += written.problems(error, model, at=("sources", number, "options"))
    return model.model_construct()


def _own_faults(row: SourceRow, written: ConfigFile, at: KeyPlace) -> Iterator[Problem]:
    if row.get("enabled") is False and not str(row.get("reason") or "").strip():
        yield written.problem((*at, "enabled"), _NO_REASON)
    rights = _mapping(row.get("rights"))
    most = rights.get("excerpt_max_chars")
    if rights.get("regime", "unknown") == "unknown" and _is_over(most, _UNKNOWN_TERMS_MAX):
        message = f"found {most}; at most {_UNKNOWN_TERMS_MAX} while the `regime` is unknown"
        yield written.problem((*at, "rights", "excerpt_max_chars"), message)


def _is_over(value: object, most: int) -> bool:
    return isinstance(value, int) and value > most


def _lang_faults(row: SourceRow, written: ConfigFile, at: KeyPlace) -> Iterator[Problem]:
    lang, langs = row.get("lang"), _listed(row.get("langs"))
    if isinstance(lang, str) and langs and lang not in langs:
        names = [name for name in langs if isinstance(name, str)]
        message = f'found "{lang}", which is not among its `langs`'
        yield written.problem((*at, "lang"), message, choices=names, near=lang)


def _twin_faults(
    row: SourceRow, rows: Iterable[tuple[int, SourceRow]], written: ConfigFile, at: KeyPlace
) -> Iterator[Problem]:
    twin = row.get("twin_of")
    if not isinstance(twin, str) or not twin:
        return
    others = list(_ids_beside(row, rows))
    if twin not in others:
        message = f'found "{twin}", which is the id of no other source'
        yield written.problem((*at, "twin_of"), message, choices=others, near=twin)


def _ids_beside(row: SourceRow, rows: Iterable[tuple[int, SourceRow]]) -> Iterator[str]:
    """Yield the ids of the other sources."""
    for _, other in rows:
        name = other.get("id")
        if other is not row and isinstance(name, str):
            yield name


def _taxonomy_faults(
    row: SourceRow, taxonomy: Taxonomy, written: ConfigFile, at: KeyPlace
) -> Iterator[Problem]:
    for place, word, kind in _named(row):
        if isinstance(word, str) and word not in taxonomy.ids(kind):
            message = f'found "{word}", which is not in taxonomy.yml under `{kind}`'
            yield written.problem((*at, *place), message, allowed=taxonomy.ids(kind), near=word)


def _named(row: SourceRow) -> Iterator[tuple[KeyPlace, object, str]]:
    """Yield each name that must be in the taxonomy: its place, the name, and in which list."""
    yield ("type",), row.get("type", "news"), "types"
    for label, kind in _mapping(row.get("types")).items():
        yield ("types", label), kind, "types"
    for number, theme in enumerate(_listed(row.get("themes"))):
        yield ("themes", number), theme, "themes"
    if row.get("region"):
        yield ("region",), row["region"], "regions"


def _with_defaults(source: Source, defaults: Defaults) -> Source:
    said = source.model_fields_set
    silent = {key: getattr(defaults, key) for key in _INHERITED if key not in said}
    if source.langs and "lang" not in said:
        silent["lang"] = source.langs[0]
    return source.model_copy(update={**silent, "rights": _with_limit(source.rights, defaults)})


def _with_limit(rights: Rights, defaults: Defaults) -> Rights:
    """Return the terms with the length of excerpts that they allow, which they may leave unsaid."""
    if "excerpt_max_chars" in rights.model_fields_set:
        return rights
    most = defaults.excerpt_max_chars
    if rights.regime == "unknown":
        most = min(most, _UNKNOWN_TERMS_MAX)
    return rights.model_copy(update={"excerpt_max_chars": most})


def _in_order(found: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, in the order of the lines."""
    once = {(problem.line or 0, problem.facts["found"]): problem for problem in found}
    return [once[key] for key in sorted(once)]
