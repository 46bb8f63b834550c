"""Files that a browser would run as a page or a program of this site, where people add files: they
are refused, since nothing in them is held against the list of `markup`.

A drawing (SVG) may stand where nothing in it runs, asks or leads elsewhere than a link does.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from knowledge.model import Problem
from knowledge.storage import config_file, contained

# The program's own: what is no entry there is published nowhere.
_WATCH = "watch"
_DRAWING = ".svg"
# What browsers open as a page of the site's own origin, and what such a page loads.
_ACTIVE = frozenset(
    (
        *(".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".xml", ".xsl", ".xslt"),
        *(".js", ".mjs", ".cjs", ".css", ".wasm", ".svgz", ".swf", ".hta", ".jar"),
    )
)
_RUNS = frozenset(("script", "foreignobject", "iframe", "object", "embed", "handler", "listener"))
_MOVES = frozenset(("set", "animate"))
_SVG = "http://www.w3.org/2000/svg"
_PICTURE = re.compile(r"#|data:image/(?:png|jpe?g|gif|webp);", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
# A style that asks for another file.
_ASKS = re.compile(r"@import|url\(\s*['\"]?\s*(?!#)|\\", re.IGNORECASE)
# What mkdocs.yml loads is a program that its owner named.
_LOADED = ("extra_css", "extra_javascript")


def problems(root: Path) -> Iterator[Problem]:
    """Yield each file below docs/ that is not published for what it would do."""
    for folder in sorted((root / contained.DOCS).glob("[!.]*")):
        if folder.name == _WATCH:
            continue
        for path in contained.files(folder, root, "**/*"):
            if is_refused(path, root):
                yield Problem("file_active", {"path": path.relative_to(root).as_posix()})


def is_refused(path: Path, root: Path) -> bool:
    """Return whether a file would run in a browser, and no mkdocs.yml names it."""
    ending = path.suffix.lower()
    if ending == _DRAWING:
        # What is larger than a text can be is not read, and not published.
        if path.stat().st_size > contained.MOST_OF_A_TEXT * contained.MEGABYTE:
            return True
        return is_live(path.read_bytes())
    return ending in _ACTIVE and not _is_named(path, root)


def is_live(drawing: bytes) -> bool:
    """Return whether anything in a drawing runs, asks for another file, or cannot be read."""
    if b"<!entity" in drawing.lower():
        return True
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(drawing, parser)
    except (etree.XMLSyntaxError, ValueError):
        return True
    before = tree.itersiblings(preceding=True)
    return any(map(_is_instruction, before)) or any(map(_is_live, tree.iter()))


def _is_instruction(node: "etree._Element") -> bool:
    """Return whether a node names a style sheet or a program."""
    return isinstance(node, etree._ProcessingInstruction)


def _is_live(node: "etree._Element") -> bool:
    if not isinstance(node.tag, str):
        return _is_instruction(node)
    name = etree.QName(node)
    element = name.localname.lower()
    if element in _RUNS or name.namespace == "http://www.w3.org/1999/xhtml":
        return True
    if _imports(node, element) or _moves_a_link(node, element):
        return True
    return any(_does(element, key, str(value)) for key, value in node.attrib.items())


def _imports(node: "etree._Element", element: str) -> bool:
    """Return whether a style asks for a file."""
    return element == "style" and bool(_ASKS.search("".join(map(str, node.itertext()))))


def _moves_a_link(node: "etree._Element", element: str) -> bool:
    """Return whether an animation changes where a link leads."""
    return element in _MOVES and "href" in str(node.get("attributeName", "")).lower()


def _does(element: str, key: "str | bytes", value: str) -> bool:
    """Return whether an attribute runs a program, or leads where no drawing need lead."""
    name = etree.QName(key).localname.lower()
    if name.startswith("on"):
        return True
    if name in ("href", "src"):
        return not (_PICTURE.match(value) or (element == "a" and _WEB.match(value)))
    may_ask = name == "style" or "url" in value.lower()
    return may_ask and bool(_ASKS.search(value))


def _is_named(path: Path, root: Path) -> bool:
    parts = path.relative_to(root / contained.DOCS).parts
    name = "/".join(parts[1:])
    for settings in sorted(root.glob("mkdocs*.yml")):
        if any(name in config_file.names(settings, key) for key in _LOADED):
            return True
    return False
