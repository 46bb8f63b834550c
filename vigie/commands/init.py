"""`vigie init`: the folder of a new instance, data alone, ready to be checked, filled and built; or
that of an instance which another institution handed over.
"""

import json
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from typer._click.exceptions import MissingParameter

from knowledge import taxonomy
from knowledge.errors import ConfigError
from knowledge.i18n import locales
from knowledge.i18n.catalogue import Catalogue
from knowledge.storage import atomic
from vigie import cli_locale, machines
from vigie.handover import archive, guide
from vigie.terminal import CliContext, say, say_all

STARTER = Path(__file__).resolve().parents[1] / "starter"
SHARED = ("watch_sources.yml", "README.md")


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
    ci: str = ""


def run(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", show_default=False)] = None,
    name: Annotated[str, typer.Option()] = "",
    contact: Annotated[str, typer.Option()] = "",
    lang: Annotated[list[str], typer.Option()] = [locales.DEFAULT],  # noqa: B006 - typer copies it
    description: Annotated[str, typer.Option()] = "",
    address: Annotated[str, typer.Option()] = Wanted.address,
    primary: Annotated[str, typer.Option()] = Wanted.primary,
    accent: Annotated[str, typer.Option()] = Wanted.accent,
    ci: Annotated[str, typer.Option("--ci")] = "",
    handover: Annotated[Path | None, typer.Option("--from")] = None,
) -> None:
    """Start an instance of your own: sources, lists, settings and first pages, as data alone."""
    common: CliContext = context.obj
    machines.require(ci, common.words)
    if handover:
        take_over(handover, folder or common.root, common, ci)
        return
    if folder is None:
        raise MissingParameter(ctx=context, param_hint="'DIR'", param_type="argument")
    chosen = tuple(dict.fromkeys(lang))
    name = name or typer.prompt(common.tell("init.prompts.name"))
    contact = (contact or typer.prompt(common.tell("init.prompts.contact"))).strip()
    require(chosen, common.words)
    wanted = Wanted(name.strip(), chosen, contact, description, address, primary, accent, ci)
    write(wanted, folder, common.words)
    for locale in _told_in(common, chosen):
        say_all(_last_words(cli_locale.words(locale), folder, ci))


def _last_words(words: Catalogue, folder: Path, ci: str) -> Iterator[str]:
    """Yield what to do next, and what the files of the machine still need."""
    yield words.translate("command.init.ready", folder=folder)
    if ci:
        yield words.translate(f"command.init.ci.{ci}")
        if not machines.program().address:
            yield words.translate("command.init.ci.program", file=folder / "Makefile")


def take_over(file: Path, folder: Path, common: CliContext, ci: str = "") -> None:
    """Write the data of a zip that `vigie handover` made into an empty folder, and say what next.

    What runs it is this program's own, and nothing of the zip.

    Raises ConfigError where something is there, SheetError with what is wrong with the zip; nothing
    is written then.
    """
    _refuse_full(folder, file, common.words)
    with archive.opened(file) as held:
        facts = held.facts
        held.verify()
        data = held.instance(folder)
        _refuse_taken((*data, *_machine(ci, folder)), common.words)
        atomic.write_new(data)
    atomic.write_new(_machine(ci, folder))
    root = shlex.quote(str(folder))
    for locale in _told_in(common, locales.site_locales(folder)):
        words = cli_locale.words(locale)
        say(words.plural("command.init.arrived", len(data), folder=folder))
    say(f"vigie --root {root} check")
    say(guide.build_command(root, facts.address, facts.day))


def require(chosen: tuple[str, ...], words: Catalogue) -> None:
    """Raise ConfigError for each locale that has no site in Vigie."""
    allowed = ", ".join(locales.known())
    faults = []
    for found in chosen:
        if found not in locales.known():
            text = words.translate("command.init.language", found=found, allowed=allowed)
            faults.append(text)
    if faults:
        raise ConfigError(faults)


def write(wanted: Wanted, folder: Path, words: Catalogue) -> list[Path]:
    """Write the instance; nothing that is there already is touched.

    Raises ConfigError where something is.
    """
    made = {folder / name: body for name, body in files(wanted)}
    made |= _machine(wanted.ci, folder)
    _refuse_taken(made, words)
    atomic.write_new(made)
    return list(made)


def _machine(ci: str, folder: Path) -> dict[Path, bytes]:
    """Return the files of what runs an instance every week, none where nothing is wanted."""
    if not ci:
        return {}
    return {folder / name: body for name, body in machines.files(STARTER / "ci", ci, folder)}


def _refuse_taken(paths: Iterable[Path], words: Catalogue) -> None:
    """Raise ConfigError for each file that is there already."""
    taken = filter(Path.exists, paths)
    faults = [words.translate("command.init.taken", path=path) for path in taken]
    if faults:
        raise ConfigError(faults)


def _refuse_full(folder: Path, file: Path, words: Catalogue) -> None:
    """Raise ConfigError unless a folder is empty or not there; the zip itself may lie in it, and
    what is hidden, as .git.
    """
    if not folder.is_dir():
        return
    there = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    _refuse_taken((path for path in there if path.resolve() != file.resolve()), words)


def files(wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the instance: its path and what it holds."""
    templates = _templates()
    first = wanted.languages[0]
    for name in SHARED:
        yield name, templates.get_template(name).render({**vars(wanted), "lang": first}).encode()
    words = yaml.safe_load((STARTER / "words.yml").read_text(encoding="utf-8"))
    for lang in wanted.languages:
        yield from _in_language(wanted, lang, words[lang], templates)
    yield taxonomy.FILE, (STARTER / taxonomy.FILE).read_bytes()
    yield ".gitignore", (STARTER / "gitignore").read_bytes()
    yield "docs/watch/.gitkeep", b""
    yield "docs/directory/.gitkeep", b""


def _in_language(
    wanted: Wanted, lang: str, words: Mapping[str, str], templates: Environment
) -> Iterator[tuple[str, bytes]]:
    """Yield the settings and the first pages of one language."""
    description = wanted.description or words["description"].replace("{name}", wanted.name)
    facts = {**vars(wanted), "lang": lang, "words": words, "description": description}
    if lang == wanted.languages[0]:
        yield "mkdocs.yml", templates.get_template("mkdocs.yml").render(facts).encode()
    else:
        settings = templates.get_template("mkdocs.lang.yml").render(facts)
        yield f"mkdocs.{lang}.yml", settings.encode()
    for path in sorted((STARTER / lang).glob("*.md")):
        page = templates.get_template(f"{lang}/{path.name}").render(facts)
        yield f"docs/{lang}/{path.name}", page.encode()


def _told_in(common: CliContext, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the locales of the new site where the terminal speaks the reference alone."""
    if common.locale == locales.REFERENCE:
        return languages
    return (common.locale,)


def _templates() -> Environment:
    made = Environment(  # noqa: S701 - YAML and Markdown that a person wrote, not HTML
        loader=FileSystemLoader(STARTER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # A JSON string is a YAML string (YAML 1.2, 1.3), whatever is in it.
    made.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    return made
