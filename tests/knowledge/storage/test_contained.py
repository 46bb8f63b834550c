"""Nothing outside of the instance is read: neither by a link, nor by a path, nor by other letters."""

import os

import pytest

from knowledge.errors import SheetError
from knowledge.storage import contained


@pytest.fixture
def root(tmp_path):
    made = tmp_path / "instance"
    (made / "docs/fr/practices").mkdir(parents=True)
    (made / "docs/fr/practices/a.md").write_text("a", "utf-8")
    (tmp_path / "outside.md").write_text("secret", "utf-8")
    return made


def test_an_ordinary_file_is_read(root):
    assert contained.read(root / "docs/fr/practices/a.md", root) == b"a"
    assert contained.is_file(root / "docs/fr/../fr/practices/a.md", root)
    assert contained.is_there(root / "docs/fr/practices", root)
    assert not contained.is_file(root / "docs/fr/practices", root)


@pytest.mark.parametrize(
    "path", ["docs/../../outside.md", "/etc/hostname", "docs/fr/practices/A.md", "docs/FR", "x.md"]
)
def test_a_path_that_leads_out_or_nowhere_is_not(root, path):
    assert not contained.is_there(root / path, root)
    with pytest.raises(SheetError):
        contained.read(root / path, root)


@pytest.mark.parametrize("target", ["../../../../outside.md", "/etc/hostname", "nowhere", "a.md"])
def test_a_link_is_not_read_wherever_it_leads(root, target):
    link = root / "docs/fr/practices/b.md"
    link.symlink_to(target)

    assert not contained.is_file(link, root)
    with pytest.raises(SheetError, match=r"docs/fr/practices/b\.md"):
        contained.read(link, root)
    assert list(contained.files(link.parent, root, "*.md")) == [link.with_name("a.md")]
    assert [one.path for one in contained.strange(root)] == ["docs/fr/practices/b.md"]


def test_nothing_is_read_through_a_linked_folder(root):
    (root / "docs/nl").symlink_to(root.parent)

    assert list(contained.files(root / "docs/nl", root, "**/*.md")) == []
    assert not contained.is_file(root / "docs/nl/outside.md", root)
    assert [one.path for one in contained.strange(root)] == ["docs/nl"]


def test_a_pipe_is_not_waited_for(root):
    os.mkfifo(root / "docs/fr/practices/p.md")

    assert list(contained.files(root / "docs", root, "**/p.md")) == []
    assert [one.path for one in contained.strange(root)] == ["docs/fr/practices/p.md"]


def test_a_linked_setting_is_told_and_the_watch_tells_of_its_own(root):
    (root / "mkdocs.yml").symlink_to("/etc/hostname")
    (root / "docs/watch").mkdir()
    (root / "docs/watch/x.md").symlink_to("/etc/hostname")

    assert [one.path for one in contained.strange(root)] == ["mkdocs.yml"]
