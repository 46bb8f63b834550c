"""A page's links and images -> words, where MkDocs could not follow them.

Always: one to a drive, or to what cannot be an address. Where what is broken is left out: each that
leads to no file of the site, as `check` has told.
"""

import posixpath
from collections.abc import Callable
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from mkdocs.structure.files import Files

from knowledge.sheets.addresses import parts_of

_ADDRESS = {"a": "href", "img": "src"}
# The name of MkDocs' own treeprocessor, which knows the page and the files of the site.
_OF_MKDOCS = "relpath"
# Told the path of the page and the address.
OnLeftOut = Callable[[str, str], None]


class LeftOutLinks(Extension):  # type: ignore[misc]
    """Leaves out what leads nowhere; `told` hears of each that is left out for want of a file, and
    is None where MkDocs shall refuse it.
    """

    def __init__(self, told: OnLeftOut | None) -> None:
        super().__init__()
        self.told = told

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Look at the finished tree, before MkDocs does: what comes first at a place is first."""
        md.treeprocessors.register(_Leave(md, self.told), "left_out_links", 0)


class _Leave(Treeprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, told: OnLeftOut | None) -> None:
        super().__init__(md)
        self._told = told

    def run(self, root: Element) -> None:
        """Make words of each link and image that leads nowhere."""
        for element in root.iter():
            if element.tag in _ADDRESS and self._is_left_out(element.get(_ADDRESS[element.tag])):
                _to_words(element)

    def _is_left_out(self, address: str | None) -> bool:
        if address is None:
            return True
        if AMP_SUBSTITUTE in address:
            return False
        parts = parts_of(address)
        if parts is None or address.startswith("\\"):
            return True
        if self._told is None or parts.scheme or parts.netloc or not parts.path:
            return False
        return not self._leads(address, unquote(parts.path), self._told)

    def _leads(self, address: str, path: str, told: OnLeftOut) -> bool:
        """Return whether a path leads to a file of the site; what does not is told."""
        page, files = _of(self.md)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        leads = not path.startswith("/") and files.get_file_from_path(target) is not None
        if not leads:
            told(page, address)
        return leads


def _of(md: Markdown) -> tuple[str, Files]:
    """Return the page that is read, and the files of the site."""
    mkdocs = md.treeprocessors[_OF_MKDOCS]
    return mkdocs.file.src_uri, mkdocs.files


def _to_words(element: Element) -> None:
    words = element.get("alt", "")
    element.tag = "span"
    element.attrib.clear()
    element.text = f"{element.text or ''}{words}"
