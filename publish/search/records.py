"""Entries, lists and sections of pages -> records: what is indexed of each, what is shown, what it
is filtered by.

A record holds reduced words only, never a text: texts are shown, not searched, so that the index
stays small.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from operator import attrgetter

from knowledge.model import Entry
from knowledge.sheets.kinds import question
from knowledge.storage import review
from publish import cards
from publish.library import Library
from publish.search import words
from publish.search.thesaurus import Thesaurus
from publish.search.thesaurus import token as concept_token

# What a word weighs by where it stands.
NAME, SHORT_TITLE, TITLE, HEADING, TEXT, LONG_TEXT, MARGIN = 25.0, 13.0, 10.0, 7.0, 2.0, 1.2, 0.6
# A title of so many words is short: each says more of it. A text of so many letters is long.
FEW_WORDS, MANY_LETTERS = 6, 900
# What a concept weighs: named in the title, named in the text, or only borne as a theme.
NAMED, MENTIONED, BORNE = 8.0, 3.0, 1.0
# The language that writes several words as one.
COMPOUNDING = "nl"
PAGE = "page"
# The folders whose sheets are a kind of their own among what is found.
OF_FOLDER = {question.KIND.folder: question.KIND.id}
# A concept's token on the page that is its own.
HOME = "h"
# One filter says source and language, of which the browser makes two facets.
FROM = "from"
# The facet in which a term of a list stands, and the list of each facet.
FACETS = {
    "types": "kind",
    "themes": "theme",
    "audiences": "audience",
    "steps": "step",
    "regions": "region",
}
LISTS = {facet: name for name, facet in FACETS.items()}
# A reader sees where the words stand; a longer text is indexed whole and shown so far.
SHOWN = 1500


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a written page in plain text: its page's path, title and language, its heading and
    anchor if any.

    `concepts` are the tokens of what the page is about, as a theme's own page is about the theme;
    `names` other names of it, as an organisation's acronym, which come before any word of a text;
    `kind` is what a reader filters it by.
    """

    lang: str
    path: str
    page: str
    heading: str = ""
    anchor: str = ""
    text: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    concepts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    kind: str = PAGE

    @property
    def address(self) -> str:
        """Return its place under its language: "themes/telework/#steps"."""
        folder = self.path.removesuffix("index.md").replace(".md", "/")
        return f"{folder}#{self.anchor}" if self.anchor else folder


@dataclass(frozen=True, slots=True)
class Record:
    """One thing to find. `weighted` are (weight, words) pairs; `shown` is what the browser gets of
    it.

    `filters` are (facet, value) pairs; `day` is the number of its day (date.toordinal), or 0.
    `story` is the same for records that tell one story, or stand on one page; 0 is none.
    """

    shown: Mapping[str, str]
    weighted: tuple[tuple[float, str], ...]
    filters: tuple[tuple[str, str], ...] = ()
    day: int = 0
    story: int = 0

    def values(self, facet: str) -> list[str]:
        """List its values of a facet."""
        return [value for name, value in self.filters if name == facet]

    @property
    def tokens(self) -> Iterator[tuple[str, float]]:
        """Yield every token with its weight."""
        for weight, said in self.weighted:
            for token in said.split():
                yield token, weight


@dataclass(frozen=True)
class Indexer:
    """What entries and pages are read with: the library, the thesaurus, and the words that
    compounds are made of.
    """

    library: Library
    thesaurus: Thesaurus
    known: frozenset[str] = field(default_factory=frozenset)

    def entry(self, entry: Entry) -> Record:
        """Make the record of an entry, which leads to its anchor on its month's page."""
        day = cards.day(entry)
        shown = {
            "at": f"months/{day:%Y-%m}/#{cards.anchor(entry)}",
            "title": entry.title or entry.url,
            "text": entry.summary,
            "lang": entry.lang,
            "kind": entry.type,
            "source": entry.source,
            "day": day.isoformat() if entry.date else "",
            "seen": day.isoformat(),
        }
        documents = " ".join(map(attrgetter("title"), entry.documents))
        margin = f"{self.library.source_name(entry.source)} {documents}"
        filters = tuple(self._filters(entry))
        texts = (_title(entry.title), entry.title), (TEXT, entry.summary), (MARGIN, margin)
        weighted = self._weigh(entry.lang, *texts, borne=_borne(filters))
        return Record(_known(shown), weighted, filters, day.toordinal())

    def section(self, section: Section) -> Record:
        """Make the record of a part of a written page, which leads to its heading."""
        title, top = section.page, [(_title(section.page), section.page)]
        # A page comes before its parts, and a part before those that only belong to the same page.
        if section.heading:
            title = f"{section.page} › {section.heading}"
            top = [(HEADING, section.heading), (MARGIN, section.page)]
        shown = {
            "at": f"/{section.lang}/{section.address}",
            "title": title,
            "text": section.text[:SHOWN],
            "lang": section.lang,
            "kind": section.kind,
        }
        top += [(NAME, name) for name in section.names]
        filters = (("kind", section.kind), *section.filters)
        borne = _borne(section.filters)
        weight = LONG_TEXT if len(section.text) > MANY_LETTERS else TEXT
        home = (*section.concepts, *self._named_by(section))
        texts = *top, (weight, section.text)
        weighted = self._weigh(section.lang, *texts, home=home, borne=borne)
        return Record(_known(shown), weighted, filters)

    def _named_by(self, section: Section) -> Iterator[str]:
        """Yield the concepts that a page, or what a part of it is headed by, is the name of; a part
        that is headed as a theme is about the theme of a page beside it.
        """
        themes = concept_token("themes", "")
        for named in self.thesaurus.said_by(section.heading or section.page):
            if not (section.heading and named.startswith(themes)):
                yield named

    def _filters(self, entry: Entry) -> Iterator[tuple[str, str]]:
        reviewed, region = review.read(entry.review), self.library.region(entry)
        yield "kind", entry.type
        for theme in entry.themes:
            yield "theme", theme
        yield FROM, f"{entry.source}|{entry.lang}"
        if region:
            yield "region", region
        for audience in reviewed.audience:
            yield "audience", audience
        for step in reviewed.steps:
            yield "step", step
        if reviewed.obligation:
            yield "duty", "yes"

    def _weigh(
        self,
        lang: str,
        *texts: tuple[float, str],
        home: Sequence[str] = (),
        borne: Iterable[str] = (),
    ) -> tuple[tuple[float, str], ...]:
        """Reduce texts to what is indexed of them: words, parts of compounds, concepts by where
        they are named.

        `home` are the concepts of which this is the own page, which has a token of its own; `borne`
        those that it bears, named or not.
        """
        heaviest = dict.fromkeys(borne, BORNE)
        for concept in home:
            heaviest[concept] = heaviest[f"{concept}{HOME}"] = NAMED
        for weight, text in texts:
            _keep(heaviest, words.tokens(text), weight)
            if weight > MARGIN:
                named = NAMED if weight > TEXT else MENTIONED
                _keep(heaviest, self.thesaurus.named(text), named)
                parts = self._parted(text) if lang == COMPOUNDING else ()
                _keep(heaviest, parts, min(weight, HEADING) / 2)
        return _by_weight(heaviest)

    def _parted(self, text: str) -> Iterator[str]:
        for word in words.split(text):
            yield from self._parts(word)

    @cached_property
    def _parts(self) -> Callable[[str], tuple[str, ...]]:
        return lru_cache(maxsize=100_000)(partial(_reduced_parts, known=self.known))


def own(lang: str, *, alone: bool = False) -> tuple[str, str]:
    """Return the filter of a language's page: its own site's readers find it, and the others' where
    it stands `alone`.
    """
    site = "" if alone else lang
    return FROM, f"@{site}|{lang}"


def vocabulary(texts: Iterable[str]) -> dict[str, int]:
    """Count the words of texts, as they are written but for capitals."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(words.written(text))
    return counted


def _borne(filters: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the concepts that a record bears, by what it is filtered by."""
    for facet, value in filters:
        if name := LISTS.get(facet):
            yield concept_token(name, value)


def _reduced_parts(word: str, *, known: Container[str]) -> tuple[str, ...]:
    return tuple(map(words.reduce, words.parts(word, known) or ()))


def _keep(heaviest: dict[str, float], tokens: Iterable[str], weight: float) -> None:
    for token in tokens:
        if token and heaviest.get(token, 0) < weight:
            heaviest[token] = weight


def _by_weight(heaviest: Mapping[str, float]) -> tuple[tuple[float, str], ...]:
    """Gather tokens by weight, the heaviest first; each stands once, where it counts most."""
    groups: dict[float, list[str]] = {}
    for token, weight in heaviest.items():
        groups.setdefault(weight, []).append(token)
    return tuple((weight, " ".join(groups[weight])) for weight in sorted(groups, reverse=True))


def _title(text: str) -> float:
    return SHORT_TITLE if len(words.split(text)) <= FEW_WORDS else TITLE


def _known(shown: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in shown.items() if value}
