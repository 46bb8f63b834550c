"""Records -> the words that very many of them have, each with its records in a small pack of its
own.

Pagefind's engine compares each found record with each place of a word: a word in thousands of
records takes it hundreds of milliseconds (the square of their number). The few words that are so
common are left out of its index.
"""

from collections.abc import Mapping, Sequence
from operator import sub

from publish.search import words
from publish.search.records import Record

# A word is common in so many records, and in this part of all.
LEAST, PART = 400, 0.04

# A token -> (weight, numbers of the records where it has that weight) pairs, the heaviest first.
Common = Mapping[str, list[tuple[float, list[int]]]]


def of(records: Sequence[Record]) -> Common:
    """Find the common tokens of an index, without their end mark; none in a small one."""
    most = max(LEAST, PART * len(records))
    found = {}
    for token, groups in sorted(_borne(records).items()):
        if sum(map(len, groups.values())) > most:
            found[token.removesuffix(words.END)] = sorted(groups.items(), reverse=True)
    return found


def packed(groups: Sequence[tuple[float, list[int]]]) -> list[tuple[float, list[int]]]:
    """Write numbers as differences, which take less."""
    return [(weight, differences(numbers)) for weight, numbers in groups]


def differences(numbers: Sequence[int]) -> list[int]:
    """Return the first number, and how much each is more than the one before it."""
    return list(map(sub, numbers, [0, *numbers]))


def _borne(records: Sequence[Record]) -> dict[str, dict[float, list[int]]]:
    """Return which records bear each token, by the weight that it has in them."""
    borne: dict[str, dict[float, list[int]]] = {}
    for number, record in enumerate(records):
        for weight, said in record.weighted:
            for token in said.split():
                borne.setdefault(token, {}).setdefault(weight, []).append(number)
    return borne
