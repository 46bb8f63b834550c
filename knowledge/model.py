"""The words of the house: Snapshot, RawEntry, Entry, Report. A Source stands in `source.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime
from typing import Literal

Status = Literal["active", "gone", "moved"]
# Why an entry is set aside: its words are off topic, or say no theme strongly.
Aside = Literal["", "no-theme", "off-topic"]
ReportState = Literal["ok", "unchanged", "held", "failed", "absent"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one URL answered at one moment.

    `url` is the address that answered, after redirects; `asked` the one that was asked for. Header
    names are lower case. `body` is decoded from its Content-Encoding, never from its charset.
    `moved` lists the permanent redirects (301, 308) met on the way: (from, to). `notes` is what a
    person should hear of though the page was read (a redirect from https to http).
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    time: datetime
    asked: str = ""
    moved: tuple[tuple[str, str], ...] = ()
    notes: tuple["Problem", ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file that an entry links to, in the source's own words."""

    url: str
    title: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry in the source's own words: strings, nothing cleaned; "" where the source says
    nothing.

    `published` and `updated` may be ISO 8601 or as printed ("Publié le 02 août 2024"). `event` is
    the start of the event that it is about, or its start and end ("… / …"), where they are stated
    for machines. `twins` are
    (language, address) pairs; `sources` the addresses it names as where its story comes from.
    `type_label` is the source's own word for its kind ("Actualité"); `themes` its own theme labels.
    `text` is the whole main text, one paragraph a line; only the reader `page` and detail pages
    fill it. `problem` says why the reader could not read this one entry; such an entry is counted
    and named, not stored; `passed_over` instead says why the reader left one out on purpose: it is
    counted. Among the rows of its list, `keeps` names the parts of the address that tell this one
    from others, and `shares_address` says that others lie at the same one.
    """

    url: str
    title: str = ""
    published: str = ""
    updated: str = ""
    event: str = ""
    summary: str = ""
    lang: str = ""
    type_label: str = ""
    themes: tuple[str, ...] = ()
    external_id: str = ""
    canonical: str = ""
    documents: tuple[RawDocument, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    text: str = ""
    problem: str = ""
    passed_over: str = ""
    keeps: tuple[str, ...] = ()
    shares_address: bool = False


@dataclass(frozen=True, slots=True)
class EntryDocument:
    """A file that an entry links to. `bytes` is its size as the source states it, or None."""

    url: str
    title: str = ""
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Why an entry bears a tag: `tag` is "themes/<id>", "type/<id>" or "aside/<reason>", `rule` the
    rule's name, `words` what matched. Or why it has a version that its page does not state:
    "twins/<language>".
    """

    tag: str
    rule: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a source corrected: the front-matter key, and what stood there before.

    A change of a watched text has the key "text": `was` and `now` are then the paragraphs taken out
    and put in.
    """

    at: datetime
    key: str
    was: str | tuple[str, ...]
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry we vouch for: canonical http(s) URL, a date or none, plain NFC text.

    `date` and `updated` are days as the source states them in its own time zone. `event_date` is
    the first day of the event that an entry tells of, None for no event or an unsaid day;
    `event_end` its last day, None for an event of one day. `aside`
    says why an entry is kept in its month only, "" for one that is not set aside. `twins` maps a
    language to the address of that version; `same_as` lists addresses of the same story in other
    sources, the official one first. `review` and `body` belong to people and are kept byte for
    byte: `review` is the block's raw YAML lines.
    """

    id: str
    title: str
    url: str
    source: str
    lang: str
    type: str
    date: Day | None
    first_seen: datetime
    updated: Day | None = None
    event_date: Day | None = None
    event_end: Day | None = None
    status: Status = "active"
    themes: tuple[str, ...] = ()
    aside: Aside = ""
    summary: str = ""
    documents: tuple[EntryDocument, ...] = ()
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    twins: Mapping[str, str] = field(default_factory=dict)
    external_id: str = ""
    why: tuple[Why, ...] = ()
    history: tuple[Change, ...] = ()
    review: str = ""
    body: str = ""

    @property
    def text_changes(self) -> list[Change]:
        """Return how its watched text changed, the earliest change first."""
        return [change for change in self.history if change.key == "text"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is told of a mistake or a failure: its code, of `problems`, and the facts it names."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file in which it is, "" where it is in none."""
        return self.facts.get("path", "")

    @property
    def line(self) -> int | None:
        """The line of that file, from 1; None where it is on none."""
        line = self.facts.get("line", "")
        return int(line) if line.isdigit() else None


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one source in one run. Times in seconds; `first_page` counts the rows of the
    first list page; `pending` the new rows left for the next run, a first run of a large site being
    done in several.
    """

    source: str
    state: ReportState
    read: int = 0
    first_page: int = 0
    complete: bool = False
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    skipped: Mapping[str, int] = field(default_factory=dict)
    bad: tuple[str, ...] = ()
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()
    robots: str = ""
    pending: int = 0
    seconds: float = 0.0
    time: datetime | None = None
