"""A folder -> the instance in it, or every fault of its files at once."""

import os
from pathlib import Path

from knowledge import config, taxonomy
from knowledge.errors import ConfigError
from knowledge.model import Problem
from knowledge.problems import Tongue
from scrapers import readers
from scrapers.pipeline import Instance


def load(root: Path) -> Instance:
    """Read watch_sources.yml and taxonomy.yml. Raises ConfigError with the faults of both."""
    if not (root / "watch_sources.yml").is_file():
        raise ConfigError(
            [
                f"{root}: no watch_sources.yml here; go to the folder of an instance, or name it: vigie --root FOLDER …"
            ]
        )
    wrong: list[Problem] = []
    terms = None
    try:
        terms = taxonomy.load(root)
    except ConfigError as error:
        wrong += error.problems
    try:
        watch = config.load(root, readers=readers.names(), taxonomy=terms)
    except ConfigError as error:
        wrong += error.problems
    if wrong or terms is None:
        raise ConfigError(wrong)
    return Instance(root, watch, terms)


def tongue(chosen: str) -> Tongue:
    """Give the language to speak: as chosen, or that of the terminal (POSIX, LC_ALL before
    LC_MESSAGES and LANG).
    """
    named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = chosen or next(filter(None, named), "")
    if spoken.startswith("fr"):
        return "fr"
    return "nl" if spoken.startswith("nl") else "en"
