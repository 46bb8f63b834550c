"""What was found + what is known -> one entry: found again, corrected, moved, gone or back. Pure;
touches no disk.

The status tells where an entry stands: "active"; "gone", its address answered 404 or 410; "moved",
its address was replaced by a permanent redirect (301, 308): `url` is then the new one, `aliases`
holds the old one, and it is followed there as before. What stood before is in `history`, with the
time.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from knowledge.i18n.text_fold import words
from knowledge.model import Change, Entry, Status, Why
from scrapers.clean import canonical_url, entry_id
from scrapers.clustering import tie
from scrapers.near_duplicates import suggest

__all__ = ["Index", "alias", "back", "gone", "moved", "suggest", "tie", "update"]

# A source that changes its mind at every visit must not make a file grow without end.
MAX_HISTORY = 50
MAX_ALIASES = 20
# These numbers are given by the law's publisher; a feed's guid is only as good as the program that
# made it.
CHANGE = "change:"
_NUMBERS = ("numac:", "eli:", CHANGE)
# As `classify` names a person's choice, and the kind that it stands in the place of.
_PERSONS = ("review", "default")


class Index:
    """The known entries, found by address, by former address, and by external id and language."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._ids: dict[str, Entry] = {}
        self._addresses: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self._external: dict[tuple[str, str], str] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take an entry in, in the place of the one of the same id."""
        self._ids[entry.id] = entry
        if entry.external_id.startswith(CHANGE):
            # Each change of a watched page has the page's address, and is none of the entries that
            # may stand there.
            self._external[entry.external_id, entry.lang] = entry.id
            return
        self._addresses[canonical_url.key(entry.url)] = entry.id
        for alias in entry.aliases:
            self._aliases.setdefault(canonical_url.key(alias), entry.id)
        if entry.external_id:
            self._external[entry.external_id, entry.lang] = entry.id

    def find(self, found: Entry) -> Entry | None:
        """Give the known entry that this one is, or None.

        The number of an act decides first, in one language; then the address; then a feed's guid,
        which is believed while the address or the title is still the same; then former addresses.
        """
        numbered = self._ids.get(self._external.get((found.external_id, found.lang), ""))
        if numbered and (
            found.external_id.startswith(_NUMBERS) or words(numbered.title) == words(found.title)
        ):
            return numbered
        if found.external_id.startswith(CHANGE):
            return None
        for address in (found.url, *found.aliases):
            known = self.at(canonical_url.key(address))
            if known and not _other_number(known, found):
                return known
        return None

    def at(self, key: str) -> Entry | None:
        """Give the entry whose address, or else whose former address, has this key (`links.key`)."""
        return self._ids.get(self._addresses.get(key) or self._aliases.get(key, ""))

    def named(self, found: Entry) -> Entry:
        """Give a new entry the id of its address where its own is another entry's: a guid that was
        used again.
        """
        if found.id not in self._ids:
            return found
        return replace(found, id=entry_id.of(found.url), external_id="")


def update(stored: Entry, found: Entry, at: datetime) -> Entry:
    """Take over what the source corrected; id, first_seen, status, review and note stay.

    A title, a date, an excerpt or an address that was replaced goes to `history`. What is merely
    absent now (a list says less than the entry's own page) takes nothing away.
    """
    kept = _relocated(stored, found.url, at)
    kept = replace(
        kept,
        title=found.title,
        date=found.date or kept.date,
        summary=found.summary or kept.summary,
        updated=found.updated or kept.updated,
        documents=found.documents or kept.documents,
        lang=found.lang,
        external_id=kept.external_id or found.external_id,
        aliases=_aliases(kept.url, (*kept.aliases, found.url, *found.aliases)),
        twins=dict(sorted({**kept.twins, **found.twins}.items())),
        same_as=tuple(dict.fromkeys((*kept.same_as, *found.same_as))),
    )
    return _classified(_remember(kept, stored, at), stored, found)


def gone(stored: Entry, at: datetime) -> Entry:
    """Mark an entry that its own address no longer knows; it stays."""
    return _status(stored, "gone", at)


def back(stored: Entry, at: datetime) -> Entry:
    """Mark an entry that was gone as active again."""
    return _status(stored, "active", at)


def moved(stored: Entry, url: str, at: datetime) -> Entry:
    """Give an entry the address to which it was moved for good, and keep the former one."""
    if canonical_url.key(url) == canonical_url.key(stored.url):
        return stored
    return replace(_readdressed(stored, url, at), status="moved")


def alias(stored: Entry, url: str) -> Entry:
    """Note one more address under which an entry is found."""
    return replace(stored, aliases=_aliases(stored.url, (*stored.aliases, url)))


def _relocated(stored: Entry, url: str, at: datetime) -> Entry:
    known = {canonical_url.key(address) for address in (stored.url, *stored.aliases)}
    return stored if canonical_url.key(url) in known else _readdressed(stored, url, at)


def _readdressed(stored: Entry, url: str, at: datetime) -> Entry:
    change = Change(at, "url", stored.url)
    aliases = _aliases(url, (*stored.aliases, stored.url))
    return replace(
        stored, url=url, aliases=aliases, history=(*stored.history, change)[-MAX_HISTORY:]
    )


def _aliases(url: str, addresses: Iterable[str]) -> tuple[str, ...]:
    known = {canonical_url.key(url): url}
    for address in addresses:
        known.setdefault(canonical_url.key(address), address)
    return tuple(known.values())[1 : MAX_ALIASES + 1]


def _remember(entry: Entry, before: Entry, at: datetime) -> Entry:
    changes = [
        Change(at, key, _printed(was))
        for key, was, now in (
            ("title", before.title, entry.title),
            ("date", before.date, entry.date),
            ("summary", before.summary, entry.summary),
        )
        if was and was != now and not _shortened(was, now)
    ]
    return replace(entry, history=(*entry.history, *changes)[-MAX_HISTORY:]) if changes else entry


def _shortened(was: str | date, now: str | date | None) -> bool:
    """Say whether two excerpts are the same text cut at different places: that is our limit, no
    correction.
    """
    if not isinstance(was, str) or not isinstance(now, str) or "…" not in was[-1:] + now[-1:]:
        return False
    one, other = was.removesuffix("…"), now.removesuffix("…")
    return one.startswith(other) or other.startswith(one)


def _printed(value: str | date) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _classified(entry: Entry, stored: Entry, found: Entry) -> Entry:
    """Take the tags as found now, and leave a person's choice where one was made."""
    chosen = tuple(why for why in stored.why if why.rule == _PERSONS[0])
    tags = " ".join(why.tag for why in chosen)
    instead = tuple(why for why in stored.why if why.rule == _PERSONS[1] and "type/" in tags)
    own: tuple[Why, ...] = found.why
    if instead and not any(why.tag.startswith("type/") for why in own):
        own = (Why(f"type/{found.type}", _PERSONS[1]), *own)
    return replace(
        entry,
        type=stored.type if "type/" in tags else found.type,
        themes=stored.themes if "themes/" in tags else found.themes,
        why=(*own, *chosen),
    )


def _status(stored: Entry, status: Status, at: datetime) -> Entry:
    if stored.status == status:
        return stored
    change = Change(at, "status", stored.status)
    return replace(stored, status=status, history=(*stored.history, change)[-MAX_HISTORY:])


def _other_number(known: Entry, found: Entry) -> bool:
    """Say whether both have a number and differ in it, or in language: the two texts of one act at
    one address.
    """
    numbers = [one.external_id for one in (known, found) if one.external_id.startswith(_NUMBERS)]
    return len(numbers) == 2 and (numbers[0] != numbers[1] or known.lang != found.lang)
