"""YAML that people typed and that cannot be read -> the line that is wrong, why, and that line set
right.

PyYAML names the place where it stopped, which is often the line after. Here the lines before it
are looked through for what people do: Word's quotes, a colon in a title, a space left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from knowledge.storage import odd_signs

# Opening quotes of all keyboards and word processors, with what closes them.
CURLY = {"“": "”", "„": "“”", "”": "”", "‘": "’", "‚": "’‘", "«": "»", "‹": "›"}
BULLETS = "•·▪▫◦‣⁃∙●○■□➢➤✓✔❖\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
# What YAML keeps for itself at the beginning of a value.
_RESERVED = "@`%,]}"
_MARKS = "!&*"
_ENTRY = re.compile(r"(?P<lead> *(?:- +)*(?:[\w.-]{1,60} *:(?: +|$)|(?<=- )))(?P<value>.*)")
_TIGHT = re.compile(r"(?P<lead> *(?:- +)*[^\W\d_][\w-]{0,40}) *:(?P<value>[^\s/:].*)")
_TIGHT_DASH = re.compile(r"(?P<lead> *)-(?P<value>[^\W\d_].*)")
_TYPED_DASH = re.compile(
    rf"(?P<lead>[ \t]*)(?:[{BULLETS}–—*](?:[ \t]|$)|[{BULLETS}])[ \t]*(?P<value>.*)"
)
_BLOCK = re.compile(r"[|>][+-]?\d?(?: +#.*)?")
_NEW_KEY = re.compile(r"[\w-]+ *:(?: |$)")
_INDENTED = re.compile(r" +(?P<key>[a-z][a-z_]{0,40}:(?: .*|$))")
# What Git leaves where two people changed the same lines.
_MERGE = re.compile(r"(?:<{7}|>{7}) .*|={7}")
_ENDS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_COLON = re.compile(r":(?: |$)")
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


@dataclass(frozen=True, slots=True)
class YamlMistake:
    """A mistake on a line (from 0): the code of its problem, and the line set right, "" where that
    has no one answer.
    """

    code: str
    line: int
    mended: str = ""


def first(text: str, last: int | None = None) -> YamlMistake | None:
    """Return the first line, up to `last`, that holds a mistake which is surely one; None where
    none does.

    The text is YAML that cannot be read: what is sure there may be right elsewhere.
    """
    rows = _rows(text)
    if last is None:
        last = len(rows)
    for number in _keyed(rows):
        if number > last:
            break
        for look in _LOOKS:
            found = look(rows, number)
            if found:
                return found
    return None


def typed_bullets(text: str) -> Iterator[YamlMistake]:
    """Yield each element of a list below its key that begins with a word processor's bullet in
    place of a hyphen, or with a hyphen that no space follows.
    """
    rows = _rows(text)
    opened = False
    for number in _keyed(rows):
        found = _bullet(rows, number) or _no_space_after_dash(rows, number)
        if found and opened:
            yield found
        else:
            opened = rows[number].rstrip().endswith(":")


def double_quoted(text: str) -> str:
    """Return a text as a value of YAML in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _rows(text: str) -> list[str]:
    return _ENDS.split(odd_signs.plain_spaces(text))


def _keyed(rows: Sequence[str]) -> Iterator[int]:
    """Yield the lines that hold keys and elements: none of a block of text, no comment."""
    within = -1
    for number, row in enumerate(rows):
        plain = row.strip()
        indent = len(row) - len(row.lstrip(" "))
        if not plain or plain.startswith("#"):
            continue
        if 0 <= within < indent:
            continue
        within = indent if _opens_text(row) else -1
        yield number


def _opens_text(row: str) -> bool:
    """Return whether a block of text begins below a line."""
    entry = _ENTRY.fullmatch(row)
    return entry is not None and bool(_BLOCK.fullmatch(entry["value"].strip()))


def _tab(rows: Sequence[str], number: int) -> YamlMistake | None:
    row = rows[number]
    indent = row[: len(row) - len(row.lstrip(" \t"))]
    if "\t" not in indent:
        return None
    return YamlMistake("sheet_tab", number, indent.replace("\t", "  ") + row.lstrip(" \t"))


def merge_mark(row: str) -> bool:
    """Return whether Git left a line where two people changed the same ones."""
    return bool(_MERGE.fullmatch(row.rstrip()))


def _merged(rows: Sequence[str], number: int) -> YamlMistake | None:
    return YamlMistake("merge_marks", number) if merge_mark(rows[number]) else None


def _indented_key(rows: Sequence[str], number: int) -> YamlMistake | None:
    """Return a key that spaces stand before, below a key that has its text already."""
    found = _INDENTED.fullmatch(rows[number])
    above = _ENTRY.fullmatch(rows[number - 1]) if number else None
    if not found or not above or above["lead"].startswith((" ", "-")):
        return None
    value = above["value"].strip()
    if not value or value[0] in "|>[{\"'#":
        return None
    return YamlMistake("sheet_key_place", number, found["key"])


def _bullet(rows: Sequence[str], number: int) -> YamlMistake | None:
    found = _TYPED_DASH.fullmatch(rows[number])
    if found is None:
        return None
    return YamlMistake("sheet_bullet", number, f"{found['lead']}- {found['value']}")


def _no_space(rows: Sequence[str], number: int) -> YamlMistake | None:
    found = _TIGHT.fullmatch(rows[number])
    if found is None or _ENTRY.fullmatch(rows[number]):
        return None
    mended = _set_right(f"{found['lead']}: ", found["value"])
    return YamlMistake("sheet_no_space", number, mended)


def _no_space_after_dash(rows: Sequence[str], number: int) -> YamlMistake | None:
    found = _TIGHT_DASH.fullmatch(rows[number])
    if found is None:
        return None
    return YamlMistake("sheet_no_space_dash", number, f"{found['lead']}- {found['value']}")


def _value(rows: Sequence[str], number: int) -> YamlMistake | None:
    """Return what is wrong with the value of a line."""
    entry = _ENTRY.fullmatch(rows[number])
    if entry is None:
        return None
    value = entry["value"].strip()
    code = _code(value, rows[number + 1 :])
    if not code:
        return None
    return YamlMistake(code, number, _set_right(entry["lead"], value))


def _code(value: str, below: Sequence[str]) -> str:
    if value.startswith(("[", "{")):
        return "sheet_reserved" if _goes_on(value) else ""
    if not value or value.startswith("#"):
        return ""
    if value[0] in "\"'":
        return _code_of_quoted(value, below)
    return _code_of_plain(value)


def _code_of_plain(value: str) -> str:
    if _is_reserved(value):
        return "sheet_reserved"
    if value[0] in _MARKS:
        return "sheet_anchor"
    if _COLON.search(_without_comment(value)):
        return "sheet_curly" if value[0] in CURLY else "sheet_colon_value"
    return ""


def _is_reserved(value: str) -> bool:
    """Return whether a value begins with a sign that YAML keeps for itself."""
    if value[0] in "|>":
        return not _BLOCK.fullmatch(value)
    return value.startswith(("- ", "? ")) or value[0] in _RESERVED


def _goes_on(value: str) -> bool:
    """Return whether text stands behind the bracket that closes the first: "[a] b"."""
    depth = 0
    for place, sign in enumerate(value):
        depth += (sign in "[{") - (sign in "]}")
        if not depth:
            rest = value[place + 1 :].strip()
            return bool(rest) and not rest.startswith(("#", ",", "]", "}"))
    return False


def _code_of_quoted(value: str, below: Sequence[str]) -> str:
    end = _closing(value)
    if end < 0:
        return _code_of_open(value, below)
    rest = value[end + 1 :].strip()
    if not rest or rest.startswith("#"):
        return ""
    return "sheet_quote_inner"


def _code_of_open(value: str, below: Sequence[str]) -> str:
    """Return what is wrong with a text in quotes that does not end on its line."""
    if value[1:].rstrip().endswith(tuple("”“’»")):
        return "sheet_quote_mixed"
    # It may go on below; not over a line that is plainly the next key.
    if not below or _NEW_KEY.match(below[0]) or not below[0].strip():
        return "sheet_quote_open"
    return ""


def _closing(value: str) -> int:
    """Return where the quote that opens a value is closed, -1 where it is not."""
    mark, place = value[0], 1
    while place < len(value):
        if mark == '"' and value[place] == "\\":
            place += 1
        elif value[place] == mark:
            if mark == '"' or value[place : place + 2] != "''":
                return place
            place += 1
        place += 1
    return -1


def _without_comment(value: str) -> str:
    return value.partition(" #")[0]


def _set_right(lead: str, value: str) -> str:
    """Return a line with its value in double quotes, if it needs them."""
    if _code(value, ()) == "":
        return lead + value
    return lead + double_quoted(bare(value))


def bare(value: str) -> str:
    """Return the text within the quotes that somebody put around a value, of whatever shape."""
    inner = value.strip()
    closing = {**CURLY, '"': '"”“', "'": "'’"}.get(inner[:1], "")
    if inner.startswith(("«", "‹")):
        # Guillemets are a French author's own quotes: they are part of the text.
        return inner
    if not closing:
        return inner
    inner = inner[1:].strip()
    if inner.endswith(tuple(closing)):
        inner = inner[:-1].strip()
    if value.strip().startswith('"'):
        return inner.replace('\\"', '"')
    return inner.replace("''", "'")


_LOOKS: tuple[Callable[[Sequence[str], int], YamlMistake | None], ...] = (
    _merged,
    _tab,
    _indented_key,
    _bullet,
    _no_space,
    _no_space_after_dash,
    _value,
)


def cause(error: yaml.YAMLError, text: str) -> str:
    """Return why a text is no YAML."""
    rows = text.splitlines()[line_of(error) - 1 : line_of(error)]
    if rows and re.match(r" *\t", rows[0]):
        return TAB
    return named(error, CAUSES) or OTHER


def named(error: yaml.YAMLError, names: Iterable[tuple[str, str]]) -> str:
    """Return the first name whose pattern is in the parser's own words, "" where none is."""
    said = _said(error)
    return next((name for pattern, name in names if re.search(pattern, said)), "")


def _said(error: yaml.YAMLError) -> str:
    """Return the parser's own words."""
    if isinstance(error, yaml.MarkedYAMLError):
        return f"{error.context or ''} {error.problem or ''}"
    return str(error)


def line_of(error: yaml.YAMLError) -> int:
    """Return the line (from 1) on which the parser stopped."""
    if isinstance(error, yaml.MarkedYAMLError):
        for mark in filter(None, (error.problem_mark, error.context_mark)):
            return int(mark.line) + 1
    return 1
