import os
import stat
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import frontmatter
import pytest

from knowledge import problems
from knowledge.errors import SheetError, StoreError
from knowledge.model import Entry
from knowledge.storage import entry_store
from knowledge.storage.lock import lock

ENTRY = Entry(
    id="0a1b2c3d4e",
    title="La charge de travail",
    url="https://emploi.belgique.be/fr/actualites/la-charge",
    source="spf",
    lang="fr",
    type="news",
    date=date(2026, 11, 10),
    first_seen=datetime(2026, 11, 15, 18, tzinfo=UTC),
)
OTHER = replace(ENTRY, id="ffffffffff", url="https://a.be/other")
LATER = replace(ENTRY, title="La charge de travail, corrigée")
NOTE = "review:\n  type: law  # Zoé\n"
needs_rights = pytest.mark.skipif(os.geteuid() == 0, reason="root may do anything")


def path_of(root, entry=ENTRY):
    (path,) = (root / "docs/watch" / entry.source).glob(f"*-{entry.id}.md")
    return path


def tree(root):
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def edit(path, before, after):
    raw = path.read_bytes()
    assert before in raw
    path.write_bytes(raw.replace(before, after, 1))


def test_an_entry_comes_back_from_the_file_that_its_first_address_named(tmp_path):
    assert entry_store.write(ENTRY, tmp_path)

    assert path_of(tmp_path) == tmp_path / "docs/watch/spf/la-charge-0a1b2c3d4e.md"
    assert list(entry_store.load(tmp_path)) == [ENTRY]
    assert frontmatter.load(str(path_of(tmp_path))).metadata["title"] == ENTRY.title


def test_the_same_entry_again_changes_nothing(tmp_path):
    entry_store.write(ENTRY, tmp_path)
    before = path_of(tmp_path).stat().st_mtime_ns

    assert not entry_store.write(ENTRY, tmp_path)
    assert path_of(tmp_path).stat().st_mtime_ns == before


def test_a_moved_entry_keeps_its_file(tmp_path):
    entry_store.write(ENTRY, tmp_path)

    assert entry_store.write(replace(ENTRY, url="https://a.be/elsewhere"), tmp_path)

    assert len(tree(tmp_path)) == 1
    assert path_of(tmp_path).name == "la-charge-0a1b2c3d4e.md"


def test_many_entries_are_written_at_once_and_those_that_changed_are_given(tmp_path):
    entry_store.write(ENTRY, tmp_path)

    assert entry_store.write_all([ENTRY, OTHER, LATER], tmp_path) == [OTHER, LATER]
    assert list(entry_store.load(tmp_path)) == [LATER, OTHER]


def test_an_editor_s_words_survive_an_entry_that_knows_nothing_of_them(tmp_path):
    entry_store.write(ENTRY, tmp_path)
    edit(path_of(tmp_path), b"type: news\n", NOTE.encode() + b"type: news\n")
    edit(path_of(tmp_path), b"active\n---\n", b"active\n---\n\r\nMa note\t\n---\n")

    assert entry_store.write(LATER, tmp_path)

    assert list(entry_store.load(tmp_path)) == [
        replace(LATER, review=NOTE, body="\r\nMa note\t\n---\n")
    ]
    assert (
        path_of(tmp_path)
        .read_bytes()
        .endswith(b"active\n" + NOTE.encode() + b"---\n\r\nMa note\t\n---\n")
    )


def test_a_file_that_says_the_same_in_other_words_is_left_alone(tmp_path):
    entry_store.write(ENTRY, tmp_path)
    edit(
        path_of(tmp_path),
        b"title: La charge de travail\n",
        b"# hers\ntitle:   'La charge de travail'\n",
    )
    edit(path_of(tmp_path), b"active\n---\n", b"active\n---")

    assert not entry_store.write(ENTRY, tmp_path)
    assert b"# hers" in path_of(tmp_path).read_bytes()


def test_a_file_with_windows_line_ends_keeps_them(tmp_path):
    entry_store.write(ENTRY, tmp_path)
    path = path_of(tmp_path)
    path.write_bytes(
        b"\xef\xbb\xbf"
        + path.read_bytes()
        .replace(b"active\n", b"active\n" + NOTE.encode())
        .replace(b"\n", b"\r\n")
    )

    assert entry_store.write(LATER, tmp_path)

    raw = path.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 10
    assert entry_store.load(tmp_path)[0].review == NOTE.replace("\n", "\r\n")


def test_a_faulty_file_is_told_left_and_not_written_a_second_time(tmp_path):
    entry_store.write_all([ENTRY, OTHER], tmp_path)
    edit(path_of(tmp_path), b"title: La", b"title: La: ")
    before = tree(tmp_path)

    shelf = entry_store.load(tmp_path)

    assert list(shelf) == [OTHER]
    assert [(one.path, one.id, one.problems[0].code) for one in shelf.faults] == [
        ("docs/watch/spf/la-charge-0a1b2c3d4e.md", ENTRY.id, "sheet_colon_value")
    ]
    assert "ligne 3" in problems.what(shelf.faults[0].problems[0], "fr")
    assert not entry_store.write(LATER, tmp_path)
    assert tree(tmp_path) == before


def test_a_renamed_file_still_says_which_entry_it_is(tmp_path):
    entry_store.write(ENTRY, tmp_path)
    path_of(tmp_path).rename(tmp_path / "docs/watch/spf/note.md")

    (fault,) = entry_store.load(tmp_path).faults

    assert (fault.id, fault.problems[0].code) == (ENTRY.id, "sheet_name")


def test_a_file_renamed_around_its_id_is_still_found(tmp_path):
    entry_store.write(ENTRY, tmp_path)
    path_of(tmp_path).rename(tmp_path / "docs/watch/spf/note-0a1b2c3d4e.md")

    assert entry_store.write(LATER, tmp_path)
    assert list(entry_store.load(tmp_path)) == [LATER]


def test_a_copy_is_told_and_the_first_of_both_counts(tmp_path):
    entry_store.write(ENTRY, tmp_path)
    copy = tmp_path / "docs/watch/spf/zzz-0a1b2c3d4e.md"
    copy.write_bytes(path_of(tmp_path).read_bytes())

    assert entry_store.write(LATER, tmp_path)

    shelf = entry_store.load(tmp_path)
    assert list(shelf) == [LATER]
    assert [(one.path, one.problems[0].code) for one in shelf.faults] == [
        ("docs/watch/spf/zzz-0a1b2c3d4e.md", "sheet_copy")
    ]


def test_a_file_in_another_source_s_folder_is_told(tmp_path):
    entry_store.write(ENTRY, tmp_path)
    (tmp_path / "docs/watch/anact").mkdir()
    path_of(tmp_path).rename(tmp_path / "docs/watch/anact/x-0a1b2c3d4e.md")

    assert [one.problems[0].code for one in entry_store.load(tmp_path).faults] == ["sheet_folder"]


def test_what_is_no_entry_is_passed_over(tmp_path):
    entry_store.write(ENTRY, tmp_path)
    for name in (
        "_health.yml",
        "spf/_text.txt",
        "spf/_tmp-abc",
        "spf/_note.md",
        "spf/a.txt",
        "_held/x.md",
        "index.md",
    ):
        path = tmp_path / "docs/watch" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")

    assert entry_store.load(tmp_path) == entry_store.Shelf((ENTRY,))


def test_no_folder_at_all_is_an_empty_shelf(tmp_path):
    assert len(entry_store.load(tmp_path)) == 0
    assert list(entry_store.held(tmp_path, "spf")) == []


@pytest.mark.parametrize("name", ["x-0a1b2c3d4e.md", "y-1111111111.md"])
def test_a_link_among_the_entries_is_told_and_not_followed(tmp_path, name):
    secret = tmp_path / "secret"
    secret.write_text("root:x")
    (tmp_path / "docs/watch/spf").mkdir(parents=True)
    (tmp_path / "docs/watch/spf" / name).symlink_to(secret)

    assert [one.problems[0].code for one in entry_store.load(tmp_path).faults] == [
        "sheet_not_a_file"
    ]


def test_a_link_in_the_way_of_a_file_is_refused_and_its_target_untouched(tmp_path):
    target = tmp_path / "target"
    target.write_text("mine")
    (tmp_path / "docs/watch/spf").mkdir(parents=True)
    (tmp_path / "docs/watch/spf/x-0a1b2c3d4e.md").symlink_to(target)

    with pytest.raises(StoreError, match="symbolic link"):
        entry_store.write(ENTRY, tmp_path)
    assert target.read_text() == "mine"


@pytest.mark.parametrize("link", ["docs", "docs/watch", "docs/watch/spf"])
def test_a_link_in_the_way_of_a_folder_is_refused(tmp_path, link):
    (tmp_path / "elsewhere").mkdir()
    path = tmp_path / "root" / link
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(StoreError, match="symbolic link"):
        entry_store.write(ENTRY, tmp_path / "root")
    assert tree(tmp_path) == {}


def test_a_folder_in_the_way_of_a_file_is_told(tmp_path):
    (tmp_path / "docs/watch/spf/x-0a1b2c3d4e.md").mkdir(parents=True)

    with pytest.raises(StoreError, match=r"x-0a1b2c3d4e\.md: cannot be read"):
        entry_store.write(ENTRY, tmp_path)
    assert [one.problems[0].code for one in entry_store.load(tmp_path).faults] == [
        "sheet_not_a_file"
    ]


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/watch").write_text("x")

    with pytest.raises(StoreError, match="docs/watch"):
        entry_store.write(ENTRY, tmp_path)
    with pytest.raises(StoreError, match="docs/watch: cannot be read"):
        entry_store.load(tmp_path)


def test_a_disk_that_refuses_is_told_and_leaves_the_file_whole(tmp_path, monkeypatch):
    entry_store.write(ENTRY, tmp_path)

    def full(_self, _target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(
        StoreError, match=r"la-charge-0a1b2c3d4e\.md: cannot be written: there is no space left"
    ):
        entry_store.write(LATER, tmp_path)
    assert list(entry_store.load(tmp_path)) == [ENTRY]
    assert len(tree(tmp_path)) == 1


@needs_rights
def test_a_folder_that_may_not_be_written_is_told(tmp_path):
    folder = tmp_path / "docs/watch/spf"
    folder.mkdir(parents=True)
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)

    with pytest.raises(StoreError, match="cannot be read or written: your account has no right"):
        entry_store.write(ENTRY, tmp_path)


@pytest.mark.parametrize(
    "source", ["", ".", "..", "../x", "a/b", "/etc", "A", "_held", "a\n", "a" * 60]
)
def test_a_source_s_name_can_not_lead_out(tmp_path, source):
    with pytest.raises(StoreError, match="is no source id"):
        entry_store.write(replace(ENTRY, source=source), tmp_path)
    with pytest.raises(StoreError, match="is no source id"):
        entry_store.held(tmp_path, source)
    with pytest.raises(StoreError, match="is no source id"):
        entry_store.write_paragraphs(["x"], tmp_path, source)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    "known", ["", "..", "../../../x", "0A1B2C3D4E", "0a1b2c3d4e\n", "0a1b2c3d4ef"]
)
def test_an_id_can_not_lead_out(tmp_path, known):
    with pytest.raises(StoreError, match="is no entry id"):
        entry_store.write(replace(ENTRY, id=known), tmp_path)


def test_held_entries_wait_apart_until_they_are_accepted(tmp_path):
    entry_store.write(ENTRY, tmp_path)

    assert entry_store.hold(OTHER, tmp_path)
    assert not entry_store.hold(OTHER, tmp_path)

    assert list(entry_store.load(tmp_path)) == [ENTRY]
    assert list(entry_store.held(tmp_path, "spf")) == [OTHER]
    assert entry_store.accept(tmp_path, "spf") == [OTHER]
    assert list(entry_store.load(tmp_path)) == [ENTRY, OTHER]
    assert entry_store.accept(tmp_path, "spf") == []


def test_a_note_on_a_held_entry_survives_a_refresh_and_its_acceptance(tmp_path):
    entry_store.hold(ENTRY, tmp_path)
    edit(
        tmp_path / "docs/watch/spf/_held/la-charge-0a1b2c3d4e.md",
        b"active\n---\n",
        b"active\n" + NOTE.encode() + b"---\nx",
    )

    assert entry_store.hold(LATER, tmp_path)
    entry_store.accept(tmp_path, "spf")

    assert list(entry_store.load(tmp_path)) == [replace(LATER, review=NOTE, body="x")]


def test_nothing_is_accepted_while_a_held_file_is_faulty(tmp_path):
    entry_store.hold(ENTRY, tmp_path)
    entry_store.hold(OTHER, tmp_path)
    edit(tmp_path / "docs/watch/spf/_held/other-ffffffffff.md", b"title: ", b"title: : ")

    with pytest.raises(SheetError, match=r"other-ffffffffff\.md, ligne 3"):
        entry_store.accept(tmp_path, "spf")
    assert len(entry_store.load(tmp_path)) == 0


def test_an_accepted_entry_that_stands_there_already_keeps_its_file(tmp_path):
    entry_store.write(LATER, tmp_path)
    entry_store.hold(ENTRY, tmp_path)

    entry_store.accept(tmp_path, "spf")

    assert list(entry_store.load(tmp_path)) == [LATER]
    assert len(tree(tmp_path)) == 1


def test_paragraphs_come_back_as_they_were(tmp_path):
    said = ("Un.", "", "  Deux — 😀 ", "x\u2028y\x85z", "---")

    assert entry_store.paragraphs(tmp_path, "bemat") is None
    assert entry_store.write_paragraphs(said, tmp_path, "bemat")
    assert not entry_store.write_paragraphs(said, tmp_path, "bemat")
    assert entry_store.paragraphs(tmp_path, "bemat") == said


def test_a_page_without_a_text_is_not_a_page_never_seen(tmp_path):
    entry_store.write_paragraphs([], tmp_path, "bemat")

    assert entry_store.paragraphs(tmp_path, "bemat") == ()


def test_a_paragraph_is_one_line(tmp_path):
    entry_store.write_paragraphs(["a\nb\r\nc"], tmp_path, "bemat")

    assert len(entry_store.paragraphs(tmp_path, "bemat")) == 1


def test_a_text_with_windows_line_ends_is_no_change(tmp_path):
    entry_store.write_paragraphs(["a", "b"], tmp_path, "bemat")
    path = tmp_path / "docs/watch/bemat/_text.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert entry_store.paragraphs(tmp_path, "bemat") == ("a", "b")


def test_a_text_that_is_not_utf_8_is_told(tmp_path):
    (tmp_path / "docs/watch/bemat").mkdir(parents=True)
    (tmp_path / "docs/watch/bemat/_text.txt").write_bytes(b"\xe9")

    with pytest.raises(StoreError, match=r"_text.txt: cannot be read"):
        entry_store.paragraphs(tmp_path, "bemat")


WRITER = """
import sys
from pathlib import Path
from dataclasses import replace
sys.path.insert(0, sys.argv[2])
from tests_store_entry import ENTRY
from knowledge.storage import entry_store as store
from knowledge.storage.lock import lock
entries = [replace(ENTRY, id=f"{n:010x}", url=f"https://a.be/{n}", summary="x" * 50_000) for n in range(400)]
print("ready", flush=True)
with lock(Path(sys.argv[1])):
    store.write_all(entries, Path(sys.argv[1]))
"""


def test_a_writer_killed_at_any_moment_leaves_whole_files_and_the_next_one_sweeps_up(tmp_path):
    (tmp_path / "tests_store_entry.py").write_text(
        "from datetime import UTC, date, datetime\nfrom knowledge.model import Entry\n"
        "ENTRY = Entry(id='', title='x', url='', source='spf', lang='fr', type='news', date=None,"
        " first_seen=datetime(2026, 11, 15, tzinfo=UTC))\n"
    )
    root = tmp_path / "root"
    for moment in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(root), str(tmp_path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        )
        child.stdout.readline()
        time.sleep(0.02 + 0.05 * moment)
        child.kill()
        child.wait()
        child.stdout.close()

        with lock(root):
            assert list(root.rglob("_tmp*")) == []
        shelf = entry_store.load(root)
        assert shelf.faults == ()
        assert all(len(entry.summary) == 50_000 for entry in shelf)
