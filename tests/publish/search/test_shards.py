"""What the browser reads beside the index of words."""

import gzip
import json

from publish.search import shards
from publish.search.records import Record


def record(number: int, **facts: object) -> Record:
    filters = tuple((name, value) for name, values in facts.items() for value in values)  # type: ignore[attr-defined]
    return Record(
        {"at": f"a{number}", "title": str(number)}, ((1.0, "x"),), filters, 700_000 + number
    )


def opened(path):
    return json.loads(gzip.decompress(path.read_bytes()))


def test_facets_are_columns_with_the_most_frequent_value_first():
    made = shards.facets(
        [
            record(0, kind=["law"]),
            record(1, kind=["tool"]),
            record(2, kind=["tool"], theme=["a", "b"]),
        ]
    )

    assert made["kind"] == {"values": ["tool", "law"], "of": [1, 0, 0]}
    assert made["theme"] == {"values": ["a", "b"], "of": [-1, -1, [0, 1]]}
    assert made["day"] == [700_000, 1, 1]
    assert "step" not in made


def test_what_is_shown_stands_in_packs_by_number(tmp_path):
    shards.write([record(number) for number in range(45)], {}, {"fr": {}}, tmp_path)

    sizes = [len(opened(tmp_path / "shown" / f"{number}.pack")) for number in range(3)]

    assert sizes == [10, 10, 10]
    assert opened(tmp_path / "shown" / "4.pack")[4] == {"at": "a44", "title": "44"}


def test_the_version_changes_with_what_is_told_and_with_nothing_else(tmp_path):
    folders = [tmp_path / name for name in "abc"]
    for folder, count in zip(folders, (3, 3, 4), strict=True):
        shards.write([record(number) for number in range(count)], {"mot": 1}, {"fr": {}}, folder)

    one, same, other = ((folder / "search.json").read_text() for folder in folders)

    assert one == same != other
    assert all(
        (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
        for name in ("facets.pack", "words.pack")
    )


def test_the_words_to_mend_by_are_the_most_frequent_first_and_each_once_whatever_its_accents():
    assert shards.frequent({"santé": 3, "sante": 1, "un": 9, "burn-out": 5, "travail": 8}) == [
        "travail",
        "santé",
    ]


def test_a_token_s_records_stand_in_the_pack_that_begins_before_it(tmp_path):
    said = [" ".join(f"mot{number}x{n}" for n in range(600)) for number in range(5)]
    shards.write([Record({}, ((2.0, words),)) for words in said], {}, {"fr": {}}, tmp_path)

    told = json.loads((tmp_path / "search.json").read_text())
    at = max(n for n, first in enumerate(told["begin"]) if first <= "mot3x7")

    assert len(told["begin"]) > 1
    assert opened(tmp_path / "index" / f"{at}.pack")["mot3x7"] == [[2.0, [3]]]
