"""What a site offers to a watch, and the YAML to paste."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import urlsplit

import yaml
from slugify import slugify

from knowledge.source import Defaults, Lang

OfferKind = Literal["feed", "wordpress", "listing", "sitemap", "page"]


@dataclass(frozen=True)
class Offer:
    """One way to read the site.

    `entries` counts what it gave now; `options` and `url` are as the YAML wants them.
    """

    kind: OfferKind
    url: str
    entries: int
    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)

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

    def to_yaml(self) -> str:
        """Write the source to paste under `sources:`, read in the best way."""
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
