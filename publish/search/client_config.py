"""What a language's browser must know to search: its words, the names of facets, the thesaurus, the
rules of words.
"""

import json
from collections.abc import Iterable, Iterator

from knowledge.i18n import catalogue, typography
from knowledge.i18n.catalogue import Catalogue
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
    known = thesaurus.of(terms)
    return {
        "say": _texts(lang),
        "labels": labels(library, terms, lang),
        "feeds": _feeds(library) if feeds else {},
        "others": _other_sites(lang, languages),
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
    kinds = _named(terms, "types", lang)
    kinds[PAGE] = words.translate("search.browser.page")
    return {
        "kind": kinds,
        "theme": _named(terms, "themes", lang),
        "source": library.source_names,
        "lang": _languages(words),
        "in": words.choices("site.in_language"),
        # A source without a region is filed under its scope.
        "region": {**_named(terms, "regions", lang), **words.choices("site.scopes")},
        "step": _named(terms, "steps", lang),
        "audience": _named(terms, "audiences", lang),
    }


def _languages(words: Catalogue) -> dict[str, str]:
    named = words.choices("site.languages")
    return dict(zip(named, map(typography.sentence_case, named.values()), strict=True))


def synonyms(known: Thesaurus, languages: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return for each concept the (language, word) pairs that a reader may try in its place."""
    return {concept.token: list(_suggested(concept, languages)) for concept in known.concepts}


def _suggested(concept: Concept, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for lang in languages:
        for word in concept.words.get(lang, ())[1 : SUGGESTED + 1]:
            yield lang, thesaurus.display(word)


def _texts(lang: str) -> dict[str, object]:
    """Return the words that the browser shows."""
    words = catalogue.load(lang)
    return {
        **words.choices("search.browser"),
        "found": words.forms("search.found"),
        "thousands": words.thousands,
        "first": words.translate("site.first_day"),
        "from": words.translate("search.from"),
        "to": words.translate("search.to"),
    }


def _other_sites(lang: str, languages: Iterable[str]) -> dict[str, str]:
    others = {}
    for other in languages:
        if other != lang:
            others[other] = catalogue.load(other).translate("search.other_site")
    return others


def _named(terms: Taxonomy, name: str, lang: str) -> dict[str, str]:
    """Name the terms of a list."""
    return {term.id: term.labels.get(lang, term.id) for term in getattr(terms, name)}


def _feeds(library: Library) -> dict[str, list[str]]:
    return {
        "kind": list(library.kinds),
        "theme": list(library.themes),
        "source": list(library.followed),
    }
