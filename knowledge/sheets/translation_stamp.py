"""A translation's file -> the same, bound to the state of its original: one line of the front
matter, no other byte.
"""

import re

import yaml

from knowledge.storage import front_matter

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
KEY = "translation"


def mark(raw: bytes, path: str, of: str, fingerprint: str) -> bytes:
    """Put `translation: {of: …, hash: …}` in the place of the one that is there, or at the end of
    the front matter.

    Raises SheetError where the file has no front matter that can be read.
    """
    held = front_matter.split(raw, path)
    lines = [line for line in _LINE.findall(held.head) if line]
    start, end = _place(held.head, lines)
    # In quotes: a hash of digits alone, or with one "e" among them, is a number to other readers of
    # YAML.
    new = f'{KEY}: {{of: {of}, hash: "{fingerprint}"}}{held.newline}'
    head = "".join([*lines[:start], new, *lines[end:]])
    text = raw.decode("utf-8")
    opened = text.index(held.head, text.index("---") + 3)
    return (text[:opened] + head + text[opened + len(held.head) :]).encode("utf-8")


def _place(head: str, lines: list[str]) -> tuple[int, int]:
    """Return the lines of the block: the first, and the one after the last.

    They are an empty place at the end where there is no block.
    """
    root = yaml.compose(head, yaml.SafeLoader)
    entries = root.value if isinstance(root, yaml.MappingNode) else []
    for key, value in entries:
        if key.value == KEY:
            return int(key.start_mark.line), _after(key, value)
    return len(lines), len(lines)


def _after(key: yaml.Node, value: yaml.Node) -> int:
    """Return the line after the last of a key's value."""
    if isinstance(value, yaml.ScalarNode) or getattr(value, "flow_style", False):
        return int(value.end_mark.line) + 1
    inner = [int(node.end_mark.line) for _, node in value.value]
    return max(inner, default=int(key.start_mark.line)) + 1
