"""A page -> schema.org in JSON-LD: what it is, where it stands, and the entries it lists."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from knowledge.model import Entry
from publish.cards import Card
from publish.exports import feed_items, sanitise, timestamps
from publish.exports.open_data import FOLDER
from publish.exports.site_metadata import Facts
from publish.library import Library

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


def script(page: Described, library: Library, facts: Facts, lang: str) -> Markup:
    """Write the page's script element."""
    return embedded({"@context": "https://schema.org", "@graph": graph(page, library, facts, lang)})


def embedded(data: Mapping[str, Any]) -> Markup:
    """Write a script element of data. Nothing in it can end it: < > & stand as \\u003c, … (HTML,
    4.12.1.3).
    """
    text = json.dumps(data, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))  # noqa: S704 escaped above


def graph(page: Described, library: Library, facts: Facts, lang: str) -> list[dict[str, Any]]:
    """Give the nodes: the site, the page, and the way to it."""
    home, here = facts.url(f"{lang}/"), facts.url(f"{lang}/{page.url}")
    site: dict[str, Any] = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "url": home,
        "name": facts.name(lang),
        "description": facts.descriptions.get(lang),
        "inLanguage": lang,
        "publisher": _organization(facts.publisher.name, facts.publisher.url),
    }
    made: dict[str, Any] = {
        "@type": "CollectionPage" if page.cards else "WebPage",
        "@id": here,
        "url": here,
        "name": sanitise.text(page.title),
        "description": sanitise.text(page.description),
        "inLanguage": lang,
        "isPartOf": {"@id": site["@id"]},
        "dateModified": timestamps.rfc3339(page.changed) if page.changed else None,
        "mainEntity": _main(page, library, facts, lang),
    }
    way = _breadcrumb(page, facts, lang)
    return [_told(site), _told(made), *([] if page.is_home or not page.crumbs else [way])]


def _main(page: Described, library: Library, facts: Facts, lang: str) -> dict[str, Any] | None:
    if page.is_dataset:
        return dataset(facts, lang)
    if page.entry:
        return work(page.entry, library)
    if not page.cards:
        return None
    return {
        "@type": "ItemList",
        "numberOfItems": len(page.cards),
        "itemListElement": [
            {"@type": "ListItem", "position": n, "item": work(card.lead, library)}
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


def dataset(facts: Facts, lang: str) -> dict[str, Any]:
    """Describe the open data, for the search engines of data sets."""
    offered = (("csv", "text/csv"), ("json", "application/json"))
    return _told(
        {
            "@type": "Dataset",
            "@id": facts.url(f"{FOLDER}/catalog.jsonld#dataset"),
            "name": facts.name(lang),
            "description": facts.descriptions.get(lang),
            "inLanguage": list(facts.languages),
            "isAccessibleForFree": True,
            "license": facts.licence.url,
            "creator": _organization(facts.publisher.name, facts.publisher.url),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": media,
                    "contentUrl": facts.url(f"{FOLDER}/entries.{kind}"),
                }
                for kind, media in offered
            ],
        }
    )


def _breadcrumb(page: Described, facts: Facts, lang: str) -> dict[str, Any]:
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
                "item": facts.url(f"{lang}/{path}"),
            }
            for n, (label, path) in enumerate((*steps, (page.title, page.url)), 1)
        ],
    }


def _organization(name: str, url: str) -> dict[str, Any] | None:
    told = {"@type": "Organization", "name": sanitise.text(name), "url": sanitise.address(url)}
    return _told(told) if told["name"] else None


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in (None, "", [])}
