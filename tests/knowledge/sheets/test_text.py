"""What any written page must not do to its readers: skip a heading, hide an image, lead nowhere."""

import pytest

from knowledge.sheets import text
from knowledge.sheets.references import AnyPages

PATH = "docs/fr/practices/a.md"


def told(tmp_path, body, **options):
    (tmp_path / "docs/fr/guide").mkdir(parents=True, exist_ok=True)
    (tmp_path / "docs/fr/guide/framing.md").touch()
    (tmp_path / "docs/fr/guide/y.png").touch()
    return [(one.code, one.facts["line"]) for one in text.problems(body, PATH, tmp_path, **options)]


def test_headings_follow_one_another_and_the_title_is_not_said_twice(tmp_path):
    assert told(tmp_path, "# A\n\n## B\n\n#### C\n", first=10) == [
        ("heading_first", "10"),
        ("heading_level", "14"),
    ]
    assert told(tmp_path, "# A\n\n## B\n\n### C\n\n## D\n", titled=False) == []


def test_an_image_says_what_it_shows(tmp_path):
    body = '![](../guide/y.png)\n![Un tableau](../guide/y.png)\n<img src="../guide/y.png">\n'

    assert told(tmp_path, body) == [("image_alternative", "1"), ("image_alternative", "3")]


@pytest.mark.parametrize(
    "address", ["z.png", "/etc/hostname", "../../../outside.png", "../guide/Y.png", "../guide"]
)
def test_an_image_is_a_file_of_the_site_by_its_very_name(tmp_path, address):
    assert told(tmp_path, f"![x]({address})\n") == [("image_absent", "1")]
    assert ("image_absent", "1") in told(tmp_path, f'<img alt="x" src="{address}">\n')


@pytest.mark.parametrize(
    ("address", "well"),
    [
        ("../guide/framing.md#top", True),
        ("../guide/nowhere.md", False),
        ("../months/2026-11.md", True),
        ("../months/2026-11.pdf", False),
        ("../radar.md", True),
        ("index.md", True),
        ("#here", True),
        ("https://example.org/x.md", True),
        ("mailto:a@example.org", True),
        ("../../../etc/passwd", False),
    ],
)
def test_a_relative_link_leads_to_a_file_or_to_a_page_that_the_program_makes(
    tmp_path, address, well
):
    assert (told(tmp_path, f"[x]({address})\n") == []) is well


@pytest.mark.parametrize(
    ("address", "told_of"),
    [
        ("#plus-bas", []),
        ("#nulle-part", ["#plus-bas", "#titre"]),
        ("#plus-bs", ["#plus-bas"]),
        ("framing.md#cadre", []),
        ("framing.md#ailleurs", ["#cadre"]),
        ("../guide/framing.md#ailleurs", ["#cadre"]),
        ("broken.md#ailleurs", []),
    ],
)
def test_an_anchor_is_one_of_its_page_and_the_others_are_named(tmp_path, address, told_of):
    folder = tmp_path / "docs/fr/guide"
    folder.mkdir(parents=True)
    (folder / "framing.md").write_text("# Titre { #cadre }\n", encoding="utf-8")
    (folder / "broken.md").write_bytes(b"# \xe9\n")
    body = f"# Titre\n\n## Plus bas\n\n[x]({address})\n"

    path = "docs/fr/guide/a.md"
    found = list(text.problems(body, path, tmp_path, titled=False, made=OwnPages()))

    assert [one.facts["allowed"] for one in found] == [", ".join(told_of)] * bool(told_of)


class OwnPages(AnyPages):
    """An instance of which the program makes no page."""

    def anchors(self, path):
        return ()


def test_a_page_without_headings_offers_no_anchor(tmp_path):
    found = text.problems("[x](#y)\n", "docs/fr/a.md", tmp_path)

    assert [one.code for one in found] == ["link_anchor_none"]


def test_a_note_that_nothing_refers_to_is_named(tmp_path):
    (found,) = text.problems("Un\n\n[^plan]: Le plan.\n", "docs/fr/a.md", tmp_path)

    assert (found.code, found.facts["line"], found.facts["found"]) == (
        "footnote_unused",
        "3",
        "[^plan]",
    )


@pytest.mark.parametrize("address", ["http://[x", "//[x", "../[x](y"])
def test_what_cannot_be_an_address_stops_nothing(tmp_path, address):
    list(text.problems(f"[x]({address})\n![x]({address})\n", "docs/fr/a.md", tmp_path))


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("file:///S:/a.docx", "link_drive"),
        ("smb://server/a.docx", "link_drive"),
        ("S:\\a.docx", "link_drive"),
        ("S:/a.docx", "link_drive"),
        ("\\\\server\\a.docx", "link_drive"),
        ("file:a.docx", "html_address"),
        ("S:a.docx", "html_address"),
    ],
)
def test_a_link_to_a_drive_is_told_once(tmp_path, address, code):
    assert told(tmp_path, f"[x]({address})\n") == [(code, "1")]
