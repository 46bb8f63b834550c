"""Parse what strangers sent in a child process, under limits of time and memory.

The parsers are quadratic on some inputs (50,000 attributes in a feed, 20,000 nested tags in a page)
and there is no telling beforehand which, so the child is killed when it takes too long and its
parent goes on with the next source.
"""

import math
import multiprocessing
import resource
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from knowledge.errors import ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import OPTIONS, Source
from scrapers import readers
from scrapers.readers import detail

P = ParamSpec("P")
T = TypeVar("T")

# Of the processor; of the clock three times as many, so that a busy machine makes no page too hard.
SECONDS = 20.0
CLOCK_SHARE = 3
BYTES = 1_500_000_000
WORKERS = 2
TASKS_PER_WORKER = 5_000
# Of all sources together, so many pages may stand before one in the queue, each to its own limit.
WAITING = 15
# A pool whose children die before they take up a task is made anew so many times in one run.
RENEWALS = 3
_LOOK_SECONDS = 1.0
# What pebble raises of a pool that can no longer work, or whose children cannot be started.
_BROKEN = (BrokenProcessPool, CancelledError, RuntimeError, OSError, EOFError)


class Sandbox:
    """A few child processes that read snapshots. Use it as a context manager.

    `keep(snapshot, entry)` is handed each snapshot before it is read; `entry` says whether it is an
    entry's own page.
    """

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        workers: int = WORKERS,
        keep: Callable[[Snapshot, bool], None] | None = None,
    ) -> None:
        self._seconds = seconds
        self._keep = keep or (lambda _snapshot, _entry: None)
        self._workers = workers
        self._renewals = RENEWALS
        self._lock = threading.Lock()
        self._pool = _pool(workers)

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()
        self._pool.join()

    def read(
        self, snapshot: Snapshot, source: Source, page: int
    ) -> tuple[list[RawEntry], list[str]]:
        """Read a list: its raw entries, and the further list addresses to ask for.

        Raises ReadError when the reader does, and with the code "too_hard" when a limit was met,
        "reader_broke" when the reader fails in a way that it should not, "no_child" when no child
        process can be started.
        """
        self._keep(snapshot, False)
        return self.run(read_list, snapshot, source, page)

    def read_detail(self, snapshot: Snapshot, source: Source) -> RawEntry | None:
        """Read an entry's own page; None when it is no entry. Raises ReadError like `read`."""
        self._keep(snapshot, True)
        return self.run(detail.read, snapshot, source)

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function there. Raises ReadError as `read` does."""
        # The memory limit ends a child in MemoryError, the clock in TimeoutError, the processor's
        # and a crash of a C parser in ProcessExpired; a nesting deeper than Python's stack in
        # RecursionError.
        url = _address_of(args)
        try:
            outcome = self._patiently(partial(function, *args, **kwargs))
        except (TimeoutError, ProcessExpired, MemoryError, RecursionError):
            raise ReadError("too_hard", url=url, seconds=round(self._seconds)) from None
        except _BROKEN as error:
            raise ReadError("no_child", url=url, seen=type(error).__name__) from None
        if isinstance(outcome, Failure):
            raise ReadError(outcome.code, **{"url": url, **outcome.facts})
        return outcome

    def _patiently(self, function: Callable[[], T]) -> T | "Failure":
        """Ask a child, and once more in a new pool where the first one broke.

        Another page may have broken it.
        """
        pool = self._pool
        try:
            return self._outcome(pool, function)
        except (TimeoutError, ProcessExpired, MemoryError, RecursionError):
            raise
        except _BROKEN:
            self._renew(pool)
            return self._outcome(self._pool, function)

    def _outcome(self, pool: Any, function: Callable[[], T]) -> T | "Failure":
        """Wait for a child's outcome; look now and then whether any child is still at work."""
        future = pool.schedule(
            _limited, args=(self._seconds, function), timeout=self._seconds * CLOCK_SHARE
        )
        end = time.monotonic() + self._seconds * WAITING
        while True:
            try:
                outcome: T | Failure = future.result(timeout=_LOOK_SECONDS)
                return outcome
            except TimeoutError:
                if future.done() or time.monotonic() > end:
                    future.cancel()
                    raise
                _require_active(pool)

    def _renew(self, broken: Any) -> None:
        with self._lock:
            if self._pool is broken and self._renewals:
                self._renewals -= 1
                self._pool = _pool(self._workers)
                broken.stop()


class Failure:
    """A ReadError on its way out of the child: exceptions with keyword arguments do not pickle."""

    def __init__(self, code: str, facts: dict[str, str]) -> None:
        self.code = code
        self.facts = facts


def read_list(snapshot: Snapshot, source: Source, page: int) -> tuple[list[RawEntry], list[str]]:
    """Run the source's reader to its end and ask it what else to fetch."""
    reader = readers.find(source.reader)
    raws: Iterable[RawEntry] = reader.read(snapshot, source)
    found = list(raws)
    follow = getattr(reader, "follow", _follow_nothing)
    return found, follow(snapshot, source, page)


def _require_active(pool: Any) -> None:
    """Raise BrokenProcessPool where no child is at work any more."""
    if not pool.active:
        raise BrokenProcessPool from None


def _follow_nothing(_snapshot: Snapshot, _source: Source, _page: int) -> list[str]:
    return []


def _address_of(args: tuple[object, ...]) -> str:
    """Return the address of the snapshot that a function is called with, "" without one."""
    if args and isinstance(args[0], Snapshot):
        return args[0].url
    return ""


def _limited(seconds: float, function: Callable[[], T]) -> T | Failure:
    try:
        _limit_processor(seconds)
        return function()
    except ReadError as error:
        return Failure(error.problem.code, dict(error.problem.facts))
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        # Parsers fail in many ways on what was made to break them; one source must not stop the
        # others.
        place = traceback.extract_tb(error.__traceback__)[-1]
        return Failure(
            "reader_broke",
            {"seen": f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"},
        )


def _pool(workers: int) -> Any:
    return ProcessPool(
        max_workers=workers,
        max_tasks=TASKS_PER_WORKER,
        initializer=_limit_memory,
        # Not fork: the parent has threads. The server process imports the parsers once for all
        # children.
        context=_forkserver(),
    )


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor(seconds: float) -> None:
    """Limit the processor time of this process from now on.

    Beyond, SIGXCPU ends it, whatever it is doing.
    """
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    limit = math.ceil(time.process_time() + seconds)
    if most >= 0:
        limit = min(limit, most)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, most))


def _forkserver() -> multiprocessing.context.ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["scrapers.readers.sandbox", *(f"scrapers.readers.{name}" for name in OPTIONS)]
    )
    return context
