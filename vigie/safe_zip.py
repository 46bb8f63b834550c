"""A zip from anybody -> its files, once nothing in it can do harm: plain files by plain names, no
more of them than there may be.

A name is judged as every disk would take it: what one of them cannot bear, or takes for another, is
refused on all.
"""

import io
import re
import stat
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from knowledge.errors import SheetError, is_of_disk
from knowledge.i18n import plain
from knowledge.model import Problem
from knowledge.storage import contained

# Not judged by its ratio: a small file that repeats itself.
_SMALL = 1_000_000
_PIECE = 500_000
# APPNOTE.TXT 4.4.4: the first bit says that a file is encrypted.
_ENCRYPTED = 1
_UNREADABLE = (
    *(BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, OSError),
    *(OverflowError, zlib.error, struct.error),
)
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|git~\d+", re.IGNORECASE)
_LONGEST_PART, _LONGEST = 255, 1_000


@dataclass(frozen=True)
class ZipLimits:
    """How much a zip may hold: files, bytes unpacked, bytes of its list of files, and how many
    bytes may come out of one.
    """

    files: int = 200_000
    size: int = 4_000_000_000
    listing: int = 100_000_000
    ratio: int = 200


@contextmanager
def opened(file: io.BufferedReader, limits: ZipLimits) -> Iterator[ZipFile]:
    """Open a zip of which no piece is read that is too large; close it, and the file, after.

    Raises SheetError on what is none.
    """
    with _Bounded(file, limits.listing) as bounded:
        with reading():
            packed = ZipFile(bounded)
        with packed:
            yield packed


def members(packed: ZipFile, limits: ZipLimits) -> Mapping[str, ZipInfo]:
    """Return the files of a zip by their paths.

    Raises SheetError on links, absolute or climbing paths, names that collide, encrypted files, too
    many or too much.
    """
    every = packed.infolist()
    _refuse_many(every, limits)
    for member in every:
        _refuse_strange(member)
        _refuse_bomb(member, limits)
    found = [member for member in every if not _is_folder(member)]
    if twice := taken_twice(member.orig_filename for member in found):
        raise refused("zip_twice", name=twice)
    return {member.orig_filename: member for member in found}


def contents(raw: bytes, limits: ZipLimits) -> dict[str, bytes]:
    """Return the files of a zip in memory, by their paths. Raises SheetError as `members` does."""
    with opened(io.BufferedReader(io.BytesIO(raw)), limits) as packed:
        found = members(packed, limits).items()
        return {name: b"".join(pieces(packed, member)) for name, member in found}


def pieces(packed: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    """Yield a file in pieces, none larger than a list of files may be."""
    with reading(), packed.open(member) as file:
        while piece := file.read(_PIECE):
            yield piece


def refused(code: str, **facts: str) -> SheetError:
    """Return the error that says what is wrong with a zip."""
    return SheetError([Problem(code, facts)])


def is_plain(name: str) -> bool:
    """Return whether a path can be written on any disk, below the folder that it is written in."""
    if len(name) > _LONGEST or plain.line(name) != name or set(name) & {"\\", ":"}:
        return False
    return all(map(_is_plain_part, name.split("/")))


def taken_twice(paths: Iterable[str]) -> str:
    """Return a path that stands twice, or that some disk takes for another, "" where none is."""
    spelt: dict[str, str] = {}
    files: set[str] = set()
    folders: set[str] = set()
    for name in paths:
        path = PurePosixPath(name)
        for part in (path, *path.parents):
            if spelt.setdefault(_folded(str(part)), str(part)) != str(part):
                return name
        if name in files:
            return name
        files.add(name)
        folders.update(map(str, path.parents))
    return min(files & folders, default="")


def _is_plain_part(part: str) -> bool:
    # "." and ".." and what Windows cuts off a name.
    if not part or part.endswith((".", " ")) or len(part.encode()) > _LONGEST_PART:
        return False
    return not (_RESERVED.fullmatch(part) or _folded(part) == ".git")


def _folded(text: str) -> str:
    """Return a name as a disk may compare it: without case, accents in one form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


@contextmanager
def reading() -> Iterator[None]:
    """Let what the library says of a broken zip end in a sentence."""
    try:
        yield
    except SheetError:
        raise
    except _UNREADABLE as error:
        # What the disk refuses is told as such; a place before the file's beginning is the zip's.
        if isinstance(error, OSError) and is_of_disk(error):
            raise
        raise refused("zip_broken") from error


def _is_folder(member: ZipInfo) -> bool:
    return member.orig_filename.endswith("/")


def _refuse_many(members: list[ZipInfo], limits: ZipLimits) -> None:
    if len(members) > limits.files:
        raise refused("zip_many", found=str(len(members)), allowed=str(limits.files))
    size = sum(member.file_size for member in members)
    if size > limits.size:
        raise refused("zip_large", found=_mega(size), allowed=_mega(limits.size))


def _refuse_strange(member: ZipInfo) -> None:
    """Raise SheetError on what is no ordinary file or folder by a plain name."""
    # As the zip says it: the library's own name is cut at a NUL.
    name = member.orig_filename
    if not is_plain(name.removesuffix("/")):
        raise refused("zip_name", name=name)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in {0, stat.S_IFDIR if _is_folder(member) else stat.S_IFREG}:
        raise refused("zip_link", name=name)
    if member.flag_bits & _ENCRYPTED or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise refused("zip_packed", name=name)


def _refuse_bomb(member: ZipInfo, limits: ZipLimits) -> None:
    if member.file_size > max(_SMALL, member.compress_size * limits.ratio):
        raise refused("zip_bomb", name=member.orig_filename)


class _Bounded(io.BufferedReader):
    """A file of which no piece is read that is larger than a zip's list of files may be."""

    def __init__(self, file: io.BufferedReader, most: int) -> None:
        super().__init__(file.detach())
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        """Return so many bytes. Raises SheetError where they are too many at once."""
        if size is not None and size > self._most:
            raise refused("zip_large", found=_mega(size), allowed=_mega(self._most))
        return super().read(size)


def _mega(size: int) -> str:
    return str(-(-size // contained.MEGABYTE))
