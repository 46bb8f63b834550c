"""Tools, toolkits and communication kits -> their lists, what stands around their texts, what is
downloaded.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.i18n import catalogue as catalogues
from knowledge.i18n import locales
from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.kinds import communication_kit, tool, toolkit
from knowledge.sheets.kinds.tool import Tool
from knowledge.sheets.kinds.toolkit import Toolkit
from knowledge.sheets.reading import Sheet
from publish.generated_page import GeneratedPage
from publish.library import Library, Term
from publish.pages import kit_contents, kit_data, kit_zip, organisations
from publish.pages.kit_contents import Held
from publish.pages.kit_zip import Archive
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

withheld = kit_contents.withheld
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
        title, lead = (
            kind.plural(context.locale),
            context.catalogue.translate(f"site.{kind.folder.replace('-', '_')}_lead"),
        )
        facts = {
            **_shown(context),
            "kits": tiles(
                in_order(context.library.sheets.of(kind, context.locale), context), context
            ),
            "lead": lead,
        }
        crumb = (tool.KIND.plural(context.locale), "tools/index.md")
        yield GeneratedPage(
            f"{kind.folder}/index.md", title, "kits.html", facts, lead, crumbs=(crumb,)
        )


def in_order(kits: Iterable[Sheet[Toolkit]], context: SiteContext) -> list[Sheet[Toolkit]]:
    """Put kits in the order of the steps in which they serve first."""
    steps = list(context.library.lists.get("steps", {}))
    return sorted(
        kits, key=lambda kit: ([steps.index(one) for one in kit.keys.steps if one in steps], kit.id)
    )


def tiles(kits: Iterable[Sheet[Toolkit]], context: SiteContext) -> list[Tile]:
    """Return kits as a list shows them."""
    return [
        Tile(
            kit.keys.title,
            kit.keys.description,
            f"{kit.kind.folder}/{kit.id}/",
            len(kit_contents.of(kit, context)),
            kit_zip.of(kit, context),
        )
        for kit in kits
    ]


def all_tools(context: SiteContext) -> list[Found]:
    """Return every tool of a language once, by type and title: the sheets, and the files of the
    toolkits.
    """
    found: list[Found] = []
    for sheet in context.library.sheets.of(tool.KIND, context.locale):
        told = sheet.keys
        found.append(
            Found(
                told.type,
                told.title,
                told.description,
                f"tools/{sheet.id}/",
                sheet.lang,
                told.steps,
            )
        )
    seen: set[str] = set()
    for kit in context.library.sheets.of(toolkit.KIND, context.locale):
        for one in kit_contents.of(kit, context):
            if one.sheet is None and one.path not in seen:
                seen.add(one.path)
                path = one.path if one.data is not None else ""
                steps = kit.keys.steps
                found.append(
                    Found(one.type, one.title, one.alternative, path, one.lang, steps, one, kit)
                )
    order = list(tool.TYPES)
    return sorted(found, key=lambda one: (order.index(one.type), one.title))


def facts_of_tool(sheet: Sheet[Tool], context: SiteContext) -> Mapping[str, Any]:
    """Return what stands around a tool's text."""
    keys, name = sheet.keys, sheet.id
    holding = [
        kit
        for kit in kit_contents.kits(context.library, context.locale)
        if any(one.sheet and one.sheet.id == name for one in kit_contents.of(kit, context))
    ]
    return {
        **_shown(context),
        "listed": _listed(keys, context),
        "document": _document(sheet, context),
        "holding": holding,
    }


def facts_of_kit(sheet: Sheet[Toolkit], context: SiteContext) -> Mapping[str, Any]:
    """Return what stands around a kit's text."""
    found = kit_contents.of(sheet, context)
    titles = {one.path: one for one in found}
    keys = sheet.keys
    moments = keys.campaign if isinstance(keys, communication_kit.CommunicationKit) else ()
    campaign = sorted(moments, key=lambda moment: moment.days)
    return {
        **_shown(context),
        "listed": _listed(sheet.keys, context),
        "held": [(one, list(kit_zip.differing(one, sheet, context))) for one in found],
        "licence": kit_zip.licence(sheet.keys.licence, context.catalogue),
        "owner": organisations.named(sheet.keys.owner, context.library, context.locale),
        "zip": kit_zip.of(sheet, context),
        "campaign": [
            (
                when(moment.days, context.catalogue),
                moment,
                titles.get(f"{sheet.kind.folder}/{moment.file}"),
            )
            for moment in campaign
        ],
    }


Facts = Callable[[Sheet[Any], SiteContext], Mapping[str, Any]]
FACTS: Mapping[str, Facts] = {
    "tool": facts_of_tool,
    "toolkit": facts_of_kit,
    "communication-kit": facts_of_kit,
}


def files(context: SiteContext) -> Mapping[str, bytes]:
    """Return the zip of each kit that everybody may download."""
    packed = [
        kit_zip.of(kit, context) for kit in kit_contents.kits(context.library, context.locale)
    ]
    return {one.path: one.data for one in packed if one}


def shared(library: Library, metadata: SiteMetadata) -> Mapping[str, bytes]:
    """Return the data of the kits of each language that has any."""
    langs = [lang for lang in locales.known() if kit_contents.kits(library, lang)]
    return {
        kit_data.path(lang): kit_data.file(
            SiteContext(library, catalogues.load(lang), metadata=metadata)
        )
        for lang in langs
    }


def when(days: int, catalogue: Catalogue) -> str:
    """Return the name of a day of a campaign: "J − 21", "J", "J + 3"; the sign is U+2212, and
    nothing comes apart at a line's end.
    """
    sign = "\u2212" if days < 0 else "+"
    return catalogue.translate("site.kits_day") + (f"\u00a0{sign}\u00a0{abs(days)}" if days else "")


def _tools(context: SiteContext) -> GeneratedPage:
    found, lang = all_tools(context), context.locale
    steps = [
        (term, [one for one in found if name in one.steps])
        for name, term in context.library.lists.get("steps", {}).items()
    ]
    by_step: list[tuple[Term, list[Found]]] = [(term, some) for term, some in steps if some]
    types = [(name, [one for one in found if one.type == name]) for name in tool.TYPES]
    by_type = [(name, some) for name, some in types if some]
    facts = {
        **_shown(context),
        "toolkits_title": toolkit.KIND.plural(lang),
        "kits": tiles(in_order(context.library.sheets.of(toolkit.KIND, lang), context), context),
        "others": tiles(context.library.sheets.of(communication_kit.KIND, lang), context),
        "by_step": by_step,
        "by_type": by_type,
    }
    toc = [("toolkits", toolkit.KIND.plural(lang))] if facts["kits"] else []
    toc += [(f"step-{term.id}", term.label(lang)) for term, _ in by_step]
    toc += [
        (f"type-{name}", context.catalogue.choice("site.kits_types", name)) for name, _ in by_type
    ]
    toc += (
        [("communication", context.catalogue.translate("site.kits_communication"))]
        if facts["others"]
        else []
    )
    title = tool.KIND.plural(lang)
    return GeneratedPage(
        "tools/index.md",
        title,
        "tools.html",
        facts,
        context.catalogue.translate("site.tools_lead"),
        toc=tuple(toc),
    )


def _shown(context: SiteContext) -> dict[str, Any]:
    """Return what every page of this family asks for while it is filled."""
    return {
        "types": tool.TYPES.labels(context.locale),
        "kits_data": kit_data.path(context.locale),
    }


def _listed(keys: Any, context: SiteContext) -> list[tuple[str, list[Term]]]:
    named = [
        (
            context.catalogue.translate(f"site.kits_{name}"),
            [context.library.term(name, word) for word in getattr(keys, name)],
        )
        for name in LISTED
    ]
    return [(label, terms) for label, terms in named if terms]


def _document(sheet: Sheet[Tool], context: SiteContext) -> Held | None:
    """Return the file that a tool names, as the kit that holds it tells of it."""
    if not sheet.keys.file:
        return None
    path = f"{sheet.kind.folder}/{sheet.keys.file}".replace(f"{sheet.kind.folder}/../", "")
    for kit in kit_contents.kits(context.library, sheet.lang):
        for one in kit_contents.of(kit, context):
            if one.path == path and one.sheet is None:
                return one
    if kit_contents.withheld(path, context):
        return None
    data = (context.library.root / "docs" / sheet.lang / path).read_bytes()
    return Held(0, "tool", path.rsplit("/", 1)[-1], path, sheet.lang, "", "", "", data=data)
