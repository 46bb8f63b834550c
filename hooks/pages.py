"""Library -> the pages that nobody writes: months, kinds, themes, sources, and the pages of entries with a note."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hooks import cards, wording
from hooks.cards import Card
from hooks.library import Library, Term
from hooks.wording import Wording
from knowledge.model import Entry

# On a kind's, theme's or source's page; what is older stands on the months' pages.
LATEST = 40
# On the home, by kind.
HOME_EACH = 3
# An id becomes part of a path only in this shape.
PATH_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True)
class PageSpec:
    """A page to be: its path under a language's folder, its plain-text title, its template and what fills it.

    `toc` are (anchor, label) pairs; `crumbs` (label, path) from the home's child down; `body` a person's Markdown.
    """

    path: str
    title: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    toc: tuple[tuple[str, str], ...] = ()
    crumbs: tuple[tuple[str, str], ...] = ()
    body: str = ""
    searchable: bool = False


@dataclass(frozen=True)
class Shelves:
    """The cards of one language's site, by where they are looked for; every list is newest first."""

    cards: Sequence[Card]
    months: Mapping[str, list[Card]]
    kinds: Mapping[str, list[Card]]
    themes: Mapping[str, list[Card]]
    sources: Mapping[str, list[Card]]


def shelve(library: Library, lang: str) -> Shelves:
    """Sort an instance's entries for readers of a language: months newest first, kinds and themes in their order."""
    dealt = cards.deal(library.entries, lang, library.official)
    months = _by(dealt, lambda card: dict.fromkeys(cards.month(entry) for entry in card.members))
    kinds = _by(dealt, lambda card: [card.lead.type])
    themes = _by(dealt, lambda card: card.themes)
    sources = _by(dealt, lambda card: dict.fromkeys(entry.source for entry in card.members))
    return Shelves(
        dealt,
        dict(sorted(months.items(), reverse=True)),
        {name: kinds[name] for name in _order(kinds, library.kinds)},
        {name: themes[name] for name in _order(themes, library.themes)},
        sources,
    )


def generate(library: Library, shelves: Shelves, words: Wording) -> Iterator[PageSpec]:
    """Yield every generated page of one language's site."""
    watch = (words.say("watch"), "watch/index.md")
    yield PageSpec(
        "watch/index.md", words.say("watch_title"), "index.html", {"shelves": shelves}, words.say("watch_lead")
    )
    yield from _months(library, shelves, words, watch)
    yield from _terms("kinds", shelves.kinds, [library.kind(name) for name in shelves.kinds], words, watch)
    yield from _terms("themes", shelves.themes, [library.theme(name) for name in shelves.themes], words, watch)
    yield from _sources(library, shelves, words, watch)
    yield from _notes(shelves, words, watch)


def home(library: Library, shelves: Shelves) -> dict[str, Any]:
    """Choose what the home shows: the latest of each kind, law first."""
    newest = max((entry.first_seen for entry in library.entries), default=None)
    return {
        "latest": [(library.kind(name), found[:HOME_EACH], len(found)) for name, found in shelves.kinds.items()],
        "newest": newest,
        "shelves": shelves,
        "followed": sum(source.enabled for source in library.sources.values()),
    }


def by_year(months: Iterable[tuple[str, list[Card]]]) -> list[tuple[str, list[tuple[str, list[Card]]]]]:
    """Part (month, cards) pairs by year, in their order."""
    years: dict[str, list[tuple[str, list[Card]]]] = {}
    for month, found in months:
        years.setdefault(month[:4], []).append((month, found))
    return list(years.items())


def linkable(name: str) -> bool:
    """Say whether an id of a kind, a theme or a source has a page of its own."""
    return PATH_SAFE.fullmatch(name) is not None


def _months(library: Library, shelves: Shelves, words: Wording, watch: tuple[str, str]) -> Iterator[PageSpec]:
    title = words.say("months_title")
    yield PageSpec("months/index.md", title, "months.html", {"shelves": shelves}, words.say("months_lead"))
    for month, found in shelves.months.items():
        kinds = _by(found, lambda card: [card.lead.type])
        groups = [(library.kind(name), kinds[name]) for name in _order(kinds, library.kinds)]
        count = words.count("entries", len(found))
        yield PageSpec(
            f"months/{month}.md",
            wording.sentence_case(words.month(month)),
            "month.html",
            {"month": month, "groups": groups, "count": count},
            words.say("month_lead", count=count),
            toc=tuple((f"k-{term.id}", term.label(words.lang)) for term, _ in groups),
            crumbs=(watch, (words.say("months_word"), "months/index.md")),
            searchable=True,
        )


def _terms(
    folder: str, shelf: Mapping[str, list[Card]], terms: Sequence[Term], words: Wording, watch: tuple[str, str]
) -> Iterator[PageSpec]:
    title, lead = words.say(f"{folder}_title"), words.say(f"{folder}_lead")
    known = [term for term in terms if linkable(term.id)]
    yield PageSpec(f"{folder}/index.md", title, "terms.html", {"folder": folder, "terms": known, "shelf": shelf}, lead)
    for term in known:
        yield PageSpec(
            f"{folder}/{term.id}.md",
            term.label(words.lang),
            "listing.html",
            _listing(shelf[term.id], "theme_lead" if folder == "themes" else "kind_lead"),
            f"{term.label(words.lang)}{words.words['colon']}{words.count('entries', len(shelf[term.id]))}",
            crumbs=(watch, (words.say(folder), f"{folder}/index.md")),
        )


def _sources(library: Library, shelves: Shelves, words: Wording, watch: tuple[str, str]) -> Iterator[PageSpec]:
    title = words.say("sources_title")
    facts = {"shelves": shelves, "followed": [source for source in library.sources.values() if source.enabled]}
    paused = [source for source in library.sources.values() if not source.enabled]
    yield PageSpec("sources/index.md", title, "sources.html", facts | {"paused": paused}, words.say("sources_lead"))
    names = dict.fromkeys((*library.sources, *shelves.sources))
    for name in filter(linkable, names):
        yield PageSpec(
            f"sources/{name}.md",
            library.source_name(name),
            "source.html",
            _listing(shelves.sources.get(name, []), "source_lead") | {"source": library.sources.get(name)},
            f"{library.source_name(name)}{words.words['colon']}{words.say('source_lead')}",
            crumbs=(watch, (title, "sources/index.md")),
        )


def _notes(shelves: Shelves, words: Wording, watch: tuple[str, str]) -> Iterator[PageSpec]:
    """Yield the page of each entry that a person wrote a note to."""
    for card in shelves.cards:
        for entry in card.members:
            if entry.body.strip():
                month = cards.month(entry)
                yield PageSpec(
                    f"entries/{entry.id}.md",
                    entry.title,
                    "note.html",
                    {"card": card, "entry": entry, "month": month},
                    entry.summary or entry.title,
                    crumbs=(watch, (wording.sentence_case(words.month(month)), f"months/{month}.md")),
                    body=entry.body,
                    searchable=True,
                )


def _listing(found: list[Card], lead: str) -> dict[str, Any]:
    months: dict[str, int] = {}
    for card in found:
        month = cards.month(card.lead)
        months[month] = months.get(month, 0) + 1
    return {"found": found[:LATEST], "total": len(found), "months": months, "lead": lead}


def _by(dealt: Iterable[Card], keys: Any) -> dict[str, list[Card]]:
    shelf: dict[str, list[Card]] = {}
    for card in dealt:
        for key in keys(card):
            shelf.setdefault(key, []).append(card)
    return shelf


def _order(found: Iterable[str], known: Mapping[str, Term]) -> list[str]:
    """Put the known ones first, in their own order, then the others by name."""
    present = set(found)
    return [name for name in known if name in present] + sorted(present - set(known))


def has_note(entry: Entry) -> bool:
    """Say whether a person wrote a note to this entry."""
    return bool(entry.body.strip())
