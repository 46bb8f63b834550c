"""The proposal, against a real git server in a folder and a gh that writes down what it is asked."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.vigie.world import ENTRY
from vigie import propose, repository
from vigie.repository import ProposalError, Touched

ROOT = Path(__file__).parents[2]


def test_a_first_change_becomes_a_branch_and_a_pull_request(world):
    patch = world.gather(ENTRY, "title: Stress\n")

    said = world.offer(patch)

    assert said == "Proposed: https://forge.example/pull/7"
    assert world.proposed(ENTRY) == "title: Stress"
    assert world.git(world.server, "rev-parse", f"{propose.BRANCH}^") == world.tip("main")
    create = world.calls()[-1]
    assert create["arguments"][:4] == ["pr", "create", "--head", propose.BRANCH]
    assert "Veille / Opvolging 2026-W48" in create["arguments"]
    assert create["text"] == "One new entry.\n"


def test_nothing_new_asks_nobody_and_pushes_nothing(world):
    said = world.offer(b"")

    assert said == "Nothing is new: nothing proposed."
    assert not world.tip()
    assert not world.calls()


def test_proposing_leaves_branch_index_and_files_as_they_were(world):
    world.write("README.md", "Staged.\n")
    world.git(world.clone, "add", "README.md")
    world.write(ENTRY, "title: Stress\n")
    before = (
        world.git(world.clone, "status", "--porcelain"),
        world.git(world.clone, "rev-parse", "HEAD"),
    )

    world.offer(repository.folder_diff(world.clone))

    assert before == (
        world.git(world.clone, "status", "--porcelain"),
        world.git(world.clone, "rev-parse", "HEAD"),
    )
    assert world.proposed("README.md") == "An instance."


def test_an_open_proposal_goes_on_with_what_a_person_wrote_in_it(world, tmp_path):
    world.offer(world.gather(ENTRY, "title: Stress\nfirst_seen: week 47\n---\n"))
    world.standing()
    desk = tmp_path / "desk"
    world.git(
        tmp_path, "clone", "--quiet", "--branch", propose.BRANCH, str(world.server), str(desk)
    )
    world.write(
        ENTRY, "title: Stress\nfirst_seen: week 47\n---\nWhat this means for us.\n", where=desk
    )
    world.publish(desk, propose.BRANCH, "Say what it means")
    theirs = world.tip()
    world.fresh()

    resumed = propose.resume(world.clone)
    noted = (world.clone / ENTRY).read_text()
    patch = world.gather("docs/watch/inrs/noise-1111111111.md", "title: Noise\n")
    world.fresh()
    said = world.offer(patch, "One more entry.")

    assert resumed == "Going on from proposal 7, which is still open."
    assert noted.endswith("What this means for us.\n")
    assert said == "Added to proposal 7."
    assert world.proposed(ENTRY).endswith("What this means for us.")
    assert world.proposed("docs/watch/inrs/noise-1111111111.md") == "title: Noise"
    assert world.git(world.server, "merge-base", propose.BRANCH, theirs) == theirs
    edit = world.calls()[-1]
    assert edit["arguments"][:3] == ["pr", "edit", "7"]
    assert edit["text"] == "One more entry.\n\n---\n\nLast week.\n"


def test_an_open_proposal_takes_in_what_was_published_meanwhile(world):
    world.offer(world.gather(ENTRY, "title: Stress\n"))
    world.standing()
    world.fresh()
    world.write("taxonomy.yml", "themes: []\n")
    world.publish(world.clone, "main", "Publish themes")

    world.offer(world.gather("docs/watch/inrs/noise-1111111111.md", "title: Noise\n"))

    assert world.proposed("taxonomy.yml") == "themes: []"
    assert world.proposed(ENTRY) == "title: Stress"


def test_a_branch_left_by_a_closed_proposal_is_replaced(world):
    world.offer(world.gather(ENTRY, "title: Refused\n"))
    world.opened()
    world.fresh()

    resumed = propose.resume(world.clone)
    world.offer(world.gather("docs/watch/inrs/noise-1111111111.md", "title: Noise\n"))

    assert resumed == "No proposal is open."
    assert ENTRY not in world.git(world.server, "ls-tree", "-r", "--name-only", propose.BRANCH)


def test_a_pull_request_from_a_fork_with_our_branch_name_is_not_ours(world):
    world.standing(number=666, fork=True)

    said = world.offer(world.gather(ENTRY, "title: Stress\n"))

    assert said.startswith("Proposed: ")
    assert all("666" not in call["arguments"] for call in world.calls())


def test_lines_changed_on_both_sides_stop_the_proposal_and_overwrite_nothing(world):
    world.write(ENTRY, "title: Stress\n")
    world.publish(world.clone, "main", "Publish an entry")
    world.offer(world.gather(ENTRY, "title: Stress, in the proposal\n"))
    world.standing()
    theirs = world.tip()
    world.write(ENTRY, "title: Stress, as published\n")
    world.publish(world.clone, "main", "Correct it")

    with pytest.raises(ProposalError, match=f"same lines of {ENTRY}.*pull request 7") as refusal:
        propose.resume(world.clone)

    assert "nothing is lost" in str(refusal.value)
    assert world.tip() == theirs
    assert world.git(world.clone, "status", "--porcelain") == ""


def test_a_branch_that_somebody_moved_meanwhile_is_not_overwritten(world):
    world.offer(world.gather(ENTRY, "title: Stress\n"))
    theirs = world.tip()

    with pytest.raises(ProposalError, match="stale info"):
        repository.push(
            world.clone, world.tip("main"), branch=propose.BRANCH, seen=world.tip("main")
        )

    assert world.tip() == theirs


@pytest.mark.parametrize(
    "path", [".github/workflows/own.yml", "mkdocs.yml", "docs/fr/index.md", "docs/watcher/x.md"]
)
def test_a_patch_that_reaches_beyond_the_watch_is_refused_whole(world, path):
    world.write(path, "x: 1\n")
    world.write(ENTRY, "title: Stress\n")
    world.git(world.clone, "add", "--all")
    patch = world.git(world.clone, "diff", "--cached", "HEAD").encode() + b"\n"

    with pytest.raises(
        ProposalError, match="reaches beyond plain files of docs/watch: " + path.replace(".", r"\.")
    ):
        world.offer(patch)

    assert not world.tip()


@pytest.mark.parametrize(
    "hostile",
    [
        b"diff --git a/docs/watch/x.md b/docs/watch/x.md\nnew file mode 120000\n"
        b"--- /dev/null\n+++ b/docs/watch/x.md\n@@ -0,0 +1 @@\n+../../.git/config\n\\ No newline at end of file\n",
        b"diff --git a/docs/watch/x.md b/docs/watch/x.md\nnew file mode 100755\n"
        b"--- /dev/null\n+++ b/docs/watch/x.md\n@@ -0,0 +1 @@\n+#!/bin/sh\n",
        b"--- /dev/null\n+++ b/docs/watch/../../.github/workflows/x.md\n@@ -0,0 +1 @@\n+x\n",
        b"--- /dev/null\n+++ b/docs/watch/.git/hooks/x.md\n@@ -0,0 +1 @@\n+x\n",
        b"--- /dev/null\n+++ b/docs/watch/beswic/run.sh\n@@ -0,0 +1 @@\n+x\n",
        b"not a patch\n",
    ],
    ids=["link", "program", "climbs", "git's own", "other kind", "no patch"],
)
def test_a_hostile_patch_is_refused(world, hostile):
    with pytest.raises(ProposalError):
        world.offer(hostile)

    assert not world.tip()


def test_removing_and_changing_files_of_the_watch_is_proposed(world):
    world.write(ENTRY, "title: Stress\n")
    world.write("docs/watch/beswic/_held/flood-2222222222.md", "title: Flood\n")
    world.publish(world.clone, "main", "Publish")
    (world.clone / "docs/watch/beswic/_held/flood-2222222222.md").unlink()

    world.offer(world.gather(ENTRY, "title: Stress at work\n"))

    files = world.git(world.server, "ls-tree", "-r", "--name-only", propose.BRANCH)
    assert "_held" not in files
    assert world.proposed(ENTRY) == "title: Stress at work"


@pytest.mark.parametrize(
    "content",
    [
        b"line\r\nother\rline\n",
        b"no line feed at the end",
        "héé — ’ \u202f".encode(),
        b"\xff\xfe\x00binary",
        b"",
    ],
    ids=["line ends", "no last line feed", "letters", "binary", "empty"],
)
def test_a_patch_carries_every_byte(world, content):
    file = world.clone / 'docs/watch/beswic/é "quoted"\nx.md'
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    world.git(world.clone, "config", "diff.noprefix", "true")

    tree, touched = repository.patched_tree(world.clone, repository.folder_diff(world.clone))

    assert touched == [Touched('docs/watch/beswic/é "quoted"\nx.md', "100644", removed=False)]
    shown = subprocess.run(
        ["git", "cat-file", "blob", f"{tree}:{touched[0].path}"],
        cwd=world.clone,
        check=True,
        capture_output=True,
    )
    assert shown.stdout == content


def test_the_text_of_a_proposal_keeps_the_newest_week_whole_within_the_limit():
    newest, older = "# Newest\n" + "new line\n" * 100, "old line\n" * 20_000

    text = propose.body(ROOT, newest, older)

    assert len(text) <= propose.MAX_BODY
    assert text.startswith(newest.strip())
    assert "old line\n\n_(…)" in text


def test_a_text_of_one_endless_line_is_cut_too():
    assert len(propose.body(ROOT, "x" * 200_000)) <= propose.MAX_BODY


def test_the_title_names_the_iso_week_also_at_the_turn_of_the_year():
    assert propose.title(ROOT, datetime(2027, 1, 1, tzinfo=UTC)) == "Veille / Opvolging 2026-W53"


def test_as_a_command_it_runs_without_any_installed_package(world, tmp_path):
    (tmp_path / "change.patch").write_bytes(world.gather(ENTRY, "title: Stress\n"))
    (tmp_path / "summary.md").write_text("One new entry.")
    files = ["--patch", str(tmp_path / "change.patch"), "--summary", str(tmp_path / "summary.md")]

    # -S: no site-packages.
    done = subprocess.run(
        [sys.executable, "-S", "-m", "vigie.propose", "--root", str(world.clone), *files],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "Proposed: https://forge.example/pull/7\n",
        "",
    )


def test_what_gh_says_cannot_look_like_an_order_to_the_runner(world, tmp_path, capsys):
    (world.home / "forbidden").touch()
    (tmp_path / "change.patch").write_bytes(world.gather(ENTRY, "title: Stress\n"))
    (tmp_path / "summary.md").write_text("One new entry.")

    code = propose.main(
        [
            "--root",
            str(world.clone),
            "--patch",
            str(tmp_path / "change.patch"),
            "--summary",
            str(tmp_path / "summary.md"),
        ]
    )

    told = capsys.readouterr().err
    assert code == 1
    assert "pull request create failed" in told
    assert all(line.startswith("| ") for line in told.splitlines())


def test_without_gh_it_says_so(world, monkeypatch):
    monkeypatch.setattr(
        repository.shutil, "which", lambda name: None if name == "gh" else f"/usr/bin/{name}"
    )

    with pytest.raises(ProposalError, match="the program gh is not installed"):
        propose.resume(world.clone)


def test_the_history_names_the_entries_whose_file_was_deleted(world, tmp_path):
    world.write(ENTRY, "title: Stress\n")
    world.write("docs/watch/inrs/_held/noise-1111111111.md", "title: Noise\n")
    world.publish(world.clone, "main", "Publish")
    for path in (ENTRY, "docs/watch/inrs/_held/noise-1111111111.md"):
        (world.clone / path).unlink()
    world.publish(world.clone, "main", "Delete")

    assert repository.deleted_names(world.clone) == {Path(ENTRY).name}
    assert repository.deleted_names(tmp_path) == set()


def test_what_was_folded_is_closed_where_the_text_is_cut(tmp_path):
    long = "<details><summary>français</summary>\n\n" + "- a line\n" * 10_000

    text = propose.body(tmp_path, long)

    assert len(text) <= propose.MAX_BODY
    assert text.count("</details>") == 1
    assert text.index("</details>") < text.index("(…)")


def test_each_part_of_a_checklist_is_a_comment_of_the_proposal(world, tmp_path):
    parts = [
        f"<!-- vigie:checklist 2026-W47 {part}/2 -->\n- [x] [file](<vigie:pull/files#diff-{part}>)\n"
        for part in (1, 2)
    ]
    (tmp_path / "checklist.md").write_text("".join(parts))
    (tmp_path / "change.patch").write_bytes(world.gather(ENTRY, "title: Stress\n"))
    (tmp_path / "summary.md").write_text("One new entry.")
    world.offer(world.gather("docs/watch/inrs/noise-1111111111.md", "title: Noise\n"))
    address = "https://forge.example/pull/7"
    world.opened({"number": 7, "body": "", "isCrossRepository": False, "url": address})

    propose.from_files(
        world.clone,
        tmp_path / "summary.md",
        patch=tmp_path / "change.patch",
        checklist=tmp_path / "checklist.md",
    )

    said = [
        call["text"] for call in world.calls() if call["arguments"][:3] == ["pr", "comment", "7"]
    ]
    assert said == [part.replace("vigie:pull", address) for part in parts]


@pytest.mark.parametrize("text", [None, "", "\n"])
def test_a_quiet_week_has_no_checklist(world, tmp_path, text):
    if text is not None:
        (tmp_path / "checklist.md").write_text(text)
    (tmp_path / "summary.md").write_text("Nothing.")
    (tmp_path / "change.patch").write_bytes(b"")
    world.standing()

    propose.from_files(
        world.clone,
        tmp_path / "summary.md",
        patch=tmp_path / "change.patch",
        checklist=tmp_path / "checklist.md",
    )

    assert not [call for call in world.calls() if call["arguments"][:2] == ["pr", "comment"]]


def here(world, patch: bytes) -> str:
    return propose.publish_here(world.clone, patch, moment=datetime(2026, 11, 23, tzinfo=UTC))


def test_without_a_forge_the_week_is_committed_on_the_branch_and_pushed(world):
    world.write(ENTRY, "title: Stress\n")
    world.write("README.md", "Staged by a person.\n")
    world.git(world.clone, "add", "README.md")

    said = here(world, repository.folder_diff(world.clone))

    assert said == "Committed."
    assert world.git(world.server, "show", f"main:{ENTRY}") == "title: Stress"
    assert world.git(world.clone, "status", "--porcelain") == "M  README.md"
    assert not world.calls()


def test_without_a_forge_what_others_pushed_is_taken_in_first(world, tmp_path):
    desk = tmp_path / "desk"
    world.git(tmp_path, "clone", "--quiet", str(world.server), str(desk))
    world.write("taxonomy.yml", "themes: []\n", where=desk)
    world.publish(desk, "main", "Publish themes")

    assert propose.take_in(world.clone) == "What others published on main is taken in."
    world.write(ENTRY, "title: Stress\n")
    here(world, repository.folder_diff(world.clone))

    assert (world.clone / "taxonomy.yml").exists()
    assert world.git(world.server, "show", f"main:{ENTRY}") == "title: Stress"


def test_without_a_forge_and_without_a_server_the_week_is_committed_all_the_same(world):
    world.git(world.clone, "remote", "remove", "origin")
    world.write(ENTRY, "title: Stress\n")

    assert propose.take_in(world.clone).startswith("There is no server")
    assert here(world, repository.folder_diff(world.clone)) == "Committed."
    assert world.git(world.clone, "show", f"HEAD:{ENTRY}") == "title: Stress"


def test_a_push_that_failed_goes_along_with_the_next_week(world, tmp_path):
    desk = tmp_path / "desk"
    world.git(tmp_path, "clone", "--quiet", str(world.server), str(desk))
    world.write("taxonomy.yml", "themes: []\n", where=desk)
    world.publish(desk, "main", "Publish meanwhile")
    world.write(ENTRY, "title: Stress\n")
    with pytest.raises(ProposalError):
        here(world, repository.folder_diff(world.clone))

    propose.take_in(world.clone)

    assert here(world, b"") == "Nothing is new: nothing proposed."
    assert world.git(world.server, "show", f"main:{ENTRY}") == "title: Stress"
    assert world.git(world.server, "show", "main:taxonomy.yml") == "themes: []"


def test_without_a_forge_a_patch_beyond_the_watch_is_refused_as_well(world):
    world.write("README.md", "Other.\n")
    patch = world.git(world.clone, "diff").encode() + b"\n"

    with pytest.raises(ProposalError, match=r"README\.md"):
        here(world, patch)

    assert world.git(world.clone, "log", "--format=%s") == "Begin"


def test_a_week_that_left_no_files_is_told_in_a_sentence(world, tmp_path, capsys):
    words = ["--root", str(world.clone), "--summary", str(tmp_path / "summary.md")]

    assert propose.main([*words, "--patch", str(tmp_path / "change.patch")]) == 1
    assert capsys.readouterr().err.startswith("| Not proposed: ")


def test_a_job_without_a_token_goes_on_from_what_another_one_was_told(world, tmp_path, monkeypatch):
    world.offer(world.gather(ENTRY, "title: Stress\n"))
    world.standing()
    world.fresh()
    file = tmp_path / "week" / "open.json"
    assert propose.main(["--root", str(world.clone), "--ask", str(file)]) == 0
    (world.home / "bin" / "gh").unlink()
    monkeypatch.setenv("PATH", f"{world.home / 'bin'}:/usr/bin:/bin")

    assert propose.main(["--root", str(world.clone), "--resume", str(file)]) == 0
    assert (world.clone / ENTRY).exists()


def test_a_job_is_told_too_that_nothing_is_open(world, tmp_path):
    file = tmp_path / "open.json"

    propose.ask(world.clone, file)

    assert propose.resume(world.clone, file) == "No proposal is open."
