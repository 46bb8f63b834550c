"""The links and images of a page that people write -> those that show or lead nowhere."""

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from knowledge.errors import SheetError
from knowledge.sheets import body as bodies
from knowledge.sheets import page_markdown
from knowledge.sheets.addresses import is_elsewhere, parts_of
from knowledge.sheets.body_lines import BodyLines
from knowledge.sheets.page_markdown import IMAGE, Reference
from knowledge.sheets.registry import KINDS
from knowledge.storage import contained, page

# Folders all of whose pages the program makes, and single pages of its own.
GENERATED = frozenset(
    (
        *("months", "weeks", "kinds", "themes", "regions", "sources", "entries"),
        *("directory", "dossiers", "propose", "searches", "take-part"),
        *("radar.md", "health.md", "search.md", "subscribe.md", "receive.md"),
        *("map.md", "translations.md", "print.md"),
    )
)
_MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# What is missing before an address, and the code of the problem.
_PREFIXES = {"https://": "link_scheme", "mailto:": "link_mail"}
_FOLDERS = frozenset({"watch", *(kind.folder for kind in KINDS.values() if not kind.opened)})
_SHEETS = frozenset(kind.folder for kind in KINDS.values())
# What leads from a footnote back to the text.
_TO_A_NOTE = "fnref:"
_ANCHORS_SHOWN = 8


class BrokenReference(NamedTuple):
    """What is wrong with a reference: the problem's code, its line from 0, what is told of it."""

    code: str
    line: int
    found: str
    facts: Mapping[str, str] = {}


class SitePages(Protocol):
    """What the program makes of an instance; paths are told from its folder."""

    def __contains__(self, path: object) -> bool:
        """Return whether the program makes a page."""

    def anchors(self, path: str) -> Collection[str] | None:
        """Return what can be linked to on a page beside what its author wrote, None where that is
        not known.
        """

    def withheld(self, path: str) -> bool:
        """Return whether a file is kept from the site."""


class AnyPages:
    """The pages of an instance that is not read: what may be one is one."""

    def __contains__(self, path: object) -> bool:
        """Return whether a page may be one that the program makes."""
        return isinstance(path, str) and generated(path)

    def anchors(self, path: str) -> Collection[str] | None:
        """Return nothing for a page that is its author's alone, None for others."""
        if generated(path) or _is_of_a_sheet(path):
            return None
        return ()

    def withheld(self, path: str) -> bool:  # noqa: ARG002 - as of any other
        """Return that no file is known to be kept back."""
        return False


class References:
    """The references of a page. `path` is that of its file, told from `root`."""

    def __init__(self, body: str, path: str, root: Path, made: SitePages) -> None:
        self._body = body
        self._path = path
        self._root = root
        self._made = made
        self._page = page_markdown.read(body)
        self._lines = BodyLines(body)

    def faults(self) -> Iterator[BrokenReference]:
        """Yield what is wrong, in the order of the lines."""
        yield from sorted(self._found(), key=lambda fault: fault.line)

    def _found(self) -> Iterator[BrokenReference]:
        passed = Counter[tuple[str, bool]]()
        for reference in self._page.references:
            if reference.element == IMAGE:
                code = self._of_image(reference)
            else:
                code = self._of_link(reference.address)
            where = reference.address, reference.typed
            if code:
                yield self._fault(code, reference, passed[where])
            passed[where] += 1

    def _fault(self, code: str, reference: Reference, number: int) -> BrokenReference:
        """Return what is wrong with a reference; `number` counts those to its address before it."""
        address, holds = reference.address, partial(_holds, reference=reference)
        if code == "footnote_unused":
            note = f"[^{address.removeprefix(f'#{_TO_A_NOTE}')}]"
            return BrokenReference(code, self._lines.of(f"{note}:", holds), note)
        line = self._lines.of_address(address, number, typed=reference.typed)
        if line is None:
            line = self._lines.down_to(holds)
        if code == "link_anchor":
            return self._astray(line, address)
        return BrokenReference(code, line, address)

    def _astray(self, line: int, address: str) -> BrokenReference:
        """Return a link to a place that its page lacks, with those that there are."""
        parts = urlsplit(address)
        there = sorted(self._anchors(self._target(parts)) or ())
        near = get_close_matches(parts.fragment, there, n=1) or there[:_ANCHORS_SHOWN]
        if not near:
            return BrokenReference("link_anchor_none", line, address)
        return BrokenReference(
            "link_anchor", line, address, {"allowed": ", ".join(f"#{a}" for a in near)}
        )

    def _of_image(self, image: Reference) -> str:
        """Return the code of what is wrong with an image, "" where it is a file of its language;
        that of another site is told of elsewhere.
        """
        if not image.alternative:
            return "image_alternative"
        parts = parts_of(image.address)
        if parts is None:
            return "link_address"
        if is_elsewhere(parts):
            return ""
        return "" if self._shows(parts) else "image_absent"

    def _shows(self, parts: SplitResult) -> bool:
        """Return whether an image is a file of its language, or one of the theme."""
        target = self._target(parts)
        if not self._is_of_language(parts.path, target):
            return False
        return self._is_published(target) or _of_the_theme(target)

    def _of_link(self, address: str) -> str:
        """Return the code of what is wrong with a link, "" where it leads somewhere."""
        if leads := prefix(address):
            return _PREFIXES[leads]
        if self._is_on_a_drive(address):
            return ""
        parts = parts_of(address)
        if parts is None:
            return "link_address"
        if is_elsewhere(parts):
            return ""
        target = self._target(parts)
        if parts.path and not self._leads(parts.path, target):
            return "link_dead"
        return self._of_anchor(parts.fragment, target)

    def _is_on_a_drive(self, address: str) -> bool:
        """Return whether a link leads to somebody's drive: the text around it tells of that."""
        return address.startswith("\\") and f"\\{address}" in self._body

    def _leads(self, address: str, target: str) -> bool:
        """Return whether a relative link leads to a file of its language, or to a page that the
        program makes. One to a folder, or from the site's root, leads nowhere in a built site.
        """
        if not self._is_of_language(address, target):
            return False
        return self._is_published(target) or target in self._made

    def _of_anchor(self, anchor: str, target: str) -> str:
        if not anchor or not target.endswith(".md"):
            return ""
        there = self._anchors(target, sought=anchor)
        if there is None or anchor in there:
            return ""
        return "footnote_unused" if anchor.startswith(_TO_A_NOTE) else "link_anchor"

    def _anchors(self, target: str, sought: str = "") -> Collection[str] | None:
        """Return what can be linked to on a page; only what its author wrote, if that has what is
        sought.
        """
        own = self._page.anchors if target == self._path else self._written(target)
        if own is None or sought in own:
            return own
        others = self._made.anchors(target)
        if others is None:
            return None
        return own | frozenset(others)

    def _written(self, target: str) -> frozenset[str] | None:
        """Return the anchors that the author of another page wrote, None where it is not read."""
        file = self._root / target
        if not contained.is_file(file, self._root / "docs"):
            return frozenset()
        try:
            text = page.read(file, self._root).text
        except SheetError:
            return None
        return None if bodies.refused(text) else page_markdown.read(text).anchors

    def _target(self, parts: SplitResult) -> str:
        """Return the path of the file that an address names, told from the instance's folder."""
        if not parts.path:
            return self._path
        folder = posixpath.dirname(self._path)
        return posixpath.normpath(posixpath.join(folder, unquote(parts.path)))

    def _is_of_language(self, address: str, target: str) -> bool:
        """Return whether an address leads to a place in the folder of the page's language."""
        language = "/".join(self._path.split("/")[:2])
        return not address.startswith("/") and target.startswith(f"{language}/")

    def _is_published(self, target: str) -> bool:
        """Return whether a path is that of a file which stands in the built site too."""
        if not contained.is_file(self._root / target, self._root / "docs"):
            return False
        return not (_is_hidden(target) or self._made.withheld(target))


def _holds(text: str, reference: Reference) -> bool:
    return reference in page_markdown.read(text).references


def prefix(address: str) -> str:
    """Return what is missing before an address, "" where nothing is."""
    if address.lower().startswith("www."):
        return "https://"
    if _MAILBOX.fullmatch(address):
        return "mailto:"
    return ""


def generated(path: str) -> bool:
    """Return whether a page may be one that the program makes.

    The build, which knows them all, refuses a link to one that it does not make.
    """
    docs, _, rest = path.partition("/")
    folder, _, name = rest.partition("/")[2].rpartition("/")
    if docs != "docs" or not name.endswith(".md"):
        return False
    return folder in GENERATED or name in GENERATED or (name == "index.md" and folder in _FOLDERS)


def _is_of_a_sheet(path: str) -> bool:
    """Return whether a path is one of those on which the program puts facts around the text."""
    return path.split("/")[2] in _SHEETS


def _is_hidden(path: str) -> bool:
    """Return whether MkDocs leaves a file out: by its name, or in a folder of templates."""
    parts = path.split("/")[2:]
    return parts[0] == "templates" or any(part.startswith(".") for part in parts)


def _of_the_theme(path: str) -> bool:
    """Return whether a path is in the folder that the theme fills too."""
    parts = path.split("/", 3)
    return len(parts) == 4 and (parts[0], parts[2]) == ("docs", "assets")
