"""The index of words, as the pinned version of the indexing program writes it."""

import gzip
import re

import pytest

from knowledge.errors import SiteError
from publish.search import pagefind
from publish.search.records import Record

MANY = 600


def records(count: int) -> list[Record]:
    return [
        Record({"at": str(n)}, ((10.0, f"mot{n}_ tous_"), (0.6, "marge_")), (), n)
        for n in range(count)
    ]


def contents(folder) -> bytes:
    return gzip.decompress(next(folder.glob("*.pf_meta")).read_bytes())


def files(folder) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_pages_of_the_index_are_named_by_the_numbers_of_the_records_in_their_order(tmp_path):
    pagefind.build(records(MANY), tmp_path / "index")

    listed = contents(tmp_path / "index")
    names = [
        match[1].decode() for match in re.finditer(rb"[\x61-\x63](\d{1,3})(?=[\x00-\x17])", listed)
    ]

    assert [int(name) for name in names if name.isdigit()][:MANY] == list(range(MANY))


def test_the_index_lists_the_records_in_their_order_whatever_each_says(tmp_path):
    counts = [1 + n * 7 % 19 for n in range(MANY)]
    said = [" ".join(f"mot{n}x{k}_" for k in range(count)) for n, count in enumerate(counts)]

    pagefind.build([Record({}, ((1.0, one),)) for one in said], tmp_path / "index")

    # A page's name is followed by the number of its words: here its own, and the one that no page
    # is without.
    listed = contents(tmp_path / "index")
    found = re.findall(rb"[\x61-\x63]\d{1,3}([\x00-\x17])", listed)
    assert [number[0] - 1 for number in found[:MANY]] == counts


def test_a_program_that_fails_is_named_with_what_it_said(tmp_path, monkeypatch):
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'no room' >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind.pagefind_bin, "__file__", str(tmp_path / "__init__.py"))

    with pytest.raises(SiteError, match="the search index: no room"):
        pagefind.indexed(["<html>"] * 20_000)


def test_the_same_records_give_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        pagefind.build(records(50), tmp_path / name)

    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_only_what_the_browser_needs_is_kept(tmp_path):
    pagefind.build(records(3), tmp_path / "index")

    kept = {re.sub(r"_[0-9a-f]+", "", name) for name in files(tmp_path / "index")}

    assert kept == {*pagefind.NEEDED, "pagefind.unknown.pf_meta", "index/unknown.pf_index"}


def test_no_record_at_all_is_an_index_too(tmp_path):
    pagefind.build([], tmp_path / "index")

    assert (tmp_path / "index" / "pagefind-entry.json").is_file()


def test_a_list_of_pages_that_is_not_understood_is_a_fault():
    with pytest.raises(SiteError, match="names 0 records of 2"):
        pagefind.numbered(b"something else", 2)


def test_names_of_other_lengths_are_told_apart():
    listed = b"\x82\x6funknown_1234567\x01\x71unknown_123456789\x02\x6funknown_abcdef0"

    assert pagefind.numbered(listed, 2) == b"\x82\x610\x01\x611\x02\x6funknown_abcdef0"
