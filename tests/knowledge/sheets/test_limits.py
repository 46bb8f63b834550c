"""What people add has a size past which it is told of and not published."""

import os

import pytest

from knowledge.errors import SheetError
from knowledge.sheets import kit_rules, limits
from knowledge.sheets.kinds.toolkit import Item, Toolkit
from knowledge.storage import page


@pytest.fixture
def root(tmp_path):
    (tmp_path / "docs/fr/toolkits/start").mkdir(parents=True)
    return tmp_path


def sized(path, megabytes):
    """Make a file that holds a hole: it has a size and takes no room."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.truncate(path, megabytes * limits.MEGABYTE)


def told(root, *names):
    items = tuple(Item.model_construct(file=f"start/{name}", checksum=None) for name in names)
    kit = Toolkit.model_construct(contents=items)
    folder = root / "docs/fr/toolkits"
    return [(rule.code, rule.within) for rule in kit_rules.beside(kit, folder)]


def test_a_file_of_a_kit_and_a_kit_have_a_limit(root):
    for name in "abcde":
        sized(root / f"docs/fr/toolkits/start/{name}.pdf", 24)
    sized(root / "docs/fr/toolkits/start/f.pdf", 26)

    assert told(root, "a.pdf", "b.pdf", "c.pdf", "d.pdf") == []
    assert told(root, "a.pdf", "f.pdf") == [("kit_file_too_big", (1, "file"))]
    assert told(root, *(f"{name}.pdf" for name in "abcde")) == [("kit_too_big", ())]


def test_a_page_that_is_too_large_for_a_text_is_not_read(root):
    path = root / "docs/fr/plan.md"
    sized(path, 3_000_000)

    with pytest.raises(SheetError) as refused:
        page.read(path, root)

    (fault,) = refused.value.faults
    assert (fault.code, fault.path, fault.facts["allowed"]) == (
        "file_too_big",
        "docs/fr/plan.md",
        "25",
    )


def test_an_instance_may_set_its_own(root):
    (root / "mkdocs.yml").write_text("extra:\n  limits: {file: 30, kit: a lot}\n", "utf-8")
    sized(root / "docs/fr/toolkits/start/f.pdf", 26)

    assert told(root, "f.pdf") == []
    assert limits.of(root) == {"file": 30, "kit": 100}


def test_any_other_file_has_the_limit_of_a_file(root):
    sized(root / "docs/fr/images/plan.png", 26)
    sized(root / "docs/fr/images/small.png", 25)
    sized(root / "docs/fr/toolkits/start/f.pdf", 26)

    found = list(limits.problems(root, ["toolkits"]))

    assert [(one.code, one.path, one.facts["found"]) for one in found] == [
        ("file_too_big", "docs/fr/images/plan.png", "26")
    ]
