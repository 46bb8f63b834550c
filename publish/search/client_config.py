"""What a language's browser must know to search: its words, the names of facets, the thesaurus, the
rules of words.
"""

import json
from collections.abc import Iterable

from knowledge.i18n import catalogue, typography
from knowledge.taxonomy import Taxonomy
from publish.library import Library
from publish.search import thesaurus
from publish.search.records import PAGE
from publish.search.thesaurus import Concept, Thesaurus
from publish.search.words import RULES

# The facet in which a term of a list stands.
FACETS = {
    "types": "kind",
    "themes": "theme",
    "audiences": "audience",
    "steps": "step",
    "regions": "region",
}
# Of a concept's words in each language, so many are suggested where a search finds nothing.
SUGGESTED = 3


def of(
    library: Library, terms: Taxonomy, lang: str, *, feeds: bool, languages: Iterable[str]
) -> dict[str, object]:
    """Gather all that the browser is given of a language. `feeds`: whether the site has any (it
    knows its address).
    """
    known, words = thesaurus.of(terms), catalogue.load(lang)
    return {
        "say": {
            **words.choices("search.browser"),
            "found": words.forms("search.found"),
            "thousands": words.thousands,
            "first": words.translate("site.first_day"),
            "from": words.translate("search.from"),
            "to": words.translate("search.to"),
        },
        "labels": labels(library, terms, lang),
        "feeds": _feeds(library) if feeds else {},
        "others": {
            other: catalogue.load(other).translate("search.other_site")
            for other in languages
            if other != lang
        },
        "phrases": {" ".join(phrase): tokens[0] for phrase, tokens in known.phrases.items()},
        "beginnings": {beginning: tokens[0] for beginning, tokens in known.beginnings.items()},
        "terms": {
            concept.token: (FACETS.get(concept.list, ""), concept.id) for concept in known.concepts
        },
        "synonyms": synonyms(known, languages),
        "language": json.loads(RULES.read_text(encoding="utf-8")),
    }


def labels(library: Library, terms: Taxonomy, lang: str) -> dict[str, dict[str, str]]:
    """Name the values of every facet, in the order in which they are shown."""
    words = catalogue.load(lang)
    named = {
        name: {term.id: term.labels.get(lang, term.id) for term in getattr(terms, name)}
        for name in thesaurus.ORDER
    }
    return {
        "kind": {**named["types"], PAGE: words.translate("search.browser.page")},
        "theme": named["themes"],
        "source": {source.id: source.name for source in library.sources.values()},
        "lang": {
            code: typography.sentence_case(name)
            for code, name in words.choices("site.languages").items()
        },
        "in": words.choices("site.in_language"),
        # A source without a region stands under its scope.
        "region": {**named["regions"], **words.choices("site.scopes")},
        "step": named["steps"],
        "audience": named["audiences"],
    }


def synonyms(known: Thesaurus, languages: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return for each concept the (language, word) pairs that a reader may try in its place."""
    return {concept.token: _suggested(concept, languages) for concept in known.concepts}


def _suggested(concept: Concept, languages: Iterable[str]) -> list[tuple[str, str]]:
    return [
        (lang, thesaurus.display(word))
        for lang in languages
        for word in concept.words.get(lang, ())[1 : SUGGESTED + 1]
    ]


def _feeds(library: Library) -> dict[str, list[str]]:
    followed = [source.id for source in library.sources.values() if source.enabled]
    return {"kind": list(library.kinds), "theme": list(library.themes), "source": followed}
