"""Records -> which are near one another: by the words and concepts they share, each weighed by how
rare it is.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from publish.search.records import Record

# Nearer than this is worth a reader's look (1 is the same text).
NEAR = 0.08
# A word in more than this part of all records tells nothing of what one is about.
COMMON = 0.2

Vector = Mapping[str, float]


def vectors(records: Sequence[Record]) -> list[Vector]:
    """Weigh each record's tokens by their rarity; every vector has the length 1, or 0 where nothing
    is left.
    """
    weighed = [_tokens(record) for record in records]
    rare = _rarity(weighed)
    return [_unit(_weighed(tokens, rare)) for tokens in weighed]


def nearest(
    which: Iterable[int], made: Sequence[Vector], favoured: Sequence[float] = ()
) -> dict[int, list[int]]:
    """Return for each record the numbers of those near it, the nearest first; `favoured` multiplies
    their nearness.
    """
    holding: dict[str, list[int]] = {}
    for number, vector in enumerate(made):
        for token in vector:
            holding.setdefault(token, []).append(number)
    factors = favoured or [1.0] * len(made)
    return {number: _near(number, made, holding, factors) for number in which}


def _near(
    number: int, made: Sequence[Vector], holding: Mapping[str, list[int]], factors: Sequence[float]
) -> list[int]:
    score: dict[int, float] = {}
    for token, weight in made[number].items():
        for other in holding[token]:
            shared = weight * made[other][token] * factors[other]
            score[other] = score.get(other, 0) + shared
    score.pop(number, None)
    near = [other for other in score if score[other] >= NEAR]
    return sorted(near, key=lambda other: (-score[other], other))


def _rarity(weighed: Sequence[Vector]) -> Vector:
    """Weigh the tokens by how few records have them, without those that too many have."""
    counted = Counter(chain.from_iterable(weighed))
    most = max(2.0, COMMON * len(weighed))
    rare = {}
    for token, count in counted.items():
        if count <= most:
            rare[token] = math.log(1 + len(weighed) / count)
    return rare


def _tokens(record: Record) -> Vector:
    """Return a record's tokens with the square roots of their weights: a title counts more, but not
    alone.
    """
    return {token: math.sqrt(weight) for token, weight in record.tokens}


def _weighed(tokens: Vector, rare: Vector) -> Vector:
    return {token: tokens[token] * rare[token] for token in tokens if token in rare}


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {token: weight / length for token, weight in vector.items()}
