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

from hooks import asset_bundle
from knowledge.i18n import catalogue
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry
from publish import library as libraries
from publish import render
from publish.library import Library
from publish.pages import bulletins, radar, source_health, watch_pages
from publish.pages.watch_pages import PageSpec, Shelves
from publish.pages.weeks import Order

UNKNOWN_DAY = "1970-01-01"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the instance once, unless the build command has done so, and say where this language
    stands.
    """
    lang = str(config.theme["language"])
    config.site_url = f"{root_url(config.extra)}{lang}/"
    config.extra.update(furnish(config.extra, Path(config.config_file_path).parent, lang))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that nobody writes, and a stub for each that is written in the other language
    only.
    """
    asset_bundle.join(files, config)
    docs = Path(config.docs_dir)
    untranslated = stubs(
        docs, [name for name in config.extra["languages"] if docs.with_name(name) != docs]
    )
    for spec in (*config.extra["specs"].values(), *untranslated):
        if files.get_file_from_path(spec.path) is None:
            config.extra["specs"][spec.path] = spec
            files.append(File.generated(config, spec.path, content=source(spec)))
    config.extra["known"] = frozenset(file.src_uri for file in files.documentation_pages())
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Give a week that a person introduced the front matter of a generated page, whatever its own
    heading says.
    """
    spec = config.extra["specs"].get(page.file.src_uri)
    if spec is None or page.file.generated_by:
        return markdown
    page.meta = {**page.meta, **front(spec)}
    return without_title(markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Put the entries in their places."""
    spec = config.extra["specs"].get(page.file.src_uri)
    if spec is None:
        return welcome(html, page, config.extra) if page.is_homepage else html
    page.toc = get_toc([outline(spec)])
    page.present_anchor_ids = anchors(spec) | (page.present_anchor_ids or set())
    return fill(spec, html, config.extra, root=way_up(page.url))


def on_post_page(output: str, **_: object) -> str:
    """Leave out what only the templates' authors see."""
    return render.compact(output)


def on_env(env: Environment, files: Files, **_: object) -> Environment:
    """Forget the day of the build, which MkDocs stamps on every page: same input, same bytes."""
    for page in (file.page for file in files.documentation_pages()):
        if page is not None:
            page.update_date = UNKNOWN_DAY
    return env


def root_url(extra: Any) -> str:
    """Give the address of the whole site, with a slash at its end."""
    address = str(extra.get("root_url") or extra.get("default_root_url") or "/")
    return address if address.endswith("/") else f"{address}/"


def furnish(extra: Any, root: Path, lang: str) -> dict[str, Any]:
    """Gather what the events below need: the library, this language's words, its shelves and its
    pages by path.
    """
    held = extra.get("library") or libraries.load(root)
    words = catalogue.load(lang)
    shelves = watch_pages.shelve(held, lang)
    specs = {
        spec.path: spec
        for spec in generated(held, shelves, words, extra.get("bulletin_order") or ())
    }
    others = {name: catalogue.load(name) for name in extra["languages"]}
    return {
        "library": held,
        "words": words,
        "others": others,
        "shelves": shelves,
        "specs": specs,
        "root_url": root_url(extra),
        "edition": max((entry.first_seen.isoformat() for entry in held.entries), default=""),
    }


def generated(
    held: Library, shelves: Shelves, words: Catalogue, order: Order = ()
) -> Iterator[PageSpec]:
    """Yield every page that nobody writes."""
    yield from watch_pages.generate(held, shelves, words)
    yield from bulletins.generate(held, shelves, words, order)
    yield radar.page(held, shelves, words)
    yield source_health.page(held, words)


def source(spec: PageSpec) -> str:
    """Write a generated page as MkDocs reads it: an inert front matter, then a person's words if
    there are any.
    """
    # Double quotes keep a title on one line, whatever it holds: a "---" at a line's start would end
    # the front matter.
    written = yaml.safe_dump(front(spec), allow_unicode=True, default_style='"', width=10**9)
    return f"---\n{written}---\n{spec.body}"


def front(spec: PageSpec) -> dict[str, Any]:
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


def outline(spec: PageSpec) -> Any:
    """Give the page's table of contents as Markdown's toc extension does; its title is the first."""
    below = [
        {"level": 2, "id": i, "name": render.escape(name), "children": []} for i, name in spec.toc
    ]
    return {"level": 1, "id": "top", "name": render.escape(spec.title), "children": below}


def anchors(spec: PageSpec) -> set[str]:
    """Name the anchors of a generated page, so that MkDocs can check a person's link to one."""
    found = [card for _, group in spec.data.get("groups", ()) for card in group]
    entries: list[Entry] = [entry for card in found for entry in card.members]
    return {"top", *(name for name, _ in spec.toc), *(f"e-{entry.id}" for entry in entries)}


def fill(spec: PageSpec, html: str, extra: Any, *, root: str) -> str:
    """Render a generated page; `html` is what a person's words have become."""
    facts = {
        **spec.data,
        "title": spec.title,
        "root": root,
        "body": html,
        "site": extra.get("facts"),
    }
    return render.render(spec.template, extra["library"], extra["words"], **facts)


def welcome(html: str, page: Page, extra: Any) -> str:
    """Put the latest entries between a home's opening words, which go to its head, and the rest of
    them.
    """
    opening, rule, rest = html.partition("<h2")
    page.meta["hero"] = opening
    order = extra.get("bulletin_order") or ()
    told = bulletins.home(extra["library"], extra["shelves"], extra["words"], order, extra["known"])
    facts = {**told, "rest": rule + rest}
    return render.render(
        "home.html", extra["library"], extra["words"], root=way_up(page.url), **facts
    )


def way_up(url: str) -> str:
    """Give the way from a page up to its language's home: "../../" for "months/2026-11/"."""
    return "../" * url.strip("./").count("/") + ("../" if url.strip("./") else "") or "./"


def stubs(docs: Path, others: list[str]) -> list[PageSpec]:
    """Make a page for each that is written in another language only, which sends the reader there."""
    found: dict[str, PageSpec] = {}
    for lang in others:
        for path in sorted(docs.with_name(lang).rglob("*.md")):
            name = path.relative_to(docs.with_name(lang)).as_posix()
            if not (docs / name).exists() and name not in found:
                found[name] = PageSpec(
                    name, heading(path), "untranslated.html", {"there": lang, "path": name}
                )
    return list(found.values())


def heading(path: Path) -> str:
    """Give a written page's first heading, or its file's name."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return path.stem
