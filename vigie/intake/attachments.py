"""A file that somebody sent -> the same file, taken for what its bytes are, without what runs in it
or says who made it; or why it is not taken.
"""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

import pypdf
from pypdf.generic import DictionaryObject, NameObject

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.sheets import limits
from vigie.intake import office
from vigie.propose_issue import ENDINGS

_MOST = limits.USUAL["file"]
# By what a file opens with; a text is what can be read as one.
_SIGNS: Mapping[bytes, str] = {
    b"%PDF-": "pdf",
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
}
_ZIP = b"PK\x03\x04"
_ENDINGS_OF = {"txt": {"txt", "csv"}, "jpg": {"jpg", "jpeg"}}
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|script|iframe|svg|\?xml|\?php)\b", re.IGNORECASE
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# What of a PDF runs, holds another file, or is a program of forms (ISO 32000-2, 12.6.4 and 7.11.4).
_PDF_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"})
_PDF_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/RichMedia"})
# PNG chunks (ISO/IEC 15948, 11.3) that say who, when and with what.
_PNG_SAYS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"})
# A JPEG (ISO/IEC 10918-1, B.1): its marks, and the first one that is not among points.
_MARK, _JPG_SCAN, _JPG_END = 0xFF, 0xDA, 0xD9
_JPG_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SAYS_MAKING = frozenset({0xE1, 0xED, 0xFE})
_JPG_EXIF, _JPG_COLOURS, _ICC = 0xE1, 0xE2, b"ICC_PROFILE"
# An Exif block that holds the orientation of the picture alone (Exif 2.32, 4.6.4).
_ORIENTATION = 0x0112
_EXIF = b"Exif\x00\x00"
_UPRIGHT = range(2, 9)


@dataclass(frozen=True)
class Attachment:
    """A file that goes along with a proposal, by its path or its name."""

    name: str
    content: bytes


def clean_name(name: str) -> str:
    """Return the name that the form gives to a file: letters without accents, one ending."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,8}", ending):
        stem, dot, ending = name, "", ""
    plain = "".join(filter(_is_no_accent, unicodedata.normalize("NFKD", stem)))
    plain = re.sub(r"\W+", "-", plain, flags=re.ASCII)
    return f"{plain.lstrip('-_').rstrip('-') or 'file'}{dot}{ending}"


def taken(sent: Attachment) -> Attachment:
    """Return a file as it may be published. Raises SheetError where it may not."""
    ending = PurePosixPath(sent.name).suffix.lower().removeprefix(".")
    if len(sent.content) > _MOST * limits.MEGABYTE:
        raise _refused("proposal_file_large", sent, allowed=str(_MOST))
    held = _parts(sent) if sent.content.startswith(_ZIP) else {}
    found = office.kind(held) if held else _kind(sent)
    if found not in ENDINGS:
        raise _refused("proposal_file_kind", sent, allowed=", ".join(ENDINGS))
    if ending not in _ENDINGS_OF.get(found, {found}):
        raise _refused("proposal_file_ending", sent, found=found)
    clean = _office(sent, held) if held else _CLEAN[found](sent)
    return Attachment(sent.name, clean)


def _kind(sent: Attachment) -> str:
    """Return the ending that a file has by its bytes, "" for what is not taken."""
    for sign, ending in _SIGNS.items():
        if sent.content.startswith(sign):
            return ending
    return "txt" if _is_text(sent.content) else ""


def _is_text(raw: bytes) -> bool:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not (_NOT_TEXT.search(text) or _MARKUP.search(raw))


def _office(sent: Attachment, held: Mapping[str, bytes]) -> bytes:
    if part := office.danger(held):
        raise _refused("proposal_file_active", sent, found=part)
    return office.anonymous(held)


def _parts(sent: Attachment) -> Mapping[str, bytes]:
    try:
        return office.parts(sent.content)
    except SheetError as error:
        raise _refused("proposal_file_broken", sent) from error


def _pdf(sent: Attachment) -> bytes:
    try:
        made = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(sent.content)))
        found = next(_active(made), "")
        clean = _without_makers(made)
    except Exception as error:
        # A parser fails in many ways on what was made to break it.
        raise _refused("proposal_file_broken", sent) from error
    if found:
        raise _refused("proposal_file_active", sent, found=found)
    return clean


def _active(made: pypdf.PdfWriter) -> Iterator[str]:
    """Yield what of a PDF runs, or holds another file."""
    for held in made._objects:
        for part in _dictionaries(held):
            yield from sorted(_PDF_KEYS & part.keys())
            if str(part.get("/S")) in _PDF_ACTIONS:
                yield str(part["/S"])


def _dictionaries(held: object) -> Iterator[DictionaryObject]:
    """Yield an object and all within it, but not what stands elsewhere in the file."""
    waiting = [held]
    while waiting:
        part = waiting.pop()
        if isinstance(part, DictionaryObject):
            yield part
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _without_makers(made: pypdf.PdfWriter) -> bytes:
    made.metadata = None
    for held in made._objects:
        for part in _dictionaries(held):
            part.pop(NameObject("/Metadata"), None)
    out = io.BytesIO()
    made.compress_identical_objects(remove_duplicates=False)
    made.write(out)
    return out.getvalue()


def _png(sent: Attachment) -> bytes:
    """Return a picture without what it says of its making; its points stay as they were."""
    raw, place, kept = sent.content, 8, [sent.content[:8]]
    while place + 12 <= len(raw):
        end = place + 12 + int.from_bytes(raw[place : place + 4], "big")
        if raw[place + 4 : place + 8] not in _PNG_SAYS:
            kept.append(raw[place:end])
        if raw[place + 4 : place + 8] == b"IEND":
            return b"".join(kept)
        place = end
    raise _refused("proposal_file_broken", sent)


def _jpg(sent: Attachment) -> bytes:
    """Return a picture without what it says of its making, but which side is up."""
    raw, place, kept = sent.content, 2, [b"\xff\xd8"]
    while place + 2 <= len(raw) and raw[place] == _MARK:
        mark = raw[place + 1]
        if mark == _JPG_END:
            return b"".join([*kept, raw[place : place + 2]])
        end = _end_of_segment(raw, place, mark)
        kept.append(_segment(mark, raw[place:end]))
        place = end
    raise _refused("proposal_file_broken", sent)


def _end_of_segment(raw: bytes, place: int, mark: int) -> int:
    """Return where a segment of a JPEG ends, that of a scan with the points behind it."""
    end = place + 2 + int.from_bytes(raw[place + 2 : place + 4], "big")
    if mark != _JPG_SCAN:
        return end
    after = _JPG_NEXT.search(raw, end)
    return after.start() if after else len(raw)


def _segment(mark: int, whole: bytes) -> bytes:
    """Return a segment of a JPEG; of one that tells of its making only the orientation."""
    if mark == _JPG_EXIF and whole[4:10] == _EXIF:
        return _turned(_orientation(whole[10:]))
    # XMP, Photoshop's, a comment, another picture. JFIF, colours and Adobe's belong to the picture.
    if mark in _SAYS_MAKING or (mark == _JPG_COLOURS and not whole.startswith(_ICC, 4)):
        return b""
    return whole


def _orientation(tiff: bytes) -> int:
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"

    def number(place: int, size: int) -> int:
        """Return a number of the block."""
        return int.from_bytes(tiff[place : place + size], order)

    start = number(4, 4)
    for entry in range(min(number(start, 2), 200)):
        place = start + 2 + 12 * entry
        if number(place, 2) == _ORIENTATION:
            return number(place + 8, 2)
    return 1


def _turned(orientation: int) -> bytes:
    if orientation not in _UPRIGHT:
        return b""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + bytes((0, orientation, 0, 0))
    block = _EXIF + b"MM\x00\x2a\x00\x00\x00\x08\x00\x01" + entry + bytes(4)
    return b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block


def _text(sent: Attachment) -> bytes:
    return sent.content


def _is_no_accent(letter: str) -> bool:
    return not unicodedata.category(letter).startswith("M")


def _refused(code: str, sent: Attachment, **facts: str) -> SheetError:
    return SheetError([Problem(code, {"path": sent.name, **facts})])


_CLEAN: Mapping[str, Callable[[Attachment], bytes]] = {
    "pdf": _pdf,
    "png": _png,
    "jpg": _jpg,
    "txt": _text,
}
