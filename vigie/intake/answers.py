"""FormAnswers to the questions of a form -> the file that the form itself would have made."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.i18n.text_fold import words
from knowledge.sheets import collection
from knowledge.sheets.field_info import Choices, of
from knowledge.sheets.proposals import FORM, PROPOSALS
from knowledge.sheets.schema_fields import BODY, Key
from scrapers.clean import dates

# A text, the words of a closed list, or the parts of what is told several times.
FormAnswer = str | Sequence[str] | Sequence[Mapping[str, str]]
# Words of closed lists and days, which no YAML reads as something else.
_BARE = re.compile(r"(?!\d+\Z)[a-z0-9][a-z0-9-]{0,80}", re.ASCII)
_READ_OTHERWISE = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
# What JSON lets stand and YAML refuses (YAML 1.2, 5.1), or takes for the end of a line.
_ODD = re.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]")
_SURROGATE = re.compile("[\\ud800-\\udfff]")


@dataclass(frozen=True)
class FormAnswers:
    """What was answered to a form, by key; `name` is what its file is called where it has no
    title.
    """

    form: str
    lang: str
    name: str
    held: Mapping[str, FormAnswer] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Return the name of the sheet, which is that of the folder of its files."""
        return collection.slug(str(self.held.get("title") or self.name))

    @property
    def mark(self) -> str:
        """Return what the form says of its file."""
        return f"{{form: {FORM}, kind: {self.form}, lang: {self.lang}, name: {self.folder}}}"


def text(given: FormAnswers) -> str:
    """Return the file of a form."""
    proposal = PROPOSALS[given.form]
    lines = ["---", proposal.head(), f"# vigie-proposal: {given.mark}"]
    below: list[str] = []
    for key in proposal.keys:
        answer = given.held.get(key.name)
        if answer and key.field.section:
            below += [*_heading(key, given.lang), "", str(answer)]
        elif answer:
            lines += _lines(key, answer)
    return "\n".join([*filter(None, lines), "---", *below, ""])


def inner_choices(key: Key) -> Iterator[Choices]:
    """Yield the closed lists of the model that a key holds."""
    for info in key.inner.model_fields.values() if key.inner else ():
        if choices := of(info).choices:
            yield choices


def labels(key: Key, lang: str) -> dict[str, str]:
    """Return the ids of what a part of a key is told by, by their folded labels."""
    known: dict[str, str] = {}
    for info in inner_choices(key):
        for name, label in info.labels(lang).items():
            known[words(label)] = name
    return known


def day(said: str, lang: str) -> str:
    """Return a day as a sheet has it; what is none stays as it was typed."""
    found = dates.day(said, lang)
    return found.isoformat() if found else said


def _heading(key: Key, lang: str) -> list[str]:
    """Return the lines of a section's heading; the text of a form that is no sheet has none."""
    return [] if key is BODY else ["", f"## {key.label(lang)}"]


def _lines(key: Key, answer: FormAnswer) -> Iterator[str]:
    """Yield the lines of a key."""
    closed = bool(key.field.terms or key.field.choices)
    if isinstance(answer, str):
        yield f"{key.name}: {_scalar(answer, bare=closed)}"
    elif key.inner:
        yield f"{key.name}:"
        for part in answer:
            yield f"  - {{{', '.join(_parts(part))}}}"
    else:
        words = (_scalar(str(word), bare=closed) for word in answer)
        yield f"{key.name}: [{', '.join(words)}]"


def _parts(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        for name, value in part.items():
            yield f"{name}: {_scalar(str(value), bare=True)}"


def _scalar(value: str, *, bare: bool) -> str:
    """Return a value as YAML reads it back: whatever was typed stands in quotes."""
    if bare and _BARE.fullmatch(value) and value not in _READ_OTHERWISE:
        return value
    quoted = json.dumps(_SURROGATE.sub("\ufffd", value), ensure_ascii=False)
    return _ODD.sub(_escaped, quoted)


def _escaped(letter: re.Match[str]) -> str:
    return f"\\u{ord(letter[0]):04x}"
