"""What a site offers to a watch, and the YAML to paste."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, NamedTuple, get_args
from urllib.parse import urlsplit

import yaml
from slugify import slugify

from knowledge.model import RawEntry
from knowledge.source import DateOrder, Defaults, Lang, Source
from scrapers.clean import dates, normalise, text_clean

OfferKind = Literal["feed", "wordpress", "listing", "sitemap", "page", "ical"]

SHOWN, TITLE_CHARS = 3, 120


@dataclass(frozen=True)
class Offer:
    """One way to read the site.

    `entries` counts what it gave now, `raws` is that; `options` and `url` are as the YAML wants
    them.
    """

    kind: OfferKind
    url: str
    entries: int
    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    raws: Sequence[RawEntry] = ()

    def keys(self) -> dict[str, object]:
        """Return the keys of a source that is read in this way, besides its address."""
        keys: dict[str, object] = {}
        if self.kind != "feed":
            keys["reader"] = self.kind
        if self.kind == "page":
            keys["type"] = "page-change"
        if self.options:
            keys["options"] = dict(self.options)
        return keys


class Shown(NamedTuple):
    """An entry as it would be read; its day is "" where it has none."""

    day: str
    title: str
    url: str


class Doubt(NamedTuple):
    """What may be wrong in the rows, by its name in the catalogue, and in how many."""

    name: str
    rows: int


@dataclass(frozen=True)
class ProbeResult:
    """What was found, the best way first; `missed` are the addresses tried in vain, and why.

    `by_script`: the page is made by JavaScript, and what its server sends is empty.
    """

    url: str
    name: str
    lang: str
    robots: str
    offers: tuple[Offer, ...]
    missed: tuple[tuple[str, str], ...]
    by_script: bool = False

    def source(self) -> Source | None:
        """Return the source to paste, as a reader takes it; None where nothing is offered."""
        if not self.offers:
            return None
        best = self.offers[0]
        lang = self.lang if self.lang in get_args(Lang) else Defaults().lang
        return Source.model_construct(id=self._id(), name=self.name, url=best.url, lang=lang)

    def shown(self) -> list[Shown]:
        """Return the first entries of the best offer as they would be read."""
        source = self.source()
        if source is None:
            return []
        raws = self.offers[0].raws
        order = normalise.order_of(raws, source)
        sound = filter(_is_sound, raws)
        return [_shown(raw, source, order) for raw in islice(sound, SHOWN)]

    def doubts(self) -> list[Doubt]:
        """Return what a person should look at before pasting, each with a number of rows."""
        source = self.source()
        if source is None:
            return []
        raws = self.offers[0].raws
        order = normalise.order_of(raws, source)
        days = [_day(raw, source, order) for raw in raws]
        told = {
            "faulty": sum(not _is_sound(raw) for raw in raws),
            "dayless": days.count(""),
            "open": len(raws) if dates.are_open(raw.published for raw in raws) else 0,
        }
        return [Doubt(name, count) for name, count in told.items() if count]

    def to_yaml(self) -> str:
        """Write the source to paste under `sources:`, read in the best way."""
        if not self.offers:
            return ""
        best = self.offers[0]
        row: dict[str, object] = {"id": self._id(), "name": self.name, "url": best.url}
        if self.lang in get_args(Lang) and self.lang != Defaults().lang:
            row["lang"] = self.lang
        row |= best.keys()
        text = yaml.safe_dump([row], allow_unicode=True, sort_keys=False, width=120)
        return "".join(f"  {line}" for line in text.splitlines(keepends=True))

    def _id(self) -> str:
        host = urlsplit(self.url).hostname or "site"
        name = host.removeprefix("www.").rpartition(".")[0]
        return slugify(name, max_length=41) or "site"


def _is_sound(raw: RawEntry) -> bool:
    return not raw.problem


def _shown(raw: RawEntry, source: Source, order: DateOrder) -> Shown:
    title = text_clean.literal(raw.title or raw.summary, TITLE_CHARS)
    return Shown(_day(raw, source, order), title, text_clean.literal(raw.url, 200))


def _day(raw: RawEntry, source: Source, order: DateOrder) -> str:
    found = dates.published_and_updated(raw.published, raw.lang or source.lang, order=order)
    return str(found.published or found.updated or "")
