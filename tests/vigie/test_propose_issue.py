"""An issue with the label: what the first job packs, the second proposes on the issue's own branch and
answers, as .github/workflows/import.yml runs both; against a git server in a folder and a forge on
loopback.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from knowledge.sheets.registry import KINDS
from tests.vigie import forge_api, sheets
from tests.vigie.intake import sent
from tests.vigie.intake.test_issues import STATES, event, written
from vigie import propose_issue, repository
from vigie.commands import import_proposal
from vigie.intake import parcel
from vigie.repository import ProposalError

ROOT = Path(__file__).parents[2]
JOBS = yaml.safe_load((ROOT / ".github/workflows/import.yml").read_text())["jobs"]
BRANCH = "import/issue-8"
FR, NL = "docs/fr/practices/ete-mia-7.md", "to-translate/docs/nl/practices/ete-mia-7.md"
LABELLED = {"title": "Été @mia #7", "organisation": "institution-a", "life": STATES["fr"]}
TYPED = "@mia closes #7, `a`.\n\n::error::x"
HOSTILE = (
    "</details>\n\n@mia closes #7 [x](https://evil.example) ![y](//evil.example/z) `a`\n::error::"
)


@pytest.fixture
def town(world, monkeypatch):
    """Give the world with an instance in it, and a forge where a stranger's issue has number 8."""
    sheets.begin(world.clone)
    world.write("README.md", "An instance of sheets.\n")
    world.publish(world.clone, "main", "Begin an instance")
    monkeypatch.delenv("GITLAB_CI", raising=False)
    monkeypatch.setenv("GITHUB_REPOSITORY", "town/vigie")
    monkeypatch.setenv("GH_TOKEN", forge_api.TOKEN)
    monkeypatch.setenv("GITHUB_OUTPUT", str(world.home / "output"))
    with forge_api.serving() as api:
        api.opens("stranger", "Une pratique", "The text as it is now.")
        monkeypatch.setenv("GITHUB_API_URL", api.url)
        world.api = api
        yield world


def told(text: str, login: str = "mia") -> dict:
    """Return the event of a label."""
    return {**json.loads(event(text, 8)), "sender": {"login": login, "type": "User"}}


def packed(world, text: str) -> Path:
    """Do what the first job does, in this process and without the sandbox; return the folder."""
    file, folder = world.home / "event.json", world.home / "artifact"
    file.write_text(json.dumps(told(text)))
    import_proposal.packed(file, world.clone, parcel.opened, folder)
    world.git(world.clone, "checkout", "--quiet", "--", ".")
    world.git(world.clone, "clean", "--quiet", "--force", "-d")
    return folder


def offered(world, folder: Path, login: str = "mia") -> str:
    return propose_issue.offer(world.clone, folder, told("", login))


def said(world) -> list[str]:
    return world.api.issue("8")["said"]


@pytest.mark.server
def test_the_text_as_it_was_labelled_becomes_a_pull_request_and_the_issue_is_answered(town):
    packed(town, written("practice", "fr", **LABELLED, context=TYPED))
    script = next(step["run"] for step in JOBS["offer"]["steps"] if "run" in step)
    python = town.home / "bin" / "python3"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    python.chmod(0o755)
    given = {
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(town.home / "temp"),
        "GITHUB_RUN_ID": "1",
        "GITHUB_EVENT_PATH": str(town.home / "event.json"),
    }

    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=town.clone,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "Proposed: https://forge.example/pull/7\n"), done
    sheet = town.git(town.server, "show", f"{BRANCH}:{FR}")
    changed = town.git(town.server, "diff", "--name-only", "main", BRANCH)
    assert TYPED in sheet
    assert "as it is now" not in sheet
    assert changed.splitlines() == [FR, NL]
    assert (town.home / "output").read_text() == "pushed=yes\n"
    create = town.calls()[-1]
    assert create["arguments"][:4] == ["pr", "create", "--head", BRANCH]
    assert f"- `{FR}`" in create["text"]
    assert "Closes #8." in create["text"]
    (answer,) = said(town)
    assert answer.startswith("Bonjour,\n\nMerci pour «")
    assert "@mia" not in answer
    assert "#7" not in answer.replace("\\", "")


@pytest.mark.server
def test_what_is_to_be_mended_is_answered_in_the_form_s_language_and_proposes_nothing(town):
    text = written("practice", "nl", title="<b>@mia</b> `x`", life=HOSTILE, organisation="Nieuw")

    assert offered(town, packed(town, text)) == "Issue 8 is answered; nothing is proposed."

    (answer,) = said(town)
    assert "Levensloop" in answer or "life" in answer or "Parcours" in answer
    assert not {"@mia", "<b>", "</details>\n\n@", "https://evil", "\n::"} & {
        mark for mark in ("@mia", "<b>", "https://evil", "\n::") if mark in answer
    }
    assert town.tip(BRANCH) == ""


@pytest.mark.server
@pytest.mark.parametrize("text", ["Bonjour @mia", "", "### Titre\n\n" + HOSTILE])
def test_what_is_no_form_is_answered_in_each_language_of_the_site(town, text):
    offered(town, packed(town, text))

    (answer,) = said(town)
    assert "Nous n’avons pas pu lire" in answer
    assert "We konden dit niet lezen" in answer
    assert "@mia" not in answer


@pytest.mark.server
def test_a_source_is_answered_with_the_lines_to_write_as_code(town):
    given = {"name": "Une `source` @mia", "url": "https://example.org/", "publishes": HOSTILE}

    offered(town, packed(town, written("source", "fr", **given)))

    (answer,) = said(town)
    lines = answer.split("\n")
    code = "\n".join(line[4:] for line in lines if line.startswith("    "))
    (source,) = yaml.safe_load(code)["sources"]
    assert source["url"] == "https://example.org/"
    assert source["enabled"] is False
    assert not [line for line in lines if "@mia" in line and not line.startswith("    ")]


@pytest.mark.server
def test_what_belongs_into_the_directory_or_the_watch_is_for_a_person(town):
    role = 'organisation: institution-a\ntitle: {fr: "Conseil"}\nlanguages: [fr]\n'
    text = sent.form(role, "contact")

    folder = packed(town, f"```yaml\n{text}```")

    assert (folder / "change.patch").read_bytes() == b""
    assert "docs/directory/institution-a.yml" in (folder / "house.md").read_text().replace("\\", "")


@pytest.mark.server
@pytest.mark.parametrize("login", ["stranger", "nobody", "../../x", ""])
def test_a_label_of_somebody_who_may_not_write_does_nothing(town, login):
    folder = packed(town, written("practice", "fr", **LABELLED))

    with pytest.raises(ProposalError, match="may not write"):
        offered(town, folder, login)

    assert town.tip(BRANCH) == ""
    assert said(town) == []


@pytest.mark.server
def test_a_second_label_adds_nothing_while_the_first_proposal_is_open(town):
    folder = packed(town, written("practice", "fr", **LABELLED))
    offered(town, folder)
    before = town.tip(BRANCH)
    town.standing(9)

    assert offered(town, folder) == "Proposal 9 is open for this issue already: nothing is done."

    assert town.tip(BRANCH) == before
    assert len(said(town)) == 1


@pytest.mark.server
@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/x.yml",
        "mkdocs.yml",
        "docs/fr/index.md",
        "docs/fr/practices/index.md",
        "docs/fr/practices/x.html",
        "docs/fr/practices/x/y.svg",
        "docs/fr/practices/x/y/z.md",
        "docs/fr/practices/.x.md",
        "docs/fr/practices/x.md\n",
        "docs/watch/beswic/x.md",
        "docs/directory/x.yml",
        "overrides/docs/fr/practices/x.md",
        "vigie/x.py",
    ],
)
def test_a_patch_of_anything_but_sheets_is_refused_whole(town, path):
    folder = town.home / "artifact"
    folder.mkdir()
    town.write("docs/fr/practices/ok.md", "x\n")
    town.write(path, "x\n")
    (folder / "change.patch").write_bytes(repository.diff_of(town.clone, ["."]))
    (folder / "answer.md").write_text("Bonjour")
    (folder / "house.md").write_text("")
    town.fresh()

    with pytest.raises(ProposalError, match="beyond sheets"):
        offered(town, folder)

    assert town.tip(BRANCH) == ""
    assert said(town) == []


@pytest.mark.server
def test_a_link_a_program_or_a_removal_is_refused(town):
    sheet = town.clone / "docs/fr/practices/x.md"
    town.write("docs/fr/practices/gone.md", "x\n")
    town.publish(town.clone, "main", "Write a sheet")
    folder = town.home / "artifact"
    folder.mkdir()
    (folder / "answer.md").write_text("")
    (folder / "house.md").write_text("")

    def patched() -> bytes:
        patch = repository.diff_of(town.clone, ["docs/fr/practices"])
        town.fresh()
        return patch

    sheet.symlink_to("/etc/passwd")
    patches = [patched()]
    sheet.write_text("x\n")
    sheet.chmod(0o755)
    patches.append(patched())
    (town.clone / "docs/fr/practices/gone.md").unlink()
    patches.append(patched())
    for patch in patches:
        (folder / "change.patch").write_bytes(patch)
        with pytest.raises(ProposalError, match="beyond sheets"):
            offered(town, folder)


def test_the_folders_are_those_of_the_kinds_that_have_a_language():
    kinds = {kind.folder for kind in KINDS.values() if not kind.one_file}

    assert set(propose_issue.FOLDERS) == kinds
    assert propose_issue.beyond(["docs/fr/tools/x/Ete-2.pdf", "docs/nl/events/x.md"]) == []
