"""The shape of watch_sources.yml: Watch, its defaults, and Source.

`config.py` reads it and explains its faults.
"""

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from knowledge.source_values import (
    AnyCase,
    ContactAddress,
    Day,
    Duration,
    Pattern,
    Selector,
    SourceId,
    TestHost,
    Timezone,
    WebAddress,
)

Lang = Literal["fr", "nl", "en", "de"]
Scope = Literal["regional", "federal", "foreign", "european"]
DateOrder = Literal["day-first", "month-first", ""]
Regime = Literal["free-reuse", "cc0", "licence-ouverte-2.0", "link-and-extract", "unknown"]


class Model(BaseModel):
    """A frozen record that takes no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rights(Model):
    """What may be reused of a source's texts, and who checked it when.

    `excerpt_max_chars` counts characters of the publisher's own description; 200 where no terms are
    known.
    """

    regime: Regime = "unknown"
    terms_url: WebAddress | None = None
    terms_checked_on: Day | None = None
    attribution: str = ""
    excerpt_max_chars: Annotated[int, Field(ge=0, le=1000)] = 200


class Detail(Model):
    """How to read an entry's own page. Each value is a CSS selector; the usual places are tried
    where one is absent.

    `require`: a page without it is no entry (a sitemap lists other pages too). `require_text`: the
    same, as a regular expression on a line of its text (where no class is known, a printed line may
    be). `type_label`: where the page states its own kind. `remove`: parts that are not text
    (related entries, share links).
    """

    title: Selector = ""
    date: Selector = ""
    summary: Selector = ""
    body: Selector = ""
    theme: Selector = ""
    type_label: Selector = ""
    require: Selector = ""
    require_text: Pattern = ""
    remove: tuple[Selector, ...] = ()


class FeedOptions(Model):
    """`categories`: keep only entries with one of these category labels (case and accents do not
    count).

    `max_entries`: read so many entries at most, the newest.
    """

    categories: tuple[str, ...] = ()
    max_entries: Annotated[int, Field(ge=1, le=5000)] = 500


class ListingOptions(Model):
    """CSS selectors of a list page. `row` holds one entry; the others are looked for inside it.

    `link`: without it, the link in the row's `title` or heading, else its first that is no share
    link. `link_prefix`: take the first link whose address starts so (a row's first link may be a
    share link). `pages`: the address of page number {page}, as "?page={page}" or absolute; none
    means a single page. `first_page`: the number of the first page. `max_pages`: the cap.
    `read_to_end`: do not stop at a page of known entries, so that an entry that left the list is
    noticed.
    """

    row: Annotated[Selector, Field(min_length=1)]
    link: Selector = ""
    title: Selector = ""
    date: Selector = ""
    summary: Selector = ""
    theme: Selector = ""
    link_prefix: tuple[str, ...] = ()
    pages: str = ""
    first_page: int = 0
    max_pages: Annotated[int, Field(ge=1, le=200)] = 10
    read_to_end: bool = False


class SitemapOptions(Model):
    """Regular expressions on whole addresses: `include` at least one (without it, all of the site),
    `exclude` none.

    `sitemaps`: of a sitemap index, the children to read; all where it is empty, the `max_sitemaps`
    newest at most. `max_entries`: the cap, the newest by lastmod.
    """

    include: tuple[Pattern, ...] = ()
    exclude: tuple[Pattern, ...] = ()
    sitemaps: tuple[Pattern, ...] = ()
    max_sitemaps: Annotated[int, Field(ge=1, le=500)] = 50
    max_entries: Annotated[int, Field(ge=1)] = 5000


class WordpressOptions(Model):
    """`per_page`: 1 to 100 (WordPress REST API). `feed`: where to fall back to; "/feed/" of the
    site by default.
    """

    per_page: Annotated[int, Field(ge=1, le=100)] = 20
    max_pages: Annotated[int, Field(ge=1, le=200)] = 10
    read_to_end: bool = False
    feed: str = ""


class PageOptions(Model):
    """`body`: a CSS selector of the main text. `remove`: parts that change without meaning
    (counters, dates).
    """

    body: Selector = ""
    remove: tuple[Selector, ...] = ()


OPTIONS: dict[str, type[Model]] = {
    "feed": FeedOptions,
    "listing": ListingOptions,
    "sitemap": SitemapOptions,
    "wordpress": WordpressOptions,
    "page": PageOptions,
}


class Source(Model):
    """One watched place. `lang`: the language of its entries. `langs`: the languages, where there
    are several; each entry's is found among them. `cadence`: its longest normal silence. `type`:
    the kind of its entries when nothing on the page says otherwise; `types` maps the source's own
    words for a kind to ours.

    `reader` is one of OPTIONS or the name of a module in scrapers/sources/; `options` then has that
    reader's shape. `detail`: whether and how to read each entry's own page: true, false, or
    selectors. `twin_of`: the id of the same source in another language, whose paths mirror this
    one's. `official`: among sources of the same story, an official one is shown first.

    `date_order`: which comes first in its dates in figures, where its rows do not show it.
    `timezone`: where the day is counted of what it states in UTC.
    """

    id: SourceId
    name: Annotated[str, Field(min_length=1)]
    url: WebAddress
    lang: Lang = "fr"
    langs: tuple[Lang, ...] = ()
    reader: str = "feed"
    options: Annotated[Any, Field(validate_default=True)] = None
    type: str = "news"
    types: dict[str, str] = {}
    themes: tuple[str, ...] = ()
    region: str = ""
    cadence: Duration = timedelta(days=60)
    rights: Rights = Rights()
    scope: Annotated[Scope, AnyCase] = "federal"
    official: bool = False
    enabled: bool = True
    reason: str = ""
    may_be_empty: bool = False
    detail: bool | Detail | None = None
    twin_of: str = ""
    date_order: DateOrder = ""
    timezone: Timezone = "Europe/Brussels"

    @field_validator("options")
    @classmethod
    def _shaped(cls, value: object, info: ValidationInfo) -> object:
        model = OPTIONS.get(info.data.get("reader", ""))
        if model is None or isinstance(value, model):
            return value
        if value is None:
            value = {}
        return model.model_validate(value)

    @property
    def wants_detail(self) -> bool:
        """Return whether each new or changed entry's own page is fetched too: by default where a
        list says little.
        """
        if self.detail is None:
            return self.reader in {"listing", "sitemap"}
        return self.detail is not False


class Defaults(Model):
    """Values for every source that does not say otherwise. `flood`: more new entries at once are
    held.

    `details_per_run`: so many entries' own pages are fetched of one source in one run; the others,
    older, next time.
    """

    lang: Lang = "fr"
    cadence: Duration = timedelta(days=60)
    excerpt_max_chars: Annotated[int, Field(ge=0, le=1000)] = 200
    timezone: Timezone = "Europe/Brussels"
    pause_seconds: Annotated[float, Field(ge=0, le=60)] = 2.0
    flood: Annotated[int, Field(ge=1)] = 30
    details_per_run: Annotated[int, Field(ge=1)] = 200


class Watch(Model):
    """The whole file. `contact`: an address or page that a watched site's keeper can reach (in the
    user agent).

    `test_hosts`: exact host:port pairs on loopback that tests may reach; empty in any real
    instance.
    """

    contact: ContactAddress
    defaults: Defaults = Defaults()
    test_hosts: tuple[TestHost, ...] = ()
    sources: tuple[Source, ...]
