"""feeds.yml: what it names, and what is told of a mistake in it, in each language."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from knowledge import config, named_searches, problems, schemas, taxonomy
from knowledge.errors import ConfigError
from knowledge.storage import config_file

REPOSITORY = Path(__file__).parents[2]
TERMS = taxonomy.load(REPOSITORY)
SOURCES = config.load(REPOSITORY, readers=None).sources
TITLE = "title: {fr: Le titre, nl: De titel}"


@pytest.fixture
def read(tmp_path):
    """Return what reads the text of a feeds.yml, in a site in French and Dutch."""
    for name in ("mkdocs.yml", "mkdocs.nl.yml"):
        (tmp_path / name).write_text("site_name: Veille\n", encoding="utf-8")

    def load(text):
        (tmp_path / "feeds.yml").write_text(text, encoding="utf-8")
        return named_searches.load(tmp_path, TERMS, SOURCES)

    return load


@pytest.fixture
def told(read):
    """Return what gives the mistakes of a feeds.yml, as (line, what is found)."""

    def faults(text):
        with pytest.raises(ConfigError) as caught:
            read(text)
        return [(fault.line, fault.facts["found"]) for fault in caught.value.problems]

    return faults


def search(keys="words: burn-out", name="a"):
    """Return the text of a file with one search, whose keys begin on the fourth line."""
    lines = "\n    ".join((f"id: {name}", TITLE, *keys.splitlines()))
    return f"searches:\n  - {lines}\n"


def test_an_instance_without_the_file_names_none(tmp_path):
    assert named_searches.load(tmp_path, TERMS, SOURCES) == ()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "searches:\n", "searches: []\n"])
def test_a_file_that_names_none_is_well(read, text):
    assert read(text) == ()


def test_a_text_alone_is_a_list_of_one(read):
    (found,) = read(search("words: burn-out\nthemes: [health]\nregion: brussels"))

    assert (found.words, found.themes, found.region) == (("burn-out",), ("health",), ("brussels",))
    assert (found.named("nl"), found.named("en")) == ("De titel", "Le titre")


def test_a_scope_is_a_region_too(read):
    assert read(search("region: [federal, wallonia]"))[0].region == ("federal", "wallonia")


@pytest.mark.parametrize(
    ("keys", "line", "parts"),
    [
        ("themes: [télétravail]", 4, ['found "télétravail"', "under `themes`", '"telework"']),
        ("themes: telewrok", 4, ['found "telewrok"', '"telework"']),
        ("kinds:\n  - law\n  - wetgeving", 6, ['found "wetgeving"', "under `types`", '"law"']),
        ("kinds: xyz", 4, ['found "xyz"', "allowed: case-law, event"]),
        ("sources: [talent.brussels]", 4, ['found "talent.brussels"', '"talent-brussels"']),
        ("sources: inrss", 4, ["the id of no source", '"inrs"']),
        ("region: Bruxelles", 4, ['found "Bruxelles"', "under `regions`", '"brussels"']),
        ("word: x", 4, ["unknown key", 'did you mean "words"?']),
        ("words: '...'", 4, ["found '...'", "expected one word or several"]),
        ("words: [1234]", 4, ["found 1234", "valid string"]),
        ("", 2, ["a search needs one of these keys at least: words, themes, kinds"]),
        ("words: []", 2, ["a search needs one of these keys"]),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_nearest_right_word(told, keys, line, parts):
    found = told(search(keys))

    assert any(at == line and all(part in text for part in parts) for at, text in found), found


@pytest.mark.parametrize("name", ["index", "Loi", "a b", "../x", "-a", "x" * 42, "é"])
def test_an_id_that_can_be_no_address_is_refused(told, name):
    assert [line for line, _ in told(search(name=f'"{name}"'))] == [2]


def test_what_stands_twice_is_told(told):
    text = search() + search().removeprefix("searches:\n")

    found = told(text)

    assert (5, 'searches[a].id: the id "a" stands twice (first on line 2)') in found
    assert any('asks the same as "a"' in said for _, said in found)


def test_a_title_or_a_value_that_stands_twice_is_told(told):
    text = search("words: [a, A]\nthemes: [health, telework, health]") + search(
        "words: b", name="b"
    ).removeprefix("searches:\n")

    found = [said for _, said in told(text)]

    assert 'searches[b].title.fr: the title "Le titre" stands twice (first on line 3)' in found
    assert 'searches[a].words[#2]: "A" stands twice' in found
    assert 'searches[a].themes[#3]: "health" stands twice' in found


def test_words_that_no_search_looks_for_are_told(tmp_path, read):
    read(search("words: [de la, la loi]"))

    with pytest.raises(ConfigError) as caught:
        named_searches.load(tmp_path, TERMS, SOURCES, tells="de la".__ne__)

    ((line, said),) = [(one.line, one.facts["found"]) for one in caught.value.problems]
    assert (line, said) == (
        4,
        'searches[a].words[#1]: "de la" has no word that the search looks for',
    )


def test_a_language_of_the_site_without_a_title_is_told(told):
    ((line, found),) = told("searches:\n  - id: a\n    title: {fr: Titre}\n    words: x\n")

    assert (line, "absent: nl" in found) == (3, True)


def test_every_mistake_is_told_at_once(told):
    text = search("themes: [nope, health]\nkinds: wet\nsource: x") + "  - id: b\n"

    assert [line for line, _ in told(text)] == [4, 5, 6, 7, 7]


@pytest.mark.parametrize("locale", ["fr", "nl", "en"])
def test_it_is_told_in_each_language(read, locale):
    with pytest.raises(ConfigError) as caught:
        read(search("themes: [telewrok]\nsources: inrss", name="index") + "  - title: {fr: x}\n")

    told = [problems.what(fault, locale) for fault in caught.value.problems]
    english = [problems.what(fault, "en") for fault in caught.value.problems]
    assert all(said.startswith("feeds.yml") or "feeds.yml" in said for said in told)
    if locale != "en":
        assert not set(told) & set(english)
        assert not any("found" in said or "needs" in said or "choose" in said for said in told)


def test_the_schema_takes_what_is_well_and_refuses_what_is_not():
    schema = Draft202012Validator(schemas.feeds())
    shipped = config_file.load(REPOSITORY / "feeds.yml").data
    title = {"fr": "x"}

    assert list(schema.iter_errors(shipped)) == []
    assert list(schema.iter_errors({"searches": [{"id": "a", "title": title, "words": "x"}]})) == []
    for wrong in ({"id": "a", "title": title}, {"id": "A", "title": title, "words": "x"}):
        assert list(schema.iter_errors({"searches": [wrong]}))


def test_the_shipped_searches_are_well():
    assert len(named_searches.load(REPOSITORY, TERMS, SOURCES)) >= 2
