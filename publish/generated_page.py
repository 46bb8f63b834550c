"""A page of the site that no person writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from publish.library import NamedTerm


@dataclass(frozen=True)
class GeneratedPage:
    """A page to be: its path under a language's folder, its plain-text title, its template and what
    fills it.

    `toc` are (anchor, label) pairs; `crumbs` (label, path) from the home's child down; `body` a
    person's Markdown. `data["places"]`, if any, are (anchor, heading, text) of what is found by
    itself on the page. `names` are other names by which the search finds it first, `filters` what
    it is narrowed by there, and `words` what else it is found by.
    """

    path: str
    title: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    toc: tuple[tuple[str, str], ...] = ()
    crumbs: tuple[tuple[str, str], ...] = ()
    body: str = ""
    searchable: bool = False
    names: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    words: str = ""


def toc_of_kinds(
    groups: Iterable[tuple[NamedTerm, object]], locale: str
) -> tuple[tuple[str, str], ...]:
    """Return the (anchor, label) pairs of what a page shows by kind."""
    return tuple((f"k-{term.id}", term.label(locale)) for term, _ in groups)
