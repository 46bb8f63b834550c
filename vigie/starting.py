"""A name, a language, a contact -> the folder of a new instance: data alone, ready to be checked,
filled and built.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge import taxonomy
from knowledge.errors import ConfigError
from knowledge.storage import atomic
from vigie.terminal import Common, say

STARTER = Path(__file__).resolve().parent / "starter"
SHARED = ("watch_sources.yml", "README.md")
LANGUAGES = ("fr", "nl")
NEXT = {
    "fr": "{folder} est prêt. Écrivez vos sources dans watch_sources.yml, puis\u00a0: cd {folder} && vigie check",
    "nl": "{folder} is klaar. Schrijf uw bronnen in watch_sources.yml, en dan: cd {folder} && vigie check",
    "en": "{folder} is ready. Put your sources in watch_sources.yml, then: cd {folder} && vigie check",
}


@dataclass(frozen=True)
class Wanted:
    """What a new instance is asked to be. Colours as "#0b3d4f"; `address` ends in a slash."""

    name: str
    languages: tuple[str, ...]
    contact: str
    description: str = ""
    address: str = "/"
    primary: str = "#0b3d4f"
    accent: str = "#f2b33d"


def files(wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the instance: its path and what it holds."""
    templates = _templates()
    words = yaml.safe_load((STARTER / "words.yml").read_text(encoding="utf-8"))
    first = wanted.languages[0]
    told: dict[str, Any] = {**vars(wanted), "lang": first}
    for name in SHARED:
        yield name, templates.get_template(name).render(told).encode()
    for lang in wanted.languages:
        about = {
            "lang": lang,
            "words": words[lang],
            "description": _description(wanted, words[lang]),
        }
        template, name = (
            ("mkdocs.yml", "mkdocs.yml")
            if lang == first
            else ("mkdocs.lang.yml", f"mkdocs.{lang}.yml")
        )
        yield name, templates.get_template(template).render({**told, **about}).encode()
        for path in sorted((STARTER / lang).glob("*.md")):
            page = templates.get_template(f"{lang}/{path.name}").render({**told, **about})
            yield f"docs/{lang}/{path.name}", page.encode()
    yield taxonomy.FILE, (STARTER / taxonomy.FILE).read_bytes()
    yield ".gitignore", (STARTER / "gitignore").read_bytes()
    yield "docs/watch/.gitkeep", b""
    yield "docs/directory/.gitkeep", b""


def write(wanted: Wanted, folder: Path) -> list[Path]:
    """Write the instance; nothing that stands there is touched.

    Raises ConfigError where something does.
    """
    made = {folder / name: body for name, body in files(wanted)}
    there = [path for path in made if path.exists()]
    if there:
        raise ConfigError(
            [f"{path}: stands there already; choose an empty folder" for path in there]
        )
    for path, body in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(path, body)
    return list(made)


def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to make; a new or an empty one.")
    ],
    name: Annotated[
        str, typer.Option(prompt="Nom du site / Naam van de site", help="The name of the site.")
    ],
    contact: Annotated[
        str,
        typer.Option(
            prompt="Contact (https://… / mailto:…)",
            help="Where the keepers of watched sites can reach you.",
        ),
    ],
    lang: Annotated[
        list[str], typer.Option(help="A language of the site, fr or nl; may be repeated.")
    ] = ["fr"],  # noqa: B006
    description: Annotated[str, typer.Option(help="What the site is, in a sentence.")] = "",
    address: Annotated[
        str, typer.Option(help="The address of the whole site, as https://example.org/watch/")
    ] = "/",
    primary: Annotated[
        str, typer.Option(help="The colour of the header and the buttons.")
    ] = Wanted.primary,
    accent: Annotated[str, typer.Option(help="The colour of lines and marks.")] = Wanted.accent,
) -> None:
    """Start an instance of your own: sources, lists, settings and first pages, as data alone."""
    strange = [one for one in lang if one not in LANGUAGES]
    if strange:
        raise ConfigError(
            [f'--lang: found "{one}"; a site is in fr, in nl, or in both' for one in strange]
        )
    common: Common = context.obj
    tongues = tuple(dict.fromkeys(lang))
    write(
        Wanted(name.strip(), tongues, contact.strip(), description, address, primary, accent),
        folder,
    )
    for tongue in tongues if common.tongue == "en" else (common.tongue,):
        say(NEXT[tongue].format(folder=folder))


def _description(wanted: Wanted, words: dict[str, str]) -> str:
    return wanted.description or words["description"].replace("{name}", wanted.name)


def _templates() -> Environment:
    made = Environment(  # noqa: S701 - YAML and Markdown that a person wrote, not HTML
        loader=FileSystemLoader(STARTER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # A JSON string is a YAML string (YAML 1.2, 1.3), whatever stands in it.
    made.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    return made
