"""The failures, named after who must act. The text says where, what, and what was seen."""

from collections.abc import Sequence

from knowledge import problems
from knowledge.model import Problem

_EDITORS: tuple[problems.Tongue, ...] = ("fr", "nl")


class VigieError(Exception):
    """Anything that a person can mend; everything else is a bug and keeps its traceback."""


class ConfigError(VigieError):
    """You: mend watch_sources.yml or taxonomy.yml. Holds every fault found, one a line."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class SheetError(VigieError):
    """The editor: mend the sheet. Said in French and in Dutch, each fault with how to mend it."""

    def __init__(self, faults: Sequence[Problem]) -> None:
        lines = [
            f"{problems.say(one, tongue)} {problems.mend(one, tongue)}"
            for tongue in _EDITORS
            for one in faults
        ]
        super().__init__("\n".join(lines))
        self.faults = tuple(faults)


class ProblemError(VigieError):
    """A failure that is told in three languages: a code of the catalogue and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        self.problem = Problem(code, {name: str(fact) for name, fact in facts.items()})
        super().__init__(problems.say(self.problem, "en"))


class FetchError(ProblemError):
    """Nobody yet: the site or the network; try again."""


class ReadError(ProblemError):
    """The reader's author: the site changed."""


class StoreError(VigieError):
    """You: docs/watch cannot be read or written."""


class SiteError(VigieError):
    """You: the site cannot be built; mend the page or the mkdocs.yml that the text names."""
