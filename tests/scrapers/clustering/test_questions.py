import random
from datetime import date

from scrapers.clustering.questions import same_story
from tests.scrapers.clustering.entries import SOURCES, entry


def test_a_similar_title_is_suggested_and_a_related_entry_or_another_month_is_not():
    first = entry(1, title="Risques psychosociaux : une check-list pour les petites équipes")
    like = entry(
        2, "relay", title="Check-list sur les risques psychosociaux pour les petites équipes"
    )
    old = entry(
        3,
        "other",
        title="Check-list sur les risques psychosociaux pour les petites équipes",
        date=date(2020, 1, 1),
    )

    assert same_story([first], [first, like, old]) == [(first, like)]
    assert same_story([entry(1, title=first.title, same_as=(like.url,))], [first, like]) == []
    assert same_story([like, first], [first, like]) == same_story([first, like], [like, first])


def test_suggestions_are_cheap_among_thousands_and_each_once():
    chance = random.Random(0)
    vocabulary = [f"mot{number:04d}" for number in range(500)]
    many = [
        entry(
            number, chance.choice(SOURCES), title=" ".join(chance.sample(vocabulary, 8)), lang="fr"
        )
        for number in range(3000)
    ]

    found = same_story(many[:100], many)

    assert len(found) == len({frozenset((entry.id, other.id)) for entry, other in found}) > 20
