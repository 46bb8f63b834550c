"""Library and pages -> all that the site's search reads, in a folder beside the languages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path

from knowledge.i18n import catalogue, text_fold, typography
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry
from knowledge.taxonomy import Taxonomy
from publish import cards
from publish.library import Library
from publish.search import query, records, shards, thesaurus
from publish.search import words as reduced
from publish.search.offline import Holdings
from publish.search.records import OF_FOLDER, PAGE, Indexer, Record, Section
from publish.search.thesaurus import Concept, Thesaurus

# A part of a compound has four letters at least.
SHORTEST_PART = 4
DUTCH = "nl"
# A word of the taxonomy counts as if it stood so many times more.
KNOWN = 50
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
    words = counted(library, sections, known)
    made = all_records(library, known, sections, words)
    configured = partial(client_config, library, terms, feeds=feeds, languages=languages)
    told = dict(zip(languages, map(configured, languages), strict=True))
    shards.write(made, words, told, folder)
    return Holdings(made, words, told)


def all_records(
    library: Library,
    known: thesaurus.Thesaurus,
    sections: Iterable[Section],
    counted: Iterable[str],
) -> list[Record]:
    """Make every record: sections in their order, then entries from the oldest to the newest.

    So a higher number is a later day.
    """
    indexer = Indexer(library, known, _part_words(counted))
    ordered = sorted(library.entries, key=lambda entry: (cards.day(entry), entry.id))
    stories, pages = _stories(library), dict[str, int]()
    made = []
    for section in sections:
        # Pages are counted down from nought, stories up.
        page = pages.setdefault(f"{section.lang}/{section.path}", -1 - len(pages))
        made.append(replace(indexer.section(section), story=page))
    for entry in ordered:
        made.append(replace(indexer.entry(entry), story=stories.get(entry.id, 0)))
    return made


def _stories(library: Library) -> dict[str, int]:
    """Number the stories that several entries tell, by the id of each; whoever reads them, they are
    the same.
    """
    numbers: dict[str, int] = {}
    several = (card for card in cards.group_cards(library.entries, "") if len(card.members) > 1)
    for number, card in enumerate(several, 1):
        numbers |= dict.fromkeys(map(attrgetter("id"), card.members), number)
    return numbers


def counted(
    library: Library, sections: Sequence[Section], known: thesaurus.Thesaurus
) -> dict[str, int]:
    """Count the words that the site knows: of entries, of sections, and those of the taxonomy,
    which count the more: a reader's mistyped word is likely one of them.
    """
    found = records.vocabulary(chain(_texts_of(library.entries), _texts_on(sections)))
    for concept in known.concepts:
        for word in records.vocabulary(map(thesaurus.display, concept.asked)):
            found[word] = found.get(word, 0) + KNOWN
    return {**dict.fromkeys(_heads(library, sections, found), 1), **found}


def _heads(library: Library, sections: Iterable[Section], known: Iterable[str]) -> Iterator[str]:
    """Yield what stands in Dutch compounds alone, so that they find one another."""
    dutch = (entry for entry in library.entries if entry.lang == DUTCH)
    pages = (section for section in sections if section.lang == DUTCH)
    found = records.vocabulary(chain(_texts_of(dutch), _texts_on(pages)))
    yield from reduced.heads(map(text_fold.fold, found), _part_words(known))


def _part_words(counted: Iterable[str]) -> frozenset[str]:
    folded = map(text_fold.fold, counted)
    return frozenset(word for word in folded if len(word) >= SHORTEST_PART)


def _texts_of(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.title
        yield entry.summary


def _texts_on(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield f"{section.page} {section.heading} {section.text} {' '.join(section.names)}"


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
        "phrases": {" ".join(row): list(found) for row, found in known.asked_phrases.items()},
        "beginnings": {begun: list(found) for begun, found in known.asked_beginnings.items()},
        "terms": {
            concept.token: (records.FACETS.get(concept.list, ""), concept.id)
            for concept in known.concepts
        },
        "synonyms": synonyms(known, languages),
        "language": reduced.table(),
        "weights": query.WEIGHTS,
    }


def _place(concept: Concept) -> tuple[str, str]:
    """Return the facet of a concept, "" where it is none's value, and its value there."""
    return records.FACETS.get(concept.list, ""), concept.id


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
