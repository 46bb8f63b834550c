"""Library -> open data under api/v1/: entries by year as JSON, all of them as CSV, sources and
terms.

A key is never renamed nor removed within v1; new ones may come. What is not known is null in JSON,
empty in CSV.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as Day
from functools import partial

from knowledge.model import Entry, EntryDocument
from knowledge.source import Rights, Source
from publish import cards, event_days, sanitise
from publish.exports import feed_items, timestamps
from publish.exports.serialise import json_document, without_empty
from publish.indexes import group_by, has_note
from publish.library import Library, NamedTerm
from publish.site_metadata import NamedParty, SiteMetadata

FOLDER = "api/v1"
BOM = "\ufeff"
# A spreadsheet takes a cell that opens so for a formula (OWASP, "CSV Injection"), full-width forms
# too. French and Dutch Excel part cells at ";": what stands behind one opens a cell there.
_FORMULA = re.compile(r"(^|;)([\s\"]*)(?=[=+\-@\t\r\n＝＋－＠])")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_FORMULA_URL = re.compile(r";(?=[=+\-@])")
# Values by key, as JSON has them.
RecordFacts = Mapping[str, object]
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
    """Yield (path, bytes) of the index, each year's file, the table, the sources and the terms."""
    records = list(map(partial(record, library=library), in_order(library)))
    years = group_by(records, lambda facts: [year(facts)])
    yield f"{FOLDER}/entries.json", json_document(index(years, library, metadata))
    for name, found in years.items():
        top = {
            "$schema": metadata.url(f"{FOLDER}/entries.schema.json"),
            "year": int(name),
            "count": len(found),
        }
        yield f"{FOLDER}/entries/{name}.json", _listed(top, "entries", found)
    yield f"{FOLDER}/entries.csv", table(records)
    yield f"{FOLDER}/sources.json", _listed({}, "sources", sources(library))
    terms = {"kinds": _terms(library.kinds), "themes": _terms(library.themes)}
    yield f"{FOLDER}/terms.json", json_document(terms)


def in_order(library: Library) -> list[Entry]:
    """Return the entries in an order that only they decide: the newest day first."""
    return sorted(library.entries, key=cards.age, reverse=True)


def index(
    years: Mapping[str, Sequence[RecordFacts]], library: Library, metadata: SiteMetadata
) -> dict[str, object]:
    """List what there is and where: the entry point of a program."""
    newest = timestamps.newest(library.entries)
    made: dict[str, object] = {
        "$schema": metadata.url(f"{FOLDER}/entries.schema.json"),
        "version": 1,
        "title": dict(metadata.names),
        "description": dict(metadata.descriptions),
        "publisher": _party(metadata.publisher),
        "licence": _party(metadata.licence),
        "updated": newest and timestamps.rfc3339(newest),
        "count": sum(map(len, years.values())),
        "years": [_year(name, len(found), metadata) for name, found in years.items()],
        "sources": metadata.url(f"{FOLDER}/sources.json"),
        "terms": metadata.url(f"{FOLDER}/terms.json"),
        "csv": metadata.url(f"{FOLDER}/entries.csv"),
    }
    if metadata.demo:
        made["demonstration"] = True
    return made


def record(entry: Entry, library: Library) -> dict[str, object]:
    """Return one entry as data: every key, always, in this order (see docs/guide/open-data.md)."""
    rights = feed_items.terms(entry, library)
    return {
        "id": sanitise.text(entry.id),
        "title": sanitise.text(entry.title),
        "url": sanitise.address(entry.url) or None,
        "lang": sanitise.lang(entry.lang),
        "kind": sanitise.text(entry.type),
        "themes": list(map(sanitise.text, entry.themes)),
        "source": sanitise.text(entry.source),
        "date": _iso(entry.date),
        "date_updated": _iso(entry.updated),
        "event_date": _event_date(entry),
        "first_seen": timestamps.rfc3339(entry.first_seen),
        "last_changed": timestamps.rfc3339(timestamps.changed(entry)),
        "status": entry.status,
        "aside": entry.aside or None,
        "excerpt": sanitise.excerpt(entry.summary, rights.excerpt_max_chars) or None,
        "external_id": sanitise.text(entry.external_id) or None,
        "versions": _versions(entry),
        "same_as": list(filter(None, map(sanitise.address, entry.same_as))),
        "documents": list(filter(None, map(_document, entry.documents))),
        "has_note": has_note(entry),
        "permalink": feed_items.place(entry),
        "regime": rights.regime,
        "attribution": _attribution(rights, library.source_name(entry.source)),
    }


def _event_date(entry: Entry) -> str | None:
    day = event_days.own(entry)
    return day.isoformat() if day else None


def year(facts: RecordFacts) -> str:
    """Return the year an entry is filed under: of its date, or of the day it was first seen."""
    return str(facts["date"] or facts["first_seen"])[:4]


def sources(library: Library) -> list[dict[str, object]]:
    """List what is followed, paused sources included, with the terms under which their texts may be
    reused.
    """
    return list(map(_source, library.sources.values()))


def table(records: Iterable[RecordFacts]) -> bytes:
    """Write the entries as CSV (RFC 4180): UTF-8 with a mark, without which Excel misreads every
    accent.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(row, records))
    return (BOM + out.getvalue()).encode()


def row(facts: RecordFacts) -> list[str]:
    """Flatten a record to the columns of the table: ids of themes are parted by "|"."""
    return [cell(name, _flat(facts[name])) for name in COLUMNS]


def cell(column: str, value: str) -> str:
    """Guard a cell against being taken for a formula: an apostrophe before it, "%3B" for a ";"
    within an address.
    """
    if column == "url":
        return _FORMULA_URL.sub("%3B", value)
    if value[:1].isalnum() and ";" not in value:
        return value
    return _FORMULA.sub(r"\1'\2", value)


def _flat(value: object) -> str:
    if isinstance(value, list):
        return "|".join(value)
    return str(value or "")


def _year(name: str, count: int, metadata: SiteMetadata) -> dict[str, object]:
    url = metadata.url(f"{FOLDER}/entries/{name}.json")
    return {"year": int(name), "count": count, "url": url}


def _versions(entry: Entry) -> dict[str, str]:
    found = {}
    for lang, written in entry.twins.items():
        if url := sanitise.address(written):
            found[sanitise.lang(lang)] = url
    return found


def _attribution(rights: Rights, source_name: str) -> str:
    """Return whose text it is: as the terms say it, or else the source's name."""
    return sanitise.text(rights.attribution) or sanitise.text(source_name)


def _iso(day: Day | None) -> str | None:
    return day.isoformat() if day else None


def _document(document: EntryDocument) -> dict[str, object] | None:
    url = sanitise.address(document.url)
    if not url:
        return None
    title = sanitise.text(document.title) or None
    return {"url": url, "title": title, "bytes": document.bytes}


def _source(source: Source) -> dict[str, object]:
    rights, checked_on = source.rights, source.rights.terms_checked_on
    return {
        "id": source.id,
        "name": sanitise.text(source.name),
        "url": sanitise.address(source.url),
        "lang": source.lang,
        "scope": source.scope,
        "official": source.official,
        "enabled": source.enabled,
        "regime": rights.regime,
        "terms_url": rights.terms_url,
        "terms_checked_on": checked_on and checked_on.isoformat(),
        "attribution": sanitise.text(rights.attribution) or None,
        "excerpt_max_chars": rights.excerpt_max_chars,
    }


def _party(named: NamedParty) -> dict[str, object] | None:
    return without_empty({"name": named.name, "url": named.url, "id": named.id}) or None


def _terms(terms: Mapping[str, NamedTerm]) -> list[dict[str, object]]:
    return [{"id": term.id, "labels": dict(term.labels)} for term in terms.values()]


def _listed(top: RecordFacts, name: str, rows: Iterable[RecordFacts]) -> bytes:
    """Write an object whose last key is a list, one row a line: git and people can compare two
    versions of it.
    """
    head = ""
    for key, value in top.items():
        head += f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n"
    body = ",\n".join(map(_ENCODER.encode, rows))
    return f'{{\n{head}"{name}": [\n{body}\n]\n}}\n'.encode()
