"""A watched page as it was, and as it is -> an entry of type page-change.

The entry holds the paragraphs that were taken out and put in.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import filterfalse

from knowledge.errors import ReadError
from knowledge.model import Change, Entry, Problem, RawEntry
from knowledge.source import Source
from knowledge.taxonomy import Taxonomy
from scrapers.classify import rules
from scrapers.clean import excerpts, normalise
from scrapers.context import FoundEntry, SourceResult

PARAGRAPH_MAX = 2_000
SEEN_MAX = 120
# Of the letters of the former words, so many come again in a text that was changed.
LEAST_KEPT = 0.3
# Where not one paragraph is as it was, so many must.
LEAST_REWRITTEN = 0.5
WORD = re.compile(r"[^\W_]{4,}")
LONG_PARAGRAPH = 40
# Of a page that was replaced whole, the beginning is kept.
PARAGRAPHS_KEPT = 200


def apply(
    result: SourceResult,
    before: tuple[str, ...] | None,
    taxonomy: Taxonomy,
    *,
    accepted: bool = False,
) -> tuple[SourceResult, tuple[str, ...]]:
    """Return the result with an entry of what changed, and the page's text as it is now.

    `before` is what the page said last time; the first time (None), there is nothing to compare. A
    text that has next to nothing of it is the problem "page_replaced", unless a person has
    `accepted` it. The text is empty where it was not read, or is not believed.
    """
    if not result.is_newly_read:
        return result, ()
    raw = _titled(result)
    after = paragraphs(raw)
    if before is None:
        return result, after
    if not accepted and is_replaced(before, after):
        return replace(result, problem=_replaced(result.source, raw, after)), ()
    try:
        return _with_change(result, raw, before, taxonomy), after
    except ReadError as error:
        return replace(result, problem=error.problem), ()


def _with_change(
    result: SourceResult, raw: RawEntry, before: Sequence[str], taxonomy: Taxonomy
) -> SourceResult:
    """Return the result with an entry of what changed, if anything did. Raises ReadError."""
    entry = change(raw, before, result.source, result.time)
    if entry is None:
        return result
    entry = _classify(entry, raw, result.source, taxonomy)
    return replace(result, found=(FoundEntry(entry, None),))


def _titled(result: SourceResult) -> RawEntry:
    """Return what the page says, under the source's name where it has no title of its own."""
    (raw,) = result.raws
    return replace(raw, title=raw.title or result.source.name)


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
        history=(Change(seen, "text", _shown(removed), _shown(added)),),
    )


def is_replaced(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether a text has so little of the former one that it is probably another page's."""
    kept = _share_kept(before, after)
    if kept < LEAST_KEPT:
        return True
    return kept < LEAST_REWRITTEN and not _keeps_a_paragraph(before, after)


def _share_kept(before: Sequence[str], after: Sequence[str]) -> float:
    """Return which share of the words of a text come in another one too, by their letters."""
    former, now = _words(before), _words(after)
    letters = sum(map(len, former))
    if not letters:
        return 1.0
    return sum(map(len, former & now)) / letters


def _words(paragraphs: Iterable[str]) -> set[str]:
    return set(WORD.findall(" ".join(paragraphs).casefold()))


def _keeps_a_paragraph(before: Iterable[str], after: Iterable[str]) -> bool:
    same = frozenset(before).intersection(after)
    return any(len(paragraph) >= LONG_PARAGRAPH for paragraph in same)


def _replaced(source: Source, raw: RawEntry, after: Sequence[str]) -> Problem:
    seen = excerpts.masked(normalise.text(" ".join((raw.title, *after)), SEEN_MAX))
    return Problem("page_replaced", {"url": raw.url, "source": source.id, "seen": seen})


def differences(
    before: Sequence[str], after: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs taken out and those put in; one that merely moved is neither."""
    # No diff algorithm: what is on one side alone is the whole answer, and theirs take quadratic
    # time.
    return _missing(before, frozenset(after)), _missing(after, frozenset(before))


def _missing(paragraphs: Iterable[str], side: frozenset[str]) -> tuple[str, ...]:
    return tuple(filterfalse(side.__contains__, paragraphs))


def _shown(side: tuple[str, ...]) -> tuple[str, ...]:
    """Return paragraphs as they are published: without addresses and numbers of persons."""
    shown = tuple(map(excerpts.masked, side[:PARAGRAPHS_KEPT]))
    if len(side) <= PARAGRAPHS_KEPT:
        return shown
    return (*shown, "…")


def _classify(entry: Entry, raw: RawEntry, source: Source, taxonomy: Taxonomy) -> Entry:
    # Its themes are those of what was added; its type is no matter of words.
    added = replace(raw, summary=" ".join(entry.history[-1].now))
    classified = rules.classify(entry, added, source, taxonomy)
    return replace(classified, type="page-change", event_date=None, event_end=None)
