"""Entry -> why it bears each of its tags: the rule and the words, for a reader who asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.model import Entry, Why

REVIEW, DEFAULT = "review", "default"


@dataclass(frozen=True, slots=True)
class Reason:
    """A tag that an entry bears: `part` is "type" or "themes", `name` the term's id."""

    part: str
    name: str
    rule: str
    words: tuple[str, ...] = ()


def by_rule(entry: Entry) -> dict[str, list[Reason]]:
    """Return an entry's reasons by their rule, in their order: a rule is named once for all the
    tags it gave.
    """
    found: dict[str, list[Reason]] = {}
    for reason in of(entry):
        found.setdefault(reason.rule, []).append(reason)
    return found


def of(entry: Entry) -> Iterator[Reason]:
    """Yield the reason of its kind, then of each of its themes. A person's choice outdoes what the
    rules said.

    What the rules said of a tag that a person took away is no reason any more.
    """
    told: dict[str, Why] = {}
    for why in entry.why:
        if why.tag not in told or why.rule == REVIEW:
            told[why.tag] = why
    for part, name in (("type", entry.type), *(("themes", theme) for theme in entry.themes)):
        why = told.get(f"{part}/{name}") or Why(f"{part}/{name}", DEFAULT)
        yield Reason(part, name, why.rule, why.words)
