"""What every page and every export of one locale is made from."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

from knowledge.i18n import catalogue as catalogues
from knowledge.i18n.catalogue import Catalogue
from publish.indexes import Indexes, build_indexes
from publish.library import Library
from publish.site_metadata import SiteMetadata

T = TypeVar("T")


class Cache:
    """What was computed once for a locale and is needed again: cards as HTML, the files of kits."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, object] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key; make it the first time."""
        if key not in self._kept:
            self._kept[key] = make()
        kept: T = self._kept[key]  # type: ignore[assignment]
        return kept


@dataclass(frozen=True)
class SiteContext:
    """One locale's site: what it holds, its words, its cards by index, and its own name and
    address.

    `cache` alone changes while a site is built; it holds nothing that is not in the rest.
    """

    library: Library
    catalogue: Catalogue
    indexes: Indexes = field(default_factory=Indexes)
    metadata: SiteMetadata = field(default_factory=SiteMetadata)
    cache: Cache = field(default_factory=Cache, compare=False, repr=False)

    @property
    def locale(self) -> str:
        """Return the locale of the site, as "fr"."""
        return self.catalogue.locale

    def about(self, subject: str, lead: str) -> str:
        """Return a description that no other page of the same kind has, for programs that list
        pages.
        """
        return f"{subject}{self.catalogue.translate('site.colon')}{lead}"


def build(library: Library, locale: str, metadata: SiteMetadata | None = None) -> SiteContext:
    """Return the context of one locale of an instance."""
    return SiteContext(
        library,
        catalogues.load(locale),
        build_indexes(library, locale),
        metadata or SiteMetadata(),
    )
