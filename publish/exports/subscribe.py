"""Library -> the page on which people see all that they can subscribe to or download: feeds, lists,
references, data.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.sheets.kinds import event
from publish.exports import (
    discovery,
    feed_items,
    feeds,
    in_force,
    question_feed,
    references,
    selections,
)
from publish.exports.open_data import FOLDER
from publish.exports.selections import Selection
from publish.exports.xml_feeds import RSS
from publish.generated_page import GeneratedPage
from publish.indexes import is_recent
from publish.site_context import SiteContext

PATH, RECEIVE = "subscribe.md", "receive.md"
DATA = (
    "entries.csv",
    "entries.json",
    "sources.json",
    "terms.json",
    "entries.schema.json",
    "datapackage.json",
)


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """What is offered of a selection: its label, its page ("" for none), and (name, path from the
    site's root) pairs.
    """

    label: str
    page: str
    feeds: tuple[tuple[str, str], ...] = ()
    references: tuple[tuple[str, str], ...] = ()


def page(context: SiteContext) -> GeneratedPage:
    """Make the page; without the site's own address it offers the files that need none."""
    translate = context.catalogue.translate
    sections, data_files = ["references", "data", "rights"], list(DATA)
    if context.metadata.absolute:
        sections = ["choices", "feeds", "opml", *sections]
        data_files.append("catalog.jsonld")
    return GeneratedPage(
        PATH,
        translate("site.leave_title"),
        "subscribe.html",
        {
            "facts": context.metadata,
            "caps": {"cap": selections.CAP, "group_cap": selections.GROUP_CAP},
            "rows": rows(context),
            "readers": context.metadata.readers,
            "newest_week": next(iter(context.indexes.weeks), ""),
            "feed": context.metadata.url(feed_items.address("all", RSS.kind, context.locale)),
            "calendars": calendars(context),
            "folders": selections.FOLDERS,
            "months": _months(context),
            "data_files": [
                (name, f"{FOLDER}/{name}", translate(f"site.leave_files.{name}"))
                for name in data_files
            ],
        },
        translate("site.leave_lead"),
        toc=tuple((name, translate(f"site.leave_{name}")) for name in sections),
        crumbs=((translate("site.watch"), "watch/index.md"),),
        searchable=True,
    )


def calendars(context: SiteContext) -> list[tuple[str, str]]:
    """Return the address and the name of each calendar that one can follow: of the law and, where
    there are events, of all of them.
    """
    files = [(in_force.FILE, "site.radar")]
    if context.library.sheets.each(event.KIND, context.locale):
        files.append((f"{event.KIND.folder}/all.ics", "site.agenda_all"))
    found = []
    for file, name in files:
        address = context.metadata.url(f"{context.locale}/{file}")
        found.append((address, context.catalogue.translate(name)))
    return found


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the page of all exports, and the one that says how other programs receive the feeds."""
    yield page(context)
    yield receive(context)


def receive(context: SiteContext) -> GeneratedPage:
    """Make the page that says, step by step, how Teams, Outlook, Slack and others receive a feed;
    without the site's own address it says that there is none.
    """
    translate = context.catalogue.translate
    programs = context.catalogue.choices("site.receive")
    address = ""
    if context.metadata.absolute:
        address = context.metadata.url(feed_items.address("all", RSS.kind, context.locale))
    return GeneratedPage(
        RECEIVE,
        translate("site.receive_title"),
        "receive.html",
        {
            "feed": address,
            "programs": programs,
            "commands": context.catalogue.choices("site.receive_commands"),
        },
        translate("site.receive_lead"),
        toc=(("address", translate("site.receive_address")), *programs.items()),
        crumbs=(
            (translate("site.watch"), "watch/index.md"),
            (translate("site.leave_title"), PATH),
        ),
        searchable=True,
    )


def rows(context: SiteContext) -> Mapping[str, Sequence[SubscriptionRow]]:
    """Return the rows by group: "all", "radar", "questions", or a name of selections.FOLDERS."""
    written: set[str] = set()
    for entry in context.library.entries:
        written.update(references.paths(entry, context.library.data_date))
    found: dict[str, list[SubscriptionRow]] = {}
    for selection in (*selections.of(context), question_feed.selection(context)):
        found.setdefault(selection.group, []).append(_row(selection, written, context))
    return found


def _row(selection: Selection, written: Collection[str], context: SiteContext) -> SubscriptionRow:
    row = SubscriptionRow(selection.label, "")
    if selections.has_page(selection, context.indexes):
        row = replace(row, page=selection.page)
    if context.metadata.absolute:
        row = replace(row, feeds=tuple(_feeds(selection, context.locale)))
    if selection.path in written:
        row = replace(row, references=_references(selection.path))
    return row


def _feeds(selection: Selection, locale: str) -> Iterator[tuple[str, str]]:
    for kind in feeds.FORMATS:
        yield discovery.NAMES[kind], feed_items.address(selection.path, kind, locale)


def _months(context: SiteContext) -> list[SubscriptionRow]:
    found = []
    for month in context.indexes.months:
        if is_recent(month, context.library.data_date):
            files = _references(f"month/{month}")
            label = context.catalogue.month(month)
            found.append(SubscriptionRow(label, f"months/{month}/", references=files))
    return found


def _references(path: str) -> tuple[tuple[str, str], ...]:
    return (("RIS", f"references/{path}.ris"), ("BibTeX", f"references/{path}.bib"))
