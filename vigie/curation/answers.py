"""What was decided, and what was not understood -> lines for the person who asked."""

from collections.abc import Callable, Iterator
from datetime import date as Day

from knowledge.i18n.catalogue import Catalogue
from knowledge.storage import review
from knowledge.taxonomy import Taxonomy
from vigie.curation.decisions import Answer, Plan
from vigie.curation.wishes import Puzzle

# Makes text that a person typed harmless where it is shown.
Inert = Callable[[str], str]


def lines(plan: Plan, taxonomy: Taxonomy, words: Catalogue, inert: Inert = str) -> Iterator[str]:
    """Yield a heading and what was done, then a heading and what was not understood."""
    done = [_done(answer, taxonomy, words) for answer in plan.answers]
    yield words.translate(f"curation.answer.{'done' if done else 'none'}")
    yield from map("- {}".format, dict.fromkeys(done))
    if plan.puzzles:
        yield words.translate("curation.answer.puzzled")
        for puzzle in plan.puzzles:
            yield f"- {_puzzle(puzzle, words, inert)}"


def _done(answer: Answer, taxonomy: Taxonomy, words: Catalogue) -> str:
    value = _value(answer.key, answer.value, taxonomy, words)
    key = f"curation.answer.{answer.key}"
    return words.translate(key, n=answer.number, value=value, other=answer.other)


def _value(key: str, value: object, taxonomy: Taxonomy, words: Catalogue) -> str:
    """Return a value as readers know it: a term by its label, a day in words."""
    if isinstance(value, Day):
        return words.day(value)
    if key not in review.TERMS:
        return ""
    labels = {term.id: term.named(words.locale) for term in taxonomy.terms(review.TERMS[key])}
    names = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(name), str(name)) for name in names)


def _puzzle(puzzle: Puzzle, words: Catalogue, inert: Inert) -> str:
    facts = {"said": inert(puzzle.said), "offered": inert(puzzle.offered)}
    told = words.translate(f"curation.puzzle.{puzzle.kind}", **facts)
    if not puzzle.near:
        return told
    near = puzzle.near.replace("`", "")
    return words.translate("curation.puzzle.near", said=told, near=near)
