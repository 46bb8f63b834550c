"""Bytes -> raw entries, one module a format.

A reader is named in watch_sources.yml as its module is here.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable
from typing import Protocol, TypeVar, cast

from knowledge.errors import ConfigError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import OPTIONS, Source

Options = TypeVar("Options")


class Reader(Protocol):
    """What every reader does: `read`, and `start`, `follow` and `wanted` where its format asks.

    `start(source) -> str` is the first address to fetch, source.url where it is absent.
    `follow(snapshot, source, page) -> list[str]` lists further addresses of the list; `page` is 1
    for the first. `wanted(raw, source) -> bool` says whether a raw entry passes the source's own
    filter.
    """

    def read(self, snapshot: Snapshot, source: Source) -> Iterable[RawEntry]:
        """Yield what the snapshot lists; raise ReadError on a shape that is not known."""


def find(name: str) -> Reader:
    """Return the reader of that name: a format of `OPTIONS`, else a module of scrapers/sources/.

    Raises ConfigError when there is none.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ConfigError([_missing(name)])
    folder = "readers" if name in OPTIONS else "sources"
    return _load(name, f"scrapers.{folder}.{name}")


def _load(name: str, path: str) -> Reader:
    """Import a reader. Raises ConfigError where its own module is not there."""
    try:
        return cast(Reader, importlib.import_module(path))
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        raise ConfigError([_missing(name)]) from None


def names() -> list[str]:
    """Return the names of the readers for one odd site each: the modules of scrapers/sources/."""
    # By name, as `find` takes them: those modules stand above this one, and read with its tools.
    sources = importlib.import_module("scrapers.sources")
    return sorted(module.name for module in pkgutil.iter_modules(sources.__path__))


def options_of(source: Source, kind: type[Options]) -> Options:
    """Return the source's options of that kind; the kind's defaults where it has others."""
    return source.options if isinstance(source.options, kind) else kind()


def _missing(name: str) -> str:
    allowed = f"{', '.join(OPTIONS)}, or the name of a module in scrapers/sources/"
    return f"reader: found {name!r}; allowed: {allowed}"
