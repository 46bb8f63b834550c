"""Practices -> their list, by how far they have come and by field, and what stands around the text
of each.
"""

from collections.abc import Iterator, Mapping, Sequence

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import labels
from knowledge.sheets.kinds import guide
from knowledge.sheets.kinds.practice import KIND, STATES, SUBSTANCES, Practice
from knowledge.sheets.reading import Sheet
from publish.generated_page import GeneratedPage
from publish.indexes import group_by, linkable
from publish.library import Library, NamedTerm
from publish.pages import directory, list_rows, propose, related_content
from publish.pages.list_rows import SheetRow
from publish.site_context import SiteContext

# What a reader compares first, and the lists that their words come from.
LISTED = ("fields", "steps", "principles", "stakes", "components", "dimensions", "plans")
# The blank sheet that the instance offers, below a language's folder (`vigie schema` writes it).
BLANK = "blank/practice.txt"
# What lasted first; what was abandoned is told as plainly.
ORDER = ("kept", "evaluated", "pilot", "idea", "abandoned")


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the list of practices."""
    found, lang = context.library.sheets.of(KIND, context.locale), context.locale
    states, fields = _by_state(found, context), _by_field(found, context)
    blank = BLANK if (context.library.root / "docs" / lang / BLANK).is_file() else ""
    form = propose.address(KIND.id, context)
    facts = {"states": states, "fields": fields, "total": len(found), "blank": blank, "form": form}
    facts["word"] = propose.word_template(context)
    toc: list[tuple[str, str]] = []
    for name, label, rows in states:
        if rows:
            toc.append((f"state-{name}", label))
    if fields:
        toc.append(("fields", context.catalogue.translate("site.practices_by_field")))
    toc.append(("propose", context.catalogue.translate("site.practices_propose")))
    yield GeneratedPage(
        f"{KIND.folder}/index.md",
        KIND.plural(lang),
        "practices.html",
        facts,
        context.catalogue.translate("site.practices_lead"),
        tuple(toc),
    )


def _by_state(
    found: Sequence[Sheet[Practice]], context: SiteContext
) -> list[tuple[str, str, list[SheetRow]]]:
    """Return each state with its name and its practices."""
    by_state = group_by(found, lambda sheet: [str(sheet.keys.state)])
    states: list[tuple[str, str, list[SheetRow]]] = []
    for name in ORDER:
        label = context.catalogue.choice("site.practices_states", name)
        states.append((name, label, list_rows.of(by_state.get(name, ()), context)))
    return states


def by_field(
    found: Sequence[Sheet[Practice]], library: Library
) -> Iterator[tuple[NamedTerm, list[Sheet[Practice]]]]:
    """Yield each field of action that has practices, with them."""
    for name in library.fields:
        some = related_content.serving(found, (), (name,))
        if some:
            yield library.theme(name), some


def _by_field(
    found: Sequence[Sheet[Practice]], context: SiteContext
) -> list[tuple[NamedTerm, list[SheetRow]]]:
    """Return the fields with the rows of their practices."""
    fields: list[tuple[NamedTerm, list[SheetRow]]] = []
    for field, some in by_field(found, context.library):
        fields.append((field, list_rows.of(some, context)))
    return fields


def facts(sheet: Sheet[Practice], context: SiteContext) -> Mapping[str, object]:
    """Return what stands around a practice's text."""
    keys, lang = sheet.keys, context.locale
    return {
        "listed": _listed(keys, context),
        "life": [(passage, STATES.label(passage.state, lang)) for passage in keys.life],
        "substance": (
            _label(keys, "substance", context.catalogue),
            SUBSTANCES.label(keys.substance, lang),
        ),
        "whose": (
            _label(keys, "organisation", context.catalogue),
            *directory.named(keys.organisation, context.library, lang),
        ),
        "contact": _contact(keys, context),
    }


def _listed(keys: Practice, context: SiteContext) -> list[tuple[str, list[tuple[NamedTerm, str]]]]:
    """Return the lists that a practice has words of, each word with the path of its page."""
    paths, library = _paths(keys, context), context.library
    listed: list[tuple[str, list[tuple[NamedTerm, str]]]] = []
    for name in LISTED:
        words = keys.get_ids(name)
        terms = [(library.term(name, word), paths.get(f"{name}/{word}", "")) for word in words]
        if terms:
            listed.append((_label(keys, name, context.catalogue), terms))
    return listed


def _paths(keys: Practice, context: SiteContext) -> dict[str, str]:
    """Return the page of each field and step of a practice that has one."""
    paths = {}
    for name in filter(linkable, keys.fields):
        paths[f"fields/{name}"] = f"themes/{name}/"
    for page in context.library.sheets.of(guide.KIND, context.locale):
        for step in set(keys.steps).intersection(page.keys.get_ids("steps")):
            paths[f"steps/{step}"] = f"guide/{page.id}/"
    return paths


def _contact(keys: Practice, context: SiteContext) -> tuple[str, str, str] | None:
    if not keys.contact:
        return None
    name, path = directory.named(keys.contact.partition("/")[0], context.library, context.locale)
    return (
        _label(keys, "contact", context.catalogue),
        f"{directory.role(keys.contact, context.library, context.locale)}, {name}",
        path,
    )


def _label(keys: Practice, name: str, catalogue: Catalogue) -> str:
    return labels.label(type(keys), name, catalogue.locale)
