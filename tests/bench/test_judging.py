"""The rules judge the recorded weeks as a person did, or say in words why not."""

from pathlib import Path

import pytest

from tests.bench import judging
from tests.bench.judging import Judged


@pytest.fixture(scope="module")
def found(gathered_weeks: list[Path]) -> list[Judged]:
    return judging.compared(judging.RECORDINGS, judging.loaded(gathered_weeks[-1]))


def share(found: list[Judged], what: str, *, argued: bool = False) -> float:
    right = Judged.is_argued if argued else Judged.is_right
    return sum(right(judged, what) for judged in found) / len(found)


def test_what_is_for_the_network_is_told_from_the_rest(found: list[Judged]) -> None:
    assert share(found, "topic") >= 0.95


def test_the_kinds_are_those_of_the_manifest_or_argued(found: list[Judged]) -> None:
    real = [judged for judged in found if judged.item["origin"] == "real"]
    composed = [judged for judged in found if judged.item["origin"] != "real"]

    assert share(composed, "kind") >= 0.93
    assert share(real, "kind", argued=True) >= 50 / 58


def test_nothing_is_argued_that_the_manifest_grants_already(found: list[Judged]) -> None:
    idle = []
    for judged in found:
        for what, argued in judged.argued.items():
            if judged.is_right(what) or argued.judged != judged.found(what):
                idle.append((judged.entry.title, what))

    assert idle == []


def test_each_event_that_prints_its_day_has_one(found: list[Judged]) -> None:
    days = {judged.entry.title: judged.entry.event_date for judged in found}
    weeks = [title for title in days if title.startswith("Europese week voor veiligheid")]

    assert [str(days[title]) for title in weeks] == ["2018-10-22"]


def test_a_folder_may_hold_its_manifests_in_folders(tmp_path: Path) -> None:
    (tmp_path / "2026-w46").mkdir()
    manifest = tmp_path / "2026-w46" / "manifest.yml"
    manifest.write_text("items: []\n", encoding="utf-8")

    assert judging.manifest(tmp_path / "2026-w46.warc.gz")["items"] == []
