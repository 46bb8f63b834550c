"""What a parser of YAML says -> the cause, in words of people who do not know it, and the line.

The sentences are keys of the catalogue (`config.parts`).
"""

import re

import yaml

OTHER = "it cannot be understood from here on"
TAB = "a tab stands here where spaces belong"
# In this order: a cause that is more certain stands first.
CAUSES = (
    (r"\btab\b", TAB),
    (r"quoted scalar|expected ':'.*quote", "a quote is opened and not closed"),
    (r"',' or '[]}]'|flow (?:sequence|mapping|node)", "a bracket or a comma is missing"),
    (r"mapping values are not allowed", "a value holds a colon, or a line is indented too far"),
    (r"start any token|directive", "a value begins with a sign that must stand in quotes"),
    (r"escape", "a backslash in double quotes must be written twice"),
    (r"control characters|not allowed in|unacceptable|surrogate", "a character that no one sees"),
    (r"anchor|alias", "a value begins with & or *, and must stand in quotes"),
    (r"tag", "a value begins with !, and must stand in quotes"),
    (r"document", "a line of three hyphens begins a second document"),
    (
        r"expected key|'-' indicator|expected ':'|sequence entries|block (?:mapping|collection)",
        "this line is not in line with those above it, or lacks the colon after its key",
    ),
)


def cause(error: yaml.YAMLError, text: str) -> str:
    """Return why a text is no YAML."""
    said = str(error)
    rows = text.splitlines()[line(error) - 1 : line(error)]
    if rows and re.match(r" *\t", rows[0]):
        return TAB
    if isinstance(error, yaml.MarkedYAMLError):
        said = f"{error.context or ''} {error.problem or ''}"
    for pattern, sentence in CAUSES:
        if re.search(pattern, said):
            return sentence
    return OTHER


def line(error: yaml.YAMLError) -> int:
    """Return the line (from 1) on which the parser stopped."""
    if isinstance(error, yaml.MarkedYAMLError):
        for mark in filter(None, (error.problem_mark, error.context_mark)):
            return int(mark.line) + 1
    return 1
