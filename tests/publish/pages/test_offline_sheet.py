from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from knowledge.i18n import catalogue
from knowledge.sheets import page_markdown
from knowledge.sheets.registry import KINDS
from publish.pages import offline_sheet
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

REPOSITORY = Path(__file__).parents[3]
SITE = SiteMetadata(root_url="https://vigie.example.org/")


def test_a_sheet_is_read_by_the_extensions_that_the_site_uses():
    held = yaml_load((REPOSITORY / "hooks" / "mkdocs.base.yml").read_text("utf-8"))[
        "markdown_extensions"
    ]
    named = [next(iter(one)) if isinstance(one, dict) else one for one in held]

    assert sorted(named) == sorted([*page_markdown.EXTENSIONS, "toc"])


@pytest.mark.parametrize(
    "active",
    [
        "<script>1</script>",
        '<iframe src="https://x.example/"></iframe>',
        '<link rel="stylesheet" href="https://x.example/a.css">',
        '<img src="https://x.example/a.png" alt="A">',
        '<img src="absent.png" alt="A">',
    ],
)
def test_nothing_that_runs_or_fetches_leaves_with_a_sheet(active, tmp_path):
    made = offline_sheet.settled(
        f"<p>Avant {active} après</p>", lambda address: address, Path.is_file, folder=tmp_path
    )

    assert "x.example" not in made
    assert "<script" not in made
    assert "Avant" in made
    assert "après" in made


def test_a_link_that_leads_nowhere_becomes_its_words(tmp_path):
    assert (
        offline_sheet.settled(
            '<p><a href="x.md">Le guide</a></p>', lambda _: "", Path.is_file, folder=tmp_path
        )
        == "<p>Le guide</p>"
    )


def test_without_an_address_of_the_site_a_link_is_text(library):
    sheet = library.sheets.find(KINDS["tool"], "meeting", "fr")
    resolve = offline_sheet.resolver(
        sheet, SiteContext(library, catalogue.load("fr"), metadata=SiteMetadata()), {}
    )

    assert resolve("../guide/index.md") == ""
    assert resolve("https://www.anact.fr/") == "https://www.anact.fr/"
    assert resolve("#here") == "#here"


def test_a_link_leads_to_no_file_of_the_network_and_to_nothing_above_the_site(library):
    sheet = library.sheets.find(KINDS["tool"], "meeting", "fr")
    resolve = offline_sheet.resolver(
        sheet, SiteContext(library, catalogue.load("fr"), metadata=SITE), {}
    )

    assert resolve("../toolkits/lent/guide.txt") == ""
    assert resolve("../../../secret.txt") == ""
    assert resolve("../law.md#a") == "https://vigie.example.org/fr/law/#a"


def test_references_of_markdown_are_led_on_too(library):
    sheet = replace(
        library.sheets.find(KINDS["tool"], "note", "fr"),
        body="[Loi][1], ![Une table](table.png)\n\n[1]: ../law.md\n",
    )
    resolve = offline_sheet.resolver(
        sheet, SiteContext(library, catalogue.load("fr"), metadata=SITE), {}
    )

    made = offline_sheet.text(
        sheet, resolve, {"rows": [], "colon": ": ", "foot": ("Fin.",)}
    ).decode()

    assert "[1]: https://vigie.example.org/fr/law/" in made
    assert "[Une table](https://vigie.example.org/fr/tools/table.png)" in made
