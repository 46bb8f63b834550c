"""Tools, toolkits and communication kits -> their lists, what stands around their texts, what is
downloaded.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from knowledge.i18n import catalogue, locales
from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets.kinds import communication_kit, tool, toolkit
from knowledge.sheets.kinds.tool import Tool
from knowledge.sheets.kinds.toolkit import Toolkit
from knowledge.sheets.reading import Sheet
from publish.exports.site_metadata import Facts as Site
from publish.library import Library, Term
from publish.pages import kit_contents, kit_data, kit_zip, organisations
from publish.pages.kit_contents import Held
from publish.pages.watch_pages import PageSpec, Shelves

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


def pages(library: Library, _: Shelves, words: Catalogue) -> Iterator[PageSpec]:
    """Yield the list of all tools, and that of the kits of each kind."""
    yield _tools(library, words)
    for kind in (toolkit.KIND, communication_kit.KIND):
        title, lead = (
            kind.plural(words.locale),
            words.translate(f"site.{kind.folder.replace('-', '_')}_lead"),
        )
        facts = {
            **_shown(library, words),
            "kits": in_order(library.sheets.of(kind, words.locale), library),
            "lead": lead,
        }
        crumb = (tool.KIND.plural(words.locale), "tools/index.md")
        yield PageSpec(f"{kind.folder}/index.md", title, "kits.html", facts, lead, crumbs=(crumb,))


def in_order(kits: Iterable[Sheet[Toolkit]], library: Library) -> list[Sheet[Toolkit]]:
    """Put kits in the order of the steps in which they serve first."""
    steps = list(library.lists.get("steps", {}))
    return sorted(
        kits, key=lambda kit: ([steps.index(one) for one in kit.keys.steps if one in steps], kit.id)
    )


def all_tools(library: Library, lang: str) -> list[Found]:
    """List every tool of a language once, by type and title: the sheets, and the files of the
    toolkits.
    """
    found: list[Found] = []
    for sheet in library.sheets.of(tool.KIND, lang):
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
    for kit in library.sheets.of(toolkit.KIND, lang):
        for one in kit_contents.of(kit, library):
            if one.sheet is None and one.path not in seen:
                seen.add(one.path)
                path = one.path if one.data is not None else ""
                steps = kit.keys.steps
                found.append(
                    Found(one.type, one.title, one.alternative, path, one.lang, steps, one, kit)
                )
    order = list(tool.TYPES)
    return sorted(found, key=lambda one: (order.index(one.type), one.title))


def facts_of_tool(sheet: Sheet[Tool], library: Library, words: Catalogue) -> Mapping[str, Any]:
    """Give what stands around a tool's text."""
    keys, name = sheet.keys, sheet.id
    holding = [
        kit
        for kit in kit_contents.kits(library, words.locale)
        if any(one.sheet and one.sheet.id == name for one in kit_contents.of(kit, library))
    ]
    return {
        **_shown(library, words),
        "listed": _listed(keys, library, words),
        "document": _document(sheet, library),
        "holding": holding,
    }


def facts_of_kit(sheet: Sheet[Toolkit], library: Library, words: Catalogue) -> Mapping[str, Any]:
    """Give what stands around a kit's text."""
    found = kit_contents.of(sheet, library)
    titles = {one.path: one for one in found}
    keys = sheet.keys
    moments = keys.campaign if isinstance(keys, communication_kit.CommunicationKit) else ()
    campaign = sorted(moments, key=lambda moment: moment.days)
    return {
        **_shown(library, words),
        "listed": _listed(sheet.keys, library, words),
        "held": [(one, list(kit_zip.differing(one, sheet, library, words))) for one in found],
        "licence": kit_zip.licence(sheet.keys.licence, words),
        "owner": organisations.named(sheet.keys.owner, library, words.locale),
        "campaign": [(one, titles.get(f"{sheet.kind.folder}/{one.file}")) for one in campaign],
    }


Facts = Callable[[Sheet[Any], Library, Catalogue], Mapping[str, Any]]
FACTS: Mapping[str, Facts] = {
    "tool": facts_of_tool,
    "toolkit": facts_of_kit,
    "communication-kit": facts_of_kit,
}


def files(library: Library, words: Catalogue, site: Site) -> Mapping[str, bytes]:
    """Give the zip of each kit that everybody may download."""
    packed = [
        kit_zip.of(kit, library, words, site) for kit in kit_contents.kits(library, words.locale)
    ]
    return {one.path: one.data for one in packed if one}


def shared(library: Library, site: Site) -> Mapping[str, bytes]:
    """Give the data of the kits of each language that has any."""
    langs = [lang for lang in locales.known() if kit_contents.kits(library, lang)]
    return {
        kit_data.path(lang): kit_data.file(library, catalogue.load(lang), site) for lang in langs
    }


def when(days: int, words: Catalogue) -> str:
    """Name a day of a campaign: "J − 21", "J", "J + 3"; the sign is U+2212, and nothing comes apart
    at a line's end.
    """
    sign = "\u2212" if days < 0 else "+"
    return words.translate("site.kits_day") + (f"\u00a0{sign}\u00a0{abs(days)}" if days else "")


def _tools(library: Library, words: Catalogue) -> PageSpec:
    found, lang = all_tools(library, words.locale), words.locale
    steps = [
        (term, [one for one in found if name in one.steps])
        for name, term in library.lists.get("steps", {}).items()
    ]
    by_step: list[tuple[Term, list[Found]]] = [(term, some) for term, some in steps if some]
    types = [(name, [one for one in found if one.type == name]) for name in tool.TYPES]
    by_type = [(name, some) for name, some in types if some]
    facts = {
        **_shown(library, words),
        "toolkits_title": toolkit.KIND.plural(lang),
        "kits": in_order(library.sheets.of(toolkit.KIND, lang), library),
        "others": library.sheets.of(communication_kit.KIND, lang),
        "by_step": by_step,
        "by_type": by_type,
    }
    toc = [("toolkits", toolkit.KIND.plural(lang))] if facts["kits"] else []
    toc += [(f"step-{term.id}", term.label(lang)) for term, _ in by_step]
    toc += [(f"type-{name}", words.choice("site.kits_types", name)) for name, _ in by_type]
    toc += (
        [("communication", words.translate("site.kits_communication"))] if facts["others"] else []
    )
    title = tool.KIND.plural(lang)
    return PageSpec(
        "tools/index.md",
        title,
        "tools.html",
        facts,
        words.translate("site.tools_lead"),
        toc=tuple(toc),
    )


def _shown(library: Library, words: Catalogue) -> dict[str, Any]:
    """Give what every page of this family asks for while it is filled."""
    return {
        "types": tool.TYPES.labels(words.locale),
        "packed": partial(_packed, library, words),
        "items": lambda kit: kit_contents.of(kit, library),
        "when": when,
        "kits_data": kit_data.path(words.locale),
    }


def _packed(
    library: Library, words: Catalogue, kit: Sheet[Toolkit], site: Site
) -> kit_zip.Archive | None:
    return kit_zip.of(kit, library, words, site)


def _listed(keys: Any, library: Library, words: Catalogue) -> list[tuple[str, list[Term]]]:
    named = [
        (
            words.translate(f"site.kits_{name}"),
            [library.term(name, word) for word in getattr(keys, name)],
        )
        for name in LISTED
    ]
    return [(label, terms) for label, terms in named if terms]


def _document(sheet: Sheet[Tool], library: Library) -> Held | None:
    """Find the file that a tool names, as the kit that holds it tells of it."""
    if not sheet.keys.file:
        return None
    path = f"{sheet.kind.folder}/{sheet.keys.file}".replace(f"{sheet.kind.folder}/../", "")
    for kit in kit_contents.kits(library, sheet.lang):
        for one in kit_contents.of(kit, library):
            if one.path == path and one.sheet is None:
                return one
    if kit_contents.withheld(path, library):
        return None
    data = (library.root / "docs" / sheet.lang / path).read_bytes()
    return Held(0, "tool", path.rsplit("/", 1)[-1], path, sheet.lang, "", "", "", data=data)
