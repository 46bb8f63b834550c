"""`knowledge/locales/<locale>/**.yml` -> the messages of a locale, by key.

A key is the file's name, or that of its folder, then the keys within the file: "site.menu" is
`menu` in site.yml or in any file of site/. A message is text with facts in braces, a list of
texts, or a mapping of CLDR plural categories (`one`, `other`, …), which holds `other` always.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from knowledge.i18n import typography

if TYPE_CHECKING:
    from babel import Locale

FOLDER = Path(__file__).resolve().parents[1] / "locales"
# The categories of CLDR, https://cldr.unicode.org/index/cldr-spec/plural-rules.
CATEGORIES = frozenset(("zero", "one", "two", "few", "many", "other"))
MONTH = re.compile(r"(\d{4})-(\d{2})")
PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")

Plural = Mapping[str, str]
Message = str | tuple[str, ...] | Plural


@dataclass(frozen=True)
class Catalogue:
    """The messages of one locale, by their whole key."""

    locale: str
    messages: Mapping[str, Message] = field(repr=False)

    def __contains__(self, key: str) -> bool:
        """Return whether the locale has this message."""
        return key in self.messages

    def translate(self, key: str, /, **facts: object) -> str:
        """Return a message with its facts in their places; nothing is escaped here.

        Raises KeyError on a key that the locale lacks, or whose message is no text.
        """
        message = self.messages[key]
        if not isinstance(message, str):
            raise KeyError(f"{key}: not a text")
        return fill(message, facts)

    def plural(self, key: str, n: int | Decimal, /, **facts: object) -> str:
        """Return the form of a message that the number takes (CLDR), with `{n}` written out.

        Raises KeyError on a key that the locale lacks, or whose message has no plural forms.
        """
        forms = self.forms(key)
        category = babel_locale(self.locale).plural_form(n)
        return fill(forms.get(category) or forms["other"], {"n": self.number(n), **facts})

    def choice(self, key: str, name: str) -> str:
        """Return the message `key.name`, or the name itself where the locale has none."""
        message = self.messages.get(f"{key}.{name}")
        if isinstance(message, str):
            return message
        return name

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a message that is a list. Raises KeyError on another."""
        message = self.messages[key]
        if not isinstance(message, tuple):
            raise KeyError(f"{key}: not a list")
        return message

    def forms(self, key: str) -> Plural:
        """Return the plural forms of a message by category. Raises KeyError where it has none."""
        message = self.messages[key]
        if not isinstance(message, Mapping):
            raise KeyError(f"{key}: no plural forms")
        return message

    def choices(self, key: str) -> dict[str, str]:
        """Return the texts of all `key.name` by name, in the order of the file."""
        prefix = f"{key}."
        return {
            name.removeprefix(prefix): str(message)
            for name, message in self.messages.items()
            if name.startswith(prefix)
        }

    def number(self, n: int | Decimal) -> str:
        """Return a number with the locale's marks between its thousands and before its decimals
        (CLDR).
        """
        return _decimal(n, self.locale)

    @property
    def thousands(self) -> str:
        """Return the mark between the thousands of a number (CLDR)."""
        return str(babel_locale(self.locale).number_symbols["latn"]["group"])

    def day(self, day: Day) -> str:
        """Return "1er janvier 2026" or "1 januari 2026", with spaces that do not break."""
        first = str(day.day)
        if day.day == 1:
            first = self.translate("site.first_day")
        return f"{first}\u00a0{self.month_name(day.month)}\u00a0{day.year}"

    def short_day(self, day: Day) -> str:
        """Return "02/01/2026", for the columns of a table."""
        return f"{day:%d/%m}/{day.year:04}"

    def span(self, first: Day, last: Day) -> str:
        """Return "du 16 au 22 novembre 2026"; what both days share is said once."""
        start = self.day(first)
        if first.year == last.year:
            start = start.rsplit("\u00a0", 1)[0]
            if first.month == last.month:
                start = start.rsplit("\u00a0", 1)[0]
        return self.translate("site.span", first=start, last=self.day(last))

    def week(self, week: str) -> str:
        """Return "Semaine 47, du 16 au 22 novembre 2026" for "2026-W47" (ISO 8601).

        Raises ValueError where there is no such week.
        """
        year, _, number = week.partition("-W")
        monday = Day.fromisocalendar(int(year), int(number), 1)
        span = self.span(monday, monday + timedelta(days=6))
        return self.translate("site.week_title", n=int(number), span=span)

    def month(self, month: str) -> str:
        """Return "novembre 2026" for "2026-11". Raises ValueError on another shape."""
        shape = MONTH.fullmatch(month)
        if not shape:
            raise ValueError(f"{month}: expected a month as 2026-11")
        return f"{self.month_name(int(shape[2]))} {shape[1]}"

    def quarter(self, first: Day) -> str:
        """Return "1er trimestre 2026" for the first day of a quarter (CLDR)."""
        from babel.dates import format_date

        return str(format_date(first, "QQQQ y", locale=babel_locale(self.locale)))

    def month_name(self, number: int) -> str:
        """Return the name of a month, 1 to 12, as within a date (CLDR)."""
        return str(babel_locale(self.locale).months["format"]["wide"][number])

    def size(self, count: int) -> str:
        """Return "477 Ko", "1,2 Mo" for a number of bytes (steps of 1,000, as the SI has it)."""
        units = self.texts("site.sizes")
        amount, step = float(count), 0
        while amount >= 999.5 and step < len(units) - 1:
            amount, step = amount / 1000, step + 1
        pattern = "0"
        if step >= 2 and amount < 10:
            pattern = "0.0"
        figure = _decimal(amount, self.locale, pattern)
        return f"{figure}\u00a0{units[step]}"


def fill(message: str, facts: Mapping[str, object]) -> str:
    """Put facts in the places of a message; a brace within a fact stays what it is."""
    return PLACEHOLDER.sub(lambda place: str(facts.get(place[1], place[0])), message)


@cache
def load(locale: str, domain: str = "") -> Catalogue:
    """Read the messages of a locale: all, or those of one domain (a file or a folder).

    Raises FileNotFoundError where Vigie does not speak it, ValueError where a key is there twice.
    """
    folder = FOLDER / locale
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: no catalogue of this locale")
    messages = _messages(folder, domain)
    if locale == "fr":
        messages = {key: _spaced(message) for key, message in messages.items()}
    return Catalogue(locale, messages)


def _messages(folder: Path, domain: str) -> dict[str, Message]:
    messages: dict[str, Message] = {}
    for path, prefix in _files(folder, domain):
        for key, message in _flat(prefix, _read(path)):
            if key in messages:
                raise ValueError(f"{path}: {key} is in another file too")
            messages[key] = message
    return messages


def _files(folder: Path, domain: str) -> Iterator[tuple[Path, str]]:
    """Yield the files of a domain, or all, each with the name that its keys begin with."""
    for path in sorted(folder.rglob("*.yml")):
        prefix = path.relative_to(folder).parts[0].removesuffix(".yml")
        if domain in {"", prefix}:
            yield path, prefix


def endonym(locale: str) -> str:
    """Return the name of a language in itself: "Français"."""
    return typography.sentence_case(load(locale).translate("site.language"))


@cache
def babel_locale(locale: str) -> "Locale":
    """Return what CLDR knows of a locale, by Babel."""
    from babel import Locale  # slow to load, and most commands count nothing

    return Locale.parse(locale, sep="-")


def _decimal(number: float | Decimal, locale: str, pattern: str | None = None) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(number, pattern, locale=babel_locale(locale)))


def placeholders(message: Message) -> frozenset[str]:
    """Return the names of the facts that a message takes."""
    return frozenset(PLACEHOLDER.findall("\n".join(texts_of(message))))


def texts_of(message: Message) -> tuple[str, ...]:
    """Return the texts of a message: its own, those of its list, or its plural forms."""
    if isinstance(message, str):
        return (message,)
    if isinstance(message, Mapping):
        return tuple(message.values())
    return message


def _read(path: Path) -> Mapping[str, object]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = path.read_text(encoding="utf-8")
    content: Mapping[str, object] = yaml.load(text, loader)  # noqa: S506 - a safe loader
    return content


def _flat(prefix: str, content: object) -> Iterator[tuple[str, Message]]:
    """Yield the messages of a file by their whole key."""
    if isinstance(content, Mapping) and not _is_plural(content):
        for key, inner in content.items():
            yield from _flat(f"{prefix}.{key}", inner)
    else:
        yield prefix, _message(content)


def _is_plural(content: Mapping[object, object]) -> bool:
    return "other" in content and CATEGORIES.issuperset(map(str, content))


def _message(content: object) -> Message:
    if isinstance(content, Mapping):
        return {str(category): str(text) for category, text in content.items()}
    if isinstance(content, list):
        return tuple(map(str, content))
    return str(content)


def _spaced(message: Message) -> Message:
    """Set the spaces of French print in a message."""
    if isinstance(message, str):
        return typography.french(message)
    if isinstance(message, Mapping):
        return {category: typography.french(text) for category, text in message.items()}
    return tuple(map(typography.french, message))
