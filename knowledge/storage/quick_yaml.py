"""YAML that holds nothing rare -> its values, straight from the parser's events.

Reading the good case so takes half the time of a tree of nodes; `yaml_document` has the nodes, for
all that is rare or wrong and must be told where it is.
"""

from collections.abc import Callable
from typing import NamedTuple

import yaml

from knowledge.storage.yaml_document import LOADER, MAX_DEPTH, NULLS

_Value = str | list["_Value"] | dict[str, "_Value"] | None


class Block(NamedTuple):
    """A block of keys: text, None, lists and mappings, and the line (from 0) of each outermost."""

    data: dict[str, _Value]
    lines: dict[str, int]


class _RareError(Exception):
    """Something that only the nodes can judge."""


def keys(text: str) -> Block | None:
    """Return the keys of a text, None where anything in it is rare or wrong."""
    reading = _Reading()
    loader = LOADER(text)
    try:
        for event in iter(loader.get_event, None):
            _STEPS[type(event)](reading, event)
        return Block(reading.root(), reading.lines)
    except (_RareError, yaml.YAMLError):
        return None
    finally:
        loader.dispose()


class _Reading:
    """The values that are read so far: those of each open collection, keys and values in turn."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self._opened: list[list[_Value]] = [[]]

    def root(self) -> dict[str, _Value]:
        """Return the outermost keys. Raises _RareError where there are none."""
        found = self._opened[0]
        if len(found) == 1 and isinstance(found[0], dict) and found[0]:
            return found[0]
        raise _RareError

    def text(self, event: yaml.ScalarEvent) -> None:
        """Take a text in."""
        if event.anchor or event.tag:
            raise _RareError
        items = self._opened[-1]
        if len(self._opened) == 2 and not len(items) % 2:
            self._outermost(event)
        if event.implicit[0] and event.value in NULLS:
            items.append(None)
        else:
            items.append(event.value)

    def open(self, event: yaml.CollectionStartEvent) -> None:
        """Begin a list or a mapping."""
        if event.anchor or event.tag or len(self._opened) > MAX_DEPTH:
            raise _RareError
        if len(self._opened) == 1 and not _is_block_of_keys(event):
            raise _RareError
        self._opened.append([])

    def close_list(self, _event: yaml.Event) -> None:
        """End a list."""
        items = self._opened.pop()
        self._opened[-1].append(items)

    def close_mapping(self, _event: yaml.Event) -> None:
        """End a mapping."""
        items = self._opened.pop()
        held: dict[str, _Value] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, str) or key in held:
                raise _RareError
            held[key] = value
        self._opened[-1].append(held)

    def start(self, _event: yaml.Event) -> None:
        """Begin a document."""
        if self._opened[0]:
            raise _RareError

    def end(self, event: yaml.DocumentEndEvent) -> None:
        """End a document."""
        if event.explicit:
            raise _RareError

    def rare(self, _event: yaml.Event) -> None:
        """Leave what is refused to the nodes."""
        raise _RareError

    def nothing(self, _event: yaml.Event) -> None:
        """Pass over what says nothing."""

    def _outermost(self, event: yaml.ScalarEvent) -> None:
        mark = event.start_mark
        if mark is None or mark.column:
            raise _RareError
        self.lines[event.value] = mark.line


def _is_block_of_keys(event: yaml.CollectionStartEvent) -> bool:
    return type(event) is yaml.MappingStartEvent and not event.flow_style


_STEPS: dict[type[yaml.Event], Callable[..., None]] = {
    yaml.ScalarEvent: _Reading.text,
    yaml.MappingStartEvent: _Reading.open,
    yaml.SequenceStartEvent: _Reading.open,
    yaml.MappingEndEvent: _Reading.close_mapping,
    yaml.SequenceEndEvent: _Reading.close_list,
    yaml.DocumentStartEvent: _Reading.start,
    yaml.DocumentEndEvent: _Reading.end,
    yaml.AliasEvent: _Reading.rare,
    yaml.StreamStartEvent: _Reading.nothing,
    yaml.StreamEndEvent: _Reading.nothing,
}
