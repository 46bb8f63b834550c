"""Records -> an index by the library lunr, where there is no browser or no server.

lunr gets words that are reduced already, so that it neither parts, stems nor leaves out any:
French, Dutch and English are stemmed and their accents folded by publish.search.words, on both
sides. It tells which records have a token, and in which field: the field is the token's weight
there, and publish.search.query scores by it as everywhere.
"""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import chain

from lunr.builder import Builder
from lunr.index import Index
from lunr.query import QueryPresence

from publish.search.query import Match
from publish.search.records import Record


def build(records: Sequence[Record], numbers: Sequence[int] = ()) -> Index:
    """Index records under their numbers, or those of `numbers` alone; each weight is a field of its
    own.
    """
    chosen = list(numbers) or range(len(records))
    documents = {number: dict(records[number].weighted) for number in chosen}
    weights = sorted(set(chain.from_iterable(documents.values())))
    builder = Builder()
    builder.ref("number")
    for weight in weights:
        builder.field(_field(weight))
    for number, document in documents.items():
        fields = {_field(weight): document.get(weight, "") for weight in weights}
        builder.add({"number": str(number), **fields})
    return builder.build()


def matcher(index: Index) -> Match:
    """Return what asks an index for one token's records, and its weight in each."""
    return cache(partial(_match, index))


def serialised(index: Index) -> Mapping[str, object]:
    """Return the index as lunr.js reads it (lunr.Index.load)."""
    told: Mapping[str, object] = index.serialize()
    return told


def _match(index: Index, token: str) -> Mapping[int, float]:
    query = index.create_query()
    query.term(token, use_pipeline=False, presence=QueryPresence.REQUIRED)
    found = {}
    for result in index.query(query):
        fields = result["match_data"].metadata[token]
        found[int(result["ref"])] = max(map(_weight, fields))
    return found


def _field(weight: float) -> str:
    return f"w{weight:g}".replace(".", "_")


def _weight(field: str) -> float:
    return float(field.removeprefix("w").replace("_", "."))
