"""Practices -> their list, by how far they have come and by field, and what stands around the text
of each.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import labels
from knowledge.sheets.kinds import guide
from knowledge.sheets.kinds.practice import KIND, STATES, SUBSTANCES, Practice
from knowledge.sheets.reading import Sheet
from publish.generated_page import GeneratedPage
from publish.indexes import linkable
from publish.pages import list_rows, organisations, related_content
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
    states = []
    for name in ORDER:
        some = [sheet for sheet in found if sheet.keys.state == name]
        label = context.catalogue.choice("site.practices_states", name)
        states.append((name, label, list_rows.of(some, context)))
    by_field = [
        (context.library.theme(name), related_content.serving(found, (), (name,)))
        for name in context.library.fields
    ]
    fields = [(term, list_rows.of(some, context)) for term, some in by_field if some]
    blank = BLANK if (context.library.root / "docs" / lang / BLANK).is_file() else ""
    facts = {"states": states, "fields": fields, "total": len(found), "blank": blank}
    toc = [(f"state-{name}", label) for name, label, some in states if some] if found else []
    toc += [("fields", context.catalogue.translate("site.practices_by_field"))] if fields else []
    toc.append(("propose", context.catalogue.translate("site.practices_propose")))
    title = KIND.plural(lang)
    yield GeneratedPage(
        f"{KIND.folder}/index.md",
        title,
        "practices.html",
        facts,
        context.catalogue.translate("site.practices_lead"),
        tuple(toc),
    )


def facts(sheet: Sheet[Practice], context: SiteContext) -> Mapping[str, Any]:
    """Return what stands around a practice's text."""
    keys, lang = sheet.keys, context.locale
    guides = {
        step: one
        for one in context.library.sheets.of(guide.KIND, lang)
        for step in one.keys.get_ids("steps")
    }
    paths = {f"fields/{name}": f"themes/{name}/" for name in keys.fields if linkable(name)}
    paths |= {f"steps/{name}": f"guide/{guides[name].id}/" for name in keys.steps if name in guides}
    named = [
        (
            name,
            [
                (context.library.term(name, word), paths.get(f"{name}/{word}", ""))
                for word in getattr(keys, name)
            ],
        )
        for name in LISTED
    ]
    return {
        "listed": [
            (_label(keys, name, context.catalogue), terms) for name, terms in named if terms
        ],
        "life": [(passage, STATES.label(passage.state, lang)) for passage in keys.life],
        "substance": (
            _label(keys, "substance", context.catalogue),
            SUBSTANCES.label(keys.substance, lang),
        ),
        "whose": (
            _label(keys, "organisation", context.catalogue),
            *organisations.named(keys.organisation, context.library, lang),
        ),
        "contact": _contact(keys, context),
    }


def _contact(keys: Any, context: SiteContext) -> tuple[str, str, str] | None:
    if not keys.contact:
        return None
    name, path = organisations.named(
        keys.contact.partition("/")[0], context.library, context.locale
    )
    return (
        _label(keys, "contact", context.catalogue),
        f"{organisations.role(keys.contact, context.library, context.locale)}, {name}",
        path,
    )


def _label(keys: Any, name: str, catalogue: Catalogue) -> str:
    return labels.label(type(keys), name, catalogue.locale)
