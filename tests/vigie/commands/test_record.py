"""Saved pages come back as they were."""

from tests.scrapers.readers.pages import snapshot
from vigie.commands import record


def test_pages_come_back_as_they_were_saved(tmp_path):
    pages = [
        record.SavedPage(
            snapshot(b"\xff\x00 bytes", headers={"x-wp-totalpages": "2"}), entry=False
        ),
        record.SavedPage(
            snapshot("{}", "https://site.example/a.json", kind="application/json"), entry=True
        ),
    ]

    written = record.save(tmp_path / "site", pages)

    assert record.load(tmp_path / "site") == pages
    assert [path.name for path in written] == ["01-list.html", "02-entry.json", "pages.yml"]


def test_saving_anew_takes_the_place_of_what_was_saved_and_leaves_the_expectation(tmp_path):
    page = record.SavedPage(snapshot("x"), entry=False)
    record.save(tmp_path, [page, page])
    (tmp_path / "expected.yml").write_text("{}")

    record.save(tmp_path, [page])

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "01-list.html",
        "expected.yml",
        "pages.yml",
    ]


def test_headers_that_say_nothing_of_the_body_are_not_kept(tmp_path):
    page = snapshot("x", headers={"set-cookie": "secret"})

    record.save(tmp_path, [record.SavedPage(page, entry=False)])

    assert "secret" not in (tmp_path / "pages.yml").read_text()


def test_a_folder_without_an_index_holds_no_example(tmp_path):
    assert record.load(tmp_path / "none") == []
