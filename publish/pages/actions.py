"""Actions -> the table that follows them up, the common plan in full, and what stands around the
text of each.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import body as bodies
from knowledge.sheets.kinds.action import KIND, STATUSES, Action, Indicator
from knowledge.sheets.reading import Sheet
from publish.generated_page import GeneratedPage
from publish.library import Library
from publish.pages import organisations, sheet_context
from publish.pages.organisations import Named
from publish.site_context import SiteContext

PLAN = f"{KIND.folder}/plan.md"
# Where an action's text begins on the page of the plan; nobody writes it by chance.
_MARK = "vigie-plan-{}"


@dataclass(frozen=True)
class Shown:
    """An action as the pages show it: how far it is, whose it is and when, in words."""

    sheet: Sheet[Action]
    state: str
    owners: tuple[Named, ...]
    dates: str

    @property
    def keys(self) -> Action:
        """Return the keys of its sheet."""
        keys: Action = self.sheet.keys
        return keys

    @property
    def known(self) -> tuple[Indicator, ...]:
        """Return the indicators that have a value or a target."""
        return tuple(one for one in self.keys.indicators if one.value or one.target)

    @property
    def anchor(self) -> str:
        """Return the place of the action on the page of the plan."""
        return f"a-{self.sheet.id}"


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the follow-up and the plan in full."""
    found = [shown(one, context) for one in actions(context.library, context.locale)]
    counts = {name: sum(one.keys.status == name for one in found) for name in STATUSES}
    states = [
        (name, STATUSES.label(name, context.locale), count)
        for name, count in counts.items()
        if count
    ]
    title = context.catalogue.translate("site.actions_title")
    audiences = {
        one.sheet.id: [context.library.audience(name) for name in one.keys.audiences]
        for one in found
    }
    facts = {"actions": found, "states": states}
    yield GeneratedPage(
        f"{KIND.folder}/index.md",
        title,
        "actions.html",
        facts,
        context.catalogue.translate("site.actions_lead"),
    )
    yield GeneratedPage(
        PLAN,
        context.catalogue.translate("site.actions_plan_title"),
        "plan.html",
        facts | {"audiences": audiences},
        context.catalogue.translate("site.actions_plan_lead"),
        toc=tuple((one.anchor, f"{one.keys.number} {one.keys.title}") for one in found),
        crumbs=((KIND.plural(context.locale), f"{KIND.folder}/index.md"),),
        body=whole(found),
    )


def facts(sheet: Sheet[Action], context: SiteContext) -> Mapping[str, Any]:
    """Return what stands around an action's text."""
    keys: Action = sheet.keys
    return {
        "action": shown(sheet, context),
        "audiences": [context.library.audience(name) for name in keys.audiences],
        "terms": sheet_context.terms(keys, context.library),
        **sheet_context.beside(
            sheet, actions(context.library, context.locale), lambda one: f"{one.number} {one.title}"
        ),
    }


def actions(library: Library, lang: str) -> list[Sheet[Action]]:
    """Return every action once, by number: 1.2 before 1.10."""
    found: list[Sheet[Action]] = [*library.sheets.each(KIND, lang)]
    return sorted(
        found, key=lambda one: ([int(part) for part in one.keys.number.split(".")], one.id)
    )


def shown(sheet: Sheet[Action], context: SiteContext) -> Shown:
    """Return an action as every page shows it."""
    keys: Action = sheet.keys
    owners = tuple(
        organisations.named(name, context.library, context.locale) for name in keys.owners
    )
    return Shown(
        sheet, STATUSES.label(keys.status, context.locale), owners, dates(keys, context.catalogue)
    )


def dates(keys: Action, catalogue: Catalogue) -> str:
    """Say from when to when an action runs, as far as that is known; "" where it is not."""
    if keys.start and keys.end:
        return catalogue.span(keys.start, keys.end)
    if keys.start:
        return catalogue.translate("site.actions_since", day=catalogue.day(keys.start))
    return (
        catalogue.translate("site.actions_until", day=catalogue.day(keys.end)) if keys.end else ""
    )


def whole(found: list[Shown]) -> str:
    """Join the texts of all actions into one, each below its mark, their headings a level lower."""
    parts = (
        f"<div class='{_MARK.format(one.sheet.id)}'></div>\n\n{lowered(one.sheet.body)}"
        for one in found
    )
    return "\n\n".join(parts)


def parted(html: str, found: list[Shown]) -> dict[str, str]:
    """Part the page that `whole` has become, by the id of each action."""
    made: dict[str, str] = {}
    for one in reversed(found):
        mark = rf"<div class=['\"]{re.escape(_MARK.format(one.sheet.id))}['\"]></div>"
        before, *after = re.split(mark, html, maxsplit=1)
        html, made[one.sheet.id] = before, "".join(after)
    return made


def lowered(text: str) -> str:
    """Put every heading of a text one level lower, down to the sixth."""
    rows = text.splitlines()
    for heading in bodies.headings(text):
        if heading.level < 6:
            rows[heading.line] = f"#{rows[heading.line].lstrip()}"
    return "\n".join(rows)
