"""The demonstration holds what people might have written, and the repository's own watch holds none
of it.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import survey_results, taxonomy
from knowledge.model import Entry
from knowledge.sheets import collection
from knowledge.storage import entry_store, review
from tests.publish.conftest import BASE
from vigie.commands import demo

ROOT = Path(__file__).parents[3]
WRITTEN = sorted((ROOT / demo.PEOPLE / "reviews").glob("*.md"))


def instance(tmp_path: Path, *entries: Entry) -> Path:
    for entry in entries:
        entry_store.write(entry, tmp_path)
    return tmp_path


def entry(**facts) -> Entry:
    return replace(BASE, id=WRITTEN[0].stem, **facts)


def test_what_people_might_have_written_is_put_into_its_entry(tmp_path):
    scratch = instance(tmp_path, entry())

    assert demo.annotate(ROOT, scratch) == 1
    assert demo.annotate(ROOT, scratch) == 0
    assert (
        review.read(entry_store.load(scratch)[0].review).in_force
        or entry_store.load(scratch)[0].body
    )


def test_what_a_person_wrote_is_left_alone(tmp_path):
    scratch = instance(tmp_path, entry(body="Une note.\n"))

    assert demo.annotate(ROOT, scratch) == 0
    assert entry_store.load(scratch)[0].body == "Une note.\n"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_each_invented_review_is_without_a_fault_and_each_note_says_that_it_is_an_example(path):
    head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")

    assert list(review.problems(head, taxonomy.load(ROOT), path.name)) == []
    assert not body.strip() or "démonstration" in body


def test_an_introduced_week_says_that_it_is_an_example():
    pages = sorted((ROOT / demo.PEOPLE / "docs").rglob("*.md"))

    assert {path.parts[-3] for path in pages} == {"fr", "nl"}
    assert all("emonstrati" in path.read_text(encoding="utf-8").replace("é", "e") for path in pages)


def test_nothing_invented_stands_in_the_repositorys_own_watch():
    watch = entry_store.load(ROOT)

    assert not {one.id for one in watch if one.review and "Invented" in one.review}
    assert not [one for one in watch if "démonstration" in one.body]


def test_the_example_of_the_barometer_is_marked_and_without_a_mistake():
    sheets = collection.load(ROOT, taxonomy.load(ROOT))
    found = survey_results.load(ROOT / demo.PEOPLE, sheets.vocabulary.lists)

    assert found.problems == ()
    assert found.rows
    assert all(row.example for row in found.rows)
    assert survey_results.load(ROOT, sheets.vocabulary.lists).rows == ()
