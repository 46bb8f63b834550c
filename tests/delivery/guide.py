"""A page of docs/guide -> its tables of keys and its examples, as the tests compare them with the
program.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \|(?: (.+?) \|)?$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """One documented key: what it means and, where the table has the column, its default as
    printed.
    """

    key: str
    means: str
    default: str


def tables(page: str) -> dict[str, list[Row]]:
    """Read the rows of keys under each heading of a page."""
    parts = _HEADING.split((GUIDE / page).read_text(encoding="utf-8"))
    return {
        heading: [Row(key, means, default.strip("`")) for key, means, default in _ROW.findall(text)]
        for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def examples(page: str, language: str) -> list[str]:
    """Give the fenced blocks of a page in one language."""
    text = (GUIDE / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
