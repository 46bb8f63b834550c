"""Sheets told by their keys alone, and a library that holds them, with two fields and two steps."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.i18n import catalogue
from knowledge.sheets.by_language import Names
from knowledge.sheets.collection import Collection
from knowledge.sheets.kinds import guide, practice
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import Kind, SheetKeys
from publish.indexes import build_indexes
from publish.library import Library, NamedTerm
from tests.publish.pages.gathered.values import Values

FOLDERS = {
    "tool": "tools",
    "toolkit": "toolkits",
    "communication-kit": "communication-kits",
    "event": "events",
    "action": "actions",
    "organisation": "directory",
}
KINDS = {name: Kind(name, folder, SheetKeys) for name, folder in FOLDERS.items()}
KINDS |= {"practice": practice.KIND, "guide": guide.KIND}
STEPS = {"framing": ("Cadrage", "Afbakening"), "experiment": ("Expérimentation", "Experiment")}
FIELDS = {"health": ("Santé", "Gezondheid"), "skills": ("Compétences", "Competenties")}


def passages(*states):
    return tuple(
        practice.Passage(state=name, on=date(2026, 1 + n, 1)) for n, name in enumerate(states)
    )


@pytest.fixture
def sheet():
    """Make a sheet of a kind with some keys."""

    def make(kind, name, lang="fr", **keys):
        told = {"title": name, "description": f"{name}.", "themes": (), **keys}
        return Sheet(
            KINDS[kind],
            name,
            lang,
            f"docs/{lang}/{FOLDERS.get(kind, kind)}/{name}.md",
            Values(**told),
        )

    return make


@pytest.fixture
def tried(sheet):
    """Make a practice that came as far as told."""

    def make(name, *states, lang="fr", **keys):
        usual = {one: () for one in ("principles", "stakes", "components", "dimensions", "plans")}
        usual |= {
            "organisation": "institution-a",
            "fields": ("health",),
            "steps": ("experiment",),
        }
        life = passages(*(states or ("idea",)))
        usual |= {"life": life, "state": life[-1].state, "substance": "comfort", "contact": None}
        made = sheet("practice", name, lang, **(usual | keys))
        told = practice.Practice.model_construct(**{"translation": None, **vars(made.keys)})
        return replace(made, keys=told)

    return make


@pytest.fixture
def explained(sheet):
    """Make a page of the guide."""

    def make(name, lang="fr", **keys):
        told = {"title": name, "description": f"{name}.", "version": "1.0", **keys}
        return Sheet(guide.KIND, name, lang, f"docs/{lang}/guide/{name}.md", guide.Guide(**told))

    return make


@pytest.fixture
def organisation(sheet):
    """Make an organisation, as one file for all languages."""

    def make(name, topics=(), roles=()):
        names = Names(fr=f"{name} (fr)", nl=f"{name} (nl)")
        return sheet("organisation", name, "", title="", names=names, topics=topics, roles=roles)

    return make


@pytest.fixture
def house():
    """Make a library of entries and sheets, with two fields and two steps."""

    def make(*sheets, entries=(), today=date(2026, 11, 25)):
        steps = {name: NamedTerm(name, {"fr": fr, "nl": nl}) for name, (fr, nl) in STEPS.items()}
        fields = {
            name: NamedTerm(name, {"fr": fr, "nl": nl}, {"fr": f"{fr} : voilà."})
            for name, (fr, nl) in FIELDS.items()
        }
        themes = fields | {
            "telework": NamedTerm("telework", {"fr": "Télétravail", "nl": "Telewerk"})
        }
        kinds = {name: NamedTerm(name) for name in ("law", "news", "tool")}
        return Library(
            entries=tuple(entries),
            kinds=kinds,
            themes=themes,
            steps=steps,
            lists={"themes": themes, "steps": steps},
            fields=tuple(FIELDS),
            sheets=Collection(tuple(sheets), languages=("fr", "nl")),
            build_date=today,
            root=Path("nowhere"),
        )

    return make


@pytest.fixture
def indexed():
    """Give a library's indexes and words in a language."""

    def make(library, lang="fr"):
        return build_indexes(library, lang), catalogue.load(lang)

    return make
