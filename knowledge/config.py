"""watch_sources.yml -> Watch, or every fault in it at once: line, source, key, what was found, what
is allowed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.errors import ConfigError
from knowledge.model import Problem
from knowledge.source import OPTIONS, Defaults, Model, Rights, Source, Watch
from knowledge.storage import config_file
from knowledge.storage.config_file import ConfigFile
from knowledge.storage.yaml_document import Place
from knowledge.taxonomy import Taxonomy

Row = Mapping[str, Any]

FILE = "watch_sources.yml"
_UNKNOWN_TERMS_MAX = Rights().excerpt_max_chars


def load(root: Path, *, readers: Collection[str] = (), taxonomy: Taxonomy | None = None) -> Watch:
    """Read watch_sources.yml, give each source its reader's typed options and, where it is silent,
    the defaults.

    `readers` are the names of the modules in scrapers/sources/, known beside those of OPTIONS. With
    a taxonomy, the types, themes and regions must stand in it. Raises ConfigError with every fault.
    """
    written = config_file.load(root / FILE)
    return build(written, readers=readers, taxonomy=taxonomy)


def build(
    written: ConfigFile, *, readers: Collection[str] = (), taxonomy: Taxonomy | None = None
) -> Watch:
    """Validate what stands in the file.

    Raises ConfigError with every fault, in the order of the lines.
    """
    faults = check(written, {*OPTIONS, *readers}, taxonomy)
    watch = None
    try:
        watch = Watch.model_validate(_with_options(written, faults))
    except ValidationError as error:
        faults += written.problems(error, Watch)
    if faults or watch is None:
        raise ConfigError(_in_order(faults))
    return watch.model_copy(
        update={"sources": tuple(_with_defaults(one, watch.defaults) for one in watch.sources)}
    )


def check(
    written: ConfigFile, readers: Collection[str], taxonomy: Taxonomy | None = None
) -> list[Problem]:
    """Give the faults that no single value shows: names that name nothing, ids that are taken, a
    missing reason.

    They are looked for in the file as written, so that a fault elsewhere hides none of them.
    """
    rows = list(_rows(written))
    faults = list(_id_faults(written, rows))
    for number, row in rows:
        at: Place = ("sources", number)
        faults += _reader_faults(row, readers, written, at)
        faults += _own_faults(row, written, at)
        faults += _twin_faults(row, rows, written, at)
        if taxonomy:
            faults += _taxonomy_faults(row, taxonomy, written, at)
    return faults


def _rows(written: ConfigFile) -> Iterator[tuple[int, Row]]:
    sources = written.data.get("sources") if isinstance(written.data, dict) else None
    for number, row in enumerate(sources if isinstance(sources, list) else ()):
        if isinstance(row, dict):
            yield number, row


def _id_faults(written: ConfigFile, rows: Iterable[tuple[int, Row]]) -> Iterator[Problem]:
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
    row: Row, known: Collection[str], written: ConfigFile, at: Place
) -> Iterator[Problem]:
    reader = row.get("reader", "feed")
    if isinstance(reader, str) and reader not in known:
        message = f'unknown reader "{reader[:60]}"'
        yield written.problem((*at, "reader"), message, allowed=known, near=reader)


def _with_options(written: ConfigFile, faults: list[Problem]) -> Any:
    """Give the data with each source's options typed by its reader; the faults found there are told
    at their keys.
    """
    if not isinstance(written.data, dict) or not isinstance(written.data.get("sources"), list):
        return written.data
    rows = list(written.data["sources"])
    for number, row in _rows(written):
        model = OPTIONS.get(str(row.get("reader", "feed")))
        if model:
            rows[number] = {
                **row,
                "options": _options(row.get("options"), model, written, number, faults),
            }
    return {**written.data, "sources": rows}


def _options(
    value: Any, model: type[Model], written: ConfigFile, number: int, faults: list[Problem]
) -> Model:
    try:
        return model.model_validate({} if value is None else value)
    except ValidationError as error:
        faults += written.problems(error, model, at=("sources", number, "options"))
    return model.model_construct()


def _own_faults(row: Row, written: ConfigFile, at: Place) -> Iterator[Problem]:
    if row.get("enabled") is False and not str(row.get("reason") or "").strip():
        message = "a source that is not enabled needs a `reason`, shown in the report and on the health page"
        yield written.problem((*at, "enabled"), message)
    rights = row.get("rights")
    rights = rights if isinstance(rights, dict) else {}
    most = rights.get("excerpt_max_chars")
    if (
        isinstance(most, int)
        and most > _UNKNOWN_TERMS_MAX
        and rights.get("regime", "unknown") == "unknown"
    ):
        message = f"found {most}; at most {_UNKNOWN_TERMS_MAX} while the `regime` is unknown"
        yield written.problem((*at, "rights", "excerpt_max_chars"), message)


def _twin_faults(
    row: Row, rows: Iterable[tuple[int, Row]], written: ConfigFile, at: Place
) -> Iterator[Problem]:
    twin = row.get("twin_of")
    if not isinstance(twin, str) or not twin:
        return
    others = [
        str(other["id"])
        for _, other in rows
        if other is not row and isinstance(other.get("id"), str)
    ]
    if twin not in others:
        message = f'found "{twin}", which is the id of no other source'
        yield written.problem((*at, "twin_of"), message, choices=others, near=twin)


def _taxonomy_faults(
    row: Row, taxonomy: Taxonomy, written: ConfigFile, at: Place
) -> Iterator[Problem]:
    for place, word, kind in _named(row):
        if isinstance(word, str) and word not in taxonomy.ids(kind):
            message = f'found "{word}", which is not in taxonomy.yml under `{kind}`'
            yield written.problem((*at, *place), message, allowed=taxonomy.ids(kind), near=word)


def _named(row: Row) -> Iterator[tuple[Place, object, str]]:
    """Give each name that must stand in the taxonomy: its place, the name, and in which list."""
    yield ("type",), row.get("type", "news"), "types"
    types, themes = row.get("types"), row.get("themes")
    for label, kind in types.items() if isinstance(types, dict) else ():
        yield ("types", label), kind, "types"
    for number, theme in enumerate(themes if isinstance(themes, list) else ()):
        yield ("themes", number), theme, "themes"
    if row.get("region"):
        yield ("region",), row["region"], "regions"


def _with_defaults(source: Source, defaults: Defaults) -> Source:
    said = source.model_fields_set
    silent = {key: getattr(defaults, key) for key in ("lang", "cadence") if key not in said}
    rights = source.rights
    if "excerpt_max_chars" not in rights.model_fields_set:
        most = _UNKNOWN_TERMS_MAX if rights.regime == "unknown" else defaults.excerpt_max_chars
        rights = rights.model_copy(
            update={"excerpt_max_chars": min(most, defaults.excerpt_max_chars)}
        )
    return source.model_copy(update={**silent, "rights": rights})


def _in_order(found: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, in the order of the lines."""
    once = {(problem.line or 0, problem.facts["found"]): problem for problem in found}
    return [once[key] for key in sorted(once)]
