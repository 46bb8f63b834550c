"""A page -> the texts that its readers see or hear, and where each of them is."""

from collections.abc import Iterator
from pathlib import Path

import lxml.html

# A drawing's label is read whole, with its lines.
HIDDEN = {"script", "style", "template", "tspan"}
# The title is a reference for programs (COinS).
FOR_PROGRAMS = {"Z3988"}
READ = ("title", "alt", "aria-label", "aria-description", "placeholder", "label", "data-vg-head")
# The metadata that others show of a page.
SHOWN = {"description", "og:title", "og:description", "og:site_name", "twitter:title"}


def texts(path: Path) -> Iterator[str]:
    """Yield the visible texts of a page, those of attributes too; white space as HTML shows it."""
    page = lxml.html.document_fromstring(path.read_bytes())
    for element in page.iter():
        if element.get("class") in FOR_PROGRAMS:
            continue
        if isinstance(element.tag, str) and element.tag not in HIDDEN:
            yield from _shown(_text(element))
            yield from _attributes(element)
        yield from _shown(element.tail)


def _text(element: lxml.html.HtmlElement) -> str | None:
    """Return the text up to the first element within; that of a drawing's label on its lines."""
    lines = [line for line in element if line.tag == "tspan"]
    return " ".join(str(line.text_content()) for line in lines) if lines else element.text


def _attributes(element: lxml.html.HtmlElement) -> Iterator[str]:
    for name in READ:
        yield from _shown(element.get(name))
    if element.tag == "meta" and (element.get("name") or element.get("property")) in SHOWN:
        yield from _shown(element.get("content"))
    if element.tag == "input" and element.get("type") in {"submit", "button", "reset"}:
        yield from _shown(element.get("value"))


def _shown(text: str | None) -> Iterator[str]:
    if text and (shown := " ".join(text.split())):
        yield shown
