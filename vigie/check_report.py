"""What a check found -> text for a person, data for a program, or annotations for GitHub."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from rich.console import Console
from rich.text import Text

from knowledge import problems
from knowledge.i18n import locales, plain
from knowledge.model import Problem
from vigie import cli_locale
from vigie.checking import Checked, Finding, Level

STYLES: Mapping[Level, str] = {"error": "bold red", "warning": "bold yellow"}


def show(checked: Checked, console: Console, spoken: Sequence[str]) -> None:
    """Print the findings file by file, mistakes before warnings, then how many there are."""
    for path, findings in groupby(checked.findings, key=attrgetter("path")):
        _show_file(path or "—", findings, console, spoken)
    for locale in spoken:
        console.print(Text(counts(checked, locale)), soft_wrap=True)


def without_path(finding: Finding, locale: str) -> str:
    """Return what is wrong without the file's name, which is printed above: ", line 3: …"."""
    what = problems.what(finding.problem, locale)
    path = plain.line(finding.path)
    if path and what.startswith(path):
        return what.removeprefix(path)
    if not what:
        return ""
    return f"{_text('after', locale)}{what}"


def counts(checked: Checked, locale: str) -> str:
    """Return what was checked and found: "3 sheets, 120 entries, 0 errors, 1 warning"."""
    words = cli_locale.words(locale)
    numbers = {
        "sheets": checked.sheets,
        "entries": checked.entries,
        "errors": checked.errors,
        "warnings": len(checked.findings) - checked.errors,
    }
    parts = []
    for name, number in numbers.items():
        parts.append(words.plural(f"command.check.counts.{name}", number, n=number))
    return ", ".join(parts)


def data(checked: Checked, site: Sequence[str]) -> list[dict[str, object]]:
    """Return the findings as JSON types, told in every locale, those of the site first."""
    known = locales.known()
    order = tuple(filter(known.__contains__, dict.fromkeys((*site, *known))))
    return [_row(finding, order) for finding in checked.findings]


def annotations(checked: Checked, spoken: Sequence[str]) -> Iterator[str]:
    """Yield a workflow command for each finding, then how many there are.

    Nothing from a file can open a command of its own.
    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for finding in checked.findings:
        yield _annotation(finding, spoken)
    for locale in spoken:
        yield counts(checked, locale)


def _show_file(
    path: str, findings: Iterable[Finding], console: Console, spoken: Sequence[str]
) -> None:
    console.print(Text(plain.line(path), style="bold underline"), soft_wrap=True)
    for finding in findings:
        for locale in spoken:
            _show(finding, console, locale)
    console.print()


def _show(finding: Finding, console: Console, locale: str) -> None:
    line = Text("  ")
    line.append(_text(f"levels.{finding.level}", locale), style=STYLES[finding.level])
    line.append(without_path(finding, locale))
    console.print(line, soft_wrap=True)
    console.print(Text(f"    → {problems.fix(finding.problem, locale)}"), soft_wrap=True)


def _row(finding: Finding, order: Sequence[str]) -> dict[str, object]:
    problem = finding.problem
    return {
        "path": finding.path,
        "line": finding.line,
        "level": finding.level,
        "code": problem.code,
        "facts": dict(problem.facts),
        "says": _by_locale(problems.what, problem, order),
        "mend": _by_locale(problems.fix, problem, order),
    }


def _by_locale(
    tell: Callable[[Problem, str], str], problem: Problem, order: Sequence[str]
) -> dict[str, str]:
    return {locale: tell(problem, locale) for locale in order}


def _annotation(finding: Finding, spoken: Sequence[str]) -> str:
    lines = []
    for locale in spoken:
        lines.append(problems.what(finding.problem, locale))
        lines.append(f"→ {problems.fix(finding.problem, locale)}")
    properties = ",".join(_properties(finding, spoken))
    told = _message("\n".join(lines))
    return f"::{finding.level} {properties}::{told}"


def _properties(finding: Finding, spoken: Sequence[str]) -> Iterator[str]:
    """Yield where GitHub shows a finding, and under which title."""
    title = " / ".join(_text(f"titles.{finding.level}", locale) for locale in spoken)
    places = {"file": finding.path, "line": str(finding.line or 1), "title": title}
    for name, value in places.items():
        if value:
            yield f"{name}={_property(value)}"


def _text(key: str, locale: str) -> str:
    return cli_locale.words(locale).translate(f"command.check.{key}")


def _message(text: str) -> str:
    # The three that the runner's toolkit escapes; some log viewers end a line at the others too.
    plain = text.translate({0x85: " ", 0x2028: " ", 0x2029: " ", 0x0B: " ", 0x0C: " "})
    return plain.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
