"""A watched page as it stood, and as it stands -> an entry of type page-change with what was taken
out and put in.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from knowledge.model import Change, Entry, RawEntry
from knowledge.source import Source
from scrapers.clean import normalise

PARAGRAPH_MAX = 2_000
# A page that was replaced whole is told of by its beginning.
PARAGRAPHS_TOLD = 200


def paragraphs(raw: RawEntry) -> tuple[str, ...]:
    """Split a page's main text into clean paragraphs; empty ones are left out."""
    lines = (normalise.text(line, PARAGRAPH_MAX) for line in raw.text.splitlines())
    return tuple(line for line in lines if line)


def change(raw: RawEntry, before: Sequence[str], source: Source, seen: datetime) -> Entry | None:
    """Make an entry of the difference, or None where a reader would see none.

    Its identity is the page, the day and the new text, so that a refresh cut short and begun again
    makes the same one.
    """
    after = paragraphs(raw)
    was, now = (_told(side) for side in differences(before, after))
    if not was and not now:
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
        history=(Change(seen, "text", was, now),),
    )


def _told(side: tuple[str, ...]) -> tuple[str, ...]:
    return (*side[:PARAGRAPHS_TOLD], "…") if len(side) > PARAGRAPHS_TOLD else side


def differences(
    before: Sequence[str], after: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the paragraphs taken out and the paragraphs put in, each in its order; one merely moved
    is neither.
    """
    # No diff algorithm: what stands on one side alone is the whole answer, and theirs take
    # quadratic time.
    stood, stands = frozenset(before), frozenset(after)
    return (
        tuple(paragraph for paragraph in before if paragraph not in stands),
        tuple(paragraph for paragraph in after if paragraph not in stood),
    )
