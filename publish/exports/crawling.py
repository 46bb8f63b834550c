"""Pages -> what programs that walk a site read first: sitemap.xml, robots.txt, OpenSearch
description.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from publish import sanitise
from publish.exports import timestamps
from publish.exports.serialise import add_text, xml_document
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
OPENSEARCH_TYPE = "application/opensearchdescription+xml"
# OpenSearch 1.1, draft 6: lengths of its texts.
SHORT_NAME, LONG_NAME, DESCRIPTION = 16, 48, 1024


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """A page to be found: its path under a language, its languages, when it last changed as far as
    that is known.
    """

    url: str
    languages: tuple[str, ...]
    changed: datetime | None = None


def sitemap(pages: Iterable[SitemapPage], lang: str, metadata: SiteMetadata) -> bytes:
    """Write one language's sitemap (sitemaps.org 0.9) with the other languages of each page.

    `lastmod` is the latest change among the entries that a page shows; a page that people write has
    none, since nothing that is built from says it. At most 50,000 pages, which are millions of
    entries.
    """
    root = ET.Element("urlset", {"xmlns": SITEMAPS, "xmlns:xhtml": "http://www.w3.org/1999/xhtml"})
    for page in pages:
        element = _located(root, "url", metadata.url(f"{lang}/{page.url}"), page.changed)
        for other in page.languages:
            href = metadata.url(f"{other}/{page.url}")
            link = {"rel": "alternate", "hreflang": other, "href": href}
            ET.SubElement(element, "xhtml:link", link)
    return xml_document(root)


def sitemap_index(metadata: SiteMetadata, changed: datetime | None) -> bytes:
    """Write the sitemap of the whole site: an index of the languages' own."""
    root = ET.Element("sitemapindex", {"xmlns": SITEMAPS})
    for lang in metadata.languages:
        _located(root, "sitemap", metadata.url(f"{lang}/sitemap.xml"), changed)
    return xml_document(root)


def robots(metadata: SiteMetadata) -> bytes:
    """Write robots.txt (RFC 9309): all is open. Only a host's root is asked for it.

    A demonstration stands on one machine, says on every page that it is none, and invites nobody.
    """
    lines = ["User-agent: *", "Disallow:"]
    if metadata.absolute and not metadata.demo:
        lines += ["", f"Sitemap: {metadata.url('sitemap.xml')}"]
    return "\n".join((*lines, "")).encode()


def opensearch(context: SiteContext, *, page: str) -> bytes:
    """Write how a browser searches a language's site; `page` is the path of its search page,
    "search/" or "".
    """
    metadata, locale = context.metadata, context.locale
    name = metadata.name(locale)
    description = metadata.descriptions.get(locale) or name
    root = ET.Element("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"})
    texts: Mapping[str, str] = {
        "ShortName": sanitise.excerpt(name, SHORT_NAME),
        "LongName": sanitise.excerpt(name, LONG_NAME),
        "Description": sanitise.excerpt(description, DESCRIPTION),
        "Language": locale,
        "InputEncoding": "UTF-8",
        "OutputEncoding": "UTF-8",
    }
    for tag, text in texts.items():
        add_text(root, tag, text)
    icon = ET.SubElement(root, "Image", {"type": "image/svg+xml", "width": "16", "height": "16"})
    icon.text = metadata.url(f"{locale}/assets/vigie-icon.svg")
    address = metadata.url(f"{locale}/{page}").replace("{", "%7B").replace("}", "%7D")
    ET.SubElement(root, "Url", {"type": "text/html", "template": f"{address}?q={{searchTerms}}"})
    ET.SubElement(root, "Query", {"role": "example", "searchTerms": texts["LongName"]})
    return xml_document(root)


def _located(parent: ET.Element, tag: str, address: str, changed: datetime | None) -> ET.Element:
    """Add what is found at an address, with the moment of its last change where it is known."""
    element = ET.SubElement(parent, tag)
    add_text(element, "loc", address)
    if changed:
        add_text(element, "lastmod", timestamps.rfc3339(changed))
    return element
