"""What a site may show without marks: the instance's own texts, names, numbers and dates."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import yaml
from babel import Locale

from knowledge.sheets import page_markdown
from tests.locales.marking import CLOSE, OPEN

SETTINGS = ("taxonomy.yml", "feeds.yml", "take_part.yml", "watch_sources.yml", "mkdocs*.yml")
BLOCKS = ("p", "li", "h1", "h2", "h3", "td", "pre")
_LETTER = re.compile(r"[^\W\d_]")
_MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_URL = re.compile(r"https?://[^\s\"'<>)]+")
# Between two texts that a page sets side by side.
_JOINT = re.compile(r"\.\s|\s[-|–—·:→/]\s|[,;:]\s|[()«»“”„…\"]")
# What is typed, fetched or compared as it stands: a command, a file, a feed, a SHA-256.
_TYPED = re.compile(
    r"vigie [-\w ]+ --lang [a-z]{2}|[-\w./]+\.(?:json|jsonld|csv|zip|ics|opml|xml)|[0-9a-f]{64}"
    r"|https?://[-\w./]+\.(?:ics|rss)"
)
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*\.? ")
_MARKS = " -.,;:!?()[]«»“”„…–—·|→←↑↓/\"'’*+#"
# A text from which sources or people are quoted in part.
_LONG = 30
LOCALES = ("fr", "nl")
# The names of formats of files and of paper, the same in every language.
FORMATS = frozenset(
    (
        *("a3", "a4", "atom", "bibtex", "csv", "dcat-ap", "docx", "ics", "json feed", "odt"),
        *("opml", "pdf", "pptx", "ris", "rss", "svg", "xlsx", "zip"),
    )
)


@dataclass(frozen=True)
class Corpus:
    """The texts of an instance: each one whole, as people or the sources wrote it."""

    texts: frozenset[str]
    known: dict[str, bool] = field(default_factory=dict, repr=False)

    @cached_property
    def running(self) -> str:
        """Return all texts in one."""
        return "\n".join(self.texts)

    def left(self, text: str) -> list[str]:
        """Return the pieces of a text that have neither marks nor a place in the corpus."""
        pieces = map(folded, _MARKED.sub("\0", text).split("\0"))
        return [piece for piece in pieces if not self.holds(piece)]

    def holds(self, piece: str) -> bool:
        """Return whether a piece is the instance's own, or has no word in it."""
        if piece not in self.known:
            self.known[piece] = self._whole(piece) or self._in_two(piece)
        return self.known[piece]

    def _whole(self, piece: str) -> bool:
        if not _LETTER.search(piece) or piece in self.texts or _TYPED.fullmatch(piece):
            return True
        return len(piece) >= _LONG and piece in self.running

    def _in_two(self, piece: str) -> bool:
        """Return whether a piece is two texts side by side, or on both sides of a day."""
        for joint in (*_JOINT.finditer(piece), *_DAY.finditer(piece)):
            before, after = folded(piece[: joint.start()]), folded(piece[joint.end() :])
            if self.holds(before) and self.holds(after):
                return True
        return False


def folded(text: str) -> str:
    """Return a text with ordinary spaces, small letters, no number first, no mark at its ends."""
    shown = " ".join(text.split()).casefold().strip(_MARKS)
    return _NUMBERED.sub("", shown).strip(_MARKS)


def _day_pattern() -> re.Pattern[str]:
    """Return the shape of days, months and quarters, which CLDR names, not a catalogue."""
    names = set(chain.from_iterable(map(_names, LOCALES)))
    listed = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:\d{{1,2}}\s)?(?:{listed})(?:\s\d{{4}})?(?!\w)", re.IGNORECASE)


def _names(locale: str) -> Iterator[str]:
    for named in (Locale.parse(locale).months, Locale.parse(locale).quarters):
        yield from chain(named["format"]["wide"].values(), named["format"]["abbreviated"].values())


_DAY = _day_pattern()


def of(root: Path) -> Corpus:
    """Read the corpus of an instance."""
    found: set[str] = set()
    for text in _instance(root):
        found.add(folded(text))
        found.update(folded(line) for line in text.splitlines())
    found.update(_hosts(found))
    found.update(map(folded, _theme_texts()))
    found.update(FORMATS)
    return Corpus(frozenset(found - {""}))


def _instance(root: Path) -> Iterator[str]:
    for pattern in SETTINGS:
        for path in root.glob(pattern):
            yield from _yaml(path.read_text("utf-8"))
    for path in sorted((root / "docs").rglob("*")):
        yield path.name
        yield path.stem
        if path.suffix == ".md":
            yield from _page(path.read_text("utf-8"))
        elif path.suffix in {".yml", ".yaml"}:
            yield from _yaml(path.read_text("utf-8"))


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads each value as the text that stands in the file, and leaves tags unread."""


def _as_text(loader: yaml.Loader, _: str, node: yaml.Node) -> object:
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else ""


for _tag in ("int", "float", "bool", "null", "timestamp"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", yaml.SafeLoader.construct_yaml_str)
_Loader.add_multi_constructor("!", _as_text)


def _yaml(text: str) -> Iterator[str]:
    """Yield the values of a file, or its lines where it is no YAML."""
    try:
        yield from _scalars(yaml.load(text, _Loader))
    except yaml.YAMLError:
        yield from text.splitlines()


def _scalars(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _scalars(inner)
    else:
        yield str(value)
        yield from _URL.findall(str(value))


def _page(text: str) -> Iterator[str]:
    """Yield the values of a page's front matter, and the texts of its body as they are shown."""
    if head := _FRONT_MATTER.match(text):
        yield from _yaml(head[1])
        text = text[head.end() :]
    shown = page_markdown.rendered(text)
    for element in lxml.html.fromstring(f"<div>{shown}</div>").iter():
        yield element.text or ""
        yield element.tail or ""
        yield element.get("alt") or ""
        if element.tag in BLOCKS:
            yield str(element.text_content())
    yield from _URL.findall(text)


def _hosts(texts: Iterable[str]) -> set[str]:
    addresses = [urlsplit(text) for text in texts if text.startswith(("http://", "https://"))]
    return {address.netloc.removeprefix("www.") for address in addresses} | {
        address.netloc for address in addresses
    }


def _theme_texts() -> Iterator[str]:
    """Yield what the theme says in its own parts, in the languages of the demonstration."""
    folder = Path(str(files("material"))) / "templates" / "partials" / "languages"
    for locale in LOCALES:
        text = (folder / f"{locale}.html").read_text(encoding="utf-8")
        yield from re.findall(r'"[^"]+": "([^"]+)"', text)
