"""What MkDocs calls so that a page leaves as data too: links in its head, linked data, feeds and
mails beside it.

Runs after mkdocs_events, whose state it takes.
"""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hooks.build_state import page_paths, page_text, state_of
from publish.exports import demo_mark, publish, subscribe
from publish.pages import digest_mail, page_head
from publish.pages.search_page import PATH as SEARCH_PAGE


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the page that lists the exports, and the one on how to receive the feeds."""
    state = state_of(config)
    for page in subscribe.pages(state.context):
        state.add(page)
    return config


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Write the sitemap, which MkDocs puts in its place."""
    state, docs = state_of(config), Path(config.docs_dir)
    state.paths = page_paths(files)
    state.template_globals["sitemap"] = page_head.sitemap(
        state.paths, state.pages, state.context, docs
    )
    return env


def on_page_context(
    context: dict[str, object], page: Page, config: MkDocsConfig, **_: object
) -> dict[str, object]:
    """Put into the head of a page its links and its linked data."""
    state, text = state_of(config), page_text(page)
    context["leaving"] = page_head.head(text, state.pages.get(text.path), state.context)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the feeds, and the e-mail of each week beside its page."""
    state, folder = state_of(config), Path(config.site_dir)
    page = "search/" if SEARCH_PAGE in state.paths else ""
    publish.write(publish.language(state.context, search_page=page), folder)
    mails = digest_mail.files(state.context, state.bulletin_order)
    publish.write(demo_mark.marked(mails, state.context.metadata, state.context.locale), folder)
