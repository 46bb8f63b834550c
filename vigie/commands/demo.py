"""`vigie demo`: two recorded weeks as a site on this machine, under a banner that says so.

No network.
"""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import typer

from knowledge.errors import ConfigError, told_of_disk
from knowledge.i18n import locales
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry
from knowledge.storage import atomic, entry_paths, entry_store, entry_text, front_matter
from scrapers import pipeline
from scrapers.instance import RefreshOptions
from vigie import instance, reporting, serving, site
from vigie.terminal import CliContext, Port, out, say

FOLDER = Path(".vigie") / "demo"
RECORDINGS = Path("tests") / "recordings"
# What people might have written: weeks they introduced, and what they know of an entry, in a file
# by its id. All of it is invented, and it is shown under the banner only.
PEOPLE = RECORDINGS / "demo"
# What makes an instance, without what was gathered: the demonstration gathers its own.
PARTS = ("watch_sources.yml", "taxonomy.yml", "feeds.yml", "take_part.yml", "data", "docs")
SETTINGS = "mkdocs*.yml"


def run(context: typer.Context, port: Port = 8000) -> None:
    """Show two recorded weeks as a site (VIGIE_SERVE=0: stop after the build)."""
    common: CliContext = context.obj
    weeks = recordings(common.root, common.words)
    scratch = prepare(common.root)
    for week in weeks:
        say(common.tell("demo.replaying", week=week.name))
        outcome = pipeline.refresh(
            instance.load(scratch, common.words), RefreshOptions(replay=(week,))
        )
        reporting.show(outcome, out, common.words, locales.site_locales(scratch))
        annotate(common.root, scratch)
    folder = site.build(common, scratch, scratch / "site", demo=True)
    if os.environ.get("VIGIE_SERVE") == "0":
        say(str(folder))
    else:
        serving.serve(folder, port, say)


def recordings(root: Path, words: Catalogue) -> list[Path]:
    """Return the recorded weeks, oldest first. Raises ConfigError when there are none."""
    found = sorted((root / RECORDINGS).glob("*.warc.gz"))
    if not found:
        raise ConfigError([words.translate("command.demo.none", folder=root / RECORDINGS)])
    return found


def prepare(root: Path) -> Path:
    """Copy the instance, without its entries, into a new scratch folder; return that folder."""
    scratch = root / FOLDER
    with told_of_disk(scratch):
        _copy(root, scratch)
    return scratch


def _copy(root: Path, scratch: Path) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    for path in parts(root):
        if path.is_dir():
            ignored = shutil.ignore_patterns("watch")
            shutil.copytree(path, scratch / path.name, ignore=ignored)
        elif path.is_file():
            shutil.copy(path, scratch / path.name)
    (scratch / "docs" / "watch").mkdir(parents=True, exist_ok=True)
    for name in ("data", "docs"):
        if (root / PEOPLE / name).is_dir():
            shutil.copytree(root / PEOPLE / name, scratch / name, dirs_exist_ok=True)


def parts(root: Path) -> list[Path]:
    """Return the files and folders that make the instance."""
    return [*(root / part for part in PARTS), *sorted(root.glob(SETTINGS))]


def annotate(root: Path, scratch: Path) -> int:
    """Write into the entries what people would have written between two weeks.

    Return how many were annotated. An entry that people wrote in already is left alone: what they
    write comes through every refresh.
    """
    written = {path.stem: path for path in sorted((root / PEOPLE / "reviews").glob("*.md"))}
    done = 0
    for entry in entry_store.load(scratch):
        note = written.get(entry.id)
        if note and not (entry.review or entry.body):
            _annotate(entry, note, scratch)
            done += 1
    return done


def _annotate(entry: Entry, note: Path, scratch: Path) -> None:
    said = front_matter.split(note.read_bytes(), note.name)
    path = next(entry_paths.folder(scratch, entry.source).glob(f"*-{entry.id}.md"))
    annotated = replace(entry, review=said.review, body=said.body)
    atomic.write(path, entry_text.to_markdown(annotated))
