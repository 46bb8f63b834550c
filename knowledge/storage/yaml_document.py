"""YAML <-> data: one reader and one writer over PyYAML, in C where it is built.

Reading goes over a tree of nodes, each with its line and its place in the text, so that a mistake
can be told where it is and a text can be edited to the byte. It is stricter than YAML 1.1: no tags,
no anchors or aliases (a nested alias grows without bound), no key twice, and a key is the text that
is written (`no:` is "no", not False). Writing is plain: the same bytes for the same data.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Any, Literal, NamedTuple

import yaml

KeyPlace = tuple[str | int, ...]
NodeKind = Literal["text", "sequence", "mapping"]
Refused = Literal["anchor", "alias", "tag", "depth", "end", "document"]

MAX_DEPTH = 30
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Numbers to YAML 1.2 (and JavaScript) that are text to YAML 1.1: quoted, so that every reader reads
# text.
_NUMBERS_1_2 = re.compile(
    r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+)$"
)
_STARTS: dict[type, NodeKind] = {
    yaml.MappingStartEvent: "mapping",
    yaml.SequenceStartEvent: "sequence",
}
_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))
_UNLIMITED = 2**31 - 1
_FAST = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TEXT = "tag:yaml.org,2002:str"
_MAPPING = yaml.MappingStartEvent(None, None, implicit=True, flow_style=False)
_MAPPING_END = yaml.MappingEndEvent()
_SEQUENCE = yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
_SEQUENCE_END = yaml.SequenceEndEvent()
_OPENING = (yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False))
_CLOSING = (yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent())


class YamlNode:
    """A value as written. Lines and columns count from 0; `start` and `end` are characters.

    `items` are a sequence's values, or a mapping's keys and values in turn.
    """

    __slots__ = ("_begins", "_ends", "items", "kind")

    def __init__(self, kind: NodeKind, begins: Any, items: Sequence["YamlNode"] = ()) -> None:
        self.kind, self.items = kind, items
        # PyYAML's events: their marks are worked out for few nodes only.
        self._begins = self._ends = begins

    @property
    def text(self) -> str:
        """What is written, "" for a collection."""
        if self.kind != "text":
            return ""
        return str(self._begins.value)

    @property
    def plain(self) -> bool:
        """Whether this is a text without quotes."""
        return self.kind == "text" and bool(self._begins.implicit[0])

    @property
    def flow(self) -> bool:
        """Whether this is a collection in brackets or braces."""
        return self.kind != "text" and bool(self._begins.flow_style)

    @property
    def line(self) -> int:
        """The line on which this begins."""
        return int(self._begins.start_mark.line)

    @property
    def column(self) -> int:
        """The column in which this begins."""
        return int(self._begins.start_mark.column)

    @property
    def start(self) -> int:
        """The character with which this begins."""
        return int(self._begins.start_mark.index)

    @property
    def end(self) -> int:
        """The character before which this ends."""
        if self._ends is self._begins:
            return int(self._ends.end_mark.index)
        return int(self._ends.start_mark.index)

    def close(self, event: Any) -> None:
        """Note the event that ends a collection."""
        self._ends = event

    def pairs(self) -> Iterator[tuple["YamlNode", "YamlNode"]]:
        """Yield the keys of a mapping and their values."""
        return zip(self.items[::2], self.items[1::2], strict=True)

    def key_nodes(self) -> Sequence["YamlNode"]:
        """Return the keys of a mapping, the last even if its value was not read."""
        return self.items[::2]

    def is_null(self, nulls: frozenset[str] = NULLS) -> bool:
        """Return whether this is a text without quotes that YAML reads as nothing."""
        begins = self._begins
        return self.kind == "text" and begins.implicit[0] and begins.value in nulls

    def key(self) -> str:
        """Return the text of a key; any text will do for a list or a mapping, which fits no
        model.
        """
        if self.kind == "text":
            return self.text
        return repr(texts(self))


class Refusal(NamedTuple):
    """What is YAML but not accepted; `found` is the name of an anchor, an alias or a tag."""

    what: Refused
    line: int
    start: int
    found: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """A text's outermost value, None where it has none, and what is not accepted in it.

    `error` is what ended the reading early, of a text that is no YAML; `root` is then what was read
    before.
    """

    root: YamlNode | None
    refusals: list[Refusal]
    error: yaml.YAMLError | None = None

    def whole(self) -> YamlNode | None:
        """Return the outermost value. Raises the error that ended the reading early."""
        if self.error:
            raise self.error
        return self.root


def parse(text: str, *, max_depth: int = MAX_DEPTH) -> Tree:
    """Read a text as nodes, flat, so that no nesting can exhaust the stack.

    What lies deeper than `max_depth` is not read.
    """
    reading = _Reading(max_depth)
    try:
        reading.read(text)
    except yaml.YAMLError as error:
        return Tree(reading.root, reading.refusals, error)
    return Tree(reading.root, reading.refusals)


def texts(node: YamlNode, nulls: frozenset[str] = NULLS) -> Any:
    """Return a value as text, lists and mappings, None for `nulls`: YAML before it guesses types,
    so that `title: 2026` is the text "2026".
    """
    if node.is_null(nulls):
        return None
    if node.kind == "text":
        return node.text
    if node.kind == "sequence":
        return [texts(item, nulls) for item in node.items]
    return {key.key(): texts(value, nulls) for key, value in node.pairs()}


def lines(root: YamlNode, *, first: int = 1) -> dict[KeyPlace, int]:
    """Return the line of each key and element, as ("life", 0, "on"); the text begins on `first`."""
    found: dict[KeyPlace, int] = {}
    waiting: list[tuple[KeyPlace, YamlNode]] = [((), root)]
    while waiting:
        place, node = waiting.pop()
        found.setdefault(place, node.line + first)
        if node.kind == "sequence":
            waiting += [((*place, number), item) for number, item in enumerate(node.items)]
        elif node.kind == "mapping":
            for key, value in node.pairs():
                found[(*place, key.key())] = key.line + first
                waiting.append(((*place, key.key()), value))
    return found


def wrong_keys(root: YamlNode) -> list[tuple[YamlNode, YamlNode | None]]:
    """Return the keys that their mapping has already, with the first, and those that are no word
    (with None), in the order of the text.
    """
    found: list[tuple[YamlNode, YamlNode | None]] = []
    waiting = [root]
    while waiting:
        here = waiting.pop()
        waiting += [item for item in here.items if item.kind != "text"]
        if here.kind == "mapping":
            found += _wrong_keys(here)
    return sorted(found, key=lambda pair: pair[0].start)


def dump(held: Mapping[str, object]) -> str:
    """Write text, numbers, days, times, lists and mappings in block style, keys in their order,
    one value a line whatever it holds, ending in a new line.

    Every value comes back as it was from any YAML 1.1 or 1.2 reader; a lone half of a UTF-16 pair,
    which is text in no encoding, becomes the replacement character.
    """
    try:
        return _dumped(held)
    except UnicodeEncodeError:
        return _dumped({_encodable(key): _encodable(value) for key, value in held.items()})


def _wrong_keys(mapping: YamlNode) -> Iterator[tuple[YamlNode, YamlNode | None]]:
    words = {key.text for key in mapping.key_nodes()}
    if len(words) == len(mapping.key_nodes()) and "" not in words:
        return
    first: dict[str, YamlNode] = {}
    for key in mapping.key_nodes():
        if not key.text:
            yield key, None
        elif (known := first.setdefault(key.text, key)) is not key:
            yield key, known


class _Reading:
    """The nodes that are read so far."""

    def __init__(self, max_depth: int) -> None:
        self.root: YamlNode | None = None
        self.refusals: list[Refusal] = []
        self._opened: list[tuple[YamlNode, list[YamlNode]]] = []
        self._max_depth, self._too_deep = max_depth, False

    def read(self, text: str) -> None:
        """Read a text. Raises yaml.YAMLError."""
        loader = LOADER(text)
        try:
            for event in iter(loader.get_event, None):
                if type(event) is yaml.ScalarEvent:
                    self._add(YamlNode("text", event), event)
                else:
                    self._take(event, type(event))
                if self._too_deep:
                    break
        finally:
            loader.dispose()

    def _take(self, event: Any, kind: type) -> None:
        if kind in _ENDS:
            self._opened.pop()[0].close(event)
        elif kind in _STARTS:
            self._open(_STARTS[kind], event)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent and self.root:
            self._note("document", event)
        elif kind is yaml.DocumentEndEvent and event.explicit:
            self._note("end", event)

    def _alias(self, event: Any) -> None:
        self._note("alias", event, event.anchor)
        marks = event.start_mark, event.end_mark
        nothing = yaml.ScalarEvent(None, None, (True, False), "", *marks)
        self._add(YamlNode("text", nothing), nothing)

    def _add(self, node: YamlNode, event: Any) -> None:
        if event.anchor:
            self._note("anchor", event, event.anchor)
        elif event.tag:
            self._note("tag", event, event.tag)
        if self._opened:
            self._opened[-1][1].append(node)
        elif self.root is None:
            self.root = node

    def _open(self, kind: NodeKind, event: Any) -> None:
        items: list[YamlNode] = []
        node = YamlNode(kind, event, items)
        self._add(node, event)
        if len(self._opened) == self._max_depth:
            self._too_deep = True
            self._note("depth", event)
        self._opened.append((node, items))

    def _note(self, what: Refused, event: Any, found: str = "") -> None:
        mark = event.start_mark
        self.refusals.append(Refusal(what, mark.line, mark.index, found))


class _Representer(yaml.representer.SafeRepresenter):
    """How what is no text is written; a time as ISO 8601 to the second."""


class _Resolver(yaml.resolver.Resolver):
    """What a reader takes a plain text for."""


def _time(representer: Any, value: datetime) -> Any:
    moment = value.isoformat(timespec="seconds")
    return representer.represent_scalar("tag:yaml.org,2002:timestamp", moment)


_Representer.add_representer(datetime, _time)
_Resolver.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBERS_1_2, list("-+.0123456789"))
_REPRESENTER, _RESOLVER = _Representer(), _Resolver()


def _dumped(held: Mapping[str, object]) -> str:
    made = _emitted(held, _FAST)
    # The emitter in Python, twelve times slower; the one in C writes an emoji as \U0001F600, which
    # nobody can read.
    if "\\U000" in made:
        made = _emitted(held, yaml.SafeDumper)
    return made


def _emitted(held: Mapping[str, object], dumper: type) -> str:
    events: list[yaml.Event] = []
    _add_events(events, dict(held))
    made: str = yaml.emit(
        [*_OPENING, *events, *_CLOSING], Dumper=dumper, allow_unicode=True, width=_UNLIMITED
    )
    return made


def _add_events(events: list[yaml.Event], value: object) -> None:
    """Add what the emitter is told of a value: no aliases, everything in block style."""
    if isinstance(value, str):
        events.append(_text(value))
    elif isinstance(value, dict):
        events.append(_MAPPING)
        for item in chain.from_iterable(value.items()):
            _add_events(events, item)
        events.append(_MAPPING_END)
    elif isinstance(value, list | tuple):
        events.append(_SEQUENCE)
        for item in value:
            _add_events(events, item)
        events.append(_SEQUENCE_END)
    else:
        events.append(_other(value))


@lru_cache(maxsize=2_000)  # Keys, kinds and themes come again and again.
def _text(value: str) -> yaml.Event:
    style = '"' if _BREAKS.search(value) else None
    return yaml.ScalarEvent(None, _TEXT, (_tag_of(value) == _TEXT, True), value, style=style)


def _other(value: object) -> yaml.Event:
    node = _REPRESENTER.represent_data(value)
    return yaml.ScalarEvent(None, node.tag, (_tag_of(node.value) == node.tag, False), node.value)


def _tag_of(plain: str) -> str:
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, plain, (True, False))  # type: ignore[no-untyped-call]
    return tag


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    return value
