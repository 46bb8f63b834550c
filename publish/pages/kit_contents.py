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
        """Give the file's name, or the sheet's id."""
        return self.sheet.id if self.sheet else self.path.rsplit("/", 1)[-1]

    @property
    def format(self) -> str:
        """Give the file's format as people call it: "DOCX"."""
        return "" if self.sheet or "." not in self.name else self.name.rsplit(".", 1)[1].upper()

    @property
    def size(self) -> int:
        """Give the file's size in bytes."""
        return len(self.data or b"")

    @property
    def sha256(self) -> str:
        """Give the file's SHA-256 in hexadecimal, "" where the site does not hold it."""
        return "" if self.data is None else hashlib.sha256(self.data).hexdigest()


def of(kit: Sheet[Toolkit], library: Library) -> list[Held]:
    """List what a kit holds, in its order; read once a build."""
    key = ("kit", kit.lang, kit.kind.folder, kit.id)
    if key not in library.kept:
        library.kept[key] = list(_held(kit, library))
    found: list[Held] = library.kept[key]
    return found


def kits(library: Library, lang: str) -> list[Sheet[Toolkit]]:
    """List the kits of a language: toolkits first."""
    announced: list[Sheet[Toolkit]] = [*library.sheets.of(communication_kit.KIND, lang)]
    return library.sheets.of(toolkit.KIND, lang) + announced


def is_open(kit: Sheet[Toolkit]) -> bool:
    """Say whether everybody may download a kit's files."""
    return bool(kit.keys.access == "public")


def withheld(path: str, library: Library) -> bool:
    """Say whether a file is the network's alone: one that a kit of the network names, or that
    stands in its folder.

    One language's word holds for all, and for every other kit that names the file.
    """
    if "network-only" not in library.kept:
        closed = [
            one
            for lang in library.sheets.languages
            for one in kits(library, lang)
            if not is_open(one)
        ]
        names = {
            f"{one.kind.folder}/{item.file}"
            for one in closed
            for item in one.keys.contents
            if item.file
        }
        library.kept["network-only"] = (
            names,
            tuple(f"{one.kind.folder}/{one.id}/" for one in closed),
        )
    named, folders = library.kept["network-only"]
    return path in named or path.startswith(folders)


def _held(kit: Sheet[Toolkit], library: Library) -> Iterator[Held]:
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
            sheet = library.sheets.find(tool.KIND, item.sheet, kit.lang)
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
        file = library.root / "docs" / kit.lang / path
        data = None if withheld(path, library) else file.read_bytes()
        yield made(
            number,
            item.type or "",
            item.title or "",
            path,
            item.language or kit.lang,
            alternative=item.alternative or "",
            data=data,
        )
