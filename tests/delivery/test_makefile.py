"""The Makefile: a list of commands, and a sentence where something is missing."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TARGETS = {"help", "run", "refresh", "build", "serve", "content", "test", "audit", "check"} | {
    "bench",
    "fuzz",
    "measure",
    "lighthouse",
    "lock",
    "clean",
}


def make(*arguments: str, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MAKE") and name != "PYTHON"
    }
    program = shutil.which("make") or pytest.fail("GNU make is not installed")
    return subprocess.run(
        [program, *arguments],
        cwd=ROOT,
        env={**plain, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of programs that holds a shell and little else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("bash", "id", "sh", "tail", "touch", "true"):
        (folder / name).symlink_to(shutil.which(name) or pytest.fail(f"{name} is not installed"))
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


def installing(folder: Path, tmp_path: Path) -> Path:
    """Make programs that install by permission; return the file of what they are asked."""
    asked = tmp_path / "asked"
    program(folder, "apt-get", f'echo "$@" >> {asked}')
    program(folder, "sudo", 'shift; exec "$@"')
    program(folder, "env", 'shift; exec "$@"')
    return asked


def test_make_alone_lists_the_commands():
    done = make()

    listed = re.findall(r"^  make (\S+) +\S", done.stdout, re.MULTILINE)
    assert done.returncode == 0
    assert set(listed) == TARGETS


def test_ci_runs_make_test_and_nothing_else():
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines() == [
        "#!/usr/bin/env bash",
        "set -euo pipefail",
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        "exec make test",
    ]


def test_without_a_python_that_is_new_enough_it_says_which_one_is_needed(bare, tmp_path):
    done = make("install", f"VENV={tmp_path / 'venv'}", path=str(bare))

    assert done.returncode
    assert "Vigie needs Python 3.11.5 or newer, and there is none here" in done.stderr


def test_an_older_python_is_named_with_its_version(bare, tmp_path):
    old = program(
        bare, "old-python", 'if [ "$1" = --version ]; then echo "Python 3.9.2"; else exit 1; fi'
    )

    done = make("install", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}", path=str(bare))

    assert done.returncode
    assert f"Vigie needs Python 3.11.5 or newer; {old} is Python 3.9.2." in done.stderr


def test_a_python_without_venv_says_which_package_to_install(bare, tmp_path):
    part = program(bare, "half-python", 'case "$2" in *ensurepip*) exit 1;; esac')

    done = make("install", f"PYTHON={part}", f"VENV={tmp_path / 'venv'}", path=str(bare))

    assert done.returncode
    assert "install the package python3-venv" in done.stderr


def test_a_failed_installation_shows_the_installer_s_own_words(bare, tmp_path):
    venv = tmp_path / "venv"
    new = program(bare, "new-python", f'[ "$2" = venv ] && mkdir -p {venv}/bin && cp "$0" {venv}/bin/python; '
                  '[ "$2" != pip ] || [ "$3" = --version ] || { echo "No space left"; exit 1; }')  # fmt: skip
    for name in ("mkdir", "cp", "tee"):
        (bare / name).symlink_to(shutil.which(name) or pytest.fail(f"{name} is not installed"))

    done = make("install", f"PYTHON={new}", f"VENV={venv}", path=str(bare))

    assert done.returncode
    assert "No space left" in done.stderr
    assert not (venv / ".run").exists()


@pytest.mark.parametrize(("folder", "made_anew"), [(str(ROOT), False), ("/elsewhere", True)])
def test_an_environment_that_was_moved_is_made_anew(tmp_path, folder, made_anew):
    (tmp_path / ".run").write_text(f"{folder}\n")

    done = make("--question", "install", f"VENV={tmp_path}")

    assert bool(done.returncode) is made_anew


@pytest.mark.parametrize("version", [None, "18.20.8"])
def test_without_a_node_that_is_new_enough_it_says_which_one_is_needed(bare, tmp_path, version):
    stamp = tmp_path / "modules"
    if version:
        program(bare, "npm", "exit 0")
        program(bare, "node", "exit 1")

    done = make(f"{stamp}/.installed", f"NODE_MODULES={stamp}", path=str(bare))

    assert done.returncode
    assert "need Node.js 20.19 or newer with npm" in done.stderr


def test_without_a_browser_and_without_the_right_to_install_one_it_says_what_to_install(
    bare, tmp_path
):
    done = make("browser", f"VENV={tmp_path}", path=str(bare))

    assert done.returncode
    assert "Install the package chromium" in done.stderr


def test_a_missing_browser_is_installed_where_that_is_permitted(bare, tmp_path):
    asked = installing(bare, tmp_path)

    done = make("browser", f"VENV={tmp_path}", path=str(bare))

    assert done.returncode == 0, done.stderr
    update, install = asked.read_text().splitlines()
    assert update == "update"
    assert re.match(r"install -y .*\bchromium\b", install)


@pytest.mark.parametrize("name", ["chromium", "google-chrome"])
def test_a_browser_that_is_there_is_left_as_it_is(bare, tmp_path, name):
    program(bare, name, "echo Chromium 156")

    done = make("browser", f"VENV={tmp_path}", path=str(bare))

    assert (done.returncode, done.stdout) == (0, "")


def test_without_dictionaries_and_the_right_to_install_them_it_says_what_to_install(bare, tmp_path):
    done = make("dictionaries", f"VENV={tmp_path}", path=str(bare))

    assert done.returncode
    assert "Install the packages hunspell" in done.stderr


def test_missing_dictionaries_are_installed_where_that_is_permitted(bare, tmp_path):
    program(bare, "hunspell", '[ "$2" = en_GB ]')
    asked = installing(bare, tmp_path)

    done = make("dictionaries", f"VENV={tmp_path}", path=str(bare))

    assert done.returncode == 0, done.stderr
    update, install = asked.read_text().splitlines()
    assert update == "update"
    assert re.match(r"install -y .*\bhunspell-nl\b", install)


def test_dictionaries_that_are_there_are_left_as_they_are(bare, tmp_path):
    program(bare, "hunspell", "exit 0")

    done = make("dictionaries", f"VENV={tmp_path}", path=str(bare))

    assert (done.returncode, done.stdout) == (0, "")


def test_the_readme_holds_no_measured_figure_that_no_command_prints():
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert not re.findall(r"\d[\d,. ]*\s?(?:ms|s|seconds|minutes|kB|MB|GB|%)(?![\w-])", text)
