"""Whatever a site sends, its reader gives entries or says in a code why not; what is kept of an
entry is clean, and no larger than what was sent allows.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from knowledge import problems
from knowledge.errors import ReadError
from knowledge.model import Entry, RawEntry, Snapshot
from knowledge.source import OPTIONS, Source
from scrapers import readers
from scrapers.clean import normalise
from scrapers.http import robots
from scrapers.readers import attachments, detail, sandbox
from tests.fuzz import changes, trial
from tests.fuzz.changes import Sent
from tests.fuzz.samples import PAGE, SAMPLES, Sample

SEEN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
URL = "https://site.example/fr/liste"
# What is kept of a text: several entries may quote one address or one paragraph.
SHARE, MOST = 40, 2_000_000
UNCLEAN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
TAG = re.compile(r"<[a-zA-Z/!?]")


def source(sample: Sample) -> Source:
    return Source.model_validate(
        {
            "id": "fuzzed",
            "name": "Fuzzed",
            "url": "https://site.example/fr/",
            "reader": sample.reader,
            "options": dict(sample.options) or None,
            "may_be_empty": True,
        }
    )


def snapshot(answer: Sent) -> Snapshot:
    return Snapshot(URL, answer.status, {"content-type": answer.label}, answer.body, SEEN, URL)


def strings(value: object) -> Iterator[str]:
    """Yield every text that an entry holds, however deep."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from strings(tuple(value.items()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from strings(each)


def read(outcome: dict[str, int], run: Callable[[], Iterable[RawEntry]]) -> list[RawEntry]:
    """Return what a reader gives; nothing where it says in a code that people know why not."""
    try:
        found = list(run())
    except ReadError as error:
        told(error)
        outcome["refused"] += 1
        return []
    outcome["read"] += 1
    return found


def told(error: ReadError) -> None:
    """Say why a page is refused, as a coordinator reads it; fail where the code has no words."""
    assert problems.what(error.problem, "en")


def kept(raw: RawEntry, of: Source) -> Entry | None:
    try:
        return normalise.entry(raw, of, seen=SEEN)
    except ReadError as error:
        told(error)
        return None


def assert_clean(raws: list[RawEntry], of: Source, sent: int) -> None:
    assert sum(map(len, strings(raws))) <= MOST + SHARE * sent
    for raw in raws:
        if raw.problem or raw.passed_over:
            continue
        entry = kept(raw, of)
        for text in strings(entry) if entry else ():
            assert not UNCLEAN.search(text), ascii(text)
            assert not TAG.search(text), text
            assert unicodedata.is_normalized("NFC", text), ascii(text)


@pytest.mark.parametrize("target", SAMPLES)
def test_a_list_is_read_or_refused(target):
    of, text = source(SAMPLES[target]), SAMPLES[target].text
    draw = changes.sent_json if text[0] in "[{" else changes.sent

    @trial.TRIED
    @given(draw(text))
    def tried(answer: Sent) -> None:
        with trial.counted(target) as outcome:
            raws = read(outcome, lambda: sandbox.read_list(snapshot(answer), of, 1)[0])
            assert_clean(raws, of, len(answer.body))

    tried()


def test_an_entrys_own_page_is_read_or_refused():
    of = source(SAMPLES["page"])

    def own(answer: Sent) -> Iterable[RawEntry]:
        found = detail.read(snapshot(answer), of)
        return [found] if found else []

    @trial.TRIED
    @given(changes.sent(PAGE))
    def tried(answer: Sent) -> None:
        with trial.counted("entry-page") as outcome:
            raws = read(outcome, lambda: own(answer))
            listed = RawEntry(url="https://site.example/fr/burn-out", title="Titre")
            assert_clean([detail.combine(listed, raw) for raw in raws], of, len(answer.body))

    tried()


@trial.TRIED
@given(
    changes.sent("User-agent: *\nDisallow: /x*$\nCrawl-delay: 2\nSitemap: https://a.example/m\n")
)
def test_a_robots_txt_is_read(answer):
    with trial.counted("robots.txt") as outcome:
        rules = robots.of(answer.status, answer.body)
        rules.allows(URL)
        assert 0 <= rules.delay_seconds <= robots.MAX_DELAY_SECONDS
        outcome["read"] += 1


@trial.TRIED
@given(some.text(max_size=40) | some.sampled_from(changes.EVIL))
def test_any_address_is_one_that_can_be_published_or_refused(text):
    of = source(SAMPLES["rss"])
    with trial.counted("address") as outcome:
        raw = RawEntry(url=f"https://site.example/{text}", title="Titre", published=text, lang=text)
        assert_clean([raw, dataclasses.replace(raw, url=text, summary=text)], of, len(text))
        assert attachments.is_document(raw.url, text) in {True, False}
        outcome["read"] += 1


def test_every_reader_of_the_registry_has_a_sample():
    assert {sample.reader for sample in SAMPLES.values()} == {*OPTIONS, *readers.names()}


@pytest.mark.parametrize("target", SAMPLES)
def test_a_sample_that_nobody_broke_is_read(target):
    of = source(SAMPLES[target])
    answer = Sent(SAMPLES[target].text.encode(), "", 200)

    raws, more = sandbox.read_list(snapshot(answer), of, 1)

    assert raws or more
    assert all(kept(raw, of) for raw in raws if raw.title)
