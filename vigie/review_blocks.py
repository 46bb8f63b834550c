"""The text of an entry's file, before and after -> whether its block `review:` alone changed.

Standard library only, and stricter than YAML: what is not as the program writes it counts as
changed. The block is the line `review:` at the margin and the lines below it that are indented or
empty; whatever is indented there belongs to `review:` in every reading of YAML.
"""

import re

MAX_BLOCK = 20_000
_BREAK = re.compile(r"(?<=\n)")
_KEY = "review:"
# What ends a line in YAML 1.1 besides a line feed, and what no text holds.
_ODD = re.compile("\r(?!\n)|[\0\x85\u2028\u2029]")


def is_only_review(before: str, after: str) -> bool:
    """Return whether two texts of a file differ in the block `review:` at most."""
    first, second = _taken_apart(before), _taken_apart(after)
    if first is None or second is None or first[:2] != second[:2]:
        return False
    block = second[2]
    return block == first[2] or not (len(block) > MAX_BLOCK or _ODD.search(block))


def _taken_apart(text: str) -> tuple[str, str, str] | None:
    """Return the front matter without its block, what is below it, and the block; None where a file
    is not as expected.
    """
    lines = _BREAK.split(text)
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        return None
    ends = [number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"]
    if not ends:
        return None
    head, block = _parted(lines[: ends[0]])
    return head, "".join(lines[ends[0] :]), block


def _parted(lines: list[str]) -> tuple[str, str]:
    """Return the lines outside of the block, and those of the block."""
    head, block = list[str](), list[str]()
    inside = False
    for line in lines:
        starts = line.startswith(_KEY) and not block
        inside = starts or (inside and (line[:1] in {" ", "\t"} or not line.strip()))
        (block if inside else head).append(line)
    return "".join(head), "".join(block)
