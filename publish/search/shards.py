"""Records -> what the browser reads beside the index of words: facets as columns, shown texts in
small packs.

Everything is JSON, gzipped here and opened by the browser's own DecompressionStream, so that it
stays small on any server. A record's number is its place in all of them. Same input, same bytes.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.i18n import text_fold
from publish.search import frequent_words
from publish.search.records import Record

# So many records' shown texts in a pack: a page of ten results takes some 14 kB, and 10,000 records
# 1,000 files.
EACH = 10
FACETS = ("kind", "theme", "from", "step", "audience", "region")
LEVEL = 9
# The words by which a mistyped one is mended; more would be a longer wait for ever rarer words.
MOST_WORDS = 8000
SHORTEST_WORD = 4


def write(
    records: Sequence[Record],
    words: Mapping[str, int],
    names: Mapping[str, Any],
    folder: Path,
    *,
    often: frequent_words.Common | None = None,
) -> None:
    """Write all packs and search.json, which says by a version under which address to ask for them.

    `words` are the site's words by how often they stand there; `names` what each language's browser
    must know; `often` the words that are left out of the index.
    """
    often = often or {}
    made: dict[str, Any] = {
        f"shown/{at // EACH}": _shown(records[at : at + EACH])
        for at in range(0, len(records), EACH)
    }
    made["facets"] = facets(records)
    made["words"] = frequent(words)
    made |= {f"names.{lang}": known for lang, known in names.items()}
    made |= {f"common/{token}": frequent_words.packed(groups) for token, groups in often.items()}
    digest = hashlib.sha256()
    for name in ("shown", "common"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        packed = pack(data)
        digest.update(packed)
        (folder / f"{name}.pack").write_bytes(packed)
    told = {
        "version": digest.hexdigest()[:12],
        "records": len(records),
        "each": EACH,
        "common": sorted(often),
    }
    (folder / "search.json").write_text(json.dumps(told), encoding="utf-8")


def facets(records: Sequence[Record]) -> dict[str, Any]:
    """Turn the filters into columns: for each facet its values, the most frequent first, and each
    record's by number.

    A record's values of one facet are a number, or a list of several; none is -1. `day` are
    differences of days.
    """
    table: dict[str, Any] = {}
    for facet in FACETS:
        each = [[value for name, value in record.filters if name == facet] for record in records]
        values = _frequent_first(value for found in each for value in found)
        if values:
            place = {value: number for number, value in enumerate(values)}
            numbers = [[place[value] for value in found] for found in each]
            column = [-1 if not row else row[0] if len(row) == 1 else row for row in numbers]
            table[facet] = {"values": values, "of": column}
    days = [record.day for record in records]
    table["day"] = [day - before for before, day in zip([0, *days], days, strict=False)]
    return table


def frequent(words: Mapping[str, int]) -> list[str]:
    """Choose the words to mend mistyped ones by, the most frequent first; of two that differ in
    accents, one.
    """
    chosen = (word for word in words if len(word) >= SHORTEST_WORD and "-" not in word)
    best: dict[str, str] = {}
    for word in sorted(chosen, key=lambda word: (-words[word], word)):
        best.setdefault(text_fold.fold(word), word)
    return list(best.values())[:MOST_WORDS]


def pack(data: Any) -> bytes:
    """Write data as gzipped JSON."""
    return gzip.compress(
        json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), LEVEL, mtime=0
    )


def _shown(records: Iterable[Record]) -> list[Mapping[str, str]]:
    return [record.shown for record in records]


def _frequent_first(values: Iterable[str]) -> list[str]:
    counted: dict[str, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    return sorted(counted, key=lambda value: (-counted[value], value))
