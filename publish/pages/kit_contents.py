"""A kit's sheet -> what it holds, each thing with its file, its size, its checksum and its terms of
use.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from knowledge.sheets.kinds import communication_kit, tool, toolkit
from knowledge.sheets.kinds.tool import Tool
from knowledge.sheets.kinds.toolkit import Toolkit
from knowledge.sheets.reading import Sheet
from publish.library import Library
from publish.site_context import SiteContext


@dataclass(frozen=True)
class Held:
    """One thing that a kit holds, its number from 1. `path` stands under the language's home: a
    page or a file.

    What the contents leave unsaid is the kit's own. A file that the site must not hold has no
    bytes: `data` is None.
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

    @property
    def name(self) -> str:
        """Return the file's name, or the sheet's id."""
        return self.sheet.id if self.sheet else self.path.rsplit("/", 1)[-1]

    @property
    def format(self) -> str:
        """Return the file's format as people call it: "DOCX"."""
        return "" if self.sheet or "." not in self.name else self.name.rsplit(".", 1)[1].upper()

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
    closed = [
        kit for lang in library.sheets.languages for kit in kits(library, lang) if not is_open(kit)
    ]
    named = frozenset(
        f"{kit.kind.folder}/{item.file}"
        for kit in closed
        for item in kit.keys.contents
        if item.file
    )
    return named, tuple(f"{kit.kind.folder}/{kit.id}/" for kit in closed)


def _held(kit: Sheet[Toolkit], context: SiteContext) -> Iterator[Held]:
    keys = kit.keys
    for number, item in enumerate(keys.contents, 1):
        made = partial(
            Held,
            owner=item.owner or keys.owner,
            licence=item.licence or keys.licence,
            version=item.version or keys.version,
            conditions=item.conditions or keys.conditions or "",
        )
        if item.sheet:
            sheet = context.library.sheets.find(tool.KIND, item.sheet, kit.lang)
            if sheet is not None:
                told = sheet.keys
                yield made(
                    number,
                    told.type,
                    told.title,
                    f"tools/{sheet.id}/",
                    sheet.lang,
                    alternative=told.description,
                    sheet=sheet,
                )
            continue
        path = f"{kit.kind.folder}/{item.file}"
        file = context.library.root / "docs" / kit.lang / path
        data = None if withheld(path, context) else file.read_bytes()
        yield made(
            number,
            item.type or "",
            item.title or "",
            path,
            item.language or kit.lang,
            alternative=item.alternative or "",
            data=data,
        )
