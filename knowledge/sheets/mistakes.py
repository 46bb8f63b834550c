"""What the model says of a sheet -> Problems in the editor's words: the field's label, what was
found, an example.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from knowledge.model import Problem
from knowledge.sheets.error_messages import EXPECTED
from knowledge.sheets.field_info import LANGUAGES, Model, Pair, Said, of, pick
from knowledge.sheets.sheet import Kind, Mistake
from knowledge.storage.yaml_document import Place

SHOWN = 80


@dataclass(frozen=True)
class Where:
    """A file, the line of each place in it, and its language ("" for all)."""

    path: str
    lines: Mapping[Place, int]
    lang: str = ""

    def facts(self, place: Place) -> dict[str, str]:
        """Name the file and the line of a place, or of the nearest part around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return {"path": self.path, "line": str(self.lines.get(place, 1))}


def told(
    errors: Iterable[Any], model: type[Model], data: Mapping[str, Any], where: Where
) -> list[Problem]:
    """Say each error of pydantic once."""
    placed = [(_in_file(one["loc"], data), one) for one in errors]
    found: dict[Place, Problem] = {}
    for place, one in placed:
        # pydantic counts only the elements that are right: a list is not too short for holding one
        # that is wrong.
        inner = any(len(other) > len(place) and other[: len(place)] == place for other, _ in placed)
        if one["type"] != "too_short" or not inner:
            found.setdefault(place, _told(one, place, model, where))
    return list(found.values())


def of_file(problem: Problem, raw: bytes, kind: Kind, lang: str) -> Problem:
    """Say of a file without front matter, or without keys, how a sheet of this kind begins."""
    if problem.code != "sheet_no_front_matter":
        return problem
    facts = {
        f"template.{tongue}": f"docs/templates/{kind.id}.{lang or tongue}{kind.suffix}"
        for tongue in LANGUAGES
    }
    facts |= {"path": problem.facts["path"], "template.en": facts["template.fr"]}
    if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
        return Problem("sheet_empty", facts)
    if not lang:
        return Problem("sheet_no_keys", facts)
    opened = raw.removeprefix(b"\xef\xbb\xbf").startswith(b"---")
    if not opened:
        return Problem("sheet_head_missing", facts)
    closed = any(line.rstrip() == b"---" for line in raw.splitlines()[1:])
    return Problem("sheet_no_keys" if closed else "sheet_head_open", facts)


def broken(mistake: Mistake, kind: Kind, where: Where) -> Problem:
    """Say a rule that a kind has between its keys."""
    place = (mistake.key, *mistake.within)
    said = said_of(kind.model, place)
    facts = {**where.facts(place), **labels(place, kind.model), "key": str(place[-1])}
    if said:
        facts |= by_language("help", said.help)
    # A section is called by its name in the sheet's own language, whatever the reader's.
    named = {f"heading_{key}": pick(one.label, where.lang) for key, one in kind.sections.items()}
    wanted = {
        name: one
        for name, one in named.items()
        if f"{{{name}}}" in str(kind.texts.get(mistake.code))
    }
    return Problem(mistake.code, {**facts, **_example(said), **wanted, **mistake.facts})


def misplaced(keys: Iterable[str], kind: Kind, where: Where) -> Iterator[Problem]:
    """Say of each section that it stands in the front matter in place of the text."""
    for key in sorted(keys):
        facts = {**where.facts((key,)), **labels((key,), kind.model)}
        yield Problem(
            "field_is_section",
            {**facts, "key": key, "heading": pick(kind.sections[key].label, where.lang)},
        )


def unknown(key: str, model: type[Model], where: Where, place: Place = ()) -> Problem:
    """Say that there is no such key, and which one may have been meant."""
    known = [name for name, info in model.model_fields.items() if not of(info).section]
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    facts = {**where.facts((*place, key)), "key": shown(key), "allowed": ", ".join(near or known)}
    return Problem("field_unknown_near" if near else "field_unknown", facts)


def term(
    place: Place, found: str, known: Iterable[str], model: type[Model], where: Where
) -> Problem:
    """Say that a word does not stand in taxonomy.yml, nor in the directory; offer the nearest, or
    all.
    """
    listed = list(known)
    near = get_close_matches(found, listed, n=1, cutoff=0.6)
    facts = {**where.facts(place), **labels(place, model), "key": _key(place)}
    code = "field_term_near" if near else "field_term" if listed else "field_term_empty"
    return Problem(code, {**facts, "found": shown(found), "allowed": ", ".join(near or listed)})


def shown(value: object) -> str:
    """Write a value on one short line."""
    said = " ".join(str(value).split())
    return said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…"


def by_language(name: str, pair: Pair) -> dict[str, str]:
    """Give a fact of a Problem in each language; English readers are told the French words."""
    return {f"{name}.{lang}": pick(pair, lang) for lang in LANGUAGES} | {
        f"{name}.en": pick(pair, "fr")
    }


def _told(one: Any, place: Place, model: type[Model], where: Where) -> Problem:
    if one["type"] == "extra_forbidden":
        inner = inside(model, place[:-1])
        return unknown(str(place[-1]), inner or model, where, place[:-1])
    said = said_of(model, place)
    facts = {**where.facts(place), **labels(place, model), "key": _key(place)}
    if said:
        facts |= by_language("help", said.help)
    if one["type"] == "missing":
        if said and said.section:
            return Problem("section_missing", {**facts, "heading": pick(said.label, where.lang)})
        code = "field_missing" if where.lang else "key_missing"
        return Problem(code, {**facts, "key": str(place[-1]), **_example(said)})
    return Problem(
        "field_value",
        {**facts, "found": shown(one["input"]), **_expected(one, said), **_example(said)},
    )


def _expected(one: Any, said: Said | None) -> dict[str, str]:
    if said and said.words and one["type"] in {"literal_error", "enum"}:
        listed = [
            ", ".join(f"{name} ({pick(label, lang)})" for name, label in said.words.items())
            for lang in LANGUAGES
        ]
        words = (f"l’un de ces mots : {listed[0]}", f"een van deze woorden: {listed[1]}")
        return by_language("expected", words) | {"expected.en": f"one of: {', '.join(said.words)}"}
    pair, facts = EXPECTED.get(one["type"]) or ("", ""), one.get("ctx") or {}
    told = by_language("expected", pair) if pair[0] else by_language("expected", str(one["msg"]))
    return {
        name: text.format_map({key: str(value) for key, value in facts.items()})
        for name, text in told.items()
    }


def _example(said: Said | None) -> dict[str, str]:
    if said is None:
        return by_language("example", "…")
    words = next(iter(said.words), "")
    return by_language("example", said.example or words or said.help)


def said_of(model: type[Model], place: Place) -> Said | None:
    """Give what is said of the innermost key of a place that has words of its own."""
    found: Said | None = None
    here: Any = model
    for step in place:
        if (
            isinstance(step, str)
            and isinstance(here, type)
            and issubclass(here, Model)
            and step in here.model_fields
        ):
            found, here = of(here.model_fields[step]), here.model_fields[step].annotation
        here = _model_in(here)
    return found


def inside(model: type[Model], place: Place) -> type[Model] | None:
    """Give the model of what stands at a place."""
    here: Any = model
    for step in place:
        if isinstance(step, str) and isinstance(here, type) and issubclass(here, BaseModel):
            info = here.model_fields.get(step)
            here = info.annotation if info else None
        here = _model_in(here)
    return here if isinstance(here, type) and issubclass(here, Model) else None


def _model_in(annotation: Any) -> Any:
    """Find the model within an annotation, as in `tuple[Life, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {Annotated, Union, UnionType, tuple, list, dict}:
        return next(
            (one for inner in get_args(annotation) if (one := _model_in(inner)) is not None), None
        )
    return None


def labels(place: Place, model: type[Model]) -> dict[str, str]:
    """Name a place as the editor reads it: "Parcours, 2, Date"."""
    named: dict[str, str] = {}
    for lang in LANGUAGES:
        steps: list[str] = []
        for end in range(1, len(place) + 1):
            step, said = place[end - 1], said_of(model, place[:end])
            if isinstance(step, int):
                steps.append(str(step + 1))
            else:
                own = said if said_of(model, place[: end - 1]) is not said else None
                steps.append(pick(own.label, lang) if own else step)
        named[f"label.{lang}"] = ", ".join(steps)
    return named | {"label.en": _key(place)}


def _key(place: Place) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in place)


def _in_file(loc: Place, data: Mapping[str, Any]) -> Place:
    """Take out of an error's place what pydantic puts there for itself (the members of a union)."""
    kept: list[str | int] = []
    here: Any = data
    for number, step in enumerate(loc):
        inner = here[step] if _holds(here, step) else None
        if inner is not None or (number == len(loc) - 1 and not _is_tag(step)):
            kept.append(step)
            here = inner
    return tuple(kept)


def _holds(here: Any, step: str | int) -> bool:
    if isinstance(here, list):
        return isinstance(step, int) and step < len(here)
    return isinstance(here, dict) and step in here


def _is_tag(step: str | int) -> bool:
    return (isinstance(step, str) and not step.isidentifier()) or step in {
        "str",
        "int",
        "bool",
        "date",
        "datetime",
    }
