"""A page -> schema.org in JSON-LD: what it is, where it stands, and the entries it lists."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from knowledge.model import Entry
from publish import sanitise
from publish.cards import Card
from publish.exports import feed_items, timestamps
from publish.exports.open_data import FOLDER
from publish.library import Library
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

# A list's first entries: a search engine shows no more, and the page holds them all.
LISTED = 5


@dataclass(frozen=True)
class Described:
    """A page, in plain text.

    `url` is its path under the language, `crumbs` (label, path) from the home's child on.
    """

    url: str
    title: str
    description: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    cards: Sequence[Card] = ()
    entry: Entry | None = None
    changed: datetime | None = None
    is_home: bool = False
    is_dataset: bool = False


def script(page: Described, context: SiteContext) -> Markup:
    """Write the page's script element."""
    return embedded({"@context": "https://schema.org", "@graph": graph(page, context)})


def embedded(data: Mapping[str, Any]) -> Markup:
    """Write a script element of data. Nothing in it can end it: < > & stand as \\u003c, … (HTML,
    4.12.1.3).
    """
    text = json.dumps(data, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))  # noqa: S704 escaped above


def graph(page: Described, context: SiteContext) -> list[dict[str, Any]]:
    """Give the nodes: the site, the page, and the way to it."""
    home, here = (
        context.metadata.url(f"{context.locale}/"),
        context.metadata.url(f"{context.locale}/{page.url}"),
    )
    site: dict[str, Any] = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "url": home,
        "name": context.metadata.name(context.locale),
        "description": context.metadata.descriptions.get(context.locale),
        "inLanguage": context.locale,
        "publisher": _organization(context.metadata.publisher.name, context.metadata.publisher.url),
    }
    made: dict[str, Any] = {
        "@type": "CollectionPage" if page.cards else "WebPage",
        "@id": here,
        "url": here,
        "name": sanitise.text(page.title),
        "description": sanitise.text(page.description),
        "inLanguage": context.locale,
        "isPartOf": {"@id": site["@id"]},
        "dateModified": timestamps.rfc3339(page.changed) if page.changed else None,
        "mainEntity": _main(page, context),
    }
    way = _breadcrumb(page, context.metadata, context.locale)
    return [_told(site), _told(made), *([] if page.is_home or not page.crumbs else [way])]


def _main(page: Described, context: SiteContext) -> dict[str, Any] | None:
    if page.is_dataset:
        return dataset(context.metadata, context.locale)
    if page.entry:
        return work(page.entry, context.library)
    if not page.cards:
        return None
    return {
        "@type": "ItemList",
        "numberOfItems": len(page.cards),
        "itemListElement": [
            {"@type": "ListItem", "position": n, "item": work(card.lead, context.library)}
            for n, card in enumerate(page.cards[:LISTED], 1)
        ],
    }


def work(entry: Entry, library: Library) -> dict[str, Any]:
    """Describe an entry as its publisher's work; an undated one has no date."""
    url = sanitise.address(entry.url)
    source = library.sources.get(entry.source)
    return _told(
        {
            "@type": "CreativeWork",
            "@id": feed_items.urn(entry),
            "url": url,
            "name": sanitise.text(entry.title) or url,
            "inLanguage": sanitise.lang(entry.lang),
            "datePublished": entry.date.isoformat() if entry.date else None,
            "publisher": _organization(
                library.source_name(entry.source), source.url if source else ""
            ),
        }
    )


def dataset(metadata: SiteMetadata, lang: str) -> dict[str, Any]:
    """Describe the open data, for the search engines of data sets."""
    offered = (("csv", "text/csv"), ("json", "application/json"))
    return _told(
        {
            "@type": "Dataset",
            "@id": metadata.url(f"{FOLDER}/catalog.jsonld#dataset"),
            "name": metadata.name(lang),
            "description": metadata.descriptions.get(lang),
            "inLanguage": list(metadata.languages),
            "isAccessibleForFree": True,
            "license": metadata.licence.url,
            "creator": _organization(metadata.publisher.name, metadata.publisher.url),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": media,
                    "contentUrl": metadata.url(f"{FOLDER}/entries.{kind}"),
                }
                for kind, media in offered
            ],
        }
    )


def _breadcrumb(page: Described, metadata: SiteMetadata, lang: str) -> dict[str, Any]:
    places = [
        (label, path.removesuffix("index.md").removesuffix(".md")) for label, path in page.crumbs
    ]
    steps = [
        (label, path if not path or path.endswith("/") else f"{path}/") for label, path in places
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": n,
                "name": sanitise.text(label),
                "item": metadata.url(f"{lang}/{path}"),
            }
            for n, (label, path) in enumerate((*steps, (page.title, page.url)), 1)
        ],
    }


def _organization(name: str, url: str) -> dict[str, Any] | None:
    told = {"@type": "Organization", "name": sanitise.text(name), "url": sanitise.address(url)}
    return _told(told) if told["name"] else None


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in (None, "", [])}
