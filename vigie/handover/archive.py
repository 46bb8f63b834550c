"""handover.zip -> what is in it, once nothing in it can do harm.

A zip comes by mail or on a stick, and may be anybody's. What is read of it are plain files by plain
names within limits, each with the checksum that the zip states; what is taken of it is the data of
an instance, and nothing that runs.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date as Day
from itertools import filterfalse
from pathlib import Path
from typing import Annotated, Literal
from zipfile import ZipFile, ZipInfo

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from knowledge import config, site_settings, taxonomy
from vigie import safe_zip
from vigie.handover import names
from vigie.safe_zip import ZipLimits, refused

# The folder of all files in the zip, that of the data in it, and the files that say what they are.
FOLDER, INSTANCE = "handover", "instance"
SUMS, FACTS = "SHA256SUMS", "handover.json"
_REQUIRED = (config.FILE, taxonomy.FILE, site_settings.FILE)
_SUM = re.compile(r"([0-9a-f]{64}) [ *](.{1,1000})")
LIMITS = ZipLimits()


@checked(frozen=True, config=ConfigDict(extra="ignore"))
class HandoverFacts:
    """What handover.json says: the day and the address for which the site was built, the version of
    the program that built it.
    """

    format: Literal[1]
    day: Day
    # They are shown within a command that may be copied.
    address: Annotated[str, Field(pattern=r"^(?:/|https?://[^\s\"'`$<>\\;&|(){}!*?#]{1,500})?$")]
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z.+-]{1,40}$")]


_FACTS = TypeAdapter(HandoverFacts)


class HandoverZip:
    """A zip whose names, kinds and limits are in order; `files` are its members by their paths
    below its one folder. Each is held against its checksum whenever it is read.
    """

    def __init__(self, packed: ZipFile, limits: ZipLimits) -> None:
        self._packed = packed
        self.files = dict(_within(safe_zip.members(packed, limits)))
        self._sums = self._stated()

    @property
    def facts(self) -> HandoverFacts:
        """Return what handover.json says. Raises SheetError on what this program cannot read."""
        try:
            return _FACTS.validate_python(json.loads(self.read(FACTS)))
        except (ValidationError, ValueError, RecursionError):
            raise refused("zip_format", name=FACTS) from None

    def verify(self) -> None:
        """Raise SheetError unless every file has the checksum that is stated, and no other is
        stated.
        """
        for name in sorted({*self.files, *self._sums} - {SUMS}):
            if name not in self.files:
                raise refused("zip_lacks", name=name)
            for _ in self._chunks(name):
                pass

    def read(self, name: str) -> bytes:
        """Return a file. Raises SheetError where it is not there, or is not as it was."""
        if name not in self.files:
            raise refused("zip_lacks", name=name)
        return b"".join(self._chunks(name))

    def instance(self, folder: Path = Path()) -> "InstanceFiles":
        """Return the data of the instance by their places in a folder, each read when it is asked
        for.

        Raises SheetError on anything else among them, and where an instance cannot be without.
        """
        home = f"{INSTANCE}/"
        held = [name.removeprefix(home) for name in self.files if name.startswith(home)]
        for name in filterfalse(names.is_data, held):
            raise refused("zip_not_data", name=name)
        for name in _REQUIRED:
            if name not in held:
                raise refused("zip_lacks", name=f"{home}{name}")
        return InstanceFiles(self, {folder / name: f"{home}{name}" for name in held})

    def _stated(self) -> Mapping[str, str]:
        """Return the checksums that the zip states."""
        with safe_zip.reading():
            text = b"".join(self._raw(SUMS)).decode()
        found = [_SUM.fullmatch(line) for line in text.splitlines()]
        if not all(found):
            raise refused("zip_format", name=SUMS)
        return {parts[2]: parts[1] for parts in filter(None, found)}

    def _chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file in pieces. Raises SheetError once it is read, where its checksum differs."""
        if name not in self._sums:
            raise refused("zip_not_stated", name=name)
        digest = hashlib.sha256()
        with safe_zip.reading():
            for piece in self._raw(name):
                digest.update(piece)
                yield piece
        if digest.hexdigest() != self._sums[name]:
            raise refused("zip_altered", name=name)

    def _raw(self, name: str) -> Iterator[bytes]:
        yield from safe_zip.pieces(self._packed, self.files[name])


class InstanceFiles(Mapping[Path, bytes]):
    """The files of an instance by their places, each read when it is asked for."""

    def __init__(self, source: HandoverZip, members: Mapping[Path, str]) -> None:
        self._source, self._members = source, members

    def __getitem__(self, place: Path) -> bytes:
        return self._source.read(self._members[place])

    def __iter__(self) -> Iterator[Path]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


@contextmanager
def opened(path: Path, limits: ZipLimits = LIMITS) -> Iterator[HandoverZip]:
    """Open a zip that somebody handed on.

    Raises SheetError on one with links, absolute or climbing paths, names that collide, encrypted
    files, too many or too much, or that is no handover.
    """
    if not path.is_file():
        raise refused("zip_absent", name=str(path))
    with safe_zip.opened(path.open("rb"), limits) as packed:
        yield HandoverZip(packed, limits)


def _within(by_name: Mapping[str, ZipInfo]) -> Iterator[tuple[str, ZipInfo]]:
    """Yield each file by its path below the folder that all are in."""
    home = next((name for name in by_name if _is_list_of_sums(name)), None)
    if home is None:
        raise refused("zip_format", name=SUMS)
    folder = home.removesuffix(SUMS)
    for name, member in by_name.items():
        if not name.startswith(folder):
            raise refused("zip_not_stated", name=name)
        yield name.removeprefix(folder), member


def _is_list_of_sums(name: str) -> bool:
    *folders, last = name.split("/")
    return last == SUMS and len(folders) <= 1
