"""Library -> the pages that nobody writes: months, kinds, themes, regions, sources, and those of
entries with a note.

Weeks and the home are in `bulletins`, the law radar in `radar`, the sources' health in `vitals`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from typing import Any

from knowledge.i18n import typography
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry
from publish import cards
from publish.cards import Card
from publish.library import Library, Term
from publish.pages import law, weeks

# On a kind's, theme's or source's page; what is older stands on the months' pages.
LATEST = 20
# For so many months a page tells why each entry is there: an archive of the same would be twice as
# large.
A_YEAR = 12
# An id becomes part of a path only in this shape.
PATH_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True)
class PageSpec:
    """A page to be: its path under a language's folder, its plain-text title, its template and what
    fills it.

    `toc` are (anchor, label) pairs; `crumbs` (label, path) from the home's child down; `body` a
    person's Markdown.
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
    regions: Mapping[str, list[Card]] = field(default_factory=dict)
    weeks: Mapping[str, list[Card]] = field(default_factory=dict)


def shelve(library: Library, lang: str) -> Shelves:
    """Sort an instance's entries for readers of a language: months newest first, kinds and themes
    in their order.
    """
    dealt = cards.deal(library.entries, lang, library.official)
    months = _by(dealt, lambda card: dict.fromkeys(cards.month(entry) for entry in card.members))
    kinds = _by(dealt, lambda card: [card.lead.type])
    themes = _by(dealt, lambda card: card.themes)
    sources = _by(dealt, lambda card: dict.fromkeys(entry.source for entry in card.members))
    regions = _by(
        dealt, lambda card: dict.fromkeys(filter(None, map(library.region, card.members)))
    )
    return Shelves(
        dealt,
        dict(sorted(months.items(), reverse=True)),
        {name: kinds[name] for name in _order(kinds, library.kinds)},
        {name: themes[name] for name in _order(themes, library.themes)},
        sources,
        {name: regions[name] for name in _order(regions, library.regions)},
        weeks.shelf(dealt),
    )


def generate(library: Library, shelves: Shelves, words: Catalogue) -> Iterator[PageSpec]:
    """Yield every generated page of one language's site."""
    watch = (words.translate("site.watch"), "watch/index.md")
    latest = {"shelves": shelves, "latest": LATEST}
    yield PageSpec(
        "watch/index.md",
        words.translate("site.watch_title"),
        "index.html",
        latest,
        words.translate("site.watch_lead"),
    )
    yield from _months(library, shelves, words, watch)
    yield from _terms(
        "kinds", shelves.kinds, [library.kind(name) for name in shelves.kinds], words, watch
    )
    yield from _terms(
        "themes", shelves.themes, [library.theme(name) for name in shelves.themes], words, watch
    )
    regions = [region(name, library, words) for name in shelves.regions]
    yield from _terms("regions", shelves.regions, regions, words, watch)
    yield from _sources(library, shelves, words, watch)
    yield from _notes(library, shelves, words, watch)


def by_year(
    months: Iterable[tuple[str, list[Card]]],
) -> list[tuple[str, list[tuple[str, list[Card]]]]]:
    """Part (month, cards) pairs by year, in their order."""
    years: dict[str, list[tuple[str, list[Card]]]] = {}
    for month, found in months:
        years.setdefault(month[:4], []).append((month, found))
    return list(years.items())


def by_month(found: Iterable[Card]) -> dict[str, int]:
    """Count cards by the month in which they stand first, in their order."""
    return dict(Counter(cards.month(card.lead) for card in found))


def linkable(name: str) -> bool:
    """Say whether an id of a kind, a theme or a source has a page of its own."""
    return PATH_SAFE.fullmatch(name) is not None


def _months(
    library: Library, shelves: Shelves, words: Catalogue, watch: tuple[str, str]
) -> Iterator[PageSpec]:
    title, known = words.translate("site.months_title"), list(shelves.months)
    yield PageSpec(
        "months/index.md",
        title,
        "months.html",
        {"shelves": shelves},
        words.translate("site.months_lead"),
    )
    for month, found in shelves.months.items():
        kinds = _by(found, lambda card: [card.lead.type])
        groups = [(library.kind(name), kinds[name]) for name in _order(kinds, library.kinds)]
        count = words.plural("site.entries", len(found))
        yield PageSpec(
            f"months/{month}.md",
            typography.sentence_case(words.month(month)),
            "month.html",
            {
                "month": month,
                "groups": groups,
                "count": count,
                "neighbours": neighbours(month, known),
            }
            | {"recent": is_recent(month, library.today)},
            words.translate("site.month_lead", count=count),
            toc=tuple((f"k-{term.id}", term.label(words.locale)) for term, _ in groups),
            crumbs=(watch, (words.translate("site.months_word"), "months/index.md")),
            searchable=True,
        )


def _terms(
    folder: str,
    shelf: Mapping[str, list[Card]],
    terms: Sequence[Term],
    words: Catalogue,
    watch: tuple[str, str],
) -> Iterator[PageSpec]:
    title, lead = words.translate(f"site.{folder}_title"), words.translate(f"site.{folder}_lead")
    known = [term for term in terms if linkable(term.id)]
    yield PageSpec(
        f"{folder}/index.md",
        title,
        "terms.html",
        {"folder": folder, "terms": known, "shelf": shelf},
        lead,
    )
    for term in known:
        yield PageSpec(
            f"{folder}/{term.id}.md",
            term.label(words.locale),
            "listing.html",
            _listing(shelf[term.id], f"{folder.removesuffix('s')}_lead")
            | {"feed": f"{folder.removesuffix('s')}/{term.id}"},
            f"{term.label(words.locale)}{words.translate('site.colon')}"
            f"{words.plural('site.entries', len(shelf[term.id]))}",
            crumbs=(watch, (words.translate(f"site.{folder}"), f"{folder}/index.md")),
        )


def _sources(
    library: Library, shelves: Shelves, words: Catalogue, watch: tuple[str, str]
) -> Iterator[PageSpec]:
    title = words.translate("site.sources_title")
    facts = {
        "shelves": shelves,
        "followed": [source for source in library.sources.values() if source.enabled],
    }
    paused = [source for source in library.sources.values() if not source.enabled]
    yield PageSpec(
        "sources/index.md",
        title,
        "sources.html",
        facts | {"paused": paused},
        words.translate("site.sources_lead"),
    )
    names = dict.fromkeys((*library.sources, *shelves.sources))
    for name in filter(linkable, names):
        yield PageSpec(
            f"sources/{name}.md",
            library.source_name(name),
            "source.html",
            _listing(shelves.sources.get(name, []), "source_lead")
            | {
                "source": library.sources.get(name),
                "feed": f"source/{name}" if _is_told(name, library, shelves) else "",
            },
            f"{library.source_name(name)}{words.translate('site.colon')}{words.translate('site.source_lead')}",
            crumbs=(watch, (title, "sources/index.md")),
        )


def _notes(
    library: Library, shelves: Shelves, words: Catalogue, watch: tuple[str, str]
) -> Iterator[PageSpec]:
    """Yield the page of each entry that a person wrote a note to."""
    for card in shelves.cards:
        for entry in card.members:
            if entry.body.strip():
                month = cards.month(entry)
                text = law.text(card, library.today, words.locale)
                yield PageSpec(
                    f"entries/{entry.id}.md",
                    entry.title,
                    "note.html",
                    {
                        "card": card,
                        "entry": entry,
                        "month": month,
                        "text": text,
                        "steps": law.reviewed(card).steps,
                    },
                    entry.summary or entry.title,
                    crumbs=(
                        watch,
                        (typography.sentence_case(words.month(month)), f"months/{month}.md"),
                    ),
                    body=entry.body,
                    searchable=True,
                )


def region(name: str, library: Library, words: Catalogue) -> Term:
    """Give a region of the taxonomy, or a source's scope by its own name."""
    return library.regions.get(name) or Term(
        name, {words.locale: words.choice("site.scopes", name)}
    )


def is_recent(month: str, today: Day) -> bool:
    """Say whether a month, as "2026-11", is the present one, one of the eleven before it, or yet to
    come.
    """
    year, number = map(int, month.split("-"))
    return today.year * 12 + today.month - (year * 12 + number) < A_YEAR


def neighbours(one: str, known: Sequence[str]) -> tuple[str, str]:
    """Give what stands before and after one in time, of a list with the newest first; "" for none."""
    place = known.index(one)
    return (known[place + 1] if place + 1 < len(known) else "", known[place - 1] if place else "")


def _is_told(source: str, library: Library, shelves: Shelves) -> bool:
    """Say whether a source has a feed: one that is not read, and never gave an entry, has none."""
    return source in shelves.sources or library.sources[source].enabled


def _listing(found: list[Card], lead: str) -> dict[str, Any]:
    return {"found": found[:LATEST], "total": len(found), "months": by_month(found), "lead": lead}


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
