"""Tools and kits in a built site: whole, the same each time, usable by all, and without what is the
network's alone.
"""

import filecmp
import hashlib
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from hooks import build
from knowledge.sheets import cross_checks

from .conftest import REPOSITORY, furnish
from .test_browser import NARROW, WAYS, WIDE, Silent, browser, faults, in_ways, opened

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(600)]
__all__ = ["Silent", "browser"]

SECRET = b"ONLY-FOR-THE-NETWORK"
PAGES = (
    "tools/",
    "tools/meeting/",
    "toolkits/",
    "toolkits/start/",
    "toolkits/lent/",
    "communication-kits/",
    "communication-kits/announce/",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Path, Path]:
    """Build the instance twice, with the copy for use without a server: give both sites and the
    copy.
    """
    root = furnish(tmp_path_factory.mktemp("kits"))
    shutil.copytree(REPOSITORY / "tests" / "kits" / "docs", root / "docs", dirs_exist_ok=True)
    folder = tmp_path_factory.mktemp("kits-built")
    known = cross_checks.known
    with pytest.MonkeyPatch.context() as patch:
        own = {"talent-brussels", "actiris"}
        patch.setattr(
            cross_checks,
            "known",
            lambda *held: {
                **known(*held),
                "organisations": sorted(own | {*known(*held)["organisations"]}),
            },
        )
        for name in ("one", "two"):
            build.build(root, folder / name, copy=folder / "offline.zip")
    return folder / "one", folder / "two", folder / "offline.zip"


def files(folder: Path) -> list[str]:
    return [
        path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()
    ]


def test_what_is_the_networks_alone_is_nowhere_in_the_site(built):
    one, _, offline = built
    held = {name: (one / name).read_bytes() for name in files(one)}
    with zipfile.ZipFile(offline) as packed:
        held |= {f"offline/{name}": packed.read(name) for name in packed.namelist()}
    inner = [
        zipfile.ZipFile(io.BytesIO(data)) for name, data in held.items() if name.endswith(".zip")
    ]

    assert [name for name, data in held.items() if SECRET in data] == []
    assert [
        name for name in held if "lent/" in name and not name.endswith("/lent/index.html")
    ] == []
    assert all(SECRET not in packed.read(name) for packed in inner for name in packed.namelist())


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_the_checksums_of_each_zip_and_of_its_page_hold(built, lang):
    one, _, _ = built
    path = one / lang / "toolkits" / "start" / f"start-{lang}.zip"
    page = (path.parent / "index.html").read_text("utf-8")

    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        for line in packed.read(f"start-{lang}/SHA256SUMS").decode().splitlines():
            told, name = line.split("  ")
            assert hashlib.sha256(packed.read(f"start-{lang}/{name}")).hexdigest() == told
    assert hashlib.sha256(path.read_bytes()).hexdigest() in page
    assert hashlib.sha256((path.parent / "checklist.csv").read_bytes()).hexdigest() in page


def test_two_builds_write_the_same_kits(built):
    one, two, _ = built
    names = [name for name in files(one) if "kits" in name or "/tools/" in name]

    assert filecmp.cmpfiles(one, two, names, shallow=False) == (names, [], [])
    assert sum(name.endswith(".zip") for name in names) >= 4


def test_no_link_of_these_pages_is_dead(built):
    one, _, _ = built
    dead = []
    for lang in ("fr", "nl"):
        for page in PAGES:
            soup = BeautifulSoup((one / lang / page / "index.html").read_text("utf-8"), "lxml")
            for tag in soup.select(".md-content a[href]"):
                address = str(tag["href"]).partition("#")[0]
                if address and "://" not in address and not address.startswith("mailto:"):
                    target = (one / lang / page / address).resolve()
                    if not (target.is_file() or (target / "index.html").is_file()):
                        dead.append((lang, page, address))

    assert dead == []


def test_the_copy_holds_the_zips_and_finds_what_a_kit_holds(built):
    _, _, offline = built

    with zipfile.ZipFile(offline) as packed:
        page = packed.read("vigie-offline/fr/toolkits/start/index.html").decode()
        index = packed.read("vigie-offline/offline/search.js").decode()
        assert "vigie-offline/fr/toolkits/start/start-fr.zip" in packed.namelist()

    assert 'href="../../toolkits/start/start-fr.zip"' in page
    assert "toolkits/start/" in index
    assert "cocher" in index


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_axe_finds_nothing(built, browser, lang, path):
    page = opened(browser, WIDE)
    page.goto((built[0] / lang / path / "index.html").as_uri())

    found = in_ways(page, WAYS[lang])
    page.context.close()

    assert found == []


def test_no_page_is_wider_than_the_narrowest_window(built, browser):
    page = opened(browser, 320)
    wide = []
    for path in PAGES:
        page.goto((built[0] / "fr" / path / "index.html").as_uri())
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    page.context.close()

    assert wide == []


def test_a_sheet_that_left_in_a_zip_is_accessible_and_asks_nothing_of_the_network(
    built, browser, tmp_path
):
    with zipfile.ZipFile(built[0] / "nl" / "toolkits" / "start" / "start-nl.zip") as packed:
        packed.extractall(tmp_path)
    page = opened(browser, NARROW)
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto((tmp_path / "start-nl" / "01-meeting.html").as_uri())
    # axe runs in the page, which lets nothing run: it looks at a copy that does.
    text = page.content().replace("http-equiv", "data-was")
    asked_by_it = [url for url in asked if not url.startswith(("data:", "file:"))]
    page.set_content(text)
    found = faults(page)
    page.context.close()

    assert asked_by_it == []
    assert found == []
