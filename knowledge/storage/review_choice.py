"""Entry -> Entry with the type and the themes that a person chose in `review:`, set aside or not as
they say.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from knowledge.model import Aside, Entry, Why
from knowledge.storage import review
from knowledge.taxonomy import Taxonomy

# The rules as an entry's `why` names them: a person's choice, and the type that it replaces.
REVIEW, DEFAULT = "review", "default"
ASIDE = "aside/"
NO_THEME: Aside = "no-theme"
OFF_TOPIC: Aside = "off-topic"
_ASIDES: Mapping[str, Aside] = {f"{ASIDE}{name}": name for name in (NO_THEME, OFF_TOPIC)}


def apply(entry: Entry, taxonomy: Taxonomy) -> Entry:
    """Put a person's choice of type and themes in the place of the program's.

    Without one, the program's is put back: what the rules said is kept in `why`. A name that is not
    in the taxonomy is no choice. Doing it twice changes nothing.
    """
    choice = _Choice.of(entry, taxonomy)
    own = _without(REVIEW, entry.why)
    own_type = first_type(own) or entry.type
    reviewed = replace(
        entry,
        type=choice.type_or(own_type),
        themes=choice.themes_or(themes_of(own)),
        aside=choice.aside_or(aside_of(own), taxonomy),
        why=(*_with_default(own, own_type, choice), *choice.reasons()),
    )
    return entry if reviewed == entry else reviewed


class _Choice(NamedTuple):
    """A person's choice: a type or "", themes or None, and whether it is for the readers."""

    type: str
    themes: tuple[str, ...] | None
    brought_in: bool

    @classmethod
    def of(cls, entry: Entry, taxonomy: Taxonomy) -> "_Choice":
        """Read the choice from an entry's `review:`."""
        keys = review.keys(entry.review)
        chosen_type, names, themes = str(keys.get("type")), keys.get("themes"), None
        if chosen_type not in taxonomy.ids("types"):
            chosen_type = ""
        if isinstance(names, list):
            themes = tuple(dict.fromkeys(known_themes(names, taxonomy)))
        return cls(chosen_type, themes, review.read(entry.review).brought_in)

    def type_or(self, own: str) -> str:
        """Return the type chosen, or else the program's own."""
        return self.type or own

    def themes_or(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """Return the themes chosen, or else the program's own."""
        if self.themes is None:
            return own
        return self.themes

    def aside_or(self, own: Aside, taxonomy: Taxonomy) -> Aside:
        """Return why an entry is set aside: what a person brings in or gives a theme is for the
        readers, what they give none is not.
        """
        if self.themes or self.brought_in:
            return ""
        if self.themes is None or taxonomy.off_topic is None:
            return own
        return own or NO_THEME

    def reasons(self) -> Iterator[Why]:
        """Yield the tags chosen, as an entry's `why` names them."""
        if self.type:
            yield Why(f"type/{self.type}", REVIEW)
        for theme in self.themes_or(()):
            yield Why(f"themes/{theme}", REVIEW)


def _with_default(own: tuple[Why, ...], own_type: str, choice: _Choice) -> tuple[Why, ...]:
    """Keep among the reasons the type that a choice replaces, where no rule gave it."""
    own = _without(DEFAULT, own)
    if not choice.type or first_type(own):
        return own
    return (Why(f"type/{own_type}", DEFAULT), *own)


def _without(rule: str, reasons: Iterable[Why]) -> tuple[Why, ...]:
    return tuple(reason for reason in reasons if reason.rule != rule)


def known_themes(names: Iterable[object], taxonomy: Taxonomy) -> Iterator[str]:
    """Yield the names that are themes of the taxonomy."""
    return filter(taxonomy.ids("themes").__contains__, map(str, names))


def first_type(reasons: Iterable[Why]) -> str:
    """Return the type that the first reason of one gives, or ""."""
    return next(_names(reasons, "type"), "")


def themes_of(reasons: Iterable[Why]) -> tuple[str, ...]:
    """Return the themes that the reasons give, each once."""
    return tuple(dict.fromkeys(_names(reasons, "themes")))


def aside_of(reasons: Iterable[Why]) -> Aside:
    """Return why an entry is set aside, as its reasons have it; "" where it is not."""
    return next(filter(None, (_ASIDES.get(reason.tag, "") for reason in reasons)), "")


def _names(reasons: Iterable[Why], wanted: str) -> Iterator[str]:
    for reason in reasons:
        list_name, _, name = reason.tag.partition("/")
        if list_name == wanted:
            yield name
