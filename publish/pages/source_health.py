"""Sources and what is remembered of their refreshes -> how each fares, for readers and for
programs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from knowledge.health import Run, SourceHealth, overdue
from knowledge.source import Source
from publish.generated_page import GeneratedPage
from publish.library import Library
from publish.site_context import SiteContext

# What needs a person comes first.
State = Literal["failing", "held", "silent", "never", "ok", "paused"]
STATES: tuple[State, ...] = ("failing", "held", "silent", "never", "ok", "paused")
FILE = "health.json"
PATH = "health.md"


@dataclass(frozen=True, slots=True)
class Vital:
    """How one source fares. `run` is its last refresh, `None` before the first."""

    source: Source
    state: State
    known: SourceHealth
    run: Run | None = None


def of(library: Library) -> list[Vital]:
    """Return every source, those that need a person first, in the order of the configuration within
    a state.
    """
    moment = library.refreshed
    found = [_vital(source, library, moment) for source in library.sources.values()]
    return sorted(found, key=lambda one: STATES.index(one.state))


def page(context: SiteContext) -> GeneratedPage:
    """Return the page that shows the health of sources."""
    vitals = of(context.library)
    facts = {
        "vitals": vitals,
        "counts": counts(vitals),
        "refreshed": context.library.refreshed,
        "file": FILE,
    }
    crumbs = (
        (context.catalogue.translate("site.watch"), "watch/index.md"),
        (context.catalogue.translate("site.sources_title"), "sources/index.md"),
    )
    return GeneratedPage(
        PATH,
        context.catalogue.translate("site.health"),
        "health.html",
        facts,
        context.catalogue.translate("site.health_lead"),
        crumbs=crumbs,
    )


def counts(vitals: list[Vital]) -> dict[str, int]:
    """Return the number of the sources in each state that there is, in the order of the states."""
    states = [one.state for one in vitals]
    return {state: states.count(state) for state in STATES if state in states}


def data(library: Library) -> bytes:
    """Write health.json: UTF-8, an object with `refreshed` and a list `sources`; times are ISO 8601
    in UTC.
    """
    told = {
        "refreshed": _stamp(library.refreshed),
        "sources": [_told(one) for one in sorted(of(library), key=lambda one: one.source.id)],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _vital(source: Source, library: Library, moment: datetime | None) -> Vital:
    known = library.health.of(source.id)
    last = known.runs[-1] if known.runs else None
    return Vital(source, _state(source, last, library, moment), known, last)


def _state(source: Source, last: Run | None, library: Library, moment: datetime | None) -> State:
    if not source.enabled:
        return "paused"
    if last is None or moment is None:
        return "never"
    if last.state != "ok":
        return "failing" if last.state == "failed" else "held"
    return "silent" if overdue(library.health, source, moment) else "ok"


def _told(one: Vital) -> Mapping[str, Any]:
    source, rights = one.source, one.source.rights
    return {
        "id": source.id,
        "name": source.name,
        "url": str(source.url),
        "lang": source.lang,
        "state": one.state,
        "last_success": _stamp(one.known.last_success),
        "last_new_entry": _stamp(one.known.last_new_entry),
        "cadence_days": source.cadence.days,
        "robots": one.known.robots or None,
        "problem": one.run.problem or None if one.run and one.state != "paused" else None,
        "reason": source.reason or None,
        "rights": {
            "regime": rights.regime,
            "terms_url": str(rights.terms_url) if rights.terms_url else None,
            "terms_checked_on": rights.terms_checked_on.isoformat()
            if rights.terms_checked_on
            else None,
            "attribution": rights.attribution or None,
            "excerpt_max_chars": rights.excerpt_max_chars,
        },
    }


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
