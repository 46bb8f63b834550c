"""Library -> open data under api/v1/: entries by year as JSON, all of them as CSV, sources and
terms.

A key is never renamed nor removed within v1; new ones may come. What is not known is null in JSON,
empty in CSV.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge.model import Entry
from publish import cards, sanitise
from publish.exports import feed_items, timestamps
from publish.indexes import has_note
from publish.library import Library, Term
from publish.site_metadata import NamedParty, SiteMetadata

FOLDER = "api/v1"
BOM = "\ufeff"
# A spreadsheet takes a cell that opens so for a formula (OWASP, "CSV Injection"), full-width forms
# too. French and Dutch Excel part cells at ";": what stands behind one opens a cell there.
_FORMULA = re.compile(r"(^|;)([\s\"]*)(?=[=+\-@\t\r\n＝＋－＠])")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_FORMULA_URL = re.compile(r";(?=[=+\-@])")
COLUMNS = (
    "id",
    "title",
    "url",
    "lang",
    "kind",
    "themes",
    "source",
    "date",
    "date_updated",
    "first_seen",
    "last_changed",
    "status",
    "excerpt",
    "regime",
    "attribution",
)


def files(library: Library, metadata: SiteMetadata) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of the index, a file for each year, the table, the sources and the terms."""
    records = [record(entry, library) for entry in in_order(library)]
    years: dict[str, list[Mapping[str, Any]]] = {}
    for one in records:
        years.setdefault(year(one), []).append(one)
    yield f"{FOLDER}/entries.json", _json(index(years, library, metadata))
    for name, found in years.items():
        top = {
            "$schema": metadata.url(f"{FOLDER}/entries.schema.json"),
            "year": int(name),
            "count": len(found),
        }
        yield f"{FOLDER}/entries/{name}.json", _listed(top, "entries", found)
    yield f"{FOLDER}/entries.csv", table(records)
    yield f"{FOLDER}/sources.json", _listed({}, "sources", sources(library))
    yield (
        f"{FOLDER}/terms.json",
        _json({"kinds": _terms(library.kinds), "themes": _terms(library.themes)}),
    )


def in_order(library: Library) -> list[Entry]:
    """Give the entries in an order that only they decide: the newest day first."""
    return sorted(
        library.entries,
        key=lambda entry: (cards.day(entry), entry.first_seen, entry.id),
        reverse=True,
    )


def index(
    years: Mapping[str, list[Mapping[str, Any]]], library: Library, metadata: SiteMetadata
) -> dict[str, Any]:
    """Say what there is and where: the entry point of a program."""
    newest = timestamps.newest(library.entries)
    made = {
        "$schema": metadata.url(f"{FOLDER}/entries.schema.json"),
        "version": 1,
        "title": dict(metadata.names),
        "description": dict(metadata.descriptions),
        "publisher": _party(metadata.publisher),
        "licence": _party(metadata.licence),
        "updated": timestamps.rfc3339(newest) if newest else None,
        "count": sum(map(len, years.values())),
        "years": [
            {
                "year": int(name),
                "count": len(found),
                "url": metadata.url(f"{FOLDER}/entries/{name}.json"),
            }
            for name, found in years.items()
        ],
        **{name: metadata.url(f"{FOLDER}/{name}.json") for name in ("sources", "terms")},
        "csv": metadata.url(f"{FOLDER}/entries.csv"),
    }
    return {**made, "demonstration": True} if metadata.demo else made


def record(entry: Entry, library: Library) -> dict[str, Any]:
    """Give one entry as data: every key, always, in this order (see docs/guide/open-data.md)."""
    rights = feed_items.terms(entry, library)
    return {
        "id": sanitise.text(entry.id),
        "title": sanitise.text(entry.title),
        "url": sanitise.address(entry.url) or None,
        "lang": sanitise.lang(entry.lang),
        "kind": sanitise.text(entry.type),
        "themes": [sanitise.text(name) for name in entry.themes],
        "source": sanitise.text(entry.source),
        "date": entry.date.isoformat() if entry.date else None,
        "date_updated": entry.updated.isoformat() if entry.updated else None,
        "first_seen": timestamps.rfc3339(entry.first_seen),
        "last_changed": timestamps.rfc3339(timestamps.changed(entry)),
        "status": entry.status,
        "excerpt": sanitise.excerpt(entry.summary, rights.excerpt_max_chars) or None,
        "external_id": sanitise.text(entry.external_id) or None,
        "versions": {
            sanitise.lang(lang): sanitise.address(url)
            for lang, url in entry.twins.items()
            if sanitise.address(url)
        },
        "same_as": [url for url in map(sanitise.address, entry.same_as) if url],
        "documents": [
            {
                "url": sanitise.address(one.url),
                "title": sanitise.text(one.title) or None,
                "bytes": one.bytes,
            }
            for one in entry.documents
            if sanitise.address(one.url)
        ],
        "has_note": has_note(entry),
        "permalink": feed_items.place(entry),
        "regime": rights.regime,
        "attribution": sanitise.text(rights.attribution)
        or sanitise.text(library.source_name(entry.source)),
    }


def year(one: Mapping[str, Any]) -> str:
    """Give the year an entry is filed under: of its date, or of the day it was first seen."""
    return str(one["date"] or one["first_seen"])[:4]


def sources(library: Library) -> list[dict[str, Any]]:
    """Give what is followed, paused sources included, with the terms under which their texts may be
    reused.
    """
    return [
        {
            "id": source.id,
            "name": sanitise.text(source.name),
            "url": sanitise.address(source.url),
            "lang": source.lang,
            "scope": source.scope,
            "official": source.official,
            "enabled": source.enabled,
            "regime": source.rights.regime,
            "terms_url": source.rights.terms_url,
            "terms_checked_on": source.rights.terms_checked_on
            and source.rights.terms_checked_on.isoformat(),
            "attribution": sanitise.text(source.rights.attribution) or None,
            "excerpt_max_chars": source.rights.excerpt_max_chars,
        }
        for source in library.sources.values()
    ]


def table(records: Iterable[Mapping[str, Any]]) -> bytes:
    """Write the entries as CSV (RFC 4180): UTF-8 with a mark, without which Excel misreads every
    accent.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(row, records))
    return (BOM + out.getvalue()).encode()


def row(one: Mapping[str, Any]) -> list[str]:
    """Flatten a record to the columns of the table: ids of themes are parted by "|"."""
    flat = {**one, "themes": "|".join(one["themes"])}
    return [cell(name, str(flat[name] or "")) for name in COLUMNS]


def cell(column: str, value: str) -> str:
    """Guard a cell against being taken for a formula: an apostrophe before it, "%3B" for a ";"
    within an address.
    """
    if column == "url":
        return _FORMULA_URL.sub("%3B", value)
    return value if value[:1].isalnum() and ";" not in value else _FORMULA.sub(r"\1'\2", value)


def _party(named: NamedParty) -> dict[str, str] | None:
    facts = {"name": named.name, "url": named.url, "id": named.id}
    return {key: value for key, value in facts.items() if value} or None


def _terms(terms: Mapping[str, Term]) -> list[dict[str, Any]]:
    return [{"id": term.id, "labels": dict(term.labels)} for term in terms.values()]


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _listed(top: Mapping[str, Any], name: str, rows: list[Any]) -> bytes:
    """Write an object whose last key is a list, one row a line: git and people can compare two
    versions of it.
    """
    head = "".join(
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n"
        for key, value in top.items()
    )
    body = ",\n".join(map(_ENCODER.encode, rows))
    return f'{{\n{head}"{name}": [\n{body}\n]\n}}\n'.encode()
