"""The words of very many records."""

from publish.search import frequent_words
from publish.search.records import Record


def records(count: int, every: int) -> list[Record]:
    return [
        Record({}, ((10.0, "titre_"), (2.0, f"seul{n}_ {'partout_' if n % every == 0 else ''}")))
        for n in range(count)
    ]


def test_a_word_of_most_records_is_common_and_a_rare_one_is_not():
    found = frequent_words.of(records(1000, every=2))

    assert set(found) == {"titre", "partout"}
    assert found["partout"] == [(2.0, list(range(0, 1000, 2)))]


def test_a_small_index_has_no_common_words():
    assert frequent_words.of(records(frequent_words.LEAST, every=1)) == {}


def test_numbers_are_packed_as_differences():
    assert frequent_words.packed([(2.0, [3, 4, 9])]) == [(2.0, [3, 1, 5])]
