"""The shell lines of .github/workflows/refresh.yml, run as GitHub runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.vigie import forge_api
from tests.vigie.world import ENTRY
from vigie import propose

ROOT = Path(__file__).parents[2]
JOBS = yaml.safe_load((ROOT / ".github/workflows/refresh.yml").read_text())["jobs"]


def lines(job: str, name: str) -> str:
    return next(step["run"] for step in JOBS[job]["steps"] if step.get("name") == name)


@pytest.fixture
def runner(world, tmp_path):
    """Run a step in the clone, with this program's code in reach and nothing installed beside it."""
    python = tmp_path / "bin" / "python3"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    python.chmod(0o755)

    def step(script: str) -> subprocess.CompletedProcess[str]:
        given = {
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(tmp_path / "temp"),
            "GITHUB_RUN_ID": "1",
        }
        given["GITHUB_STEP_SUMMARY"] = str(tmp_path / "step-summary.md")
        given["GITHUB_OUTPUT"] = str(tmp_path / "output")
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(
            shell,
            cwd=world.clone,
            env={**os.environ, **given},
            capture_output=True,
            text=True,
            check=False,
        )

    return step


def test_what_the_first_job_packed_the_second_proposes(world, runner):
    artifact = world.home / "artifact"
    artifact.mkdir()
    (artifact / "change.patch").write_bytes(world.gather(ENTRY, "title: Stress\n"))
    (artifact / "summary.md").write_text("One new entry.\n")

    done = runner(lines("propose", "Open or update the pull request"))

    assert (done.returncode, done.stdout) == (0, "Proposed: https://forge.example/pull/7\n")
    assert world.proposed(ENTRY) == "title: Stress"
    # By which the next job has the checks started.
    assert (world.home / "output").read_text() == "pushed=yes\n"


def test_a_week_without_news_starts_no_checks(world, runner):
    (world.home / "artifact").mkdir()
    (world.home / "artifact" / "change.patch").write_bytes(b"")
    (world.home / "artifact" / "summary.md").write_text("Nothing.\n")

    done = runner(lines("propose", "Open or update the pull request"))

    assert (done.returncode, done.stdout) == (0, "Nothing is new: nothing proposed.\n")
    assert not (world.home / "output").exists()


@pytest.mark.server
def test_the_job_of_issues_opens_one_for_a_source_that_failed_twice(world, runner, monkeypatch):
    row = {"id": "inrs", "title": "inrs fails", "text": "Twice."}
    (world.home / "artifact").mkdir()
    (world.home / "artifact" / "sources.json").write_text(json.dumps({"failing": [row]}))
    monkeypatch.delenv("GITLAB_CI", raising=False)
    monkeypatch.setenv("GITHUB_REPOSITORY", "town/vigie")
    monkeypatch.setenv("GH_TOKEN", forge_api.TOKEN)
    with forge_api.serving() as api:
        monkeypatch.setenv("GITHUB_API_URL", api.url)

        done = runner(lines("sources", "Open, rewrite, close"))

    assert done.returncode == 0, done.stderr
    assert [issue["title"] for issue in api.issues] == ["inrs fails"]


def test_the_first_job_goes_on_from_an_open_proposal(world, runner):
    world.offer(world.gather(ENTRY, "title: Stress\n"))
    world.standing()
    world.fresh()

    done = runner(lines("gather", "Go on from a proposal that is still open"))

    assert (done.returncode, done.stdout) == (0, "Going on from proposal 7, which is still open.\n")
    assert (world.clone / ENTRY).exists()
    assert world.tip(propose.BRANCH) == world.git(world.clone, "rev-parse", "HEAD")


@pytest.mark.parametrize("gathered", [True, False])
def test_the_summary_is_shown_where_there_is_one(world, runner, tmp_path, gathered):
    if gathered:
        world.write("week/summary.md", "# The week\n")

    done = runner(lines("gather", "Show the summary"))

    assert done.returncode == 0
    shown = tmp_path / "step-summary.md"
    assert (shown.read_text() if shown.exists() else "") == ("# The week\n" if gathered else "")
