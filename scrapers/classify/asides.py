"""What an entry's words say, and the reasons of its themes -> why it is set aside, if it is.

An entry that is set aside is kept in its month and shown there; it stands on no home, in no week,
feed or dossier. Only a network whose taxonomy.yml has the key `off_topic` asks for it.
"""

from collections.abc import Iterable, Iterator, Mapping

from knowledge.model import Why
from knowledge.source import Source
from knowledge.storage.review_choice import ASIDE, NO_THEME, OFF_TOPIC
from knowledge.taxonomy import Taxonomy
from scrapers.classify.scores import OFF, Score, TermScores

# So many times the points that bear a theme weigh as much as a strong word: two fair words in the
# title do, one does not.
ENOUGH = 2
_NOTHING = Score(0, ())


def reasons(
    found: TermScores, themes: Iterable[Why], source: Source, taxonomy: Taxonomy
) -> Iterator[Why]:
    """Yield the reason why an entry is set aside, if there is one.

    `themes` are the reasons of its themes. A watched page was chosen by a person: what changes in
    it is never set aside.
    """
    if taxonomy.off_topic is None or source.reader == "page":
        return
    off = found["off_topic"].get(OFF, _NOTHING)
    if _is_off_topic(off, found["themes"], taxonomy):
        yield Why(f"{ASIDE}{OFF_TOPIC}", "words", off.words)
    elif not _has_strong(themes, found["themes"], taxonomy):
        yield Why(f"{ASIDE}{NO_THEME}", "words")


def _is_off_topic(off: Score, themes: Mapping[str, Score], taxonomy: Taxonomy) -> bool:
    """Return whether words that are off topic weigh enough, and more than any theme's."""
    best = max((score.points for score in themes.values()), default=0)
    return off.points >= taxonomy.scoring.threshold and off.points > best


def _has_strong(reasons: Iterable[Why], themes: Mapping[str, Score], taxonomy: Taxonomy) -> bool:
    return any(_is_strong(reason, themes, taxonomy) for reason in reasons)


def _is_strong(reason: Why, themes: Mapping[str, Score], taxonomy: Taxonomy) -> bool:
    """Return whether a theme is stated, or said by a strong word or by several."""
    if reason.rule != "words":
        return True
    score = themes[reason.tag.partition("/")[2]]
    return score.has_strong or score.points >= ENOUGH * taxonomy.scoring.threshold
