"""Sources -> what each gave: the hosts side by side, the sources of one host one by one."""

import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from knowledge.model import Problem
from knowledge.source import Source
from knowledge.storage import atomic
from scrapers.context import GatherContext, SourceResult
from scrapers.gather import gather

HOSTS_AT_ONCE = 12
FAULT = ".vigie/fault.txt"

# Called with the result of each source, and the seconds it took, as soon as it is there.
Tell = Callable[[SourceResult, float], None]


class TimedResult(NamedTuple):
    """What one source gave, and the seconds it took."""

    result: SourceResult
    seconds: float


def gather_all(
    sources: Sequence[Source], context: GatherContext, root: Path, tell: Tell
) -> list[TimedResult]:
    """Gather the sources and return their results in the order given."""
    by_id: dict[str, TimedResult] = {}
    gather_host = partial(_gather_host, context=context, root=root, tell=tell)
    pool = ThreadPoolExecutor(HOSTS_AT_ONCE)
    try:
        for host_results in pool.map(gather_host, _by_host(sources)):
            for timed in host_results:
                by_id[timed.result.source.id] = timed
    finally:
        # A person who interrupts does not wait for the slowest site: its thread may go on, and
        # writes nothing.
        pool.shutdown(wait=False, cancel_futures=True)
    return [by_id[source.id] for source in sources]


def _by_host(sources: Sequence[Source]) -> list[list[Source]]:
    hosts: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        hosts[urlsplit(source.url).netloc].append(source)
    return list(hosts.values())


def _gather_host(
    sources: Iterable[Source], *, context: GatherContext, root: Path, tell: Tell
) -> list[TimedResult]:
    results = []
    for source in sources:
        started = time.monotonic()
        result = _gather(source, context, root)
        seconds = time.monotonic() - started
        tell(result, seconds)
        results.append(TimedResult(result, seconds))
    return results


def _gather(source: Source, context: GatherContext, root: Path) -> SourceResult:
    """Gather one source; a fault of our own fails it alone, and its traceback is kept in a file."""
    try:
        return gather(source, context)
    except Exception as error:
        line = traceback.extract_tb(error.__traceback__)[-1].lineno
        seen = f"{type(error).__name__}, line {line}"
        atomic.write(root / FAULT, traceback.format_exc().encode("utf-8", "backslashreplace"))
        return SourceResult(
            source, problem=Problem("own_fault", {"source": source.id, "seen": seen})
        )
