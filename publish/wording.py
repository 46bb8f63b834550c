"""Facts -> words of one language: days, months, sizes, numbers, and every sentence the program
itself says.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

I18N = Path(__file__).parent / "i18n"
LANGUAGES = ("fr", "nl")
MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class Wording:
    """The words of one language, as `i18n/<lang>.yml` and `i18n/<part>.<lang>.yml` give them."""

    lang: str
    words: Mapping[str, Any]

    def say(self, key: str, /, **facts: object) -> str:
        """Give a sentence with its facts; text in, text out: nothing is escaped here.

        Raises KeyError on a key that the language's file does not hold.
        """
        sentence = self._sentences.get(key) or str(self.words[key])
        for name, fact in facts.items():
            sentence = sentence.replace("{" + name + "}", str(fact))
        return sentence

    @cached_property
    def _sentences(self) -> Mapping[str, str]:
        colon = str(self.words["colon"])
        return {
            key: said.replace("{colon}", colon)
            for key, said in self.words.items()
            if isinstance(said, str)
        }

    def pick(self, key: str, choice: str) -> str:
        """Give one of a key's choices, or the choice itself where the language has no word for it."""
        return str(self.words[key].get(choice, choice))

    def count(self, key: str, n: int) -> str:
        """Give "1 nouveauté", "2 nouveautés": French counts 0 and 1 as one, Dutch only 1 (CLDR
        plural rules).
        """
        single = n in (0, 1) if self.lang == "fr" else n == 1
        return str(self.words[key]["one" if single else "other"]).replace("{n}", self.number(n))

    def number(self, n: int) -> str:
        """Group thousands as the language does."""
        return f"{n:,}".replace(",", self.words["thousands"])

    def day(self, day: Day) -> str:
        """Give "1er janvier 2026" or "1 januari 2026"; the parts do not come apart at a line's end."""
        first = self.words["first_day"] if day.day == 1 else day.day
        return f"{first}\u00a0{self.words['months'][day.month - 1]}\u00a0{day.year}"

    def short_day(self, day: Day) -> str:
        """Give "02/01/2026", for the columns of a table."""
        return f"{day:%d/%m}/{day.year:04}"

    def span(self, first: Day, last: Day) -> str:
        """Give "du 16 au 22 novembre 2026"; what both days share is said once."""
        start = self.day(first)
        if first.year == last.year:
            start = start.rsplit("\u00a0", 1)[0]
            if first.month == last.month:
                start = start.rsplit("\u00a0", 1)[0]
        return self.say("span", first=start, last=self.day(last))

    def week(self, week: str) -> str:
        """Give "Semaine 47, du 16 au 22 novembre 2026" for "2026-W47"; ValueError where there is no
        such week.
        """
        year, _, number = week.partition("-W")
        monday = Day.fromisocalendar(int(year), int(number), 1)
        return self.say(
            "week_title", n=int(number), span=self.span(monday, monday + timedelta(days=6))
        )

    def month(self, month: str) -> str:
        """Give "novembre 2026" for "2026-11"; ValueError on another shape."""
        shape = MONTH.fullmatch(month)
        if not shape:
            raise ValueError(f"{month}: expected a month as 2026-11")
        return f"{self.words['months'][int(shape[2]) - 1]} {shape[1]}"

    def size(self, count: int) -> str:
        """Give "477 Ko", "1,2 Mo" for a number of bytes (steps of 1,000, as SI and the sources do)."""
        amount, step = float(count), 0
        while amount >= 999.5 and step < len(self.words["sizes"]) - 1:
            amount, step = amount / 1000, step + 1
        figure = f"{amount:.0f}" if step < 2 or amount >= 10 else f"{amount:.1f}"
        return f"{figure.replace('.', self.words['decimal'])}\u00a0{self.words['sizes'][step]}"


def read(path: Path) -> Any:
    """Read a file of words, by the quick parser where PyYAML was built with it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - a safe loader


@cache
def load(lang: str) -> Wording:
    """Read a language's words; FileNotFoundError when the program does not speak it."""
    words: dict[str, Any] = {}
    for path in (I18N / f"{lang}.yml", *sorted(I18N.glob(f"*.{lang}.yml"))):
        words |= read(path)
    return Wording(lang, words)


def endonym(lang: str) -> str:
    """Give a language's name in itself: "Français"."""
    return sentence_case(str(load(lang).words["language"]))


def sentence_case(text: str) -> str:
    """Raise the first letter only."""
    return text[:1].upper() + text[1:]
