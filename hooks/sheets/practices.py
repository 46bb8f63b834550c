"""Practices -> their list, and what stands around the text of each."""

from collections.abc import Iterator, Mapping
from typing import Any

from hooks.library import Library
from hooks.pages import PageSpec, Shelves
from hooks.wording import Wording
from knowledge.sheets.practice import KIND, STATES, SUBSTANCES
from knowledge.sheets.reading import Sheet
from knowledge.sheets.said import of, pick

# What a reader compares first, and the lists that their words come from.
LISTED = ("fields", "steps", "principles", "stakes", "components", "dimensions", "plans")


def pages(library: Library, _: Shelves, words: Wording) -> Iterator[PageSpec]:
    """Yield the list of practices, by how far they have come."""
    found = library.sheets.of(KIND.id, words.lang)
    title = pick(KIND.plural, words.lang)
    facts = {"found": (), "practices": found, "states": {name: pick(said, words.lang) for name, said in STATES.items()}}
    yield PageSpec(f"{KIND.folder}/index.md", title, "practices.html", facts, words.say("practices_lead"))


def facts(sheet: Sheet[Any], library: Library, words: Wording) -> Mapping[str, Any]:
    """Give what stands around a practice's text."""
    keys = sheet.keys
    named = [(name, [library.term(name, word) for word in getattr(keys, name)]) for name in LISTED]
    return {
        "listed": [(_label(keys, name, words), terms) for name, terms in named if terms],
        "state": pick(STATES[keys.state], words.lang),
        "substance": pick(SUBSTANCES[keys.substance], words.lang),
        "states": {name: pick(said, words.lang) for name, said in STATES.items()},
    }


def _label(keys: Any, name: str, words: Wording) -> str:
    return pick(of(type(keys).model_fields[name]).label, words.lang)
