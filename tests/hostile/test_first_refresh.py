"""What a first refresh of strange sites tells its operator is what the guide says that it tells."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from knowledge import problems
from knowledge.model import Problem
from tests.hostile.instance import Instance
from tests.hostile.pages import listing, page
from tests.hostile.web import Web

pytestmark = pytest.mark.server

GUIDE = Path(__file__).parents[2] / "docs/guide/first_refresh.md"
CONSENT = (
    "<!doctype html><title>Avant de continuer</title><h1>Avant de continuer</h1>"
    "<p>Pour continuer, acceptez nos cookies.</p><button>Tout accepter</button>"
)
BY_SCRIPT = '<!doctype html><title>Nieuws</title><script src="/a.js"></script><div id="root"></div>'
NOTICE = "<p>Le site est en maintenance. Merci de revenir dans quelques heures.</p>"
ROWS = (("Histoire 1", "/fr/s-1", "2026-10-01"), ("Histoire 2", "/fr/s-2", "2026-10-02"))
ENGLISH = ("A third story of well-being at work", "A fourth story of well-being at work")
FRENCH = ("Une troisième histoire de bien-être", "Une quatrième histoire de bien-être")
# A list whose dates are not as they were is read all the same, and its operator is told.
NOTED = {
    "other_dates": "dates_unread",
    "other_order": "dates_open",
    "other_place": "dates_absent",
}
TOLD = {
    "other_selectors": "shape_listing",
    "consent_wall": "challenge",
    "by_script": "made_by_script",
    "maintenance": "page_notice",
    "no_feed": "not_a_feed",
}


def a_list(web: Web, name: str) -> dict[str, Any]:
    options = {"row": "li.row", "date": "time"}
    return {
        "id": name,
        "url": web.url(f"/{name}"),
        "reader": "listing",
        "detail": False,
        "options": options,
    }


def dated(name: str, titles: Sequence[str], *days: str) -> list[tuple[str, str, str]]:
    links = (f"/{name}-{place}" for place in range(len(days)))
    return list(zip(titles, links, days, strict=True))


def strange_world(web: Web, instance: Instance) -> None:
    instance.sources(
        a_list(web, "other_selectors"),
        a_list(web, "consent_wall"),
        a_list(web, "by_script"),
        {"id": "maintenance", "url": web.url("/maintenance"), "reader": "page"},
        {"id": "no_feed", "url": web.url("/no_feed")},
        a_list(web, "other_dates"),
        a_list(web, "other_order") | {"lang": "en"},
        a_list(web, "other_place"),
        a_list(web, "good"),
    )
    web.put("/other_selectors", listing(*ROWS).replace("row", "teaser"))
    web.put("/consent_wall", CONSENT)
    web.put("/by_script", BY_SCRIPT)
    web.put("/maintenance", page("Bien-être", NOTICE))
    web.put("/no_feed", page("Accueil", "<p>Bienvenue.</p>"))
    web.put("/other_dates", listing(*dated("a", FRENCH, "lundi passé", "hier")))
    web.put("/other_order", listing(*dated("b", ENGLISH, "04/05/2026", "06/07/2026")))
    web.put("/other_place", listing(*dated("c", ("Un départ", "Une arrivée"), "", "")))
    web.put("/good", listing(*ROWS))


def test_a_first_refresh_tells_of_each_strange_site_as_the_guide_says(web, instance):
    strange_world(web, instance)
    guide = " ".join(GUIDE.read_text(encoding="utf-8").split())

    refreshed = instance.refresh(code=None)

    for source, code in TOLD.items():
        report = refreshed.of(source)
        problem = Problem(report["problem"]["code"], report["problem"]["facts"])
        told = problems.what(problem, "en").replace(web.url(""), "https://site.example")
        assert (report["state"], problem.code) == ("failed", code)
        assert " ".join(told.split()) in guide, told
        assert problems.fix(problem, "en") in guide, problems.fix(problem, "en")
    for source, code in NOTED.items():
        report = refreshed.of(source)
        (note,) = report["notes"]
        assert (report["state"], note["code"], len(report["new"])) == ("ok", code, 2)
        assert note["says"] in guide, note["says"]
        assert note["mend"] in guide, note["mend"]
    dates = {title: entry["date"] for title, entry in instance.entries().items()}
    assert {title for title, day in dates.items() if day} == {"Histoire 1", "Histoire 2"}


def test_nothing_of_a_first_refresh_speaks_of_a_former_one(web, instance):
    strange_world(web, instance)

    said = instance.vigie("refresh")

    assert "under half" not in said.out + said.err
    assert instance.vigie("check").code == 0
