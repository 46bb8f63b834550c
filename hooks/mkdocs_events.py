"""What MkDocs calls while it builds: thin events over pure functions.

Nothing is kept here between two builds.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from jinja2 import Environment
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from hooks import asset_bundle, build_state
from hooks.build_state import BuildState, given_to, page_paths, state_of
from knowledge import problems
from knowledge.i18n import catalogue
from knowledge.model import Problem
from knowledge.sheets import active_files, markup, markup_check
from knowledge.sheets.addresses import is_elsewhere, parts_of
from publish import content_policy, site_context, site_metadata, weeks
from publish import library as libraries
from publish.library import Library
from publish.pages import bibliography, digest, figures, page_outline, propose, render, site_pages
from publish.search import named

# What of the theme stands in a page itself.
INLINE = (
    *(f"partials/javascripts/{name}.html" for name in ("base", "palette", "content")),
    "partials/colours.html",
)
# Written pages that end with whom to write to, where there is somebody.
CONTACT_PAGES = ("contribute.md", "accessibility.md")
# What stands below a person's words, by page.
BELOW = {figures.NETWORK: site_pages.network, bibliography.LAW: site_pages.law}
UNKNOWN_DAY = "1970-01-01"
OVERRIDES = Path(__file__).resolve().parents[1] / "overrides"
# HTML gives a checkbox no `autocomplete`; Material's switches have one.
_SWITCH = re.compile(r'(id="__(?:drawer|search)") autocomplete="off"')
_ADDRESS = {"a": "href", "img": "src"}
# The name of MkDocs' own treeprocessor, which knows the page and the files of the site.
_OF_MKDOCS = "relpath"
# Told the path of the page and the address.
OnLeftOut = Callable[[str, str], None]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the instance, unless the build command has done so, and start the state of the build."""
    locale = str(config.theme["language"])
    config.theme.dirs.insert(0, str(OVERRIDES))
    config.extra["root_url"] = root_url(config.extra)
    config.site_url = f"{config.extra['root_url']}{locale}/"
    given = given_to(config)
    build_state.start(config, initial_state(config, locale))
    told = partial(left_out, config) if given and given.leave_out_broken else None
    config.markdown_extensions.append(LeftOutLinks(told))
    return config


def left_out(config: MkDocsConfig, path: str, address: str) -> None:
    """Keep that a link of a page leads nowhere, to be told of."""
    state = state_of(config)
    facts = {"path": f"docs/{state.context.locale}/{path}", "found": address}
    state.left_out.append(Problem("link_left_out", facts))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, and a stub for each that is written in the other language
    only.
    """
    asset_bundle.join(files, config)
    state, docs = state_of(config), Path(config.docs_dir)
    context = state.context
    for file in list(files):
        if _is_kept_back(file, state.context.library, docs):
            files.remove(file)
    others = list(filter(docs.name.__ne__, context.metadata.languages))
    for spec in (
        *state.pages.values(),
        *site_pages.stubs(docs, others, context.library.gone),
    ):
        if files.get_file_from_path(spec.path) is None:
            state.pages[spec.path] = spec
            files.append(File.generated(config, spec.path, content=site_pages.source(spec)))
    state.paths = page_paths(files)
    return files


def _is_kept_back(file: File, library: Library, docs: Path) -> bool:
    """Return whether a file is of a page that is left out, or one that a browser would run."""
    path = docs / file.src_uri
    if f"docs/{docs.name}/{file.src_uri}" in library.gone:
        return True
    return file.src_dir == str(docs) and active_files.is_refused(path, library.root)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Make a person's front matter inert; that of a week which a person introduced is that of a
    generated page, whatever its own heading says.
    """
    state = state_of(config)
    path, locale = f"docs/{state.context.locale}/{page.file.src_uri}", state.context.locale
    for refusal in markup_check.refusals(markdown, path):
        raise PluginError(f"{problems.what(refusal, locale)} {problems.fix(refusal, locale)}")
    spec = state.pages.get(page.file.src_uri)
    if page.file.generated_by:
        return markdown
    if spec is None:
        page.meta = render.front_matter(site_pages.own_words(page.meta))
        return markdown
    page.meta = {**page.meta, **site_pages.front_matter(spec)}
    return site_pages.without_title(markdown)


# Before any other reads a person's words.
@event_priority(100)
def _cleaned(html: str, **_: object) -> str:
    """Keep of a person's words the HTML that is published."""
    return markup.clean(html)


def _filled(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put the entries in their places."""
    state = state_of(config)
    spec = state.pages.get(page.file.src_uri)
    if spec is None:
        return written(html, page, state)
    page.toc = get_toc([page_outline.outline(spec.title, spec.toc)])
    page.present_anchor_ids = page_outline.anchors(spec) | (page.present_anchor_ids or set())
    return site_pages.fill(spec, html, state.context, root=site_pages.way_up(page.url))


on_page_content = CombinedEvent(_cleaned, _filled)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Leave out what only the templates' authors see, and say what the page may load."""
    return _held(output, get_relative_url(".", page.url), config)


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Do the same with the page that a host shows where there is none."""
    if not template_name.endswith(".html"):
        return output
    return _held(output, urlsplit(config.site_url or "/").path, config)


def _held(output: str, base_url: str, config: MkDocsConfig) -> str:
    own = inline_parts(state_of(config).env, base_url, config)
    output = _SWITCH.sub(r"\1", output)
    return content_policy.put(render.compact(output), content_policy.of_page(own))


def inline_parts(env: Environment | None, base_url: str, config: MkDocsConfig) -> list[str]:
    """Return what the theme writes into each page as a script or a style, as it stands there."""
    if env is None:
        return []
    facts = {"config": config, "base_url": base_url, "features": config.theme["features"]}
    return [render.compact(env.get_template(name).render(facts)) for name in INLINE]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Hand the templates what they read, and forget the day of the build, which MkDocs stamps on
    every page: same input, same bytes.
    """
    state = state_of(config)
    state.template_globals.update(template_globals(state, config))
    env.globals["vigie"] = state.template_globals
    state.env = env
    for file in files.documentation_pages():
        if file.page is not None:
            file.page.update_date = UNKNOWN_DAY
    return env


def root_url(extra: Mapping[str, object]) -> str:
    """Return the address of the whole site, with a slash at its end."""
    address = str(extra.get("root_url") or extra.get("default_root_url") or "/")
    return address if address.endswith("/") else f"{address}/"


def written(html: str, page: Page, state: BuildState) -> str:
    """Return what a person wrote, with what the home and some other pages hold beside it."""
    if page.is_homepage:
        return welcome(html, page, state)
    below = BELOW.get(page.file.src_uri)
    if below is None:
        return html
    return below(html, state.context, root=site_pages.way_up(page.url))


def welcome(html: str, page: Page, state: BuildState) -> str:
    """Put the latest entries into the home; its opening words go to its head."""
    context = state.context
    week = weeks.current(context.indexes.weeks, context.library.data_date)
    page.meta["hero"], body = site_pages.home(
        html,
        context,
        state.bulletin_order,
        state.paths,
        root=site_pages.way_up(page.url),
        word=digest.opening(week, context),
    )
    return body


def initial_state(config: MkDocsConfig, locale: str) -> BuildState:
    """Return the state in which a build starts: the context of the locale, and its pages."""
    library = _library(config)
    metadata = site_metadata.of(
        config.extra, locale, config.site_name, config.site_description or ""
    )
    context = named.found(site_context.build(library, locale, metadata))
    order = config.extra.get("bulletin_order") or ()
    edition = max((entry.first_seen.isoformat() for entry in library.entries), default="")
    state = BuildState(context, bulletin_order=order, edition=edition)
    for page in site_pages.generated(context, order):
        state.add(page)
    return state


def template_globals(state: BuildState, config: MkDocsConfig) -> dict[str, object]:
    """Return what the templates of MkDocs' own pages read, under the name `vigie`."""
    context, extra = state.context, config.extra
    return {
        "catalogue": context.catalogue,
        "locale": context.locale,
        "languages": context.metadata.languages,
        "others": {name: catalogue.load(name) for name in context.metadata.languages},
        "root_url": context.metadata.root_url,
        "notices": context.metadata.notices,
        "readers": context.metadata.readers,
        "repository": context.metadata.repository,
        "contact_pages": CONTACT_PAGES,
        "correction": partial(propose.correction, context=context),
        "announcement": extra.get("announcement"),
        "colours": extra.get("colours"),
        "offline": extra.get("offline"),
        "edition": state.edition,
        "refreshed": context.library.refreshed,
    }


def _library(config: MkDocsConfig) -> Library:
    """Return what the command handed over, and keep its settings; where MkDocs runs by itself, read
    the instance.
    """
    given = given_to(config)
    if given is None:
        return libraries.load(Path(config.config_file_path).parent)
    config.extra["languages"] = {name: catalogue.endonym(name) for name in given.locales}
    config.extra["demo"] = given.demo
    return given.library


class LeftOutLinks(Extension):  # type: ignore[misc]
    """Leaves out what leads nowhere; `told` hears of each that is left out for want of a file, and
    is None where MkDocs shall refuse it.
    """

    def __init__(self, told: OnLeftOut | None) -> None:
        super().__init__()
        self.told = told

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Look at the finished tree, before MkDocs does: what comes first at a place is first."""
        md.treeprocessors.register(_Leave(md, self.told), "left_out_links", 0)


class _Leave(Treeprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, told: OnLeftOut | None) -> None:
        super().__init__(md)
        self._told = told

    def run(self, root: Element) -> None:
        """Make words of each link and image that leads nowhere."""
        for element in root.iter():
            if element.tag in _ADDRESS and self._is_left_out(element.get(_ADDRESS[element.tag])):
                _to_words(element)

    def _is_left_out(self, address: str | None) -> bool:
        if address is None:
            return True
        if AMP_SUBSTITUTE in address:
            return False
        parts = parts_of(address)
        if parts is None or address.startswith("\\"):
            return True
        if self._told is None or is_elsewhere(parts) or not parts.path:
            return False
        return not self._leads(address, unquote(parts.path), self._told)

    def _leads(self, address: str, path: str, told: OnLeftOut) -> bool:
        """Return whether a path leads to a file of the site; what does not is told."""
        page, files = _of(self.md)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        leads = not path.startswith("/") and files.get_file_from_path(target) is not None
        if not leads:
            told(page, address)
        return leads


def _of(md: Markdown) -> tuple[str, Files]:
    """Return the page that is read, and the files of the site."""
    mkdocs = md.treeprocessors[_OF_MKDOCS]
    return mkdocs.file.src_uri, mkdocs.files


def _to_words(element: Element) -> None:
    words = element.get("alt", "")
    element.tag = "span"
    element.attrib.clear()
    element.text = f"{element.text or ''}{words}"
