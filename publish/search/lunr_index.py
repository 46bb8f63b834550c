"""Records -> an index by the library lunr, where there is no browser or no server.

lunr gets words that are reduced already, so that it neither parts, stems nor leaves out any:
French, Dutch and English are stemmed and their accents folded by publish.search.words, on both
sides.
"""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import chain

from lunr.builder import Builder
from lunr.index import Index
from lunr.query import Query, QueryPresence

from publish.search import words
from publish.search.query import Match, Scores
from publish.search.records import Record


def build(records: Sequence[Record], numbers: Sequence[int] = ()) -> Index:
    """Index records under their numbers, or those of `numbers` alone; each weight is a field of its
    own.
    """
    chosen = list(numbers) or range(len(records))
    documents = {number: dict(records[number].everything) for number in chosen}
    weights = sorted(set(chain.from_iterable(documents.values())))
    builder = Builder()
    builder.ref("number")
    for weight in weights:
        builder.field(_field(weight), boost=weight)
    for number, document in documents.items():
        fields = {_field(weight): document.get(weight, "") for weight in weights}
        builder.add({"number": str(number), **fields})
    return builder.build()


def matcher(index: Index) -> Match:
    """Return what asks an index for one token's records and scores."""
    return cache(partial(_match, index))


def serialised(index: Index) -> Mapping[str, object]:
    """Return the index as lunr.js reads it (lunr.Index.load)."""
    told: Mapping[str, object] = index.serialize()
    return told


def _match(index: Index, token: str, whole: bool) -> Scores:
    asked, wildcard = token, Query.WILDCARD_TRAILING
    if whole:
        asked, wildcard = words.whole(token), Query.WILDCARD_NONE
    query = index.create_query()
    query.term(asked, use_pipeline=False, wildcard=wildcard, presence=QueryPresence.REQUIRED)
    return {int(found["ref"]): float(found["score"]) for found in index.query(query)}


def _field(weight: float) -> str:
    return f"w{weight:g}".replace(".", "_")
