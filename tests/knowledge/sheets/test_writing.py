import re

import pytest

from knowledge.sheets import reading, writing
from knowledge.sheets.registry import KINDS
from tests.knowledge.sheets.test_explained import EACH, NAMES, filled, read

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(("kind", "lang"), EACH, ids=NAMES)
def test_what_is_written_is_read_back_as_it_was(kind, lang, lists):
    once = read(filled(kind, lang, lists, whole=True), kind, lang).sheet

    again = read(
        writing.text(kind, lang, once.keys, once.body if not kind.sections else ""), kind, lang
    )

    assert [one.code for one in again.problems if one.code not in kind.texts] == []
    assert again.sheet.keys == once.keys


def test_a_text_that_looks_like_yaml_stays_a_text():
    kind = KINDS["practice"]
    odd = ['Un « titre »: #1 - "x"', "2026-01-01", "no", "[a, b]", "'", "- a"]

    for title in odd:
        keys = reading.lenient(kind.model).model_validate({"title": title})
        assert read(writing.text(kind, "fr", keys), kind, "fr").sheet.keys.title == title


NEW = b'translation: {of: fr, hash: "0123456789ab"}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"---\ntitle: a\n---\nb", b"---\ntitle: a\n" + NEW + b"\n---\nb"),
        (
            BOM
            + b"---\r\ntitle: a # x\r\ntranslation:\r\n  of: fr\r\n  hash: x # y\r\n\r\n"
            + b"# e\r\nb: 1\r\n---\r\nB",
            BOM + b"---\r\ntitle: a # x\r\n" + NEW + b"\r\n\r\n# e\r\nb: 1\r\n---\r\nB",
        ),
        (b"---\ntranslation: {of: fr,\n  hash: x}\nb: 1\n---\n", b"---\n" + NEW + b"\nb: 1\n---\n"),
        (b"---\ntranslation:\nb: '---'\n---\n---\n", b"---\n" + NEW + b"\nb: '---'\n---\n---\n"),
        (
            "---\n\ntitle: é\n---\n\ntitle: é\n".encode(),
            "---\n\ntitle: é\n".encode() + NEW + "\n---\n\ntitle: é\n".encode(),
        ),
    ],
)
def test_a_mark_touches_its_own_lines_and_no_other_byte(before, after):
    assert writing.stamped(before, "a.md", "fr", "0123456789ab") == after
    assert writing.stamped(after, "a.md", "fr", "0123456789ab") == after


def test_the_schema_is_named_on_the_first_line_below_the_opening():
    keys = reading.lenient(KINDS["practice"].model).model_validate({"title": "a"})

    lines = writing.text(KINDS["practice"], "fr", keys).splitlines()

    assert lines[0] == "---"
    assert re.fullmatch(r"# yaml-language-server: \$schema=\S+", lines[1])
