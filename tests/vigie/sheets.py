"""A small instance with sheets, as the tests of the editors' commands meet it."""

import re
import shutil
from pathlib import Path

from typer.testing import CliRunner

from knowledge import taxonomy
from knowledge.sheets import explained
from knowledge.sheets.registry import KINDS
from vigie import cli

ROOT = Path(__file__).parents[2]
PRACTICE = KINDS["practice"]
SHARED = {
    "organisation": "institution-a",
    "life": "[{state: idea, on: 2026-01-12}, {state: pilot, on: 2026-03-02}]",
    "fields": "[work-content]",
    "steps": "experiment",
    "substance": "comfort",
}
NAV = re.compile(r"^nav:\n(?:[ -].*\n|\n)*", re.MULTILINE)
TEXTS = ("description", "context", "done", "participation", "means", "transfer")


def begin(root: Path) -> Path:
    """Make an instance, French and Dutch, with one organisation in it."""
    for name in ("watch_sources.yml", "taxonomy.yml", "mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, root)
    for settings in root.glob("mkdocs*.yml"):
        text = settings.read_text(encoding="utf-8")
        # The pages that the navigation names are not there.
        settings.write_text(filled(NAV.sub("", text)), encoding="utf-8")
    sources = root / "watch_sources.yml"
    sources.write_text(filled(sources.read_text(encoding="utf-8")), encoding="utf-8")
    (root / "docs" / "directory").mkdir(parents=True)
    shutil.copy(ROOT / "tests/kits/docs/directory/institution-a.yml", root / "docs/directory")
    for lang in ("fr", "nl"):
        (root / "docs" / lang).mkdir(parents=True)
    return root


def filled(settings: str) -> str:
    """Give settings in which somebody wrote whose the instance is."""
    told = settings.replace("example: to fill in", "Institution A")
    return told.replace("@example.org", "@institution.be")


def vigie(root: Path, *words: str):
    """Run the command as a person whose terminal speaks neither French nor Dutch."""
    return CliRunner().invoke(cli.app, ["--root", str(root), *words], env={"LC_ALL": "C"})


def given(*langs: str, **more: str) -> list[str]:
    """Give all that a practice needs, as options of `vigie new`."""
    held = {
        **SHARED,
        **{f"{lang}.{key}": f"{key} {lang}" for lang in langs for key in ("title", *TEXTS)},
        **more,
    }
    return [word for key, value in held.items() for word in ("--set", f"{key}={value}")]


def practice(lang: str = "fr") -> str:
    """Give a practice without a mistake."""
    text = explained.template(PRACTICE, lang, taxonomy.load(ROOT))
    return re.sub(r"<!-- (.*?) -->", r"\1", text)


def put(root: Path, path: str, body: str) -> Path:
    """Write a file of the instance."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(body, encoding="utf-8")
    return file
