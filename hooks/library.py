"""An instance's folder -> everything its site shows, read once: entries, sources, kinds and themes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge import config, problems, store, taxonomy
from knowledge.model import Entry
from knowledge.source import Source


@dataclass(frozen=True, slots=True)
class Term:
    """A kind or a theme: its id and what it is called in each language."""

    id: str
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, lang: str) -> str:
        """Give the name in this language, or the id where it has none."""
        return self.labels.get(lang) or self.id


@dataclass(frozen=True)
class Library:
    """What the site shows. Kinds and themes keep the order of taxonomy.yml: the law comes first.

    `notices` say which files under docs/watch were left out, and why.
    """

    entries: tuple[Entry, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    kinds: Mapping[str, Term] = field(default_factory=dict)
    themes: Mapping[str, Term] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

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

    def source_name(self, name: str) -> str:
        """Give a source's name, or its id once it left the configuration."""
        source = self.sources.get(name)
        return source.name if source else name


def labels(term: taxonomy.Term) -> dict[str, str]:
    """Give a term's names by language."""
    return {str(lang): name for lang, name in term.labels.items()}


def load(root: Path) -> Library:
    """Read an instance's folder; ConfigError or StoreError says what to mend."""
    terms = taxonomy.load(root)
    shelf = store.load(root)
    return Library(
        entries=tuple(shelf),
        sources={source.id: source for source in config.load(root).sources},
        kinds={term.id: Term(term.id, labels(term)) for term in terms.types},
        themes={term.id: Term(term.id, labels(term)) for term in terms.themes},
        notices=tuple(f"{fault.path}: {problems.say(one, 'en')}" for fault in shelf.faults for one in fault.problems),
    )
