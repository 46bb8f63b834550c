"""`vigie search`: entries and written pages of the folder, the best first."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from knowledge import problems, taxonomy
from knowledge.errors import SheetError
from knowledge.i18n import locales
from knowledge.model import Problem
from knowledge.sheets import page_markdown
from knowledge.storage import contained, page
from publish import cards
from publish import library as libraries
from publish.library import Library
from publish.search import lunr_index, publish, query, records, sections, shards, thesaurus
from publish.search.query import Finder
from publish.search.records import PAGE, Record, Section
from publish.search.thesaurus import Thesaurus
from publish.search.vocabulary import KnownWords
from vigie.terminal import AsJson, CliContext, out, print_json, warn

# More than this is not indexed for one question: only what has one of its words is.
INDEXED_WHOLE = 1500
_HEADING = re.compile(r"^# +(.+)$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{[^{}]*\}$")


def run(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", show_default=False)],
    lang: Annotated[str, typer.Option()] = "",
    kind: Annotated[str, typer.Option()] = "",
    limit: Annotated[int, typer.Option(min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """Find entries and written pages in the folder itself, the best first."""
    common: CliContext = context.obj

    def tell(problem: Problem) -> None:
        """Name a page that cannot be read."""
        warn(problems.what(problem, common.locale))

    asked = " ".join(words)
    hits = search(common.root, asked, lang=lang, kind=kind, limit=limit, tell=tell)
    if as_json:
        print_json([hit.data() for hit in hits])
    elif hits:
        show(hits, out)
    else:
        out.print(Text(common.tell("search.nothing")))


@dataclass(frozen=True)
class Hit:
    """A found entry or page.

    `url` is the original's, or the page's file under the instance's folder.
    """

    title: str
    url: str
    lang: str
    kind: str
    source: str = ""
    day: str = ""
    text: str = ""

    def data(self) -> dict[str, object]:
        """Return the hit as JSON does."""
        return asdict(self)


def search(
    root: Path,
    text: str,
    *,
    lang: str = "",
    kind: str = "",
    limit: int = 20,
    tell: Callable[[Problem], None] | None = None,
) -> list[Hit]:
    """Find words in an instance's folder, best first.

    `lang` and `kind` narrow, "page" being the kind of pages; `tell` takes what keeps a page from
    being read. Raises ConfigError or StoreError where the folder cannot be read.
    """
    held, known = libraries.load(root), thesaurus.of(taxonomy.load(root))
    written = list(pages(root, tell or _ignore))
    counted = publish.counted(held, written, known)
    made = publish.all_records(held, known, written, counted)
    urls = {f"#{cards.anchor(entry)}": entry.url for entry in held.entries}
    vocabulary = KnownWords(shards.frequent(counted))
    found = map(made.__getitem__, _numbers(text, made, known, vocabulary, lang))
    wanted = (record for record in found if _is_asked(record.shown, lang, kind))
    return [_hit(record, urls, held) for record in islice(_once(wanted), limit)]


def _once(found: Iterable[Record]) -> Iterator[Record]:
    """Yield one record of each story: the best, which comes first."""
    told = set[int]()
    for record in found:
        if record.story not in told:
            yield record
        if record.story > 0:
            told.add(record.story)


def pages(root: Path, tell: Callable[[Problem], None]) -> Iterator[Section]:
    """Yield the sections of every page that people wrote; `tell` takes why one cannot be read."""
    for lang in locales.site_locales(root):
        folder = root / "docs" / lang
        for path in contained.files(folder, root, "**/*.md"):
            try:
                found = page.read(path, root)
            except SheetError as error:
                for problem in error.faults:
                    tell(problem)
                continue
            title = found.title or _title(found.text, path)
            html = page_markdown.to_html(found.text)
            address = path.relative_to(folder).as_posix()
            yield from sections.of(
                html, Section(lang, address, title, filters=(records.own(lang),))
            )


def _is_asked(shown: Mapping[str, str], lang: str, kind: str) -> bool:
    return lang in ("", shown["lang"]) and kind in ("", shown["kind"])


def _title(text: str, path: Path) -> str:
    """Return the first heading of a page, or else its file's name."""
    heading = _HEADING.search(text)
    if heading:
        return _ATTRIBUTES.sub("", heading[1].rstrip()).rstrip() or heading[1]
    return path.stem


def _ignore(_: Problem) -> None:
    """Leave a problem unsaid."""


def _numbers(
    text: str, made: Sequence[Record], known: Thesaurus, vocabulary: KnownWords, lang: str
) -> list[int]:
    """Answer from an index of the records that have one of the tokens that may be looked for."""

    def favour(number: int) -> float:
        """Return what a record's score is multiplied by."""
        record = made[number]
        return query.favour(is_page=record.story < 0, is_own=record.shown["lang"] == lang)

    chosen: list[int] = []
    if len(made) > INDEXED_WHOLE:
        chosen = _having(_looked_for(text, known, vocabulary, len(made)), made)
    match = lunr_index.matcher(lunr_index.build(made, chosen))
    finder = Finder(known, match, len(made), vocabulary, favour=favour, page=partial(_page, made))
    return finder.find(text)


def _page(made: Sequence[Record], number: int) -> int:
    return min(made[number].story, 0)


def _looked_for(text: str, known: Thesaurus, vocabulary: KnownWords, count: int) -> set[str]:
    """Return every token that a question may look for: where none is found, all are tried."""
    asked = set[str]()

    def match(token: str) -> dict[int, float]:
        asked.add(token)
        return {}

    Finder(known, match, count, vocabulary).find(text)
    return asked


def _having(tokens: set[str], made: Sequence[Record]) -> list[int]:
    return [
        number
        for number, record in enumerate(made)
        if not tokens.isdisjoint(token for token, _ in record.tokens)
    ]


def _file(at: str) -> str:
    """Name the file of a page by its address under the site: "/fr/law/#x" is docs/fr/law.md#x."""
    path, mark, anchor = at.partition("#")
    name = path.rstrip("/")
    if path.count("/") == 2:
        name += "/index"
    return f"docs{name}.md{mark}{anchor}"


def _hit(record: Record, urls: dict[str, str], held: Library) -> Hit:
    shown = record.shown
    at, source = shown["at"], shown.get("source", "")
    url = urls.get(at[at.find("#") :], "")
    if shown["kind"] == PAGE:
        url = _file(at)
    if source:
        source = held.source_name(source)
    return Hit(
        shown["title"],
        url,
        shown["lang"],
        shown["kind"],
        source,
        shown.get("day", ""),
        shown.get("text", "")[:300],
    )


def show(hits: Sequence[Hit], console: Console) -> None:
    """Print each hit's title, what it is and its address; text stays text."""
    for number, hit in enumerate(hits, 1):
        about = ", ".join(filter(None, (hit.lang, hit.kind, hit.source, hit.day)))
        console.print(Text(f"{number}. {hit.title}", style="bold"), soft_wrap=True)
        console.print(Text(f"   {about}", style="dim"), soft_wrap=True)
        console.print(Text(f"   {hit.url}"), soft_wrap=True)
