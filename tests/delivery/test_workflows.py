"""The workflows: valid, pinned, and with no more rights than they need."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted(ROOT.glob(".github/workflows/*.yml"))
# What `vigie init --ci` writes into an instance.
MACHINES = ROOT / "vigie" / "starter" / "ci"
THEIRS = sorted(MACHINES.glob("github/*.yml"))
FORMS = sorted(ROOT.glob(".github/ISSUE_TEMPLATE/[0-9]*.yml"))
BIN = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / command[0], *command[1:]],
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text())


def steps(job: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


def fields(form: str) -> list[tuple[str, str]]:
    body = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / form).read_text())["body"]
    return [(part["type"], part["id"]) for part in body]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", [*WORKFLOWS, *THEIRS]),
        ("gitlab-ci", [MACHINES / "gitlab" / "gitlab-ci.yml"]),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"]),
        ("dependabot", [ROOT / ".github/dependabot.yml"]),
    ],
)
def test_each_file_has_the_shape_that_github_reads(schema, files):
    assert files

    done = run("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)

    assert done.returncode == 0, done.stdout


def test_an_auditor_of_workflows_finds_nothing(tmp_path):
    theirs = tmp_path / ".github" / "workflows"
    shutil.copytree(MACHINES / "github", theirs)
    quiet = ("--offline", "--no-progress", "--persona", "pedantic")

    done = run("zizmor", *quiet, ".github", str(tmp_path / ".github"))

    assert done.returncode == 0, done.stdout


def test_our_yaml_means_what_it_looks_like():
    files = [*ROOT.glob("*.yml"), ROOT / ".github", MACHINES]

    done = run("yamllint", "--strict", "-c", ".yamllint.yml", *files)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", [*WORKFLOWS, *THEIRS], ids=str)
def test_a_workflow_starts_without_rights_and_names_each_action_by_commit_and_release(file):
    text = file.read_text()
    workflow = yaml.safe_load(text)
    uses = re.findall(r"uses: (.+)", text)

    assert workflow["permissions"] == {}
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    assert uses
    assert all(re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) for use in uses)


FETCHED = """      - name: Fetch the program
        run: make program
"""
REACHED = """env:
  PYTHONPATH: .vigie/program

"""


@pytest.mark.parametrize("name", ["import.yml", "publish.yml", "refresh.yml", "review.yml"])
def test_an_instance_s_workflow_is_ours_with_the_program_fetched(name):
    ours = (ROOT / ".github" / "workflows" / name).read_text()
    theirs = (MACHINES / "github" / name).read_text()

    assert theirs.replace(FETCHED, "").replace(REACHED, "") == ours
    for job in yaml.safe_load(theirs)["jobs"].values():
        uninstalled = steps(job).find("python3 -m vigie")
        fetched = steps(job).find("make program")
        assert uninstalled < 0 or 0 <= fetched < uninstalled


def test_an_instance_s_workflows_pin_what_ours_pin():
    def pins(files):
        return {use for file in files for use in re.findall(r"uses: (.+)", file.read_text())}

    assert {file.name for file in THEIRS} == {file.name for file in WORKFLOWS}
    assert pins(THEIRS) <= pins(WORKFLOWS)


def test_no_workflow_of_a_stranger_s_pull_request_holds_our_rights():
    assert not [file.name for file in WORKFLOWS if "pull_request_target" in file.read_text()]


def test_what_gathers_may_write_nothing_and_is_handed_no_token():
    job = read("refresh.yml")["jobs"]["gather"]
    gathering = [step for step in job["steps"] if "vigie weekly" in step.get("run", "")]

    assert set(job["permissions"].values()) == {"read"}
    assert len(gathering) == 1
    assert "env" not in gathering[0]
    assert "env" not in job
    assert "env" not in read("refresh.yml")


def test_what_may_write_installs_nothing_and_gathers_nothing():
    job = read("refresh.yml")["jobs"]["propose"]

    assert job["permissions"]["contents"] == "write"
    assert not re.search(r"\b(make|pip|npm|apt-get|vigie refresh|\.venv)\b", steps(job))
    assert "python3 -m vigie.propose --patch" in steps(job)


WRITING = [
    (file.name, name, job)
    for file in WORKFLOWS
    for name, job in yaml.safe_load(file.read_text())["jobs"].items()
    if "write" in job["permissions"].values()
]


@pytest.mark.parametrize(
    ("file", "name", "job"), WRITING, ids=[f"{file}-{name}" for file, name, _ in WRITING]
)
def test_no_job_that_may_write_installs_gathers_or_decides(file, name, job):
    assert not re.search(r"\b(make|pip|npm|npx|apt-get|curl|\.venv|vigie (?!-))\b", steps(job))
    assert "persist-credentials" in str(job) or "checkout" not in str(job)


def test_each_job_has_the_one_right_that_it_is_for():
    rights = {
        f"{file.removesuffix('.yml')} {name}": sorted(
            right for right, level in job["permissions"].items() if level == "write"
        )
        for file, name, job in WRITING
    }

    assert rights == {
        "import offer": ["contents", "issues", "pull-requests"],
        "import check": ["actions"],
        "publish deploy": ["id-token", "pages"],
        "refresh propose": ["contents", "pull-requests"],
        "refresh sources": ["issues"],
        "refresh check": ["actions"],
        "review answer": ["contents", "issues", "pull-requests"],
        "review check": ["actions"],
    }


@pytest.mark.parametrize(("name", "pushes"), [("refresh.yml", "propose"), ("review.yml", "answer")])
def test_what_the_bot_pushes_is_checked_without_a_person(name, pushes):
    jobs = read(name)["jobs"]

    assert "workflow_dispatch" in read("check.yml")[True]
    assert jobs["check"]["needs"] == pushes
    assert f"needs.{pushes}.outputs.pushed" in jobs["check"]["if"]
    assert steps(jobs["check"]) == (
        'gh workflow run check.yml --repo "$GITHUB_REPOSITORY" --ref watch/refresh'
    )
    assert not [step for step in jobs["check"]["steps"] if "uses" in step]


def test_what_reads_a_labelled_issue_has_no_token_and_reads_the_text_of_that_moment_alone():
    workflow = read("import.yml")
    jobs = workflow["jobs"]
    reading = jobs["take"]

    assert workflow[True] == {"issues": {"types": ["labeled"]}}
    assert "github.event.label.name == 'import'" in reading["if"]
    assert reading["permissions"] == {"contents": "read"}
    assert reading["steps"][0]["with"] == {"persist-credentials": False}
    assert not [step for step in reading["steps"] if "env" in step]
    assert "secrets" not in str(workflow)
    # No word of the issue is in a script: it is read from the event's file.
    assert "${{" not in "".join(map(steps, jobs.values()))
    assert 'import --pack proposal "$GITHUB_EVENT_PATH"' in steps(reading)
    assert "gh " not in steps(reading)
    assert jobs["offer"]["needs"] == "take"
    assert "vigie.propose_issue" in steps(jobs["offer"])
    assert jobs["check"]["needs"] == "offer"
    assert steps(jobs["check"]).endswith('--ref "import/issue-$NUMBER"')
    assert jobs["check"]["steps"][0]["env"]["NUMBER"] == "${{ github.event.issue.number }}"


def test_the_site_is_published_daily_too():
    (row,) = read("publish.yml")[True]["schedule"]
    minute, hour, *days = row["cron"].split()

    assert minute not in {"0", "15", "30", "45"}
    assert hour.isdigit()
    assert days == ["*", "*", "*"]


def test_a_week_with_a_failed_source_is_red_and_proposed_all_the_same():
    workflow = read("refresh.yml")["jobs"]

    assert "continue-on-error" not in str(workflow)
    assert workflow["propose"]["if"].startswith("${{ !cancelled()")
    assert (
        "!cancelled()"
        in next(step for step in workflow["gather"]["steps"] if step.get("id") == "keep")["if"]
    )


def test_the_watch_runs_weekly_at_an_odd_minute():
    # YAML 1.1 reads the key "on" as true.
    times = [row["cron"].split() for row in read("refresh.yml")[True]["schedule"]]

    assert len(times) == 1
    assert times[0][0] not in {"0", "15", "30", "45"}
    assert times[0][2:] == ["*", "*", "1"]


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_workflows_only_call_what_a_person_can_call_too(name):
    commands = [
        step["run"] for job in read(name)["jobs"].values() for step in job["steps"] if "run" in step
    ]

    assert commands
    assert all(command.startswith("make ") for command in commands)


def test_each_form_stands_in_both_languages():
    french = {file.name.removesuffix(".fr.yml") for file in FORMS if file.name.endswith(".fr.yml")}
    dutch = {file.name.removesuffix(".nl.yml") for file in FORMS if file.name.endswith(".nl.yml")}

    assert french == dutch
    assert len(FORMS) == 2 * len(french)
    for kind in french:
        one, other = (
            yaml.safe_load((FORMS[0].parent / f"{kind}.{lang}.yml").read_text())
            for lang in ("fr", "nl")
        )
        assert [(part["type"], part["id"]) for part in one["body"]] == [
            (part["type"], part["id"]) for part in other["body"]
        ]
