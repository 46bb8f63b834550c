"""Files under docs/<lang> that would be no page, or the same one twice."""

import pytest

from vigie import site_addresses


def told(tmp_path, *names):
    for name in names:
        file = tmp_path / "docs/fr" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return [
        (one.code, one.path) for one in site_addresses.problems_of_files(tmp_path, ("fr", "nl"))
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("plan/index.md", "plan.md"),
        ("plan/README.md", "plan/index.md"),
        ("README.md", "index.md"),
        ("Plan.md", "plan.md"),
    ],
)
def test_two_pages_of_one_address_are_told(tmp_path, first, second):
    assert told(tmp_path, first, second) == [("page_twice", f"docs/fr/{second}")]


def test_others_are_not(tmp_path):
    assert told(tmp_path, "README.md", "plan/index.md", "plan.png", "plan/plan.md", "a.txt") == []


@pytest.mark.parametrize("name", ["plan.MD", "plan.markdown", "plan.mkd"])
def test_a_page_of_another_ending_is_told(tmp_path, name):
    assert told(tmp_path, name) == [("page_suffix", f"docs/fr/{name}")]
