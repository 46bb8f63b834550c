"""An instance's folder -> everything its site shows, read once: entries, sources, their health,
closed lists.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime
from functools import cached_property
from itertools import filterfalse
from operator import attrgetter
from pathlib import Path
from typing import Any

from knowledge import (
    config,
    named_searches,
    problems,
    survey_results,
    take_part,
    taxonomy,
)
from knowledge import health as healths
from knowledge.errors import SheetError
from knowledge.health import Health
from knowledge.model import Entry, Problem
from knowledge.named_searches import NamedSearch
from knowledge.sheets import collection, cross_checks, markup_check, page_index, persons
from knowledge.sheets.collection import Collection
from knowledge.sheets.error_messages import WARNINGS
from knowledge.sheets.page_index import WrittenPage
from knowledge.source import Source
from knowledge.storage import config_file, contained, entry_store, review
from knowledge.storage.entry_store import FaultyFile
from knowledge.survey_results import SurveyRow
from knowledge.take_part import TakePart
from publish import broken, curation

# What every instance inherits.
SETTINGS = Path(__file__).resolve().parents[1] / "hooks" / "mkdocs.base.yml"
INTRODUCTION = re.compile(r"\d{4}-W\d{2}")


@dataclass(frozen=True, slots=True)
class NamedTerm:
    """A kind, a theme, an audience, a step or a region: its id and what it is called in each
    language.
    """

    id: str
    labels: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)

    def label(self, lang: str) -> str:
        """Return the name in this language, or the id where it has none."""
        return self.labels.get(lang) or self.id

    def definition(self, lang: str) -> str:
        """Return what it means, or nothing where its list does not."""
        return self.definitions.get(lang, "")


@dataclass(frozen=True)
class Library:
    """What the site shows. Kinds and themes keep the order of taxonomy.yml: the law comes first.

    `introductions` tells for each week, as "2026-W47", the languages in which a person introduced
    it. `notices` say which files under docs/watch were left out, and why. `lists` holds each closed
    list by its name in taxonomy.yml, `fields` the themes that are fields of action. `sheets` are
    what people wrote, and `build_date` is the day by which what is past, due or expired is told
    from what is not. `pages` are all that people wrote, sheets too. `root` is the instance's
    folder, `settings` what its mkdocs.yml says under `extra`. `left_out` are the mistakes for which
    a file is not shown. `searches` are those that people follow,
    `take_part` what readers are asked, `surveys` the figures of surveys. `demo`: the data are not
    real.
    """

    entries: tuple[Entry, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    kinds: Mapping[str, NamedTerm] = field(default_factory=dict)
    themes: Mapping[str, NamedTerm] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    audiences: Mapping[str, NamedTerm] = field(default_factory=dict)
    steps: Mapping[str, NamedTerm] = field(default_factory=dict)
    regions: Mapping[str, NamedTerm] = field(default_factory=dict)
    health: Health = field(default_factory=Health)
    introductions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, NamedTerm]] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    sheets: Collection = field(default_factory=Collection)
    pages: tuple[WrittenPage, ...] = ()
    build_date: Day = Day.min
    root: Path = Path()
    left_out: tuple[Problem, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    searches: tuple[NamedSearch, ...] = ()
    take_part: TakePart = field(default_factory=TakePart)
    surveys: tuple[SurveyRow, ...] = ()
    demo: bool = False

    @cached_property
    def gone(self) -> frozenset[str]:
        """Return the paths of the files that are left out for a mistake in them."""
        return frozenset(map(attrgetter("path"), self.left_out))

    @cached_property
    def refreshed(self) -> datetime | None:
        """Return the moment of the last good reading of any source, or None before the first."""
        moments = (health.last_success for health in self.health.sources.values())
        return max(filter(None, moments), default=None)

    @cached_property
    def data_date(self) -> Day:
        """Return the day up to which the watch has read; the site counts from it, so that a build
        reads no clock.
        """
        seen = self.refreshed or max((entry.first_seen for entry in self.entries), default=None)
        return seen.date() if seen else Day.min

    def region(self, entry: Entry) -> str:
        """Return the id of the region an entry belongs to: a person's word, its source's region, or
        else its scope.
        """
        source = self.sources.get(entry.source)
        own = review.read(entry.review).region if entry.review else None
        if own or not source:
            return own or ""
        return source.region or source.scope

    @property
    def official(self) -> frozenset[str]:
        """Return the sources that stand first among those of one story."""
        return frozenset(source.id for source in self.sources.values() if source.official)

    @property
    def followed(self) -> dict[str, Source]:
        """Return the sources that are not paused."""
        return {name: source for name, source in self.sources.items() if source.enabled}

    @property
    def source_names(self) -> dict[str, str]:
        """Return what each source is called, by id."""
        return {source.id: source.name for source in self.sources.values()}

    def kind(self, name: str) -> NamedTerm:
        """Return a kind, known or not."""
        return self.kinds.get(name) or NamedTerm(name)

    def theme(self, name: str) -> NamedTerm:
        """Return a theme, known or not."""
        return self.themes.get(name) or NamedTerm(name)

    def audience(self, name: str) -> NamedTerm:
        """Return an audience, known or not."""
        return self.audiences.get(name) or NamedTerm(name)

    def step(self, name: str) -> NamedTerm:
        """Return a step of the approach, known or not."""
        return self.steps.get(name) or NamedTerm(name)

    def term(self, name: str, word: str) -> NamedTerm:
        """Return a term of a closed list by the list's name in taxonomy.yml, known or not."""
        return self.lists.get("themes" if name == "fields" else name, {}).get(word) or NamedTerm(
            word
        )

    def terms(self, name: str, words: Iterable[str]) -> list[NamedTerm]:
        """Return terms of a closed list, known or not."""
        return [self.term(name, word) for word in words]

    def source_name(self, name: str) -> str:
        """Return a source's name, or its id once it left the configuration."""
        source = self.sources.get(name)
        return source.name if source else name


def named(terms: Iterable[NamedTerm], lang: str) -> tuple[str, ...]:
    """Return what terms are called in a language."""
    return tuple(term.label(lang) for term in terms)


def load(root: Path, today: Day | None = None, *, leave_out_broken: bool = False) -> Library:
    """Read an instance's folder as it stands on a day; ConfigError, SheetError or StoreError says
    what to mend.

    With `leave_out_broken`, a page with a mistake is left out in place of a SheetError.
    """
    strange = list(contained.strange(root))
    if strange:
        raise SheetError(strange)
    lists = taxonomy.load(root)
    shelf = entry_store.load(root)
    day = today or Day.today()
    broken_pages: tuple[Problem, ...] = ()
    if leave_out_broken:
        found, broken_pages = readable(root, lists)
    else:
        found = written(root, lists)
    surveys = survey_results.load(root, found.vocabulary.lists)
    if surveys.problems and not leave_out_broken:
        raise SheetError(surveys.problems)
    sheets = persons.on(found, day)
    terms = {name: _terms(getattr(lists, name)) for name in taxonomy.LISTS}
    sources = config.load(root, readers=None).sources
    return Library(
        entries=curation.decided(shelf, lists),
        sources={source.id: source for source in sources},
        kinds=terms["types"],
        themes=terms["themes"],
        audiences=terms["audiences"],
        steps=terms["steps"],
        regions=terms["regions"],
        lists=terms,
        fields=lists.fields,
        sheets=sheets,
        pages=page_index.load(root, sheets),
        build_date=day,
        root=root,
        settings=settings(root),
        health=healths.load(root),
        introductions=introductions(root / "docs"),
        notices=tuple(_notices(shelf.faults)),
        left_out=(*broken_pages, *surveys.problems),
        searches=named_searches.load(root, lists, sources),
        take_part=take_part.load(root, lists),
        surveys=surveys.whole,
    )


def written(root: Path, lists: taxonomy.Taxonomy) -> Collection:
    """Read the sheets. Raises SheetError with every mistake: a page that is half right would
    mislead its readers.
    """
    held = collection.load(root, lists)
    mistakes = _mistakes(held, root)
    if mistakes:
        raise SheetError(mistakes)
    return held


def readable(root: Path, lists: taxonomy.Taxonomy) -> tuple[Collection, tuple[Problem, ...]]:
    """Read the sheets without a mistake; return them with what is wrong with the other files."""
    held = collection.load(root, lists)
    mistakes = [*_mistakes(held, root), *unread(held, root)]
    return broken.without(held, mistakes), tuple(mistakes)


def unread(held: Collection, root: Path) -> Iterator[Problem]:
    """Yield why a page that is no sheet cannot be read."""
    sheets = {
        path.relative_to(root).as_posix() for _, _, path in collection.files(root, held.languages)
    }
    return broken.pages(root, held.languages, sheets)


def _mistakes(held: Collection, root: Path) -> list[Problem]:
    wrong = [*held.problems, *cross_checks.problems(held, root)]
    for sheet in held.sheets:
        wrong += markup_check.refusals(sheet.body, sheet.path, sheet.body_line)
    return list(filterfalse(_is_warning, wrong))


def settings(root: Path) -> Mapping[str, Any]:
    """Return what an instance's mkdocs.yml says under `extra`, over what every instance inherits;
    the program's own word alone where it has no such file.
    """
    found = config_file.settings(SETTINGS, "extra")
    for key, value in config_file.settings(root / "mkdocs.yml", "extra").items():
        if value is not None:
            found[key] = value
    return found


def _is_warning(problem: Problem) -> bool:
    return problem.code in WARNINGS


def _notices(faults: Iterable[FaultyFile]) -> Iterator[str]:
    """Yield a sentence for each problem of a file that was left out."""
    for fault in faults:
        for problem in fault.problems:
            yield f"{fault.path}: {problems.what(problem, 'en')}"


def introductions(docs: Path) -> dict[str, tuple[str, ...]]:
    """Return the weeks that people introduced: docs/<lang>/weeks/2026-W47.md."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(docs.glob("[a-z][a-z]/weeks/*.md")):
        if INTRODUCTION.fullmatch(path.stem):
            found[path.stem] = (*found.get(path.stem, ()), path.parent.parent.name)
    return found


def _terms(terms: Iterable[taxonomy.Term]) -> dict[str, NamedTerm]:
    return {term.id: _term(term) for term in terms}


def _term(term: taxonomy.Term) -> NamedTerm:
    return NamedTerm(term.id, _by_code(term.labels), _by_code(term.definition))


def _by_code(said: Mapping[Any, str]) -> dict[str, str]:
    """Return what is said in each language under that language's code."""
    return {str(lang): text for lang, text in said.items()}
