"""An issue of a forge, written by one of the forms that `vigie schema` makes -> what was answered:
the file that the form of the site would have made.

GitHub and Forgejo write each question as a heading, its answer below. All of it is a stranger's.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from knowledge.i18n import locales
from knowledge.i18n.text_fold import words
from knowledge.sheets.proposals import PROPOSALS, ProposalForm
from knowledge.sheets.schema_fields import LIVING, Key
from vigie.intake import answers
from vigie.intake.answers import FormAnswer, FormAnswers

# What there is an issue form of, in the order in which a forge lists them.
FORMS = ("source", "correction", "practice")
# Of how many headings an issue is known.
_ENOUGH = 3
# What a forge writes below a question that nobody answered.
_NOTHING = frozenset({"_No response_", "None"})
_HEADING = re.compile(r"### {1,3}(\S.{0,200})")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# A heading that would part the sheet; those of a sheet's own parts are of the third level.
_ABOVE = re.compile(r"^ {0,3}#{1,2}(?=\s|\Z)")
# A word of a closed list as a form offers it: "Santé au travail (health)".
_OFFERED = re.compile(r"\(([a-z0-9][a-z0-9-]{0,80})\)(?=,|\Z)")
_PARTED = re.compile(r"[\n;]|\}\s{0,9},")
# What YAML has around a state and its day, for those who write it so.
_AROUND = re.compile(r"[\[\]{}\"']|^\s{0,9}[-*+]\s|\b(?:state|on):")
# What stands before a day.
_SAID = re.compile(r"[^\d:,;()]{0,80}")
_ENDS = " \t:,;.()–-"


@dataclass(frozen=True)
class ToldIssue:
    """An issue as it stood when a forge told of it: its number, its title, its text."""

    number: int
    title: str
    text: str


@dataclass(frozen=True)
class IssueForm:
    """A form in a language: its keys, by what their headings say."""

    id: str
    lang: str
    keys: Mapping[str, Key]

    def key(self, line: str) -> Key | None:
        """Return the key of which a line is the heading, None for any other line."""
        found = _HEADING.fullmatch(line.rstrip())
        return self.keys.get(words(found[1])) if found else None


def told(raw: bytes) -> ToldIssue | None:
    """Return the issue that a forge tells of in JSON: an event, or the issue by itself."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    held = said.get("issue", said) if isinstance(said, dict) else None
    if not isinstance(held, dict) or not isinstance(held.get("number"), int):
        return None
    return ToldIssue(held["number"], str(held.get("title") or ""), str(held.get("body") or ""))


def asked(proposal: ProposalForm) -> tuple[Key, ...]:
    """Return the keys that the issue form of a proposal asks for: of a sheet, what is required and
    every section.
    """
    if not proposal.kind:
        return tuple(proposal.keys)
    return tuple(filter(_is_needed, proposal.keys))


def proposal(lines: Sequence[str], name: str) -> FormAnswers | None:
    """Return the answers in the lines of an issue, None where no form of ours asked for them.

    `name` is what its file is called where nothing in it has a title.
    """
    form = max(_forms(), key=partial(_count, lines=lines))
    if _count(form, lines) < _ENOUGH:
        return None
    given = FormAnswers(form.id, form.lang, name, dict(_answers(lines, form)))
    title = given.held.get("name") or given.held.get("page") or name
    return replace(given, name=str(title))


def _is_needed(key: Key) -> bool:
    return key.required or key.field.section


@cache
def _forms() -> tuple[IssueForm, ...]:
    """Return every form in every language."""
    return tuple(_form(name, lang) for name in FORMS for lang in locales.known())


def _form(name: str, lang: str) -> IssueForm:
    keys = asked(PROPOSALS[name])
    return IssueForm(name, lang, {words(key.label(lang)): key for key in keys})


def _count(form: IssueForm, lines: Iterable[str]) -> int:
    """Count the headings of a form that a text has, each once."""
    found = filter(None, map(form.key, lines))
    return len({key.name for key in found})


def _answers(lines: Iterable[str], form: IssueForm) -> Iterator[tuple[str, FormAnswer]]:
    """Yield the answer to each question that has one."""
    for key, own in _parted(lines, form):
        text = "\n".join(own).strip()
        if text and text not in _NOTHING:
            yield key.name, _answer(text, key, form.lang)


def _parted(lines: Iterable[str], form: IssueForm) -> Iterator[tuple[Key, list[str]]]:
    """Yield each question with the lines below it; a heading that comes again is its author's."""
    parts: dict[str, tuple[Key, list[str]]] = {}
    current: list[str] = []
    for line in lines:
        key = form.key(line)
        if key and key.name not in parts:
            current = []
            parts[key.name] = (key, current)
        else:
            current.append(line)
    yield from parts.values()


def _answer(text: str, key: Key, lang: str) -> FormAnswer:
    if key.field.section:
        return "\n".join(_lowered(text.split("\n")))
    if key.inner:
        return list(_states(text, key, lang))
    if key.field.choices or key.field.terms:
        return _chosen(text, key)
    return " ".join(text.split())


def _chosen(text: str, key: Key) -> FormAnswer:
    """Return the words that were chosen, or what was typed in their place."""
    offered = [] if key.field.terms in LIVING else _OFFERED.findall(text)
    if key.many:
        return list(dict.fromkeys(offered)) or [word.strip() for word in text.split(",")]
    return offered[-1] if offered else " ".join(text.split())


def _lowered(lines: Iterable[str]) -> Iterator[str]:
    """Yield a text in which no heading is one of the sheet; code stays as it is."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        yield line if fence else _ABOVE.sub("###", line)


def _states(text: str, key: Key, lang: str) -> Iterator[Mapping[str, str]]:
    """Yield each state with its day, as it was typed where it is none."""
    state, day = list(key.inner.model_fields) if key.inner else ("", "")
    known = answers.labels(key, lang)
    for row in filter(None, map(_bare, _PARTED.split(text))):
        name = _said(row, known)
        rest = row[len(name) :].strip(_ENDS)
        yield {state: known.get(words(name), name), day: answers.day(rest, lang)}


def _said(row: str, known: Mapping[str, str]) -> str:
    """Return the name with which a row begins: of a known state, or all up to its day."""
    found = _SAID.match(row)
    whole = found[0].rstrip(_ENDS) if found else ""
    name = whole
    while name and words(name) not in known and name not in known.values():
        name = name.rpartition(" ")[0].rstrip(_ENDS)
    return name or whole or row


def _bare(row: str) -> str:
    return _AROUND.sub(" ", row).strip(_ENDS)
