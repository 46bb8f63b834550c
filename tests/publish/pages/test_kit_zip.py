"""A kit's zip: what it holds, that its checksums hold, and that it is always the same."""

import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest

from knowledge.i18n import catalogue
from knowledge.sheets.registry import KINDS
from publish import library as libraries
from publish import site_metadata
from publish.pages import kit_contents, kit_data, kit_zip
from publish.site_context import SiteContext
from publish.site_metadata import Contact, SiteMetadata
from tests.knowledge.sheets.test_active_files import SVG

SITE = SiteMetadata(root_url="https://vigie.example.org/")
FRENCH, DUTCH = catalogue.load("fr"), catalogue.load("nl")
NAMES = (
    "LISEZMOI.txt",
    "01-meeting.html",
    "01-meeting.md",
    "02-checklist.csv",
    "03-note.html",
    "03-note.md",
    "04-guide.txt",
    "SHA256SUMS",
)


def packed(library, kit="start", words=FRENCH):
    """Give a toolkit's zip, opened."""
    made = kit_zip.of(
        library.sheets.find(KINDS["toolkit"], kit, words.locale),
        SiteContext(library, words, metadata=SITE),
    )
    return zipfile.ZipFile(io.BytesIO(made.data))


def read(library, name, words=FRENCH):
    return packed(library, words=words).read(f"start-{words.locale}/{name}").decode()


def test_a_zip_holds_the_contents_numbered_in_the_kits_order(library):
    found = packed(library).namelist()

    assert found == [f"start-fr/{name}" for name in NAMES]


def zips_of(files):
    """Return the zips among the files of a language."""
    return [path for path in files if path.endswith(".zip")]


def test_a_zip_stands_beside_the_kits_page_once_for_each_language(library):
    french = kit_data.files(SiteContext(library, FRENCH, metadata=SITE))
    dutch = kit_data.files(SiteContext(library, DUTCH, metadata=SITE))

    assert zips_of(french) == [
        "toolkits/start/start-fr.zip",
        "communication-kits/announce/announce-fr.zip",
    ]
    assert zips_of(dutch) == [
        "toolkits/start/start-nl.zip",
        "communication-kits/announce/announce-nl.zip",
    ]
    assert "LEESMIJ.txt" in "".join(packed(library, words=DUTCH).namelist())


@pytest.mark.skipif(
    not shutil.which("sha256sum"), reason="no sha256sum here; the test below holds the same sums"
)
def test_sha256sum_accepts_the_checksums(library, tmp_path):
    packed(library).extractall(tmp_path / "out")

    said = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],
        cwd=tmp_path / "out" / "start-fr",
        check=True,
        capture_output=True,
        text=True,
    )

    assert said.stdout.count(": OK") == len(NAMES) - 1


def test_the_checksums_are_those_of_every_other_file(library):
    zipped = packed(library)
    sums = dict(reversed(line.split("  ")) for line in read(library, "SHA256SUMS").splitlines())

    assert sums == {
        name: hashlib.sha256(zipped.read(f"start-fr/{name}")).hexdigest()
        for name in NAMES
        if name != "SHA256SUMS"
    }


def test_the_same_kit_gives_the_same_bytes(instance):
    made = [
        kit_data.files(SiteContext(libraries.load(instance), FRENCH, metadata=SITE))
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert {one.date_time for one in packed(libraries.load(instance)).infolist()} == {
        kit_zip.MOMENT
    }


def test_the_readme_says_what_may_be_done_with_the_kit_and_with_each_thing_in_it(library):
    said = read(library, "LISEZMOI.txt")

    for line in (
        "Boîte à outils : démarrer",
        "Version\u00a0: 1.0",
        "Propriétaire\u00a0: Institution A",
        "(CC-BY-4.0) <https://creativecommons.org/licenses/by/4.0/legalcode.fr>",
        "Conditions d’utilisation\u00a0: À reprendre librement.",
        "Page\u00a0: https://vigie.example.org/fr/toolkits/start/",
        "4. Guide anglais (méthode)",
        "   Propriétaire\u00a0: Actiris",
        "   Version\u00a0: 2.1",
        "   Une page sur les réunions.",
    ):
        assert line in said
    assert "   Licence\u00a0: Creative Commons CC0 1.0" in said
    assert "sha256sum -c SHA256SUMS" in said
    assert "De vergadering houden (methode)" in read(library, "LEESMIJ.txt", DUTCH)


def test_a_kit_says_whom_to_write_to_and_an_example_that_it_is_one(library):
    readers = Contact("mailto:qvt@example.org")
    context = SiteContext(library, FRENCH, metadata=replace(SITE, readers=readers))
    kit = next(iter(kit_contents.kits(library, "fr")))

    said = kit_zip.files(kit, context)["LISEZMOI.txt"].decode()

    assert "Écrire à\xa0: qvt@example.org (adresse d’exemple\xa0: personne ne la lit)" in said


def test_a_sheet_leaves_as_a_page_that_asks_nothing_of_the_network(library):
    said = read(library, "01-meeting.html")

    assert '<html lang="fr">' in said
    assert said.count("<h1>") == 1
    assert 'src="data:image/png;base64,' in said
    assert 'alt="Une table ronde"' in said
    assert "<script" not in said
    assert "default-src 'none'" in said
    assert '<th scope="col">A</th>' in said


def test_a_sheets_links_lead_to_what_stands_beside_it_or_to_the_site(library):
    page, text = read(library, "01-meeting.html"), read(library, "01-meeting.md")

    assert 'href="02-checklist.csv"' in page
    assert 'href="03-note.html#top"' in page
    assert 'href="https://vigie.example.org/fr/guide/"' in page
    assert 'href="https://www.anact.fr/"' in page
    assert "[Liste de contrôle](02-checklist.csv)" in text
    assert "(03-note.md#top)" in text
    assert "(https://vigie.example.org/fr/guide/)" in text
    assert text.startswith("# Tenir la réunion\n")
    assert "[code](note.md)" in read(library, "03-note.md")


@pytest.mark.parametrize(
    ("name", "text", "goes"),
    [
        ("plan.svg", SVG.format("onload='window.hit=1'", ""), False),
        ("plan.SVG", SVG.format("", "<script>window.hit=1</script>"), False),
        ("plan.svg", SVG.format("", "<path d='M0 0h9'/>"), True),
        ("page.html", "<script>window.hit=1</script>", False),
        ("page.XHTML", "<p/>", False),
        ("own.js", "window.hit=1", False),
        # Nothing opens it on the site: it is a file to save, as a browser takes it.
        ("others.zip", "PK", True),
    ],
)
def test_a_file_that_a_browser_would_run_is_in_no_zip_and_has_no_address(
    instance, name, text, goes
):
    home = instance / "docs/fr/toolkits"
    sheet = (home / "start.md").read_text("utf-8").replace("start/guide.txt", f"start/{name}")
    (home / "start.md").write_text(sheet, "utf-8")
    (home / "start" / name).write_text(text, "utf-8")
    library = libraries.load(instance)
    kit = library.sheets.find(KINDS["toolkit"], "start", "fr")

    held = kit_contents.of(kit, SiteContext(library, FRENCH, metadata=SITE))[-1]

    assert (held.path, held.is_published) == (f"toolkits/start/{name}", goes)
    assert any(each.endswith(name) for each in packed(library).namelist()) is goes


def test_a_kit_of_the_network_has_no_zip(library):
    kit = library.sheets.find(KINDS["toolkit"], "lent", "fr")

    assert kit_zip.of(kit, SiteContext(library, FRENCH, metadata=SITE)) is None
    assert all(
        b"ONLY-FOR-THE-NETWORK" not in data
        for data in kit_data.files(SiteContext(library, FRENCH, metadata=SITE)).values()
    )


@pytest.mark.parametrize(
    ("told", "owner", "licence"),
    [
        ({"owner": {"name": "exemple : x"}, "licence": "exemple : x"}, "exemple", "exemple"),
        ({"owner": {"name": "Institution A"}, "licence": "CC0-1.0"}, "Institution A", "Creative"),
        ({}, "exemple", "Tous droits"),
    ],
)
def test_what_a_kit_leaves_unsaid_is_the_sites_own(instance, told, owner, licence):
    for path in instance.glob("docs/*/toolkits/start.md"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"^(?:owner|licence): .*\n", "", text, flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")
    metadata = site_metadata.of(told, "fr", "Vigie")
    context = SiteContext(libraries.load(instance), FRENCH, metadata=metadata)
    kit = context.library.sheets.find(KINDS["toolkit"], "start", "fr")

    said = kit_zip.files(kit, context)["LISEZMOI.txt"].decode()

    assert f"Propriétaire\u00a0: {owner}" in said
    assert f"Licence\u00a0: {licence}" in said
