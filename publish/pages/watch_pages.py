"""Library -> the generated pages: months, kinds, themes, regions, sources, and those of
entries with a note.

Weeks and the home are in `bulletins`, the law radar in `radar`, the health of sources in
`source_health`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from knowledge.i18n import typography
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry
from publish import cards, event_days, law
from publish.cards import Card
from publish.generated_page import GeneratedPage, toc_of_kinds
from publish.indexes import (
    EntryList,
    by_month,
    group_by,
    has_note,
    in_order,
    is_recent,
    linkable,
    neighbours,
    region,
)
from publish.library import NamedTerm
from publish.site_context import SiteContext

# On a kind's, theme's or source's page; what is older stands on the months' pages.
LATEST = 20


def generate(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield every generated page of one language's site."""
    watch = (context.catalogue.translate("site.watch"), "watch/index.md")
    latest = {"indexes": context.indexes, "latest": LATEST}
    yield GeneratedPage(
        "watch/index.md",
        context.catalogue.translate("site.watch_title"),
        "index.html",
        latest,
        context.catalogue.translate("site.watch_lead"),
    )
    yield from _months(context, watch)
    library, indexes, catalogue = context.library, context.indexes, context.catalogue
    kinds = list(map(library.kind, indexes.kinds))
    yield from _terms("kinds", _kinds(context), kinds, catalogue, watch)
    themes = list(map(library.theme, indexes.themes))
    yield from _terms("themes", indexes.themes, themes, catalogue, watch)
    regions = list(map(partial(region, library=library, catalogue=catalogue), indexes.regions))
    yield from _terms("regions", indexes.regions, regions, catalogue, watch)
    yield from _sources(context, watch)
    yield from _notes(context, watch)


def _kinds(context: SiteContext) -> Mapping[str, EntryList]:
    """Return the cards by kind: events by their own days, what comes first."""
    today = context.library.data_date
    kinds = dict(context.indexes.kinds)
    for name in event_days.KINDS & kinds.keys():
        kinds[name] = event_days.in_order(kinds[name], today)
    return kinds


def _months(context: SiteContext, watch: tuple[str, str]) -> Iterator[GeneratedPage]:
    title, known = context.catalogue.translate("site.months_title"), list(context.indexes.months)
    yield GeneratedPage(
        "months/index.md",
        title,
        "months.html",
        {"indexes": context.indexes},
        context.catalogue.translate("site.months_lead"),
    )
    for month, found in context.indexes.months.items():
        kinds = group_by(found, lambda card: [card.lead.type])
        groups = [
            (context.library.kind(name), kinds[name])
            for name in in_order(kinds, context.library.kinds)
        ]
        count = context.catalogue.plural("site.entries", len(found))
        title = typography.sentence_case(context.catalogue.month(month))
        yield GeneratedPage(
            f"months/{month}.md",
            title,
            "month.html",
            {
                "month": month,
                "groups": groups,
                "count": count,
                "neighbours": neighbours(month, known),
                "recent": is_recent(month, context.library.data_date),
            },
            context.about(title, context.catalogue.translate("site.month_lead", count=count)),
            toc=toc_of_kinds(groups, context.locale),
            crumbs=(watch, (context.catalogue.translate("site.months_word"), "months/index.md")),
            searchable=True,
        )


def _terms(
    folder: str,
    shelf: Mapping[str, EntryList],
    terms: Sequence[NamedTerm],
    catalogue: Catalogue,
    watch: tuple[str, str],
) -> Iterator[GeneratedPage]:
    title, lead = (
        catalogue.translate(f"site.{folder}_title"),
        catalogue.translate(f"site.{folder}_lead"),
    )
    known = [term for term in terms if linkable(term.id)]
    yield GeneratedPage(
        f"{folder}/index.md",
        title,
        "terms.html",
        {"folder": folder, "terms": known, "shelf": shelf},
        lead,
    )
    for term in known:
        yield GeneratedPage(
            f"{folder}/{term.id}.md",
            term.label(catalogue.locale),
            "listing.html",
            _listing(shelf[term.id], f"{folder.removesuffix('s')}_lead")
            | {"feed": f"{folder.removesuffix('s')}/{term.id}"},
            f"{term.label(catalogue.locale)}{catalogue.translate('site.colon')}"
            + catalogue.plural("site.entries", len(shelf[term.id])),
            crumbs=(watch, (catalogue.translate(f"site.{folder}"), f"{folder}/index.md")),
        )


def _sources(context: SiteContext, watch: tuple[str, str]) -> Iterator[GeneratedPage]:
    title = context.catalogue.translate("site.sources_title")
    library = context.library
    yield GeneratedPage(
        "sources/index.md",
        title,
        "sources.html",
        {
            "indexes": context.indexes,
            "followed": list(library.followed.values()),
            "paused": [source for source in library.sources.values() if not source.enabled],
        },
        context.catalogue.translate("site.sources_lead"),
    )
    names = dict.fromkeys((*library.sources, *context.indexes.sources))
    for name in filter(linkable, names):
        yield GeneratedPage(
            f"sources/{name}.md",
            library.source_name(name),
            "source.html",
            _listing(context.indexes.sources.get(name, []), "source_lead")
            | {
                "source": library.sources.get(name),
                "feed": f"source/{name}" if _is_told(name, context) else "",
            },
            library.source_name(name)
            + context.catalogue.translate("site.colon")
            + context.catalogue.translate("site.source_lead"),
            crumbs=(watch, (title, "sources/index.md")),
        )


def _notes(context: SiteContext, watch: tuple[str, str]) -> Iterator[GeneratedPage]:
    """Yield the page of each entry that a person wrote a note to."""
    for card in context.indexes.cards:
        for entry in filter(has_note, card.members):
            yield _note(entry, card, context, watch)


def _note(entry: Entry, card: Card, context: SiteContext, watch: tuple[str, str]) -> GeneratedPage:
    month = cards.month(entry)
    month_name = typography.sentence_case(context.catalogue.month(month))
    return GeneratedPage(
        f"entries/{entry.id}.md",
        entry.title,
        "note.html",
        {
            "card": card,
            "entry": entry,
            "month": month,
            "text": law.text(card, context.library.data_date, context.locale),
            "steps": law.reviewed(card).steps,
        },
        entry.summary or entry.title,
        crumbs=(watch, (month_name, f"months/{month}.md")),
        body=entry.body,
        searchable=True,
    )


def _is_told(source: str, context: SiteContext) -> bool:
    """Return whether a source has a feed: one that is not read, and never gave an
    entry, has none.
    """
    return source in context.indexes.sources or context.library.sources[source].enabled


def _listing(found: EntryList, lead: str) -> dict[str, object]:
    return {"found": found[:LATEST], "total": len(found), "months": by_month(found), "lead": lead}
