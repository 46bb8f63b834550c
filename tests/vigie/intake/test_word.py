"""A template of Word that somebody filled in is read as the form's file, in either language, also
after they typed around its controls; what could do harm, or says nothing, is told.
"""

import html
import re
import zipfile

import markdown
import pytest
import yaml

from tests.vigie.intake import sent, word_document
from tests.vigie.intake.word_document import (
    DOCUMENT,
    PNG,
    RELATIONS,
    filled,
    paragraph,
    parts,
    template,
    with_parts,
)
from vigie.intake import parcel
from vigie.intake.parcel import Parcel

LINKED = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="x/hyperlink" Target="https://example.org/a_(b)"'
    b' TargetMode="External"/>'
    b'<Relationship Id="rId2" Type="x/hyperlink" Target="javascript:alert(1)"'
    b' TargetMode="External"/>'
    b'<Relationship Id="rId3" Type="x/image" Target="media/image1.png"/>'
    b'<Relationship Id="rId4" Type="x/image" Target="media/image2.emf"/>'
    b"</Relationships>"
)
LISTS = (
    f'<w:numbering xmlns:w="{word_document.W}"><w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
).encode()


def opened(raw: bytes, path: str = "a.docx") -> Parcel:
    found = parcel.opened(raw, path)
    assert isinstance(found, Parcel), found
    return found


def refused(raw: bytes, path: str = "a.docx") -> list[str]:
    found = parcel.opened(raw, path)
    assert not isinstance(found, Parcel)
    return [problem.code for problem in found]


def head(found: Parcel) -> dict[str, object]:
    return yaml.load(found.text.split("---\n")[1], yaml.BaseLoader)


def section(found: Parcel, name: str = "Contexte") -> str:
    return found.text.split(f"\n## {name}\n\n")[1].split("\n\n## ")[0].strip("\n")


def item(words: str, depth: int) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr>')


def run(words: str, *look: str) -> str:
    return f'<w:r><w:rPr>{"".join(look)}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def drawn(part: str, told: str) -> str:
    return paragraph(
        f'<w:r><w:drawing><b:docPr descr="{told}"/><a:blip r:embed="{part}"/></w:drawing></w:r>'
    )


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_the_same_answers_make_the_same_file_in_either_language(lang):
    found = opened(filled(lang))

    assert found.mark == f"{{form: 1, kind: practice, lang: {lang}, name: reunion-debout}}"
    assert head(found) == {
        "title": "Réunion : debout",
        "description": "Dix minutes.",
        "organisation": "institution-a",
        "life": [{"state": "idea", "on": "2026-01-12"}, {"state": "pilot", "on": "2026-03-02"}],
        "fields": ["health", "equality"],
        "steps": ["framing"],
        "substance": "comfort",
    }
    assert found.refused == ()


def test_the_template_is_the_same_bytes_and_asks_for_nothing_of_elsewhere():
    first = template()
    word_document.template.cache_clear()

    held = parts(template())

    assert template() == first
    assert b"External" not in b"".join(held.values())
    assert not re.search(rb"creator|lastModifiedBy|20\d\d-\d\d-\d\dT", b"".join(held.values()))
    assert "team@example.org" in held[DOCUMENT].decode()


def test_bold_links_and_lists_are_markdown_and_all_else_is_letters():
    typed = "* _ [x](y) `a` {: .b} | ~~c~~ ==d== 1. e"
    context = (
        paragraph(
            run("Nous étions ")
            + run("douze ", "<w:b/>")
            + run("vite", "<w:b/>", "<w:i/>")
            + run(f" {typed} &lt;b&gt; &amp;amp; 😀 ")
            + f'<w:hyperlink r:id="rId1">{run("le rapport")}</w:hyperlink>'
            + f'<w:hyperlink r:id="rId2">{run("ici")}</w:hyperlink>'
            + f"<w:del>{run('ôté')}</w:del><w:ins>{run(' ajouté')}</w:ins>"
        )
        + item("un point", 0)
        + item("# dessous", 1)
        + "".join(
            map(paragraph, ("## Moyens", "--- fin", "1. premier", "!!! note", ": def", "==="))
        )
    )

    found = opened(
        with_parts(filled(context=context), {RELATIONS: LINKED, "word/numbering.xml": LISTS})
    )

    text = section(found)
    made = markdown.markdown(text, extensions=["extra", "admonition", "sane_lists"])
    shown = html.unescape(made)
    assert "**douze *" not in text
    assert "[le rapport](https://example.org/a_%28b%29)" in text
    assert "- un point\n    1. \\# dessous" in text
    assert f"{typed} <b> &amp; 😀" in shown
    assert "<strong>douze</strong>" in made
    assert "javascript" not in text
    assert "ôté" not in text
    assert "ici ajouté" in text
    assert not re.search(r"<(?:h\d|hr|table|dl|code|div|img|del)", made)
    for words in ("## Moyens", "--- fin", "1. premier", "!!! note", ": def", "==="):
        assert f"<p>{words}</p>" in shown


def test_the_blanks_of_french_stay_as_word_writes_them():
    heading = paragraph("«\u00a0Ici\u00a0»\u202f?", '<w:outlineLvl w:val="1"/>')
    told = opened(filled(title="«\u00a0Réunion\u00a0»\u202f:  debout", done=heading))

    assert head(told)["title"] == "«\u00a0Réunion\u00a0»\u202f: debout"
    assert section(told, "Ce qui a été fait") == "### «\u00a0Ici\u00a0»\u202f?"


def test_what_was_typed_around_a_control_belongs_to_the_heading_above_it():
    held = parts(filled())
    after = paragraph("Encore ceci.").encode()
    text = held[DOCUMENT].replace(
        b"Douze personnes.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        b"Douze personnes.</w:t></w:r></w:p></w:sdtContent></w:sdt>" + after,
    )

    found = opened(with_parts(filled(), {DOCUMENT: text}))

    assert section(found) == "Douze personnes.\n\nEncore ceci."


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_a_document_that_lost_its_controls_is_read_by_its_headings(lang):
    held = parts(filled(lang))
    text = re.sub(rb"</?w:sdt(?:Content)?>|<w:sdtPr>.*?</w:sdtPr>", b"", held[DOCUMENT], flags=re.S)

    found = opened(with_parts(filled(lang), {DOCUMENT: text}))

    assert head(found)["fields"] == ["Health", "Equality"]
    assert head(found)["life"] == head(opened(filled(lang)))["life"]
    assert head(found)["title"] == "Réunion : debout"
    assert section(found, "Moyens" if lang == "fr" else "Middelen") == "Rien."


def test_pictures_go_along_and_what_stands_beside_the_text_is_told():
    box = (
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boîte</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r>"
    )
    context = drawn("rId3", "Debout") + drawn("rId4", "") + paragraph(box)
    made = filled(context=context, title="Réunion")
    media = {"word/media/image1.png": PNG, "word/media/image2.emf": b"\1\0\0\0" + bytes(9)}

    found = opened(with_parts(made, {RELATIONS: LINKED, **media}))

    assert section(found) == "![Debout](reunion/image1.png)"
    assert [file.name for file in found.files] == ["image1.png"]
    assert sorted(problem.code for problem in found.refused) == [
        "proposal_file_kind",
        "proposal_word_picture",
        "proposal_word_stray",
    ]


def test_a_table_keeps_its_words_and_ten_thousand_paragraphs_stay_in_their_order():
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("a", "b | c"))
    many = "".join(paragraph(f"Ligne {number}") for number in range(10_000))

    found = opened(filled(context=f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", done=many))

    assert section(found) == "- a — b &#124; c"
    assert section(found, "Ce qui a été fait").startswith("Ligne 0\n\nLigne 1\n\n")
    assert section(found, "Ce qui a été fait").endswith("Ligne 9999")


def _entity(encoding: str) -> bytes:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    return f'<?xml version="1.0" encoding="{encoding}"?>{bomb}<x>&a;</x>'.encode(encoding)


OUTSIDE = LINKED.replace(b"x/image", b"x/attachedTemplate").replace(
    b'Target="media/image1.png"', b'Target="https://example.org/x.dotm" TargetMode="External"'
)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"word/vbaProject.bin": b"x"}, "proposal_file_active"),
        (
            {"[Content_Types].xml": b"<a>ms-word.document.macroEnabled.main</a>"},
            "proposal_file_active",
        ),
        ({RELATIONS: OUTSIDE}, "proposal_file_active"),
        ({DOCUMENT: _entity("utf-8")}, "proposal_file_active"),
        ({DOCUMENT: _entity("utf-16")}, "proposal_file_active"),
        ({DOCUMENT: b"<x>" * 5000}, "proposal_file_broken"),
        ({DOCUMENT: f'<x xmlns:w="{word_document.W}"/>'.encode()}, "proposal_word"),
        ({"word/media/a.png": bytes(30_000_000)}, "zip_bomb"),
    ],
)
def test_what_runs_fetches_or_breaks_is_refused(more, code):
    assert refused(with_parts(filled(), more)) == [code]


@pytest.mark.parametrize(
    ("raw", "path", "code"),
    [
        (template(), "a.docx", "proposal_word_empty"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.docx", "proposal_doc"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.msg", "proposal_outlook"),
        (
            sent.archive({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "a.docx",
            "proposal_word",
        ),
        (filled()[:3000], "a.docx", "zip_broken"),
        (
            sent.mail("Bonjour", {"a.docx": filled(), "b.docx": filled("nl")}),
            "a.eml",
            "proposal_several",
        ),
        (sent.archive({"a.docx": filled(), "b.docx": filled()}), "a.zip", "proposal_zip"),
    ],
)
def test_what_is_no_filled_template_is_told(raw, path, code):
    assert refused(raw, path) == [code]


def test_a_template_in_an_e_mail_or_an_archive_is_found_with_what_goes_along():
    along = {"Modèle rempli.docx": filled(), "Annexe.pdf": sent.pdf()}

    mailed = opened(sent.mail("Bonjour", along), "a.eml")
    packed = opened(sent.archive(along, zipfile.ZIP_DEFLATED), "a.zip")

    assert mailed.text == packed.text == opened(filled()).text
    assert [file.name for file in mailed.files] == ["Annexe.pdf"]
    assert [file.name for file in packed.files] == ["Annexe.pdf"]
    assert mailed.sender == "Léa Dubois <lea@example.org>"
