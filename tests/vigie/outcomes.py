"""Outcomes of a refresh, made up."""

from datetime import UTC, date, datetime

from knowledge.model import Entry, Problem, Report
from scrapers.pipeline import Outcome

MOMENT = datetime(2026, 11, 22, 18, tzinfo=UTC)


def entry(name: str, **said: object) -> Entry:
    facts = {
        "title": f"Title {name}",
        "type": "news",
        "date": date(2026, 11, 20),
        "themes": ("workload",),
        **said,
    }
    return Entry(
        id=name,
        url=f"https://site.example/{name}",
        source="site",
        lang="fr",
        first_seen=MOMENT,
        **facts,
    )


def outcome(*entries: Entry, failed: Problem | None = None, **said: object) -> Outcome:
    new = tuple(one.id for one in entries)
    report = Report(
        "site", "failed" if failed else "ok", read=10, new=new, problem=failed, time=MOMENT, **said
    )
    return Outcome(
        MOMENT,
        (report,),
        {one.id: one for one in entries},
        (),
        (),
        {"site.example": "allowed"},
        len(new),
    )
