"""A page -> schema.org in JSON-LD: what it is, where it stands, and the entries it lists."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from knowledge.model import Entry
from publish import sanitise
from publish.cards import Card
from publish.exports import feed_items, timestamps
from publish.exports.open_data import FOLDER
from publish.exports.serialise import without_empty
from publish.library import Library
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

# A list's first entries: a search engine shows no more, and the page holds them all.
LISTED = 5
JsonFacts = Mapping[str, object]


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


def embedded(data: Mapping[str, object]) -> Markup:
    """Write a script element of data. Nothing in it can end it: < > & stand as \\u003c, … (HTML,
    4.12.1.3).
    """
    text = json.dumps(data, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    inert = Markup(text)  # noqa: S704 - escaped above
    return Markup('<script type="application/ld+json">{}</script>').format(inert)


def graph(page: Described, context: SiteContext) -> list[dict[str, object]]:
    """Return the nodes: the site, the page, and the way to it."""
    nodes = [_site(context), _page(page, context)]
    if page.crumbs and not page.is_home:
        nodes.append(_breadcrumb(page, context.metadata, context.locale))
    return nodes


def _site(context: SiteContext) -> dict[str, object]:
    metadata, locale = context.metadata, context.locale
    home = metadata.url(f"{locale}/")
    return without_empty(
        {
            "@type": "WebSite",
            "@id": f"{home}#site",
            "url": home,
            "name": metadata.name(locale),
            "description": metadata.descriptions.get(locale),
            "inLanguage": locale,
            "publisher": _organization(metadata.publisher.name, metadata.publisher.url),
        }
    )


def _page(page: Described, context: SiteContext) -> dict[str, object]:
    home = context.metadata.url(f"{context.locale}/")
    here = context.metadata.url(f"{context.locale}/{page.url}")
    return without_empty(
        {
            "@type": "CollectionPage" if page.cards else "WebPage",
            "@id": here,
            "url": here,
            "name": sanitise.text(page.title),
            "description": sanitise.text(page.description),
            "inLanguage": context.locale,
            "isPartOf": {"@id": f"{home}#site"},
            "dateModified": page.changed and timestamps.rfc3339(page.changed),
            "mainEntity": _main(page, context),
        }
    )


def _main(page: Described, context: SiteContext) -> dict[str, object] | None:
    if page.is_dataset:
        return dataset(context.metadata, context.locale)
    if page.entry:
        return work(page.entry, context.library)
    if page.cards:
        return _list(page.cards, context.library)
    return None


def _list(cards: Sequence[Card], library: Library) -> dict[str, object]:
    first = ({"item": work(card.lead, library)} for card in cards[:LISTED])
    return {
        "@type": "ItemList",
        "numberOfItems": len(cards),
        "itemListElement": _numbered(first),
    }


def _numbered(items: Iterable[JsonFacts]) -> list[JsonFacts]:
    return [{"@type": "ListItem", "position": rank, **item} for rank, item in enumerate(items, 1)]


def work(entry: Entry, library: Library) -> dict[str, object]:
    """Describe an entry as its publisher's work; an undated one has no date."""
    url = sanitise.address(entry.url)
    name = library.source_name(entry.source)
    return without_empty(
        {
            "@type": "CreativeWork",
            "@id": feed_items.urn(entry),
            "url": url,
            "name": sanitise.text(entry.title) or url,
            "inLanguage": sanitise.lang(entry.lang),
            "datePublished": entry.date and entry.date.isoformat(),
            "publisher": _organization(name, feed_items.source_url(entry, library)),
        }
    )


def dataset(metadata: SiteMetadata, lang: str) -> dict[str, object]:
    """Describe the open data, for the search engines of data sets."""
    return without_empty(
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
                _download("text/csv", metadata.url(f"{FOLDER}/entries.csv")),
                _download("application/json", metadata.url(f"{FOLDER}/entries.json")),
            ],
        }
    )


def _download(media: str, url: str) -> dict[str, object]:
    return {"@type": "DataDownload", "encodingFormat": media, "contentUrl": url}


def _breadcrumb(page: Described, metadata: SiteMetadata, lang: str) -> dict[str, object]:
    home = metadata.url(f"{lang}/")
    return {"@type": "BreadcrumbList", "itemListElement": _numbered(_steps(page, home))}


def _steps(page: Described, home: str) -> Iterator[JsonFacts]:
    for label, path in page.crumbs:
        yield {"name": sanitise.text(label), "item": home + _folder(path)}
    yield {"name": sanitise.text(page.title), "item": home + page.url}


def _folder(path: str) -> str:
    """Return the folder of a page's address: "themes/" of "themes/index.md" and of "themes.md"."""
    folder = path.removesuffix("index.md").removesuffix(".md")
    if not folder or folder.endswith("/"):
        return folder
    return f"{folder}/"


def _organization(name: str, url: str) -> dict[str, object] | None:
    safe_name = sanitise.text(name)
    if not safe_name:
        return None
    facts = {"@type": "Organization", "name": safe_name, "url": sanitise.address(url)}
    return without_empty(facts)
