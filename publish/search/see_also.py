"""The pages that people wrote, and the recent entries -> what to read next beside each page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Entry
from publish import cards
from publish.library import Library
from publish.search import related
from publish.search.records import Indexer, Record, Section
from publish.search.thesaurus import Thesaurus

# So many of the newest entries are compared: a build's time must not grow with the archive.
RECENT = 400
PAGES, ENTRIES = 3, 4
OTHER_LANGUAGE = 0.7
HOME = "index.md"


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
    near = related.nearest(range(len(pages)), related.vectors(made), favoured)
    return {
        pages[number].path: _links(pages[number], found, pages, recent, made, library)
        for number, found in near.items()
    }


def whole(sections: Iterable[Section]) -> list[Section]:
    """Put the parts of each page together again."""
    found: dict[str, Section] = {}
    for section in sections:
        before = found.get(section.path, replace(section, heading="", anchor="", text=""))
        found[section.path] = replace(
            before, text=f"{before.text} {section.heading} {section.text}".strip()
        )
    return list(found.values())


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
        if number < len(pages):
            if pages[number].path == HOME:
                continue
            first.append(Link(shown["title"], shown["at"].split("/", 2)[2], shown["lang"]))
        elif not _told(recent[number - len(pages)], page, stories):
            entry = recent[number - len(pages)]
            then.append(
                Link(
                    shown["title"],
                    shown["at"],
                    shown["lang"],
                    entry,
                    library.source_name(entry.source),
                )
            )
    return [*first[:PAGES], *then[:ENTRIES]]


def _told(entry: Entry, page: Section, stories: set[str]) -> bool:
    """Return whether a reader of this page has the entry already: as its subject, or as another
    version in the list.
    """
    if entry.id in page.path or entry.status == "gone" or entry.url in stories:
        return True
    stories.update((entry.url, *entry.twins.values(), *entry.same_as))
    return False
