"""How many texts each target tries, and what came of them."""

import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, settings

FEW = 40
TRIED = settings(
    max_examples=int(os.environ.get("VIGIE_FUZZ", FEW)),
    deadline=None,
    # The same texts at every run of the tests; by `make fuzz`, others each time.
    derandomize="VIGIE_FUZZ" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
OUTCOMES: dict[str, Counter[str]] = defaultdict(Counter)
SLOWEST: dict[str, float] = defaultdict(float)


@contextmanager
def counted(target: str) -> Iterator[Counter[str]]:
    """Count a trial of a target and its processor time; yield where its outcome is noted."""
    began = time.process_time()
    OUTCOMES[target]["tried"] += 1
    yield OUTCOMES[target]
    SLOWEST[target] = max(SLOWEST[target], time.process_time() - began)


def table() -> Iterator[str]:
    """Yield a line per target, as `make fuzz` prints it and docs/security.md quotes it."""
    yield f"{'target':<16}{'tried':>8}{'read':>8}{'refused':>9}{'slowest':>10}"
    for target, outcomes in sorted(OUTCOMES.items()):
        tried, read = outcomes["tried"], outcomes["read"]
        refused = outcomes["refused"]
        yield f"{target:<16}{tried:>8}{read:>8}{refused:>9}{SLOWEST[target]:>9.2f}s"
    yield f"{'all':<16}{sum(found['tried'] for found in OUTCOMES.values()):>8}"
