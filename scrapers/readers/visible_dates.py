"""The lines of a page -> the dates that it states in words.

As in "Publié le 02 août 2024 - Modifié le 28 août 2024".
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from scrapers.clean import date_shapes, dates
from scrapers.clean.date_shapes import WrittenDate
from scrapers.clean.date_words import PUBLISHED, UPDATED

_LE = r"(?:le|la|op|on|am|at|the|el|il|den|vom|wurde|date|du|of)"
WEEKDAY = (
    r"(?:(?:lun|mar|mer|jeu|ven|sam|dim|maa|din|woe|don|vri|zat|zon|mon|tue|wed|thu|fri|sat|sun"
    r"|die|mit|fre|son|mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo)[^\W\d_]{0,9}\.?,?\s{0,2})?"
)
_CLOCK = (
    r"(?:(?:a|om|at|um|@|t|-|–|,|/)?\s{0,2}\d{1,2}\s?[:hu.]\s?(?:\d\d)?(?::\d\d)?"
    r"\s?(?:uhr|heures?|h|u|am|pm|a\.m\.|p\.m\.)?(?:\s?(?:c?es?t|gmt|utc|[ap]m))?)"
)
_DIRECT = rf"(?:e?s?)?\W{{0,3}}(?:{_LE}\W{{1,3}}){{0,2}}{WEEKDAY}$"
# "Publié le", "Actualité - Publié le", "Dieser Artikel wurde am"; "Submitted by Anna on".
PUBLISHED_BEFORE = re.compile(rf"(?:^|[\s|(–•·-]){PUBLISHED}{_DIRECT}")
UPDATED_BEFORE = re.compile(rf"(?:^|[\s|(–•·-]){UPDATED}{_DIRECT}")
PUBLISHED_BY = re.compile(
    rf"^\W{{0,3}}(?:[^\W\d_]{{1,20}}\W{{1,3}}){{0,3}}?{PUBLISHED}\w{{0,2}}\s+"
    rf"(?:par|by|von|door|da|por|from)\b.{{1,60}}$"
)
# Nothing but the day, and what stands beside it: a weekday, a name, a place.
_BY = r"(?:par|von|by|door|di|por|from|auteur|autor|author|text|texte)"
BARE_BEFORE = re.compile(rf"^[^\w(©]{{0,4}}{WEEKDAY}$")
BESIDE_BEFORE = re.compile(
    rf"^(?:{_BY}\b.{{1,60}}[\s,|]|.{{0,60}}[|·•–—,/»>]|[^\w]{{0,3}}[,|·•–—/»>-])"
    rf"\s{{0,2}}(?:{_LE}\s)?\s{{0,2}}{WEEKDAY}$"
)
AFTER = re.compile(
    # A number alone counts comments or votes.
    rf"^\W{{0,3}}{_CLOCK}?\W{{0,3}}(?:\s\d{{1,4}})?$"
    rf"|^\s{{0,2}}{_CLOCK}?\s{{0,2}}"
    r"(?:[|·•–—,/(>«»;-]|\b(?:par|by|von|door|in|dans|da|por)\b).{0,100}$"
)
# A label that stands alone, its date in the next line.
LABEL = re.compile(rf"(?P<published>{PUBLISHED})?{UPDATED}?(?:e?s?)?(?:\s(?:le|op|on|am))?\s?:?")
# The page's own word for its kind before its date: "Actualité - Publié le …",
# "Autres pages | Publié le …".
TYPED = re.compile(
    r"(?P<label>[^\d|–-]{3,40}?)\s{0,3}[|–-]\s{0,9}(?:publi(?:é|e|ée|ées)|mise? en ligne|posté|paru"
    r"|gepubliceerd|geplaatst|published|posted)\b",
    re.IGNORECASE,
)
# A date glued to the first word of a text: "28/01/2017In 2016 had 51% …".
GLUED = re.compile(r"\d{1,2}/\d{1,2}/\d{4}(?=[A-ZÀ-Ý])")
# In the line of the title's neighbours a name may stand beside the day without any sign between:
# "dpa am 25.01.2022", "The Guardian 02/10/2020"; but not "le webinaire du".
NEXT_BEFORE = re.compile(
    r"^\W{0,3}(?!(?:le|la|il|elle|it|es|het)\b)(?P<words>(?:[^\W\d_][^\s\d|:]{0,20}+\s?){0,4})"
    rf"{WEEKDAY}$"
)
ON_THE_DAY = frozenset(("le", "am", "on", "op"))
_OF = """
du de des of vom von van in im au to bis tot for pour voor the from seit sinds depuis since ab der
den het el
"""
OF_A_DAY = frozenset(_OF.split())
MOST_NAMES = 3
NEXT_AFTER = re.compile(rf"^\W{{0,3}}{_CLOCK}?\W{{0,3}}[^\d]{{0,40}}$")
# How a press text begins: "Bruxelles, le 3 mars 2026 – ", "(18.01.2018) ".
DATELINE_BEFORE = re.compile(
    rf"^\W{{0,2}}(?:[^\W\d_]{{2,20}},?\s\(?(?:(?:le|den|op)\s)?)?{WEEKDAY}$"
)
DATELINE_AFTER = re.compile(r"^\s?(?:\)[.:]?|[–—:-]|\.\s)")
DATELINE = 60
# What is beside a date that is not one of publication.
_ELSE = (
    r"evenement|event|seance|webinaire|webinar|colloque|reunion|deadline|membre"
    r"|member|lid|mitglied|inscri\w{1,8}|joined|registr\w{1,8}|geregistr\w{1,8}|expir\w{1,6}"
    r"|imprime|printed|afgedrukt|gedruckt|consulte|accessed|geraadpleegd|abgerufen|ne le|born"
    r"|veranstaltung|termin|ouvert|valable|jusqu\w{0,3}|avant le|a partir|beginn"
)
NAMED_LINE = re.compile(
    r":$|^(?:date|datum|quand|wanneer|when|wann|debut|fin|start|einde?|ende|beginn)\b.{0,40}$"
    rf"|^.{{0,20}}\b(?:{_ELSE})\b.{{0,30}}$"
)
NAMED_BEFORE = re.compile(
    rf"\b(?:date|datum|copyright|comment\w{{0,6}}|kommentar\w{{0,6}}|reponse|reply|antwort"
    rf"|{_ELSE})\b|©"
)
NAMED_AFTER = re.compile(rf"\b(?:{_ELSE})\b|©")
# How long a text takes to read stands beside its day: "ca. 8 Min.", "3 min de lecture".
READING_TIME = re.compile(
    r"(?:\b(?:ca|env|environ|temps de lecture|leestijd|lesezeit|lecture)[\s.:]{1,3})?"
    r"(?<!\d)\d{1,2}\s?(?:min|mn|minutes?|minuten)\b\.?"
    r"(?:\s(?:de lecture|read|lesezeit|leestijd|lezen|lecture))?[\s|•·–-]{0,3}"
)
LONGEST = 160
# Where a line that is nothing but a date still belongs to the head of a page.
BELOW, ABOVE = 6, 2
# What stands next to the title is beside it, above or below.
NEXT = 2
_MAY_BE_DATED = re.compile(
    r"(?:19|20)\d\d|\d[./-]\s?\d{1,2}[./-]\s?\d\d|\d-[^\W\d_]{3,9}-\d\d|'\d\d"
)


class VisibleDates(NamedTuple):
    """Dates as printed, "" where there is none.

    `bare` is one near the title that bears no name; `label` the page's own word for its kind, where
    it stands before the date.
    """

    published: str = ""
    updated: str = ""
    bare: str = ""
    label: str = ""


class Printed(NamedTuple):
    """A date in a line: as printed, and what stands before and after it, folded."""

    text: str
    before: str
    after: str

    @property
    def is_bare(self) -> bool:
        """Return whether nothing stands beside it but the hour."""
        return bool(BARE_BEFORE.match(self.before) and AFTER.match(self.after))

    @property
    def is_dateline(self) -> bool:
        """Return whether a text begins with it: the place, the day, a dash."""
        return bool(DATELINE_BEFORE.match(self.before) and DATELINE_AFTER.match(self.after))

    @property
    def is_next_to_a_name(self) -> bool:
        """Return whether no more than a few words stand beside it."""
        found = NEXT_BEFORE.match(self.before)
        if not found or not NEXT_AFTER.match(self.after):
            return False
        *names, last = found["words"].split() or [""]
        if last in ON_THE_DAY:
            return len(names) == 1
        return last not in OF_A_DAY and len(names) < MOST_NAMES

    @property
    def is_beside_a_name(self) -> bool:
        """Return whether nothing but a name or a place stands beside it."""
        return bool(BESIDE_BEFORE.match(self.before) and AFTER.match(self.after))


def find(
    lines: Sequence[str], title: int | None, lang: str = "", beside: Collection[int] = ()
) -> VisibleDates:
    """Return the dates that the paragraphs of a page state; `title` is the place of its title.

    At the places `beside`, those of lines beside the text, only dates that bear a name count.

    A date that bears no name counts near the title only. The day of printing ("Le 28/12/2025") and
    of an event are no dates of publication; a month alone is no day.
    """
    found: dict[str, str] = {}
    for place, before, printed in _in_lines(lines, lang):
        name = _kind(printed, before)
        if not name and place not in beside:
            name = _bare_kind(printed, before, place, title)
        if name:
            found.setdefault(name, printed.text)
    return VisibleDates(**found, label=_type_label(lines))


def _in_lines(lines: Sequence[str], lang: str) -> Iterator[tuple[int, str, Printed]]:
    """Yield each date with the place of its line and with the line before."""
    before = ""
    for place, line in enumerate(lines):
        for printed in in_line(line, lang):
            yield place, before, printed
        before = line


def is_next(place: int, title: int | None) -> bool:
    """Return whether a line stands next to the title."""
    return title is not None and abs(place - title) <= NEXT


def may_be_dated(line: str) -> bool:
    """Return whether a line holds figures such as those of a date."""
    return bool(_MAY_BE_DATED.search(line[:LONGEST]))


def in_line(line: str, lang: str = "") -> list[Printed]:
    """Return the dates that are days of the calendar in a line that is no long text."""
    if not may_be_dated(line):
        return []
    if len(line) > LONGEST:
        return _at_the_start(line, lang)
    return list(_parted(line, lang))


def _parted(line: str, lang: str) -> Iterator[Printed]:
    """Yield the dates of a line, each with what stands between it and those beside it."""
    folded = dates.folded_text(line)
    shown = line if len(folded) == len(line) else folded
    written = date_shapes.written(folded, lang[:2])
    ends = [*(date.start for date in written[1:]), len(folded)]
    start = 0
    for date, end in zip(written, ends, strict=False):
        if date.is_day:
            text = shown[date.start : date.end].strip(" .,")
            beside = (folded[start : date.start], folded[date.end : end])
            yield Printed(text, *(READING_TIME.sub("", words) for words in beside))
        start = date.end


def _at_the_start(line: str, lang: str) -> list[Printed]:
    """Return the date that a long text begins with, as a press text does."""
    if glued := GLUED.match(line):
        return [Printed(glued[0], "", "")]
    found = in_line(line[:DATELINE], lang)[:1]
    return [
        printed._replace(after=f"{printed.after} …") for printed in found if printed.is_dateline
    ]


def is_date(text: str, lang: str = "") -> bool:
    """Return whether a text is nothing but one whole date."""
    found = in_line(text, lang)
    return len(found) == 1 and found[0].is_bare


def is_date_line(line: str) -> bool:
    """Return whether a line is there for its date, and no sentence."""
    if _label_kind(line):
        return True
    found = in_line(line)
    return bool(found) and (found[0].is_bare or bool(_kind(found[0], "")))


def stands_alone(printed: Printed) -> bool:
    """Return whether nothing but a name or a place stands beside a date that bears no name."""
    return _is_bare(printed, "")


def is_contradicted(stated: str, printed: str, lang: str = "") -> bool:
    """Return whether a text prints one day, and whatever its order is it is not the stated one."""
    days = dates.published_and_updated(stated, lang)
    for written in _whole(printed, lang):
        return not {written.day, written.swapped} & ({*days} - {None})
    return False


def _whole(text: str, lang: str) -> Iterator[WrittenDate]:
    for written in date_shapes.written(dates.folded_text(text), lang[:2]):
        if written.is_day:
            yield written


def _kind(printed: Printed, line_before: str) -> str:
    """Return "published" or "updated" where a label names the date, else ""."""
    if PUBLISHED_BEFORE.search(printed.before) or _is_signed(printed):
        return "published"
    if UPDATED_BEFORE.search(printed.before):
        return "updated"
    return _label_kind(line_before) if printed.is_bare else ""


def _is_signed(printed: Printed) -> bool:
    return bool(PUBLISHED_BY.match(printed.before) and AFTER.match(printed.after))


def _label_kind(line: str) -> str:
    """Return what a line that is a label and nothing else announces: "published", "updated", ""."""
    folded = dates.folded_text(line[:LONGEST]).strip()
    label = LABEL.fullmatch(folded)
    if not label or not re.match(rf"{PUBLISHED}|{UPDATED}", folded):
        return ""
    return "published" if label["published"] else "updated"


def _is_near(place: int, title: int | None) -> bool:
    return title is not None and title - ABOVE <= place <= title + BELOW


def _bare_kind(printed: Printed, line_before: str, place: int, title: int | None) -> str:
    """Return "bare" for a date near the title that is the page's, though nothing names it."""
    if not _is_near(place, title):
        return ""
    return "bare" if _counts(printed, line_before, place, title) else ""


def _counts(printed: Printed, line_before: str, place: int, title: int | None) -> bool:
    """Return whether a date near the title that bears no name is the page's."""
    if printed.is_dateline or _is_bare(printed, line_before):
        return not NAMED_BEFORE.search(printed.before)
    return place != title and is_next(place, title) and _is_beside_words(printed)


def _is_beside_words(printed: Printed) -> bool:
    """Return whether a few words stand beside a date, none of which names it."""
    return not printed.is_bare and printed.is_next_to_a_name and not _is_named(printed)


def _is_bare(printed: Printed, line_before: str) -> bool:
    if _is_named(printed):
        return False
    if printed.is_bare:
        return not NAMED_LINE.search(dates.folded_text(line_before))
    return printed.is_beside_a_name


def _is_named(printed: Printed) -> bool:
    return bool(NAMED_BEFORE.search(printed.before) or NAMED_AFTER.search(printed.after))


def _type_label(lines: Sequence[str]) -> str:
    for line in lines:
        if len(line) <= LONGEST and (found := TYPED.search(line)):
            return found["label"].strip()
    return ""
