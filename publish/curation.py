"""Entries -> those that the site shows, as people decided under `review:`.

What a person said holds at once: the next refresh, which writes it into the program's keys, says
the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import filterfalse

from knowledge.model import Entry
from knowledge.storage import review, review_choice
from knowledge.storage.review import Review
from knowledge.taxonomy import Taxonomy

_Reviews = Mapping[str, Review]


def decided(entries: Iterable[Entry], lists: Taxonomy) -> tuple[Entry, ...]:
    """Return the entries without those rejected, each with the type, the themes and the relations
    that a person gave it; a word that is no term of its list counts as absent.

    No address of a rejected entry stays among the relations of another.
    """
    related = reviewed(entries, lists)
    rejected = list(filter(review.is_rejected, related))
    if not rejected:
        return related
    away = frozenset(_addresses(rejected))
    kept = filterfalse(review.is_rejected, related)
    return tuple(_without(entry, away) for entry in kept)


def reviewed(entries: Iterable[Entry], lists: Taxonomy) -> tuple[Entry, ...]:
    """Return all entries, those rejected too, as people decided of type, themes and relations."""
    known = [_with_choice(entry, lists) for entry in entries]
    reviews = {entry.id: review.read(entry.review) for entry in known if entry.review}
    return tuple(_related(known, reviews))


def _with_choice(entry: Entry, lists: Taxonomy) -> Entry:
    if not entry.review and not any(why.rule == review_choice.REVIEW for why in entry.why):
        return entry
    block = review.known_terms(entry.review, lists)
    if block != entry.review:
        entry = replace(entry, review=block)
    return review_choice.apply(entry, lists)


def _related(entries: list[Entry], reviews: _Reviews) -> Iterator[Entry]:
    """Yield the entries with the versions and the stories that people gave them, and without those
    that they took away.
    """
    if not any(map(_is_answer, reviews.values())):
        return iter(entries)
    answers = _Answers(entries, reviews)
    return map(answers.applied, entries)


def _is_answer(said: Review) -> bool:
    """Return whether a person said anything of relations."""
    return not {"twin", "same_as", "apart"}.isdisjoint(said.model_fields_set)


class _Answers:
    """What people said of relations: who has none, who is not related to whom, and the language of
    each address.
    """

    def __init__(self, entries: Sequence[Entry], reviews: _Reviews) -> None:
        self._reviews, self._apart = reviews, _told_apart(entries, reviews)
        self._langs: dict[str, str] = {}
        lone_twins, lone_stories = set[str](), set[str]()
        for entry in entries:
            said, addresses = reviews.get(entry.id, review.NOTHING), (entry.url, *entry.aliases)
            self._langs |= dict.fromkeys(addresses, entry.lang)
            if said.twin == ():
                lone_twins.update(addresses)
            if said.same_as == ():
                lone_stories.update(addresses)
        self._lone_twins, self._lone_stories = lone_twins, lone_stories

    def applied(self, entry: Entry) -> Entry:
        """Return an entry related as people said."""
        said = self._reviews.get(entry.id, review.NOTHING)
        twins, same_as = self._twins(entry, said), self._same_as(entry, said)
        if (twins, same_as) != (dict(entry.twins), entry.same_as):
            entry = replace(entry, twins=twins, same_as=same_as)
        return _without(entry, frozenset(self._apart.get(entry.id, ())))

    def _twins(self, entry: Entry, said: Review) -> dict[str, str]:
        if said.twin == ():
            return {}
        own = {lang: url for lang, url in entry.twins.items() if url not in self._lone_twins}
        return own | self._said_twins(said)

    def _said_twins(self, said: Review) -> dict[str, str]:
        """Return the versions that a person named, by language."""
        told = (url for url in said.twin or () if url not in self._lone_twins)
        return {self._langs[url]: url for url in told if self._langs.get(url)}

    def _same_as(self, entry: Entry, said: Review) -> tuple[str, ...]:
        if said.same_as == ():
            return ()
        told = dict.fromkeys((*entry.same_as, *(said.same_as or ())))
        return tuple(url for url in told if url not in self._lone_stories)


def _told_apart(entries: Sequence[Entry], reviews: _Reviews) -> Mapping[str, set[str]]:
    """Return, by the id of an entry, the addresses of those that a person told apart from it, which
    holds both ways.
    """
    by_address: dict[str, Entry] = {}
    for entry in entries:
        by_address |= dict.fromkeys(_addresses([entry]), entry)
    apart: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        told = reviews.get(entry.id, review.NOTHING).apart or ()
        for other in filter(None, map(by_address.get, told)):
            apart[entry.id].update(_addresses([other]))
            apart[other.id].update(_addresses([entry]))
    return apart


def _addresses(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.url
        yield from entry.aliases


def _without(entry: Entry, away: frozenset[str]) -> Entry:
    """Return an entry that is related to none of these addresses."""
    if away.isdisjoint((*entry.twins.values(), *entry.same_as)):
        return entry
    twins = {lang: url for lang, url in entry.twins.items() if url not in away}
    same_as = tuple(url for url in entry.same_as if url not in away)
    return replace(entry, twins=twins, same_as=same_as)
