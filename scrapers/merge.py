"""What was found + what is known -> one entry: updated, moved, gone or back. Pure.

An entry is "active"; "gone", when its address answered 404 or 410; or "moved", when its address was
replaced by a permanent redirect (301, 308): `url` is then the new one, `aliases` holds the old one,
and the entry is followed at its new address as before. Former values are kept in `history`, with
the time.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from knowledge.i18n.text_fold import words
from knowledge.model import Change, Entry, Status, Why
from scrapers.clean import canonical_url, entry_id

# A source that changes its mind at every visit must not make a file grow without end.
MAX_HISTORY = 50
MAX_ALIASES = 20
PAGE_CHANGE = "change:"
# What a text ends with that was too long.
_CUT = "…"
# These numbers are given by the law's publisher; a feed's guid is only as good as the program that
# made it.
_NUMBERS = ("numac:", "eli:", PAGE_CHANGE)
# The rules by which `classify` names a person's choice, and the type that the choice replaces.
_REVIEW, _DEFAULT = "review", "default"


class KnownEntries:
    """The known entries, found by address, by former address, and by external id and language."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._by_id: dict[str, Entry] = {}
        self._id_by_address: dict[str, str] = {}
        self._id_by_alias: dict[str, str] = {}
        self._id_by_external: dict[tuple[str, str], str] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Add an entry, or replace the one with the same id."""
        self._by_id[entry.id] = entry
        if entry.external_id:
            self._id_by_external[entry.external_id, entry.lang] = entry.id
        if not _is_page_change(entry):
            self._add_addresses(entry)

    def _add_addresses(self, entry: Entry) -> None:
        self._id_by_address[canonical_url.key(entry.url)] = entry.id
        for alias in entry.aliases:
            self._id_by_alias.setdefault(canonical_url.key(alias), entry.id)

    def find(self, found: Entry) -> Entry | None:
        """Return the known entry that was found again, or None.

        The number of an act decides first, in one language; then a feed's guid, which is believed
        while the title is still the same; then the address, and former addresses.
        """
        numbered = self._numbered(found)
        if numbered and _is_same_number(numbered, found):
            return numbered
        if _is_page_change(found):
            return None
        for known in map(self.at, map(canonical_url.key, (found.url, *found.aliases))):
            if known and not _is_other_number(known, found):
                return known
        return None

    def _numbered(self, found: Entry) -> Entry | None:
        entry_id = self._id_by_external.get((found.external_id, found.lang), "")
        return self._by_id.get(entry_id)

    def at(self, key: str) -> Entry | None:
        """Return the entry whose address, or else whose former address, has this key.

        Keys are those of `canonical_url.key`.
        """
        entry_id = self._id_by_address.get(key) or self._id_by_alias.get(key, "")
        return self._by_id.get(entry_id)

    def with_free_id(self, found: Entry) -> Entry:
        """Return a new entry; where its id is taken (a guid used again), it gets its address's."""
        if found.id not in self._by_id:
            return found
        return replace(found, id=entry_id.of(found.url), external_id="")


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
    kept = _with_stated(kept, found)
    return _with_tags(_with_history(kept, stored, at), stored, found)


def _with_stated(entry: Entry, found: Entry) -> Entry:
    """Return the entry with what is stated of it now.

    A first date stays the date: a later one is that of a change.
    """
    date, updated = found.date or entry.date, found.updated or entry.updated
    if entry.date and found.date and found.date > entry.date:
        date, updated = entry.date, max(found.date, updated or found.date)
    return replace(
        entry,
        date=date,
        summary=found.summary or entry.summary,
        updated=updated,
        documents=found.documents or entry.documents,
    )


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


def _is_page_change(entry: Entry) -> bool:
    """Return whether an entry is a change of a watched page.

    All changes of a page share its address: none of them is found by it.
    """
    return entry.external_id.startswith(PAGE_CHANGE)


def _has_number(entry: Entry) -> bool:
    return entry.external_id.startswith(_NUMBERS)


def _is_same_number(known: Entry, found: Entry) -> bool:
    return _has_number(found) or words(known.title) == words(found.title)


def _is_other_number(known: Entry, found: Entry) -> bool:
    """Return whether both have a number and differ in it or in language.

    The two texts of one act may be at one address.
    """
    if not _has_number(known) or not _has_number(found):
        return False
    return (known.external_id, known.lang) != (found.external_id, found.lang)


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
    if _is_corrected(before.title, entry.title):
        changes.append(Change(at, "title", before.title))
    if before.date and before.date != entry.date:
        changes.append(Change(at, "date", before.date.isoformat()))
    if _is_corrected(before.summary, entry.summary):
        changes.append(Change(at, "summary", before.summary))
    return _with_changes(entry, changes)


def _with_changes(entry: Entry, changes: list[Change]) -> Entry:
    if not changes:
        return entry
    return replace(entry, history=(*entry.history, *changes)[-MAX_HISTORY:])


def _is_corrected(was: str, now: str) -> bool:
    """Return whether a text was replaced; the same one cut at another place is no correction."""
    return bool(was) and was != now and not _is_same_cut(was, now)


def _is_same_cut(text: str, other: str) -> bool:
    """Return whether two texts, one of them cut, start alike."""
    if not text.endswith(_CUT) and not other.endswith(_CUT):
        return False
    start, other_start = text.removesuffix(_CUT), other.removesuffix(_CUT)
    return start.startswith(other_start) or other_start.startswith(start)


def _with_tags(entry: Entry, stored: Entry, found: Entry) -> Entry:
    """Return the entry with the tags as found now, save those that a person chose."""
    chosen = tuple(why for why in stored.why if why.rule == _REVIEW)
    own, type_id, themes = found.why, found.type, found.themes
    if _has_tag(chosen, "type/"):
        own, type_id = _with_default(stored, found), stored.type
    if _has_tag(chosen, "themes/"):
        themes = stored.themes
    return replace(entry, type=type_id, themes=themes, why=(*own, *chosen))


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
