"""The demonstration's records, without its pages: what the search is judged by."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from knowledge import taxonomy
from publish import library as libraries
from publish import site_context
from publish.exports import subscribe
from publish.library import Library
from publish.pages import search_page, sheet_pages, site_pages
from publish.search import index, publish, query, records, shards, thesaurus
from publish.search.query import Finder
from publish.search.records import Record, Section
from publish.search.vocabulary import KnownWords
from publish.site_metadata import SiteMetadata
from vigie.commands import demo, search

REPOSITORY = Path(__file__).parents[2]
LANGUAGES = ("fr", "nl")


class Held(NamedTuple):
    """What the search of a site is made of, and what it finds by."""

    records: list[Record]
    words: dict[str, int]
    thesaurus: thesaurus.Thesaurus

    def finder(self, lang: str) -> Finder:
        """Return what answers a reader of a language."""
        held: dict[str, dict[int, float]] = {}
        for token, groups in index.of(self.records).items():
            for weight, numbers in groups.items():
                held.setdefault(token, {}).update(dict.fromkeys(numbers, weight))

        def favour(number: int) -> float:
            record = self.records[number]
            return query.favour(is_page=record.story < 0, is_own=record.shown["lang"] == lang)

        return Finder(
            self.thesaurus,
            lambda token: held.get(token, {}),
            len(self.records),
            KnownWords(shards.frequent(self.words)),
            favour=favour,
            page=lambda number: min(self.records[number].story, 0),
        )

    def titles(self, finder: Finder, lang: str, text: str) -> list[str]:
        """Return the titles that a reader of a language finds, one for each story."""
        told: dict[int, str] = {}
        for number in filter(self._is_of(lang), finder.find(text)):
            record = self.records[number]
            told.setdefault(
                record.story if record.story > 0 else -1 - number, record.shown["title"]
            )
        return list(told.values())

    def _is_of(self, lang: str):
        others = tuple(f"@{other}|" for other in LANGUAGES if other != lang)
        return lambda number: not self.records[number].values(records.FROM)[0].startswith(others)


@pytest.fixture(scope="package")
def held(tmp_path_factory: pytest.TempPathFactory, gathered_weeks: list[Path]) -> Held:
    """Give the demonstration's records, from the recorded weeks and the written pages."""
    root = demonstration(tmp_path_factory.mktemp("judged"), gathered_weeks)
    known = thesaurus.of(taxonomy.load(root))
    library = libraries.load(root)
    sections = list(_sections(root, library))
    words = publish.counted(library, sections, known)
    return Held(publish.all_records(library, known, sections, words), words, known)


def demonstration(root: Path, gathered_weeks: list[Path]) -> Path:
    """Fill a folder with the instance, what people might have written, and the recorded weeks."""
    for part in demo.parts(REPOSITORY):
        if part.is_dir():
            shutil.copytree(part, root / part.name, ignore=shutil.ignore_patterns("watch"))
        elif part.is_file():
            shutil.copy(part, root / part.name)
    shutil.copytree(gathered_weeks[-1] / "docs" / "watch", root / "docs" / "watch")
    shutil.copytree(REPOSITORY / demo.PEOPLE / "docs", root / "docs", dirs_exist_ok=True)
    return root


def _sections(root: Path, library: Library) -> Iterator[Section]:
    yield from search.pages(root, lambda _: None)
    for lang in LANGUAGES:
        metadata = SiteMetadata(names={lang: "Vigie"}, languages=LANGUAGES)
        context = site_context.build(library, lang, metadata)
        made = (
            *site_pages.generated(context),
            *sheet_pages.pages(context),
            *subscribe.pages(context),
        )
        yield from search_page.generated({page.path: page for page in made}.values(), lang)
