"""A refresh killed at any moment, then a refresh: the tree that it would be without the kill."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.hostile import kills

pytestmark = pytest.mark.server

KILLS = 3


@pytest.fixture(scope="module")
def week_of(
    gathered_weeks: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], kills.Week]:
    """Give what gathers a week without a kill, once."""
    folder = tmp_path_factory.mktemp("weeks")
    before = (kills.instance(folder / "before").root, *gathered_weeks)
    of = dict(zip(kills.WEEKS, before, strict=False))
    return cache(lambda name: kills.undisturbed(name, of[name], folder / name))


# At any time, and among the writes, of a week that meets the entries of another; once more among
# the writes, and of the first week, by `make audit`.
@pytest.mark.parametrize("place", [0, 1, pytest.param(KILLS - 1, marks=pytest.mark.audit)])
@pytest.mark.parametrize(
    "name", [pytest.param(kills.WEEKS[0], marks=pytest.mark.audit), kills.WEEKS[1]]
)
def test_a_killed_refresh_is_completed_by_the_next_to_the_same_bytes(
    week_of, tmp_path: Path, name: str, place: int
):
    week = week_of(name)
    moment = kills.moments(week, KILLS, kills.SEED)[place]

    seen = kills.kill(week, moment, tmp_path / "killed")

    assert seen.whole, seen


def test_a_list_read_in_part_by_a_killed_refresh_is_read_as_far_again(week_of, tmp_path: Path):
    week = week_of("2026-w47")

    # All entries are written, and what is remembered of the sources is not.
    seen = kills.kill(week, week.writes - 3, tmp_path / "killed")

    assert seen.whole, seen
