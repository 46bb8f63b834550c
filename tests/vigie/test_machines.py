"""What `vigie init --ci` writes, run end to end with nothing but this machine: a git server in a
folder, a recording in place of the web, fakes of the forges and of a mail server on loopback.
"""

import email
import email.policy
import os
import re
import shutil
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from tests.vigie import gitlab_api
from tests.vigie.world import World
from vigie import cli, machines, propose
from vigie.machines import Program

ROOT = Path(__file__).parents[2]
RECORDING = ROOT / "tests" / "recordings" / "2026-w47.warc.gz"
# A program that is installed as ours is, in less time.
INSTALL = """install:
\t@mkdir -p $(VENV)/bin
\t@ln -sf {folder}/as-python $(VENV)/bin/python
\t@ln -sf {folder}/as-vigie $(VENV)/bin/vigie
"""
# Its `vigie` answers from the recording. Only in the audit it checks and builds, which takes its time.
VIGIE = """#!{python}
import sys
from pathlib import Path
from vigie import cli, steps

def quoted(command, quoted=steps.quoted):
    if {whole} or "refresh" in command:
        return quoted(command)
    Path("site/fr").mkdir(parents=True, exist_ok=True)
    Path("site/fr/index.html").touch()
    return 0

# A process that reads or builds beside this one imports this file.
if __name__ == "__main__":
    steps.quoted = quoted
    sys.argv += ["--replay", {recording!r}] if "weekly" in sys.argv else []
    cli.main()
"""


@pytest.fixture(
    scope="module",
    params=[False, pytest.param(True, marks=pytest.mark.audit)],
    ids=["quick", "whole"],
)
def program(tmp_path_factory, request) -> Program:
    """The program in a git repository of its own, at a commit."""
    folder = tmp_path_factory.mktemp("program")
    (folder / "Makefile").write_text(INSTALL.format(folder=folder))
    facts = {"python": sys.executable, "recording": str(RECORDING), "whole": request.param}
    (folder / "as-vigie").write_text(VIGIE.format(**facts))
    (folder / "as-python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    for name in ("as-vigie", "as-python"):
        (folder / name).chmod(0o755)
    for name in ("vigie", "knowledge"):
        (folder / name).symlink_to(ROOT / name)
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "A program")
    return Program(str(folder), git(folder, "rev-parse", "HEAD"))


def git(where: Path, *arguments: str) -> str:
    name = ("-c", "user.name=A person", "-c", "user.email=person@town.example")
    done = subprocess.run(
        ["git", *name, *arguments], cwd=where, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def instance(world: World, program: Program, monkeypatch, ci: str) -> World:
    """Put a new instance, in French alone and with one source, into the world."""
    monkeypatch.setattr(machines, "program", lambda: program)
    git(world.clone, "rm", "-r", "--quiet", ".")
    words = ["--name", "Veille", "--contact", "https://a.example/", "--lang", "fr"]
    done = CliRunner().invoke(cli.app, ["init", str(world.clone), *words, "--ci", ci])
    assert done.exit_code == 0, done.output
    (world.clone / "watch_sources.yml").write_text(source())
    world.publish(world.clone, "main", "Begin")
    return world


def source() -> str:
    """The line of a source that the recording holds."""
    known = yaml.safe_load((ROOT / "watch_sources.yml").read_text())["sources"]
    row = next(one for one in known if one["id"] == "inrs")
    kept = {name: row[name] for name in ("id", "name", "url", "reader", "options") if name in row}
    return yaml.safe_dump({"contact": "https://a.example/", "sources": [kept]}, allow_unicode=True)


def shell(script: str, where: Path, **told: str) -> subprocess.CompletedProcess[str]:
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=where,
        env={**quiet, "LC_ALL": "C.UTF-8", **told},
        capture_output=True,
        text=True,
        check=False,
    )


class Runner:
    """Runs the jobs of a .gitlab-ci.yml as GitLab does: each in a clone of its own, with the files
    that the jobs before it kept.
    """

    def __init__(self, world: World, told: dict[str, str]) -> None:
        self.world, self.told = world, told
        self.file = yaml.safe_load((world.clone / ".gitlab-ci.yml").read_text())
        self.kept = world.home / "kept"
        self.printed = ""

    def jobs(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The jobs of a schedule, stage by stage."""
        found = {job: self.whole(job) for job in self.file if not job.startswith(".")}
        for stage in self.file["stages"]:
            for job, held in found.items():
                rules = held.get("rules", []) if isinstance(held, dict) else []
                asked = [rule["if"] for rule in rules]
                if f'$VIGIE_JOB == "{name}"' in asked and held["stage"] == stage:
                    yield job, held

    def whole(self, name: str) -> Any:
        held = self.file[name]
        if not isinstance(held, dict):
            return held
        bases = held.get("extends", [])
        merged: dict[str, Any] = {}
        for base in [bases] if isinstance(bases, str) else bases:
            merged |= self.whole(base)
        return merged | held

    def run(self, schedule: str) -> list[str]:
        """Run a schedule; return the jobs, those that failed with a mark."""
        shutil.rmtree(self.kept, ignore_errors=True)
        self.kept.mkdir()
        done, failed = [], False
        for name, job in self.jobs(schedule):
            if failed and job["rules"][0].get("when") != "always":
                continue
            went = self.one(name, job, schedule)
            self.printed += went.stdout + went.stderr
            failed = failed or bool(went.returncode)
            done.append(name + ("!" if went.returncode else ""))
        return done

    def one(self, name: str, job: dict[str, Any], schedule: str) -> Any:
        place = self.world.home / "builds" / f"{schedule}-{name}"
        shutil.rmtree(place, ignore_errors=True)
        git(self.world.home, "clone", "--quiet", str(self.world.server), str(place))
        shutil.copytree(self.kept, place, dirs_exist_ok=True)
        told = {**self.told, "VIGIE_JOB": schedule, **self.file["variables"]}
        if job.get("environment", {}).get("name") != "vigie":
            told.pop("VIGIE_TOKEN")
        went = shell("\n".join([*job.get("before_script", []), *job["script"]]), place, **told)
        for path in job.get("artifacts", {}).get("paths", []):
            if (place / path).exists():
                shutil.copytree(place / path, self.kept / path, dirs_exist_ok=True)
        return went


@pytest.fixture
def api():
    with gitlab_api.serving() as served:
        yield served


@pytest.mark.server
@pytest.mark.timeout(600)
def test_a_week_on_gitlab_is_proposed_chosen_and_published(world, program, monkeypatch, api):
    instance(world, program, monkeypatch, "gitlab")
    told = {
        **gitlab_api.told(api.url),
        "CI_SERVER_URL": api.url,
        "CI_PROJECT_URL": f"file://{world.server.with_suffix('')}",
        "CI_PAGES_URL": "https://town.example/vigie",
    }
    runner = Runner(world, told)

    assert runner.run("week") == ["ask-week", "gather", "propose", "sources"], runner.printed

    (request,) = api.requests
    assert request["source_branch"] == propose.BRANCH
    assert "La veille de la semaine" in str(request["description"])
    checklist = next(one for one in api.notes if "vigie:checklist" in str(one["body"]))
    assert "/-/merge_requests/1/diffs>" in str(checklist["body"])
    assert not (runner.kept / "week" / "open.json").read_text().count(gitlab_api.TOKEN)

    # A person unticks the first line, another comments, and a stranger is not heard.
    line = re.search(r"- \[x\] .*?vigie:(\d+)\+", str(checklist["body"]))
    api.edits(int(str(checklist["id"])), line[0], line[0].replace("[x]", "[ ]"))
    api.says("stranger", "2 non")
    api.says("mia", "2 à la une")
    api.says("ghost", "changed this line in version 2", system=True)

    assert runner.run("review") == ["collect", "decide", "answer"], runner.printed

    files = git(world.server, "grep", "-h", "-A3", "^review:", propose.BRANCH, "--", "docs/watch")
    assert sorted(re.findall(r"keep: false|highlight: true", files)) == [
        "highlight: true",
        "keep: false",
    ]
    answers = [one for one in api.notes if str(one["body"]).startswith("<!-- vigie:answer")]
    assert len(answers) == 1
    # Nothing is left to answer, and the next turn writes nothing.
    before = world.tip()
    assert runner.run("review") == ["collect", "decide", "answer"]
    assert (world.tip(), len(api.notes)) == (before, len(api.notes))
    assert all("VIGIE" not in str(note["body"]) for note in api.notes)


def test_on_gitlab_no_job_that_reads_the_web_or_what_people_wrote_sees_the_token():
    file = yaml.safe_load((ROOT / "vigie/starter/ci/gitlab/gitlab-ci.yml").read_text())
    for name, job in file.items():
        script = "\n".join(job.get("script", [])) if isinstance(job, dict) else ""
        may = ".with-token" in job.get("extends", []) if isinstance(job, dict) else False
        assert not (may and re.search(r"make (?!program)|vigie (weekly|review)|pip", script)), name
    assert "VIGIE_TOKEN" not in re.sub(r"(?m)^#.*", "", str(file))


class Post(socketserver.StreamRequestHandler):
    """Just enough of SMTP (RFC 5321) to be handed a mail."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                held = iter(self.rfile.readline, b".\r\n")
                self.server.mails.append(b"".join(one.removeprefix(b".") for one in held))
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 well\r\n")


@contextmanager
def post_office() -> Iterator[Any]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        server.mails = []
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@pytest.mark.server
@pytest.mark.timeout(600)
def test_a_week_on_a_machine_is_committed_pushed_and_mailed(world, program, monkeypatch):
    instance(world, program, monkeypatch, "cron")
    crontab = (world.clone / "deploy" / "crontab").read_text()
    monday = next(line for line in crontab.splitlines() if line.endswith("mail)"))
    settings = world.home / "mail.env"
    with post_office() as office:
        settings.write_text(
            f"VIGIE_SMTP_HOST=127.0.0.1\nVIGIE_SMTP_PORT={office.server_address[1]}\n"
            "VIGIE_MAIL_FROM=vigie@town.example\nVIGIE_SUMMARY_TO=mia@town.example\n"
        )
        script = monday.split(None, 5)[5].replace("/etc/vigie/mail.env", str(settings))

        done = shell(script, world.home)

    assert done.returncode == 0, done.stdout + done.stderr
    head = git(world.server, "log", "-1", "--format=%an: %s", "main")
    assert re.fullmatch(r"Vigie: Veille \d{4}-W\d\d", head)
    assert "docs/watch/inrs/" in git(world.server, "show", "--name-only", "main")
    assert git(world.clone, "status", "--porcelain") == ""
    assert (world.clone / "site" / "fr" / "index.html").is_file()
    (mail,) = office.mails
    read = email.message_from_bytes(mail, policy=email.policy.default)
    assert (read["To"], read["Subject"]) == ("mia@town.example", head.partition(": ")[2])
    assert "La veille de la semaine" in read.get_body().get_content()
    (checklist,) = read.iter_attachments()
    assert checklist.get_filename() == "checklist.md"

    # A week that cannot begin repeats no summary of the one before.
    world.git(world.clone, "checkout", "--quiet", "--detach")
    assert shell("make -s week", world.clone).returncode
    assert not (world.clone / "week" / "summary.md").exists()
    world.git(world.clone, "checkout", "--quiet", "main")

    # The coordinator ticks the list; the decision goes along with the next week.
    ticked = checklist.get_content().replace("- [x]", "- [ ]", 1)
    (world.clone / "week" / "checklist.md").write_text(ticked)
    decided = CliRunner().invoke(
        cli.app,
        ["--root", str(world.clone), "review", "apply", str(world.clone / "week/checklist.md")],
    )
    assert decided.exit_code == 0, decided.output
    assert "keep: false" in git(world.clone, "diff")


def test_the_units_of_systemd_run_what_the_crontab_runs():
    folder = ROOT / "vigie" / "starter" / "ci" / "cron"
    units = "\n".join(path.read_text() for path in sorted(folder.glob("*.service")))
    started = set(re.findall(r"ExecStart=(.+)", units))
    crontab = (folder / "crontab").read_text().replace("make -s", "make")

    assert started == {"make week", "make mail", "make build LEAVE_OUT_BROKEN=1"}
    assert all(command in crontab for command in started)
    # The password is for the mail alone.
    assert [name.name for name in folder.glob("*.service") if "mail.env" in name.read_text()] == [
        "vigie-mail.service"
    ]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_reads_each_unit(tmp_path):
    for path in (ROOT / "vigie" / "starter" / "ci" / "cron").glob("vigie-*"):
        text = path.read_text().replace("[[ folder ]]", str(tmp_path))
        (tmp_path / path.name).write_text(text)

    done = shell(f"systemd-analyze verify {tmp_path}/*.service {tmp_path}/*.timer", tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    times = shell("systemd-analyze calendar 'Mon *-*-* 04:23' '*-*-* 02:47'", tmp_path)
    assert times.returncode == 0


@pytest.mark.parametrize(
    ("ci", "held"),
    [
        ("github", {f".github/workflows/{name}.yml" for name in ("check", "import", "publish", "refresh", "review")}),
        ("gitlab", {".gitlab-ci.yml"}),
        ("cron", {f"deploy/{path.name}" for path in (ROOT / "vigie/starter/ci/cron").iterdir()}),
        ("", set()),
    ],
)  # fmt: skip
def test_each_machine_has_its_files_and_nothing_is_left_to_fill_in(tmp_path, ci, held):
    chosen = ["--ci", ci] if ci else []
    words = ["--name", "A", "--contact", "https://a.example/"]

    done = CliRunner().invoke(cli.app, ["init", str(tmp_path / "new"), *words, *chosen])

    assert done.exit_code == 0, done.output
    made = {path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*")}
    told = {path for path in made if path.startswith((".github/workflows/", ".gitlab", "deploy/"))}
    assert told == held
    assert ("Makefile" in made) is bool(ci)
    for path in held:
        text = (tmp_path / "new" / path).read_text()
        assert "[[" not in re.sub(r"if \[ .*", "", text)
        assert text.endswith("\n")


def test_a_machine_that_vigie_does_not_know_is_told_with_those_that_it_does(tmp_path):
    words = ["--name", "A", "--contact", "https://a.example/", "--ci", "jenkins"]

    done = CliRunner().invoke(cli.app, ["init", str(tmp_path / "new"), *words])

    assert "github, gitlab, cron" in str(done.exception)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["with space", "with'quote", "100%", "a$(id)", "é"])
def test_a_folder_that_a_shell_would_read_otherwise_is_written_into_no_command(tmp_path, name):
    texts = dict(machines.files(ROOT / "vigie/starter/ci", "cron", tmp_path / name))

    assert all(name not in text.decode() for text in texts.values())
    assert b"cd /srv/vigie &&" in texts["deploy/crontab"]


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://forge.example/town/vigie.git", True),
        ("https://mia:secret@forge.example/town/vigie.git", False),
        ("git@forge.example:town/vigie.git", False),
        ("/srv/vigie.git", False),
        ("https://forge.example/$(id)", False),
    ],
)
def test_the_program_is_fetched_from_where_it_came_unless_that_is_somebody_s_own(
    tmp_path, address, known
):
    git(tmp_path, "init", "--quiet", "-b", "main")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "-m", "A program")
    git(tmp_path, "remote", "add", "origin", address)
    (tmp_path / "venv").mkdir()
    commit = git(tmp_path, "rev-parse", "HEAD")

    assert machines.program(tmp_path) == (Program(address, commit) if known else Program())
    # A package in a folder of somebody's repository did not come from there.
    assert machines.program(tmp_path / "venv") == Program()


def test_a_makefile_that_does_not_say_where_the_program_is_says_what_to_write(tmp_path):
    text = dict(machines.files(ROOT / "vigie/starter/ci", "cron", tmp_path))["Makefile"].decode()
    (tmp_path / "Makefile").write_text(re.sub(r"(PROGRAM|COMMIT) \?=.*", r"\1 ?=", text))

    done = shell("make install", tmp_path)

    assert done.returncode
    assert "Write in the Makefile where the program is" in done.stderr
    listed = shell("make", tmp_path).stdout
    assert set(re.findall(r"(?m)^  make (\S+)", listed)) >= {"program", "install", "week", "mail"}


@pytest.mark.audit
@pytest.mark.timeout(600)
def test_a_week_on_github_is_proposed_from_what_init_wrote(world, program, monkeypatch):
    instance(world, program, monkeypatch, "github")
    jobs = yaml.safe_load((world.clone / ".github/workflows/refresh.yml").read_text())["jobs"]
    told = {"PYTHONPATH": ".vigie/program", "RUNNER_TEMP": str(world.home / "temp")}
    told |= {"GITHUB_RUN_ID": "1", "GITHUB_OUTPUT": str(world.home / "output")}
    told |= {"GITHUB_STEP_SUMMARY": str(world.home / "step-summary.md")}
    for name in ("gather", "propose"):
        place = world.home / f"runner-{name}"
        git(world.home, "clone", "--quiet", str(world.server), str(place))
        for step in jobs[name]["steps"]:
            if "run" in step:
                went = shell(step["run"], place, **told)
                assert went.returncode == 0, went.stdout + went.stderr
        if name == "gather":
            shutil.copytree(place / "week", world.home / "artifact")

    create = next(call for call in world.calls() if "create" in call["arguments"])
    assert create["arguments"][:4] == ["pr", "create", "--head", propose.BRANCH]
    assert "La veille de la semaine" in create["text"]
    assert "docs/watch/inrs/" in git(world.server, "show", "--name-only", propose.BRANCH)
    assert (world.home / "output").read_text() == "pushed=yes\n"
    assert "La veille de la semaine" in (world.home / "step-summary.md").read_text()


@pytest.mark.audit
@pytest.mark.timeout(600)
@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_what_people_write_is_checked_and_the_site_built(world, program, monkeypatch, ci):
    instance(world, program, monkeypatch, ci)
    if ci == "gitlab":
        file = yaml.safe_load((world.clone / ".gitlab-ci.yml").read_text())
        scripts = ["\n".join(file[name]["script"]) for name in ("check", "pages")]
    else:
        folder = world.clone / ".github" / "workflows"
        jobs = [
            yaml.safe_load((folder / name).read_text())["jobs"]
            for name in ("check.yml", "publish.yml")
        ]
        found = [job["steps"] for held in jobs for job in held.values()]
        scripts = [step["run"] for steps in found for step in steps if "run" in step]

    went = [shell(script, world.clone, CI_PAGES_URL="https://a.example/b") for script in scripts]

    assert [done.returncode for done in went] == [0] * len(scripts), went
    assert (world.clone / {"github": "site", "gitlab": "public"}[ci] / "fr/index.html").is_file()
