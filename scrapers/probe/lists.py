"""A page -> the list that it holds, as the options of a listing, and what they read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.errors import ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import ListingOptions, Source
from scrapers.probe import blocks, pager, parts, selectors
from scrapers.probe.blocks import Linked, RepeatedPart
from scrapers.readers import html_page, listing

# So many of the likeliest groups are read as the reader would.
MOST_TRIED = 6
LIKELY = 0.25
# What is worth less is a menu.
LEAST = 0.06


class FoundList(NamedTuple):
    """The options that read a list as they are written, what they gave, how good that is."""

    options: Mapping[str, object]
    raws: tuple[RawEntry, ...]
    score: float


def find(snapshot: Snapshot) -> list[FoundList]:
    """Return the lists of a page, the best first."""
    page = html_page.parse(snapshot)
    linked = Linked(page)
    further = pager.options(page)
    found = [_read(block, linked, snapshot, further) for block in _likely(blocks.of(linked))]
    return sorted(filter(_is_sound, found), key=_score, reverse=True)


def _likely(groups: Sequence[RepeatedPart]) -> Iterator[RepeatedPart]:
    least = groups[0].score * LIKELY if groups else 0.0
    for group in groups[:MOST_TRIED]:
        if group.score > 0 and group.score >= least:
            yield group


def _score(found: FoundList) -> float:
    return found.score


def _is_sound(found: FoundList) -> bool:
    return found.score > LEAST


def _read(
    block: RepeatedPart, linked: Linked, snapshot: Snapshot, further: Mapping[str, object]
) -> FoundList:
    row = selectors.of(block.rows, linked.page.tree)
    options = {"row": row.selector, **parts.options(blocks.sampled(block.rows), linked)}
    options |= further
    try:
        shaped = ListingOptions.model_validate(options)
        raws = list(listing.read(snapshot, source_of(snapshot.url, shaped)))
    except (ReadError, ValueError):
        return FoundList(options, (), 0.0)
    sound = [raw for raw in raws if not raw.problem]
    if len({raw.url for raw in sound}) < blocks.FEWEST_ROWS:
        return FoundList(options, (), 0.0)
    return FoundList(options, tuple(raws), block.score * row.match * _soundness(raws))


def _soundness(raws: Sequence[RawEntry]) -> float:
    """Return how many of the rows have an address of their own, a title, and no fault."""
    urls = {raw.url for raw in raws if not raw.problem}
    titles = {raw.title for raw in raws}
    return len(urls) / len(raws) * (0.5 + 0.5 * len(titles) / len(raws))


def source_of(url: str, options: ListingOptions) -> Source:
    """Return a source that nobody wrote yet, for a reader."""
    # Not validated: a site may announce an address that no configuration would take.
    return Source.model_construct(
        id="probe", name="probe", url=url, reader="listing", options=options
    )
