"""Questions to a person at a terminal -> the values of a sheet's keys, until each is right."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge import problems
from knowledge.i18n.catalogue import Catalogue
from knowledge.i18n.text_fold import words as folded
from knowledge.model import Problem
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.schema_fields import Key, keys

# For private use: nothing that is printed holds it.
_NOWHERE = "\ue000"

# Returns what is wrong with the value of a key of a model.
AnswerCheck = Callable[[type[SheetModel], Key, object], Sequence[Problem]]


@dataclass(frozen=True)
class Prompter:
    """Where the questions are put: `ask` shows a prompt and returns what was typed.

    `tell` prints a line. `wrong` holds an answer against its model, `lists` holds the ids of each
    closed list, `names` returns what they are called.
    """

    ask: Callable[[str], str]
    tell: Callable[[str], None]
    words: Catalogue
    wrong: AnswerCheck
    lists: Mapping[str, Sequence[str]]
    names: Callable[[Key], Mapping[str, str]]

    @property
    def locale(self) -> str:
        """Return the locale in which the questions are put."""
        return self.words.locale

    def text(self, key: str, /, **facts: object) -> str:
        """Return a message of the dialogue."""
        return self.words.translate(f"command.new.{key}", **facts)

    def agrees(self, question: str) -> bool:
        """Ask a question that takes yes or no; nothing is no."""
        answer = folded(self.ask(f"{question} {self.text('yes_or_no')} "))
        return answer in self.words.texts("command.new.yes")

    def refuse(self, wrong: Sequence[Problem]) -> None:
        """Print what is wrong with an answer, and how to mend it."""
        for problem in wrong:
            self.tell(f"  ! {bare(problem, self.locale)}")
            self.tell(f"    → {problems.fix(problem, self.locale)}")


def bare(problem: Problem, locale: str) -> str:
    """Return what is wrong; an answer that has no file yet has no line either."""
    if problem.facts.get("path"):
        return problems.what(problem, locale)
    facts = {**problem.facts, "path": _NOWHERE, "line": "0"}
    told = problems.what(Problem(problem.code, facts), locale)
    if not told.startswith(_NOWHERE):
        return told
    rest = told.partition(":")[2].strip()
    return rest[:1].upper() + rest[1:]


def ask_key(
    key: Key, model: type[SheetModel], lang: str, prompter: Prompter, *, required: bool
) -> object:
    """Ask for a key of a model until the answer is right; None where an optional one is skipped."""
    _introduce(key, lang, prompter, required=required)
    while True:
        value = _ask_value(key, lang or prompter.locale, prompter, required=required)
        empty = value in (None, "", [], {})
        if empty and not required:
            return None
        if empty:
            prompter.tell(f"  ! {prompter.text('needed')}")
        elif faults := prompter.wrong(model, key, value):
            prompter.refuse(faults)
        else:
            return value


def _introduce(key: Key, lang: str, prompter: Prompter, *, required: bool) -> None:
    """Print what a question is about."""
    state = prompter.text("required" if required else "optional")
    where = f" [{lang}]" if lang else ""
    prompter.tell("")
    prompter.tell(f"{_label(key, prompter)}{where} ({key.name}, {state})")
    prompter.tell(f"  {key.help(prompter.locale)}")


def _ask_value(key: Key, lang: str, prompter: Prompter, *, required: bool) -> object:
    if key.inner and key.many:
        return list(_ask_records(key, prompter))
    if key.inner:
        return _ask_record(key.inner, prompter, optional=not required)
    offered = _offered(key, prompter)
    if offered:
        _list_choices(key, offered, prompter)
    else:
        _show_example(key, lang, prompter)
    if key.field.section:
        return _ask_section(prompter)
    return _read(key, prompter.ask("> ").strip(), offered)


def _show_example(key: Key, lang: str, prompter: Prompter) -> None:
    example = key.example(lang)
    if example:
        prompter.tell(f"  {prompter.text('example', example=example)}")


def _read(key: Key, typed: str, offered: Mapping[str, str]) -> object:
    """Return the value that was typed."""
    if offered or key.many:
        return _choices(key, typed, offered)
    if key.prose:
        return typed
    # A version is shown in quotes, as in a file; here it needs none.
    return typed.strip('"')


def _list_choices(key: Key, offered: Mapping[str, str], prompter: Prompter) -> None:
    for number, choice in enumerate(offered.items(), 1):
        prompter.tell(f"  {number:>3}. {' – '.join(filter(None, choice))}")
    prompter.tell(f"  {prompter.text('choose_many' if key.many else 'choose')}")


def _choices(key: Key, typed: str, offered: Mapping[str, str]) -> list[str] | str:
    chosen = []
    for part in typed.strip("[]").split(","):
        if word := part.strip():
            chosen.append(_chosen(word, offered))
    if key.many:
        return chosen
    return ", ".join(chosen)


def _chosen(typed: str, offered: Mapping[str, str]) -> str:
    """Return the word that was chosen by its number, itself or its name; else what was typed."""
    listed = list(offered)
    if typed.isdecimal() and 0 < int(typed) <= len(listed):
        return listed[int(typed) - 1]
    for word, label in offered.items():
        if folded(typed) in {folded(word), folded(label)}:
            return word
    return typed


def _ask_section(prompter: Prompter) -> str:
    prompter.tell(f"  {prompter.text('lines')}")
    lines = []
    while line := prompter.ask("> ").strip():
        lines.append(line)
    return "\n".join(lines)


def _ask_records(key: Key, prompter: Prompter) -> Iterator[dict[str, object]]:
    """Ask for the elements of a list, each key by key."""
    if not key.inner:
        return
    number = 1
    while True:
        prompter.tell(f"  {_label(key, prompter)}, {number}")
        optional = number > 1 or not key.required
        value = _ask_record(key.inner, prompter, optional=optional)
        if value:
            yield value
        if not value or not prompter.agrees(f"  {prompter.text('another')}"):
            return
        number += 1


def _ask_record(
    model: type[SheetModel], prompter: Prompter, *, optional: bool
) -> dict[str, object]:
    """Ask for a record key by key; an optional one is skipped by a first answer that is empty."""
    held: dict[str, object] = {}
    for number, key in enumerate(keys(model)):
        may_skip = optional and number == 0
        value = ask_key(key, model, "", prompter, required=key.required and not may_skip)
        if value is not None:
            held[key.name] = value
        elif may_skip:
            return {}
    return held


def _offered(key: Key, prompter: Prompter) -> dict[str, str]:
    named = prompter.names(key)
    if named:
        return dict(named)
    terms = prompter.lists.get(key.field.terms, ()) if key.field.terms else ()
    return dict.fromkeys(terms, "")


def _label(key: Key, prompter: Prompter) -> str:
    return key.label(prompter.locale)
