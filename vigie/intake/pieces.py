"""A proposal that is no sheet -> the file that it becomes a part of, as an entry's block `review:`;
or the word of where it goes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from pydantic import ValidationError

from knowledge.errors import SheetError
from knowledge.model import Entry, Problem
from knowledge.sheets import collection, error_messages, explained, reading
from knowledge.sheets.error_messages import Where
from knowledge.sheets.kinds import communication_kit, organisation, toolkit
from knowledge.sheets.proposals import PROPOSALS, ContactRole, EntryNote
from knowledge.storage import contained, entry_store, front_matter, review, yaml_document
from scrapers.clean import canonical_url
from vigie.curation import applying
from vigie.intake import correcting, filing
from vigie.intake.filing import Filed, IntakeDesk, Said
from vigie.intake.parcel import Parcel

_KITS = {kind.folder: kind for kind in (toolkit.KIND, communication_kit.KIND)}
# What a seat has before anybody holds it.
_OF_A_SEAT = frozenset({"id", "title", "seat"})
_NOTE_KEYS = ("audience", "obligation", "in_force")


def elsewhere(sent: Parcel, own: Said, _desk: IntakeDesk) -> Filed:
    """Return that a word on a page is for people to take up: no file becomes of it."""
    facts = filing.facts_of(sent)
    named = map(facts.get, ("title", "name", "page", "kit"))
    title = str(next(filter(None, named), own.name))
    return Filed(title, notes=(Problem("proposal_house_correction", {"path": sent.path}),))


def source(sent: Parcel, own: Said, desk: IntakeDesk) -> Filed:
    """Return a source as somebody may write it into watch_sources.yml: off, until it was tried."""
    facts = filing.facts_of(sent)
    title = str(facts.get("name") or own.name)
    wrong = tuple(_wrong(facts, own, sent, desk))
    if wrong:
        return Filed(title, wrong=wrong)
    notes = (Problem("proposal_house_source", {"path": sent.path}),)
    return Filed(title, notes=notes, draft=_drafted(facts), address=str(facts["url"]))


def _drafted(facts: Mapping[str, Any]) -> str:
    """Return a source as it stands in watch_sources.yml. What its author says is its reason."""
    told = filter(None, (facts["publishes"], facts.get("terms")))
    row = {
        "id": collection.slug(str(facts["name"])),
        "name": facts["name"],
        "url": facts["url"],
        "lang": facts["languages"][0],
        "enabled": False,
        "reason": " ".join(" ".join(map(str, told)).split()),
    }
    return yaml_document.dump({"sources": [row]}).rstrip().replace("\n", "\n  ")


def note(sent: Parcel, own: Said, desk: IntakeDesk) -> Filed:
    """Return the entry that a note is on, with the note under `review:` and its text below."""
    facts = filing.facts_of(sent)
    title = str(facts.get("entry") or own.name)
    wrong = tuple(_wrong(facts, own, sent, desk))
    if wrong:
        return Filed(title, wrong=wrong)
    entry = _entry(title, desk)
    if entry is None:
        return Filed(title, wrong=(Problem("proposal_entry", {"path": sent.path, "found": title}),))
    text = front_matter.split(sent.text.encode(), sent.path, typed=True).body.strip()
    held = EntryNote.model_validate(desk.held.vocabulary.resolved(facts, EntryNote))
    return _noted(entry, text, dict(_changes(held, entry, own.lang)), sent, desk)


def _noted(
    entry: Entry, text: str, changes: Mapping[str, object], sent: Parcel, desk: IntakeDesk
) -> Filed:
    """Return the entry with the changes and the text, or what it says already."""
    path = entry_store.paths(desk.root)[entry.id]
    shown = path.relative_to(desk.root).as_posix()
    taken = [*_said_before(filing.facts_of(sent), changes), *_texts_met(text, entry.body)]
    if taken:
        place = {"path": sent.path, "found": shown, "key": ", ".join(taken)}
        return Filed(entry.title, lacking=(Problem("proposal_said", place),))
    raw = applying.edited(path.read_bytes(), changes, shown).rstrip(b"\n").decode()
    whole = "\n\n".join(filter(None, (raw, text)))
    return Filed(entry.title, changed={shown: f"{whole}\n".encode()})


def _texts_met(text: str, before: str) -> Iterator[str]:
    """Yield the sign of a text where one is written already."""
    if text and before.strip():
        yield "…"


def kit_file(sent: Parcel, own: Said, desk: IntakeDesk) -> Filed:
    """Return a kit with a file at the end of its contents, and the file."""
    facts = filing.facts_of(sent)
    title = str(facts.get("title") or own.name)
    wrong = tuple(_wrong(facts, own, sent, desk))
    if wrong:
        return Filed(title, wrong=wrong)
    kit = str(facts["kit"])
    kind = _KITS.get(kit.partition("/")[0])
    path = f"docs/{own.lang}/{kit}.md"
    if kind is None or not contained.is_file(desk.root / path, desk.root):
        return Filed(title, wrong=(Problem("proposal_kit", {"path": sent.path, "found": kit}),))
    made = _with_item(contained.read_text(desk.root / path, desk.root), facts, path)
    read = reading.markdown(made, path, kind, own.lang, desk.setting)
    files, left = filing.beside(sent, {facts["file"]}, f"docs/{own.lang}/{kind.folder}")
    return filing.settled(Filed(title, files, {path: made}, notes=left), read, sent, desk)


def contact(sent: Parcel, own: Said, desk: IntakeDesk) -> Filed:
    """Return an organisation with a role more, or with what its vacant seat lacked."""
    told = dict(filing.facts_of(sent))
    named = desk.held.vocabulary.resolved(told, ContactRole).get("organisation", "")
    role = correcting.identified({key: told[key] for key in told if key != "organisation"})
    given = {**role, "organisation": named} if named else role
    wrong, lacking = filing.parted(_wrong(given, own, sent, desk))
    path = f"docs/{organisation.KIND.folder}/{named}{organisation.KIND.suffix}"
    if wrong or lacking:
        return Filed(_called(role, str(named)), wrong=wrong, lacking=lacking)
    return _with_role(role, str(named), path, sent, desk)


def with_organisation(
    sent: Parcel, filed: Filed, lang: str, wanted: str
) -> tuple[Parcel, dict[str, bytes]]:
    """Return a proposal that names the new organisation by its id, and the organisation's file with
    what is known of it; `wanted` is its kind and scope, as "association/external".

    Nothing changes where the proposal lacks none, or something else too.
    """
    names = {problem.facts["found"] for problem in filed.lacking}
    codes = {problem.code for problem in filed.lacking}
    if codes != {"proposal_organisation"} or len(names) != 1:
        return sent, {}
    (name,) = names
    own_id = collection.slug(name)
    kind, _, scope = wanted.partition("/")
    held = yaml_document.dump({"names": {lang: name}, "kind": kind, "scope": scope})
    path = f"docs/{organisation.KIND.folder}/{own_id}{organisation.KIND.suffix}"
    head, end, below = sent.text.partition("\n---\n")
    lines = [_renamed(line, name, own_id) for line in head.split("\n")]
    made = f"{explained.schema_line(organisation.KIND)}\n{held}".encode()
    return replace(sent, text="\n".join(lines) + end + below), {path: made}


def _renamed(line: str, name: str, own_id: str) -> str:
    """Return a line of front matter with the id of an organisation in place of its name."""
    key, colon, _ = line.partition(": ")
    if not colon or key not in filing.ORGANISATIONS:
        return line
    told, _ = front_matter.mapping(line.encode(), "")
    return f"{key}: {own_id}" if told[key] == name else line


def _with_role(
    role: Mapping[str, Any], named: str, path: str, sent: Parcel, desk: IntakeDesk
) -> Filed:
    """Return an organisation with a role in its seat, or below its others; or what stands there."""
    before = contained.read_text(desk.root / path, desk.root)
    held, _ = front_matter.mapping(before, path)
    rows = list(held.get("roles") or ())
    place = next(filter(partial(_is_seat, role=role), rows), None)
    if place and (met := sorted(role.keys() & place.keys() - _OF_A_SEAT)):
        facts = {"path": sent.path, "found": path, "key": ", ".join(met)}
        return Filed(_called(role, named), lacking=(Problem("proposal_said", facts),))
    new = {**role, **place} if place else role
    rows = [new if row is place else row for row in rows] + ([] if place else [new])
    changes = f"---\n{yaml_document.dump({'roles': rows})}---\n".encode()
    langs = desk.held.languages
    made = correcting.of_all_languages(before, changes, langs[0], langs)
    read = reading.mapping(made, path, organisation.KIND, desk.setting)
    filed = Filed(_called(role, named), changed={path: made})
    return filing.settled(filed, read, sent, desk)


def _called(role: Mapping[str, Any], named: str) -> str:
    """Return what a role is called by who proposed it; the id of its organisation without that."""
    title = role.get("title")
    words = title.values() if isinstance(title, Mapping) else (title,)
    return str(next(filter(None, words), named))


def _is_seat(row: Mapping[str, Any], role: Mapping[str, Any]) -> bool:
    return "seat" in role and row.get("seat") == role["seat"]


def _with_item(before: bytes, facts: Mapping[str, Any], path: str) -> bytes:
    """Return a kit with one thing more in its contents, and no other byte changed."""
    held = front_matter.split(before, path)
    lines = held.head.splitlines(keepends=True)
    start, end = correcting.key_lines(held).get("contents", (0, 0))
    marks = [line for line in lines[start + 1 : end] if line.lstrip().startswith("- ")]
    if not marks:
        raise SheetError([Problem("proposal_house_piece", {"path": path})])
    space = marks[0][: len(marks[0]) - len(marks[0].lstrip())]
    item = {key: value for key, value in facts.items() if key != "kit"}
    rows = yaml_document.dump(item).splitlines()
    new = [f"{space}- {rows[0]}", *(f"{space}  {row}" for row in rows[1:])]
    head = "".join([*lines[:end], *(f"{row}{held.newline}" for row in new), *lines[end:]])
    return before.decode().replace(held.head, head, 1).encode()


def _wrong(
    facts: Mapping[str, Any], own: Said, sent: Parcel, desk: IntakeDesk
) -> Iterator[Problem]:
    """Yield what is wrong with the fields of a form."""
    model, words = PROPOSALS[own.kind].model, desk.held.vocabulary
    held = words.resolved(facts, model)
    try:
        model.model_validate(held)
    except ValidationError as error:
        found = error.errors(include_url=False)
        where = Where(sent.path, {}, own.lang)
        yield from filing.placed(error_messages.told(found, model, held, where, words), sent)


def _entry(address: str, desk: IntakeDesk) -> Entry | None:
    """Return the entry at an address: its own, a former one, or that of its line on the site."""
    asked = canonical_url.key(address)
    for entry in entry_store.load(desk.root):
        if entry.id in address or asked in map(canonical_url.key, (entry.url, *entry.aliases)):
            return entry
    return None


def _changes(held: EntryNote, entry: Entry, lang: str) -> Iterator[tuple[str, object]]:
    """Yield the keys of `review:` that nobody wrote before, as a person writes them."""
    said = review.keys(entry.review)
    given = {**dict(held), "audience": list(held.audience)}
    for key in _NOTE_KEYS:
        if key in held.model_fields_set and key not in said:
            yield key, given[key]
    before = said.get("note", {})
    if isinstance(before, Mapping) and lang not in before:
        yield "note", {**before, lang: held.note}


def _said_before(facts: Mapping[str, Any], changes: Mapping[str, object]) -> Iterator[str]:
    """Yield the keys of a note that a person filled in before."""
    for key in ("note", *_NOTE_KEYS):
        if key in facts and key not in changes:
            yield key


OF_KIND: Mapping[str, Callable[[Parcel, Said, IntakeDesk], Filed]] = {
    "note": note,
    "kit-file": kit_file,
    "contact": contact,
    "source": source,
    "correction": elsewhere,
}
