"""A folder -> the instance in it, or every mistake in its configuration at once."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from knowledge import config, taxonomy
from knowledge.errors import ConfigError
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Problem
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
    try:
        terms = taxonomy.load(root)
    except ConfigError as error:
        raise ConfigError([*error.problems, *_wrong_sources(root)]) from error
    watch = config.load(root, readers=readers.names(), taxonomy=terms)
    return Instance(root, watch, terms)


def require(instance: Instance, ids: Iterable[str], words: Catalogue) -> None:
    """Raise ConfigError, with the nearest right id, where an id names no source."""
    allowed = [source.id for source in instance.watch.sources]
    faults = [_unknown(name, allowed, words) for name in ids if name not in allowed]
    if faults:
        raise ConfigError(faults)


def source(instance: Instance, name: str, words: Catalogue) -> Source:
    """Return the source of that id, enabled or not. Raises ConfigError."""
    require(instance, [name], words)
    return next(source for source in instance.watch.sources if source.id == name)


def _wrong_sources(root: Path) -> Sequence[str | Problem]:
    """Return what is wrong with watch_sources.yml where the taxonomy cannot be read."""
    try:
        config.load(root, readers=readers.names(), taxonomy=None)
    except ConfigError as error:
        return error.problems
    return ()


def _unknown(name: str, allowed: Sequence[str], words: Catalogue) -> str:
    near = get_close_matches(name, allowed, n=1)
    if near:
        return words.translate("command.source.unknown_near", found=name, known=near[0])
    return words.translate("command.source.unknown", found=name, known=", ".join(allowed))
