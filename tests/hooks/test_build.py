"""The pages above the languages, and what is said where nothing can be built."""

import pytest
from bs4 import BeautifulSoup

from hooks import build, mkdocs_run
from hooks.mkdocs_run import Built
from knowledge.errors import SiteError

BOTH = [
    Built(lang, "Vigie", "https://a.example/x/", {"fr": "Français", "nl": "Nederlands"})
    for lang in ("fr", "nl")
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
    assert mkdocs_run.path_of(url) == path


def test_a_folder_that_is_no_instance_is_told_by_name(tmp_path):
    with pytest.raises(SiteError, match=r"mkdocs\.yml: not found"):
        build.build(tmp_path, tmp_path / "site")


def test_the_program_is_named_by_whole_paths_and_the_banner_only_where_wanted():
    variables = mkdocs_run.variables(demo=False)

    assert variables["VIGIE_EVENTS"].startswith("/")
    assert variables["VIGIE_DEMO"] == ""
    assert mkdocs_run.variables(demo=True)["VIGIE_DEMO"] == "1"
