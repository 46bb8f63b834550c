"""A file is taken for what its bytes are, without what runs in it or says who made it."""

import io
import zipfile

import pypdf
import pytest

from knowledge.errors import SheetError
from tests.vigie.intake import sent
from vigie.intake import attachments
from vigie.intake.attachments import Attachment

CORE = b"<cp:coreProperties><dc:creator>Jean Dupont</dc:creator></cp:coreProperties>"
COMMENT = b'<w:comments><w:comment w:id="0" w:author="Jean Dupont" w:initials="JD">x</w:comment>'
LINK = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="a" Type="http://x/relationships/%s" Target="https://e.org/" '
    b'TargetMode="External"/></Relationships>'
)
WORD = sent.office(
    "word/document.xml", b"<w:p>Text</w:p>", docProps__core=b"", word__media=b"\x00\xff"
)
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office:text/>"}
PNG = b"\x89PNG\r\n\x1a\n"
IHDR = b"\x00\x00\x00\x01IHDRxCRC_"
SAYS = b"\x00\x00\x00\x04tEXtJeanCRC_"
IEND = b"\x00\x00\x00\x00IENDCRC_"
# Exif of a picture that lies on its side, taken by somebody.
TIFF = (
    b"II*\x00\x08\x00\x00\x00\x02\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"
    b"\x3b\x01\x02\x00\x05\x00\x00\x00\x26\x00\x00\x00\x00\x00\x00\x00Jean\x00"
)


def segment(mark: int, body: bytes) -> bytes:
    return bytes((0xFF, mark)) + (len(body) + 2).to_bytes(2, "big") + body


JFIF, SCAN = segment(0xE0, b"JFIF\x00"), segment(0xDA, b"\x01") + b"po\xff\x00ints\xff\xd0more"
PICTURE = b"\xff\xd8" + JFIF + SCAN + b"\xff\xd9"


def taken(name: str, content: bytes) -> bytes:
    return attachments.taken(Attachment(name, content)).content


def refused(name: str, content: bytes) -> str:
    with pytest.raises(SheetError) as error:
        taken(name, content)
    (problem,) = error.value.faults
    assert problem.facts["path"] == name
    return problem.code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "Été 😀\n".encode()),
        ("a.csv", b"a;b\n1;2\n"),
        ("a.png", PNG + IHDR + IEND),
        ("A.JPEG", PICTURE),
    ],
)
def test_what_says_nothing_of_its_author_stays_as_it_is(name, content):
    assert taken(name, content) == content


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.html", b"<html>", "proposal_file_kind"),
        ("a.txt", b"  <!DOCTYPE html><p>", "proposal_file_kind"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "proposal_file_kind"),
        ("a.exe", b"MZ\x90\x00", "proposal_file_kind"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "proposal_file_kind"),
        ("a.zip", sent.archive({"a.txt": b""}), "proposal_file_kind"),
        ("a.gif", b"GIF89a\x00", "proposal_file_kind"),
        ("a.pdf", b"just text", "proposal_file_ending"),
        ("a.docx", sent.pdf(), "proposal_file_ending"),
        ("a.html", b"just text", "proposal_file_ending"),
        ("noending", b"text", "proposal_file_ending"),
        ("a.pdf", b"%PDF-1.7 rubbish", "proposal_file_broken"),
        ("a.pdf", sent.pdf("app.alert(1)"), "proposal_file_active"),
        ("a.png", PNG + IHDR, "proposal_file_broken"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00", "proposal_file_broken"),
        ("a.docx", b"PK\x03\x04rest", "proposal_file_broken"),
        ("a.txt", b"x" * 25_000_001, "proposal_file_large"),
        ("a.docx", sent.office("word/vbaProject.bin", b""), "proposal_file_active"),
        ("a.docx", sent.office("word/activeX/activeX1.xml", b""), "proposal_file_active"),
        ("a.docx", sent.office("word/document.xml", b"<!DOCTYPE a>"), "proposal_file_active"),
        (
            "a.docx",
            sent.office("word/_rels/s.rels", LINK % b"attachedTemplate"),
            "proposal_file_active",
        ),
        ("a.xlsx", sent.office("xl/_rels/s.rels", LINK % b"image"), "proposal_file_active"),
        ("a.xlsx", sent.office("xl/externalLinks/e1.xml", b""), "proposal_file_active"),
        ("a.odt", sent.archive({**ODT, "Basic/a.xml": b""}), "proposal_file_active"),
        (
            "a.odt",
            sent.archive({**ODT, "content.xml": b'<draw:image xlink:href="https://e.org/x"/>'}),
            "proposal_file_active",
        ),
    ],
)
def test_what_runs_or_is_something_else_is_refused(name, content, code):
    assert refused(name, content) == code


def test_a_pdf_is_the_same_without_its_author():
    raw = sent.pdf()

    clean = taken("a.pdf", raw)

    assert b"Dupont" in raw
    assert b"Dupont" not in clean
    assert len(pypdf.PdfReader(io.BytesIO(clean)).pages) == 1
    assert taken("a.pdf", raw) == clean


def test_a_picture_keeps_its_points_and_which_side_is_up():
    shot = b"\xff\xd8" + JFIF + segment(0xE1, b"Exif\x00\x00" + TIFF) + SCAN
    shot += segment(0xFE, b"Jean") + SCAN + b"\xff\xd9PK\x03\x04trailing"

    clean = taken("a.jpg", shot)

    assert b"Jean" not in clean
    assert clean.endswith(SCAN + SCAN + b"\xff\xd9")
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00" in clean
    assert taken("a.png", PNG + IHDR + SAYS + IEND + b"rest") == PNG + IHDR + IEND


def test_a_document_keeps_all_but_its_authors():
    held = {
        "docProps/core.xml": CORE,
        "word/comments.xml": COMMENT,
        "word/_rels/document.xml.rels": LINK % b"hyperlink",
        "word/media/image1.png": PNG,
    }
    made = sent.office(
        "word/document.xml", b'<w:ins w:author="Jean Dupont" w:name="b">x</w:ins>', **{}
    )
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        held |= {name: packed.read(name) for name in packed.namelist()}

    clean = taken("a.docx", sent.archive(held))

    with zipfile.ZipFile(io.BytesIO(clean)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert parts.keys() == held.keys()
    assert b"Dupont" not in b"".join(parts.values())
    assert parts["word/document.xml"] == b'<w:ins w:author="" w:name="b">x</w:ins>'
    assert parts["word/media/image1.png"] == PNG
    assert taken("a.docx", clean) == clean


def test_an_open_document_is_taken_with_its_type_first():
    clean = taken("a.odt", sent.archive({**ODT, "meta.xml": b"<meta:initial-creator>Jean"}))

    assert clean[30:38] == b"mimetype"
    assert b"Jean" not in clean


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Été, n° 2.PDF", "Ete-n-2.PDF"),
        ("a b.c.docx", "a-b-c.docx"),
        ("😀", "file"),
        ("-_x-.txt", "x.txt"),
        ("naam.eenlangeuitgang", "naam-eenlangeuitgang"),
    ],
)
def test_a_name_is_cleaned_as_the_form_does(name, expected):
    assert attachments.clean_name(name) == expected
