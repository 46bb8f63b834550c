"""Every export of a site by its path: what stands under a language, and what both languages share."""

from collections.abc import Mapping
from pathlib import Path

from knowledge.i18n.catalogue import Catalogue
from publish.exports import (
    crawling,
    data_package,
    feeds,
    in_force,
    open_data,
    references,
    timestamps,
)
from publish.exports.discovery import OPENSEARCH
from publish.exports.site_metadata import Facts
from publish.library import Library
from publish.pages.watch_pages import Shelves

NO_ADDRESS = (
    "No address of the site is set (VIGIE_SITE_URL, or extra.default_root_url in mkdocs.yml): feeds, OPML, sitemap, "
    "search description and the catalogue are left out, since they must name it"
)
# Folders above the languages that hold nothing else.
SHARED_FOLDERS = ("api", "references")


def language(
    library: Library, shelves: Shelves, facts: Facts, words: Catalogue, *, search_page: str = ""
) -> Mapping[str, bytes]:
    """Give what stands under a language's folder, by path; `search_page` is the path of its search
    page.
    """
    made = dict(feeds.files(library, shelves, facts, words))
    made[in_force.FILE] = in_force.calendar(library, shelves, facts, words)
    if facts.absolute:
        made[OPENSEARCH] = crawling.opensearch(facts, words, page=search_page)
    return made


def shared(library: Library, facts: Facts) -> Mapping[str, bytes]:
    """Give what stands above the languages, by path."""
    data = dict(open_data.files(library, facts))
    cited = {**dict(references.files(library)), **dict(references.scripts(library))}
    made = {**data, **data_package.files(data, library, facts), **cited}
    made["robots.txt"] = crawling.robots(facts)
    if facts.absolute:
        made["sitemap.xml"] = crawling.sitemap_index(facts, timestamps.newest(library.entries))
    return made


def notices(facts: Facts) -> tuple[str, ...]:
    """Say what is left out, and what to set."""
    return () if facts.absolute else (NO_ADDRESS,)


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files under a folder, making the folders in between."""
    for parent in {(folder / path).parent for path in files}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (folder / path).write_bytes(data)
