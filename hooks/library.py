"""An instance's folder -> everything its site shows, read once: entries, sources, their health, closed lists."""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge import config, problems, review, store, taxonomy
from knowledge import health as healths
from knowledge.health import Health
from knowledge.model import Entry
from knowledge.source import Source

INTRODUCTION = re.compile(r"\d{4}-W\d{2}")


@dataclass(frozen=True, slots=True)
class Term:
    """A kind, a theme, an audience, a step or a region: its id and what it is called in each language."""

    id: str
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, lang: str) -> str:
        """Give the name in this language, or the id where it has none."""
        return self.labels.get(lang) or self.id


@dataclass(frozen=True)
class Library:
    """What the site shows. Kinds and themes keep the order of taxonomy.yml: the law comes first.

    `introductions` tells for each week, as "2026-W47", the languages in which a person introduced it. `notices` say
    which files under docs/watch were left out, and why. `kept` holds what a build has rendered and needs again.
    """

    entries: tuple[Entry, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    kinds: Mapping[str, Term] = field(default_factory=dict)
    themes: Mapping[str, Term] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    audiences: Mapping[str, Term] = field(default_factory=dict)
    steps: Mapping[str, Term] = field(default_factory=dict)
    regions: Mapping[str, Term] = field(default_factory=dict)
    health: Health = field(default_factory=Health)
    introductions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kept: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def refreshed(self) -> datetime | None:
        """Give the moment of the last good reading of any source, or None before the first."""
        return max((one.last_success for one in self.health.sources.values() if one.last_success), default=None)

    @cached_property
    def today(self) -> Day:
        """Give the day up to which the watch has read; the site counts from it, so that a build reads no clock."""
        seen = self.refreshed or max((entry.first_seen for entry in self.entries), default=None)
        return seen.date() if seen else Day.min

    def region(self, entry: Entry) -> str:
        """Give the id of the region an entry belongs to: a person's word, its source's region, or else its scope."""
        source = self.sources.get(entry.source)
        own = review.read(entry.review).region if entry.review else None
        return own or (source.region or source.scope if source else "")

    @property
    def official(self) -> frozenset[str]:
        """Name the sources that stand first among those of one story."""
        return frozenset(source.id for source in self.sources.values() if source.official)

    def kind(self, name: str) -> Term:
        """Give a kind, known or not."""
        return self.kinds.get(name) or Term(name)

    def theme(self, name: str) -> Term:
        """Give a theme, known or not."""
        return self.themes.get(name) or Term(name)

    def audience(self, name: str) -> Term:
        """Give an audience, known or not."""
        return self.audiences.get(name) or Term(name)

    def step(self, name: str) -> Term:
        """Give a step of the approach, known or not."""
        return self.steps.get(name) or Term(name)

    def source_name(self, name: str) -> str:
        """Give a source's name, or its id once it left the configuration."""
        source = self.sources.get(name)
        return source.name if source else name


def labels(term: taxonomy.Term) -> dict[str, str]:
    """Give a term's names by language."""
    return {str(lang): name for lang, name in term.labels.items()}


def load(root: Path) -> Library:
    """Read an instance's folder; ConfigError or StoreError says what to mend."""
    lists = taxonomy.load(root)
    shelf = store.load(root)
    return Library(
        entries=tuple(shelf),
        sources={source.id: source for source in config.load(root).sources},
        kinds=_terms(lists.types),
        themes=_terms(lists.themes),
        audiences=_terms(lists.audiences),
        steps=_terms(lists.steps),
        regions=_terms(lists.regions),
        health=healths.load(root),
        introductions=introductions(root / "docs"),
        notices=tuple(f"{fault.path}: {problems.say(one, 'en')}" for fault in shelf.faults for one in fault.problems),
    )


def introductions(docs: Path) -> dict[str, tuple[str, ...]]:
    """Find the weeks that people introduced: docs/<lang>/weeks/2026-W47.md."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(docs.glob("[a-z][a-z]/weeks/*.md")):
        if INTRODUCTION.fullmatch(path.stem):
            found[path.stem] = (*found.get(path.stem, ()), path.parent.parent.name)
    return found


def _terms(terms: Iterable[taxonomy.Term]) -> dict[str, Term]:
    return {term.id: Term(term.id, labels(term)) for term in terms}
