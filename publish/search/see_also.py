"""The pages that people wrote, and the recent entries -> what to read next beside each page.

Two are near by the words and concepts that they share, each weighed by how rare it is.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from knowledge.model import Entry
from publish import cards
from publish.library import Library
from publish.search.records import Indexer, Record, Section
from publish.search.thesaurus import Thesaurus

# So many of the newest entries are compared: a build's time must not grow with the archive.
RECENT = 400
PAGES, ENTRIES = 3, 4
OTHER_LANGUAGE = 0.7
HOME = "index.md"
# Nearer than this is worth a reader's look (1 is the same text).
NEAR = 0.08
# A word in more than this part of all records tells nothing of what one is about.
COMMON = 0.2

Vector = Mapping[str, float]


@dataclass(frozen=True)
class Link:
    """Something to read next: its title and language, and its path under the language's home."""

    title: str
    at: str
    lang: str
    entry: Entry | None = None
    source: str = ""


def of(
    sections: Sequence[Section], library: Library, known: Thesaurus, lang: str
) -> dict[str, list[Link]]:
    """Return for each page's path what to read next: pages first, then entries, each the nearest
    first.
    """
    pages = whole(sections)
    recent = sorted(library.entries, key=lambda entry: (cards.day(entry), entry.id))[-RECENT:]
    indexer = Indexer(library, known)
    made = [*map(indexer.section, pages), *map(indexer.entry, recent)]
    favoured = [1.0 if record.shown["lang"] == lang else OTHER_LANGUAGE for record in made]
    near = nearest(range(len(pages)), vectors(made), favoured)
    links: dict[str, list[Link]] = {}
    for number, found in near.items():
        links[pages[number].path] = _links(pages[number], found, pages, recent, made, library)
    return links


def whole(sections: Iterable[Section]) -> list[Section]:
    """Put the parts of each page together again."""
    found: dict[str, Section] = {}
    for section in sections:
        before = found.get(section.path, replace(section, heading="", anchor="", text=""))
        found[section.path] = replace(
            before, text=f"{before.text} {section.heading} {section.text}".strip()
        )
    return list(found.values())


def vectors(records: Iterable[Record]) -> list[Vector]:
    """Weigh each record's tokens by their rarity; every vector has the length 1, or 0 where nothing
    is left.
    """
    weighed = list(map(_tokens, records))
    rare = _rarity(weighed)
    return [_unit(_weighed(tokens, rare)) for tokens in weighed]


def nearest(
    which: Iterable[int], made: Sequence[Vector], favoured: Sequence[float] = ()
) -> dict[int, list[int]]:
    """Return for each record the numbers of those near it, the nearest first; `favoured` multiplies
    their nearness.
    """
    holding: dict[str, list[int]] = {}
    for number, vector in enumerate(made):
        for token in vector:
            holding.setdefault(token, []).append(number)
    factors = favoured or [1.0] * len(made)
    return {number: _near(number, made, holding, factors) for number in which}


def _near(
    number: int, made: Sequence[Vector], holding: Mapping[str, list[int]], factors: Sequence[float]
) -> list[int]:
    score: dict[int, float] = {}
    for token, weight in made[number].items():
        for other in holding[token]:
            shared = weight * made[other][token] * factors[other]
            score[other] = score.get(other, 0) + shared
    score.pop(number, None)
    near = [other for other in score if score[other] >= NEAR]
    return sorted(near, key=lambda other: (-score[other], other))


def _tokens(record: Record) -> Vector:
    """Return a record's tokens with the square roots of their weights: a title counts more, but not
    alone.
    """
    return {token: math.sqrt(weight) for token, weight in record.tokens}


def _rarity(weighed: Sequence[Vector]) -> Vector:
    """Weigh the tokens by how few records have them, without those that too many have."""
    counted = Counter(chain.from_iterable(weighed))
    most = max(2.0, COMMON * len(weighed))
    rare = {}
    for token, count in counted.items():
        if count <= most:
            rare[token] = math.log(1 + len(weighed) / count)
    return rare


def _weighed(tokens: Vector, rare: Vector) -> Vector:
    return {token: tokens[token] * rare[token] for token in tokens if token in rare}


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {token: weight / length for token, weight in vector.items()}


def _links(
    page: Section,
    near: Iterable[int],
    pages: Sequence[Section],
    recent: Sequence[Entry],
    made: Sequence[Record],
    library: Library,
) -> list[Link]:
    first, then, stories = list[Link](), list[Link](), set[str]()
    for number in near:
        shown = made[number].shown
        title, at, lang = shown["title"], shown["at"], shown["lang"]
        if number < len(pages):
            if pages[number].path != HOME:
                first.append(Link(title, at.split("/", 2)[2], lang))
            continue
        entry = recent[number - len(pages)]
        if not _told(entry, page, stories):
            then.append(Link(title, at, lang, entry, library.source_name(entry.source)))
    return [*first[:PAGES], *then[:ENTRIES]]


def _told(entry: Entry, page: Section, stories: set[str]) -> bool:
    """Return whether a reader of this page has the entry already: as its subject, or as another
    version in the list.
    """
    if entry.id in page.path or entry.status == "gone" or entry.url in stories:
        return True
    stories.update((entry.url, *entry.twins.values(), *entry.same_as))
    return False
