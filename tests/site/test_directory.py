"""A person's name is in the built site up to its last day, and nowhere the day after: every file is
opened and read.
"""

import gzip
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup

from hooks import build
from tests.publish.exports.vcards import parsed

from .conftest import REJECTED, furnish

pytestmark = [pytest.mark.site, pytest.mark.timeout(300)]

NAMES = ("Zéphyrine Quatrebarbes", "Quatrebarbes", "quatrebarbes")
MAILBOX = "qvt@actiris.example"
ACTIRIS = f"""names: {{fr: Actiris, nl: Actiris}}
kind: regional-body
scope: regional
member: yes
roles:
  - id: permanent-member
    title: {{fr: Membre effectif, nl: Effectief lid}}
    seat: permanent
    mailbox: {MAILBOX}
    person: {{id: p-1, name: {NAMES[0]}, legal_basis: mission, last_verified: 2026-10-05, expires: 2026-12-31}}
  - id: alternate
    title: {{fr: Membre suppléant, nl: Plaatsvervangend lid}}
    seat: alternate
"""


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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the same instance, its offline copy too, for a name's last day and for the day after."""
    root = furnish(tmp_path_factory.mktemp("instance"))
    (root / "docs" / "directory" / "actiris.yml").write_text(ACTIRIS, "utf-8")
    made = {}
    for day in ("2026-12-31", "2027-01-01"):
        made[day] = tmp_path_factory.mktemp(day)
        build.build(
            root, made[day] / "site", copy=made[day] / "offline.zip", today=date.fromisoformat(day)
        )
    return made


def test_on_its_last_day_a_name_is_on_its_page_and_in_the_card_of_its_role(built):
    found = holding(built["2026-12-31"], NAMES)

    assert {path for path in found if path.startswith("site/")} == {
        f"site/{lang}/directory/actiris/{name}"
        for lang in ("fr", "nl")
        for name in ("index.html", "permanent-member.vcf")
    }
    assert any(path.startswith("offline.zip/") and "actiris" in path for path in found)


def test_the_day_after_no_byte_of_a_name_is_left_and_the_role_stays(built):
    assert holding(built["2027-01-01"], NAMES) == set()
    assert "site/fr/directory/actiris/index.html" in holding(built["2027-01-01"], (MAILBOX,))


def test_packed_files_are_opened_by_this_search(built):
    found = holding(built["2027-01-01"], ("talent.brussels",))

    assert any("/gzip" in path for path in found)
    assert any(path.startswith("offline.zip/") for path in found)


def test_no_byte_of_a_rejected_entry_is_on_the_site(built):
    assert holding(built["2027-01-01"], REJECTED) == set()
    assert "site/fr/months/2026-11/index.html" in holding(built["2027-01-01"], ("Nouvelle choisi",))


def test_every_card_of_the_site_can_be_read(built):
    cards = sorted((built["2027-01-01"] / "site").rglob("*.vcf"))

    assert len(cards) > 100
    for path in cards:
        assert parsed(path.read_bytes()), path


def test_each_page_of_the_directory_is_whole(built):
    for lang in ("fr", "nl"):
        pages = sorted((built["2027-01-01"] / "site" / lang / "directory").rglob("index.html"))
        titles = set()
        assert len(pages) == 29
        for path in pages:
            page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
            titles.add(page.title.get_text())
            assert page.html["lang"] == lang
            assert len(page.select("h1")) == 1
        assert len(titles) == len(pages)
