"""The start of an event, as pages and feeds state it for machines."""

from datetime import UTC, datetime

import pytest

from knowledge.model import Snapshot
from knowledge.source import Source
from scrapers.readers import detail, feed

URL = "https://x.be/agenda/colloque"
SOURCE = Source(id="x", name="X", url="https://x.be/")
EVENT = '{"@type": "BusinessEvent", "name": "Colloque", "startDate": "2026-12-01T09:00"}'


def snapshot(body, kind="text/html"):
    headers = {"content-type": f"{kind}; charset=utf-8"}
    return Snapshot(URL, 200, headers, body.encode(), datetime(2026, 11, 22, tzinfo=UTC))


def of_page(inside):
    page = f"<html><body><main><h1>Colloque</h1>{inside}<p>Un texte.</p></main></body></html>"
    return detail.read(snapshot(page), SOURCE).event


@pytest.mark.parametrize(
    "data", [EVENT, f"[{EVENT}]", f'{{"@graph": [{{"@type": "WebPage"}}, {EVENT}]}}']
)
def test_json_ld_states_it(data):
    assert of_page(f'<script type="application/ld+json">{data}</script>') == "2026-12-01T09:00"


def test_microdata_state_it():
    inside = (
        '<div itemscope itemtype="https://schema.org/Event">'
        '<meta itemprop="startDate" content="2026-12-01"></div>'
    )

    assert of_page(inside) == "2026-12-01"


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "JobPosting", "startDate": "2026-12-01"}',
        '{"@type": "Event", "startDate": {"a": 1}}',
        f"[{EVENT}, {EVENT.replace('12-01', '12-09')}]",
        "{broken",
    ],
    ids=["no event", "no text", "a list of events", "no JSON"],
)
def test_what_is_not_the_pages_own_event_states_nothing(data):
    assert of_page(f'<script type="application/ld+json">{data}</script>') == ""


@pytest.mark.parametrize(
    ("prefix", "space", "name"),
    [
        ("ev", "http://purl.org/rss/1.0/modules/event/", "startdate"),
        ("xCal", "urn:ietf:params:xml:ns:xcal", "dtstart"),
    ],
)
def test_a_feed_states_it_in_a_module_for_events(prefix, space, name):
    body = (
        f'<rss version="2.0" xmlns:{prefix}="{space}"><channel><title>X</title><item><title>Colloque</title>'
        f"<link>{URL}</link><{prefix}:{name}>2026-12-01</{prefix}:{name}></item></channel></rss>"
    )

    (found,) = feed.read(snapshot(body, "application/rss+xml"), SOURCE)

    assert found.event == "2026-12-01"


def test_the_end_stands_beside_the_start():
    data = EVENT.replace("}", ', "endDate": "2026-12-03"}')
    inside = (
        '<div itemscope itemtype="https://schema.org/Event">'
        '<meta itemprop="startDate" content="2026-12-01">'
        '<meta itemprop="endDate" content="2026-12-03"></div>'
    )

    assert of_page(f'<script type="application/ld+json">{data}</script>') == (
        "2026-12-01T09:00 / 2026-12-03"
    )
    assert of_page(inside) == "2026-12-01 / 2026-12-03"
