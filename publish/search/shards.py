"""Records -> what the browser reads: the index of words, facets as columns, shown texts, all in
small packs.

Everything is JSON, gzipped here and opened by the browser's own DecompressionStream, so that it
stays small on any server. A record's number is its place in all of them. Same input, same bytes.
"""

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path

from knowledge.i18n import text_fold
from publish.search import index
from publish.search.records import Record

# So many records' shown texts in a pack: a page of ten results takes some 14 kB, and 10,000 records
# 1,000 files.
EACH = 10
FOLDER = "search-index"
FACETS = ("kind", "theme", "from", "step", "audience", "region", "duty")
LEVEL = 9
# The words by which a mistyped one is mended; more would be a longer wait for ever rarer words.
MOST_WORDS = 8000
SHORTEST_WORD = 4


def write(
    records: Sequence[Record],
    words: Mapping[str, int],
    names: Mapping[str, object],
    folder: Path,
) -> None:
    """Write all packs and search.json, which says by a version under which address to ask for them.

    `words` are the site's words by how often they stand there; `names` what each language's browser
    must know.
    """
    made: dict[str, object] = {}
    for at in range(0, len(records), EACH):
        made[f"shown/{at // EACH}"] = [record.shown for record in records[at : at + EACH]]
    made["facets"] = facets(records)
    made["words"] = frequent(words)
    for lang, known in names.items():
        made[f"names.{lang}"] = known
    begin: list[str] = []
    for at, tokens in enumerate(index.packs(records)):
        begin.append(next(iter(tokens)))
        made[f"index/{at}"] = tokens
    told = {
        "version": _write_packs(made, folder),
        "records": len(records),
        "each": EACH,
        "begin": begin,
    }
    (folder / "search.json").write_text(json.dumps(told), encoding="utf-8")


def facets(records: Sequence[Record]) -> dict[str, object]:
    """Turn the filters into columns: for each facet its values, the most frequent first, and each
    record's by number.

    A record's values of one facet are a number, or a list of several; none is -1. `day` are
    differences of days; `story` the story or the page of each.
    """
    table: dict[str, object] = {}
    for facet in FACETS:
        each = [record.values(facet) for record in records]
        values = _frequent_first(each)
        if values:
            place = {value: number for number, value in enumerate(values)}
            numbers = map(partial(_numbers, place=place), each)
            table[facet] = {"values": values, "of": list(numbers)}
    table["day"] = index.differences(list(map(attrgetter("day"), records)))
    table["story"] = list(map(attrgetter("story"), records))
    return table


def frequent(words: Mapping[str, int]) -> list[str]:
    """Choose the words to mend mistyped ones by, the most frequent first; of two that differ in
    accents, one.
    """
    best: dict[str, str] = {}
    for word in sorted(words, key=lambda word: (-words[word], word)):
        if len(word) >= SHORTEST_WORD and "-" not in word:
            best.setdefault(text_fold.fold(word), word)
    return list(best.values())[:MOST_WORDS]


def pack(data: object) -> bytes:
    """Write data as gzipped JSON."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(written.encode(), LEVEL, mtime=0)


def _write_packs(made: Mapping[str, object], folder: Path) -> str:
    """Write the packs; return the version, which is that of their bytes."""
    digest = hashlib.sha256()
    for name in ("shown", "index"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        packed = pack(data)
        digest.update(packed)
        (folder / f"{name}.pack").write_bytes(packed)
    return digest.hexdigest()[:12]


def _numbers(found: Sequence[str], place: Mapping[str, int]) -> int | list[int]:
    match list(map(place.__getitem__, found)):
        case []:
            return -1
        case [number]:
            return number
        case numbers:
            return numbers


def _frequent_first(each: Iterable[Sequence[str]]) -> list[str]:
    counted = Counter(chain.from_iterable(each))
    return sorted(counted, key=lambda value: (-counted[value], value))
