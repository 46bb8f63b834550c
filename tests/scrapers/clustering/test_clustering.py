from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers import clustering
from tests.scrapers.clustering.entries import LONG, SOURCES, WATCH, entry, related

URLS = [
    f"https://{host}/{number}"
    for host in ("spf.be/fr", "fod.be/nl", "relay.be", "other.be")
    for number in range(6)
]


@st.composite
def entry_lists(draw):
    return [
        entry(
            number,
            draw(st.sampled_from(SOURCES)),
            title=draw(st.sampled_from([LONG, "Burn-out", "Een andere titel van vijf woorden"])),
            lang=draw(st.sampled_from(["fr", "nl", "en"])),
            date=draw(
                st.sampled_from([None, date(2026, 11, 10), date(2026, 11, 15), date(2026, 11, 30)])
            ),
            twins=draw(
                st.dictionaries(
                    st.sampled_from(["fr", "nl", "en"]), st.sampled_from(URLS), max_size=2
                )
            ),
            same_as=tuple(draw(st.lists(st.sampled_from(URLS), max_size=2, unique=True))),
            external_id=draw(st.sampled_from(["", "", "numac:1", "numac:2"])),
        )
        for number in range(draw(st.integers(min_value=1, max_value=6)))
    ]


@settings(deadline=None, max_examples=60)
@given(entry_lists(), st.randoms(use_true_random=False))
def test_the_relations_do_not_depend_on_the_order(entries, chance):
    shuffled = list(entries)
    chance.shuffle(shuffled)

    assert related(*entries) == related(*shuffled)


@settings(deadline=None, max_examples=60)
@given(entry_lists())
def test_relating_again_changes_nothing_and_relations_are_mutual(entries):
    once = clustering.relate(entries, WATCH).entries

    assert clustering.relate(once, WATCH).entries == once
    by_url = {found.url: found for found in once}
    for found in once:
        for lang, url in found.twins.items():
            assert lang != found.lang
            if url in by_url and by_url[url].twins.get(found.lang) == found.url:
                assert by_url[url].lang == lang
        for url in found.same_as:
            assert url not in by_url or found.url in by_url[url].same_as
