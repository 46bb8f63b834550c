"""Practices -> their list, by how far they have come and by field, and what stands around the text
of each.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import labels
from knowledge.sheets.kinds.practice import KIND, STATES, SUBSTANCES, Practice
from knowledge.sheets.reading import Sheet
from publish.library import Library
from publish.pages import list_rows, organisations, related_content
from publish.pages.watch_pages import PageSpec, Shelves, linkable

# What a reader compares first, and the lists that their words come from.
LISTED = ("fields", "steps", "principles", "stakes", "components", "dimensions", "plans")
# The blank sheet that the instance offers, below a language's folder (`vigie schema` writes it).
BLANK = "blank/practice.txt"
# What lasted first; what was abandoned is told as plainly.
ORDER = ("kept", "evaluated", "pilot", "idea", "abandoned")


def pages(library: Library, _: Shelves, words: Catalogue) -> Iterator[PageSpec]:
    """Yield the list of practices."""
    found, lang = library.sheets.of(KIND, words.locale), words.locale
    by_state = [(name, [one for one in found if one.keys.state == name]) for name in ORDER]
    states = [
        (name, words.choice("site.practices_states", name), list_rows.of(some, library, words))
        for name, some in by_state
    ]
    by_field = [
        (library.theme(name), related_content.serving(found, (), (name,)))
        for name in library.fields
    ]
    fields = [(term, list_rows.of(some, library, words)) for term, some in by_field if some]
    blank = BLANK if (library.root / "docs" / lang / BLANK).is_file() else ""
    facts = {"states": states, "fields": fields, "total": len(found), "blank": blank}
    toc = [(f"state-{name}", label) for name, label, some in states if some] if found else []
    toc += [("fields", words.translate("site.practices_by_field"))] if fields else []
    toc.append(("propose", words.translate("site.practices_propose")))
    title = KIND.plural(lang)
    yield PageSpec(
        f"{KIND.folder}/index.md",
        title,
        "practices.html",
        facts,
        words.translate("site.practices_lead"),
        tuple(toc),
    )


def facts(sheet: Sheet[Practice], library: Library, words: Catalogue) -> Mapping[str, Any]:
    """Give what stands around a practice's text."""
    keys, lang = sheet.keys, words.locale
    guides = {
        step: one for one in library.sheets.of("guide", lang) for step in one.keys.get_ids("steps")
    }
    paths = {f"fields/{name}": f"themes/{name}/" for name in keys.fields if linkable(name)}
    paths |= {f"steps/{name}": f"guide/{guides[name].id}/" for name in keys.steps if name in guides}
    named = [
        (
            name,
            [
                (library.term(name, word), paths.get(f"{name}/{word}", ""))
                for word in getattr(keys, name)
            ],
        )
        for name in LISTED
    ]
    return {
        "listed": [(_label(keys, name, words), terms) for name, terms in named if terms],
        "life": [(passage, STATES.label(passage.state, lang)) for passage in keys.life],
        "substance": (_label(keys, "substance", words), SUBSTANCES.label(keys.substance, lang)),
        "whose": (
            _label(keys, "organisation", words),
            *organisations.named(keys.organisation, library, lang),
        ),
        "contact": _contact(keys, library, words),
    }


def _contact(keys: Any, library: Library, words: Catalogue) -> tuple[str, str, str] | None:
    if not keys.contact:
        return None
    name, path = organisations.named(keys.contact.partition("/")[0], library, words.locale)
    return (
        _label(keys, "contact", words),
        f"{organisations.role(keys.contact, library, words.locale)}, {name}",
        path,
    )


def _label(keys: Any, name: str, words: Catalogue) -> str:
    return labels.label(type(keys), name, words.locale)
