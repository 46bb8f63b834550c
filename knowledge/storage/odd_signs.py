"""Signs that nobody sees, as Word, a Mac or a telephone puts them: spaces that do not break, marks
without width.

Between the words of a text they are the author's; where YAML or Markdown wants a space they are
one.
"""

import re

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
NO_WIDTH = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
INVISIBLE = re.compile(f"[{NO_WIDTH}]")
ANY_SPACE = f"[ \t{SPACES}]"
_ODD = re.compile(f"[{SPACES}]")
_LINE = re.compile(r"[^\n\r]*[\n\r]*")
# Indentation and dashes, then a key with its colon.
_LEAD = re.compile(rf"{ANY_SPACE}*(?:-{ANY_SPACE}+)*")
_KEY = re.compile(
    rf"[\w.-]{{1,60}}{ANY_SPACE}*:{ANY_SPACE}+|[\w.-]{{1,60}}{ANY_SPACE}*:(?=[\n\r]|$)"
)
_QUOTED_OR_SIGN = re.compile(
    rf"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
    rf"|(?<=[,:\[{{]){ANY_SPACE}{{1,20}}|{ANY_SPACE}{{1,20}}(?=[,\]}}]|:{ANY_SPACE})"
)


def plain_spaces(text: str) -> str:
    """Return YAML in which each odd space that stands for one of its own is an ordinary space.

    Each sign stays in its place, so that lines, columns and offsets are those of the text.
    """
    if not _ODD.search(text):
        return text
    return "".join(map(_plain_line, _LINE.findall(text)))


def _plain_line(line: str) -> str:
    if not _ODD.search(line):
        return line
    opened = _end_of(_KEY, line, _end_of(_LEAD, line, 0))
    # Python's white space holds the odd spaces and the ends of lines.
    closed = opened + len(line[opened:].rstrip())
    rest = line[opened:closed]
    if rest.startswith(("[", "{")):
        rest = _QUOTED_OR_SIGN.sub(_unquoted_as_spaces, rest)
    return _ODD.sub(" ", line[:opened]) + rest + _ODD.sub(" ", line[closed:])


def _end_of(pattern: re.Pattern[str], line: str, start: int) -> int:
    """Return where a pattern ends that begins at a place; the place itself where it does not."""
    found = pattern.match(line, start)
    if found is None:
        return start
    return found.end()


def _unquoted_as_spaces(found: re.Match[str]) -> str:
    if found[0].startswith(('"', "'")):
        return found[0]
    return _ODD.sub(" ", found[0])
