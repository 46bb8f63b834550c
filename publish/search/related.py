"""Records -> which are near one another: by the words and concepts they share, each weighed by how
rare it is.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

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
    borne: dict[str, int] = {}
    for tokens in weighed:
        for one in tokens:
            borne[one] = borne.get(one, 0) + 1
    most = max(2.0, COMMON * len(records))
    rare = {
        one: math.log(1 + len(records) / count) for one, count in borne.items() if count <= most
    }
    return [
        _unit({one: weight * rare[one] for one, weight in tokens.items() if one in rare})
        for tokens in weighed
    ]


def nearest(
    which: Iterable[int], made: Sequence[Vector], favoured: Sequence[float] = ()
) -> dict[int, list[int]]:
    """Give for each record the numbers of those near it, the nearest first; `favoured` multiplies
    their nearness.
    """
    holding: dict[str, list[int]] = {}
    for number, vector in enumerate(made):
        for one in vector:
            holding.setdefault(one, []).append(number)
    return {number: _near(number, made, holding, favoured) for number in which}


def _near(
    number: int, made: Sequence[Vector], holding: Mapping[str, list[int]], favoured: Sequence[float]
) -> list[int]:
    score: dict[int, float] = {}
    for one, weight in made[number].items():
        for other in holding[one]:
            score[other] = score.get(other, 0) + weight * made[other][one] * (
                favoured[other] if favoured else 1
            )
    score.pop(number, None)
    return sorted(
        (other for other in score if score[other] >= NEAR), key=lambda other: (-score[other], other)
    )


def _tokens(record: Record) -> dict[str, float]:
    """Give a record's tokens with the square roots of their weights: a title counts more, but not
    alone.
    """
    return {one: math.sqrt(weight) for weight, said in record.everything for one in said.split()}


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {one: weight / length for one, weight in vector.items()} if length else {}
