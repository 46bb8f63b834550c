"""Made-up French and Dutch titles and excerpts about well-being at work, the same for the same
random numbers.
"""

from pathlib import Path
from random import Random

import yaml

_WORDS = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))


def title(chance: Random, lang: str) -> str:
    """Return a title of five to fifteen words."""
    one, two, three = chance.sample(_WORDS[lang]["topics"], 3)
    return chance.choice(_WORDS[lang]["forms"]).format(
        one=one,
        One=one[0].upper() + one[1:],
        two=two,
        three=three,
        place=chance.choice(_WORDS[lang]["places"]),
        day=chance.randint(1, 28),
        month=chance.choice(_WORDS[lang]["months"]),
        year=chance.randint(2019, 2026),
        number=chance.randint(10, 9_999),
    )


def sentence(chance: Random, lang: str) -> str:
    """Return a sentence of ten to twenty words."""
    said, link, topic = (
        chance.choice(_WORDS[lang][kind]) for kind in ("sentences", "links", "topics")
    )
    return (
        f"{said} {link} {topic} "
        f"({chance.choice(_WORDS[lang]['places'])}, {chance.randint(2_019, 2_026)})."
    )


def topic(chance: Random, lang: str) -> str:
    """Return a label such as a feed's category."""
    return chance.choice(_WORDS[lang]["topics"])


def paragraphs(chance: Random, lang: str, address: str) -> str:
    """Return an excerpt of 60 to 100 words as content systems write it: paragraphs, a link, bold
    words, entities.
    """
    first, second, third, last = (sentence(chance, lang) for _ in range(4))
    more = "Lire la suite" if lang == "fr" else "Lees meer"
    return (
        f"<p>{first} <strong>{topic(chance, lang)}</strong>&nbsp;: {second}</p>\n<p "
        f'class="intro">{third} '
        f"<em>{last}</em></p>\n<p><a "
        f'href="{address}?utm_source=rss&amp;utm_medium=feed">{more}&hellip;</a></p>'
    )
