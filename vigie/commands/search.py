"""`vigie search`: entries and written pages of the folder, the best first."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
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
from publish.search import lunr_index, publish, query, records, sections, shards, thesaurus, words
from publish.search.query import Finder
from publish.search.records import PAGE, Record, Section
from publish.search.thesaurus import Thesaurus
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
    counted = records.vocabulary(publish.texts(held, written, known))
    made = publish.all_records(held, known, written, counted)
    urls = {f"#{cards.anchor(entry)}": entry.url for entry in held.entries}
    hits: list[Hit] = []
    for number in _numbers(text, made, known, shards.frequent(counted)):
        shown = made[number].shown
        if _is_asked(shown, lang, kind):
            hits.append(_hit(made[number], urls, held))
        if len(hits) == limit:
            break
    return hits


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
    text: str, made: Sequence[Record], known: Thesaurus, vocabulary: Sequence[str]
) -> list[int]:
    """Answer from an index of the records that may match alone; of all where none does, as with a
    mistyped word.
    """
    chosen: list[int] = []
    if len(made) > INDEXED_WHOLE:
        chosen = _likely(text, made, known)
    index = lunr_index.build(made, chosen)
    return Finder(known, lunr_index.matcher(index), vocabulary).find(text)


def _likely(text: str, made: Sequence[Record], known: Thesaurus) -> list[int]:
    """Number the records with one of the asked tokens; none where a word stands nowhere whole and
    is to be mended.
    """
    tokens, concepts = _asked(text, known)
    missed, found = set(tokens), []
    for number, record in enumerate(made):
        has = dict(record.tokens).keys()
        missed -= has
        if has & (tokens | concepts):
            found.append(number)
    return [] if missed else found


def _asked(text: str, known: Thesaurus) -> tuple[set[str], set[str]]:
    """Return the tokens of a question's words and those of its concepts, as records have them."""
    tokens, concepts = set[str](), set[str]()
    for unit in query.units(text, known):
        tokens.update(map(words.whole, unit.tokens))
        if unit.concept:
            concepts.add(words.whole(unit.concept))
    return tokens, concepts


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
