"""The built site, read as files: whole, linked, in the right language, the same each time, and
inert.
"""

import filecmp
import os
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from hooks import build
from knowledge.errors import SiteError
from vigie import cli_locale
from vigie.commands import init
from vigie.commands.init import Wanted

from .conftest import HOSTILE, REPOSITORY, day_after, entries

pytestmark = [pytest.mark.site, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def soups(site):
    """Parse every page once, by its path."""
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for path in sorted(site.rglob("*.html"))
    }


def pages(soups) -> dict[str, BeautifulSoup]:
    """Leave out the pages above the languages, and the 404 pages and mails, which have no place of their own."""
    own = ("404.html", "digest.html")
    return {path: soup for path, soup in soups.items() if "/" in path and not path.endswith(own)}


def files(folder: Path) -> Iterator[str]:
    """List the files of a folder."""
    return (
        path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()
    )


def described(soup: BeautifulSoup) -> str:
    """Give what a page says of itself to programs."""
    return str(soup.select_one("meta[name=description]")["content"])


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_no_two_pages_are_described_alike(soups, lang):
    # A page that sends a reader elsewhere is none of its own, two entries may quote one text, and
    # what people wrote without a description has that of the site.
    held = {
        path: soup
        for path, soup in pages(soups).items()
        if path.startswith(f"{lang}/")
        and not soup.select_one("meta[name=robots][content*=noindex]")
    }
    said = Counter(described(soup) for path, soup in held.items() if "/entries/" not in path)

    del said[described(held[f"{lang}/index.html"])]

    assert len(said) > 100
    assert [text for text, times in said.items() if times > 1] == []


def test_a_page_of_one_language_is_not_called_as_its_twin(soups):
    agendas = {soups[f"{lang}/events/index.html"].title.get_text() for lang in ("fr", "nl")}

    assert len(agendas) == 2


def test_every_label_names_a_field_and_no_cell_is_given_a_role(soups):
    """What the checker of the W3C (vnu) asks, which `make audit` runs."""
    found = []
    for path, soup in soups.items():
        fields = {field.get("id") for field in soup.select("input, select, textarea, output")}
        wrong = [label for label in soup.select("label[for]") if label["for"] not in fields]
        wrong += soup.select("table :is(td, th, tr)[role], input[type=checkbox][autocomplete]")
        found += [f"{path}: {str(fault)[:100]}" for fault in wrong]

    assert found == []


def test_both_languages_have_the_same_pages(site):
    french, dutch = (
        {name for name in files(site / lang) if name.endswith(".html")} for lang in ("fr", "nl")
    )

    assert french == dutch
    assert {
        "index.html",
        "months/2026-11/index.html",
        "themes/telework/index.html",
        "sources/anact/index.html",
    } <= french


def test_no_internal_link_or_anchor_is_dead(soups, site):
    ids = {path: {tag["id"] for tag in soup.find_all(id=True)} for path, soup in soups.items()}
    dead = []
    for path, soup in pages(soups).items():
        for tag in soup.select("a[href], link[href], script[src], img[src]"):
            target = urlsplit(urljoin(f"https://here/{path}", tag.get("href") or tag.get("src")))
            if target.netloc != "here" or target.scheme != "https":
                continue
            name = unquote(target.path).lstrip("/")
            name = f"{name}index.html" if name.endswith("/") or not name else name
            if not (site / name).is_file():
                dead.append((path, str(tag)[:120]))
            elif target.fragment and name in ids and unquote(target.fragment) not in ids[name]:
                dead.append((path, f"#{target.fragment}"))

    assert dead == []


def test_every_entry_has_its_permanent_anchor_on_its_months_page(soups):
    for entry in entries():
        day = entry.date or entry.first_seen.date()
        for lang in ("fr", "nl"):
            assert soups[f"{lang}/months/{day:%Y-%m}/index.html"].find(id=f"e-{entry.id}"), (
                entry.title
            )


def test_no_anchor_stands_twice_on_a_page(soups):
    for path, soup in soups.items():
        twice = [
            name
            for name, n in Counter(tag["id"] for tag in soup.find_all(id=True)).items()
            if n > 1
        ]
        assert twice == [], path


def test_each_page_says_its_language(soups):
    assert {(path[:2], soup.html["lang"]) for path, soup in pages(soups).items()} == {
        ("fr", "fr"),
        ("nl", "nl"),
    }


def test_each_page_has_one_title_of_its_own_and_one_heading(soups):
    titles = Counter((path[:2], soup.title.get_text()) for path, soup in pages(soups).items())
    hostile = {name for name in titles if "window.hit" in name[1]}

    assert [title for title, n in titles.items() if n > 1 and title not in hostile] == []
    assert [path for path, soup in soups.items() if len(soup.find_all("h1")) != 1] == []


def test_each_page_names_its_versions_by_whole_addresses(soups):
    for path, soup in pages(soups).items():
        place = path[3:].removesuffix("index.html")
        versions = {a["hreflang"]: a["href"] for a in soup.select("link[rel~=alternate][hreflang]")}
        assert {lang: versions[lang] for lang in ("fr", "nl")} == {
            lang: f"https://vigie.example.org/{lang}/{place}" for lang in ("fr", "nl")
        }
        assert (
            soup.select_one("link[rel=canonical]")["href"]
            == f"https://vigie.example.org/{path[:2]}/{place}"
        )


def test_the_language_switch_leads_to_the_same_page(soups):
    for path, soup in pages(soups).items():
        other = "nl" if path.startswith("fr") else "fr"
        (link,) = soup.select(".vg-languages a")
        assert (
            urljoin(f"https://here/{path}", link["href"])
            == f"https://here/{other}/{path[3:].removesuffix('index.html')}"
        )


def test_text_from_outside_runs_nowhere(soups):
    for path, soup in soups.items():
        run = [tag for tag in soup.find_all("script") if tag.get("type") != "application/ld+json"]
        assert not [tag for tag in run if "window.hit" in tag.get_text()], path
        assert not soup.select("[onerror], [onload], img[src=x]"), path
        assert not [
            a
            for a in soup.select("[href]")
            if a["href"].lower().startswith(("javascript:", "data:"))
        ], path


def test_a_hostile_title_is_read_as_it_was_written(soups):
    (entry,) = (one for one in entries() if one.title == HOSTILE and one.body)

    soup = soups[f"fr/entries/{entry.id}/index.html"]

    assert soup.h1.get_text() == HOSTILE
    assert soup.title.get_text().startswith(HOSTILE)
    assert soup.select_one("meta[name=description]")["content"].startswith("Un extrait")


def test_every_page_of_a_demonstration_says_so(soups):
    says = {"fr": "Données de démonstration", "nl": "Demonstratiegegevens"}

    assert [
        path
        for path, soup in pages(soups).items()
        if says[path[:2]] not in soup.select_one(".md-banner").get_text()
    ] == []


def test_nothing_is_loaded_from_elsewhere(soups):
    for path, soup in soups.items():
        loaded = [
            tag.get("src") or tag.get("href")
            for tag in soup.select(
                "script[src], link[rel=stylesheet], link[rel=icon], img[src], iframe"
            )
        ]
        assert [url for url in loaded if urlsplit(url).netloc] == [], path


def test_each_languages_entry_is_shown_on_both_sites_with_its_language(soups):
    for lang in ("fr", "nl"):
        month = soups[f"{lang}/months/2026-11/index.html"]
        assert month.find("a", string="Mental health at work")["lang"] == "en"
    assert (
        soups["fr/kinds/law/index.html"].select_one(".vg-card:has(.vg-versions) .vg-card__title a")[
            "lang"
        ]
        == "fr"
    )
    assert (
        soups["nl/kinds/law/index.html"].select_one(".vg-card:has(.vg-versions) .vg-card__title a")[
            "lang"
        ]
        == "nl"
    )


def test_a_story_is_one_card_with_its_versions_and_its_relays(soups):
    (card,) = soups["fr/kinds/law/index.html"].select(".vg-card:has(.vg-versions)")

    assert (
        card.select_one(".vg-versions a")["href"] == "https://werk.belgie.be/nl/nieuws/nieuwe-wet"
    )
    assert card.select_one(".vg-also a")["href"] == "https://www.beswic.be/fr/relais"


def test_a_source_that_is_not_read_says_why(soups):
    page = soups["fr/sources/index.html"]

    reasons = [row.dd.get_text() for row in page.select(".vg-paused > div")]
    assert reasons
    assert all(len(reason) > len("Raison : ") + 10 for reason in reasons)


@pytest.fixture(scope="module")
def again(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the same site once more, where something else stands already."""
    folder = tmp_path_factory.mktemp("again")
    (folder / "site").mkdir()
    (folder / "site" / "CNAME").write_text("vigie.example.org", encoding="utf-8")
    day_after(small, folder)
    return folder


def packed(path: Path) -> list[tuple[object, ...]]:
    """List what a zip holds but for what stood there before the build: its names, days and sums."""
    with zipfile.ZipFile(path) as held:
        return [
            (member.filename, member.date_time, member.CRC)
            for member in held.infolist()
            if not member.filename.endswith("/CNAME")
        ]


def test_two_builds_write_the_same_bytes(next_day, again):
    names = list(files(next_day / "site"))
    assert sorted([*names, "CNAME"]) == sorted(files(again / "site"))

    _, other, errors = filecmp.cmpfiles(next_day / "site", again / "site", names, shallow=False)
    assert (other, errors) == ([], [])
    assert packed(next_day / "offline.zip") == packed(again / "offline.zip")


def test_what_else_stands_in_the_sites_folder_is_left_alone(again):
    assert (again / "site" / "CNAME").read_text(encoding="utf-8") == "vigie.example.org"
    assert not [path.name for path in (again / "site").iterdir() if path.name.startswith(".")]


def test_a_page_that_cannot_be_built_is_named_and_the_former_site_stays(tmp_path):
    root = tmp_path / "instance"
    init.write(Wanted("A", ("fr",), "https://a.example/"), root, cli_locale.words("en"))
    (root / "site" / "fr").mkdir(parents=True)
    (root / "site" / "fr" / "index.html").write_text("former", encoding="utf-8")
    (root / "docs" / "fr" / "law.md").write_text("# Loi\n\n[perdu](absent.md)\n", encoding="utf-8")

    with pytest.raises(SiteError, match=r"fr: .*law\.md.*absent\.md"):
        build.build(root, root / "site")

    assert list(files(root / "site")) == ["fr/index.html"]
    assert (root / "site/fr/index.html").read_text(encoding="utf-8") == "former"


def test_mkdocs_alone_builds_the_repository(tmp_path):
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "VIGIE_SITE_URL": "https://a.example/b"}
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--strict",
        "-f",
        "mkdocs.nl.yml",
        "-d",
        str(tmp_path),
    ]

    done = subprocess.run(
        command, cwd=REPOSITORY, env=settings, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    home = BeautifulSoup((tmp_path / "index.html").read_text(encoding="utf-8"), "lxml")
    assert home.select_one("link[rel=canonical]")["href"] == "https://a.example/b/nl/"
    # Until somebody fills in whose it is, it says that it is an example: no demonstration.
    assert [banner.strong.text for banner in home.select(".md-banner")] == ["Voorbeeldsite"]


def test_a_page_written_in_one_language_sends_the_other_reader_there(soups):
    link = soups["fr/extra/index.html"].select_one(".vg-lead a")

    assert (urljoin("https://h/fr/extra/", link["href"]), link["lang"]) == (
        "https://h/nl/extra/",
        "nl",
    )
