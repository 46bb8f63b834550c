"""A person's name is in the built site up to its last day, and nowhere the day after: every file is
opened and read.
"""

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup

from tests.publish.exports.vcards import parsed

from .conftest import MAILBOX, PERSON, REJECTED

pytestmark = [pytest.mark.site, pytest.mark.timeout(900)]

NAMES = (PERSON, "Quatrebarbes", "quatrebarbes")


def contents(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what a file holds, and what is packed in it, down to the last layer."""
    yield path, data
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from contents(f"{path}/{name}", packed.read(name))
    elif data[:2] == b"\x1f\x8b":
        yield from contents(f"{path}/gzip", gzip.decompress(data))
    elif path.endswith(".br"):
        yield from contents(f"{path}/brotli", brotli.decompress(data))


def holding(folder: Path, words: tuple[str, ...]) -> set[str]:
    """Name the files that hold one of these words: plain, escaped or folded; in the letters of JSON
    too.
    """
    forms = {
        form for word in words for form in (word.encode(), word.encode("ascii", "backslashreplace"))
    }
    found = set()
    for file in filter(Path.is_file, sorted(folder.rglob("*"))):
        for name, data in contents(file.relative_to(folder).as_posix(), file.read_bytes()):
            flat = data.replace(b"\r\n ", b"")
            if any(form in flat for form in forms):
                found.add(name)
    return found


def test_on_its_last_day_a_name_is_on_its_page_and_in_the_card_of_its_role(built):
    found = holding(built, NAMES)

    assert {path for path in found if path.startswith("site/")} == {
        f"site/{lang}/directory/actiris/{name}"
        for lang in ("fr", "nl")
        for name in ("index.html", "permanent-member.vcf")
    }
    assert any(path.startswith("offline.zip/") and "actiris" in path for path in found)


def test_the_day_after_no_byte_of_a_name_is_left_and_the_role_stays(next_day):
    assert holding(next_day, NAMES) == set()
    assert "site/fr/directory/actiris/index.html" in holding(next_day, (MAILBOX,))


def test_packed_files_are_opened_by_this_search(next_day):
    found = holding(next_day, ("Vigie",))

    assert any("/gzip" in path for path in found)
    assert any(path.startswith("offline.zip/") for path in found)


def test_no_byte_of_a_rejected_entry_is_on_the_site(next_day):
    assert holding(next_day, REJECTED) == set()
    assert "site/fr/months/2026-11/index.html" in holding(next_day, ("Nouvelle choisi",))


def test_every_card_of_the_site_can_be_read(site):
    cards = sorted(site.rglob("*.vcf"))

    assert len(cards) > 50
    for path in cards:
        assert parsed(path.read_bytes()), path


def test_each_page_of_the_directory_is_whole(site):
    for lang in ("fr", "nl"):
        pages = sorted((site / lang / "directory").rglob("index.html"))
        titles = set()
        assert len(pages) == 30
        for path in pages:
            page = BeautifulSoup(path.read_text("utf-8"), "lxml")
            titles.add(page.title.get_text())
            assert page.html["lang"] == lang
            assert len(page.select("h1")) == 1
        assert len(titles) == len(pages)
