"""Compare two pages (HTML) by what readers meet; apart from it, by what styles and scripts do."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit, urlunsplit

from tests.same.differences import Difference, Kind, in_lines

INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "del", "dfn", "em", "i"),
        *("input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong"),
        *("sub", "sup", "svg", "time", "tspan", "u", "var"),
    }
)
# These group for style alone: a reader is told nothing of them.
PLAIN = frozenset({"div", "span"})
# HTML lets a writer leave these ends out.
OPTIONAL_END = frozenset(
    {
        *("p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option"),
        *("body", "html", "head"),
    }
)
ADDRESSES = frozenset({"href", "src", "srcset", "action", "formaction", "poster", "cite", "data"})
IN_DRAWING = frozenset({"title", "desc", "text", "tspan", "a"})
READ_IN_DRAWING = frozenset({"id", "lang", "role", "tabindex", "title", *ADDRESSES})
_BLANK = re.compile(r"[ \t\n\r\f]+")
_HASH = re.compile(r"(?<=[._-])[0-9a-f]{7,64}(?=\.)")
_ASSET = re.compile(r"\.(?:js|css|map|woff2?)$")


def compare(path: str, before: str, after: str) -> Iterator[Difference]:
    """Yield what differs in the text, links, ids, attributes, elements and data of two pages."""
    old, new = read(before), read(after)
    for kind in old:
        if kind == Kind.TEXT and " ".join(old[kind]) == " ".join(new[kind]):
            continue
        yield from in_lines(path, kind, old[kind], new[kind])


def read(html: str) -> dict[Kind, list[str]]:
    """Return what a page says by kind, in the order of the page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.found


def unhashed(path: str) -> str:
    """Return an asset's path without the part of its name that tells its content."""
    return _HASH.sub("HASH", path)


class _Reader(HTMLParser):
    KINDS = (
        *(Kind.TEXT, Kind.LINKS, Kind.IDS, Kind.ATTRIBUTES, Kind.ELEMENTS, Kind.LINKED_DATA),
        *(Kind.STYLE, Kind.SCRIPT),
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[Kind, list[str]] = {kind: [] for kind in self.KINDS}
        self.line = ""
        self.script: str | None = None
        self.drawing = 0
        self.verbatim = 0

    def handle_decl(self, decl: str) -> None:
        self.found[Kind.ELEMENTS].append(f"!{decl.lower()}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE and not self.drawing:
            self.flush()
        self.drawing += tag == "svg"
        self.verbatim += tag in {"pre", "textarea"}
        self.found[self._kind_of(tag)].append(tag)
        if tag in {"script", "style"}:
            self.script = dict(attrs).get("type") or tag
        for name, value in sorted(attrs, key=lambda pair: pair[0]):
            self._attribute(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE and not self.drawing:
            self.flush()
        self.drawing -= tag == "svg"
        self.verbatim -= tag in {"pre", "textarea"}
        if tag in {"script", "style"}:
            self.script = None
        if tag not in OPTIONAL_END:
            self.found[self._kind_of(tag)].append(f"/{tag}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read <br/> as <br>; in a drawing an element may end so."""
        self.handle_starttag(tag, attrs)
        if self.drawing:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self.script is None:
            self.line += data
        elif self.script == "application/ld+json":
            self.found[Kind.LINKED_DATA].append(_parsed(data))
        else:
            self.found[Kind.SCRIPT].append(_parsed(data) if "json" in self.script else data.strip())

    def flush(self) -> None:
        """End a line of text: white space is folded but where it shows."""
        line = self.line if self.verbatim else _BLANK.sub(" ", self.line).strip(" ")
        if line:
            self.found[Kind.TEXT].append(line)
        self.line = ""

    def _kind_of(self, tag: str) -> Kind:
        drawn = self.drawing and tag not in IN_DRAWING
        return Kind.STYLE if drawn or tag == "svg" or tag in PLAIN else Kind.ELEMENTS

    def _attribute(self, tag: str, name: str, value: str) -> None:
        folded = _BLANK.sub(" ", value).strip(" ")
        if name == "id":
            self.found[Kind.IDS].append(folded)
        elif name in ADDRESSES:
            self.found[Kind.LINKS].append(f"{tag} {name}={_address(value)}")
        elif name.startswith("data-"):
            self._hook(tag, name, folded)
        elif self._is_style(name):
            self.found[Kind.STYLE].append(f"{tag} {name}={folded}")
        else:
            self.found[Kind.ATTRIBUTES].append(f"{tag} {name}={folded}")

    def _hook(self, tag: str, name: str, value: str) -> None:
        """Note what a script looks for; words in it may be shown to readers, whatever its name."""
        self.found[Kind.SCRIPT].append(f"{tag} {name}={value}")
        if " " in value:
            self.found[Kind.ATTRIBUTES].append(f"{tag} data-*={value}")

    def _is_style(self, name: str) -> bool:
        if self.drawing and name not in READ_IN_DRAWING and not name.startswith("aria-"):
            return True
        return name in {"class", "style"}


def _address(url: str) -> str:
    parts = urlsplit(url)
    if not _ASSET.search(parts.path):
        return url
    return urlunsplit(parts._replace(path=unhashed(parts.path), query=""))


def _parsed(data: str) -> str:
    try:
        return json.dumps(json.loads(data), ensure_ascii=False, sort_keys=True)
    except ValueError:
        return data.strip()
