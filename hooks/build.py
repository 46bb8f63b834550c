"""Instance -> site: both languages side by side, each its own MkDocs build, and a first page that
leads to one of them.

The site that stood there is replaced language by language once both are built; a build that fails
leaves it alone.
"""

import argparse
import shutil
import tempfile
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from functools import partial
from itertools import filterfalse
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.parse import urlsplit

from hooks import mkdocs_run
from hooks.mkdocs_run import BuildJob, BuildResult
from knowledge import site_settings, taxonomy
from knowledge.errors import ConfigError, SheetError, SiteError, told_of_disk
from knowledge.i18n import locales
from knowledge.model import Problem
from knowledge.storage import atomic
from publish import broken, content_policy, site_metadata
from publish import library as libraries
from publish.exports import demo_mark, publish
from publish.library import Library
from publish.pages import render, sheet_pages, source_health
from publish.search import offline, shards
from publish.search import publish as search
from publish.search.offline import Holdings
from publish.search.records import Section
from publish.site_metadata import SiteMetadata

# Linux lists there what else runs in this process.
THREADS = Path("/proc/self/task")
SCRATCH = ".vigie-"


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
    locale: str = locales.REFERENCE,
    leave_out_broken: bool = False,
) -> Site:
    """Build the instance in `root` into `site_dir`/<language>/ with an index.html and a 404.html
    above them.

    `demo` puts a banner on every page that says the data are not real. `copy` is a zip to write, if
    any: the same site for use without a server. `today` is the day by which what is past or expired
    is told, the clock's by default. `locale` is that of the notices. With `leave_out_broken`, a
    page with a mistake is left out in place of an error, and links to it are text. The code, the
    hooks and the theme are the installed program's, never the instance's. Raises ConfigError,
    SheetError, StoreError, or SiteError with what MkDocs saw.
    """
    site_locales = checked_locales(root)
    if wrong := list(site_settings.problems(root)):
        raise ConfigError(wrong)
    read = libraries.load(root, today, leave_out_broken=leave_out_broken)
    library = replace(read, demo=demo)
    if not leave_out_broken:
        _require_readable(library)
    wanted = BuildJob(root, "", site_dir, site_locales, demo, leave_out_broken)
    with told_of_disk(site_dir):
        results, indexed, metadata = _build(wanted, library)
        for path, text in front_pages(results).items():
            atomic.write(site_dir / path, text.encode())
    if copy:
        offline.write(site_dir, indexed, copy)
    left_out = broken.notices((*library.left_out, *_dropped(results)), locale)
    return Site(site_dir, (*library.notices, *left_out, *publish.notices(metadata, locale)))


def _build(wanted: BuildJob, library: Library) -> tuple[list[BuildResult], Holdings, SiteMetadata]:
    """Build all locales in a folder beside, then put it in the place of the site before."""
    site_dir = wanted.folder
    site_dir.mkdir(parents=True, exist_ok=True)
    for left in site_dir.glob(f"{SCRATCH}*"):  # by a build that was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=site_dir) as name:
        scratch = Path(name)
        jobs = [replace(wanted, locale=lang, folder=scratch / lang) for lang in wanted.locales]
        results = run_all(jobs, library)
        metadata = site_metadata.together(result.metadata for result in results)
        shared = shared_files(library, metadata)
        publish.write(shared, scratch)
        indexed = _index(wanted.root, library, results, scratch / shards.FOLDER)
        _publish(scratch, site_dir, [*wanted.locales, *_folders(shared), shards.FOLDER])
    return results, indexed, metadata


def _require_readable(library: Library) -> None:
    """Raise SheetError with what cannot be read of the pages that are no sheets."""
    unread = tuple(libraries.unread(library.sheets, library.root))
    if unread:
        raise SheetError(unread)


def _dropped(results: Iterable[BuildResult]) -> Iterator[Problem]:
    """Yield the links that lead nowhere, as the builds met them."""
    for result in results:
        yield from result.left_out


def shared_files(library: Library, metadata: SiteMetadata) -> dict[str, bytes]:
    """Return the files above the locales, by path."""
    made = {
        **publish.shared(library, metadata),
        **sheet_pages.shared(library, metadata),
        source_health.FILE: source_health.data(library),
    }
    return demo_mark.marked(made, metadata)


def checked_locales(root: Path) -> tuple[str, ...]:
    """Return the locales of a site.

    Raises SiteError where there are none, or the program lacks their words.
    """
    if not (root / "mkdocs.yml").is_file():
        raise SiteError(
            f"{root / 'mkdocs.yml'}: not found; "
            "it holds the name, the colours and the pages of the site"
        )
    found = locales.site_locales(root)
    strange = list(filterfalse(locales.known().__contains__, found))
    if strange:
        raise SiteError(
            f"no words for {', '.join(strange)}: a site is in {', '.join(locales.known())}"
        )
    return found


def front_pages(results: Sequence[BuildResult]) -> Mapping[str, str]:
    """Render the pages above the locales: which one to read, and what to do where no page is.

    A host shows 404.html at any depth, so that its links are absolute from the site's root (RFC
    3986, 4.2).
    """
    metadata = results[0].metadata
    facts = {
        "sites": {result.locale: result.name for result in results},
        "languages": metadata.languages,
        "root_url": metadata.root_url,
        "readers": metadata.readers,
        "notices": metadata.notices,
    }
    template = render.environment().get_template("root.html")
    script = render.environment().get_template("root-script.html").render(facts)
    index = template.render(facts, base="", missing=False)
    missing = template.render(facts, base=path_of(metadata.root_url), missing=True)
    return {
        "index.html": content_policy.put(index, content_policy.of_page([script])),
        "404.html": content_policy.put(missing, content_policy.of_page(())),
    }


def path_of(root_url: str) -> str:
    """Return the path of the site's address, with a slash at both ends."""
    return "/" + "/".join((*filter(None, urlsplit(root_url).path.split("/")), ""))


def run_all(jobs: Sequence[BuildJob], library: Library) -> list[BuildResult]:
    """Run jobs side by side, each in a process of its own: MkDocs keeps global state.

    Raises SiteError with all that a person can mend, and what a process raised.
    """
    method = _start_method()
    if method == "fork":
        mkdocs_run.warm_up()
    started = list(map(partial(_start, get_context(method), library), jobs))
    try:
        results = [_result(receiver, job) for job, (_, receiver) in zip(jobs, started, strict=True)]
    finally:
        for process, _ in started:
            process.join()
    _refuse_faults(results)
    return results


def _refuse_faults(results: Iterable[BuildResult]) -> None:
    """Raise SiteError with the faults of all builds, each once."""
    faults: dict[str, None] = {}
    for result in results:
        faults |= dict.fromkeys(result.faults)
    if faults:
        raise SiteError("\n".join(faults))


def _start(context: BaseContext, library: Library, job: BuildJob) -> tuple[BaseProcess, Connection]:
    receiver, sender = context.Pipe(duplex=False)
    process: BaseProcess = context.Process(  # type: ignore[attr-defined]
        target=_run, args=(sender, job, library)
    )
    process.start()
    sender.close()
    return process, receiver


def _run(sender: Connection, job: BuildJob, library: Library) -> None:
    """Send what a build returns or raises, with the trace of this process."""
    try:
        sender.send(mkdocs_run.run(job, library))
    except Exception as error:
        error.add_note(traceback.format_exc())
        sender.send(error)


def _result(receiver: Connection, job: BuildJob) -> BuildResult:
    try:
        received = receiver.recv()
    except EOFError:
        raise SiteError(f"{job.locale}: the build ended before its time") from None
    if isinstance(received, Exception):
        raise received
    result: BuildResult = received
    return result


def _start_method() -> str:
    """Return how to start a process: as a copy of this one, which has all it needs, where no second
    thread is at work.

    A copy has one thread alone, and would wait for ever for what another one held.
    """
    if THREADS.is_dir() and len(list(THREADS.iterdir())) == 1:
        return "fork"
    return "spawn"


def _index(root: Path, library: Library, results: Sequence[BuildResult], folder: Path) -> Holdings:
    """Write what the search of all locales reads."""
    sections: list[Section] = []
    names: list[str] = []
    for result in results:
        sections += result.sections
        names.append(result.locale)
    feeds = all(result.metadata.absolute for result in results)
    return search.write(
        library, taxonomy.load(root), sections, folder, languages=names, feeds=feeds
    )


def _folders(files: Iterable[str]) -> list[str]:
    """Return the folders above the locales, in order."""
    found = {path.partition("/")[0] for path in files if "/" in path}
    return sorted(found | set(publish.SHARED_FOLDERS))


def _publish(scratch: Path, site_dir: Path, folders: Iterable[str]) -> None:
    """Put folders and files in the place of those of the site before."""
    for name in folders:
        (scratch / name).mkdir(exist_ok=True)
        _replace(scratch / name, site_dir / name)
    for path in filter(Path.is_file, sorted(scratch.iterdir())):
        path.replace(site_dir / path.name)


def _replace(new: Path, old: Path) -> None:
    """Put a folder in the place of another; both are on one disk, so that each step is a rename."""
    away = new.with_name(f"{new.name}.old")
    if old.exists():
        old.replace(away)
    try:
        new.replace(old)
    except OSError:
        if away.exists():
            away.replace(old)
        raise
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
