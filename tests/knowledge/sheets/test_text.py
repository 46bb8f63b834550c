"""What any written page must not do to its readers: skip a heading, hide an image, lead nowhere."""

import pytest

from knowledge.sheets import text

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
