"""What came back is found as it was typed, whatever way it took; what is none is told."""

from zipfile import ZIP_DEFLATED

import pytest

from tests.vigie.intake import sent
from vigie.intake import parcel
from vigie.intake.parcel import Parcel

TEXT = sent.a_practice()
QUESTION = sent.form('title: "Qui ? # : 😀"\n', "question", "Une ligne.\n\n=====\n\n— Léa")
CUT = f"Bonjour,\n\n=====\n{TEXT}=====\n"


def opened(raw: bytes | str, path: str = "a.eml") -> Parcel:
    found = parcel.opened(raw if isinstance(raw, bytes) else raw.encode(), path)
    assert isinstance(found, Parcel), found
    return found


def refused(raw: bytes, path: str) -> list[str]:
    found = parcel.opened(raw, path)
    assert not isinstance(found, Parcel)
    return [problem.code for problem in found]


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("a.md", TEXT.encode()),
        ("a.md", b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()),
        ("a.txt", TEXT.encode("utf-16")),
        ("a.txt", f"Pasted from a mail\n{CUT}\nSent by phone".encode()),
        ("a.txt", f"Issue\n\n```yaml\n{TEXT}```\n\nThanks".encode()),
        ("a.zip", sent.archive({"a.md": TEXT.encode(), "a/b.txt": b"Long. " * 400_000})),
        ("a.eml", sent.mail(CUT, cte="quoted-printable")),
        ("a.eml", sent.mail(CUT, cte="base64")),
        ("a.eml", sent.mail(CUT, cte="8bit").replace(b"\n", b"\r\n")),
        ("a.eml", sent.mail("See the file.", {"a.md": TEXT.encode()})),
        ("a.eml", sent.mail("See.", {"a.zip": sent.archive({"a.md": TEXT.encode()})})),
        ("a.eml", sent.mail("> " + CUT.replace("\n", "\n> ").replace("> \n", ">\n"))),
        ("a.eml", sent.forwarded(sent.mail(CUT))),
    ],
)
def test_a_proposal_comes_out_as_it_was_typed(path, raw):
    found = opened(raw, path)

    assert found.text == TEXT
    assert found.mark == "{form: 1, kind: practice, lang: fr, name: reunion-debout}"
    assert "vigie-proposal" not in parcel.without_mark(found.text)


def test_a_message_of_html_alone_is_read_as_text():
    html = "".join(f"<div>{sent.escaped(line) or '<br>'}</div>" for line in CUT.split("\n"))

    found = opened(sent.mail(html, subtype="html"))

    assert found.text.split("---")[1] == TEXT.split("---")[1]
    assert found.text.split() == TEXT.split()


@pytest.mark.parametrize("format_", ["", "flowed"])
def test_lines_that_a_mail_program_broke_are_whole_again(format_):
    raw = sent.mail(sent.wrapped(CUT, soft=bool(format_)), cte="8bit")
    if format_:
        raw = raw.replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed', 1)

    found = opened(raw)

    head, wanted = (text.split("\n---\n")[0].split("\n") for text in (found.text, TEXT))
    assert head == wanted


def test_a_text_may_hold_the_sign_that_ends_a_message():
    found = opened(sent.mail(f"=====\n{QUESTION}=====\n\nBien à vous"))

    assert found.text == QUESTION


def test_the_line_on_which_a_proposal_begins_is_known():
    assert opened(CUT, "a.txt").first == 4


@pytest.mark.parametrize(
    ("path", "raw", "code"),
    [
        ("a.md", b"Hello", "proposal_none"),
        ("a.md", b"\xff\xe9", "sheet_not_utf8"),
        ("a.md", TEXT.encode("cp1252", "ignore"), "sheet_not_utf8"),
        ("a.md", b"# vigie-proposal: {form: 1}\n", "proposal_cut"),
        ("a.md", b"---\n# vigie-proposal: {form: 1, kind\n---\n", "proposal_mark_cut"),
        ("a.eml", sent.mail("Hello"), "proposal_none"),
        ("a.eml", b"", "proposal_none"),
        ("a.msg", b"\xd0\xcf\x11\xe0rest", "proposal_outlook"),
        ("a.zip", b"PK\x03\x04rest", "zip_broken"),
        ("a.zip", sent.archive({"a.md": b"", "b.md": b""}), "proposal_zip"),
        ("a.zip", sent.archive({"../a.md": TEXT.encode()}), "zip_name"),
        ("a.zip", sent.archive({"a.md": b"0" * 3_000_000}, ZIP_DEFLATED), "zip_bomb"),
        ("a.zip", sent.archive({f"{n}.txt": b"" for n in range(61)}), "zip_many"),
        ("a.docx", sent.office("word/document.xml", b"<w/>"), "proposal_word"),
    ],
)
def test_what_is_no_proposal_is_told(path, raw, code):
    assert refused(raw, path) == [code]


def test_files_come_along_cleaned_and_a_signature_does_not():
    raw = sent.mail(CUT, {"Été.pdf": sent.pdf(), "run.exe": b"MZ\x00"})

    found = opened(raw)

    assert [file.name for file in found.files] == ["Été.pdf"]
    assert b"Dupont" not in found.files[0].content
    assert [problem.code for problem in found.refused] == ["proposal_file_kind"]
    assert found.sender == "Léa Dubois <lea@example.org>"
