"""Library -> the page on which people see all that they can take with them: feeds, lists,
references, data.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge.i18n.catalogue import Catalogue
from publish.exports import discovery, feed_items, feeds, references, selections
from publish.exports.open_data import FOLDER
from publish.exports.selections import Selection
from publish.exports.site_metadata import Facts
from publish.library import Library
from publish.pages.watch_pages import PageSpec, Shelves, is_recent

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


def page(library: Library, shelves: Shelves, facts: Facts, words: Catalogue) -> PageSpec:
    """Make the page; without the site's own address it offers the files that need none."""
    groups = rows(library, shelves, facts, words)
    sections = ["feeds", "opml"] if facts.absolute else []
    sections += ["references", "data", "rights"]
    data = tuple(
        name for name in (*DATA, "catalog.jsonld") if facts.absolute or name != "catalog.jsonld"
    )
    return PageSpec(
        PATH,
        words.translate("site.leave_title"),
        "subscribe.html",
        {
            "facts": facts,
            "caps": {"cap": selections.CAP, "group_cap": selections.GROUP_CAP},
            "rows": groups,
            "months": _months(library, shelves, words),
            "data_files": [
                (name, f"{FOLDER}/{name}", words.translate(f"site.leave_files.{name}"))
                for name in data
            ],
        },
        words.translate("site.leave_lead"),
        toc=tuple((name, words.translate(f"site.leave_{name}")) for name in sections),
        crumbs=((words.translate("site.watch"), "watch/index.md"),),
        searchable=True,
    )


def rows(
    library: Library, shelves: Shelves, facts: Facts, words: Catalogue
) -> Mapping[str, Sequence[Row]]:
    """Give the rows by group: "all", "kind", "theme", "source"."""
    written = {path for entry in library.entries for path in references.paths(entry, library.today)}
    found: dict[str, list[Row]] = {}
    for one in selections.of(library, shelves, words):
        found.setdefault(one.group, []).append(_row(one, written, shelves, facts, words))
    return found


def _row(
    one: Selection, written: Collection[str], shelves: Shelves, facts: Facts, words: Catalogue
) -> Row:
    kinds = feeds.kinds(one.group) if facts.absolute else ()
    return Row(
        one.label,
        one.page if selections.has_page(one, shelves) else "",
        tuple(
            (discovery.NAMES[kind], feed_items.address(one.path, kind, words.locale))
            for kind in kinds
        ),
        _references(one.path) if one.path in written else (),
    )


def _months(library: Library, shelves: Shelves, words: Catalogue) -> list[Row]:
    return [
        Row(words.month(month), f"months/{month}/", references=_references(f"month/{month}"))
        for month in shelves.months
        if is_recent(month, library.today)
    ]


def _references(path: str) -> tuple[tuple[str, str], ...]:
    return (("RIS", f"references/{path}.ris"), ("BibTeX", f"references/{path}.bib"))
