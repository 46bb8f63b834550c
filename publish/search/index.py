"""Records -> the index of words: each token with the records that have it, by the weight that it
has in them; in packs of like size, in the order of the tokens.

A reader's word takes one pack, wherever it stands; and the program, the browser and the offline
copy score by the same weights.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import sub

from publish.search.records import Record

# So many letters of JSON in a pack: a third of them are sent.
LETTERS = 24_000

# (weight, numbers of the records where a token has that weight) pairs, the heaviest first.
Holding = Sequence[tuple[float, list[int]]]


def of(records: Iterable[Record]) -> dict[str, dict[float, list[int]]]:
    """Return which records have each token, by the weight that it has in them."""
    held: dict[str, dict[float, list[int]]] = {}
    for number, record in enumerate(records):
        for token, weight in record.tokens:
            held.setdefault(token, {}).setdefault(weight, []).append(number)
    return held


def packs(records: Iterable[Record]) -> Iterator[dict[str, Holding]]:
    """Yield the tokens in their order, a pack's worth at a time, each with its records' numbers as
    differences.
    """
    pack: dict[str, Holding] = {}
    letters = 0
    for token, groups in sorted(of(records).items()):
        pack[token] = _packed(groups)
        letters += len(json.dumps(pack[token], separators=(",", ":")))
        if letters >= LETTERS:
            yield pack
            pack, letters = {}, 0
    if pack:
        yield pack


def differences(numbers: Sequence[int]) -> list[int]:
    """Return the first number, and how much each is more than the one before it."""
    return list(map(sub, numbers, [0, *numbers]))


def _packed(groups: Mapping[float, list[int]]) -> Holding:
    """Write numbers as differences, which take less."""
    heaviest = sorted(groups.items(), reverse=True)
    return [(weight, differences(numbers)) for weight, numbers in heaviest]
