"""What a query's words find, and in which order."""

import pytest

from publish.search import index, lunr_index, words
from publish.search.query import Finder
from publish.search.records import TEXT, TITLE, Record
from publish.search.thesaurus import Concept, Thesaurus
from publish.search.vocabulary import KnownWords

LOAD = Concept("themes", "a", {"fr": ("charge de travail",), "nl": ("werkdruk*",)})
NOISE = Concept("themes", "b", {"fr": ("bruit",), "nl": ("lawaai",)}, {"fr": ("vacarme",)})
KNOWN = Thesaurus((LOAD, NOISE))


def record(title: str, text: str = "", story: int = 0) -> Record:
    said = [(TITLE, " ".join(words.tokens(title))), (TEXT, " ".join(words.tokens(text)))]
    named = " ".join(KNOWN.named(f"{title} {text}"))
    return Record({"title": title}, (*said, (3.0, named)), story=story)


def finder(*made: Record, **more) -> Finder:
    """Return what finds among records, by the index that the browser reads."""
    held = {}
    for token, groups in index.of(made).items():
        for weight, numbers in groups.items():
            held.setdefault(token, {}).update(dict.fromkeys(numbers, weight))
    told = {word for one in made for word in words.written(one.shown["title"])}
    given = {"vocabulary": KnownWords(sorted(told)), **more}
    return Finder(KNOWN, lambda token: held.get(token, {}), len(made), **given)


def test_a_query_is_parted_into_the_longest_concepts():
    found = finder().units("la charge de travail, vacarme, autre")

    assert [unit.concepts for unit in found] == [(LOAD.token,), (NOISE.token,), ()]


def test_records_with_most_of_the_words_are_shown_where_none_has_all():
    found = finder(record("arbre balcon"), record("balcon cerise arbre"), record("datte"))

    assert found.find("arbre cerise datte")[0] == 1


def test_where_enough_have_all_words_nothing_else_is_shown():
    made = [record(f"arbre balcon {number}") for number in range(20)]

    assert len(finder(*made, record("arbre")).find("arbre balcon")) == 20
    few = (*made[:3], record("balcon"), *map(record, ("cerise", "datte", "noix", "figue")))
    assert len(finder(*few).find("arbre balcon")) == 4


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("lawaai", "Le bruit au bureau"),
        ("vacarme", "Le bruit au bureau"),
        ("nachtwerk", "Werk in de nacht"),
        ("leiding geven", "Leidinggeven"),
        ("getelewerkt", "Telewerk"),
        ("telewrek", "Telewerk"),
        ("nachtkantor", "Een kantoor in de nacht"),
        ("télé-werk", "Telewerk"),
        ("4/8/1996", "Loi du 4 août 1996"),
        ("comment faire du telewerk ?", "Telewerk"),
    ],
)
def test_a_word_is_found_by_another_form_of_it(asked, title):
    others = ("Telewerk", "Le bruit au bureau", "Werk in de nacht", "Leidinggeven")
    made = [record(one) for one in (*others, "Loi du 4 août 1996", "Een kantoor in de nacht")]

    found = [made[number].shown["title"] for number in finder(*made).find(asked)]

    assert found[:1] == [title]


@pytest.mark.parametrize(
    "asked", ["chatgpt", "mobbing", "baas", "loi", "xqzwvk", "télétravaux-dirigés"]
)
def test_an_unknown_word_is_not_taken_for_one_that_is_far_from_it(asked):
    made = [record(one) for one in ("chaque mois", "basis", "loin", "mode", "télescope")]

    assert finder(*made).find(asked) == []


def test_a_word_that_only_asks_counts_less_than_any_other_but_not_for_nothing():
    made = [record("Comment", "bruit"), record("Le bruit"), record("Le bruit", "comment")]
    found = finder(*made)

    assert found.find("comment le bruit")[0] == 2
    assert found.find("comment")[0] == 0


def test_each_further_part_of_a_page_counts_less():
    made = [record("bruit", story=page) for page in (-2, -1, -1)]

    pages = finder(*made, page=lambda number: made[number].story).find("bruit")

    assert [made[number].story for number in pages] == [-1, -2, -1]


def test_lunr_tells_the_weight_of_each_token_as_the_index_does():
    made = [record("Le bruit", "bruit travail"), record("Travail", "le bruit"), record("Autre")]
    match = lunr_index.matcher(lunr_index.build(made))

    for token, groups in index.of(made).items():
        held = {number: weight for weight, numbers in groups.items() for number in numbers}
        assert match(token) == {
            number: max(held[number], weight_of(made, number, token)) for number in held
        }


def weight_of(made, number, token):
    return max(weight for weight, said in made[number].weighted if token in said.split())
