"""A made-up archive: so many entries, half French and half Dutch, tagged by the real rules, up to
the present.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copy, copytree

from knowledge import config, taxonomy
from knowledge.model import Entry, EntryDocument, RawEntry
from knowledge.source import Source, Watch
from knowledge.storage import entry_store
from knowledge.taxonomy import Taxonomy
from scrapers.classify import rules
from scrapers.clean import normalise
from tests.bench import words
from tests.bench.feeds import NOW, ROOT

A_MONTH = 200
# Of ten pairs, so many are one text in two languages; of twenty entries, so many tell a story that
# another told first.
TWINS, TOLD_AGAIN, DOCUMENTS = 2, 1, 3


def instance(folder: Path, count: int) -> Path:
    """Lay out an instance with the repository's settings and pages, and so many entries; give its
    folder.
    """
    folder.mkdir(parents=True)
    for name in ("mkdocs.yml", "mkdocs.nl.yml", "watch_sources.yml", "taxonomy.yml", "feeds.yml"):
        copy(ROOT / name, folder / name)
    for lang in ("fr", "nl"):
        copytree(ROOT / "docs" / lang, folder / "docs" / lang)
    copytree(ROOT / "docs" / "directory", folder / "docs" / "directory")
    add(folder, range(count), count)
    return folder


def add(folder: Path, numbers: range, count: int) -> None:
    """Write the entries of these numbers, the higher the newer; of an archive of `count` the last
    is of this month.
    """
    watch, terms = config.load(folder), taxonomy.load(folder)
    entry_store.write_all(made(watch, terms, numbers, count), folder)


def made(watch: Watch, terms: Taxonomy, numbers: range, count: int) -> Iterator[Entry]:
    """Yield entries in pairs of a French and a Dutch one; `numbers` begin and end even."""
    sources = {
        lang: [source for source in watch.sources if source.enabled and source.lang == lang]
        for lang in ("fr", "nl")
    }
    for number in numbers[::2]:
        chance = Random(number)
        day = _day(max(0, count - 1 - number) // A_MONTH, chance)
        pair = [
            _entry(number + at, chance, chance.choice(sources[lang]), day, terms)
            for at, lang in enumerate(sources)
        ]
        if chance.randrange(10) < TWINS:
            french, dutch = pair
            pair = [
                replace(french, twins={"nl": dutch.url}),
                replace(dutch, twins={"fr": french.url}),
            ]
        yield from pair


def _entry(number: int, chance: Random, source: Source, day: datetime, terms: Taxonomy) -> Entry:
    url = f"{source.url.split('://')[0]}://{source.url.split('/')[2]}/{source.lang}/notes/note-{number}"
    raw = RawEntry(
        url=url,
        title=words.title(chance, source.lang),
        published=day.date().isoformat() if chance.randrange(10) else "",
        summary=words.paragraphs(chance, source.lang, url),
        lang=source.lang,
    )
    entry = rules.classify(
        normalise.entry(raw, source, seen=day + timedelta(days=2)), raw, source, terms
    )
    if chance.randrange(10) < DOCUMENTS:
        entry = replace(
            entry,
            documents=(EntryDocument(f"{url}.pdf", words.topic(chance, source.lang), 477_000),),
        )
    if number > A_MONTH and chance.randrange(20) < TOLD_AGAIN:
        entry = replace(entry, same_as=(f"https://relay.example/notes/{number}",))
    return entry


def _day(months_ago: int, chance: Random) -> datetime:
    """Return a time in the month so long before the present one."""
    month = NOW.year * 12 + NOW.month - 1 - months_ago
    return NOW.replace(year=month // 12, month=month % 12 + 1, day=chance.randint(1, NOW.day))
