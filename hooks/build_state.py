"""What the events of one MkDocs build share, in one typed place in its configuration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from knowledge.model import Problem
from knowledge.sheets.reading import Sheet
from publish.generated_page import GeneratedPage
from publish.library import Library
from publish.pages.page_head import PageText
from publish.search.records import Section
from publish.search.see_also import Link
from publish.site_context import SiteContext
from publish.weeks import Order

KEY = "vigie"


@dataclass
class BuildState:
    """The context of a locale's site, and what the events gather while it is built.

    `template_globals` is what the templates of MkDocs' own pages read under the name `vigie`.
    `pages` are the generated ones by path, `sheets` what people wrote by the path of its page,
    `paths` those of all pages, `sections` what the search indexes of them. `bulletin_order` is the
    instance's order of kinds, `edition` the moment of the newest entry, `misplaced` the files among
    the sheets that no reader sees, `left_out` the links that lead nowhere.
    """

    context: SiteContext
    bulletin_order: Order = ()
    edition: str = ""
    pages: dict[str, GeneratedPage] = field(default_factory=dict)
    sheets: dict[str, Sheet[Any]] = field(default_factory=dict)
    template_globals: dict[str, object] = field(default_factory=dict)
    paths: frozenset[str] = frozenset()
    sections: list[Section] = field(default_factory=list)
    see_also: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    env: Environment | None = None
    misplaced: frozenset[str] = frozenset()
    left_out: list[Problem] = field(default_factory=list)

    def add(self, page: GeneratedPage) -> None:
        """Add a generated page, in the place of another of that path."""
        self.pages[page.path] = page


@dataclass(frozen=True)
class BuildInput:
    """What the command that builds all locales hands to the build of one."""

    library: Library
    locales: tuple[str, ...]
    demo: bool = False
    leave_out_broken: bool = False


def hand(config: MkDocsConfig, given: BuildInput) -> None:
    """Put what is known before the build where its first event finds it."""
    config.extra[KEY] = given


def given_to(config: MkDocsConfig) -> BuildInput | None:
    """Return what the command handed over, or None where MkDocs runs by itself."""
    given = config.extra.get(KEY)
    return given if isinstance(given, BuildInput) else None


def start(config: MkDocsConfig, state: BuildState) -> None:
    """Keep the state of a build for its events."""
    config.extra[KEY] = state


def state_of(config: MkDocsConfig) -> BuildState:
    """Return the state of a build. Raises TypeError before its first event."""
    state = config.extra.get(KEY)
    if not isinstance(state, BuildState):
        raise TypeError("the build has not started: mkdocs_events comes first")
    return state


def context_of(config: MkDocsConfig) -> SiteContext:
    """Return the context of the locale that is built."""
    return state_of(config).context


def page_paths(files: Files) -> frozenset[str]:
    """Return the paths of all pages."""
    return frozenset(file.src_uri for file in files.documentation_pages())


def page_text(page: Page) -> PageText:
    """Return what a page says of itself, in plain text.

    MkDocs holds titles and descriptions as HTML, as `render.front_matter` wrote them; here alone
    they become text again.
    """
    title = unescape(str(page.title or ""))
    description = unescape(str(page.meta.get("description") or ""))
    return PageText(page.file.src_uri, title, description, page.meta)
