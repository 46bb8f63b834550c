"""The map of the code names every room, and none that is not there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
PACKAGES = ("knowledge", "scrapers", "publish", "hooks", "vigie")
# "| `publish/` | what it is | `cards`, `library` |"
ROW = re.compile(r"^\| `([a-z_/0-9]+/)` \| .+ \| (.*?) ?\|$", re.MULTILINE)


def rooms() -> dict[str, set[str]]:
    """Return the folders of the map, each with the modules that its row names."""
    return {folder: set(re.findall(r"`(\w+)`", modules)) for folder, modules in ROW.findall(MAP)}


def modules(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"}


@pytest.mark.parametrize("package", PACKAGES)
def test_each_folder_of_the_code_is_on_the_map(package):
    folders = {path.parent for path in (ROOT / package).rglob("*.py")}
    names = {f"{folder.relative_to(ROOT).as_posix()}/" for folder in folders}

    assert names <= set(rooms())


@pytest.mark.parametrize("package", PACKAGES)
def test_the_map_names_the_modules_at_the_top_of_a_package_and_no_other(package):
    assert rooms()[f"{package}/"] == modules(ROOT / package)


def test_each_place_that_the_map_names_exists():
    named = re.findall(
        r"`((?:knowledge|scrapers|publish|hooks|vigie|overrides|tests|docs)/[^`]*)`", MAP
    )
    places = [name.replace("<kind>", "practice").replace("<locale>", "en") for name in named]
    places = [place.replace("/**.md", "") for place in places]

    assert places
    assert [place for place in places if not list(ROOT.glob(place.rstrip("/")))] == []


def test_those_who_take_part_are_led_to_the_map_and_the_glossary():
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert "(docs/architecture.md)" in guide
    assert "(docs/glossary.md)" in guide


def test_a_module_that_is_run_by_name_runs_when_all_of_it_is_read():
    early = []
    for package in ("hooks", "vigie"):
        for path in (ROOT / package).rglob("*.py"):
            _, run, rest = path.read_text(encoding="utf-8").partition("\nif __name__ == ")
            if run and re.search(r"^(?:def|class|[A-Za-z_]\w* =)", rest, re.MULTILINE):
                early.append(path.name)

    assert early == []
