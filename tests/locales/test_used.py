"""Each message is used: its key stands in the code, a template or a script, or is made up there."""

import re
from functools import cache
from pathlib import Path

from knowledge.i18n import catalogue, locales

ROOT = Path(__file__).parents[2]
CODE = ("knowledge", "publish", "hooks", "scrapers", "vigie", "overrides")
SUFFIXES = {".py", ".html", ".js", ".xml", ".yml"}
# What a function of one folder puts before the key that it is asked for: after that prefix the key
# stands in quotes by itself.
PUT_BEFORE = (
    "command.",
    "command.new.",
    "command.check.",
    "input.",
    "proposal.",
    "sheets.",
    "summary.",
)
# Typer's own words, by gettext, and the help, looked up by the names of commands and options.
BY_NAME = re.compile(r"command\.typer\.|command\.(.*\.)?(help|(options|prompts)\.\w+)$")


@cache
def code() -> str:
    """Return the text of the program, its catalogues apart."""
    paths = (path for folder in CODE for path in sorted((ROOT / folder).rglob("*")))
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix in SUFFIXES and "locales" not in path.parts
    )


@cache
def made_up() -> re.Pattern[str]:
    """Return the shape of the keys that the code makes up, as f"site.leave_{name}s"."""
    shapes = set()
    for prefix in (
        "site",
        "search",
        "command",
        "sheets",
        "problems",
        "summary",
        "input",
        "curation",
        "handover",
    ):
        shapes.update(re.findall(rf'f"({prefix}\.[^"\s]*)"', code()))
        for before, after in re.findall(
            rf'"({prefix}\.[^"\s]*)" ~ [\w.]+(?: ~ "([^"]*)")?', code()
        ):
            shapes.add(f"{before}{{}}{after}")
    # A shape that is its first part alone, as f"{prefix}.{name}", would hold every key.
    shapes = {shape for shape in shapes if len(shape.split("{")[0].split(".")) > 1}
    return re.compile("|".join(re.sub(r"\\{.*?\\}", ".+", re.escape(s)) for s in sorted(shapes)))


def is_used(key: str, quoted: frozenset[str]) -> bool:
    """Return whether the code asks for a key, for its group, or for what comes after a prefix."""
    if key in quoted or BY_NAME.match(key) or made_up().fullmatch(key):
        return True
    parts = key.split(".")
    if any(".".join(parts[:end]) in quoted for end in range(2, len(parts))):
        return True
    if parts[0] == "problems":
        return parts[1] in quoted
    return any(key.removeprefix(prefix) in quoted for prefix in PUT_BEFORE)


def test_each_message_is_used():
    quoted = frozenset(re.findall(r"[\"'`]([\w.-]+)[\"'`]", code()))

    unused = [key for key in catalogue.load(locales.REFERENCE).messages if not is_used(key, quoted)]

    assert unused == []
