"""watch_sources.yml, taxonomy.yml, mkdocs.yml -> typed data with lines, and what is wrong in them.

What is wrong is told in English, to those who run an instance: file, line, key, what was found,
what is allowed, the nearest right word.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.errors import ConfigError
from knowledge.model import Problem
from knowledge.storage import validation, yaml_document
from knowledge.storage.validation import Invalid
from knowledge.storage.yaml_document import KeyPlace, Refusal, YamlNode

T = TypeVar("T")

MAX_BYTES = 2_000_000


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


def load(path: Path) -> ConfigFile:
    """Read a YAML file, with the types of YAML 1.1; an empty file gives {}.

    Raises ConfigError with the file and the line of each fault of form.
    """
    text = _text(path)
    tree = yaml_document.parse(text)
    root = _guarded(path, tree.whole)
    if refused := [_refused(path, refusal) for refusal in tree.refusals if refusal.what != "end"]:
        raise ConfigError(refused)
    if root is None:
        return ConfigFile(path, {})
    if wrong := list(_wrong_keys(root, path)):
        raise ConfigError(wrong)
    types = _Types()
    data = _guarded(path, lambda: types.value(root, ()))
    return ConfigFile(path, data, yaml_document.lines(root), types.texts)


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


def _plain(path: Path) -> Any:
    if path.is_symlink():
        raise ConfigError([problem(path, "is a link: replace it by the file itself")])
    try:
        # A SafeLoader that knows fewer tags: bandit's rule sees the class's name alone.
        return yaml.load(path.read_bytes(), Loader=_Lenient)  # noqa: S506
    except FileNotFoundError:
        return None
    except (yaml.YAMLError, OSError) as error:
        said = " ".join(str(error).split())[:300]
        raise ConfigError([problem(path, f"cannot be read: {said}")]) from error


class _Lenient(yaml.SafeLoader):
    """Reads plain data; a tag such as !ENV, which only MkDocs can follow, gives nothing."""


_Lenient.add_multi_constructor("", lambda *_: None)


def _text(path: Path) -> str:
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


def _guarded(path: Path, read: Callable[[], T]) -> T:
    try:
        return read()
    except yaml.MarkedYAMLError as error:
        marks = (error.problem_mark, error.context_mark)
        line = next((mark.line + 1 for mark in marks if mark), 1)
        found = f"is not valid YAML: {error.problem or error}"
        raise ConfigError([problem(path, found, line)]) from error
    except yaml.YAMLError as error:
        found = f"is not valid YAML: {' '.join(str(error).split())}"
        raise ConfigError([problem(path, found)]) from error


def _refused(path: Path, refusal: Refusal) -> Problem:
    found = f'anchors and aliases are not allowed ("{refusal.found}"): write the value out'
    if refusal.what == "document":
        found = "is not valid YAML: but found another document"
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
            said = f'"{node.text[:60]}" is no valid value: {error}'
            raise yaml.constructor.ConstructorError(problem=said, problem_mark=mark) from error
        if not isinstance(value, str):
            self.texts[place] = node.text
        return value


def _id_of(element: object) -> str:
    """Return the id of an element of a list, "" where it has none."""
    found = _inside(element, "id")
    if isinstance(found, str):
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
        return f"allowed: {wrong.context['expected']}"
    return wrong.message[:1].lower() + wrong.message[1:]
