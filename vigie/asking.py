"""Questions to a person at a terminal -> the values of a sheet's keys, in French or in Dutch, until
each is right.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge import problems
from knowledge.i18n.text_fold import words as folded
from knowledge.model import Problem
from knowledge.problems import Tongue
from knowledge.sheets.field_info import Model, pick
from knowledge.sheets.schema_fields import Key, keys

# Says what is wrong with the value of a key of a model.
Wrong = Callable[[type[Model], Key, Any], Sequence[Problem]]
_SAID = {
    "required": ("obligatoire", "verplicht"),
    "optional": ("facultatif : Entrée pour passer", "facultatief: Enter om over te slaan"),
    "example": ("Exemple : ", "Voorbeeld: "),
    "choose": ("Un numéro ou un mot de la liste.", "Een nummer of een woord uit de lijst."),
    "choose_many": (
        "Un ou plusieurs numéros ou mots de la liste, séparés par des virgules.",
        "Een of meer nummers of woorden uit de lijst, met komma’s ertussen.",
    ),
    "lines": ("Terminez par une ligne vide.", "Sluit af met een lege regel."),
    "needed": ("Cette réponse est nécessaire.", "Dit antwoord is nodig."),
    "another": ("Encore un ?", "Nog een?"),
    "wrong": ("Non : ", "Nee: "),
    "yes_or_no": (" (o/N) ", " (j/N) "),
}
_YES = frozenset({"o", "oui", "j", "ja", "y", "yes"})


@dataclass(frozen=True)
class Desk:
    """Where the questions are put: `ask` shows a prompt and gives what was typed, `tell` prints a
    line.

    `wrong` holds an answer against its model, `lists` holds the ids of each closed list, `names`
    what they are called.
    """

    ask: Callable[[str], str]
    tell: Callable[[str], None]
    tongue: Tongue
    wrong: Wrong
    lists: Mapping[str, Sequence[str]]
    names: Callable[[Key], Mapping[str, str]]

    def said(self, what: str) -> str:
        """Give words of the dialogue."""
        return pick(_SAID[what], self.tongue)

    def agrees(self, question: str) -> bool:
        """Ask a question that takes yes or no; nothing is no."""
        return folded(self.ask(question + self.said("yes_or_no"))) in _YES

    def refuse(self, wrong: Sequence[Problem]) -> None:
        """Tell what is wrong with an answer, and how to mend it."""
        for one in wrong:
            self.tell(f"  ! {bare(one, self.tongue)}")
            self.tell(f"    → {problems.fix(one, self.tongue)}")


def bare(problem: Problem, tongue: Tongue) -> str:
    """Say what is wrong; an answer that has no file yet has no line either."""
    if problem.facts.get("path"):
        return problems.what(problem, tongue)
    told = problems.what(
        Problem(problem.code, {**problem.facts, "path": "\0", "line": "0"}), tongue
    )
    if not told.startswith("\0"):
        return told
    rest = told.partition(":")[2].strip()
    return rest[:1].upper() + rest[1:]


def key(one: Key, model: type[Model], lang: str, desk: Desk, *, required: bool) -> Any:
    """Ask for one key of a model until the answer is right; None for an optional one that is passed
    over.
    """
    state = desk.said("required" if required else "optional")
    where = f" [{lang}]" if lang else ""
    desk.tell("")
    desk.tell(f"{one.label(desk.tongue)}{where} ({one.name}, {state})")
    desk.tell(f"  {one.help(desk.tongue)}")
    while True:
        value = _value(one, lang or desk.tongue, desk, required=required)
        if value in (None, "", [], {}):
            if not required:
                return None
            desk.tell(f"  ! {desk.said('needed')}")
            continue
        faults = desk.wrong(model, one, value)
        if not faults:
            return value
        desk.refuse(faults)


def _value(one: Key, lang: str, desk: Desk, *, required: bool) -> Any:
    if one.inner:
        return list(_several(one, desk)) if one.many else _parts(one, desk, optional=not required)
    offered = _offered(one, desk)
    if offered:
        for number, (word, label) in enumerate(offered.items(), 1):
            desk.tell(f"  {number:>3}. {word}" + (f" – {label}" if label else ""))
        desk.tell(f"  {desk.said('choose_many' if one.many else 'choose')}")
    elif one.example(lang):
        desk.tell(f"  {desk.said('example')}{one.example(lang)}")
    if one.field.section:
        desk.tell(f"  {desk.said('lines')}")
        return "\n".join(_lines(desk))
    typed = desk.ask("> ").strip()
    if offered or one.many:
        chosen = [
            _chosen(word.strip(), offered) for word in typed.strip("[]").split(",") if word.strip()
        ]
        return chosen if one.many else ", ".join(chosen)
    # A version is shown in quotes, as it stands in a file; here it needs none.
    return typed if one.prose else typed.strip('"')


def _lines(desk: Desk) -> Iterator[str]:
    while line := desk.ask("> ").strip():
        yield line


def _several(one: Key, desk: Desk) -> Iterator[Any]:
    """Ask for the elements of a list, each key by key."""
    number = 1
    while True:
        desk.tell(f"  {one.label(desk.tongue)}, {number}")
        value = _parts(one, desk, optional=number > 1 or not one.required)
        if value:
            yield value
        if not value or not desk.agrees(f"  {desk.said('another')}"):
            return
        number += 1


def _parts(one: Key, desk: Desk, *, optional: bool) -> dict[str, Any]:
    """Ask for a record key by key; an optional one is passed over where its first answer is empty."""
    held: dict[str, Any] = {}
    for number, inner in enumerate(keys(one.inner) if one.inner else ()):
        needed = inner.required and not (optional and number == 0)
        value = key(inner, one.inner, "", desk, required=needed) if one.inner else None
        if value is None and optional and number == 0:
            return {}
        if value is not None:
            held[inner.name] = value
    return held


def _offered(one: Key, desk: Desk) -> dict[str, str]:
    named = desk.names(one)
    if named:
        return dict(named)
    return dict.fromkeys(desk.lists.get(one.field.terms, ()) if one.field.terms else (), "")


def _chosen(typed: str, offered: Mapping[str, str]) -> str:
    """Give the word that a person chose by its number, by itself or by its name; else what was
    typed.
    """
    listed = list(offered)
    if typed.isdecimal() and 0 < int(typed) <= len(listed):
        return listed[int(typed) - 1]
    same = (
        word for word, label in offered.items() if folded(typed) in {folded(word), folded(label)}
    )
    return next(same, typed)
