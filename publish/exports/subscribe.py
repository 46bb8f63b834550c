"""Library -> the page on which people see all that they can take with them: feeds, lists,
references, data.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from publish.exports import discovery, feed_items, feeds, references, selections
from publish.exports.open_data import FOLDER
from publish.exports.selections import Selection
from publish.generated_page import GeneratedPage
from publish.indexes import is_recent
from publish.site_context import SiteContext

PATH = "subscribe.md"
DATA = (
    "entries.csv",
    "entries.json",
    "sources.json",
    "terms.json",
    "entries.schema.json",
    "datapackage.json",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What leaves from a selection: its label, its page ("" for none), and (name, path from the
    site's root) pairs.
    """

    label: str
    page: str
    feeds: tuple[tuple[str, str], ...] = ()
    references: tuple[tuple[str, str], ...] = ()


def page(context: SiteContext) -> GeneratedPage:
    """Make the page; without the site's own address it offers the files that need none."""
    groups = rows(context)
    sections = ["feeds", "opml"] if context.metadata.absolute else []
    sections += ["references", "data", "rights"]
    data = tuple(
        name
        for name in (*DATA, "catalog.jsonld")
        if context.metadata.absolute or name != "catalog.jsonld"
    )
    return GeneratedPage(
        PATH,
        context.catalogue.translate("site.leave_title"),
        "subscribe.html",
        {
            "facts": context.metadata,
            "caps": {"cap": selections.CAP, "group_cap": selections.GROUP_CAP},
            "rows": groups,
            "months": _months(context),
            "data_files": [
                (name, f"{FOLDER}/{name}", context.catalogue.translate(f"site.leave_files.{name}"))
                for name in data
            ],
        },
        context.catalogue.translate("site.leave_lead"),
        toc=tuple((name, context.catalogue.translate(f"site.leave_{name}")) for name in sections),
        crumbs=((context.catalogue.translate("site.watch"), "watch/index.md"),),
        searchable=True,
    )


def rows(context: SiteContext) -> Mapping[str, Sequence[Row]]:
    """Give the rows by group: "all", "kind", "theme", "source"."""
    written = {
        path
        for entry in context.library.entries
        for path in references.paths(entry, context.library.data_date)
    }
    found: dict[str, list[Row]] = {}
    for one in selections.of(context):
        found.setdefault(one.group, []).append(_row(one, written, context))
    return found


def _row(one: Selection, written: Collection[str], context: SiteContext) -> Row:
    kinds = feeds.kinds(one.group) if context.metadata.absolute else ()
    return Row(
        one.label,
        one.page if selections.has_page(one, context.indexes) else "",
        tuple(
            (discovery.NAMES[kind], feed_items.address(one.path, kind, context.locale))
            for kind in kinds
        ),
        _references(one.path) if one.path in written else (),
    )


def _months(context: SiteContext) -> list[Row]:
    return [
        Row(
            context.catalogue.month(month),
            f"months/{month}/",
            references=_references(f"month/{month}"),
        )
        for month in context.indexes.months
        if is_recent(month, context.library.data_date)
    ]


def _references(path: str) -> tuple[tuple[str, str], ...]:
    return (("RIS", f"references/{path}.ris"), ("BibTeX", f"references/{path}.bib"))
