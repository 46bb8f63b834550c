"""The pages above the languages, and what is said where nothing can be built."""

import pytest
from bs4 import BeautifulSoup

from hooks import build, mkdocs_run
from hooks.mkdocs_run import BuildJob, BuildResult
from knowledge.errors import SiteError
from publish.library import Library
from publish.site_metadata import SiteMetadata

LANGUAGES = {"fr": "Français", "nl": "Nederlands"}
BOTH = [
    BuildResult(locale, "Vigie", SiteMetadata("https://a.example/x/", languages=LANGUAGES))
    for locale in ("fr", "nl")
]


def test_the_first_page_leads_to_both_languages_without_a_script():
    soup = BeautifulSoup(build.front_pages(BOTH)["index.html"], "html.parser")

    links = [(a["href"], a["lang"], a.get_text()) for a in soup.find_all("a")]
    assert links == [("fr/", "fr", "Français"), ("nl/", "nl", "Nederlands")]
    assert not soup.find("meta", attrs={"http-equiv": "refresh"})
    assert "cookie" not in str(soup)


def test_the_lost_readers_links_hold_at_any_depth():
    soup = BeautifulSoup(build.front_pages(BOTH)["404.html"], "html.parser")

    assert [a["href"] for a in soup.find_all("a")] == ["/x/fr/", "/x/nl/"]
    assert not soup.find("script")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "/"),
        ("https://a.example", "/"),
        ("https://a.example/x", "/x/"),
        ("https://a.example/x/y/", "/x/y/"),
    ],
)
def test_a_sites_path_has_a_slash_at_both_ends(url, path):
    assert build.path_of(url) == path


def test_a_folder_that_is_no_instance_is_told_by_name(tmp_path):
    with pytest.raises(SiteError, match=r"mkdocs\.yml: not found"):
        build.build(tmp_path, tmp_path / "site")


def test_what_an_instance_inherits_is_named_by_its_whole_path():
    assert mkdocs_run.BASE["VIGIE_BASE"].startswith("/")


def test_what_a_build_raises_is_raised_again_with_its_trace(tmp_path):
    job = BuildJob(None, "fr", tmp_path)

    with pytest.raises(TypeError) as raised:
        build.run_all([job], Library())

    assert "mkdocs_run.py" in "".join(raised.value.__notes__)
