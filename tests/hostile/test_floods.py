"""A redesign that makes everything look new is held for a person, and does not leak."""

import pytest

from tests.hostile.instance import Instance
from tests.hostile.pages import items, rss
from tests.hostile.web import Web

pytestmark = pytest.mark.server


def feed(web: Web) -> dict[str, object]:
    return {"id": "news", "url": web.url("/news.xml")}


def test_more_than_thirty_new_at_once_are_held_until_a_person_accepts_them(
    web: Web, instance: Instance
):
    instance.sources(feed(web))
    web.put("/news.xml", rss(*items(web.url(""), range(5))))
    instance.refresh()

    web.put(
        "/news.xml",
        rss(*items(web.url(""), range(5)), *items(web.url(""), range(100, 131), "flood")),
    )
    flood = instance.refresh().of("news")
    again = instance.refresh().of("news")
    lost = instance.root / ".vigie" / "state.json"
    lost.unlink()
    later = instance.refresh().of("news")

    for report in (flood, again, later):
        assert (report["state"], len(report["held"]), report["new"]) == ("held", 31, [])
    assert (len(instance.entries()), len(instance.entries(held=True))) == (5, 31)

    assert instance.vigie("accept", "news").code == 0
    assert (len(instance.entries()), len(instance.entries(held=True))) == (36, 0)
    after = instance.refresh().of("news")
    assert (after["state"], after["new"], after["changed"]) == ("unchanged", [], [])


def test_a_first_run_brings_as_many_as_the_source_has(web, instance):
    instance.sources(feed(web))
    web.put("/news.xml", rss(*items(web.url(""), range(120))))

    assert len(instance.refresh().of("news")["new"]) == 120


def test_a_flood_does_not_leak_when_its_source_shows_it_in_smaller_parts(web, instance):
    instance.sources(feed(web))
    web.put("/news.xml", rss(*items(web.url(""), range(50))))
    instance.refresh()
    web.put("/news.xml", rss(*items(web.url(""), range(100, 150), "flood")))
    instance.refresh()

    web.put("/news.xml", rss(*items(web.url(""), range(100, 128), "flood")))
    report = instance.refresh().of("news")

    assert report["new"] == []
    assert len(instance.entries(held=True)) == 50
