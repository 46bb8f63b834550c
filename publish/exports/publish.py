"""Every export of a site by its path: those of one language, and those that all share."""

from collections.abc import Mapping
from pathlib import Path

from knowledge.i18n import catalogue
from knowledge.i18n.locales import REFERENCE
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

# Folders above the languages that hold nothing else.
SHARED_FOLDERS = ("api", "references")


def language(context: SiteContext, *, search_page: str = "") -> Mapping[str, bytes]:
    """Return a language's files by path; `search_page` is the path of its search page."""
    made = dict(feeds.files(context))
    made[in_force.FILE] = in_force.calendar(context)
    if context.metadata.absolute:
        made[OPENSEARCH] = crawling.opensearch(context, page=search_page)
    return made


def shared(library: Library, metadata: SiteMetadata) -> Mapping[str, bytes]:
    """Return the files that all languages share, by path."""
    data = dict(open_data.files(library, metadata))
    cited = {**dict(references.files(library)), **dict(references.scripts(library))}
    made = {**data, **data_package.files(data, library, metadata), **cited}
    made["robots.txt"] = crawling.robots(metadata)
    if metadata.absolute:
        made["sitemap.xml"] = crawling.sitemap_index(metadata, timestamps.newest(library.entries))
    return made


def notices(metadata: SiteMetadata, locale: str = REFERENCE) -> tuple[str, ...]:
    """Return what is left out and what to set, in a locale."""
    if metadata.absolute:
        return ()
    return (catalogue.load(locale).translate("command.build.no_address"),)


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files under a folder, making the folders in between."""
    for parent in {(folder / path).parent for path in files}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (folder / path).write_bytes(data)
