"""The search, judged as its readers do, by what stands among the first three: on the demonstration's
records, with the program's own finder. The browser's finds the same (tests/site/test_search_browser.py).
"""

import pytest

from .judging import ENOUGH, LANGUAGES, SETS, judged, missed

pytestmark = pytest.mark.timeout(300)
KINDS = {
    "acronyms",
    "everyday words",
    "whole questions",
    "compounds",
    "typos",
    "verbs",
    "other language",
    "laws and dates",
    "tools",
    "people's roles",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_a_hundred_and_twenty_judged_queries_of_every_kind(lang):
    found = judged("judged", lang)

    assert len({asked for _, asked, _ in found}) >= 120
    assert {kind.removesuffix(" and several words") for kind, _, _ in found} >= KINDS
    assert all(len(judged(name, lang)) >= 40 for name in SETS)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_looked_for_stands_among_the_first_three(held, name, lang):
    finder, queries = held.finder(lang), judged(name, lang)

    failed = missed(queries, lambda asked: held.titles(finder, lang, asked))

    assert 1 - len(failed) / len(queries) >= ENOUGH, "\n".join(failed)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("asked", ["xqzwvk", "qqqqqqqqqq wwwwwwwww", "?!", ""])
def test_nonsense_finds_nothing(held, lang, asked):
    assert held.titles(held.finder(lang), lang, asked) == []
