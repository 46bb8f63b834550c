"""A sheet's text -> the headings that were meant for its sections, and are not written as these
are: misspelt, in another language, of another level, in bold.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from knowledge.i18n import locales
from knowledge.i18n.text_fold import words
from knowledge.sheets import body as bodies
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.sheet import Kind

_ALIKE = 0.85
# A line that is a heading to a person alone: in bold, or by itself.
_BARE = re.compile(r"\s{0,3}(?:\*\*|__)?(?P<words>[^*_#<>|]{3,80}?)(?:\*\*|__)?\s*")


class Astray(NamedTuple):
    """A line that was meant for the heading of a section: its number in the file, what it says, and
    whether it says the section's name exactly.
    """

    line: int
    found: str
    exact: bool


def find(
    text: str, kind: Kind[SheetModel], lang: str, written: Collection[str], first: int
) -> Mapping[str, Astray]:
    """Return for each section that is not `written` the line that was meant for its heading.

    `first` is the line of the file on which the text begins.
    """
    headings = kind.headings(lang)
    absent = {key: label for key, label in headings.items() if key not in written}
    if not absent:
        return {}
    required = _required(absent, kind)
    found: dict[str, Astray] = {}
    for heading in _strange(text, set(map(words, headings.values()))):
        key, exact = _meant(heading.words, heading.level, absent, kind, required)
        if key:
            found.setdefault(key, Astray(first + heading.line, heading.words, exact))
    for key, line, said in _bare(text, required):
        found.setdefault(key, Astray(first + line, said, exact=True))
    return found


def _required(absent: Mapping[str, str], kind: Kind[SheetModel]) -> dict[str, str]:
    """Return the sections that a sheet cannot go without, with their names."""
    fields = kind.model.model_fields
    return {key: label for key, label in absent.items() if fields[key].is_required()}


def _strange(text: str, known: Collection[str]) -> Iterator[bodies.Heading]:
    """Yield the headings that may be meant for a section.

    What is a section's name is no misspelling of another's.
    """
    for heading in bodies.headings(text):
        if heading.level > 2 or words(heading.words) not in known:
            yield heading


def _meant(
    said: str,
    level: int,
    absent: Mapping[str, str],
    kind: Kind[SheetModel],
    required: Collection[str],
) -> tuple[str, bool]:
    """Return the key of the section that a heading was meant for, "" for none, and whether it has
    its name.
    """
    key = bodies.named(said, absent)
    if level > 2:
        return (key, True) if key in required else ("", False)
    if key:
        return "", False
    for locale in locales.known():
        others = kind.headings(locale)
        other = bodies.named(said, others)
        if other in absent:
            return other, False
    return _alike(said, absent), False


def _alike(said: str, absent: Mapping[str, str]) -> str:
    ranked = {}
    for key, label in absent.items():
        ranked[key] = SequenceMatcher(None, words(said), words(label)).ratio()
    best = max(ranked, key=lambda key: ranked[key])
    if ranked[best] < _ALIKE:
        return ""
    return best


def _bare(text: str, absent: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    """Yield the lines that hold the name of a section and nothing else."""
    for number, line in bodies.lines(text):
        found = _BARE.fullmatch(line)
        key = bodies.named(found["words"], absent) if found else ""
        if key:
            yield key, number, line.strip()
