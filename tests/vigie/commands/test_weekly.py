"""The Monday job, with a `vigie` that does what a refresh does to the files."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge import health
from knowledge.errors import ConfigError
from knowledge.model import Problem, Report
from vigie import cli, repository, steps
from vigie.commands import weekly

MONDAY = datetime(2026, 11, 16, 4, 23, tzinfo=UTC)
ENTRY = "docs/watch/inrs/noise-1111111111.md"


def git(root: Path, *arguments: str) -> None:
    name = ("-c", "user.name=A person", "-c", "user.email=person@town.example")
    subprocess.run(["git", *name, *arguments], cwd=root, check=True, capture_output=True)


def noted(root: Path, week: int, *, failed: bool) -> None:
    """Note a run in the health file, as a refresh does."""
    moment = MONDAY + timedelta(weeks=week)
    problem = (
        Problem("unreachable", {"url": "https://inrs.example/", "reason": "no answer"})
        if failed
        else None
    )
    report = Report("inrs", "failed" if failed else "ok", read=10, problem=problem)
    health.save(root, health.record(health.load(root), [report], moment))


@dataclass
class Vigie:
    """Stands for the command: notes what it is asked, does what it was told to do, gives the codes
    it was given.
    """

    root: Path
    codes: dict[str, int] = field(default_factory=dict)
    failed: bool = False
    entry: str = ""
    asked: list[list[str]] = field(default_factory=list)

    def __call__(self, arguments) -> int:
        self.asked.append(list(arguments))
        if arguments[0] == "refresh":
            noted(self.root, 1, failed=self.failed)
            if self.entry:
                (self.root / ENTRY).parent.mkdir(parents=True)
                (self.root / ENTRY).write_text(self.entry)
            (self.root / "out" / "summary.md").write_text("What came.\n")
        return self.codes.get(arguments[0], 0)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(tmp_path, "init", "--quiet", "-b", "main", ".")
    noted(tmp_path, 0, failed=False)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "Begin")
    return tmp_path


def run(root: Path, vigie: Vigie) -> tuple[int, bytes]:
    code = weekly.weekly(root, root / "out", run=vigie)
    return code, (root / "out" / steps.PATCH).read_bytes()


def test_a_week_with_a_new_entry_is_packed_after_it_was_checked_and_built(root):
    vigie = Vigie(root, entry="title: Noise\n")

    code, patch = run(root, vigie)

    _, touched = repository.patched_tree(root, patch)
    assert code == 0
    assert [one.path for one in touched] == ["docs/watch/_health.yml", ENTRY]
    assert [asked[0] for asked in vigie.asked] == ["links", "refresh", "check", "build"]
    assert vigie.asked[0] == ["links", "--monthly"]
    assert vigie.asked[1][1:] == [
        "--summary", str(root / "out/summary.md"),
        "--checklist", str(root / "out/checklist.md"),
        "--record", str(root / "out/week.warc.gz"),
    ]  # fmt: skip


def test_outside_of_git_it_says_so_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    done = CliRunner().invoke(cli.app, ["--root", str(tmp_path), "weekly", str(tmp_path / "out")])

    assert isinstance(done.exception, ConfigError)
    assert f"{tmp_path}: not a git repository with a commit" in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_a_rehearsal_answers_from_the_recordings_and_says_how_to_take_it_back(root, monkeypatch):
    vigie = Vigie(root, entry="title: Noise\n")
    monkeypatch.setattr(steps, "of", lambda *_: vigie)
    monkeypatch.chdir(root)
    words = ["--root", str(root), "weekly", "out", "--replay", "a.warc.gz", "--replay", "b.warc.gz"]

    done = CliRunner().invoke(cli.app, words)

    assert done.exit_code == 0
    assert "git restore docs/watch" in done.stdout
    assert vigie.asked[0][-4:] == [
        "--replay", str(root / "a.warc.gz"), "--replay", str(root / "b.warc.gz"),
    ]  # fmt: skip
    assert (root / "out" / steps.PATCH).read_bytes()


def test_a_rehearsal_that_could_not_read_its_recording_is_told_as_none(root, monkeypatch):
    monkeypatch.setattr(steps, "of", lambda *_: Vigie(root, codes={"refresh": 2}))
    words = ["--root", str(root), "weekly", str(root / "out"), "--replay", "no.warc.gz"]

    done = CliRunner().invoke(cli.app, words)

    assert done.exit_code == 2
    assert "git restore" not in done.stdout


def test_a_week_that_brought_nothing_packs_nothing_though_the_run_is_noted(root):
    code, patch = run(root, Vigie(root))

    assert repository.changed_paths(root) == {weekly.HEALTH}
    assert (code, patch) == (0, b"")


def test_a_source_that_begins_to_fail_is_packed_and_the_week_ends_as_failed(root):
    code, patch = run(root, Vigie(root, codes={"refresh": 1}, failed=True))

    assert code == 1
    assert b"problem: unreachable" in patch


def test_a_source_that_still_fails_is_no_news_but_the_week_ends_as_failed(root):
    noted(root, 0, failed=True)
    git(root, "commit", "--quiet", "--all", "-m", "It fails")

    assert run(root, Vigie(root, codes={"refresh": 1}, failed=True)) == (1, b"")


def test_a_source_that_works_again_is_packed(root):
    noted(root, 0, failed=True)
    git(root, "commit", "--quiet", "--all", "-m", "It fails")

    code, patch = run(root, Vigie(root))

    assert code == 0
    assert patch


def test_the_first_week_of_an_instance_is_packed(root):
    git(root, "rm", "--quiet", "docs/watch/_health.yml")
    git(root, "commit", "--quiet", "-m", "Forget")

    code, patch = run(root, Vigie(root, entry="title: Noise\n"))

    assert code == 0
    assert b"title: Noise" in patch


@pytest.mark.parametrize(
    ("codes", "code", "reached"),
    [
        ({"links": 1, "refresh": 2}, 2, ["links", "refresh"]),
        ({"check": 2}, 2, ["links", "refresh", "check"]),
        ({"refresh": 1, "build": 1}, 2, ["links", "refresh", "check", "build"]),
    ],
    ids=["configuration", "entries", "site"],
)
def test_a_week_that_does_not_hold_is_not_packed(root, codes, code, reached):
    vigie = Vigie(root, codes=codes, entry="title: Noise\n")

    assert run(root, vigie) == (code, b"")
    assert [asked[0] for asked in vigie.asked] == reached


def test_a_patch_of_an_earlier_week_in_the_same_folder_is_not_handed_on(root):
    (root / "out").mkdir()
    (root / "out" / steps.PATCH).write_bytes(b"last week's")

    assert run(root, Vigie(root, codes={"refresh": 2})) == (2, b"")


@pytest.mark.parametrize("newline", ["\\n", "\\r", "\\r\\n"])
def test_no_line_that_a_command_prints_looks_like_an_order_to_the_runner(capfd, newline):
    hostile = f"title{newline}::add-mask::x{newline}  ::error::y{newline}##[set-env name=PATH;]z{newline}last"
    script = f"import sys; sys.stdout.buffer.write(b'{hostile}'); sys.stderr.write('::warning::w'); sys.exit(1)"

    code = steps.quoted([sys.executable, "-c", script])

    printed = capfd.readouterr().out
    assert code == 1
    assert printed.count("\n") == len(printed.splitlines())
    assert all(line.startswith("| ") and "##[" not in line for line in printed.splitlines())
    assert "set-env name=PATH;]z" in printed
    assert "::warning::w" in printed


def test_a_command_that_prints_bytes_of_no_text_is_still_repeated(capfd):
    script = r"import sys; sys.stdout.buffer.write(b'\xff\xfe ok\n')"

    assert steps.quoted([sys.executable, "-c", script]) == 0
    assert capfd.readouterr().out.endswith(" ok\n")


def test_the_sources_that_failed_twice_in_a_row_are_handed_on_with_words_for_a_person(root):
    noted(root, 0, failed=True)

    run(root, Vigie(root, codes={"refresh": 1}, failed=True))

    (told,) = json.loads((root / "out" / steps.SOURCES).read_text())["failing"]
    assert told["id"] == "inrs"
    assert "2 dernières lectures" in told["text"]
    assert "no answer" in told["text"]


@pytest.mark.parametrize(("before", "now"), [(False, True), (True, False)])
def test_a_source_that_failed_once_or_is_well_again_is_not(root, before, now):
    noted(root, 0, failed=before)

    run(root, Vigie(root, codes={"refresh": int(now)}, failed=now))

    assert json.loads((root / "out" / steps.SOURCES).read_text()) == {"failing": []}


def test_a_source_that_is_watched_no_more_fails_no_more(root):
    noted(root, 0, failed=True)
    noted(root, 1, failed=True)
    report = Report("bosa", "ok", read=1)
    moment = MONDAY + timedelta(weeks=2)
    health.save(root, health.record(health.load(root), [report], moment))

    assert json.loads(weekly.sources_that_fail(root)) == {"failing": []}


def test_a_week_that_stopped_says_nothing_of_its_sources(root):
    run(root, Vigie(root, codes={"refresh": 2}, failed=True))

    assert not (root / "out" / steps.SOURCES).exists()
