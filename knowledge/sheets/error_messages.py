"""Errors of pydantic and broken rules -> Problems in the editor's words: label, value, example.

A fact named as "label.fr" is for readers of that locale alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic_core import ErrorDetails

from knowledge.i18n import catalogue, locales
from knowledge.model import Problem
from knowledge.sheets import labels, model_paths
from knowledge.sheets.field_info import SheetModel, of
from knowledge.sheets.model_paths import Field
from knowledge.sheets.sheet import BrokenRule, Kind
from knowledge.storage.yaml_document import KeyPlace

# Worth knowing, and no reason to refuse a sheet.
WARNINGS = frozenset(
    {"twin_missing", "translation_older", "person_overdue", "person_expiring", "person_expired"}
)
# How much of a value is repeated to its author.
SHOWN = 80
_CHOICE_ERRORS = frozenset({"literal_error", "enum"})


@dataclass(frozen=True)
class Where:
    """A file, the line of each place in it, and its language ("" for all)."""

    path: str
    lines: Mapping[KeyPlace, int]
    lang: str = ""

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
) -> list[Problem]:
    """Return a problem for each error of pydantic, one for a place."""
    placed = [(model_paths.in_file(error["loc"], data), error) for error in errors]
    found: dict[KeyPlace, Problem] = {}
    for place, error in placed:
        # pydantic counts only the elements that are right: a list is not too short for holding one
        # that is wrong.
        if error["type"] == "too_short" and any(_is_inside(other, place) for other, _ in placed):
            continue
        found.setdefault(place, _problem(error, place, model, where))
    return list(found.values())


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
    offered = list(filter(None, [lang])) or list(site_locales) or list(locales.known())
    templates = {name: f"docs/templates/{kind.id}.{name}{kind.suffix}" for name in offered}
    facts = by_locale("template", lambda locale: locales.choose(templates, locale))
    return Problem(_opening(raw, lang), {**facts, "path": problem.facts["path"]})


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
    known = [name for name, info in model.model_fields.items() if not of(info).section]
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    facts = {**where.facts((*place, key)), "key": shown(key), "allowed": ", ".join(near or known)}
    if near:
        return Problem("field_unknown_near", facts)
    return Problem("field_unknown", facts)


def term(
    place: KeyPlace, found: str, known: Iterable[str], model: type[SheetModel], where: Where
) -> Problem:
    """Return the problem of a word that is not in a closed list, with the nearest, or with all."""
    listed = list(known)
    near = get_close_matches(found, listed, n=1, cutoff=0.6)
    facts = {**where.facts(place), **label(place, model), "key": _key(place)}
    code = "field_term"
    if near:
        code = "field_term_near"
    elif not listed:
        code = "field_term_empty"
    return Problem(code, {**facts, "found": shown(found), "allowed": ", ".join(near or listed)})


def shown(value: object) -> str:
    """Return a value on one short line."""
    text = " ".join(str(value).split())
    if len(text) > SHOWN:
        text = f"{text[: SHOWN - 1]}…"
    return text


def by_locale(name: str, tell: Callable[[str], str]) -> dict[str, str]:
    """Return a fact of a Problem for the readers of each locale."""
    return {f"{name}.{locale}": tell(locale) for locale in locales.known()}


def label(place: KeyPlace, model: type[SheetModel]) -> dict[str, str]:
    """Return the name of a place as an editor reads it: "Parcours, 2, Date"."""
    return by_locale("label", lambda locale: model_paths.label_at(model, place, locale))


def _problem(
    error: ErrorDetails, place: KeyPlace, model: type[SheetModel], where: Where
) -> Problem:
    if error["type"] == "extra_forbidden":
        around = model_paths.model_at(model, place[:-1]) or model
        return unknown(str(place[-1]), around, where, place[:-1])
    field = model_paths.field_at(model, place)
    facts = {**where.facts(place), **label(place, model), "key": _key(place)}
    if field:
        facts |= by_locale("help", field.help)
    if error["type"] == "missing":
        return _missing(facts, place, field, where)
    found = {"found": shown(error["input"])}
    return Problem("field_value", {**facts, **found, **_expected(error, field), **_example(field)})


def _missing(
    facts: Mapping[str, str], place: KeyPlace, field: Field | None, where: Where
) -> Problem:
    if field and field.info.section:
        return Problem("section_missing", {**facts, "heading": field.label(where.lang)})
    code = "key_missing"
    if where.lang:
        code = "field_missing"
    return Problem(code, {**facts, "key": str(place[-1]), **_example(field)})


def _expected(error: ErrorDetails, field: Field | None) -> dict[str, str]:
    """Return what a field expects, in each locale, or else in pydantic's words."""
    choices = field and field.info.choices
    key = f"expected.{error['type']}"
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
