"""All sources of a run -> what each gave: hosts side by side, the sources of a host one by one.

Or one source as if it were new. Writes nothing but the traceback of a fault of our own.
"""

import hashlib
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from knowledge import config
from knowledge.errors import StoreError
from knowledge.model import Problem, Snapshot
from knowledge.source import Source
from knowledge.storage import atomic
from knowledge.taxonomy import Taxonomy
from scrapers.context import GatherContext, SourceResult, start_address
from scrapers.gather import gather
from scrapers.http.fetch import Fetcher
from scrapers.instance import Instance, RefreshOptions, Stored
from scrapers.known_entries import KnownEntries
from scrapers.readers.sandbox import Sandbox

HOSTS_AT_ONCE = 12
FAULT = ".vigie/fault.txt"

# Called with the result of each source, and the seconds it took, as soon as it is there.
Tell = Callable[[SourceResult, float], None]
# Called with each page before it is read, and whether it is an entry's own.
Keep = Callable[[Snapshot, bool], None]


@dataclass(frozen=True)
class TimedResult:
    """What one source gave, and the seconds it took."""

    result: SourceResult
    seconds: float


@dataclass(frozen=True)
class GatherRun:
    """What all sources gave, in the order of the file, with the robots.txt verdict of each."""

    results: list[TimedResult]
    robots: list[str]
    verdicts: dict[str, str]
    moment: datetime


def gather_all(
    instance: Instance, options: RefreshOptions, stored: Stored, tell: Tell
) -> GatherRun:
    """Gather the enabled sources, or those that the options name; `tell` hears of each."""
    sources = instance.sources(options.only)
    details = instance.watch.defaults.details_per_run
    with _open_context(instance, options, stored, details) as context:
        results = _gather_hosts(sources, partial(_gather_host, context, instance.root, tell))
        fetcher = context.fetcher
        return GatherRun(
            results,
            [fetcher.verdict(start_address(source)) for source in sources],
            dict(fetcher.verdicts),
            # No entry is younger than the run that found it.
            max([fetcher.moment, *_reading_times(results)]),
        )


def preview(
    instance: Instance,
    options: RefreshOptions,
    source: Source,
    *,
    limit: int,
    keep: Keep | None = None,
) -> tuple[SourceResult, dict[str, str]]:
    """Gather one source as if it were new, at most `limit` entries' own pages, and write nothing.

    Returns what was gathered and the verdict of each robots.txt; `keep` is handed each page as it
    was read.
    """
    with _open_context(instance, options, Stored.nothing(), limit, keep) as context:
        return gather(source, context), dict(context.fetcher.verdicts)


@contextmanager
def _open_context(
    instance: Instance,
    options: RefreshOptions,
    stored: Stored,
    detail_limit: int,
    keep: Keep | None = None,
) -> Iterator[GatherContext]:
    watch, state = instance.watch, stored.state
    if not options.replay:
        watch = config.reachable(instance.root, watch)
    with (
        Fetcher(watch, state, replay=options.replay, record=options.record) as fetcher,
        Sandbox(keep=keep) as sandbox,
    ):
        yield GatherContext(
            fetcher=fetcher,
            sandbox=sandbox,
            state=state,
            known=KnownEntries(stored.entries),
            published=stored.published,
            taxonomy=instance.taxonomy,
            health=stored.health,
            detail_limit=detail_limit,
            program=_program(instance.taxonomy),
        )


def _program(taxonomy: Taxonomy) -> str:
    digest = hashlib.sha256(repr(taxonomy).encode()).hexdigest()[:16]
    return f"{version('vigie')} {digest}"


def _gather_hosts(
    sources: Sequence[Source], gather_host: Callable[[list[Source]], list[TimedResult]]
) -> list[TimedResult]:
    by_id: dict[str, TimedResult] = {}
    pool = ThreadPoolExecutor(HOSTS_AT_ONCE)
    try:
        for timed in chain.from_iterable(pool.map(gather_host, _by_host(sources))):
            by_id[timed.result.source.id] = timed
    finally:
        # A person who interrupts does not wait for the slowest site: its thread may go on, and
        # writes nothing.
        pool.shutdown(wait=False, cancel_futures=True)
    return [by_id[source.id] for source in sources]


def _by_host(sources: Iterable[Source]) -> list[list[Source]]:
    hosts: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        hosts[urlsplit(source.url).netloc].append(source)
    return list(hosts.values())


def _gather_host(
    context: GatherContext, root: Path, tell: Tell, sources: Iterable[Source]
) -> list[TimedResult]:
    results = []
    for source in sources:
        started = time.monotonic()
        result = _gather_source(source, context, root)
        seconds = time.monotonic() - started
        tell(result, seconds)
        results.append(TimedResult(result, seconds))
    return results


def _gather_source(source: Source, context: GatherContext, root: Path) -> SourceResult:
    """Gather one source; a fault of our own fails it alone, and its traceback is kept in a file.

    Raises StoreError, as what the disk refuses for one it refuses for all.
    """
    try:
        return gather(source, context)
    except StoreError:
        raise
    except Exception as error:
        line = traceback.extract_tb(error.__traceback__)[-1].lineno
        seen = f"{type(error).__name__}, line {line}"
        atomic.write(root / FAULT, traceback.format_exc().encode("utf-8", "backslashreplace"))
        fault = Problem("own_fault", {"source": source.id, "seen": seen})
        return SourceResult(source, problem=fault)


def _reading_times(results: Iterable[TimedResult]) -> Iterator[datetime]:
    for timed in results:
        if timed.result.reading:
            yield timed.result.reading.time
