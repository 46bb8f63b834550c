"""Measures of files: how many, how long, and how wide their lines are."""

from collections.abc import Iterable, Iterator

from tests.measure.code import Code, TextFile
from tests.measure.reading import Offender, Reading, percent, reading

WIDE = 100
WIDE_TEMPLATE = 120
LONG = 200
TOO_LONG = 400


def modules(code: Code) -> Reading:
    """Count the Python files."""
    return reading(len(code.modules))


def lines(code: Code) -> Reading:
    """Count the physical lines of the Python files."""
    return reading(sum(len(module.lines) for module in code.modules))


def wide_lines(code: Code) -> Reading:
    """Return the share of lines over 100 characters among those that are not blank, in percent."""
    wide = list(_wide(code.modules, WIDE))
    return reading(percent(len(wide), code.filled_lines), wide)


def wide_template_lines(code: Code) -> Reading:
    """Count the lines of templates over 120 characters."""
    wide = list(_wide(code.templates, WIDE_TEMPLATE))
    return reading(len(wide), wide)


def wide_script_lines(code: Code) -> Reading:
    """Count the lines of JavaScript over 100 characters."""
    wide = list(_wide(code.scripts, WIDE))
    return reading(len(wide), wide)


def long_files(code: Code) -> Reading:
    """Count the Python files over 200 lines."""
    return _longer_than(code, LONG)


def too_long_files(code: Code) -> Reading:
    """Count the Python files over 400 lines."""
    return _longer_than(code, TOO_LONG)


def _wide(files: Iterable[TextFile], limit: int) -> Iterator[Offender]:
    for file in files:
        for number, line in enumerate(file.lines, start=1):
            if len(line) > limit:
                yield Offender(f"{file.path}:{number}", len(line))


def _longer_than(code: Code, limit: int) -> Reading:
    lengths = [Offender(module.path, len(module.lines)) for module in code.modules]
    found = [offender for offender in lengths if offender.weight > limit]
    return reading(len(found), found)
