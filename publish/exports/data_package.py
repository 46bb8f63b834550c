"""Files of open data -> what catalogues read: datapackage.json (Data Package 2.0), DCAT-AP 3.0 in
JSON-LD.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from publish.exports import atom, feed_items, json_feed, timestamps
from publish.exports.data_schema import json_schema, table_schema
from publish.exports.open_data import FOLDER
from publish.library import Library
from publish.site_metadata import SiteMetadata

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


def files(data: Mapping[str, bytes], library: Library, metadata: SiteMetadata) -> dict[str, bytes]:
    """Give schema, package and, where the site knows its own address, catalogue; `data` maps paths
    to bytes.
    """
    made = {
        f"{FOLDER}/entries.schema.json": _json(json_schema(metadata)),
        f"{FOLDER}/datapackage.json": _json(package(data, library, metadata)),
    }
    if metadata.absolute:
        made[f"{FOLDER}/catalog.jsonld"] = _json(catalogue(data, library, metadata))
    return made


def package(data: Mapping[str, bytes], library: Library, metadata: SiteMetadata) -> dict[str, Any]:
    """Describe the files: their size, their hash, the columns of the table, the licence as far as
    one is given.
    """
    newest = timestamps.newest(library.entries)
    table = f"{FOLDER}/entries.csv"
    made: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "vigie-entries",
        "title": _joined(metadata.names),
        "description": _joined(metadata.descriptions),
        "homepage": metadata.root_url if metadata.absolute else "",
        "version": timestamps.rfc3339(newest) if newest else "",
        "licenses": [
            _told(
                {
                    "name": metadata.licence.id,
                    "title": metadata.licence.name,
                    "path": metadata.licence.url,
                }
            )
        ],
        "contributors": [
            _told(
                {
                    "title": metadata.publisher.name,
                    "path": metadata.publisher.url,
                    "roles": ["publisher"],
                }
            )
        ],
        "resources": [
            {
                "name": "entries",
                "type": "table",
                "path": "entries.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(data[table]),
                "hash": f"sha256:{hashlib.sha256(data[table]).hexdigest()}",
                "dialect": {
                    "delimiter": ",",
                    "lineTerminator": "\r\n",
                    "quoteChar": '"',
                    "doubleQuote": True,
                },
                "schema": table_schema(),
            },
            *(_resource(path, raw) for path, raw in sorted(data.items()) if path != table),
        ],
    }
    if not metadata.licence:
        del made["licenses"]
    if not metadata.publisher:
        del made["contributors"]
    return _told(made)


def catalogue(
    data: Mapping[str, bytes], library: Library, metadata: SiteMetadata
) -> dict[str, Any]:
    """Describe the dataset to open-data portals (DCAT-AP 3.0: mandatory and recommended properties
    that are known).
    """
    here, newest = metadata.url(f"{FOLDER}/catalog.jsonld"), timestamps.newest(library.entries)
    publisher = {
        "@id": metadata.publisher.url or f"{here}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": metadata.publisher.name or _joined(metadata.names),
    }
    common = _told(
        {
            "dct:title": _tongues(metadata.names),
            "dct:description": _tongues(metadata.descriptions) or _tongues(metadata.names),
            "dct:publisher": {"@id": publisher["@id"]},
            "dct:modified": _typed(timestamps.rfc3339(newest), "dateTime") if newest else None,
            "dct:language": [
                {"@id": f"{EU}/language/{LANGUAGES[x]}"}
                for x in metadata.languages
                if x in LANGUAGES
            ],
        }
    )
    distributions = [_distribution(*one, metadata) for one in _offered(data, metadata)]
    dataset = {
        "@id": f"{here}#dataset",
        "@type": "dcat:Dataset",
        **common,
        "dct:identifier": f"{here}#dataset",
        "dct:accrualPeriodicity": {"@id": f"{EU}/frequency/WEEKLY"},
        "dct:accessRights": {"@id": f"{EU}/access-right/PUBLIC"},
        "dcat:theme": [{"@id": f"{EU}/data-theme/{code}"} for code in ("GOVE", "SOCI")],
        "dcat:landingPage": [
            {"@id": metadata.url(f"{lang}/subscribe/")} for lang in metadata.languages
        ],
        "dcat:distribution": [{"@id": one["@id"]} for one in distributions],
    }
    if metadata.contact:
        dataset["dcat:contactPoint"] = {
            "@type": "vcard:Kind",
            "vcard:fn": publisher["foaf:name"],
            "vcard:hasEmail" if metadata.contact.startswith("mailto:") else "vcard:hasURL": {
                "@id": metadata.contact
            },
        }
    top = {
        "@id": here,
        "@type": "dcat:Catalog",
        **common,
        "foaf:homepage": {"@id": metadata.root_url},
    }
    return {
        "@context": CONTEXT,
        "@graph": [
            top | {"dcat:dataset": {"@id": dataset["@id"]}},
            dataset,
            *distributions,
            publisher,
        ],
    }


def _offered(
    data: Mapping[str, bytes], metadata: SiteMetadata
) -> list[tuple[str, str, str, int | None]]:
    """List (path, media type, EU file type, bytes or None) of what is offered."""
    table, index = f"{FOLDER}/entries.csv", f"{FOLDER}/entries.json"
    found: list[tuple[str, str, str, int | None]] = [
        (table, "text/csv", "CSV", len(data[table])),
        (index, "application/json", "JSON", len(data[index])),
    ]
    for lang in metadata.languages:
        found.append((feed_items.address("all", atom.KIND, lang), atom.MEDIA_TYPE, "ATOM", None))
        found.append(
            (feed_items.address("all", json_feed.KIND, lang), "application/json", "JSON", None)
        )
    return found


def _distribution(
    path: str, media: str, kind: str, size: int | None, metadata: SiteMetadata
) -> dict[str, Any]:
    url = metadata.url(path)
    return _told(
        {
            "@id": url,
            "@type": "dcat:Distribution",
            "dct:title": path.rpartition("/")[2],
            "dcat:accessURL": {"@id": url},
            "dcat:downloadURL": {"@id": url},
            "dcat:mediaType": {"@id": f"{IANA}/{media}"},
            "dct:format": {"@id": f"{EU}/file-type/{kind}"},
            "dcat:byteSize": _typed(str(size), "nonNegativeInteger") if size else None,
            "dct:license": {"@id": metadata.licence.url} if metadata.licence.url else None,
        }
    )


def _resource(path: str, raw: bytes) -> dict[str, Any]:
    name = path.removeprefix(f"{FOLDER}/")
    return {
        "name": name.removesuffix(".json").replace("/", "-") + "-json",
        "path": name,
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
    }


def _joined(texts: Mapping[str, str]) -> str:
    return " / ".join(dict.fromkeys(filter(None, texts.values())))


def _tongues(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": lang} for lang, text in texts.items() if text]


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{kind}"}


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in (None, "", [], {})}


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
