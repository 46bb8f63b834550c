"""The example of a module for one odd site, and what holds for every such module."""

import re
from pathlib import Path

import pytest
import yaml

from knowledge.errors import ReadError
from knowledge.i18n import catalogue
from knowledge.model import Snapshot
from knowledge.source import Source
from publish import library
from scrapers import readers
from scrapers.clean import normalise
from scrapers.sources import day_table
from tests.scrapers.readers.pages import HOME, snapshot
from vigie import instance

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "docs/guide/odd_sites.md"
SOURCE = Source(id="notices", name="Notices", url=HOME, reader="day_table")
PAGE = """<html lang="fr"><body><main><table>
<tr><td colspan="2">9 novembre 2026</td></tr>
<tr><td>1</td><td><a href="/a">Un avis sur la prévention</a></td></tr>
<tr><td>2</td><td><a href="/b">Un second avis</a></td></tr>
<tr><td></td></tr>
<tr><td>3</td><td><a href="/c">Un troisième, le même jour</a></td></tr>
<tr><td colspan="2">6 novembre 2026</td></tr>
<tr><td>1</td><td><a href="/d">Un avis plus ancien</a></td></tr>
</table></main></body></html>"""


def entries(answer: Snapshot) -> list[tuple[str, str, str]]:
    found = []
    for raw in day_table.read(answer, SOURCE):
        entry = normalise.entry(raw, SOURCE, seen=answer.time)
        found.append((entry.url.rpartition("/")[2], entry.title, str(entry.date)))
    return found


def test_each_row_has_the_day_above_it() -> None:
    assert entries(snapshot(PAGE)) == [
        ("a", "Un avis sur la prévention", "2026-11-09"),
        ("b", "Un second avis", "2026-11-09"),
        ("c", "Un troisième, le même jour", "2026-11-09"),
        ("d", "Un avis plus ancien", "2026-11-06"),
    ]


def test_a_page_without_the_table_is_refused_in_words() -> None:
    with pytest.raises(ReadError, match="Accueil"):
        entries(snapshot("<html><title>Accueil</title><body><p>x</p></body></html>"))


def test_the_site_and_the_command_take_a_source_that_a_module_reads(tmp_path: Path) -> None:
    (tmp_path / "taxonomy.yml").write_bytes((ROOT / "taxonomy.yml").read_bytes())
    written = {
        "contact": "a@example.org",
        "sources": [{"id": "notices", "name": "Notices", "url": HOME, "reader": "day_table"}],
    }
    (tmp_path / "watch_sources.yml").write_text(yaml.safe_dump(written), encoding="utf-8")

    assert instance.load(tmp_path).watch.sources[0].reader == "day_table"
    assert library.load(tmp_path).sources["notices"].reader == "day_table"


@pytest.mark.parametrize("name", readers.names())
def test_every_module_is_a_reader_with_a_test(name: str) -> None:
    assert callable(readers.find(name).read)
    assert (ROOT / f"tests/scrapers/sources/test_{name}.py").is_file()


def test_the_guide_names_each_code_of_a_reading_that_fails() -> None:
    listed = set(re.findall(r"^\| `(\w+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE))
    codes = yaml.safe_load((catalogue.FOLDER / "en/problems/readers.yml").read_text("utf-8"))

    assert listed == set(codes)
