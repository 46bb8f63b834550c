"""Library and pages -> all that the site's search reads, in a folder beside the languages."""

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from knowledge.i18n import catalogue, text_fold, typography
from knowledge.i18n.catalogue import Catalogue
from knowledge.taxonomy import Taxonomy
from publish import cards
from publish.library import Library
from publish.search import frequent_words, pagefind, records, shards, thesaurus
from publish.search import words as reduced
from publish.search.offline import Holdings
from publish.search.records import OF_FOLDER, PAGE, Indexer, Record, Section
from publish.search.thesaurus import Concept, Thesaurus
from publish.search.words import RULES

# A part of a compound has four letters at least.
SHORTEST_PART = 4
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


def write(
    library: Library,
    terms: Taxonomy,
    sections: Sequence[Section],
    folder: Path,
    *,
    languages: Sequence[str],
    feeds: bool,
) -> Holdings:
    """Index all entries and sections into `folder`; return what was indexed.

    `languages` are those of the sites. Raises SiteError where the indexing program fails.
    """
    known = thesaurus.of(terms)
    counted = records.vocabulary(texts(library, sections, known))
    made = all_records(library, known, sections, counted)
    often = frequent_words.of(made)
    configured = partial(client_config, library, terms, feeds=feeds, languages=languages)
    told = dict(zip(languages, map(configured, languages), strict=True))
    # The indexer is a program of its own: what it reads waits for it, and the packs are written
    # meanwhile.
    with ThreadPoolExecutor(1) as beside:
        indexed = beside.submit(pagefind.build, made, folder, without=often)
        shards.write(made, counted, told, folder, often=often)
        indexed.result()
    return Holdings(made, counted, told)


def all_records(
    library: Library,
    known: thesaurus.Thesaurus,
    sections: Iterable[Section],
    counted: Iterable[str],
) -> list[Record]:
    """Make every record: sections in their order, then entries from the oldest to the newest.

    So a higher number is a later day.
    """
    folded = map(text_fold.fold, counted)
    parts = frozenset(word for word in folded if len(word) >= SHORTEST_PART)
    indexer = Indexer(library, known, parts)
    ordered = sorted(library.entries, key=lambda entry: (cards.day(entry), entry.id))
    return [*map(indexer.section, sections), *map(indexer.entry, ordered)]


def texts(
    library: Library, sections: Iterable[Section], known: thesaurus.Thesaurus
) -> Iterator[str]:
    """Yield every text whose words the site knows: entries, sections, and the words of the
    taxonomy.
    """
    for entry in library.entries:
        yield entry.title
        yield entry.summary
    for section in sections:
        yield f"{section.page} {section.heading} {section.text}"
    for concept in known.concepts:
        yield from map(thesaurus.display, concept.synonyms)


def client_config(
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
        "searches": list(_searches(library, lang)) if feeds else [],
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
    for kind in (PAGE, *OF_FOLDER.values()):
        kinds[kind] = words.translate(f"search.browser.{kind}")
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
        "all": words.translate("site.leave_all"),
        "format": words.translate("site.leave_format"),
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
        "region": sorted({source.region or source.scope for source in library.followed.values()}),
    }


def _searches(library: Library, lang: str) -> Iterator[dict[str, object]]:
    """Yield the searches that the instance names, their words reduced as the browser reduces a
    reader's.
    """
    for search in library.searches:
        yield {
            "id": search.id,
            "title": search.named(lang),
            "words": [" ".join(reduced.phrase(text)) for text in search.words],
            "kind": search.kinds,
            "theme": search.themes,
            "source": search.sources,
            "region": search.region,
        }
