"""Two recorded weeks -> a site on this machine, under a banner that says it is a demonstration.

No network.
"""

import shutil
from dataclasses import replace
from pathlib import Path

from knowledge.errors import ConfigError
from knowledge.storage import atomic, entry_paths, entry_store, entry_text, front_matter

FOLDER = Path(".vigie") / "demo"
RECORDINGS = Path("tests") / "recordings"
# What people might have written: weeks they introduced, and what they know of an entry, in a file
# by its id. All of it is invented, and it is shown under the banner only.
PEOPLE = RECORDINGS / "demo"
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
    if (root / PEOPLE / "docs").is_dir():
        shutil.copytree(root / PEOPLE / "docs", scratch / "docs", dirs_exist_ok=True)
    return scratch


def annotate(root: Path, scratch: Path) -> int:
    """Write into the entries what people would have written between two weeks; give how many were
    annotated.

    An entry that people wrote in already is left alone: what they write comes through every
    refresh.
    """
    written = {path.stem: path for path in sorted((root / PEOPLE / "reviews").glob("*.md"))}
    done = 0
    for entry in entry_store.load(scratch):
        if entry.id in written and not entry.review and not entry.body:
            said = front_matter.split(written[entry.id].read_bytes(), written[entry.id].name)
            path = next(entry_paths.folder(scratch, entry.source).glob(f"*-{entry.id}.md"))
            atomic.write(
                path, entry_text.to_markdown(replace(entry, review=said.review, body=said.body))
            )
            done += 1
    return done


def recordings(root: Path) -> list[Path]:
    """Give the recorded weeks, oldest first. Raises ConfigError when there are none."""
    found = sorted((root / RECORDINGS).glob("*.warc.gz"))
    if not found:
        raise ConfigError([f"{root / RECORDINGS}: no recording (*.warc.gz) to demonstrate with"])
    return found
