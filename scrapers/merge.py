"""What was found + what is known -> one entry: updated, moved, gone or back. Pure.

An entry is "active"; "gone", when its address answered 404 or 410; or "moved", when its address was
replaced by a permanent redirect (301, 308): `url` is then the new one, `aliases` holds the old one,
and the entry is followed at its new address as before. Former values are kept in `history`, with
the time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from knowledge.model import Change, Entry, Status, Why
from scrapers.clean import canonical_url
from scrapers.known_entries import is_same_cut

# A source that changes its mind at every visit must not make a file grow without end.
MAX_HISTORY = 50
MAX_ALIASES = 20
# What a source may correct, and its former value is kept in `history`.
_CORRECTED = ("title", "date", "summary")
# The rules by which `classify` names a person's choice, and the type that the choice replaces.
_REVIEW, _DEFAULT = "review", "default"


def update(stored: Entry, found: Entry, at: datetime) -> Entry:
    """Return the stored entry with what the source corrected.

    The id, first_seen, status, review and note stay. A title, a date, an excerpt or an address that
    was replaced goes to `history`. What is merely absent now (a list says less than the entry's own
    page) removes nothing.
    """
    kept = _with_address(stored, found.url, at)
    kept = replace(
        kept,
        title=found.title,
        lang=found.lang,
        external_id=kept.external_id or found.external_id,
        aliases=_aliases(kept.url, (*kept.aliases, found.url, *found.aliases)),
        twins=dict(sorted({**kept.twins, **found.twins}.items())),
        same_as=tuple(dict.fromkeys((*kept.same_as, *found.same_as))),
    )
    kept = _with_stated(_with_dates(kept, found), found)
    return _with_tags(_with_history(kept, stored, at), stored, found)


def _with_stated(entry: Entry, found: Entry) -> Entry:
    """Return the entry with what is stated of it now."""
    return replace(
        entry,
        event_date=found.event_date or entry.event_date,
        event_end=found.event_end if found.event_date else entry.event_end,
        summary=found.summary or entry.summary,
        documents=found.documents or entry.documents,
    )


def _with_dates(entry: Entry, found: Entry) -> Entry:
    """Return the entry with its dates: a first one stays, and a later one is that of a change."""
    updated = found.updated or entry.updated
    later = _later_date(entry, found)
    if later is None:
        return replace(entry, date=found.date or entry.date, updated=updated)
    return replace(entry, updated=max(later, updated or later))


def _later_date(entry: Entry, found: Entry) -> date | None:
    if entry.date is None or found.date is None or found.date <= entry.date:
        return None
    return found.date


def mark_gone(stored: Entry, at: datetime) -> Entry:
    """Return the entry marked as gone: its own address no longer knows it."""
    return _with_status(stored, "gone", at)


def mark_active(stored: Entry, at: datetime) -> Entry:
    """Return an entry that was gone, marked as active again."""
    return _with_status(stored, "active", at)


def move(stored: Entry, url: str, at: datetime) -> Entry:
    """Return the entry at the address to which it moved for good; the former one is an alias."""
    if canonical_url.key(url) == canonical_url.key(stored.url):
        return stored
    return replace(_readdressed(stored, url, at), status="moved")


def add_alias(stored: Entry, url: str) -> Entry:
    """Return the entry with one more address under which it is found."""
    return replace(stored, aliases=_aliases(stored.url, (*stored.aliases, url)))


def _with_address(stored: Entry, url: str, at: datetime) -> Entry:
    if canonical_url.key(url) in map(canonical_url.key, (stored.url, *stored.aliases)):
        return stored
    return _readdressed(stored, url, at)


def _readdressed(stored: Entry, url: str, at: datetime) -> Entry:
    aliases = _aliases(url, (*stored.aliases, stored.url))
    moved = _with_changes(stored, [Change(at, "url", stored.url)])
    return replace(moved, url=url, aliases=aliases)


def _aliases(url: str, addresses: Iterable[str]) -> tuple[str, ...]:
    known = {canonical_url.key(url): url}
    for address in addresses:
        known.setdefault(canonical_url.key(address), address)
    return tuple(known.values())[1 : MAX_ALIASES + 1]


def _with_history(entry: Entry, before: Entry, at: datetime) -> Entry:
    changes = []
    for key, was, now in zip(_CORRECTED, _said(before), _said(entry), strict=True):
        if _is_corrected(was, now):
            changes.append(Change(at, key, was))
    return _with_changes(entry, changes)


def _said(entry: Entry) -> tuple[str, str, str]:
    """Return what an entry says under the keys of which the former values are kept."""
    return entry.title, str(entry.date or ""), entry.summary


def _with_changes(entry: Entry, changes: list[Change]) -> Entry:
    if not changes:
        return entry
    return replace(entry, history=(*entry.history, *changes)[-MAX_HISTORY:])


def _is_corrected(was: str, now: str) -> bool:
    """Return whether a text was replaced; the same one cut at another place is no correction."""
    return bool(was) and was != now and not is_same_cut(was, now)


def _with_tags(entry: Entry, stored: Entry, found: Entry) -> Entry:
    """Return the entry with the tags as found now, save those that a person chose."""
    chosen = tuple(_outlasting(stored, found))
    own, type_id, themes, aside = found.why, found.type, found.themes, found.aside
    if _has_tag(chosen, "type/"):
        own, type_id = _with_default(stored, found), stored.type
    if _has_tag(chosen, "themes/"):
        themes, aside = stored.themes, stored.aside
    return replace(entry, type=type_id, themes=themes, aside=aside, why=(*own, *chosen))


def _outlasting(stored: Entry, found: Entry) -> Iterator[Why]:
    """Yield what a person chose, and why there are versions that no page states even now."""
    for why in stored.why:
        if why.rule == _REVIEW or _is_of_unstated_version(why, found):
            yield why


def _is_of_unstated_version(why: Why, found: Entry) -> bool:
    list_name, _, lang = why.tag.partition("/")
    return list_name == "twins" and lang not in found.twins


def _with_default(stored: Entry, found: Entry) -> tuple[Why, ...]:
    """Keep among the reasons the type that a choice replaced: the choice may be taken back."""
    had_default = any(why.rule == _DEFAULT for why in stored.why)
    if not had_default or _has_tag(found.why, "type/"):
        return found.why
    return (Why(f"type/{found.type}", _DEFAULT), *found.why)


def _has_tag(reasons: Iterable[Why], prefix: str) -> bool:
    return any(why.tag.startswith(prefix) for why in reasons)


def _with_status(stored: Entry, status: Status, at: datetime) -> Entry:
    if stored.status == status:
        return stored
    return replace(_with_changes(stored, [Change(at, "status", stored.status)]), status=status)
