"""References as Zotero, a RIS reader and BibTeX take them in."""

import json
import re
from datetime import date
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings

from publish.exports import references
from publish.exports.selections import GROUP_CAP

from .conftest import ANYTHING, HOSTILE

RIS_LINE = re.compile(r"[A-Z][A-Z0-9]  - [^\r\n]*")


def zotero(markup):
    """Read COinS as Zotero's own parser does: part at "&" and "=", "+" is a space, then decode."""
    (span,) = BeautifulSoup(str(markup), "html.parser").find_all("span", class_="Z3988")
    found = {}
    for part in span["title"].split("&"):
        key, value = part.split("=")
        found[key] = unquote(value.replace("+", " "), errors="strict")
    return found


def ris_records(text):
    """Part a RIS file into records of (tag, value) pairs."""
    assert text.endswith("\r\n")
    lines = text.split("\r\n")[:-1]
    assert all(RIS_LINE.fullmatch(line) for line in lines), lines
    records, current = [], []
    for line in lines:
        tag, value = line[:2], line[6:]
        if tag == "ER":
            records.append(current)
            current = []
        else:
            current.append((tag, value))
    assert not current
    return records


def bibtex_fields(text):
    """Read one BibTeX entry by its braces, as BibTeX does: a backslash does not hide a brace."""
    head, _, body = text.partition(",\n")
    assert re.fullmatch(r"@online\{vigie-[A-Za-z0-9-]*", head)
    fields, depth, at = {}, 0, 0
    for found in re.finditer(r"  (\w+) = \{", body):
        if found.start() < at:
            continue
        depth, at = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(body[at], 0)
            at += 1
        fields[found[1]] = body[found.end() : at - 1]
        assert body[at : at + 2] == ",\n"
    assert body[at + 2 :] == "}\n" if fields else body == "}\n"
    return fields


def test_zotero_finds_the_entry_in_the_page(entry, library_of):
    found = zotero(references.coins(library_of(), entry()))

    assert found == {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft_id": "https://ministry.example/fr/loi",
        "rft.title": "Une loi nouvelle",
        "rft.source": "Le ministère",
        "rft.date": "2026-11-20",
        "rft.language": "fr",
        "rft_dat": "0123456789 2026-11-22",
    }


def test_an_undated_entry_is_cited_without_a_date(entry, library_of):
    one = references.of(entry(date=None), library_of())

    assert "rft.date" not in zotero(references.coins_of(one))
    assert not {"PY", "DA"} & dict(ris_records(references.ris(one))[0]).keys()
    assert "date" not in bibtex_fields(references.bibtex(one))


def test_a_reference_in_ris(entry, library_of):
    assert references.ris(references.of(entry(), library_of())) == (
        "TY  - ELEC\r\nID  - 0123456789\r\nTI  - Une loi nouvelle\r\nPB  - Le ministère\r\nPY  - 2026\r\n"
        "DA  - 2026/11/20/\r\nUR  - https://ministry.example/fr/loi\r\nY2  - 2026/11/22/\r\nLA  - fr\r\n"
        "KW  - Télétravail\r\nER  - \r\n"
    )


def test_a_reference_in_bibtex(entry, library_of):
    assert bibtex_fields(
        references.bibtex(references.of(entry(title="50 % de {x} & co"), library_of()))
    ) == {
        "title": r"{50 \% de {\textbraceleft}x{\textbraceright} \& co}",
        "organization": "{Le ministère}",
        "date": "2026-11-20",
        "url": "https://ministry.example/fr/loi",
        "urldate": "2026-11-22",
        "langid": "french",
        "keywords": "Télétravail",
    }


def test_no_author_is_invented(entry, library_of):
    one = references.of(entry(), library_of())

    assert "AU" not in dict(ris_records(references.ris(one))[0])
    assert "author" not in bibtex_fields(references.bibtex(one))
    assert "rft.au" not in zotero(references.coins_of(one))


def test_an_excerpt_does_not_leave_with_the_reference(entry, library_of):
    files = dict(references.files(library_of(entry(summary="Un extrait sous conditions."))))

    assert all(b"sous conditions" not in raw for raw in files.values())


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=150,
)
@given(title=ANYTHING, theme=ANYTHING, url=ANYTHING)
def test_any_text_stays_in_its_field(entry, library_of, title, theme, url):
    one = references.of(
        entry(title=title, themes=(theme,), url=f"https://a.example/{url}"), library_of()
    )

    assert zotero(references.coins_of(one))["rft.title"] == one.title.replace("\u00a0", "\u00a0")
    (record,) = ris_records(references.ris(one))
    assert dict(record)["TI"] == one.title
    assert bibtex_fields(references.bibtex(one))["url"] == one.url


def test_a_hostile_title_neither_ends_a_record_nor_opens_a_command(entry, library_of):
    files = dict(
        references.files(library_of(entry(title=HOSTILE), entry(id="b", url="javascript:alert(1)")))
    )

    assert len(ris_records(files["references/kind/law.ris"].decode())) == 2
    text = files["references/kind/law.bib"].decode()
    assert r"\input" not in text
    assert "javascript" not in text
    assert text.count("\n@online") + text.startswith("@online") == 2


def test_there_is_a_file_for_each_month_kind_theme_and_source(entry, library_of):
    found = set(dict(references.files(library_of(entry()))))

    assert found == {
        f"references/{path}.{kind}"
        for path in ("month/2026-11", "kind/law", "theme/telework", "source/ministry")
        for kind in ("ris", "bib")
    }


def test_a_month_is_whole_and_a_theme_holds_its_newest(entry, library_of):
    many = [entry(id=f"{n:03}", date=date(2026, 11, 1 + n % 28)) for n in range(GROUP_CAP + 30)]
    files = dict(references.files(library_of(*many)))

    assert len(ris_records(files["references/month/2026-11.ris"].decode())) == GROUP_CAP + 30
    newest = ris_records(files["references/theme/telework.ris"].decode())
    assert len(newest) == GROUP_CAP
    assert dict(newest[0])["DA"] == "2026/11/28/"


def test_a_month_of_more_than_a_year_ago_has_no_file(entry, library_of):
    months = [entry(id=str(n), date=date(2025, n, 1)) for n in (11, 12)]

    found = set(dict(references.files(library_of(entry(), *months))))

    assert {path for path in found if "/month/" in path and path.endswith(".ris")} == {
        "references/month/2026-11.ris",
        "references/month/2025-12.ris",
    }


@pytest.mark.parametrize("name", ["../../etc", "a/b", "A", ".x"])
def test_an_id_that_is_no_plain_word_makes_no_file(entry, library_of, name):
    library = library_of(entry(type=name, themes=(name,), source=name))

    assert set(dict(references.files(library))) == {
        "references/month/2026-11.ris",
        "references/month/2026-11.bib",
    }


def test_the_order_of_the_entries_given_changes_nothing(entry, library_of):
    a, b = entry(id="a"), entry(id="b")

    assert dict(references.files(library_of(a, b))) == dict(references.files(library_of(b, a)))


def test_each_month_has_a_script_of_its_references_however_old(entry, library_of):
    new, old = entry(id="a"), entry(id="b", date=date(2019, 3, 4), title="</script><b>")
    library = library_of(new, old)

    made = {path: text.decode() for path, text in references.scripts(library)}

    assert list(made) == ["references/month/2019-03.js", "references/month/2026-11.js"]
    (call,) = made["references/month/2019-03.js"].splitlines()
    data = re.fullmatch(r"Object\.assign\(window\.vigieReferences \?\?= {}, (.*)\);", call)
    reference = references.of(old, library)
    assert json.loads(data[1]) == {"b": [references.ris(reference), references.bibtex(reference)]}
    assert "<" not in call


def test_the_order_of_the_entries_given_changes_no_script(entry, library_of):
    a, b = entry(id="a"), entry(id="b")

    assert dict(references.scripts(library_of(a, b))) == dict(references.scripts(library_of(b, a)))
