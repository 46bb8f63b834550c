"""A watched page as it was, and as it is -> an entry of type page-change.

The entry holds the paragraphs that were taken out and put in.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import filterfalse

from knowledge.errors import ReadError
from knowledge.model import Change, Entry, RawEntry
from knowledge.source import Source
from knowledge.taxonomy import Taxonomy
from scrapers.classify import rules
from scrapers.clean import normalise
from scrapers.context import FoundEntry, SourceResult

PARAGRAPH_MAX = 2_000
# Of a page that was replaced whole, the beginning is kept.
PARAGRAPHS_KEPT = 200


def apply(
    result: SourceResult, before: tuple[str, ...] | None, taxonomy: Taxonomy
) -> tuple[SourceResult, tuple[str, ...]]:
    """Return the result with an entry of what changed, and the page's text as it is now.

    `before` is what the page said last time; the first time (None), there is nothing to compare.
    The text is empty where it was not read.
    """
    if not result.is_newly_read:
        return result, ()
    (raw,) = result.raws
    raw = replace(raw, title=raw.title or result.source.name)
    after = paragraphs(raw)
    if before is None:
        return result, after
    try:
        entry = change(raw, before, result.source, result.time)
    except ReadError as error:
        return replace(result, problem=error.problem), ()
    if entry:
        entry = _classify(entry, raw, result.source, taxonomy)
        result = replace(result, found=(FoundEntry(entry, None),))
    return result, after


def paragraphs(raw: RawEntry) -> tuple[str, ...]:
    """Split a page's main text into clean paragraphs; empty ones are left out."""
    clean = partial(normalise.text, max_chars=PARAGRAPH_MAX)
    return tuple(filter(None, map(clean, raw.text.splitlines())))


def change(raw: RawEntry, before: Sequence[str], source: Source, seen: datetime) -> Entry | None:
    """Make an entry of the difference, or return None where a reader would see none.

    Its identity is the page, the day and the new text, so that a refresh cut short and begun again
    makes the same one.
    """
    after = paragraphs(raw)
    removed, added = differences(before, after)
    if not removed and not added:
        return None
    page = normalise.entry(replace(raw, external_id="", text=""), source, seen=seen)
    digest = hashlib.sha256("\n".join(after).encode()).hexdigest()[:16]
    external_id = f"change:{source.id}:{seen:%Y-%m-%d}:{digest}"
    return replace(
        page,
        id=normalise.identity(external_id),
        type="page-change",
        date=None,
        external_id=external_id,
        history=(Change(seen, "text", _cut(removed), _cut(added)),),
    )


def differences(
    before: Sequence[str], after: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs taken out and those put in; one that merely moved is neither."""
    # No diff algorithm: what is on one side alone is the whole answer, and theirs take quadratic
    # time.
    return _missing(before, frozenset(after)), _missing(after, frozenset(before))


def _missing(paragraphs: Iterable[str], side: frozenset[str]) -> tuple[str, ...]:
    return tuple(filterfalse(side.__contains__, paragraphs))


def _cut(side: tuple[str, ...]) -> tuple[str, ...]:
    if len(side) <= PARAGRAPHS_KEPT:
        return side
    return (*side[:PARAGRAPHS_KEPT], "…")


def _classify(entry: Entry, raw: RawEntry, source: Source, taxonomy: Taxonomy) -> Entry:
    # Its themes are those of what was added; its type is no matter of words.
    added = replace(raw, summary=" ".join(entry.history[-1].now))
    classified = rules.classify(entry, added, source, taxonomy)
    return replace(classified, type="page-change", event_date=None)
