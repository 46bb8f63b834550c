"""taxonomy.yml -> the closed lists (themes, types, steps, principles, …): labels, synonyms, match
rules.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError

from knowledge.errors import ConfigError
from knowledge.i18n import locales
from knowledge.i18n.text_fold import words
from knowledge.model import Problem
from knowledge.source import Lang, Model
from knowledge.storage import config_file
from knowledge.storage.config_file import ConfigFile

FILE = "taxonomy.yml"
LISTS = (
    *("types", "themes", "audiences", "steps", "regions"),
    *("principles", "stakes", "components", "dimensions", "plans", "indicators"),
)

Tongue = Literal["fr", "nl", "en"]

_WORD = re.compile(r"\*?[^\W_]+\*?")
_MIN_STEM = 3


def _pattern(value: str) -> str:
    """Check a pattern: words, each with "*" for any letters at its beginning or its end."""
    parts = list(filter(None, re.split(r"[^\w*]+", value)))
    if not any(map(words, parts)):
        raise ValueError("expected one word or several")
    for part in parts:
        _check_stars(part)
    return value


def _check_stars(part: str) -> None:
    if not _WORD.fullmatch(part):
        raise ValueError(
            f'"*" stands at the beginning or the end of a word only, not as in "{part}"'
        )
    if "*" in part and len(part.strip("*")) < _MIN_STEM:
        raise ValueError(f'"*" needs {_MIN_STEM} letters beside it, not as in "{part}"')


def _said(value: dict[Tongue, str]) -> dict[Tongue, str]:
    blank = [tongue for tongue, label in value.items() if not label.strip()]
    if blank or not value:
        raise ValueError(f"a label is needed; absent: {', '.join(blank) or 'all'}")
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]
Labels = Annotated[dict[Tongue, str], AfterValidator(_said)]


class Rules(Model):
    """Words that speak for a term, in one language. Case and accents do not count, plurals are
    found by themselves, and "*" stands for any letters (`télétravail*`, `*werkdruk*`).

    `strong`: one of these is enough. `fair`: one in the title, or two. `weak`: these only add up.
    `unless`: none of the others counts where one of these stands.
    """

    strong: tuple[Pattern, ...] = ()
    fair: tuple[Pattern, ...] = ()
    weak: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()


class Term(Model):
    """One term of a closed list.

    `id`: the word that stands in the entries; never change it. `labels`: its name for readers, in
    the site's languages. `definition`: what it means, in a sentence or two, by language.
    `synonyms`: other words for it, by language: readers may search by them, and they count as
    strong words. `everyday`: what readers say in their own words when they look for it, by
    language; no entry is recognised by these. `rules`: the words by which entries are recognised,
    by language.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")]
    labels: Labels
    definition: dict[Lang, Annotated[str, Field(min_length=1, max_length=600)]] = Field(
        default_factory=dict
    )
    synonyms: dict[Lang, tuple[Pattern, ...]] = Field(default_factory=dict)
    everyday: dict[Lang, tuple[Pattern, ...]] = Field(default_factory=dict)
    rules: dict[Lang, Rules] = Field(default_factory=dict)

    @property
    def label(self) -> dict[Tongue, str]:
        """Return the labels."""
        return self.labels

    def named(self, tongue: str) -> str:
        """Return the label in a language, or else the first that there is."""
        return locales.choose({str(name): label for name, label in self.labels.items()}, tongue)


class Scoring(Model):
    """What words weigh. `strong`: points of such a word, counted once in an entry. `fair`: the
    same. `weak`: the same. `title`: points of a word in the title, or in the source's own theme
    labels, are multiplied by this. `threshold`: the points that it takes to bear a term.
    """

    strong: Annotated[int, Field(ge=1)] = 3
    fair: Annotated[int, Field(ge=1)] = 2
    weak: Annotated[int, Field(ge=1)] = 1
    title: Annotated[int, Field(ge=1)] = 2
    threshold: Annotated[int, Field(ge=1)] = 3


class Taxonomy(Model):
    """The whole file. Each list is shown in the order of the file.

    `scoring`: what words weigh. `types`: kinds of entry; where two are as likely, the first.
    `themes`: what entries are about. `off_topic`: words of what is not for this network, by
    language; with this key, even empty, entries that are off topic or have no strong theme are set
    aside: kept in their month, out of the home, the weeks, the feeds and the dossiers.
    `set_phrases`: words that belong together, by language, as an institution's name does: none of
    them counts for a theme. `fields`: those of the themes that are fields of action, by id.
    `audiences`: whom they serve. `steps`: of an approach. `regions`: where entries hold.
    `principles`: of an approach. `stakes`: for whom something is at stake. `components`: of the
    psychosocial risks. `dimensions`: of well-being at work. `plans`: which a practice may feed.
    `same_words`: words that say the same to a reader, by language, for the search alone.
    `indicators`: what the network measures, each a series of the regional barometer.
    """

    scoring: Scoring = Scoring()
    types: Annotated[tuple[Term, ...], Field(min_length=1)]
    themes: Annotated[tuple[Term, ...], Field(min_length=1)]
    off_topic: dict[Lang, Rules] | None = None
    set_phrases: dict[Lang, tuple[Pattern, ...]] = Field(default_factory=dict)
    fields: tuple[str, ...] = ()
    audiences: tuple[Term, ...] = ()
    steps: tuple[Term, ...] = ()
    regions: tuple[Term, ...] = ()
    principles: tuple[Term, ...] = ()
    stakes: tuple[Term, ...] = ()
    components: tuple[Term, ...] = ()
    dimensions: tuple[Term, ...] = ()
    plans: tuple[Term, ...] = ()
    same_words: tuple[dict[Lang, tuple[Pattern, ...]], ...] = ()
    indicators: tuple[Term, ...] = ()

    def __hash__(self) -> int:
        """Hash the names only: what is compiled from a taxonomy is kept by it."""
        return self._hash

    def terms(self, name: str) -> tuple[Term, ...]:
        """Return the terms of a list of `LISTS`."""
        listed: tuple[Term, ...] = getattr(self, name)
        return listed

    def ids(self, name: str) -> frozenset[str]:
        """Return the ids of a list, "themes" or another."""
        return self._ids[name]

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(term.id for term in (*self.types, *self.themes)))

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        listed = {"fields": frozenset(self.fields)}
        for name in LISTS:
            listed[name] = frozenset(term.id for term in self.terms(name))
        return listed


def load(root: Path) -> Taxonomy:
    """Read taxonomy.yml of an instance. Raises ConfigError with every fault: file, line, key, what
    is allowed.
    """
    return _checked(config_file.text_of(root / FILE), locales.site_locales(root))


# A build and most commands ask for it several times, and it is the longest file of an instance.
@lru_cache(maxsize=4)
def _checked(text: str, spoken: tuple[str, ...]) -> Taxonomy:
    written = config_file.parsed(Path(FILE), text)
    try:
        taxonomy = Taxonomy.model_validate(written.data)
    except ValidationError as error:
        raise ConfigError(written.problems(error, Taxonomy)) from error
    wrong = [
        *_twice(written, taxonomy),
        *_unnamed(written, taxonomy, spoken),
        *_strange(written, taxonomy),
    ]
    if wrong:
        raise ConfigError(wrong)
    return taxonomy


def _twice(written: ConfigFile, taxonomy: Taxonomy) -> Iterator[Problem]:
    for name in LISTS:
        terms = enumerate(taxonomy.terms(name))
        yield from written.twice(((name, number, "id"), term.id) for number, term in terms)


def _unnamed(written: ConfigFile, taxonomy: Taxonomy, spoken: Iterable[str]) -> Iterator[Problem]:
    """Yield each term that has no label in a language of the site."""
    for name in LISTS:
        for number, term in enumerate(taxonomy.terms(name)):
            yield from written.unsaid((name, number, "labels"), term.labels, spoken)


def _strange(written: ConfigFile, taxonomy: Taxonomy) -> Iterator[Problem]:
    """Yield each field of action that is no theme."""
    known = taxonomy.ids("themes")
    for number, name in enumerate(taxonomy.fields):
        if name not in known:
            message = f'"{name[:60]}" is no theme of this file'
            yield written.problem(("fields", number), message, choices=known, near=name)
