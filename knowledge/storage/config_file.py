"""watch_sources.yml, taxonomy.yml, mkdocs.yml -> typed data with lines, and what is wrong in them.

What is wrong is told in English, to those who run an instance: file, line, key, what was found,
what is allowed, the nearest right word.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import filterfalse
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.errors import ConfigError
from knowledge.model import Problem
from knowledge.storage import validation, yaml_document, yaml_mistakes
from knowledge.storage.validation import Invalid
from knowledge.storage.yaml_document import KeyPlace, Refusal, YamlNode

T = TypeVar("T")

MAX_BYTES = 2_000_000
# An id that a place in the file may be told by.
_TOLD_ID = re.compile(r"[^\]\n]{1,80}")
# The rules of pydantic whose words the catalogues have.
_SAID = frozenset(
    (
        *("string_type", "bool_type", "bool_parsing", "int_type", "int_parsing"),
        *("int_from_float", "float_type", "float_parsing", "list_type", "tuple_type"),
        *("dict_type", "model_type", "less_than_equal", "greater_than_equal", "greater_than"),
        *("string_pattern_mismatch", "string_too_long", "string_too_short", "too_short"),
    )
)


@dataclass(frozen=True)
class ConfigFile:
    """A file as written: its data, and the line (from 1) of each place, as ("sources", 0, "url").

    `texts` holds what the file says for each value that YAML does not read as text: "no" for False,
    0123 for 83.
    """

    path: Path
    data: Any
    lines: Mapping[KeyPlace, int] = field(default_factory=dict)
    texts: Mapping[KeyPlace, str] = field(default_factory=dict)

    def line(self, place: KeyPlace) -> int:
        """Return the line of a place, or of the nearest part around it that the file holds."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def name(self, place: KeyPlace) -> str:
        """Return a place as people say it: `sources[inrs].rights.regime`; an element without an id
        by its number from 1.
        """
        said, here = "", self.data
        for step in place:
            here = _inside(here, step)
            if isinstance(step, int):
                said += f"[{_id_of(here) or f'#{step + 1}'}]"
            else:
                said += f".{step}"
        return said.removeprefix(".") or "the file"

    def problem(
        self,
        place: KeyPlace,
        message: str,
        *,
        allowed: Iterable[str] = (),
        near: str = "",
        choices: Iterable[str] = (),
    ) -> Problem:
        """Return "key: message; allowed: …; did you mean …?" at its line.

        `allowed` is listed; `choices` are only compared with `near`, the word that was found.
        """
        allowed = sorted(allowed)
        parts = [message]
        if allowed:
            parts.append(f"allowed: {', '.join(allowed)}")
        nearest = near and validation.nearest(near, [*allowed, *choices])
        if nearest != near and nearest:
            parts.append(f'did you mean "{nearest}"?')
        return problem(self.path, f"{self.name(place)}: {'; '.join(parts)}", self.line(place))

    def twice(self, ids: Iterable[tuple[KeyPlace, str]]) -> Iterator[Problem]:
        """Yield each id of a list that stands twice, at its place."""
        first: dict[str, int] = {}
        for place, name in ids:
            if name in first:
                message = f'the id "{name}" stands twice (first on line {first[name]})'
                yield self.problem(place, message)
            first.setdefault(name, self.line(place))

    def unsaid(
        self, place: KeyPlace, texts: Container[str], spoken: Iterable[str], what: str = "a label"
    ) -> Iterator[Problem]:
        """Yield that a text is absent in a language of the site."""
        absent = list(filterfalse(texts.__contains__, spoken))
        if absent:
            message = f"{what} is needed in each language of the site; absent: {', '.join(absent)}"
            yield self.problem(place, message)

    def problems(
        self, error: ValidationError, model: type[BaseModel], *, at: KeyPlace = ()
    ) -> list[Problem]:
        """Return each mistake that pydantic found.

        `at` is the place where the validated part is in the file, () for the whole.
        """
        here = self.data
        for step in at:
            here = _inside(here, step)
        # What is neither true, false nor a mapping of known keys is told once, where it is nearest
        # to being right.
        found = validation.deepest(validation.invalid(error, here))
        return [self._told(wrong, model, at) for wrong in found]

    def _told(self, wrong: Invalid, model: type[BaseModel], at: KeyPlace) -> Problem:
        place = (*at, *wrong.place)
        if wrong.rule == "extra_forbidden":
            allowed = validation.keys_at(model, wrong.place[:-1])
            return self.problem(place, "unknown key", allowed=allowed, near=str(place[-1]))
        if wrong.rule == "missing":
            return self.problem(place, "this key is required and absent")
        message = f"found {self._found(wrong.found, place)}; {_allowed(wrong)}"
        return self.problem(place, message, choices=wrong.choices(), near=str(wrong.found))

    def _found(self, value: object, place: KeyPlace) -> str:
        text = self.texts.get(place)
        if text is None or text == repr(value):
            return validation.shown(repr(value))
        if value is None:
            return "nothing"
        read = validation.shown(repr(value))
        if isinstance(value, date):
            read = "a date"
        return f"{text[:60]} (which YAML reads as {read} unless it stands in quotes)"


def problem(path: Path, found: str, line: int | None = None) -> Problem:
    """Return what is wrong on a line of a file, or with the whole of it."""
    where = {"path": path.name}
    if line is not None:
        where["line"] = str(line)
    return Problem("configuration", {**where, "found": found})


def load(path: Path, *, lenient: bool = False) -> ConfigFile:
    """Read a YAML file, with the types of YAML 1.1; an empty file gives {}.

    One that is `lenient` may have tags, which MkDocs follows; of what bears one the plain data are
    returned. Raises ConfigError with the file and the line of each fault of form.
    """
    return parsed(path, text_of(path), lenient=lenient)


def parsed(path: Path, text: str, *, lenient: bool = False) -> ConfigFile:
    """Read the text of a YAML file, as `load` does; the path is for what is said of it."""
    tree = yaml_document.parse(text)
    root = _guarded(path, text, tree.whole)
    passed = {"end", "tag"} if lenient else {"end"}
    if refused := [_refused(path, found) for found in tree.refusals if found.what not in passed]:
        raise ConfigError(refused)
    if root is None:
        return ConfigFile(path, {})
    if wrong := list(_wrong_keys(root, path)):
        raise ConfigError(wrong)
    types = _Types()
    data = _guarded(path, text, lambda: types.value(root, ()))
    return ConfigFile(path, data, yaml_document.lines(root), types.texts)


def text_of(path: Path) -> str:
    """Return the text of a file. Raises ConfigError on what is no file that people write."""
    if path.is_symlink():
        raise ConfigError([problem(path, "is a link: replace it by the file itself")])
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as error:
        found = f"cannot be read: {error.strerror or error}"
        raise ConfigError([problem(path, found)]) from error
    if len(body) > MAX_BYTES:
        found = f"is over {MAX_BYTES} bytes: not a file that people write"
        raise ConfigError([problem(path, found)])
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        found = "is not UTF-8 text; save it as UTF-8"
        raise ConfigError([problem(path, found, line)]) from error


def settings(path: Path, part: str) -> dict[str, Any]:
    """Return the mapping under a key of a mkdocs.yml, {} where there is none, without MkDocs.

    Raises ConfigError on what is no YAML, and on a link: it may lead to any file.
    """
    found = _inside(_plain(path), part)
    if isinstance(found, dict):
        return found
    return {}


def names(path: Path, part: str) -> frozenset[str]:
    """Return the texts of a list under a key of a mkdocs.yml, none where there is none.

    Raises ConfigError as `settings` does.
    """
    found = _inside(_plain(path), part)
    if isinstance(found, list):
        return frozenset(map(str, found))
    return frozenset()


def text(path: Path, key: str) -> str:
    """Return the text of a key of a mkdocs.yml, "" where there is none.

    Raises ConfigError as `settings` does.
    """
    found = _inside(_plain(path), key)
    return found if isinstance(found, str) else ""


def _plain(path: Path) -> Any:
    if not (path.exists() or path.is_symlink()):
        return None
    text = text_of(path)
    try:
        # A SafeLoader that knows fewer tags: bandit's rule sees the class's name alone.
        return yaml.load(text, Loader=_Lenient)  # noqa: S506
    except yaml.YAMLError as error:
        raise ConfigError([_unread(path, text, error)]) from error


class _Lenient(yaml.SafeLoader):
    """Reads plain data; a tag such as !ENV, which only MkDocs can follow, gives nothing."""


_Lenient.add_multi_constructor("", lambda *_: None)


def _guarded(path: Path, text: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except _NoValueError as error:
        raise ConfigError([problem(path, str(error), error.line)]) from error
    except yaml.YAMLError as error:
        raise ConfigError([_unread(path, text, error)]) from error


def _unread(path: Path, text: str, error: yaml.YAMLError) -> Problem:
    """Return what is wrong with a text that is no YAML: its line, and the cause in plain words."""
    line = yaml_mistakes.line_of(error)
    found = f"is not valid YAML: {yaml_mistakes.cause(error, text)}"
    mistake = yaml_mistakes.first(text, line - 1)
    # A tag of MkDocs' settings is no mistake.
    if mistake is None or '"!' in mistake.mended:
        return problem(path, found, line)
    if mistake.mended:
        found = f"{found}; write: {mistake.mended.strip()[:80]}"
    return problem(path, found, mistake.line + 1)


class _NoValueError(Exception):
    """A value that YAML takes for a day or an hour, and that is none; `line` is its own."""

    def __init__(self, text: str, line: int) -> None:
        super().__init__(f'"{text[:60]}" is no day or hour that exists')
        self.line = line


def _refused(path: Path, refusal: Refusal) -> Problem:
    found = f'anchors and aliases are not allowed ("{refusal.found}"): write the value out'
    if refusal.what == "document":
        found = "is not valid YAML: a line of three hyphens begins a second document"
    elif refusal.what == "tag":
        found = f'tags are not allowed ("{refusal.found}")'
    elif refusal.what == "depth":
        found = f"is nested more than {yaml_document.MAX_DEPTH} deep"
    return problem(path, found, refusal.line + 1)


def _wrong_keys(root: YamlNode, path: Path) -> Iterator[Problem]:
    for key, first in yaml_document.wrong_keys(root):
        found = "a key must be a word"
        if first:
            found = f'the key "{key.text}" stands twice (first on line {first.line + 1})'
        yield problem(path, found, key.line + 1)


class _Types:
    """Values with the types that YAML 1.1 gives them; `texts` as in ConfigFile."""

    def __init__(self) -> None:
        self.texts: dict[KeyPlace, str] = {}
        # What in PyYAML has no types; its C loader has neither of the two methods below.
        self._loader: Any = yaml.SafeLoader("")

    def value(self, node: YamlNode, place: KeyPlace) -> Any:
        """Return the value of a node."""
        if node.kind == "sequence":
            return [self.value(item, (*place, step)) for step, item in enumerate(node.items)]
        if node.kind == "mapping":
            return {key.text: self.value(item, (*place, key.text)) for key, item in node.pairs()}
        return self._scalar(node, place)

    def _scalar(self, node: YamlNode, place: KeyPlace) -> object:
        mark = yaml.Mark("", node.start, node.line, node.column, None, 0)
        tag = self._loader.resolve(yaml.ScalarNode, node.text, (node.plain, not node.plain))
        try:
            value = self._loader.construct_object(yaml.ScalarNode(tag, node.text, mark, mark))
        except ValueError as error:  # 2026-02-30
            raise _NoValueError(node.text, node.line + 1) from error
        if not isinstance(value, str):
            self.texts[place] = node.text
        return value


def _id_of(element: object) -> str:
    """Return the id of an element of a list, "" where it has none that can be told in a line."""
    found = _inside(element, "id")
    if isinstance(found, str) and _TOLD_ID.fullmatch(found):
        return found
    return ""


def _inside(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _allowed(wrong: Invalid) -> str:
    if wrong.rule == "value_error":
        return str(wrong.context["error"])
    if wrong.rule in validation.CHOICES:
        return f"allowed: {', '.join(wrong.choices())}"
    if wrong.rule not in _SAID:
        return "this value is not one that the key takes"
    return wrong.message[:1].lower() + wrong.message[1:]
