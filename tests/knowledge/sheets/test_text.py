"""What any written page must not do to its readers: skip a heading, hide an image, lead nowhere."""

import pytest

from knowledge.sheets import text

PATH = "docs/fr/practices/a.md"


def told(tmp_path, body, **options):
    (tmp_path / "docs/fr/guide").mkdir(parents=True, exist_ok=True)
    (tmp_path / "docs/fr/guide/framing.md").touch()
    return [(one.code, one.facts["line"]) for one in text.problems(body, PATH, tmp_path, **options)]


def test_headings_follow_one_another_and_the_title_is_not_said_twice(tmp_path):
    assert told(tmp_path, "# A\n\n## B\n\n#### C\n", first=10) == [
        ("heading_first", "10"),
        ("heading_level", "14"),
    ]
    assert told(tmp_path, "# A\n\n## B\n\n### C\n\n## D\n", titled=False) == []


def test_an_image_says_what_it_shows(tmp_path):
    assert told(tmp_path, "![](x.png)\n![Un tableau](y.png)\n") == [
        ("image_alternative", "1"),
        ("link_dead", "2"),
    ]


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
