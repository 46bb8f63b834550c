"""Two recorded weeks -> a site on this machine, under a banner that says it is a demonstration. No network."""

import shutil
from pathlib import Path

from knowledge.errors import ConfigError

FOLDER = Path(".vigie") / "demo"
RECORDINGS = Path("tests") / "recordings"
# What makes an instance, less what was gathered: the demonstration gathers its own.
PARTS = ("watch_sources.yml", "taxonomy.yml", "mkdocs.yml", "mkdocs.nl.yml", "docs")


def prepare(root: Path) -> Path:
    """Copy the instance, without its entries, into a scratch folder made anew; give that folder."""
    scratch = root / FOLDER
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    for part in PARTS:
        if (root / part).is_dir():
            shutil.copytree(root / part, scratch / part, ignore=shutil.ignore_patterns("watch"))
        elif (root / part).is_file():
            shutil.copy(root / part, scratch / part)
    (scratch / "docs" / "watch").mkdir(parents=True, exist_ok=True)
    return scratch


def recordings(root: Path) -> list[Path]:
    """Give the recorded weeks, oldest first. Raises ConfigError when there are none."""
    found = sorted((root / RECORDINGS).glob("*.warc.gz"))
    if not found:
        raise ConfigError([f"{root / RECORDINGS}: no recording (*.warc.gz) to demonstrate with"])
    return found
