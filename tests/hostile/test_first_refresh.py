"""What a first refresh of strange sites tells its operator is what the guide says that it tells."""

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


def strange_world(web: Web, instance: Instance) -> None:
    instance.sources(
        a_list(web, "other_selectors"),
        a_list(web, "consent_wall"),
        a_list(web, "by_script"),
        {"id": "maintenance", "url": web.url("/maintenance"), "reader": "page"},
        {"id": "no_feed", "url": web.url("/no_feed")},
        a_list(web, "good"),
    )
    web.put("/other_selectors", listing(*ROWS).replace("row", "teaser"))
    web.put("/consent_wall", CONSENT)
    web.put("/by_script", BY_SCRIPT)
    web.put("/maintenance", page("Bien-être", NOTICE))
    web.put("/no_feed", page("Accueil", "<p>Bienvenue.</p>"))
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
    assert set(instance.entries()) == {"Histoire 1", "Histoire 2"}


def test_nothing_of_a_first_refresh_speaks_of_a_former_one(web, instance):
    strange_world(web, instance)

    said = instance.vigie("refresh")

    assert "under half" not in said.out + said.err
    assert instance.vigie("check").code == 0
