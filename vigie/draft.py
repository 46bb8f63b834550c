"""Answers, by key and language -> the files of a new sheet, or all that keeps it from being one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.errors import SheetError
from knowledge.i18n import locales
from knowledge.model import Problem
from knowledge.sheets import (
    collection,
    cross_checks,
    error_messages,
    reading,
    schema_fields,
    text,
    writing,
)
from knowledge.sheets.collection import Collection
from knowledge.sheets.error_messages import WARNINGS, Where
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.reading import Setting, Sheet
from knowledge.sheets.schema_fields import BODY, Key
from knowledge.sheets.sheet import Kind
from knowledge.sheets.values import ID
from knowledge.storage import front_matter
from knowledge.taxonomy import Taxonomy

EMPTY: tuple[object, ...] = (None, "", [], {})


@dataclass
class Draft:
    """A sheet that is being made.

    What is the same in every language is held under "", the rest by language.
    """

    kind: Kind[SheetModel]
    langs: tuple[str, ...]
    root: Path
    taxonomy: Taxonomy
    collection: Collection
    held: dict[str, dict[str, object]] = field(default_factory=dict)

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """Return the keys to answer; a kind without sections has its whole text for one."""
        own = schema_fields.keys(self.kind.model)
        if self.kind.sections or self.kind.suffix != ".md":
            return own
        return (*own, BODY)

    @cached_property
    def lists(self) -> Mapping[str, list[str]]:
        """Return the ids of each closed list."""
        return cross_checks.known(self.collection, self.taxonomy)

    def of(self, lang: str) -> dict[str, object]:
        """Return all the answers of one language."""
        return {**self.held.get("", {}), **self.held.get(lang, {})}

    def own(self, key: Key) -> bool:
        """Return whether a key has another answer in each language."""
        return self.langs != ("",) and (key is BODY or schema_fields.translated(key, self.kind))

    def place(self, key: Key, lang: str) -> str:
        """Return under which language an answer is held: "" where all share it."""
        return lang if self.own(key) else ""

    def put(self, key: Key, lang: str, value: object) -> None:
        """Keep an answer."""
        self.held.setdefault(self.place(key, lang), {})[key.name] = value

    def open(self, lang: str, *, required: bool) -> Iterator[Key]:
        """Yield the keys without an answer of one language, "" for those that all share."""
        for key in self.keys:
            asked = key.required == required and self.own(key) == bool(lang)
            if asked and key.name not in self.of(lang):
                yield key

    def wrong(self, model: type[SheetModel], key: Key, value: object) -> list[Problem]:
        """Return what is wrong with one answer by itself."""
        if key is BODY:
            return []
        where = Where("", {})
        own = _errors(model, key, value)
        if own:
            words = self.collection.vocabulary
            return error_messages.told(own, model, {key.name: value}, where, words)
        part = reading.lenient(model).model_validate({key.name: value})
        return list(self._unknown_terms(part, where))

    def missing(self) -> Iterator[Problem]:
        """Yield what is required and has no answer."""
        for lang in ("", *filter(None, self.langs)):
            for key in self.open(lang, required=True):
                yield self._missing(key, lang)

    def broken(self, lang: str) -> list[tuple[str, Problem]]:
        """Return the rules between keys that the answers break, with the key where each shows."""
        where = Where("", {}, lang)
        held = self.of(lang)
        for name in set(held) - set(self.kind.model.model_fields):
            del held[name]
        keys = reading.check(held, self.kind, where, self.collection.vocabulary)[0]
        given = {name: keys.get(name) for name in keys.model_fields_set}
        found = []
        for rule in self.kind.rules(given):
            found.append((rule.key, error_messages.broken(rule, self.kind, where)))
        return found

    def rules_broken(self, lang: str) -> list[Problem]:
        """Return the rules between keys that the answers of one language break."""
        return [problem for _, problem in self.broken(lang)]

    def drop(self, lang: str) -> None:
        """Make no sheet in a language."""
        self.langs = tuple(kept for kept in self.langs if kept != lang)

    def name(self) -> str:
        """Return an id made of the title, or of the first text that was answered."""
        for lang in self.langs:
            held = self.of(lang)
            words = held.get("title") or next(_texts(held), "")
            if words:
                return collection.slug(str(words))
        return ""

    def path(self, lang: str, name: str) -> str:
        """Return the path of the sheet's file in one language."""
        file = f"{name}{self.kind.suffix}"
        return "/".join(filter(None, ("docs", lang, self.kind.folder, file)))

    def refuse(self, name: str) -> Iterator[Problem]:
        """Yield why a sheet cannot have this id."""
        if not ID.fullmatch(name):
            yield Problem("id_wrong", {"found": name, "example": collection.slug(name)})
            return
        for lang in self.langs:
            path = self.path(lang, name)
            if _taken(self.root / path):
                yield Problem("sheet_exists", {"path": path, "kind": self.kind.id})

    def files(self, name: str) -> dict[str, bytes]:
        """Return the files, by path, each translation bound to the first language.

        Raises SheetError.
        """
        made: dict[str, bytes] = {}
        wrong: list[Problem] = []
        source = None
        for lang in self.langs:
            path = self.path(lang, name)
            raw = self._written(lang)
            found = self._read(raw, path, lang)
            wrong += found.mistakes
            sheet = found.sheet
            wrong += self._of_text(sheet, path)
            if source and not wrong:
                stamp = cross_checks.fingerprint(source)
                raw = writing.stamped(raw, path, source.lang, stamp)
            source = source or sheet
            made[path] = raw
        if wrong:
            raise SheetError(wrong)
        return made

    def _of_text(self, sheet: Sheet[SheetModel] | None, path: str) -> Iterator[Problem]:
        """Yield what is wrong with the text of a sheet; a kind without languages has none."""
        if sheet and sheet.lang:
            found = text.problems(sheet.body, path, self.root, first=sheet.body_line)
            yield from (problem for problem in found if problem.code not in WARNINGS)

    def _missing(self, key: Key, lang: str) -> Problem:
        facts = error_messages.by_locale("label", key.label)
        if lang:
            facts = {name: f"{label} ({lang})" for name, label in facts.items()}
        facts |= error_messages.by_locale("help", key.help)
        facts |= error_messages.by_locale("example", key.example)
        facts["key"] = f"{lang}.{key.name}" if lang else key.name
        if key.example(locales.REFERENCE):
            return Problem("answer_missing", facts)
        return Problem("answer_missing_text", facts)

    def _written(self, lang: str) -> bytes:
        held = self.of(lang)
        body = str(held.pop(BODY.name, "")) if BODY in self.keys else ""
        try:
            keys = self.kind.model.model_validate(held)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            where = Where("--set", {}, lang)
            words = self.collection.vocabulary
            told = error_messages.told(errors, self.kind.model, held, where, words)
            raise SheetError(told) from error
        return writing.text(self.kind, lang, keys, body).encode()

    def _read(self, raw: bytes, path: str, lang: str) -> reading.Reading:
        setting = Setting(vocabulary=self.collection.vocabulary)
        if lang:
            return reading.markdown(raw, path, self.kind, lang, setting)
        return reading.mapping(raw, path, self.kind, setting)

    def _unknown_terms(self, part: SheetModel, where: Where) -> Iterator[Problem]:
        for place, listed, word in cross_checks.named(part):
            known = self.collection.vocabulary.lists.get(listed.terms)
            # A list that is still empty, as an instance's first directory, limits nothing.
            if known and known.names and word not in known.names:
                yield error_messages.term(place, word, known, type(part), where)


def _errors(model: type[SheetModel], key: Key, value: object) -> list[ErrorDetails]:
    """Return what pydantic has against the value of a key by itself."""
    try:
        model.model_validate({key.name: value})
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return [detail for detail in errors if detail["loc"][0] == key.name]
    return []


def _taken(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def languages(kind: Kind[SheetModel], held: Collection, only: str) -> tuple[str, ...]:
    """Return the languages of a new sheet; "" for a kind with one file for all.

    They are those of the instance, or the one that was asked for. Raises SheetError for a language
    that people do not write in here.
    """
    here = tuple(filter(locales.known().__contains__, held.languages)) or locales.known()
    if only and only not in here:
        raise SheetError([Problem("language_unknown", {"found": only, "allowed": ", ".join(here)})])
    if kind.suffix != ".md":
        return ("",)
    if only:
        return (only,)
    return here


def take(draft: Draft, given: Iterable[str], spoken: str) -> list[Problem]:
    """Keep the answers of `--set key=value`, `--set fr.key=value`; return which cannot be read.

    A text without a language is in the first that is spoken here.
    """
    wrong: list[Problem] = []
    keys = {key.name: key for key in draft.keys}
    for answer in given:
        wrong += _take(draft, keys, answer, spoken)
    return wrong


def _take(draft: Draft, keys: Mapping[str, Key], answer: str, spoken: str) -> Sequence[Problem]:
    """Keep one answer; return why it cannot be read."""
    left, found, typed = answer.partition("=")
    if not found:
        return [Problem("answer_form", {"found": error_messages.shown(answer)})]
    lang, _, name = left.strip().rpartition(".")
    if name in keys and lang in ("", *draft.langs):
        return _keep(draft, keys[name], lang or spoken, typed)
    allowed = ", ".join(_near(left.strip(), keys, draft.langs))
    return [Problem("answer_key", {"found": error_messages.shown(left), "allowed": allowed})]


def _keep(draft: Draft, key: Key, lang: str, typed: str) -> Sequence[Problem]:
    try:
        value = _value(key, typed)
    except SheetError as error:
        return error.faults
    value = draft.collection.vocabulary.resolved({key.name: value}, key.model)[key.name]
    draft.put(key, lang, value)
    if value in EMPTY:
        return []
    wrong = []
    for problem in draft.wrong(draft.kind.model, key, value):
        wrong.append(Problem(problem.code, {**problem.facts, "path": f"--set {key.name}"}))
    return wrong


def _value(key: Key, typed: str) -> object:
    """Read a value: a text as it was typed, anything else as YAML. Raises SheetError."""
    if key.prose and not key.many and not key.inner:
        return typed.strip()
    read, _ = front_matter.mapping(f"{key.name}: {typed}\n".encode(), f"--set {key.name}")
    value: object = read[key.name]
    return value


def _near(found: str, names: Iterable[str], langs: Iterable[str]) -> list[str]:
    every = list(names)
    allowed = list(every)
    for lang in filter(None, langs):
        every += [f"{lang}.{name}" for name in allowed]
    return get_close_matches(found, every, n=3, cutoff=0.6) or allowed


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
