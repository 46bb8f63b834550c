"""Each dependency is imported, declared, locked with a hash, and has a reason."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
REASONS = (ROOT / "docs/decisions/dependencies.md").read_text()
LOCKS = {name: (ROOT / "requirements" / f"{name}.txt").read_text() for name in ("run", "test")}
ASKED = {"run": PROJECT["dependencies"], "test": PROJECT["optional-dependencies"]["test"]}
OURS = ("knowledge", "scrapers", "publish", "hooks", "vigie")
# Declared for what another program loads by name: no line of ours imports them.
LOADED = {
    "run": {"mkdocs-material", "pymdown-extensions", "tzdata"},
    "test": {
        *("check-jsonschema", "import-linter", "mypy", "ruff", "yamllint", "zizmor"),
        *("lxml-stubs", "types-beautifulsoup4", "types-python-slugify", "types-pyyaml"),
        *("pytest-timeout", "pytest-xdist"),
    },
}


def imported(folders: tuple[str, ...]) -> set[str]:
    """Return the distributions that the code of some folders imports, by canonical name."""
    packages = packages_distributions()
    found = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for module in modules(ast.parse(path.read_text(encoding="utf-8"))):
                if module not in sys.stdlib_module_names and module not in (*OURS, "tests"):
                    found.add(canonicalize_name(packages[module][0]))
    return found


def modules(tree: ast.Module) -> Iterator[str]:
    """Yield the top module of each import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def test_the_program_declares_what_it_imports_and_imports_what_it_declares():
    assert names(ASKED["run"]) == imported(OURS) | LOADED["run"]


def test_the_checks_declare_what_they_import_and_import_what_they_declare():
    found = imported(("tests",)) - names(ASKED["run"])

    assert names(ASKED["test"]) == found | LOADED["test"]


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def locked(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", LOCKS[lock], re.MULTILINE))


@pytest.mark.parametrize(
    ("group", "heading"),
    [("run", "What the command needs"), ("test", "What the checks need besides")],
)
def test_each_direct_dependency_has_one_line_of_reason_and_no_other_has(group, heading):
    section = REASONS.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.{12,}) \|$", section, re.MULTILINE))

    assert set(rows) == names(ASKED[group])


@pytest.mark.parametrize("group", ["run", "test"])
def test_each_direct_dependency_is_locked_at_a_version_that_is_asked_for(group):
    versions = locked(group)

    for line in ASKED["run"] + (ASKED["test"] if group == "test" else []):
        wanted = Requirement(line)
        assert wanted.specifier.contains(versions[canonicalize_name(wanted.name)]), line


def test_the_checks_run_on_the_versions_that_are_run():
    assert locked("run").items() <= locked("test").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_each_locked_package_has_a_hash(lock):
    blocks = re.split(r"^(?=\S)", LOCKS[lock], flags=re.MULTILINE)[1:]

    # A package may be locked twice, each time for some versions of Python.
    assert {block.partition("==")[0] for block in blocks} == set(locked(lock))
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", block) for block in blocks)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_so_that_each_machine_uses_its_own(lock):
    assert "://" not in LOCKS[lock]
    assert "--index" not in LOCKS[lock]


def test_what_builds_the_package_is_locked_too():
    assert "setuptools" in locked("run")


def test_what_checks_the_scripts_has_a_reason_an_exact_version_and_a_hash():
    asked = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    lock = (ROOT / "package-lock.json").read_text()
    held = json.loads(lock)["packages"]
    section = REASONS.split("## What the checks of the scripts need\n")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| ([@a-z0-9/-]+) \| (.{12,}) \|$", section, re.MULTILINE))

    assert set(rows) == set(asked)
    assert {name: held[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert all("integrity" in package for path, package in held.items() if path)
    assert "resolved" not in lock
