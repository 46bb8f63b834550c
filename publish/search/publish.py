"""Library and pages -> all that the site's search reads, in a folder beside the languages."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from knowledge.i18n import text_fold
from knowledge.taxonomy import Taxonomy
from publish import cards
from publish.library import Library
from publish.search import client_config, frequent_words, pagefind, records, shards, thesaurus
from publish.search.offline import Holdings
from publish.search.records import Indexer, Record, Section

# A part of a compound has four letters at least.
SHORTEST_PART = 4


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
    configured = partial(client_config.of, library, terms, feeds=feeds, languages=languages)
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
