"""What leaves from the built site: every address that a page, a feed or a catalogue names is there."""

import io
import json
import quopri
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pypdf
import pytest
from bs4 import BeautifulSoup
from lxml import html

from .conftest import HOSTILE, REPOSITORY

pytestmark = [pytest.mark.site, pytest.mark.timeout(900)]

ROOT = "https://vigie.example.org/"
LINKED_DATA = "script[@type='application/ld+json']"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def there(site: Path, url: str) -> bool:
    """Say whether an address of the site leads to a file."""
    path = site / url.removeprefix(ROOT).partition("#")[0].partition("?")[0]
    return url.startswith(ROOT) and (path.is_file() or (path / "index.html").is_file())


def head(site: Path, path: str) -> BeautifulSoup:
    """Read the head of a page."""
    return BeautifulSoup(
        (site / path / "index.html").read_text(encoding="utf-8"), "html.parser"
    ).head


@pytest.mark.parametrize(
    "path",
    ["fr", "nl/themes/telework", "fr/months/2026-11", "nl/sources/spf-emploi-fr", "fr/subscribe"],
)
def test_every_link_in_a_head_leads_to_a_file(site, path):
    links = head(site, path).select(
        "link[rel~=alternate][type], link[rel~=search], link[rel~=describedby]"
    )

    assert len(links) >= 4
    assert [link["href"] for link in links if not there(site, link["href"])] == []


def test_the_languages_sitemaps_name_every_page_once_and_all_are_there(site):
    index = ET.parse(site / "sitemap.xml").getroot()
    maps = [site / tag.text.removeprefix(ROOT) for tag in index.iter(LOC)]

    assert [path.parent.name for path in maps] == ["fr", "nl"]
    for path in maps:
        named = [tag.text for tag in ET.parse(path).getroot().iter(LOC)]
        assert len(named) == len(set(named)) > 20
        assert [url for url in named if not there(site, url)] == []


def test_every_feed_can_be_read_and_its_addresses_on_the_site_are_there(site):
    feeds = sorted(site.rglob("*.atom"))

    assert {path.relative_to(site).parts[0] for path in feeds} == {"fr", "nl"}
    for path in feeds:
        feed = feedparser.parse(io.BytesIO(path.read_bytes()))
        assert not feed.bozo, path
        here = [
            link.href
            for part in (feed.feed, *feed.entries)
            for link in part.links
            if link.href.startswith(ROOT)
        ]
        own = [url for url in here if not ("/kinds/" in url or "/themes/" in url)]
        assert [url for url in own if not there(site, url)] == []


def test_the_index_of_the_data_leads_to_all_of_them(site):
    index = json.loads((site / "api/v1/entries.json").read_text(encoding="utf-8"))

    assert index["demonstration"] is True
    assert [
        url
        for url in (*(year["url"] for year in index["years"]), index["csv"])
        if not there(site, url)
    ] == []


def test_an_entrys_place_in_the_data_is_an_anchor_or_a_page_of_both_sites(site):
    index = json.loads((site / "api/v1/entries.json").read_text(encoding="utf-8"))
    listed = [
        json.loads((site / f"api/v1/entries/{year['year']}.json").read_text(encoding="utf-8"))
        for year in index["years"]
    ]
    places = [entry["permalink"] for year in listed for entry in year["entries"]]

    assert len(places) == index["count"]
    for lang in ("fr", "nl"):
        for place in places:
            path, _, anchor = place.partition("#")
            assert (
                f'id="{anchor}"' in (site / lang / path / "index.html").read_text(encoding="utf-8")
                or not anchor
            )


def test_the_entries_of_a_page_can_be_taken_into_a_library(site):
    soup = BeautifulSoup(
        (site / "fr/months/2026-11/index.html").read_text(encoding="utf-8"), "html.parser"
    )

    assert len(soup.select(".vg-card > .Z3988")) == len(soup.select(".vg-card")) > 5


def test_linked_data_of_every_page_can_be_read(site):
    pages = [path for lang in ("fr", "nl") for path in (site / lang).rglob("index.html")]

    for path in pages:
        page = html.fromstring(path.read_bytes())
        assert len(page.xpath(f"/html/head/{LINKED_DATA}")) == 1, path
        for script in page.xpath(f"//{LINKED_DATA}"):
            assert json.loads(script.text)["@context"] == "https://schema.org", path


def test_hostile_text_left_as_text(site):
    for path in (*site.rglob("*.atom"), *site.rglob("*.rss"), *site.rglob("*.opml")):
        assert b"<script" not in path.read_bytes()
        assert b"<svg" not in path.read_bytes()
    told = json.loads((site / "fr/feeds/all.json").read_text(encoding="utf-8"))["items"]
    assert HOSTILE in {item["title"] for item in told}


def test_the_data_of_a_demonstration_are_not_announced_to_search_engines(site):
    assert "Sitemap" not in (site / "robots.txt").read_text(encoding="utf-8")


# No exports: the theme, the search's own index, and what programs that visit read.
OWN = ("assets/", "search-index/", "search/")
VISITED = {"robots.txt", "sitemap.xml", "sitemap.xml.gz"}
MARKS = (
    "[Démonstration]",
    "[Demonstratie]",
    "démonstration",
    "demonstration",
    "composées pour les essais",
    "samengesteld om te testen",
)


def exported(site: Path) -> list[Path]:
    """Give what leaves the site beside its pages, but for the files that people wrote."""
    written = set()
    for docs in (REPOSITORY / "docs", REPOSITORY / "tests" / "kits" / "docs"):
        files = filter(Path.is_file, docs.glob("[a-z][a-z]/**/*.*"))
        written |= set(map(Path.read_bytes, files))
    found = []
    for path in sorted(filter(Path.is_file, site.rglob("*"))):
        inside = path.relative_to(site).as_posix()
        own = inside.startswith(OWN) or inside[3:].startswith(OWN)
        page = path.suffix == ".html" and path.name != "digest.html"
        if not (own or page or path.name in VISITED or path.read_bytes() in written):
            found.append(path)
    return found


def says_that_it_is_a_demonstration(path: Path) -> bool:
    """Say whether the mark stands in a file, in what an archive says first, in a paper's words."""
    said = path.read_bytes().decode("utf-8", "replace")
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            said = packed.read(packed.namelist()[0]).decode()
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as packed:
            said = packed.read("word/document.xml").decode()
    if path.suffix == ".pdf":
        said = pypdf.PdfReader(path).metadata.title
    if path.suffix == ".eml":
        said = quopri.decodestring(path.read_bytes()).decode("utf-8", "replace")
    return any(mark in said for mark in MARKS)


def test_every_file_that_leaves_a_demonstration_says_so(site):
    found = exported(site)

    assert {".csv", ".ris", ".bib", ".json", ".jsonld", ".vcf", ".ics", ".atom", ".eml"} <= {
        path.suffix for path in found
    }
    assert [path for path in found if not says_that_it_is_a_demonstration(path)] == []
