"""Entry <-> Markdown with front matter: the program's keys, their order and shapes, and the
editor's words as they are.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from knowledge.errors import SheetError
from knowledge.model import Aside, Change, Entry, EntryDocument, Problem, Status, Why
from knowledge.storage import front_matter, validation
from knowledge.storage.validation import Invalid

ID = r"^[0-9a-f]{10}$"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)")


def _day(value: object) -> object:
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("YYYY-MM-DD")
    return date.fromisoformat(value)


def _moment(value: object) -> object:
    if isinstance(value, datetime):
        return value
    shape = isinstance(value, str) and _TIME.fullmatch(value)
    if not shape:
        raise ValueError("YYYY-MM-DDThh:mm:ss+00:00")
    return datetime.fromisoformat(f"{shape[1]}T{shape[2]}{shape[3]}").astimezone(UTC)


def _address(value: str) -> str:
    if not re.match(r"https?://[^\s/]", value):
        raise ValueError("https://…")
    return value


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]
EntryTime = Annotated[datetime, BeforeValidator(_moment, json_schema_input_type=datetime)]
EntryUrl = Annotated[str, AfterValidator(_address)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentKeys(_Model):
    """A file that an entry links to; `bytes` as its source states it."""

    url: EntryUrl
    title: str = ""
    bytes: Annotated[int, Field(ge=0)] | None = None

    def to_model(self) -> EntryDocument:
        """Return the document as the program holds it."""
        return EntryDocument(self.url, self.title, self.bytes)


class WhyKeys(_Model):
    """A tag ("themes/<id>", "type/<id>" or "aside/<reason>"), the rule that gave it, the words that
    matched.
    """

    tag: str
    rule: str
    words: tuple[str, ...] = ()

    def to_model(self) -> Why:
        """Return the reason as the program holds it."""
        return Why(self.tag, self.rule, self.words)


class ChangeKeys(_Model):
    """A correction: when, which key, what stood there (a list of paragraphs for the key "text")."""

    at: EntryTime
    key: str
    was: str | tuple[str, ...]
    now: tuple[str, ...] = ()

    def to_model(self) -> Change:
        """Return the change as the program holds it."""
        return Change(self.at, self.key, self.was, self.now)


class FrontMatter(_Model):
    """The front matter of docs/watch/<source>/<slug>-<id>.md, its keys in the order in which they
    are written.

    All keys but `review` are the program's. Empty ones are left out, except `date`: a day, or null
    when the source states none. `review` and the text below the front matter are people's and come
    through byte for byte.
    """

    id: Annotated[str, Field(pattern=ID)]
    title: str
    url: EntryUrl
    source: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,40}$")]
    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    type: str
    date: Day | None
    updated: Day | None = None
    event_date: Day | None = None
    event_end: Day | None = None
    first_seen: EntryTime
    status: Status
    themes: tuple[str, ...] = ()
    aside: Aside = ""
    summary: str = ""
    documents: tuple[DocumentKeys, ...] = ()
    aliases: tuple[EntryUrl, ...] = ()
    same_as: tuple[EntryUrl, ...] = ()
    twins: Mapping[str, EntryUrl] = {}
    external_id: str = ""
    why: tuple[WhyKeys, ...] = ()
    history: tuple[ChangeKeys, ...] = ()
    review: Any = None


def from_markdown(raw: bytes, path: str) -> Entry:
    """Read an entry's file. `path` is how problems name it.

    Raises SheetError with every problem.
    """
    held = front_matter.split(raw, path)
    entry = from_data(held.data, held.lines, path)
    if held.review or held.body:
        return replace(entry, review=held.review, body=held.body)
    return entry


def to_markdown(entry: Entry, *, newline: str = "\n") -> bytes:
    """Write an entry as UTF-8 with its front matter's lines ended by `newline`; the same entry, the
    same bytes.

    Times are written in UTC to the second (ISO 8601); a time without a zone raises ValueError.
    `review` and `body` stay as they are.
    """
    head = front_matter.HANDLER.export(to_data(entry)).replace("\n", newline)
    review = entry.review
    if review and review[-1] not in "\r\n":
        review += newline
    return f"---{newline}{head}{review}---{newline}{entry.body}".encode()


def from_data(data: Mapping[str, object], lines: Mapping[str, int], path: str) -> Entry:
    """Build an entry from the program's keys, as text or typed. Raises SheetError with every fault.

    `lines` gives each key's line in the file and `path` the file's name, for the faults.
    """
    try:
        keys = FrontMatter.model_validate(data)
    except ValidationError as error:
        wrong = validation.invalid(error, data)
        raise SheetError([_problem(mistake, lines, path) for mistake in wrong]) from error
    return Entry(
        **{name: getattr(keys, name) for name in _SAME},
        documents=tuple(map(DocumentKeys.to_model, keys.documents)),
        twins=dict(keys.twins),
        why=tuple(map(WhyKeys.to_model, keys.why)),
        history=tuple(map(ChangeKeys.to_model, keys.history)),
    )


def to_data(entry: Entry) -> dict[str, object]:
    """Return the program's keys in their order, as dates, text, lists and mappings; empty ones left
    out, save `date`.
    """
    held: dict[str, object] = {
        "id": entry.id,
        "title": entry.title,
        "url": entry.url,
        "source": entry.source,
        "lang": entry.lang,
        "type": entry.type,
        "date": entry.date,
        "updated": entry.updated,
        "event_date": entry.event_date,
        "event_end": entry.event_end,
        "first_seen": _utc(entry.first_seen),
        "status": entry.status,
        "themes": list(entry.themes),
        "aside": entry.aside,
        "summary": entry.summary,
        "documents": list(map(_document, entry.documents)),
        "aliases": list(entry.aliases),
        "same_as": list(entry.same_as),
        "twins": dict(sorted(entry.twins.items())),
        "external_id": entry.external_id,
        "why": list(map(_why, entry.why)),
        "history": list(map(_change, entry.history)),
    }
    for key in held.keys() - _ALWAYS:
        if not held[key]:
            del held[key]
    return held


_SAME = tuple(
    filter(
        lambda name: name not in {"documents", "twins", "why", "history", "review"},
        FrontMatter.model_fields,
    )
)
_ALWAYS = frozenset(name for name, field in FrontMatter.model_fields.items() if field.is_required())


def _document(document: EntryDocument) -> dict[str, object]:
    held: dict[str, object] = {"url": document.url}
    if document.title:
        held["title"] = document.title
    if document.bytes is not None:
        held["bytes"] = document.bytes
    return held


def _why(why: Why) -> dict[str, object]:
    held: dict[str, object] = {"tag": why.tag, "rule": why.rule}
    if why.words:
        held["words"] = list(why.words)
    return held


def _change(change: Change) -> dict[str, object]:
    was = change.was
    held = {
        "at": _utc(change.at),
        "key": change.key,
        "was": was if isinstance(was, str) else list(was),
    }
    if change.now:
        held["now"] = list(change.now)
    return held


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def _problem(wrong: Invalid, lines: Mapping[str, int], path: str) -> Problem:
    key = str(wrong.place[0])
    facts = {"path": path, "key": key, "line": str(lines.get(key, 1))}
    if len(wrong.place) == 1 and wrong.rule == "missing":
        return Problem("sheet_key_missing", facts)
    if len(wrong.place) == 1 and wrong.rule == "extra_forbidden":
        return Problem("sheet_key_unknown", facts)
    found = validation.shown(repr(wrong.found)[:200])
    return Problem("sheet_value", {**facts, "found": found, "expected": _expected(wrong)})


def _expected(wrong: Invalid) -> str:
    known = {
        "value_error": wrong.context.get("error"),
        "literal_error": wrong.context.get("expected"),
        "string_pattern_mismatch": wrong.context.get("pattern"),
        "string_type": "“…”",
        "tuple_type": "- …",
        "missing": ".".join(map(str, wrong.place)),
    }
    return str(known.get(wrong.rule, wrong.rule))
