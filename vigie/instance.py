"""A folder -> the instance in it, or every mistake in its configuration at once."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from knowledge import config, taxonomy
from knowledge.errors import ConfigError
from knowledge.i18n.catalogue import Catalogue
from knowledge.source import Source
from scrapers import readers
from scrapers.instance import Instance
from vigie import cli_locale


def load(root: Path, words: Catalogue | None = None) -> Instance:
    """Read watch_sources.yml and taxonomy.yml.

    Raises ConfigError with the mistakes of both.
    """
    words = words or cli_locale.words(cli_locale.resolve())
    if not (root / config.FILE).is_file():
        raise ConfigError([words.translate("command.instance.absent", root=root)])
    faults: list[str] = []
    terms = None
    try:
        terms = taxonomy.load(root)
    except ConfigError as error:
        faults += error.faults
    try:
        watch = config.load(root, readers=readers.names(), taxonomy=terms)
    except ConfigError as error:
        faults += error.faults
    if faults or terms is None:
        raise ConfigError(faults)
    return Instance(root, watch, terms)


def require(instance: Instance, ids: Iterable[str], words: Catalogue) -> None:
    """Raise ConfigError, with the nearest right id, where an id names no source."""
    allowed = [source.id for source in instance.watch.sources]
    faults = []
    for name in ids:
        if name in allowed:
            continue
        near = get_close_matches(name, allowed, n=1)
        key = "unknown_near" if near else "unknown"
        known = near[0] if near else ", ".join(allowed)
        faults.append(words.translate(f"command.source.{key}", found=name, known=known))
    if faults:
        raise ConfigError(faults)


def source(instance: Instance, name: str, words: Catalogue) -> Source:
    """Return the source of that id, enabled or not. Raises ConfigError."""
    require(instance, [name], words)
    return next(source for source in instance.watch.sources if source.id == name)
