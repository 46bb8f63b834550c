"""The lines of a page -> the dates that it states in words.

As in "Publié le 02 août 2024 - Modifié le 28 août 2024".
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

MONTH = (
    r"(?:jan|fév|fev|feb|mar|maa|mrt|avr|apr|mai|mei|may|juin|juil|jun|jul|jui|aoû|aou|aug|sep"
    r"|oct|okt|nov|déc|dec)"
    r"[^\W\d_]{0,7}\.?"
)
DATE = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|"
    rf"\d{{1,2}}\s?(?:er|ᵉʳ|e|ste|de|th|st|nd|rd)?\s?{MONTH}\s\d{{4}}|{MONTH}\s\d{{1,2}},\s\d{{4}})"
)
PUBLISHED = (
    r"(?:publi(?:é|e|ée|ees|ées)|mis(?:e)? en ligne|posté|paru|date de (?:parution|publication)"
    r"|parution|gepubliceerd|geplaatst|(?:publicatie|verschijnings)datum|datum van publicatie|"
    r"published|posted|publication date|release date|for immediate release)"
)
UPDATED = (
    r"(?:modifié|mise? à jour|actualisé|dernière (?:mise à jour|modification)|"
    r"(?:laatst )?(?:aangepast|bijgewerkt|gewijzigd)|(?:last )?(?:updated|modified))"
)
JOINT = r"(?:e)?(?: le| op| on)?\s*[:–|-]?\s*(?:le |op |on )?"
WEEKDAY = r"(?:[^\W\d_]{5,10},? )?"
TIME = r"(?:,?\s*(?:à|om|at|-|–)?\s*\d{1,2}\s?[:hu]\s?\d{0,2})?"

PUBLISHED_LINE = re.compile(
    rf"(?:^|[\s|–-]){PUBLISHED}{JOINT}{WEEKDAY}(?P<date>{DATE})", re.IGNORECASE
)
UPDATED_LINE = re.compile(
    rf"(?:^|[\s|–(-]){UPDATED}{JOINT}{WEEKDAY}(?P<date>{DATE})", re.IGNORECASE
)
BARE = re.compile(rf"{WEEKDAY}(?P<date>{DATE}{TIME})", re.IGNORECASE)
# A date glued to the first word of a text: "28/01/2017In 2016 had 51% …".
GLUED = re.compile(r"(?P<date>\d{1,2}/\d{1,2}/\d{4})(?=[A-ZÀ-Ý])")
# A label that stands alone, its date in the next line.
LABEL = re.compile(
    rf"(?:(?P<published>{PUBLISHED})|{UPDATED})(?:e)?(?: le| op| on)?\s*:?", re.IGNORECASE
)
# The page's own word for its kind before its date: "Actualité - Publié le …",
# "Autres pages | Publié le …".
TYPED = re.compile(rf"(?P<label>[^\d|–-]{{3,40}}?)\s*[|–-]\s*{PUBLISHED}\b", re.IGNORECASE)
DATED_LINES = (PUBLISHED_LINE, UPDATED_LINE, TYPED)
# What stands before a date that is not one of publication.
NAMED = re.compile(
    r":$|^(date|datum|quand|wanneer|when|début|fin|start|einde?)\b.{0,40}$", re.IGNORECASE
)
LONGEST = 160
# Where a line that is nothing but a date still belongs to the head of a page.
HEAD = 6


class VisibleDates(NamedTuple):
    """Dates as printed, "" where there is none.

    `label` is the page's own word for its kind, where it stands before the date.
    """

    published: str = ""
    updated: str = ""
    label: str = ""


def find(lines: Sequence[str]) -> VisibleDates:
    """Return the dates that a page's paragraphs state, the title first.

    A date that bears no name counts near the title only. The day of printing ("Le 28/12/2025") and
    of an event are no dates of publication; a month alone is no day.
    """
    short = [line for line in lines if len(line) <= LONGEST]
    published = _first(PUBLISHED_LINE, short) or _below_label(lines, "published")
    return VisibleDates(
        published or _bare(lines),
        _first(UPDATED_LINE, short) or _below_label(lines, "updated"),
        _first(TYPED, short, "label").strip(),
    )


def is_date(text: str) -> bool:
    """Return whether a text is nothing but one whole date."""
    return bool(BARE.fullmatch(text))


def is_date_line(line: str) -> bool:
    """Return whether a line is there for its date, and no sentence."""
    if BARE.fullmatch(line) or LABEL.fullmatch(line):
        return True
    return len(line) <= LONGEST and any(shape.match(line) for shape in DATED_LINES)


def _first(pattern: re.Pattern[str], lines: Sequence[str], group: str = "date") -> str:
    for line in lines:
        if found := pattern.search(line):
            return found[group]
    return ""


def _below_label(lines: Sequence[str], kind: str) -> str:
    for label, line in pairwise(lines):
        date = BARE.fullmatch(line)
        if date and _label_kind(label) == kind:
            return date["date"]
    return ""


def _label_kind(line: str) -> str:
    """Return what a line that is a label and nothing else announces: "published", "updated", ""."""
    label = LABEL.fullmatch(line)
    if not label:
        return ""
    return "published" if label["published"] else "updated"


def _bare(lines: Sequence[str]) -> str:
    for before, line in pairwise(["", *lines[:HEAD]]):
        found = BARE.fullmatch(line) or GLUED.match(line)
        if found and not NAMED.search(before):
            return found["date"]
    return ""
