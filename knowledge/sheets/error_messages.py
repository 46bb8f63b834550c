"""Errors of pydantic and broken rules -> Problems in the editor's words: label, value, example.

A fact named as "label.fr" is for readers of that locale alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from pydantic_core import ErrorDetails

from knowledge.i18n import catalogue, locales
from knowledge.model import Problem
from knowledge.sheets import head_fences, labels, model_paths, typed_values
from knowledge.sheets import vocabulary as vocabulary_of
from knowledge.sheets.field_info import SheetModel, of
from knowledge.sheets.headings_astray import Astray
from knowledge.sheets.model_paths import Field
from knowledge.sheets.sheet import BrokenRule, Kind
from knowledge.sheets.vocabulary import NO_WORDS, Vocabulary
from knowledge.storage import odd_signs
from knowledge.storage.yaml_document import KeyPlace
from knowledge.word_list import WordList

_Placed = tuple[KeyPlace, ErrorDetails]
# Worth knowing, and no reason to refuse a sheet.
WARNINGS = frozenset(
    (
        *("twin_missing", "translation_older"),
        *("person_overdue", "person_expiring", "person_expired"),
        *("reference_unchecked", "reference_check_old"),
        *("value_cut", "value_quotes"),
        *("text_bullet", "text_list", "text_sign", "text_person", "link_drive", "link_wrapped"),
        *("link_shape", "link_account", "text_number", "text_table"),
        *("survey_derivable", "survey_rest", "survey_example"),
    )
)
# How much of a value is repeated to its author.
SHOWN = 80
_CHOICE_ERRORS = frozenset({"literal_error", "enum"})


@dataclass(frozen=True)
class Where:
    """A file, the line of each place in it, its language ("" for all), and the lines that were
    meant for the headings of sections that it lacks.
    """

    path: str
    lines: Mapping[KeyPlace, int]
    lang: str = ""
    astray: Mapping[str, Astray] = field(default_factory=dict)

    def facts(self, place: KeyPlace) -> dict[str, str]:
        """Return the file and the line of a place, or of the nearest part around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return {"path": self.path, "line": str(self.lines.get(place, 1))}


def told(
    errors: Iterable[ErrorDetails],
    model: type[SheetModel],
    data: Mapping[str, object],
    where: Where,
    vocabulary: Vocabulary = NO_WORDS,
) -> list[Problem]:
    """Return a problem for each error of pydantic, one for a place.

    What a misspelt key, or a heading gone astray, was meant to be is not said to be absent, too.
    """
    placed = [(model_paths.in_file(error["loc"], data), error) for error in errors]
    found: dict[KeyPlace, Problem] = {}
    for place, error in _telling(placed, model):
        found.setdefault(place, _problem(error, place, model, where, vocabulary))
    for key in where.astray:
        found[key,] = _astray(key, model, where)
    return list(found.values())


def _telling(placed: Sequence[_Placed], model: type[SheetModel]) -> Iterator[_Placed]:
    """Yield the errors that no other error explains."""
    meant = {_meant_place(place, model) for place, error in placed if _is_extra(error)}
    for place, error in placed:
        is_meant = error["type"] == "missing" and place in meant
        if not is_meant and not _has_parts_wrong(place, error, placed):
            yield place, error


def _has_parts_wrong(place: KeyPlace, error: ErrorDetails, placed: Iterable[_Placed]) -> bool:
    """Return whether a list is too short because of elements that are wrong.

    pydantic counts only those that are right.
    """
    if error["type"] != "too_short":
        return False
    return any(_is_inside(other, place) for other, _ in placed)


def meant_key(key: str, model: type[SheetModel]) -> str:
    """Return the key of a model that an unknown one was most likely meant to be, "" for none."""
    if key in model.model_fields:
        return ""
    fields = vocabulary_of.of_fields(model)
    plain = odd_signs.INVISIBLE.sub("", key)
    return fields.meant(plain) or fields.near(plain)


def of_file(
    problem: Problem,
    raw: bytes,
    kind: Kind[SheetModel],
    lang: str,
    site_locales: Iterable[str] = (),
) -> Problem:
    """Return how a sheet of this kind begins, of a file without front matter or without keys.

    A reader is led to the template in the sheet's language, or else in a locale of the site.
    """
    if problem.code != "sheet_no_front_matter":
        return problem
    facts = _templates(kind, list(filter(None, [lang])) or list(site_locales))
    facts["path"] = problem.facts["path"]
    rows = raw.decode("utf-8", "replace").lstrip("\ufeff").splitlines()
    if lang and (fence := head_fences.wrong(rows)):
        return Problem(fence.code, {**facts, "line": str(fence.line + 1), "found": fence.found})
    return Problem(_opening(raw, lang), facts)


def _templates(kind: Kind[SheetModel], offered: Sequence[str]) -> dict[str, str]:
    """Return the template of a kind for the readers of each locale, among those offered."""
    templates = {}
    for name in offered or locales.known():
        templates[name] = f"docs/templates/{kind.id}.{name}{kind.suffix}"
    return by_locale("template", partial(locales.choose, templates))


def _opening(raw: bytes, lang: str) -> str:
    """Return the code of what is wrong with the opening of a file that has no keys."""
    if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
        return "sheet_empty"
    if not lang:
        return "sheet_no_keys"
    if not raw.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        return "sheet_head_missing"
    if b"---" not in map(bytes.rstrip, raw.splitlines()[1:]):
        return "sheet_head_open"
    return "sheet_no_keys"


def broken(mistake: BrokenRule, kind: Kind[SheetModel], where: Where) -> Problem:
    """Return the problem of a rule that a kind has between its keys."""
    place = (mistake.key, *mistake.within)
    field = model_paths.field_at(kind.model, place)
    facts = {**where.facts(place), **label(place, kind.model), "key": str(place[-1])}
    if field:
        facts |= by_locale("help", field.help)
    facts |= _example(field)
    return Problem(mistake.code, {**facts, **_headings(mistake.code, kind, where), **mistake.facts})


def misplaced(keys: Iterable[str], kind: Kind[SheetModel], where: Where) -> Iterator[Problem]:
    """Yield a problem for each section that is written in the front matter."""
    headings = kind.headings(where.lang)
    for key in sorted(keys):
        facts = {**where.facts((key,)), **label((key,), kind.model)}
        yield Problem("field_is_section", {**facts, "key": key, "heading": headings[key]})


def unknown(key: str, model: type[SheetModel], where: Where, place: KeyPlace = ()) -> Problem:
    """Return the problem of a key that does not exist, with the one that may have been meant."""
    facts = {**where.facts((*place, key)), "key": shown(key)}
    near = meant_key(key, model)
    if near:
        return _misspelt(key, near, model, where, facts)
    fields = vocabulary_of.of_fields(model)
    known = [name for name, info in model.model_fields.items() if not of(info).section]
    return Problem("field_unknown", {**facts, **fields.listed("allowed", known)})


def term(
    place: KeyPlace, found: str, known: WordList, model: type[SheetModel], where: Where
) -> Problem:
    """Return the problem of a word that is not in a closed list, with the nearest, or with all."""
    near = known.near(found)
    facts = {**where.facts(place), **label(place, model), "key": _key(place)}
    code = "field_term"
    if near:
        code = "field_term_near"
    elif not known.names:
        code = "field_term_empty"
    offered = [near] if near else list(known.names)
    return Problem(code, {**facts, "found": shown(found), **known.listed("allowed", offered)})


def shown(value: object) -> str:
    """Return a value on one short line, lists and keys as YAML has them."""
    text = " ".join(_as_yaml(value).split())
    if len(text) > SHOWN:
        text = f"{text[: SHOWN - 1]}…"
    return text


def _as_yaml(value: object) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_as_yaml(held)}' for key, held in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_as_yaml, value))}]"
    return "" if value is None else str(value)


def by_locale(name: str, tell: Callable[[str], str]) -> dict[str, str]:
    """Return a fact of a Problem for the readers of each locale."""
    return {f"{name}.{locale}": tell(locale) for locale in locales.known()}


def label(place: KeyPlace, model: type[SheetModel]) -> dict[str, str]:
    """Return the name of a place as an editor reads it: "Parcours, 2, Date"."""
    return by_locale("label", lambda locale: model_paths.label_at(model, place, locale))


def _misspelt(
    key: str, near: str, model: type[SheetModel], where: Where, facts: Mapping[str, str]
) -> Problem:
    """Return the problem of a key that was meant to be another."""
    if odd_signs.INVISIBLE.search(key):
        return Problem("field_odd_sign", {**facts, "key": near})
    if of(model.model_fields[near]).section:
        heading = labels.label(model, near, where.lang)
        return Problem("field_is_section", {**facts, "heading": heading})
    listed = vocabulary_of.of_fields(model).listed("allowed", [near])
    return Problem("field_unknown_near", {**facts, **listed})


def _is_extra(error: ErrorDetails) -> bool:
    return error["type"] == "extra_forbidden"


def _meant_place(place: KeyPlace, model: type[SheetModel]) -> KeyPlace:
    """Return the place of the key that an unknown one was meant to be."""
    around = model_paths.model_at(model, place[:-1]) or model
    return (*place[:-1], meant_key(str(place[-1]), around))


def _astray(key: str, model: type[SheetModel], where: Where) -> Problem:
    """Return the problem of a heading that was meant for a section."""
    astray = where.astray[key]
    heading = labels.label(model, key, where.lang)
    facts = {"path": where.path, "line": str(astray.line), "found": shown(astray.found)}
    return Problem("section_astray", {**facts, "heading": heading})


def _problem(
    error: ErrorDetails,
    place: KeyPlace,
    model: type[SheetModel],
    where: Where,
    vocabulary: Vocabulary,
) -> Problem:
    if _is_extra(error):
        around = model_paths.model_at(model, place[:-1]) or model
        return unknown(str(place[-1]), around, where, place[:-1])
    field = model_paths.field_at(model, place)
    facts = {**where.facts(place), **label(place, model), "key": _key(place), **_help(field)}
    if error["type"] == "missing":
        return _missing(facts, place, field, where)
    known = vocabulary.of(field.info) if field else None
    if known and _is_unknown_term(error, known, field):
        return term(place, error["input"], known, model, where)
    facts |= {**_found(error["input"]), **_expected(error, field, where)}
    if mended := _mended(error["input"], field, where):
        return Problem("field_value_mend", {**facts, "mended": mended})
    return _of_value(error["input"], facts, known, field)


def _of_value(
    value: object, facts: Mapping[str, str], known: WordList | None, field: Field | None
) -> Problem:
    """Return what is told of a wrong value: the word that was probably meant, or an example."""
    if known and (near := _near(value, known)):
        return Problem("field_value_near", {**facts, **known.listed("allowed", [near])})
    return Problem("field_value", {**facts, **_example(field)})


def _near(value: object, known: WordList) -> str:
    """Return the term that was probably meant, "" for none."""
    return known.near(value) if isinstance(value, str) else ""


def _found(value: object) -> dict[str, str]:
    """Return what stands in the place of a value, as people type it."""
    if value is None:
        return by_locale("found", partial(labels.translate, "expected.empty"))
    return {"found": shown(value)}


def _mended(value: object, field: Field | None, where: Where) -> str:
    """Return how a value is to be written, "" where that has no one answer."""
    if field is None or not isinstance(value, str):
        return ""
    return typed_values.meant(field, value, where.lang) or ""


def _help(field: Field | None) -> dict[str, str]:
    if field is None:
        return {}
    return by_locale("help", field.help)


def _is_unknown_term(error: ErrorDetails, known: WordList, field: Field | None) -> bool:
    """Return whether a value is best told to be in no list; of a few choices, all are told."""
    if field is None or field.info.choices:
        return False
    return isinstance(error["input"], str) and bool(known.names)


def _missing(
    facts: Mapping[str, str], place: KeyPlace, field: Field | None, where: Where
) -> Problem:
    if field and field.info.section:
        return Problem("section_missing", {**facts, "heading": field.label(where.lang)})
    code = "key_missing"
    if where.lang:
        code = "field_missing"
    return Problem(code, {**facts, "key": str(place[-1]), **_example(field)})


def _expected(error: ErrorDetails, field: Field | None, where: Where) -> dict[str, str]:
    """Return what a field expects, in each locale, or else in pydantic's words."""
    choices = field and field.info.choices
    key = f"expected.{error['type']}"
    if field and typed_values.is_no_day(field, str(error["input"]), where.lang):
        key = "expected.real_day"
    context = error.get("ctx") or {}

    def tell(locale: str) -> str:
        """Return it in a locale."""
        if choices and error["type"] in _CHOICE_ERRORS:
            listed = (f"{name} ({told})" for name, told in choices.labels(locale).items())
            return labels.translate("expected.literal_error", locale, expected=", ".join(listed))
        if f"sheets.{key}" not in labels.words(locale):
            return error["msg"]
        return labels.translate(key, locale, **context)

    return by_locale("expected", tell)


def _example(field: Field | None) -> dict[str, str]:
    if field is None:
        return by_locale("example", lambda _: "…")
    return by_locale("example", field.example)


def _headings(code: str, kind: Kind[SheetModel], where: Where) -> dict[str, str]:
    """Return the headings that a message names, in the sheet's language whatever the reader's."""
    message = catalogue.load(locales.REFERENCE, "problems").messages[f"problems.{code}.fix"]
    wanted = catalogue.placeholders(message)
    named = {f"heading_{key}": told for key, told in kind.headings(where.lang).items()}
    return {name: told for name, told in named.items() if name in wanted}


def _is_inside(place: KeyPlace, outer: KeyPlace) -> bool:
    return len(place) > len(outer) and place[: len(outer)] == outer


def _key(place: KeyPlace) -> str:
    return ".".join(map(_step, place))


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return str(step + 1)
    return step
