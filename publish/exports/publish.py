"""Every export of a site by its path: those of one language, and those that all share."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from knowledge.i18n import catalogue
from knowledge.i18n.locales import REFERENCE
from publish.exports import (
    crawling,
    feed_items,
    feeds,
    in_force,
    open_data,
    references,
    timestamps,
)
from publish.exports.data_schema import json_schema, table_schema
from publish.exports.demo_mark import marked
from publish.exports.discovery import OPENSEARCH
from publish.exports.json_feed import JSON
from publish.exports.open_data import FOLDER
from publish.exports.serialise import json_document, without_empty
from publish.exports.xml_feeds import ATOM
from publish.library import Library
from publish.site_context import SiteContext
from publish.site_metadata import NamedParty, SiteMetadata

# Folders above the languages that hold nothing else.
SHARED_FOLDERS = ("api", "references")
TABLE, INDEX = f"{FOLDER}/entries.csv", f"{FOLDER}/entries.json"
EU = "http://publications.europa.eu/resource/authority"
# Codes of the European Union's authority tables.
LANGUAGES = {"fr": "FRA", "nl": "NLD", "en": "ENG", "de": "DEU"}
IANA = "https://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def language(context: SiteContext, *, search_page: str = "") -> Mapping[str, bytes]:
    """Return a language's files by path; `search_page` is the path of its search page."""
    made = dict(feeds.files(context))
    made[in_force.FILE] = in_force.calendar(context)
    if context.metadata.absolute:
        made[OPENSEARCH] = crawling.opensearch(context, page=search_page)
    return marked(made, context.metadata, context.locale)


def shared(library: Library, metadata: SiteMetadata) -> Mapping[str, bytes]:
    """Return the files that all languages share, by path."""
    # Before they are described: sizes and hashes are of what leaves.
    data = marked(dict(open_data.files(library, metadata)), metadata)
    cited = {**dict(references.files(library)), **dict(references.scripts(library))}
    made = {**data, **described(data, library, metadata), **cited}
    made["robots.txt"] = crawling.robots(metadata)
    if metadata.absolute:
        made["sitemap.xml"] = crawling.sitemap_index(metadata, timestamps.newest(library.entries))
    return marked(made, metadata)


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


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file that portals are told of; `kind` is the EU's name of its type, `size` its bytes."""

    path: str
    media: str
    kind: str
    size: int | None = None


def described(
    data: Mapping[str, bytes], library: Library, metadata: SiteMetadata
) -> dict[str, bytes]:
    """Return schema, package and, where the site knows its address, catalogue; `data` maps paths
    to bytes.
    """
    made = {
        f"{FOLDER}/entries.schema.json": json_document(json_schema(metadata)),
        f"{FOLDER}/datapackage.json": json_document(package(data, library, metadata)),
    }
    if metadata.absolute:
        made[f"{FOLDER}/catalog.jsonld"] = json_document(dcat_catalogue(data, library, metadata))
    return made


def package(
    data: Mapping[str, bytes], library: Library, metadata: SiteMetadata
) -> dict[str, object]:
    """Describe the files: their size, their hash, the columns of the table, the licence as far as
    one is given.
    """
    newest = timestamps.newest(library.entries)
    return without_empty(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "vigie-entries",
            "title": _joined(metadata.names),
            "description": _joined(metadata.descriptions),
            "homepage": metadata.root_url if metadata.absolute else "",
            "version": newest and timestamps.rfc3339(newest),
            "licenses": _licences(metadata.licence),
            "contributors": _contributors(metadata.publisher),
            "resources": list(_resources(data, demo=metadata.demo)),
        }
    )


def dcat_catalogue(
    data: Mapping[str, bytes], library: Library, metadata: SiteMetadata
) -> dict[str, object]:
    """Describe the dataset to open-data portals (DCAT-AP 3.0: mandatory and recommended properties
    that are known).
    """
    here = metadata.url(f"{FOLDER}/catalog.jsonld")
    publisher = {
        "@id": metadata.publisher.url or f"{here}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": metadata.publisher.name or _joined(metadata.names),
    }
    common = _common(publisher["@id"], library, metadata)
    described = partial(_distribution, metadata=metadata)
    distributions = list(map(described, _offers(data, metadata)))
    dataset = {
        "@id": f"{here}#dataset",
        "@type": "dcat:Dataset",
        **common,
        **_dataset(here, metadata),
        "dcat:distribution": _led_to(str(file["@id"]) for file in distributions),
    }
    if metadata.contact:
        dataset["dcat:contactPoint"] = _contact(publisher["foaf:name"], metadata.contact)
    top = {
        "@id": here,
        "@type": "dcat:Catalog",
        **common,
        "foaf:homepage": {"@id": metadata.root_url},
        "dcat:dataset": {"@id": dataset["@id"]},
    }
    return {"@context": CONTEXT, "@graph": [top, dataset, *distributions, publisher]}


def _offers(data: Mapping[str, bytes], metadata: SiteMetadata) -> Iterator[OfferedFile]:
    yield OfferedFile(TABLE, "text/csv", "CSV", len(data[TABLE]))
    yield OfferedFile(INDEX, "application/json", "JSON", len(data[INDEX]))
    for lang in metadata.languages:
        yield OfferedFile(feed_items.address("all", ATOM.kind, lang), ATOM.media_type, "ATOM")
        yield OfferedFile(feed_items.address("all", JSON.kind, lang), "application/json", "JSON")


def _common(publisher: str, library: Library, metadata: SiteMetadata) -> dict[str, object]:
    """Return what the catalogue and its dataset both say of themselves."""
    newest = timestamps.newest(library.entries)
    names = _by_language(metadata.names)
    known = filter(None, map(LANGUAGES.get, metadata.languages))
    return without_empty(
        {
            "dct:title": names,
            "dct:description": _by_language(metadata.descriptions) or names,
            "dct:publisher": {"@id": publisher},
            "dct:modified": newest and _typed(timestamps.rfc3339(newest), "dateTime"),
            "dct:language": _codes("language", known),
        }
    )


def _dataset(here: str, metadata: SiteMetadata) -> dict[str, object]:
    pages = map("{}/subscribe/".format, metadata.languages)
    return {
        "dct:identifier": f"{here}#dataset",
        "dct:accrualPeriodicity": {"@id": f"{EU}/frequency/WEEKLY"},
        "dct:accessRights": {"@id": f"{EU}/access-right/PUBLIC"},
        "dcat:theme": _codes("data-theme", ("GOVE", "SOCI")),
        "dcat:landingPage": _led_to(map(metadata.url, pages)),
    }


def _contact(name: str, address: str) -> dict[str, object]:
    way = "vcard:hasURL"
    if address.startswith("mailto:"):
        way = "vcard:hasEmail"
    return {"@type": "vcard:Kind", "vcard:fn": name, way: {"@id": address}}


def _distribution(offer: OfferedFile, metadata: SiteMetadata) -> dict[str, object]:
    url, licence = metadata.url(offer.path), metadata.licence.url
    described: dict[str, object] = {
        "@id": url,
        "@type": "dcat:Distribution",
        "dct:title": offer.path.rpartition("/")[2],
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": f"{IANA}/{offer.media}"},
        "dct:format": {"@id": f"{EU}/file-type/{offer.kind}"},
    }
    if offer.size:
        described["dcat:byteSize"] = _typed(str(offer.size), "nonNegativeInteger")
    if licence:
        described["dct:license"] = {"@id": licence}
    return without_empty(described)


def _licences(licence: NamedParty) -> list[dict[str, object]]:
    if not licence:
        return []
    return [without_empty({"name": licence.id, "title": licence.name, "path": licence.url})]


def _contributors(publisher: NamedParty) -> list[dict[str, object]]:
    if not publisher:
        return []
    facts = {"title": publisher.name, "path": publisher.url, "roles": ["publisher"]}
    return [without_empty(facts)]


def _resources(data: Mapping[str, bytes], *, demo: bool) -> Iterator[dict[str, object]]:
    yield _table(data[TABLE], demo=demo)
    for path in sorted(data.keys() - {TABLE}):
        yield _resource(path, data[path])


def _table(raw: bytes, *, demo: bool) -> dict[str, object]:
    return {
        "name": "entries",
        "type": "table",
        "path": "entries.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": _hash(raw),
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "schema": table_schema(demo=demo),
    }


def _resource(path: str, raw: bytes) -> dict[str, object]:
    name = path.removeprefix(f"{FOLDER}/")
    return {
        "name": name.removesuffix(".json").replace("/", "-") + "-json",
        "path": name,
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": _hash(raw),
    }


def _hash(raw: bytes) -> str:
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _joined(texts: Mapping[str, str]) -> str:
    return " / ".join(dict.fromkeys(filter(None, texts.values())))


def _codes(table: str, codes: Iterable[str]) -> list[dict[str, str]]:
    """Return the references to codes of an authority table of the European Union."""
    return _led_to(f"{EU}/{table}/{code}" for code in codes)


def _led_to(addresses: Iterable[str]) -> list[dict[str, str]]:
    """Return the references to what stands at addresses, as JSON-LD has them."""
    return [{"@id": address} for address in addresses]


def _by_language(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": lang} for lang, text in texts.items() if text]


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{kind}"}
