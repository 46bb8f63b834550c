"""One locale's build with MkDocs, in a process of its own.

Nothing here is shared with the caller but values.
"""

import gc
import importlib
import logging
import os
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.i18n import locales
from knowledge.model import Problem
from publish.library import Library
from publish.search.records import Section
from publish.site_metadata import SiteMetadata

PROGRAM = Path(__file__).resolve().parent
EVENTS = ("mkdocs_events", "sheet_events", "search_events", "export_events")
# Where an instance's mkdocs.yml finds what it inherits: MkDocs reads it before anything else.
BASE = {"VIGIE_BASE": str(PROGRAM / "mkdocs.base.yml")}
# Both MkDocs and Material print advertisements while they are imported, unless told not to.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True)
class BuildJob:
    """What to build: one locale of an instance, and the folder to build into.

    `locales` are all those of the site; `demo` puts a banner on every page; with
    `leave_out_broken`, a link that leads nowhere is its words.
    """

    root: Path
    locale: str
    folder: Path
    locales: tuple[str, ...] = ()
    demo: bool = False
    leave_out_broken: bool = False


@dataclass(frozen=True)
class BuildResult:
    """What came of a job: the site's name, its metadata, what its search indexes.

    `faults` are sentences, none where all is well; `left_out` are the links that lead nowhere.
    """

    locale: str
    name: str = ""
    metadata: SiteMetadata = field(default_factory=SiteMetadata)
    sections: tuple[Section, ...] = ()
    faults: tuple[str, ...] = ()
    left_out: tuple[Problem, ...] = ()


class WarningCollector(logging.Handler):
    """Keep what MkDocs warns of, each message once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message unless it was logged before."""
        message = record.getMessage().strip()
        if message not in self.messages:
            self.messages.append(message)


def warm_up() -> None:
    """Load what every build needs, so that copies of this process have it.

    None of it is looked through for garbage.
    """
    os.environ.update(QUIET)
    importlib.import_module("mkdocs.commands.build")
    gc.freeze()


def run(job: BuildJob, library: Library) -> BuildResult:
    """Build one locale, strictly; return what a person can mend as faults instead of raising it."""
    os.environ.update(BASE | QUIET)
    # Only now: they read the variables above.
    from mkdocs.commands import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from hooks import build_state

    warnings = WarningCollector()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        config = load_config(
            str(locales.settings_file(job.root, job.locale)),
            site_dir=str(job.folder),
            strict=not job.leave_out_broken,
            hooks=[str(PROGRAM / f"{name}.py") for name in EVENTS],
        )
        given = build_state.BuildInput(library, job.locales, job.demo, job.leave_out_broken)
        build_state.hand(config, given)
        build.build(config)
    except MkDocsException as error:
        messages = [*warnings.messages, str(error)]
        faults = tuple(f"{job.locale}: {message}" for message in filter(None, messages))
        return BuildResult(job.locale, faults=faults)
    state = build_state.state_of(config)
    return BuildResult(
        job.locale,
        config.site_name,
        state.context.metadata,
        tuple(state.sections),
        left_out=tuple(state.left_out),
    )
