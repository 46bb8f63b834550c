"""Actions -> the table that follows them up, the common plan in full, and what stands around the
text of each.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import body as bodies
from knowledge.sheets.kinds.action import KIND, STATUSES, Action, Activity, Indicator
from knowledge.sheets.reading import Sheet
from publish.generated_page import GeneratedPage
from publish.library import Library, NamedTerm
from publish.pages import directory, sheet_context
from publish.pages.directory import Named
from publish.site_context import SiteContext

PLAN = f"{KIND.folder}/plan.md"
# Where an action's text begins on the page of the plan; nobody writes it by chance.
_MARK = "vigie-plan-{}"


@dataclass(frozen=True)
class ShownActivity:
    """An activity of an action as the pages show it."""

    keys: Activity
    state: str
    institutions: tuple[Named, ...]

    @property
    def known(self) -> tuple[Indicator, ...]:
        """Return the indicators that have a value or a target."""
        return tuple(filter(_is_known, self.keys.indicators))


@dataclass(frozen=True)
class ShownAction:
    """An action as the pages show it: how far it is, whose it is and when, in words."""

    sheet: Sheet[Action]
    state: str
    owners: tuple[Named, ...]
    dates: str
    activities: tuple[ShownActivity, ...] = ()

    @property
    def keys(self) -> Action:
        """Return the keys of its sheet."""
        return self.sheet.keys

    @property
    def known(self) -> tuple[Indicator, ...]:
        """Return the indicators that have a value or a target."""
        return tuple(filter(_is_known, self.keys.indicators))

    @property
    def anchor(self) -> str:
        """Return the place of the action on the page of the plan."""
        return f"a-{self.sheet.id}"

    @property
    def heading(self) -> str:
        """Return its number and its title."""
        return _heading(self.keys)

    @property
    def mark(self) -> str:
        """Return the class of the mark before its text on the page of the plan."""
        return _MARK.format(self.sheet.id)


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the follow-up and the plan in full."""
    translate = context.catalogue.translate
    found = list(map(partial(shown, context=context), actions(context.library, context.locale)))
    facts = {"actions": found, "states": _states(found, context.locale)}
    index = f"{KIND.folder}/index.md"
    yield GeneratedPage(
        index,
        translate("site.actions_title"),
        "actions.html",
        facts,
        translate("site.actions_lead"),
    )
    yield GeneratedPage(
        PLAN,
        translate("site.actions_plan_title"),
        "plan.html",
        {**facts, "audiences": _audiences_by_action(found, context.library)},
        translate("site.actions_plan_lead"),
        toc=tuple((action.anchor, action.heading) for action in found),
        crumbs=((KIND.plural(context.locale), index),),
        body=whole(found),
    )


def facts(sheet: Sheet[Action], context: SiteContext) -> Mapping[str, object]:
    """Return what stands around an action's text."""
    return {
        "action": shown(sheet, context),
        "audiences": _audiences(sheet.keys, context.library),
        "terms": sheet_context.terms(sheet.keys, context.library),
        **sheet_context.beside(sheet, actions(context.library, context.locale), _heading),
    }


def actions(library: Library, lang: str) -> list[Sheet[Action]]:
    """Return every action once, by number: 1.2 before 1.10."""
    return sorted(library.sheets.each(KIND, lang), key=_order)


def shown(sheet: Sheet[Action], context: SiteContext) -> ShownAction:
    """Return an action as every page shows it."""
    keys = sheet.keys
    named = partial(directory.named, library=context.library, lang=context.locale)
    state = STATUSES.label(keys.status, context.locale)
    return ShownAction(
        sheet,
        state,
        tuple(map(named, keys.owners)),
        dates(keys, context.catalogue),
        tuple(map(partial(_shown_activity, context=context), keys.tracked_activities)),
    )


def _shown_activity(keys: Activity, context: SiteContext) -> ShownActivity:
    named = partial(directory.named, library=context.library, lang=context.locale)
    state = STATUSES.label(keys.status, context.locale)
    return ShownActivity(keys, state, tuple(map(named, keys.institutions)))


def dates(keys: Action, catalogue: Catalogue) -> str:
    """Return from when to when an action runs, as far as that is known; "" where it is not."""
    if keys.start and keys.end:
        return catalogue.span(keys.start, keys.end)
    if keys.start:
        return catalogue.translate("site.actions_since", day=catalogue.day(keys.start))
    if keys.end:
        return catalogue.translate("site.actions_until", day=catalogue.day(keys.end))
    return ""


def whole(found: Sequence[ShownAction]) -> str:
    """Join the texts of all actions into one, each below its mark, their headings a level lower."""
    parts = []
    for action in found:
        parts += [f"<div class='{action.mark}'></div>", lowered(action.sheet.body)]
    return "\n\n".join(parts)


def parted(html: str, found: Sequence[ShownAction]) -> dict[str, str]:
    """Part the page that `whole` has become, by the id of each action."""
    made: dict[str, str] = {}
    for action in reversed(found):
        mark = rf"<div class=['\"]{re.escape(action.mark)}['\"]></div>"
        before, *after = re.split(mark, html, maxsplit=1)
        html, made[action.sheet.id] = before, "".join(after)
    return made


def lowered(text: str) -> str:
    """Put every heading of a text one level lower, down to the sixth."""
    rows = text.splitlines()
    for heading in bodies.headings(text):
        if heading.level < 6:
            rows[heading.line] = f"#{rows[heading.line].lstrip()}"
    return "\n".join(rows)


def _order(sheet: Sheet[Action]) -> tuple[list[int], str]:
    return list(map(int, sheet.keys.number.split("."))), sheet.id


def _heading(keys: Action) -> str:
    return f"{keys.number} {keys.title}"


def _is_known(indicator: Indicator) -> bool:
    return bool(indicator.value or indicator.target)


def _states(found: Sequence[ShownAction], locale: str) -> list[tuple[str, str, int]]:
    """Return (status, label, count) of each status that an action has."""
    counts: Counter[str] = Counter(action.keys.status for action in found)
    states: list[tuple[str, str, int]] = []
    for status in filter(counts.__contains__, STATUSES):
        states.append((status, STATUSES.label(status, locale), counts[status]))
    return states


def _audiences_by_action(
    found: Sequence[ShownAction], library: Library
) -> dict[str, list[NamedTerm]]:
    return {action.sheet.id: _audiences(action.keys, library) for action in found}


def _audiences(keys: Action, library: Library) -> list[NamedTerm]:
    return list(map(library.audience, keys.audiences))
