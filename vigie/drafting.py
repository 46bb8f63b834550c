"""Answers, by key and language -> the files of a new sheet, or all that keeps it from being one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

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
    translation_stamp,
    writing,
)
from knowledge.sheets.collection import Collection
from knowledge.sheets.error_messages import Where
from knowledge.sheets.field_info import Model
from knowledge.sheets.reading import Sheet
from knowledge.sheets.schema_fields import BODY, Key
from knowledge.sheets.sheet import Kind
from knowledge.sheets.values import ID
from knowledge.storage import front_matter_file
from knowledge.taxonomy import Taxonomy


@dataclass
class Draft:
    """A sheet that is being made: what is the same in every language is held under "", the rest by
    language.
    """

    kind: Kind[Model]
    langs: tuple[str, ...]
    root: Path
    taxonomy: Taxonomy
    collection: Collection
    held: dict[str, dict[str, Any]] = field(default_factory=dict)

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """List the keys that may be answered; a kind without sections has its whole text for one."""
        own = schema_fields.keys(self.kind.model)
        return own if self.kind.sections or self.kind.suffix != ".md" else (*own, BODY)

    @cached_property
    def lists(self) -> Mapping[str, list[str]]:
        """Give the ids of each closed list."""
        return cross_checks.known(self.collection, self.taxonomy)

    def of(self, lang: str) -> dict[str, Any]:
        """Give all the answers of one language."""
        return {**self.held.get("", {}), **self.held.get(lang, {})}

    def own(self, key: Key) -> bool:
        """Say whether a key has another answer in each language."""
        return self.langs != ("",) and (key is BODY or schema_fields.translated(key, self.kind))

    def put(self, key: Key, lang: str, value: Any) -> None:
        """Keep an answer."""
        self.held.setdefault(lang if self.own(key) else "", {})[key.name] = value

    def open(self, lang: str, *, required: bool) -> Iterator[Key]:
        """Yield the keys of one language, "" for those that all share, that have no answer yet."""
        for key in self.keys:
            if (
                key.required == required
                and self.own(key) == bool(lang)
                and key.name not in self.of(lang)
            ):
                yield key

    def wrong(self, model: type[Model], key: Key, value: Any) -> list[Problem]:
        """Say what is wrong with one answer by itself."""
        if key is BODY:
            return []
        where = Where("", {})
        try:
            model.model_validate({key.name: value})
        except ValidationError as error:
            own = [one for one in error.errors(include_url=False) if one["loc"][0] == key.name]
            if own:
                return error_messages.told(own, model, {key.name: value}, where)
        part = reading.lenient(model).model_validate({key.name: value})
        return list(self._strange(part, where))

    def missing(self) -> Iterator[Problem]:
        """Yield what is required and has no answer."""
        for lang in ("", *filter(None, self.langs)):
            for key in self.open(lang, required=True):
                facts = error_messages.by_locale("label", key.label)
                if lang:
                    facts = {name: f"{label} ({lang})" for name, label in facts.items()}
                facts |= error_messages.by_locale("help", key.help)
                facts |= error_messages.by_locale("example", key.example)
                code = "answer_missing" if key.example(locales.REFERENCE) else "answer_missing_text"
                yield Problem(code, {**facts, "key": f"{lang}.{key.name}" if lang else key.name})

    def broken(self, lang: str) -> list[tuple[str, Problem]]:
        """Give each rule between keys that the answers of a language break, with the key where it
        shows.
        """
        held = {
            key: one for key, one in self.of(lang).items() if key in self.kind.model.model_fields
        }
        keys = reading.check(held, self.kind, Where("", {}, lang))[0]
        given = {name: keys.get(name) for name in keys.model_fields_set}
        where = Where("", {}, lang)
        return [
            (one.key, error_messages.broken(one, self.kind, where))
            for one in self.kind.rules(given)
        ]

    def name(self) -> str:
        """Make an id of the title, or of the first text that was answered."""
        for lang in self.langs:
            held = self.of(lang)
            words = held.get("title") or next(_words(held), "")
            if words:
                return collection.slug(words)
        return ""

    def path(self, lang: str, name: str) -> str:
        """Give the path of the sheet's file in one language."""
        return "/".join(filter(None, ("docs", lang, self.kind.folder, f"{name}{self.kind.suffix}")))

    def refuse(self, name: str) -> Iterator[Problem]:
        """Yield why a sheet cannot have this id."""
        if not ID.fullmatch(name):
            yield Problem("id_wrong", {"found": name, "example": collection.slug(name)})
            return
        for lang in self.langs:
            path = self.path(lang, name)
            if (self.root / path).exists() or (self.root / path).is_symlink():
                yield Problem("sheet_exists", {"path": path, "kind": self.kind.id})

    def files(self, name: str) -> dict[str, bytes]:
        """Write the files, by path, each translation bound to the first language.

        Raises SheetError.
        """
        made: dict[str, bytes] = {}
        wrong: list[Problem] = []
        source: Sheet[Model] | None = None
        for lang in self.langs:
            path = self.path(lang, name)
            raw = self._written(lang)
            found = self._read(raw, path, lang)
            wrong += found.problems
            if found.sheet and lang:
                wrong += text.problems(
                    found.sheet.body, path, self.root, first=found.sheet.body_line
                )
            if source and not wrong:
                raw = translation_stamp.mark(
                    raw, path, source.lang, cross_checks.fingerprint(source)
                )
            source = source or found.sheet
            made[path] = raw
        if wrong:
            raise SheetError(wrong)
        return made

    def _written(self, lang: str) -> bytes:
        held = {
            key: one
            for key, one in self.of(lang).items()
            if key != BODY.name or BODY not in self.keys
        }
        try:
            keys = self.kind.model.model_validate(held)
        except ValidationError as error:
            raise SheetError(
                error_messages.told(
                    error.errors(include_url=False), self.kind.model, held, Where("--set", {}, lang)
                )
            ) from error
        body = str(self.of(lang).get(BODY.name, "")) if BODY in self.keys else ""
        return writing.text(self.kind, lang, keys, body).encode()

    def _read(self, raw: bytes, path: str, lang: str) -> reading.Reading:
        return (
            reading.markdown(raw, path, self.kind, lang)
            if lang
            else reading.mapping(raw, path, self.kind)
        )

    def _strange(self, part: Any, where: Where) -> Iterator[Problem]:
        for place, terms_of, word in cross_checks.named(part):
            known = self.lists.get(terms_of.terms, ())
            # A list that is still empty, as an instance's first directory, limits nothing.
            if known and word not in known:
                yield error_messages.term(place, word, known, type(part), where)


def take(draft: Draft, given: Iterable[str], spoken: str) -> list[Problem]:
    """Keep the answers of `--set key=value`, `--set fr.key=value`; say which cannot be read.

    A text without a language is in the first that is spoken here.
    """
    wrong: list[Problem] = []
    named = {key.name: key for key in draft.keys}
    for one in given:
        left, found, typed = one.partition("=")
        lang, _, name = left.strip().rpartition(".")
        if not found:
            wrong.append(Problem("answer_form", {"found": error_messages.shown(one)}))
        elif name not in named or (lang and lang not in draft.langs):
            allowed = _near(left.strip(), named, draft.langs)
            wrong.append(
                Problem(
                    "answer_key",
                    {"found": error_messages.shown(left), "allowed": ", ".join(allowed)},
                )
            )
        else:
            wrong += _keep(draft, named[name], lang or spoken, typed)
    return wrong


def _keep(draft: Draft, key: Key, lang: str, typed: str) -> Sequence[Problem]:
    try:
        value = _value(key, typed)
    except SheetError as error:
        return error.faults
    wrong = draft.wrong(draft.kind.model, key, value) if value not in (None, "", [], {}) else []
    draft.put(key, lang, value)
    return [Problem(one.code, {**one.facts, "path": f"--set {key.name}"}) for one in wrong]


def _value(key: Key, typed: str) -> Any:
    """Read a value: a text as it was typed, anything else as YAML. Raises SheetError."""
    if key.prose and not key.many and not key.inner:
        return typed.strip()
    read, _ = front_matter_file.mapping(f"{key.name}: {typed}\n".encode(), f"--set {key.name}")
    return read[key.name]


def _near(found: str, named: Iterable[str], langs: Iterable[str]) -> list[str]:
    every = [*named, *(f"{lang}.{name}" for lang in langs if lang for name in named)]
    return get_close_matches(found, every, n=3, cutoff=0.6) or list(named)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else ():
        yield from _words(inner)


def languages(kind: Kind[Model], held: Collection, only: str) -> tuple[str, ...]:
    """Name the languages that a new sheet has: those of the instance, or the one that was asked
    for; "" for one file.

    Raises SheetError for a language that people do not write in here.
    """
    here = tuple(one for one in held.languages if one in locales.known()) or held.languages
    if only and only not in here:
        raise SheetError([Problem("language_unknown", {"found": only, "allowed": ", ".join(here)})])
    if kind.suffix != ".md":
        return ("",)
    return (only,) if only else here
