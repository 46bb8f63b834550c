"""Tools and kits in a built site: whole, usable by all, and without what is the network's alone."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from .windows import NARROW, faults, opened

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(900)]

SECRET = b"ONLY-FOR-THE-NETWORK"


def files(folder: Path) -> list[str]:
    return [
        path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()
    ]


def test_what_is_the_networks_alone_is_nowhere_in_the_site(site, offline):
    held = {name: (site / name).read_bytes() for name in files(site)}
    with zipfile.ZipFile(offline) as packed:
        held |= {f"offline/{name}": packed.read(name) for name in packed.namelist()}
    inner = [
        zipfile.ZipFile(io.BytesIO(data)) for name, data in held.items() if name.endswith(".zip")
    ]

    assert len(inner) >= 4
    assert [name for name, data in held.items() if SECRET in data] == []
    assert [
        name for name in held if "lent/" in name and not name.endswith("/lent/index.html")
    ] == []
    assert all(SECRET not in packed.read(name) for packed in inner for name in packed.namelist())


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_the_checksums_of_each_zip_and_of_its_page_hold(site, lang):
    path = site / lang / "toolkits" / "start" / f"start-{lang}.zip"
    page = (path.parent / "index.html").read_text("utf-8")

    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        for line in packed.read(f"start-{lang}/SHA256SUMS").decode().splitlines():
            told, name = line.split("  ")
            assert hashlib.sha256(packed.read(f"start-{lang}/{name}")).hexdigest() == told
    assert hashlib.sha256(path.read_bytes()).hexdigest() in page
    assert hashlib.sha256((path.parent / "checklist.csv").read_bytes()).hexdigest() in page


def test_the_copy_holds_the_zips_and_finds_what_a_kit_holds(offline):
    with zipfile.ZipFile(offline) as packed:
        page = packed.read("vigie-offline/fr/toolkits/start/index.html").decode()
        index = packed.read("vigie-offline/offline/search.js").decode()
        assert "vigie-offline/fr/toolkits/start/start-fr.zip" in packed.namelist()

    assert 'href="../../toolkits/start/start-fr.zip"' in page
    assert "toolkits/start/" in index
    assert "cocher" in index


def test_a_sheet_that_left_in_a_zip_is_accessible_and_asks_nothing_of_the_network(
    site, browser, tmp_path
):
    with zipfile.ZipFile(site / "nl" / "toolkits" / "start" / "start-nl.zip") as packed:
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
