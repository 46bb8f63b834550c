"""Sources and what is remembered of their refreshes -> how each fares, for readers and for
programs.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from functools import partial
from typing import Literal

from knowledge.health import Run, SourceHealth, overdue
from knowledge.source import Rights, Source
from publish.exports.serialise import json_document
from publish.generated_page import GeneratedPage
from publish.library import Library
from publish.site_context import SiteContext

# What needs a person comes first.
VitalState = Literal["failing", "held", "silent", "never", "ok", "paused"]
STATES: tuple[VitalState, ...] = ("failing", "held", "silent", "never", "ok", "paused")
FILE = "health.json"
PATH = "health.md"


@dataclass(frozen=True, slots=True)
class Vital:
    """How one source fares. `run` is its last refresh, `None` before the first."""

    source: Source
    state: VitalState
    known: SourceHealth
    run: Run | None = None


def of(library: Library) -> list[Vital]:
    """Return every source, those that need a person first, in the order of the configuration within
    a state.
    """
    return sorted(map(partial(_vital, library), library.sources.values()), key=_place)


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
    counted: Counter[str] = Counter(vital.state for vital in sorted(vitals, key=_place))
    return dict(counted)


def data(library: Library) -> bytes:
    """Write health.json: UTF-8, an object with `refreshed` and a list `sources`; times are ISO 8601
    in UTC.
    """
    vitals = sorted(of(library), key=lambda vital: vital.source.id)
    told = {
        "refreshed": _stamp(library.refreshed),
        "sources": list(map(_told, vitals)),
    }
    return json_document(told)


def _place(vital: Vital) -> int:
    return STATES.index(vital.state)


def _vital(library: Library, source: Source) -> Vital:
    known = library.health.of(source.id)
    last = next(reversed(known.runs), None)
    return Vital(source, _state(source, last, library), known, last)


def _state(source: Source, last: Run | None, library: Library) -> VitalState:
    if not source.enabled:
        return "paused"
    if last is None or library.refreshed is None:
        return "never"
    if last.state != "ok":
        return "failing" if last.state == "failed" else "held"
    return "silent" if overdue(library.health, source, library.refreshed) else "ok"


def _told(vital: Vital) -> Mapping[str, object]:
    source = vital.source
    return {
        "id": source.id,
        "name": source.name,
        "url": str(source.url),
        "lang": source.lang,
        "state": vital.state,
        "last_success": _stamp(vital.known.last_success),
        "last_new_entry": _stamp(vital.known.last_new_entry),
        "cadence_days": source.cadence.days,
        "robots": vital.known.robots or None,
        "problem": _problem(vital),
        "reason": source.reason or None,
        "rights": _rights(source.rights),
    }


def _problem(vital: Vital) -> str | None:
    """Return the problem that the last refresh of a source met, None for none."""
    if vital.run is None or vital.state == "paused":
        return None
    return vital.run.problem or None


def _rights(rights: Rights) -> Mapping[str, object]:
    return {
        "regime": rights.regime,
        "terms_url": str(rights.terms_url) if rights.terms_url else None,
        "terms_checked_on": _stamp(rights.terms_checked_on),
        "attribution": rights.attribution or None,
        "excerpt_max_chars": rights.excerpt_max_chars,
    }


def _stamp(moment: Day | datetime | None) -> str | None:
    return moment.isoformat() if moment else None
