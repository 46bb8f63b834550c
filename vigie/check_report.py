"""What a check found -> text for a person, data for a program, or the annotations that GitHub puts
beside the lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from knowledge import problems
from knowledge.problems import Tongue
from knowledge.sheets.field_info import pick
from vigie.checking import Checked, Finding, Level

TONGUES: tuple[Tongue, ...] = ("fr", "nl", "en")
LEVELS: Mapping[Level, Mapping[Tongue, str]] = {
    "error": {"fr": "erreur", "nl": "fout", "en": "error"},
    "warning": {"fr": "avertissement", "nl": "waarschuwing", "en": "warning"},
}
TITLES: Mapping[Level, Mapping[Tongue, str]] = {
    "error": {"fr": "À corriger", "nl": "Te verbeteren", "en": "To mend"},
    "warning": {"fr": "À savoir", "nl": "Goed om te weten", "en": "Worth knowing"},
}
STYLES: Mapping[Level, str] = {"error": "bold red", "warning": "bold yellow"}
# One, then several (in French, 0 is one).
COUNTED: Mapping[Tongue, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("fiche", "fiches"),
        ("entrée de la veille", "entrées de la veille"),
        ("erreur", "erreurs"),
        ("avertissement", "avertissements"),
    ),
    "nl": (
        ("fiche", "fiches"),
        ("item van de watch", "items van de watch"),
        ("fout", "fouten"),
        ("waarschuwing", "waarschuwingen"),
    ),
    "en": (("sheet", "sheets"), ("entry", "entries"), ("error", "errors"), ("warning", "warnings")),
}


def show(checked: Checked, console: Console, tongues: Sequence[Tongue]) -> None:
    """Print the findings file by file, mistakes before warnings, each with how to mend it; then how
    many.
    """
    for path, found in groupby(checked.findings, key=lambda one: one.path):
        console.print(Text(path or "—", style="bold underline"), soft_wrap=True)
        for one in found:
            for tongue in tongues:
                told = Text("  ")
                told.append(LEVELS[one.level][tongue], style=STYLES[one.level])
                told.append(said(one, tongue))
                console.print(told, soft_wrap=True)
                console.print(Text(f"    → {problems.fix(one.problem, tongue)}"), soft_wrap=True)
        console.print()
    for tongue in tongues:
        console.print(Text(counts(checked, tongue)), soft_wrap=True)


def said(one: Finding, tongue: Tongue) -> str:
    """Say what is wrong without the file's name, which stands above: ", line 3: …"."""
    told = problems.what(one.problem, tongue)
    rest = told.removeprefix(one.path) if one.path else told
    return rest if rest != told or not told else f"{pick((' : ', ': '), tongue)}{told}"


def counts(checked: Checked, tongue: Tongue) -> str:
    """Count what was checked and found: "3 fiches, 120 entrées de la veille, 0 erreur, 1
    avertissement".
    """
    numbers = (
        checked.sheets,
        checked.entries,
        checked.errors,
        len(checked.findings) - checked.errors,
    )
    one = {0, 1} if tongue == "fr" else {1}
    return ", ".join(
        f"{number} {names[number not in one]}"
        for number, names in zip(numbers, COUNTED[tongue], strict=True)
    )


def data(checked: Checked) -> list[dict[str, Any]]:
    """Give the findings as JSON types, told in every language."""
    return [
        {
            "path": one.path,
            "line": one.line,
            "level": one.level,
            "code": one.problem.code,
            "facts": dict(one.problem.facts),
            "says": {tongue: problems.what(one.problem, tongue) for tongue in TONGUES},
            "mend": {tongue: problems.fix(one.problem, tongue) for tongue in TONGUES},
        }
        for one in checked.findings
    ]


def annotations(checked: Checked, tongues: Sequence[Tongue]) -> Iterator[str]:
    """Yield a workflow command a finding, then how many. Nothing from a file can open a command of
    its own.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for one in checked.findings:
        title = " / ".join(TITLES[one.level][tongue] for tongue in tongues)
        told = [
            f"{problems.what(one.problem, tongue)}\n→ {problems.fix(one.problem, tongue)}"
            for tongue in tongues
        ]
        places = {"file": one.path, "line": str(one.line or 1), "title": title}
        named = ",".join(f"{name}={_property(value)}" for name, value in places.items() if value)
        yield f"::{one.level} {named}::{_message(chr(10).join(told))}"
    yield from (counts(checked, tongue) for tongue in tongues)


def _message(text: str) -> str:
    # The three that the runner's toolkit escapes; the other ends of a line are read as such by some
    # log viewers.
    plain = text.translate({0x85: " ", 0x2028: " ", 0x2029: " ", 0x0B: " ", 0x0C: " "})
    return plain.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
