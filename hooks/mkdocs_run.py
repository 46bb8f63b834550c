"""One language's build with MkDocs, in a process of its own.

Nothing here is shared with the caller but values.
"""

import gc
import importlib
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from knowledge.i18n import locales
from publish.library import Library
from publish.search.records import Section
from publish.site_metadata import SiteMetadata

PROGRAM = Path(__file__).resolve().parent
# Both MkDocs and Material print advertisements while they are imported, unless told not to.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_HELD: list[Library] = []


@dataclass(frozen=True)
class Order:
    """What to build: an instance, a language, and the folder to build into.

    `languages` are all those of the site.
    """

    root: Path
    lang: str
    folder: Path
    languages: tuple[str, ...] = ()
    demo: bool = False


@dataclass(frozen=True)
class Built:
    """What came of it. `name` is the site's, `languages` maps codes to names; `faults` are
    sentences, none if well.
    """

    lang: str
    name: str = ""
    root_url: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    facts: SiteMetadata = field(default_factory=SiteMetadata)
    sections: tuple[Section, ...] = ()


class Ear(logging.Handler):
    """Keep what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message once."""
        message = record.getMessage().strip()
        if message not in self.heard:
            self.heard.append(message)


def path_of(root_url: str) -> str:
    """Give the path of the site's address, with a slash at both ends."""
    return "/" + "/".join((*filter(None, urlsplit(root_url).path.split("/")), ""))


def variables(*, demo: bool) -> dict[str, str]:
    """Point an instance's mkdocs.yml at the installed program, and keep the renderers from
    advertising.
    """
    return {
        "VIGIE_BASE": str(PROGRAM / "mkdocs.base.yml"),
        "VIGIE_EVENTS": str(PROGRAM / "mkdocs_events.py"),
        "VIGIE_SHEET_EVENTS": str(PROGRAM / "sheet_events.py"),
        "VIGIE_SEARCH_EVENTS": str(PROGRAM / "search_events.py"),
        "VIGIE_EXPORT_EVENTS": str(PROGRAM / "export_events.py"),
        "VIGIE_OVERRIDES": str(PROGRAM.parent / "overrides"),
        "VIGIE_DEMO": "1" if demo else "",
        **QUIET,
    }


def warm_up() -> None:
    """Load what every build needs, so that copies of this process have it; none of it is looked
    through for garbage.
    """
    os.environ.update(QUIET)
    importlib.import_module("mkdocs.commands.build")
    gc.freeze()


def hold(library: Library) -> None:
    """Keep the library for the builds of this process: a copy of another one has it without being
    sent it.
    """
    _HELD.append(library)


def run(order: Order) -> Built:
    """Build one language of what is held, strictly; never raises for a fault that a person can
    mend, but tells it.
    """
    os.environ.update(variables(demo=order.demo))
    # Only now: they read the variables above.
    from mkdocs.commands import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from hooks import build_state
    from hooks.build_state import BuildInput

    ear = Ear()
    logging.getLogger("mkdocs").addHandler(ear)
    try:
        config = load_config(
            str(locales.settings_file(order.root, order.lang)),
            site_dir=str(order.folder),
            strict=True,
        )
        build_state.hand(config, BuildInput(_HELD[-1], order.languages))
        build.build(config)
    except MkDocsException as error:
        return Built(
            order.lang,
            faults=tuple(f"{order.lang}: {fault}" for fault in (*ear.heard, str(error)) if fault),
        )
    state = build_state.state_of(config)
    metadata = state.context.metadata
    return Built(
        order.lang,
        config.site_name,
        metadata.root_url,
        dict(metadata.languages),
        facts=metadata,
        sections=tuple(state.sections),
    )
