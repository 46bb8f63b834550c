"""What MkDocs calls while it builds: thin events over pure functions.

Nothing is kept here between two builds.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from hooks import asset_bundle, build_state
from hooks.build_state import BuildState, given_to, state_of
from knowledge.i18n import catalogue
from knowledge.model import Entry
from publish import library as libraries
from publish import render, site_context, site_metadata
from publish.generated_page import GeneratedPage
from publish.pages import bulletins, radar, source_health, watch_pages
from publish.site_context import SiteContext
from publish.weeks import Order

UNKNOWN_DAY = "1970-01-01"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the instance, unless the build command has done so, and start the state of the build."""
    locale = str(config.theme["language"])
    config.extra["root_url"] = root_url(config.extra)
    config.site_url = f"{config.extra['root_url']}{locale}/"
    build_state.start(config, initial_state(config, locale))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that nobody writes, and a stub for each that is written in the other language
    only.
    """
    asset_bundle.join(files, config)
    state, docs = state_of(config), Path(config.docs_dir)
    others = [name for name in state.context.metadata.languages if docs.with_name(name) != docs]
    for spec in (*state.pages.values(), *stubs(docs, others)):
        if files.get_file_from_path(spec.path) is None:
            state.pages[spec.path] = spec
            files.append(File.generated(config, spec.path, content=source(spec)))
    state.paths = frozenset(file.src_uri for file in files.documentation_pages())
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Give a week that a person introduced the front matter of a generated page, whatever its own
    heading says.
    """
    spec = state_of(config).pages.get(page.file.src_uri)
    if spec is None or page.file.generated_by:
        return markdown
    page.meta = {**page.meta, **front(spec)}
    return without_title(markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put the entries in their places."""
    state = state_of(config)
    spec = state.pages.get(page.file.src_uri)
    if spec is None:
        return welcome(html, page, state) if page.is_homepage else html
    page.toc = get_toc([outline(spec)])
    page.present_anchor_ids = anchors(spec) | (page.present_anchor_ids or set())
    return fill(spec, html, state.context, root=way_up(page.url))


def on_post_page(output: str, **_: object) -> str:
    """Leave out what only the templates' authors see."""
    return render.compact(output)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Hand the templates what they read, and forget the day of the build, which MkDocs stamps on
    every page: same input, same bytes.
    """
    state = state_of(config)
    state.template_globals.update(template_globals(state, config))
    env.globals["vigie"] = state.template_globals
    for page in (file.page for file in files.documentation_pages()):
        if page is not None:
            page.update_date = UNKNOWN_DAY
    return env


def root_url(extra: Any) -> str:
    """Give the address of the whole site, with a slash at its end."""
    address = str(extra.get("root_url") or extra.get("default_root_url") or "/")
    return address if address.endswith("/") else f"{address}/"


def initial_state(config: MkDocsConfig, locale: str) -> BuildState:
    """Return the state in which a build starts: the context of the locale, and its pages."""
    given = given_to(config)
    library = given.library if given else libraries.load(Path(config.config_file_path).parent)
    if given:
        config.extra["languages"] = {name: catalogue.endonym(name) for name in given.locales}
    metadata = site_metadata.of(
        config.extra, locale, config.site_name, config.site_description or ""
    )
    context = site_context.build(library, locale, metadata)
    order = config.extra.get("bulletin_order") or ()
    return BuildState(
        context,
        bulletin_order=order,
        edition=max((entry.first_seen.isoformat() for entry in library.entries), default=""),
        pages={spec.path: spec for spec in generated(context, order)},
    )


def template_globals(state: BuildState, config: MkDocsConfig) -> dict[str, Any]:
    """Return what the templates of MkDocs' own pages read, under the name `vigie`."""
    context, extra = state.context, config.extra
    return {
        "catalogue": context.catalogue,
        "locale": context.locale,
        "languages": context.metadata.languages,
        "others": {name: catalogue.load(name) for name in context.metadata.languages},
        "root_url": context.metadata.root_url,
        "demo": context.metadata.demo,
        "announcement": extra.get("announcement"),
        "colours": extra.get("colours"),
        "offline": extra.get("offline"),
        "edition": state.edition,
        "refreshed": context.library.refreshed,
    }


def generated(context: SiteContext, order: Order = ()) -> Iterator[GeneratedPage]:
    """Yield every page that nobody writes."""
    yield from watch_pages.generate(context)
    yield from bulletins.generate(context, order)
    yield radar.page(context)
    yield source_health.page(context)


def source(spec: GeneratedPage) -> str:
    """Write a generated page as MkDocs reads it: an inert front matter, then a person's words if
    there are any.
    """
    # Double quotes keep a title on one line, whatever it holds: a "---" at a line's start would end
    # the front matter.
    written = yaml.safe_dump(front(spec), allow_unicode=True, default_style='"', width=10**9)
    return f"---\n{written}---\n{spec.body}"


def front(spec: GeneratedPage) -> dict[str, Any]:
    """Give a generated page's front matter, inert."""
    meta: dict[str, Any] = {
        "title": spec.title,
        "description": spec.description,
        "crumbs": spec.crumbs,
    }
    if not spec.searchable:
        meta["search"] = {"exclude": True}
    if not spec.toc:
        meta["hide"] = ["toc"]
    return render.front_matter(meta)


def without_title(markdown: str) -> str:
    """Take away the heading that opens a person's text: the page has its own."""
    return re.sub(r"\A\s*# [^\n]*\n?", "", markdown)


def outline(spec: GeneratedPage) -> Any:
    """Give the page's table of contents as Markdown's toc extension does; its title is the first."""
    below = [
        {"level": 2, "id": i, "name": render.escape(name), "children": []} for i, name in spec.toc
    ]
    return {"level": 1, "id": "top", "name": render.escape(spec.title), "children": below}


def anchors(spec: GeneratedPage) -> set[str]:
    """Name the anchors of a generated page, so that MkDocs can check a person's link to one."""
    found = [card for _, group in spec.data.get("groups", ()) for card in group]
    entries: list[Entry] = [entry for card in found for entry in card.members]
    return {"top", *(name for name, _ in spec.toc), *(f"e-{entry.id}" for entry in entries)}


def fill(spec: GeneratedPage, html: str, context: SiteContext, *, root: str) -> str:
    """Render a generated page; `html` is what a person's words have become."""
    around = {"title": spec.title, "root": root, "body": html, "site": context.metadata}
    return render.render(spec.template, context, **{**spec.data, **around})


def welcome(html: str, page: Page, state: BuildState) -> str:
    """Put the latest entries between a home's opening words, which go to its head, and the rest of
    them.
    """
    opening, rule, rest = html.partition("<h2")
    page.meta["hero"] = opening
    told = bulletins.home(state.context, state.bulletin_order, state.paths)
    return render.render(
        "home.html", state.context, **told, root=way_up(page.url), rest=rule + rest
    )


def way_up(url: str) -> str:
    """Give the way from a page up to its language's home: "../../" for "months/2026-11/"."""
    return "../" * url.strip("./").count("/") + ("../" if url.strip("./") else "") or "./"


def stubs(docs: Path, others: list[str]) -> list[GeneratedPage]:
    """Make a page for each that is written in another language only, which sends the reader there."""
    found: dict[str, GeneratedPage] = {}
    for lang in others:
        for path in sorted(docs.with_name(lang).rglob("*.md")):
            name = path.relative_to(docs.with_name(lang)).as_posix()
            if not (docs / name).exists() and name not in found:
                found[name] = GeneratedPage(
                    name, heading(path), "untranslated.html", {"there": lang, "path": name}
                )
    return list(found.values())


def heading(path: Path) -> str:
    """Give a written page's first heading, or its file's name."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return path.stem
