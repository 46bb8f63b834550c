"""A kit's sheet -> what it holds, each thing with its file, its size, its checksum and its terms of
use.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import filterfalse
from pathlib import Path
from typing import TypedDict

from knowledge.sheets import active_files
from knowledge.sheets.kinds import communication_kit, tool, toolkit
from knowledge.sheets.kinds.tool import Tool
from knowledge.sheets.kinds.toolkit import Item, Toolkit
from knowledge.sheets.reading import Sheet
from knowledge.storage import contained
from publish.library import Library
from publish.pages import campaign_year
from publish.pages.campaign_year import MadeFile
from publish.site_context import SiteContext


@dataclass(frozen=True)
class Held:
    """One thing that a kit holds, its number from 1. `path` stands under the language's home: a
    page or a file.

    What the contents leave unsaid is the kit's own, and what that leaves unsaid, "", the site's.
    `made` is what the build makes itself. A file that the site must not hold has no bytes: `data`
    is None.
    """

    number: int
    type: str
    title: str
    path: str
    lang: str
    owner: str
    licence: str
    version: str
    conditions: str = ""
    alternative: str = ""
    sheet: Sheet[Tool] | None = None
    data: bytes | None = None
    made: bool = False

    @property
    def name(self) -> str:
        """Return the file's name, or the sheet's id."""
        return self.sheet.id if self.sheet else self.path.rsplit("/", 1)[-1]

    @property
    def format(self) -> str:
        """Return the file's format as people call it: "DOCX"."""
        return "" if self.sheet or "." not in self.name else self.name.rsplit(".", 1)[1].upper()

    @property
    def is_published(self) -> bool:
        """Return whether the site holds it: every sheet, and the files that are for everybody."""
        return self.sheet is not None or self.data is not None

    @property
    def size(self) -> int:
        """Return the file's size in bytes."""
        return len(self.data or b"")

    @property
    def sha256(self) -> str:
        """Return the file's SHA-256 in hexadecimal, "" where the site does not hold it."""
        return "" if self.data is None else hashlib.sha256(self.data).hexdigest()


def of(kit: Sheet[Toolkit], context: SiteContext) -> list[Held]:
    """Return what a kit holds, in its order; read once a build."""
    key = ("kit", kit.lang, kit.kind.folder, kit.id)
    return context.cache.get(key, lambda: list(_held(kit, context)))


def kits(library: Library, lang: str) -> list[Sheet[Toolkit]]:
    """Return the kits of a locale: toolkits first."""
    announced: list[Sheet[Toolkit]] = [*library.sheets.of(communication_kit.KIND, lang)]
    return library.sheets.of(toolkit.KIND, lang) + announced


def is_open(kit: Sheet[Toolkit]) -> bool:
    """Return whether everybody may download a kit's files."""
    return bool(kit.keys.access == "public")


def withheld(path: str, context: SiteContext) -> bool:
    """Return whether a file is the network's alone: one that a kit of the network names, or that
    stands in its folder.

    One language's word holds for all, and for every other kit that names the file.
    """
    named, folders = context.cache.get("network-only", lambda: _network_only(context.library))
    return path in named or path.startswith(folders)


def _network_only(library: Library) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the files that kits of the network name, and the folders of those kits."""
    named, folders = set[str](), list[str]()
    for lang in library.sheets.languages:
        for kit in filterfalse(is_open, kits(library, lang)):
            named.update(_files(kit))
            folders.append(f"{kit.kind.folder}/{kit.id}/")
    return frozenset(named), tuple(folders)


def _files(kit: Sheet[Toolkit]) -> Iterator[str]:
    for item in kit.keys.contents:
        if item.file:
            yield f"{kit.kind.folder}/{item.file}"


def _held(kit: Sheet[Toolkit], context: SiteContext) -> Iterator[Held]:
    for number, item in enumerate(kit.keys.contents, 1):
        if not item.sheet:
            yield _held_file(number, item, kit, context)
            continue
        sheet = context.library.sheets.find(tool.KIND, item.sheet, kit.lang)
        if sheet is not None:
            yield _held_sheet(number, item, kit, sheet)
    for made, file in enumerate(campaign_year.files(kit, context), len(kit.keys.contents) + 1):
        yield _held_made(made, file, kit)


def _held_sheet(number: int, item: Item, kit: Sheet[Toolkit], sheet: Sheet[Tool]) -> Held:
    keys = sheet.keys
    return Held(
        number,
        keys.type,
        keys.title,
        f"tools/{sheet.id}/",
        sheet.lang,
        alternative=keys.description,
        sheet=sheet,
        **_terms_of_use(item, kit),
    )


def _held_file(number: int, item: Item, kit: Sheet[Toolkit], context: SiteContext) -> Held:
    path = f"{kit.kind.folder}/{item.file}"
    file = context.library.root / "docs" / kit.lang / path
    return Held(
        number,
        item.type or "",
        item.title or "",
        path,
        item.language or kit.lang,
        alternative=item.alternative or "",
        data=bytes_of(file, path, context),
        **_terms_of_use(item, kit),
    )


def _held_made(number: int, file: MadeFile, kit: Sheet[Toolkit]) -> Held:
    keys = kit.keys
    return Held(
        number,
        "tool",
        file.title,
        f"{kit.kind.folder}/{kit.id}/{file.name}",
        kit.lang,
        keys.owner or "",
        keys.licence or "",
        keys.version,
        keys.conditions or "",
        file.alternative,
        data=file.data if is_open(kit) else None,
        made=True,
    )


def bytes_of(file: Path, path: str, context: SiteContext) -> bytes | None:
    """Return what the site may hold of a file: nothing that a browser would run."""
    root = context.library.root
    if withheld(path, context):
        return None
    data = contained.read(file, root)
    return None if active_files.is_refused(file, root) else data


class TermsOfUse(TypedDict):
    """Who owns a thing, its version, and what may be done with it."""

    owner: str
    licence: str
    version: str
    conditions: str


def _terms_of_use(item: Item, kit: Sheet[Toolkit]) -> TermsOfUse:
    """Return the terms of one thing: its own, or else the kit's."""
    keys = kit.keys
    return {
        "owner": item.owner or keys.owner or "",
        "licence": item.licence or keys.licence or "",
        "version": item.version or keys.version,
        "conditions": item.conditions or keys.conditions or "",
    }
