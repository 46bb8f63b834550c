"""All exports together: where they stand, what is said where they cannot, and how long they take."""

import time
from datetime import date, timedelta

import pytest

from knowledge.i18n import catalogue
from publish.exports import in_force, publish
from publish.indexes import build_indexes
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata


def test_what_both_languages_share_stands_above_them(entry, library_of, facts):
    shared = publish.shared(library_of(entry()), facts)

    assert {path for path in shared if "/" not in path} == {"robots.txt", "sitemap.xml"}
    assert {path.partition("/")[0] for path in shared if "/" in path} == set(publish.SHARED_FOLDERS)


def test_a_site_without_an_address_says_what_to_set(entry, library_of, facts):
    assert publish.notices(facts) == ()
    (notice,) = publish.notices(SiteMetadata())
    assert "VIGIE_SITE_URL" in notice
    assert "sitemap.xml" not in publish.shared(library_of(entry()), SiteMetadata())
    assert set(
        publish.language(
            SiteContext(
                library_of(),
                catalogue.load("fr"),
                indexes=build_indexes(library_of(), "fr"),
                metadata=SiteMetadata(),
            )
        )
    ) == {in_force.FILE}


def test_files_are_written_under_a_folder(tmp_path):
    publish.write({"a/b/c.json": b"{}", "d.txt": b"x"}, tmp_path)

    assert (tmp_path / "a" / "b" / "c.json").read_bytes() == b"{}"
    assert (tmp_path / "d.txt").read_bytes() == b"x"


def test_no_path_leaves_the_folder(entry, library_of, facts):
    hostile = entry(id="../x", type="../../k", themes=("../../t",), source="/etc")
    library = library_of(hostile)
    paths = {
        *publish.shared(library, facts),
        *publish.language(
            SiteContext(
                library, catalogue.load("fr"), indexes=build_indexes(library, "fr"), metadata=facts
            )
        ),
    }

    assert not [path for path in paths if ".." in path or path.startswith("/")]


@pytest.mark.timeout(120)
def test_the_cost_grows_with_the_entries_and_no_faster(entry, library_of, facts):
    def seconds(count):
        start = date(2026, 11, 20)
        library = library_of(
            *(entry(id=f"{n:010x}", date=start - timedelta(days=n % 900)) for n in range(count))
        )
        indexes = build_indexes(library, "fr")
        began = time.process_time()
        publish.shared(library, facts)
        publish.language(
            SiteContext(library, catalogue.load("fr"), indexes=indexes, metadata=facts)
        )
        return time.process_time() - began

    small, large = min(seconds(500) for _ in range(3)), min(seconds(2000) for _ in range(2))

    assert large < 8 * small + 0.2
