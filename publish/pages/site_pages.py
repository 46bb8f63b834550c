"""A locale's site -> its generated pages, as the site generator reads and shows them."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import yaml

from knowledge.sheets import page_index
from knowledge.sheets.page_index import WrittenPage
from knowledge.storage import contained
from publish.generated_page import GeneratedPage
from publish.pages import (
    bibliography,
    bulletins,
    figures,
    radar,
    render,
    source_health,
    take_part,
    watch_pages,
)
from publish.site_context import SiteContext
from publish.weeks import Order

STUB, HOME, TRANSLATIONS = "untranslated.html", "home.html", "translations.md"
# What the front matter of a page that is no sheet may say.
_OWN = ("title", "description", "headline", "hide", "search", "translation")


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
    written = yaml.safe_dump(front_matter(spec), allow_unicode=True, default_style='"', width=10**9)
    return f"---\n{written}---\n{spec.body}"


def front_matter(spec: GeneratedPage) -> dict[str, object]:
    """Return a generated page's front matter, inert."""
    meta: dict[str, object] = {
        "title": spec.title,
        "description": spec.description,
        "crumbs": spec.crumbs,
    }
    if not spec.searchable:
        meta["search"] = {"exclude": True}
    if not spec.toc:
        meta["hide"] = ["toc"]
    return render.front_matter(meta)


def own_words(meta: Mapping[str, object]) -> dict[str, object]:
    """Return what a person's page may say of itself: that it is the home, and little else that the
    theme reads.
    """
    own = {key: meta[key] for key in _OWN if key in meta}
    if not isinstance(own.get("hide"), list):
        # The theme looks for words in it.
        own.pop("hide", None)
    if meta.get("template") == HOME:
        own["template"] = HOME
    return own


def without_title(markdown: str) -> str:
    """Take away the heading that opens a person's text: the page has its own."""
    return re.sub(r"\A\s*# [^\n]*\n?", "", markdown)


def fill(spec: GeneratedPage, html: str, context: SiteContext, *, root: str) -> str:
    """Render a generated page; `html` is what a person's words have become."""
    around = {"title": spec.title, "root": root, "body": html, "site": context.metadata}
    return render.render(spec.template, context, **{**spec.data, **around})


def home(
    html: str,
    context: SiteContext,
    order: Order,
    known: Collection[str],
    *,
    root: str,
    word: tuple[str, bool] = ("", False),
) -> tuple[str, str]:
    """Return the opening words of the home, which go to its head, and the page below them.

    The latest entries come between the opening and the rest of a person's words. `word` is the
    coordinator's of the week, and whether its page has more.
    """
    opening, rule, rest = html.partition("<h2")
    facts = {
        **bulletins.home(context, order, known),
        "figures": figures.of(context),
        "offered": take_part.offered(context),
        "word": word,
    }
    body = render.render("home.html", context, **facts, root=root, rest=rule + rest)
    return opening, body


def network(html: str, context: SiteContext, *, root: str) -> str:
    """Return what a person wrote of the network, with its key figures below."""
    told = render.render("figures.html", context, figures=figures.of(context), root=root)
    return f"{html}\n{told}"


def law(html: str, context: SiteContext, *, root: str) -> str:
    """Return what a person wrote of the law, with the addresses of the official texts below it."""
    found = bibliography.official(context)
    if not found:
        return html
    told = render.render("official-texts.html", context, found=found, root=root)
    return f"{html}\n{told}"


def way_up(url: str) -> str:
    """Return the way from a page up to its language's home: "../../" for "months/2026-11/"."""
    return "../" * url.strip("./").count("/") + ("../" if url.strip("./") else "") or "./"


def untranslated(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the page that tells editors what is not translated and which translations lag behind,
    where the site has more than one language.
    """
    translate, languages = context.catalogue.translate, context.library.sheets.languages
    if len(languages) < 2:
        return
    lacking: dict[str, list[WrittenPage]] = {lang: [] for lang in languages}
    for page, lang in page_index.lacking(context.library.pages, languages):
        lacking[lang].append(page)
    toc: list[tuple[str, str]] = []
    for lang in languages:
        in_language = context.catalogue.choice("site.in_language", lang)
        label = translate("site.translations_lacking", in_language=in_language)
        toc.append((f"lacks-{lang}", label))
    toc.append(("lagging", translate("site.translations_lagging")))
    yield GeneratedPage(
        TRANSLATIONS,
        translate("site.translations_title"),
        "translations.html",
        {
            "lacking": list(lacking.items()),
            "lagging": list(page_index.lagging(context.library.pages)),
        },
        translate("site.translations_lead"),
        tuple(toc),
    )


def stubs(
    docs: Path, others: list[str], gone: Collection[str] = frozenset()
) -> list[GeneratedPage]:
    """Return a page for each that is written in another language only, which sends the reader
    there. `gone` are the files that the site leaves out, as `docs/fr/law.md`.
    """
    found: dict[str, GeneratedPage] = {}
    for lang in others:
        for name, path in _written(docs.with_name(lang), gone):
            here = (docs / name).exists() and f"docs/{docs.name}/{name}" not in gone
            if not here and name not in found:
                found[name] = GeneratedPage(
                    name, heading(path), STUB, {"there": lang, "path": name}
                )
    return list(found.values())


def heading(path: Path) -> str:
    """Return a written page's first heading, or its file's name."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line[2:].strip()
    return path.stem


def _written(docs: Path, gone: Collection[str]) -> Iterator[tuple[str, Path]]:
    """Yield the pages of a language that the site shows, by their names."""
    for path in contained.files(docs, docs.parent, "**/*.md"):
        name = path.relative_to(docs).as_posix()
        if f"docs/{docs.name}/{name}" not in gone:
            yield name, path
