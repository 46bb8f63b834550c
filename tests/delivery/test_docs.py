"""The guide says of every key and every word of the command what the program says, and no more."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from typer.core import TyperGroup

import vigie.cli
from knowledge import named_searches, source, taxonomy
from knowledge.source import OPTIONS, Watch
from knowledge.storage import entry_text, review
from knowledge.storage.entry_text import FrontMatter
from knowledge.storage.review import Review
from tests.delivery import guide

ROOT = Path(__file__).parents[2]
SECTIONS: dict[str, dict[str, type[BaseModel]]] = {
    "watch_sources.md": {
        "The file": Watch,
        "Defaults": source.Defaults,
        "A source": source.Source,
        "Rights": source.Rights,
        "Detail": source.Detail,
        **{f"Options of `{reader}`": model for reader, model in OPTIONS.items()},
    },
    "taxonomy.md": {
        "The file": taxonomy.Taxonomy,
        "A term": taxonomy.Term,
        "Rules": taxonomy.Rules,
        "Scoring": taxonomy.Scoring,
    },
    "feeds.md": {
        "The file": named_searches.NamedSearches,
        "A search": named_searches.NamedSearch,
    },
}
KEYS = [(page, section) for page, sections in SECTIONS.items() for section in sections]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/guide/*.md"),
        *ROOT.glob("docs/decisions/*.md"),
        *ROOT.glob("requirements/*.md"),
    ]
)


def parts(annotation: Any) -> set[type[BaseModel]]:
    """Find every model within an annotation, as in `tuple[Source, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {found for inner in get_args(annotation) for found in parts(inner)}


def printed(field: FieldInfo) -> str:
    """Write a default as the guide does."""
    value: Any = field.get_default(call_default_factory=True)
    if value is PydanticUndefined:
        return "required"
    if isinstance(value, BaseModel):
        return "see there"
    if isinstance(value, timedelta):
        return f"{value.days} days"
    if value is None or isinstance(value, bool):
        return {None: "none", True: "true", False: "false"}[value]
    return "[]" if value == () else '""' if value == "" else str(value)


@pytest.mark.parametrize("page", SECTIONS)
def test_the_guide_has_a_section_for_each_part_of_the_configuration(page):
    with_keys = {section for section, rows in guide.tables(page).items() if rows}

    assert with_keys == set(SECTIONS[page])


@pytest.mark.parametrize(("page", "section"), KEYS)
def test_each_key_of_the_configuration_is_documented_with_its_default(page, section):
    documented = {row.key: row.default for row in guide.tables(page)[section]}

    assert documented == {
        name: printed(field) for name, field in SECTIONS[page][section].model_fields.items()
    }


@pytest.mark.parametrize(
    "model", [model for sections in SECTIONS.values() for model in sections.values()]
)
def test_no_part_of_the_configuration_is_left_out_of_the_guide(model):
    known = {one for sections in SECTIONS.values() for one in sections.values()}

    within = {part for field in model.model_fields.values() for part in parts(field.annotation)}

    assert within <= known


def test_the_taxonomy_shown_in_the_guide_is_valid(tmp_path):
    (tmp_path / taxonomy.FILE).write_text(
        guide.examples("taxonomy.md", "yaml")[0], encoding="utf-8"
    )

    assert taxonomy.load(tmp_path).ids("themes") == {"workload"}


def test_the_searches_shown_in_the_guide_are_valid():
    (shown,) = guide.examples("feeds.md", "yaml")

    assert len(named_searches.NamedSearches.model_validate(yaml.safe_load(shown)).searches) == 2


def test_the_configuration_shown_in_the_guide_is_valid():
    whole = [
        text for text in guide.examples("watch_sources.md", "yaml") if text.startswith("contact:")
    ]

    watch = Watch.model_validate(yaml.safe_load(whole[0]))

    assert {one.reader for one in watch.sources} == set(OPTIONS)


def test_the_source_shown_in_the_readme_is_valid_in_three_lines():
    shown = re.findall(
        r"^```yaml\n(.*?)^```$", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL
    )

    sources = yaml.safe_load(shown[0])

    assert len(shown[0].splitlines()) == 3
    assert source.Source.model_validate(sources[0]).reader == "feed"


def test_each_key_of_an_entry_is_documented_in_the_order_in_which_it_is_written():
    documented = [row.key for row in guide.tables("entries.md")["Keys of the program"]]

    assert documented == [name for name in FrontMatter.model_fields if name != "review"]


def test_each_key_of_a_review_is_documented_in_its_order():
    documented = [row.key for row in guide.tables("entries.md")["Keys of `review`"]]

    assert documented == list(Review.model_fields)


def test_the_review_shown_in_the_guide_is_without_a_fault():
    block = guide.examples("entries.md", "yaml")[0]

    assert list(review.problems(block, taxonomy.load(ROOT), "guide")) == []
    assert review.read(block).in_force


def test_the_entry_shown_in_the_guide_is_one():
    text = guide.examples("entries.md", "markdown")[0]

    entry = entry_text.from_markdown(text.encode(), "guide")

    assert "our choice" in entry.review
    assert entry.body.startswith("What this means")


def options(command: Any) -> set[str]:
    return {name for one in command.params for name in one.opts if name.startswith("--")} - {
        "--help",
        "--install-completion",
        "--show-completion",
    }


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each command with the words that call it, as "directory report"."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def test_each_command_and_each_of_its_options_is_documented():
    whole = typer.main.get_command(vigie.cli.app)
    documented = {
        name: {row.key for row in rows} for name, rows in guide.tables("commands.md").items()
    }

    assert documented == {"Every command": options(whole)} | {
        name: options(command) for name, command in commands(whole)
    }


def test_each_target_of_make_that_the_pages_name_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        name
        for page in PAGES
        for name in re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))
    }

    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_our_pages_lead_somewhere(page):
    written = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))  # shown, not a link
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)\s#]+)", written)

    missing = [target for target in targets if not (page.parent / target).exists()]

    assert missing == []


def test_each_option_of_the_proposing_program_is_documented():
    done = subprocess.run(
        [sys.executable, "-m", "vigie.propose", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    offered = set(re.findall(r"--[a-z]+", done.stdout)) - {"--help"}

    section = (
        (guide.GUIDE / "commands.md").read_text(encoding="utf-8").split("### Its pull request")[1]
    )

    assert offered == set(re.findall(r"^- `(--[a-z]+)`", section, re.MULTILINE))
