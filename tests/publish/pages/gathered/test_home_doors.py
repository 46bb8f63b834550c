"""The five doors of the home lead to what the site has, and say what stands behind."""

from datetime import date

from publish.pages import bulletins
from publish.site_context import SiteContext

ALL = {
    "weeks/2026-W47.md",
    *(f"{name}/index.md" for name in ("weeks", "tools", "practices", "directory", "actions")),
}


def opened(library, indexed, known=ALL, lang="fr", **facts):
    words = indexed(library, lang)[1]
    return {
        one.id: one
        for one in bulletins.doors(
            SiteContext(library, words), known, **({"week": "2026-W47", "entries": 3} | facts)
        )
    }


def test_each_need_has_a_door_with_what_is_behind_it(house, indexed, sheet, tried, organisation):
    library = house(
        sheet("tool", "t"),
        sheet("toolkit", "k"),
        tried("p"),
        organisation("o"),
        sheet("action", "a", status="done"),
        sheet("action", "b", status="in-progress"),
        sheet("event", "e", type="meeting", status="planned", start=date(2026, 12, 8)),
    )

    found = opened(library, indexed)

    assert {name: (one.path, one.count) for name, one in found.items()} == {
        "changed": ("weeks/2026-W47.md", "3 nouveautés cette semaine"),
        "tools": ("tools/index.md", "2 outils prêts à l’emploi"),
        "practices": ("practices/index.md", "1 pratique partagée"),
        "directory": ("directory/index.md", "1 organisation dans l’annuaire"),
        "actions": ("actions/index.md", "1 action faite, 1 action en cours"),
    }
    assert found["actions"].also == "prochaine réunion le 8\u00a0décembre\u00a02026"


def test_an_empty_instance_says_so_behind_each_door(house, indexed):
    found = opened(house(), indexed, lang="nl", week="", entries=0)

    assert found["changed"].path == "weeks/index.md"
    assert found["practices"].count == "stel de eerste voor"
    assert found["actions"].also == ""


def test_a_door_whose_page_the_site_lacks_is_left_out(house, indexed):
    assert list(opened(house(), indexed, known={"practices/index.md", "events/index.md"})) == [
        "practices",
        "actions",
    ]


def test_a_meeting_that_is_over_is_not_the_next_one(house, indexed, sheet):
    library = house(sheet("event", "e", type="meeting", status="held", start=date(2026, 10, 1)))

    assert opened(library, indexed)["actions"].also == ""
