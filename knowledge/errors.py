"""The failures, named after who must act. The text says where, what, and what was seen."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from knowledge.i18n import plain
from knowledge.model import Problem


class VigieError(Exception):
    """Anything that a person can fix; everything else is a bug and keeps its traceback."""


class ConfigError(VigieError):
    """You: fix watch_sources.yml or taxonomy.yml. Holds every problem, and prints one a line.

    What is not in a file, as a wrong argument, may be told in plain text.
    """

    def __init__(self, found: Sequence[Problem | str]) -> None:
        self.problems = tuple(map(_configuration, found))
        self.faults = tuple(map(_line, self.problems))
        super().__init__("\n".join(self.faults))


def _configuration(found: Problem | str) -> Problem:
    if isinstance(found, str):
        return Problem("configuration", {"found": found})
    return found


def _line(problem: Problem) -> str:
    facts = problem.facts
    place = ":".join(filter(None, (facts.get("path"), facts.get("line"))))
    return ": ".join(filter(None, (place, facts["found"])))


class SheetError(VigieError):
    """The editor: fix the sheet. Told in each language of editors, with how to fix each fault."""

    def __init__(self, faults: Sequence[Problem]) -> None:
        super().__init__(*faults)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        from knowledge import problems  # only now: see ProblemError

        return "\n".join(problems.told_to_editors(self.faults))


class ProblemError(VigieError):
    """A failure that is told in every locale: a code of the catalogue and its facts, each cleaned
    of control characters.
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.problem = Problem(code, {name: plain.line(str(fact)) for name, fact in facts.items()})
        super().__init__(self.problem)

    def __str__(self) -> str:
        # Only now: the job that opens a pull request imports this module where no package is
        # installed, and reading a catalogue takes PyYAML.
        from knowledge import problems

        return problems.what(self.problem, problems.REFERENCE)


class FetchError(ProblemError):
    """Nobody yet: the site or the network; try again."""


class ReadError(ProblemError):
    """The reader's author: the site changed."""


class StoreError(VigieError):
    """You: docs/watch cannot be read or written."""


# Told apart by what a person can do; the others are told by the system's own words. What is not
# named here, as a file that is not there, is a fault of the program.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_OTHERS = frozenset(
    (
        *(errno.EIO, errno.EINTR, errno.EBUSY, errno.ESTALE, errno.ENXIO, errno.ENODEV),
        *(errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY, errno.ELOOP, errno.EXDEV),
        *(errno.ENAMETOOLONG, errno.EMFILE, errno.ENFILE),
    )
)


class DiskError(StoreError):
    """You: the disk refuses. What stood in the path's place stands there yet.

    It is told as a ProblemError is, and is none: those are failures of one source.
    """

    def __init__(self, path: Path | str, error: OSError) -> None:
        reason = error.strerror or type(error).__name__
        facts = {"path": str(path), "reason": reason}
        self.problem = Problem(_code_of(error), {k: plain.line(v) for k, v in facts.items()})
        super().__init__(self.problem)

    def __str__(self) -> str:
        from knowledge import problems  # only now: see ProblemError

        told = problems.what, problems.fix
        return " ".join(tell(self.problem, problems.REFERENCE) for tell in told)


@contextmanager
def told_of_disk(path: Path) -> Iterator[None]:
    """Let what the disk refuses while the block runs end in a DiskError, which names the path that
    the system names, or else this one.
    """
    try:
        yield
    except OSError as error:
        if not is_of_disk(error):
            raise
        raise DiskError(error.filename2 or error.filename or path, error) from error


def is_of_disk(error: OSError) -> bool:
    """Return whether an error is the disk's, and not the network's or the program's own."""
    return error.errno in _FULL | _FORBIDDEN | _OTHERS


def _code_of(error: OSError) -> str:
    if error.errno in _FULL:
        return "disk_full"
    if error.errno in _FORBIDDEN:
        return "disk_forbidden"
    return "disk_fault"


class SiteError(VigieError):
    """You: the site cannot be built; fix the page or the mkdocs.yml that the text names."""


class SendError(VigieError):
    """You, or who runs the mail server: a mail was not sent."""
