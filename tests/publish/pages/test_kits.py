"""Tools and kits on their pages, and as data."""

import json
from dataclasses import replace

import pytest

from knowledge.i18n import catalogue
from knowledge.sheets.registry import KINDS
from publish import library as libraries
from publish.indexes import build_indexes
from publish.pages import kit_contents, kit_data, kit_zip, kits, sheet_pages, site_pages
from publish.site_context import SiteContext
from publish.site_metadata import NamedParty, SiteMetadata

SITE = SiteMetadata(root_url="https://vigie.example.org/")
FRENCH, DUTCH = catalogue.load("fr"), catalogue.load("nl")


def page(library, kind, name, words=FRENCH):
    sheet = library.sheets.find(KINDS[kind], name, words.locale)
    return sheet_pages.page(
        sheet, "<p>texte</p>", SiteContext(library, words, metadata=SITE), root="../../"
    )


def listing(library, path, words=FRENCH):
    """Fill one of the lists."""
    context = SiteContext(library, words, build_indexes(library, words.locale), SITE)
    spec = next(spec for spec in kits.pages(context) if spec.path == path)
    return site_pages.fill(spec, "", context, root="../")


def test_a_kits_page_offers_all_of_it_with_its_size(library):
    made = page(library, "toolkit", "start")
    size = kit_zip.of(
        library.sheets.find(KINDS["toolkit"], "start", "fr"),
        SiteContext(library, FRENCH, metadata=SITE),
    ).size

    assert f"Tout télécharger (ZIP, {FRENCH.size(size)})" in made
    assert 'href="../../toolkits/start/start-fr.zip" download' in made
    assert "Alles downloaden (ZIP, " in page(library, "toolkit", "start", DUTCH)


def test_a_kits_page_gives_its_terms_and_each_thing_in_its_order(library):
    made = page(library, "toolkit", "start")

    assert "https://creativecommons.org/licenses/by/4.0/legalcode.fr" in made
    assert "À reprendre librement." in made
    places = [
        made.index(name)
        for name in ("Tenir la réunion", "Liste de contrôle", "Exemple fictif", "Guide anglais")
    ]
    assert places == sorted(places)
    assert f'Liste de contrôle <span class="vg-weight">(CSV, {FRENCH.size(320)})</span></a>' in made
    assert "Deux points à cocher." in made


def test_a_things_own_terms_stand_beside_it(library):
    made = page(library, "toolkit", "start")
    own = made[made.index("Guide anglais") :]

    assert "actiris" in own
    assert 'href="https://creativecommons.org/publicdomain/zero/1.0/legalcode.fr"' in own
    assert "2.1" in own
    assert 'hreflang="en"' in made


def test_a_files_checksum_can_be_read(library):
    kit = library.sheets.find(KINDS["toolkit"], "start", "fr")

    assert all(
        one.sha256 in page(library, "toolkit", "start")
        for one in kit_contents.of(kit, SiteContext(library, FRENCH))
        if one.data
    )


def test_a_kit_of_the_network_says_whom_to_ask_and_links_no_file(library):
    made = page(library, "toolkit", "lent")

    assert "Actiris" in made
    assert "Guide prêté" in made
    assert "guide.txt" not in made
    assert ".zip" not in made
    assert 'href="../../tools/note/"' in made
    assert "voorbehouden aan het netwerk" in page(library, "toolkit", "lent", DUTCH)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("toolkits/lent/guide.txt", True),
        ("toolkits/lent/draft.txt", True),
        ("toolkits/lent.md", False),
        ("toolkits/start/guide.txt", False),
        ("tools/note.md", False),
    ],
)
def test_the_files_of_a_kit_of_the_network_are_withheld_named_or_not(library, path, expected):
    assert sheet_pages.withheld(path, SiteContext(library, FRENCH)) is expected


def test_one_languages_word_withholds_a_file_in_all(library, instance):
    (instance / "docs" / "nl" / "toolkits" / "lent.md").unlink()

    assert kit_contents.withheld("toolkits/lent/guide.txt", SiteContext(library, FRENCH))


def test_a_campaign_is_told_day_by_day(library):
    made = page(library, "communication-kit", "announce")
    days = [
        made.index(f'<th scope="row">{day}</th>')
        for day in ("J\u00a0\u2212\u00a021", "J", "J\u00a0+\u00a03")
    ]

    assert days == sorted(days)
    assert "<caption" in made
    assert "D\u00a0\u2212\u00a021" in page(library, "communication-kit", "announce", DUTCH)


def test_a_tools_page_names_its_document_and_the_kits_that_hold_it(library):
    made = page(library, "tool", "meeting")

    assert 'Liste de contrôle <span class="vg-weight">(CSV, ' in made
    assert 'href="../../toolkits/start/checklist.csv"' in made
    assert '<a href="../../toolkits/start/">Boîte à outils : démarrer</a>' in made
    assert "2 heures" in made


def test_a_tool_in_two_kits_names_both(library):
    made = page(library, "tool", "note")

    assert "toolkits/start/" in made
    assert "toolkits/lent/" in made


def test_the_list_of_tools_tells_them_by_step_and_by_type(library):
    made = listing(library, "tools/index.md")
    framing = made[made.index('id="step-framing"') : made.index('id="step-experiment"')]

    assert all(
        title in framing for title in ("Tenir la réunion", "Liste de contrôle", "Exemple fictif")
    )
    assert 'href="#step-framing"' in made
    assert 'href="#type-example"' in made
    assert made.index('id="toolkits"') < made.index('id="step-framing"')
    assert "lent/guide.txt" not in made
    assert "Guide prêté <span" in made


def test_a_list_of_kits_gives_the_size_of_each(library):
    made = listing(library, "toolkits/index.md")

    assert "4 documents · <a" in made
    assert "réservé au réseau" in made
    assert "api/v1/kits-fr.json" in made
    assert "Communicatiekit: aankondigen" in listing(library, "communication-kits/index.md", DUTCH)


def test_the_data_say_what_each_kit_holds(library):
    made = kit_data.shared(library, SITE)
    told = json.loads(made["api/v1/kits-fr.json"])
    start = next(one for one in told["kits"] if one["id"] == "start")
    data = kit_data.files(SiteContext(library, FRENCH, metadata=SITE))[
        "toolkits/start/start-fr.zip"
    ]

    assert sorted(made) == ["api/v1/kits-fr.json", "api/v1/kits-nl.json"]
    assert told["count"] == 3
    assert start["archive"]["size"] == len(data)
    assert start["archive"]["url"] == "https://vigie.example.org/fr/toolkits/start/start-fr.zip"
    assert [one["kind"] for one in start["contents"]] == ["sheet", "file", "sheet", "file"]
    assert start["contents"][3]["licence"]["id"] == "CC0-1.0"
    assert start["contents"][3]["language"] == "en"


def test_the_data_of_a_kit_of_the_network_give_no_address_and_no_checksum(library):
    told = json.loads(kit_data.shared(library, SITE)["api/v1/kits-fr.json"])
    lent = next(one for one in told["kits"] if one["id"] == "lent")

    assert lent["archive"] is None
    assert (
        lent["contents"][1]["url"],
        lent["contents"][1]["size"],
        lent["contents"][1]["sha256"],
    ) == (
        None,
        None,
        None,
    )


def test_without_kits_there_are_no_data(library_of):
    assert kit_data.shared(library_of(), SITE) == {}
    assert kit_data.files(SiteContext(library_of(), FRENCH, metadata=SITE)) == {}


def test_a_kit_without_an_owner_is_of_whoever_publishes_the_site(library, instance):
    for lang in ("fr", "nl"):
        path = instance / "docs" / lang / "toolkits" / "start.md"
        written = path.read_text("utf-8").replace("owner: institution-a\n", "", 1)
        path.write_text(written, "utf-8")
    kit = libraries.load(instance).sheets.find(KINDS["toolkit"], "start", "fr")
    named = replace(SITE, publisher=NamedParty("Une équipe"))

    for metadata, told in ((SITE, "exemple\u00a0: à remplir"), (named, "Une équipe")):
        context = SiteContext(libraries.load(instance), FRENCH, metadata=metadata)
        assert told in sheet_pages.page(kit, "", context, root="../../")
        assert told in kit_zip.readme(kit, kit_contents.of(kit, context), context)
        assert json.loads(kit_data.file(context))["kits"][-1]["owner"]["name"]
