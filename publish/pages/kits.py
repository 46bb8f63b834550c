"""Tools, toolkits and communication kits -> their lists, what stands around their texts, what is
downloaded.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import communication_kit, tool, toolkit
from knowledge.sheets.kinds.communication_kit import CommunicationKit, Moment
from knowledge.sheets.kinds.tool import Tool
from knowledge.sheets.kinds.toolkit import Toolkit
from knowledge.sheets.reading import Sheet
from publish.generated_page import GeneratedPage
from publish.indexes import group_by
from publish.library import NamedTerm
from publish.pages import campaign_year, kit_contents, kit_data, kit_zip
from publish.pages.kit_contents import Held
from publish.pages.kit_zip import Archive
from publish.site_context import SiteContext

LISTED = ("steps", "fields", "audiences")


@dataclass(frozen=True)
class Found:
    """One tool in the list of all: a sheet, or a file that a kit holds, without a path if it is not
    for everybody.
    """

    type: str
    title: str
    text: str
    path: str
    lang: str
    steps: tuple[str, ...]
    file: Held | None = None
    kit: Sheet[Toolkit] | None = None


@dataclass(frozen=True)
class Tile:
    """A kit in a list: its path, how many things it holds, and its zip unless it is closed."""

    title: str
    description: str
    path: str
    count: int
    zip: Archive | None = None


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the list of all tools, and that of the kits of each kind."""
    yield _tools(context)
    for kind in (toolkit.KIND, communication_kit.KIND):
        lead = context.catalogue.translate(f"site.{kind.folder.replace('-', '_')}_lead")
        kits = in_order(context.library.sheets.of(kind, context.locale), context)
        yield GeneratedPage(
            f"{kind.folder}/index.md",
            kind.plural(context.locale),
            "kits.html",
            {**_shown(context), "kits": tiles(kits, context), "lead": lead},
            lead,
            crumbs=((tool.KIND.plural(context.locale), "tools/index.md"),),
        )


def in_order(kits: Iterable[Sheet[Toolkit]], context: SiteContext) -> list[Sheet[Toolkit]]:
    """Put kits in the order of the steps in which they serve first."""
    steps = list(context.library.lists.get("steps", ()))

    def place(kit: Sheet[Toolkit]) -> tuple[list[int], str]:
        """Return where the steps of a kit stand, and its id."""
        return list(map(steps.index, filter(steps.__contains__, kit.keys.steps))), kit.id

    return sorted(kits, key=place)


def tiles(kits: Iterable[Sheet[Toolkit]], context: SiteContext) -> list[Tile]:
    """Return kits as a list shows them."""
    return list(map(partial(_tile, context=context), kits))


def _tile(kit: Sheet[Toolkit], context: SiteContext) -> Tile:
    return Tile(
        kit.keys.title,
        kit.keys.description,
        f"{kit.kind.folder}/{kit.id}/",
        len(kit_contents.of(kit, context)),
        kit_zip.of(kit, context),
    )


def all_tools(context: SiteContext) -> list[Found]:
    """Return every tool of a language once, by type and title: the sheets, and the files of the
    toolkits.
    """
    order = list(tool.TYPES)
    found = [*_tool_sheets(context), *_toolkit_files(context)]
    return sorted(found, key=lambda item: (order.index(item.type), item.title))


def _tool_sheets(context: SiteContext) -> Iterator[Found]:
    for sheet in context.library.sheets.of(tool.KIND, context.locale):
        keys = sheet.keys
        path = f"tools/{sheet.id}/"
        yield Found(keys.type, keys.title, keys.description, path, sheet.lang, keys.steps)


def _toolkit_files(context: SiteContext) -> Iterator[Found]:
    """Yield each file that a toolkit holds once, as the first of them tells of it."""
    seen: set[str] = set()
    for kit in context.library.sheets.of(toolkit.KIND, context.locale):
        for held in kit_contents.of(kit, context):
            if held.sheet is None and held.path not in seen:
                seen.add(held.path)
                yield _found_file(held, kit)


def _found_file(held: Held, kit: Sheet[Toolkit]) -> Found:
    path = "" if held.data is None else held.path
    steps = kit.keys.steps
    return Found(held.type, held.title, held.alternative, path, held.lang, steps, held, kit)


def facts_of_tool(sheet: Sheet[Tool], context: SiteContext) -> Mapping[str, object]:
    """Return what stands around a tool's text."""
    kits = kit_contents.kits(context.library, context.locale)
    return {
        **_shown(context),
        "listed": _listed(sheet.keys, context),
        "document": _document(sheet, context),
        "holding": list(filter(partial(_holds, name=sheet.id, context=context), kits)),
    }


def _holds(kit: Sheet[Toolkit], name: str, context: SiteContext) -> bool:
    """Return whether a kit holds the sheet of a tool."""
    return name in {held.sheet.id for held in kit_contents.of(kit, context) if held.sheet}


def facts_of_kit(sheet: Sheet[Toolkit], context: SiteContext) -> Mapping[str, object]:
    """Return what stands around a kit's text."""
    found = kit_contents.of(sheet, context)
    return {
        **_shown(context),
        "listed": _listed(sheet.keys, context),
        "held": [(held, list(kit_zip.differing(held, sheet, context))) for held in found],
        "licence": kit_zip.licence(sheet.keys.licence, context),
        "owner": kit_zip.owner(sheet.keys.owner, context),
        "zip": kit_zip.of(sheet, context),
        "campaign": list(_campaign(sheet, found, context.catalogue)),
        "year": list(campaign_year.rows(sheet, context)),
    }


def _campaign(
    kit: Sheet[Toolkit], found: Iterable[Held], catalogue: Catalogue
) -> Iterator[tuple[str, Moment, Held | None]]:
    """Yield when each moment of a campaign is and the file that it names, the first one first."""
    if isinstance(kit.keys, CommunicationKit):
        by_path = {held.path: held for held in found}
        for moment in sorted(kit.keys.campaign, key=attrgetter("days")):
            held = by_path.get(f"{kit.kind.folder}/{moment.file}")
            yield when(moment.days, catalogue), moment, held


Facts = Callable[[Sheet[Any], SiteContext], Mapping[str, object]]
FACTS: Mapping[str, Facts] = {
    "tool": facts_of_tool,
    "toolkit": facts_of_kit,
    "communication-kit": facts_of_kit,
}


def when(days: int, catalogue: Catalogue) -> str:
    """Return the name of a day of a campaign: "J − 21", "J", "J + 3"; the sign is U+2212, and
    nothing comes apart at a line's end.
    """
    day = catalogue.translate("site.kits_day")
    if not days:
        return day
    sign = "\u2212" if days < 0 else "+"
    return f"{day}\u00a0{sign}\u00a0{abs(days)}"


def _tools(context: SiteContext) -> GeneratedPage:
    found, lang, sheets = all_tools(context), context.locale, context.library.sheets
    steps = context.library.lists.get("steps", {})
    serving = group_by(found, lambda item: dict.fromkeys(item.steps))
    by_step = [(term, serving[name]) for name, term in steps.items() if name in serving]
    by_type = group_by(found, lambda item: [item.type])
    kits = tiles(in_order(sheets.of(toolkit.KIND, lang), context), context)
    others = tiles(sheets.of(communication_kit.KIND, lang), context)
    facts = {
        **_shown(context),
        "toolkits_title": toolkit.KIND.plural(lang),
        "kits": kits,
        "others": others,
        "by_step": by_step,
        "by_type": list(by_type.items()),
    }
    toc = dict(_toc([term for term, _ in by_step], by_type, context))
    if kits:
        toc = {"toolkits": toolkit.KIND.plural(lang), **toc}
    if others:
        toc["communication"] = context.catalogue.translate("site.kits_communication")
    return GeneratedPage(
        "tools/index.md",
        tool.KIND.plural(lang),
        "tools.html",
        facts,
        context.catalogue.translate("site.tools_lead"),
        toc=tuple(toc.items()),
    )


def _toc(
    steps: Iterable[NamedTerm], types: Iterable[str], context: SiteContext
) -> Iterator[tuple[str, str]]:
    """Yield the anchors of the steps and of the kinds of tools, with what they are called."""
    for term in steps:
        yield f"step-{term.id}", term.label(context.locale)
    for name in types:
        yield f"type-{name}", context.catalogue.choice("site.kits_types", name)


def _shown(context: SiteContext) -> dict[str, object]:
    """Return what every page of this family asks for while it is filled."""
    return {
        "types": tool.TYPES.labels(context.locale),
        "kits_data": kit_data.path(context.locale),
    }


def _listed(keys: SheetModel, context: SiteContext) -> list[tuple[str, list[NamedTerm]]]:
    listed: list[tuple[str, list[NamedTerm]]] = []
    for name in LISTED:
        terms = context.library.terms(name, keys.get_ids(name))
        if terms:
            listed.append((context.catalogue.translate(f"site.kits_{name}"), terms))
    return listed


def _document(sheet: Sheet[Tool], context: SiteContext) -> Held | None:
    """Return the file that a tool names, as the kit that holds it tells of it."""
    if not sheet.keys.file:
        return None
    path = f"{sheet.kind.folder}/{sheet.keys.file}".replace(f"{sheet.kind.folder}/../", "")
    held = next(_files_at(path, sheet.lang, context), None)
    if held or kit_contents.withheld(path, context):
        return held
    file = context.library.root / "docs" / sheet.lang / path
    data = kit_contents.bytes_of(file, path, context)
    return Held(0, "tool", path.rsplit("/", 1)[-1], path, sheet.lang, "", "", "", data=data)


def _files_at(path: str, lang: str, context: SiteContext) -> Iterator[Held]:
    """Yield the file at a path as each kit that holds it tells of it."""
    for kit in kit_contents.kits(context.library, lang):
        for held in kit_contents.of(kit, context):
            if held.path == path and held.sheet is None:
                yield held
