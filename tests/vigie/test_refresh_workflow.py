"""The shell lines of .github/workflows/refresh.yml, run as GitHub runs them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

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
