"""Every export of a site by its path: what stands under a language, and what both languages share."""

from collections.abc import Mapping
from pathlib import Path

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
from publish.library import Library
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

NO_ADDRESS = (
    "No address of the site is set (VIGIE_SITE_URL, or extra.default_root_url in mkdocs.yml): feeds, OPML, sitemap, "
    "search description and the catalogue are left out, since they must name it"
)
# Folders above the languages that hold nothing else.
SHARED_FOLDERS = ("api", "references")


def language(context: SiteContext, *, search_page: str = "") -> Mapping[str, bytes]:
    """Give what stands under a language's folder, by path; `search_page` is the path of its search
    page.
    """
    made = dict(feeds.files(context))
    made[in_force.FILE] = in_force.calendar(context)
    if context.metadata.absolute:
        made[OPENSEARCH] = crawling.opensearch(context, page=search_page)
    return made


def shared(library: Library, metadata: SiteMetadata) -> Mapping[str, bytes]:
    """Give what stands above the languages, by path."""
    data = dict(open_data.files(library, metadata))
    cited = {**dict(references.files(library)), **dict(references.scripts(library))}
    made = {**data, **data_package.files(data, library, metadata), **cited}
    made["robots.txt"] = crawling.robots(metadata)
    if metadata.absolute:
        made["sitemap.xml"] = crawling.sitemap_index(metadata, timestamps.newest(library.entries))
    return made


def notices(metadata: SiteMetadata) -> tuple[str, ...]:
    """Say what is left out, and what to set."""
    return () if metadata.absolute else (NO_ADDRESS,)


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files under a folder, making the folders in between."""
    for parent in {(folder / path).parent for path in files}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (folder / path).write_bytes(data)
