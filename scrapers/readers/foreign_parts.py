"""A page -> whether a part of it belongs to the page itself, or to what stands around its text.

Asked before the page is stripped: its own header, footer and aside may hold its date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bs4 import Tag

from scrapers.readers import soup

# The day of the reader, not of the page.
CLOCK_NAME = r"today|current-?(date|time)|date-?du-?jour|aujourdhui|vandaag|heute|weather"
# A part of that name is about others, or about nothing, wherever it stands.
FOREIGN_NAME = re.compile(
    r"(^|[-_ ])(cookies?|consent|cmplz|breadcrumbs?|pager|pagination|toc|sharing|related|similar"
    r"|keep-?reading|read-?more|see-?also|skip-?link|comments?|comment-?list|reply|replies|respond"
    r"|commentlist|kommentare?|widgets?|sidebar|carousel|slider|recommended|recommendations"
    r"|latest|recent|popular|most-?read|trending|ticker|newsletter|event|agenda|calendar-?day|user"
    r"|profile|member|membre|signature|copyright|banner|navigation|navbar|menu"
    rf"|{CLOCK_NAME})([-_ ]|$)"
    r"|^sidebar|sidebar$|^widget|^nav-|type-event|view-mode-teaser",
    re.IGNORECASE,
)
OTHERS_NAME = re.compile(
    r"(^|[-_ ])(related|sidebar|widget|comments?|event|agenda|user|profile|member|membre"
    rf"|copyright|{CLOCK_NAME})([-_ ]|$)"
    r"|view-mode-teaser",
    re.IGNORECASE,
)
# So is a part that shows another page, which it links to.
CARD_NAME = re.compile(r"(^|[-_ ])(teasers?|cards?)([-_ ]|$)", re.IGNORECASE)
FOREIGN_ROLES = frozenset(
    ("navigation", "search", "dialog", "alertdialog", "menu", "complementary")
)
# What stands around a text: it is the page's own only inside its article or main part.
BORDERS = frozenset(("aside", "header", "footer", "form", "dialog"))
OWN = ("article", "main")
DEEPEST = 40
# So few characters beside a title say who wrote it, and when.
FEW_WORDS = 250


@dataclass
class ForeignParts:
    """The parts of a page that are not its own, seen from its title; each is judged once."""

    top: Tag
    title: Tag | None
    articles: Sequence[Tag] = ()

    def __post_init__(self) -> None:
        self._judged: dict[int, bool] = {}

    def holds(self, part: Tag, *, near_title: bool = False) -> bool:
        """Return whether a part stands in what is not the page's own.

        Next to the title a name alone, as "teaser-meta", tells nothing.
        """
        judge = self._is_other if near_title else self._is_foreign
        return any(map(judge, self._holders(part)))

    def is_in_aside(self, part: Tag) -> bool:
        """Return whether a part stands beside the text: there only what is named counts."""
        return any(holder.name == "aside" for holder in self._holders(part))

    def _holders(self, part: Tag) -> Iterator[Tag]:
        """Yield the part and what holds it, up to what holds the title too."""
        yield part
        for depth, holder in enumerate(part.parents):
            if depth > DEEPEST or id(holder) in self._around_title:
                break
            yield holder

    @cached_property
    def _around_title(self) -> frozenset[int]:
        """The identities of the parts that hold the title, which are all the page's own."""
        if self.title is None:
            return frozenset((id(self.top),))
        return frozenset(map(id, (self.title, *self.title.parents)))

    @cached_property
    def _own(self) -> Tag | None:
        """The article or main part that holds the title; None where none does."""
        return self.title.find_parent(OWN) if self.title is not None else None

    @cached_property
    def _own_article(self) -> Tag | None:
        """The first article that follows a title which stands in none."""
        others = [article for article in self.articles if id(article) not in self._around_title]
        return others[0] if len(others) == len(self.articles) and others else None

    def _is_foreign(self, holder: Tag) -> bool:
        known = self._judged.get(id(holder))
        if known is None:
            known = self._judged[id(holder)] = self._judge(holder)
        return known

    def _is_other(self, holder: Tag) -> bool:
        """Return whether a part next to the title is of others; a few words beside it are not."""
        if holder.name == "aside" and len(soup.words(holder)) <= FEW_WORDS:
            return self._is_named(holder, OTHERS_NAME)
        return self._is_around(holder) or self._is_named(holder, OTHERS_NAME)

    def _judge(self, holder: Tag) -> bool:
        if self._is_around(holder) or holder.has_attr("hidden"):
            return True
        if holder.name == "article" and holder is not self._own_article:
            return True
        return self._is_card(holder) or self._is_named(holder, FOREIGN_NAME)

    def _is_card(self, holder: Tag) -> bool:
        """Return whether an element shows another page, which it links to."""
        return self._is_named(holder, CARD_NAME) and holder.find("a", href=True) is not None

    def _is_around(self, holder: Tag) -> bool:
        """Return whether an element is of a kind that stands around a text, whatever its name."""
        if holder.name == "nav" or holder.get("role") in FOREIGN_ROLES:
            return True
        return holder.name in BORDERS and not self._is_inside_own(holder)

    @staticmethod
    def _is_named(holder: Tag, names: re.Pattern[str]) -> bool:
        own = (*soup.classes(holder), soup.attribute(holder, "id"))
        return any(map(names.search, own))

    def _is_inside_own(self, holder: Tag) -> bool:
        """Return whether a border is that of the text: in its article, or in the only one."""
        if self._own is None:
            return holder.find_parent(OWN) is not None
        return any(parent is self._own for parent in holder.parents)
