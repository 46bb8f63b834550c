"""Instance -> site: both languages side by side, each its own MkDocs build, and a first page that
leads to one of them.

The site that stood there is replaced language by language once both are built; a build that fails
leaves it alone.
"""

import argparse
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date as Day
from multiprocessing import get_context
from pathlib import Path

from hooks import mkdocs_run
from hooks.mkdocs_run import Built, Order
from knowledge import taxonomy
from knowledge.errors import SiteError
from knowledge.i18n import locales
from publish import library as libraries
from publish import render
from publish import site_metadata as facts
from publish.exports import publish
from publish.library import Library
from publish.pages import sheet_pages, source_health
from publish.search import offline, pagefind
from publish.search import publish as finding
from publish.search.offline import Holdings

# Linux lists there what else runs in this process.
THREADS = Path("/proc/self/task")


@dataclass(frozen=True)
class Site:
    """A built site: where it stands, and a sentence for each file that was left out."""

    folder: Path
    notices: tuple[str, ...] = ()


def build(
    root: Path,
    site_dir: Path,
    *,
    demo: bool = False,
    copy: Path | None = None,
    today: Day | None = None,
) -> Site:
    """Build the instance in `root` into `site_dir`/<language>/ with an index.html and a 404.html
    above them.

    `demo` puts a banner on every page that says the data are not real. `copy` is a zip to write, if
    any: the same site for use without a server. `today` is the day by which what is past or expired
    is told, the clock's by default. The code, the hooks and the theme are the installed program's,
    never the instance's. Raises ConfigError, SheetError, StoreError, or SiteError with what MkDocs
    saw.
    """
    languages = spoken(root)
    held = libraries.load(root, today)
    site_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".vigie-", dir=site_dir) as scratch:
        orders = [
            Order(root, lang, Path(scratch) / lang, languages, demo=demo) for lang in languages
        ]
        built = _run(orders, held)
        told = facts.together(one.facts for one in built)
        common = {
            **publish.shared(held, told),
            **sheet_pages.shared(held, told),
            source_health.FILE: source_health.data(held),
        }
        publish.write(common, Path(scratch))
        indexed = _index(root, held, built, Path(scratch) / pagefind.FOLDER)
        folders = {path.partition("/")[0] for path in common if "/" in path} | set(
            publish.SHARED_FOLDERS
        )
        for name in (*(order.lang for order in orders), *sorted(folders), pagefind.FOLDER):
            (Path(scratch) / name).mkdir(exist_ok=True)
            _replace(Path(scratch) / name, site_dir / name)
        for path in filter(Path.is_file, sorted(Path(scratch).iterdir())):
            path.replace(site_dir / path.name)
    for name, text in front_pages(built).items():
        (site_dir / name).write_text(text, encoding="utf-8")
    if copy:
        offline.write(site_dir, indexed, copy)
    return Site(site_dir, (*held.notices, *publish.notices(told)))


def spoken(root: Path) -> tuple[str, ...]:
    """Name the languages of a site.

    Raises SiteError where there are none, or the program lacks their words.
    """
    if not (root / "mkdocs.yml").is_file():
        raise SiteError(
            f"{root / 'mkdocs.yml'}: not found; it holds the name, the colours and the pages of the site"
        )
    found = locales.site_locales(root)
    strange = [lang for lang in found if lang not in locales.known()]
    if strange:
        raise SiteError(
            f"no words for {', '.join(strange)}: a site is in {', '.join(locales.known())}"
        )
    return found


def front_pages(built: Sequence[Built]) -> Mapping[str, str]:
    """Write the pages above the languages: which one to read, and what to do where nothing stands.

    A host shows 404.html at any depth, so that its links are absolute from the site's root (RFC
    3986, 4.2).
    """
    facts = {
        "sites": {one.lang: one.name for one in built},
        "languages": built[0].languages,
        "root_url": built[0].root_url,
    }
    template = render.environment().get_template("root.html")
    return {
        "index.html": template.render(facts, base="", missing=False),
        "404.html": template.render(
            facts, base=mkdocs_run.path_of(built[0].root_url), missing=True
        ),
    }


def _run(orders: Sequence[Order], held: Library) -> list[Built]:
    """Run the builds side by side, each in a process of its own: MkDocs keeps global state."""
    method = _method()
    if method == "fork":
        mkdocs_run.warm_up()
    context = get_context(method)
    with ProcessPoolExecutor(
        len(orders), context, initializer=mkdocs_run.hold, initargs=(held,)
    ) as pool:
        built = list(pool.map(mkdocs_run.run, orders))
    faults = [fault for one in built for fault in one.faults]
    if faults:
        raise SiteError("\n".join(dict.fromkeys(faults)))
    return built


def _method() -> str:
    """Say how to start a process: as a copy of this one, which has all it needs, where no second
    thread is at work.

    A copy has one thread alone, and would wait for ever for what another one held.
    """
    return "fork" if THREADS.is_dir() and len(list(THREADS.iterdir())) == 1 else "spawn"


def _index(root: Path, held: Library, built: Sequence[Built], folder: Path) -> Holdings:
    """Write what the search of all languages reads."""
    sections = [section for one in built for section in one.sections]
    tongues, feeds = [one.lang for one in built], all(one.facts.absolute for one in built)
    return finding.write(
        held, taxonomy.load(root), sections, folder, languages=tongues, feeds=feeds
    )


def _replace(new: Path, old: Path) -> None:
    """Put a folder in the place of another; both are on one disk, so that each step is a rename."""
    away = new.with_name(f"{new.name}.old")
    if old.exists():
        old.replace(away)
    new.replace(old)
    shutil.rmtree(away, ignore_errors=True)


def main() -> None:
    """Build from the command line: `python -m hooks.build [--root DIR] [--site DIR] [--demo]`."""
    parser = argparse.ArgumentParser(prog="python -m hooks.build", description=main.__doc__)
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help="the instance (default: here)"
    )
    parser.add_argument(
        "--site", type=Path, help="where to put the site (default: site/ in the instance)"
    )
    parser.add_argument(
        "--demo", action="store_true", help="say on every page that the data are not real"
    )
    given = parser.parse_args()
    site = build(given.root, given.site or given.root / "site", demo=given.demo)
    print("\n".join((*site.notices, str(site.folder))))


if __name__ == "__main__":
    main()
