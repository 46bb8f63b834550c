"""A built site in a real Chromium -> the way from the home to an e-mail that holds a practice.

The minutes are an estimate: words / 200, five seconds a field, two a click. What a person writes in
the fields is not counted: whoever has it in mind writes as fast as they write.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

WORDS_A_MINUTE, SECONDS_A_FIELD, SECONDS_A_CLICK = 200, 5, 2
_WORD = re.compile(r"\S*\w\S*")
# What nobody should have to know who proposes something.
OF_GIT = re.compile(
    r"\b(?:git\w*|commits?|pull requests?|merge\w*|branch(?:es)?|fork\w*|markdown|ya?ml|repository|"
    r"repositories|dépôts?|front matter|terminal|demandes? de fusion|samenvoegverzoek\w*|opslagplaats)\b",
    re.IGNORECASE,
)
# What is scanned of the home: where its words lead, and what parts them.
_SCANNED = "a, h1, h2, h3, button"
_CONTENT = ".md-content"
# The text of the form without what its lists fold in: finding a word there is what a field takes.
_WITHOUT_CHOICES = """() => {
  const shown = document.querySelector(".md-content").innerText.split("\\n");
  const folded = new Set([...document.querySelectorAll("option")].map((own) => own.text.trim()));
  return shown.filter((line) => !folded.has(line.trim())).join("\\n");
}"""
_RESULT = ".vg-form__result"
_MAIL = f"{_RESULT} a[href^='mailto:']"
# What an ordinary practice fills in.
FILLED = {
    "title": "Une réunion debout, le lundi",
    "description": "Dix minutes, debout, pour se dire ce qui attend chacun.",
    "organisation": "actiris",
    "state": "pilot",
    "on": "2026-11-02",
    "fields": "health",
    "steps": "experiment",
    "substance": "comfort",
    **dict.fromkeys(("context", "done", "participation", "means", "transfer"), "Trois phrases."),
}


@dataclass(frozen=True)
class Step:
    """A page, or a part of one: what is read there, how many fields are filled, how many clicks."""

    name: str
    text: str
    fields: int = 0
    clicks: int = 1

    @property
    def words(self) -> int:
        """Return how many words are read."""
        return len(_WORD.findall(self.text))

    @property
    def minutes(self) -> float:
        """Return the estimate."""
        seconds = SECONDS_A_FIELD * self.fields + SECONDS_A_CLICK * self.clicks
        return self.words / WORDS_A_MINUTE + seconds / 60


def walk(page: Page, home: str) -> Iterator[Step]:
    """Walk from a language's home to the e-mail, as somebody who follows what the site says."""
    page.goto(home)
    yield Step("home", "\n".join(visible(page, _SCANNED)))
    follow(page, "propose/")
    yield Step("what may be proposed", page.inner_text(_CONTENT))
    follow(page, "propose/practice/")
    page.locator("form.vg-form").wait_for()
    asked = page.evaluate(_WITHOUT_CHOICES)
    filled = fill(page)
    yield Step("the form", asked, filled)
    page.locator("form.vg-form [type=submit]").click()
    page.locator(_MAIL).wait_for()
    yield Step("what will leave", page.inner_text(_RESULT), clicks=2)


def follow(page: Page, end: str) -> None:
    """Follow the first link of the content that is seen and leads to a page."""
    found = page.locator(f"{_CONTENT} a[href$='{end}']:visible").first
    found.click()
    page.wait_for_url(f"**/{end}")


def visible(page: Page, selector: str) -> list[str]:
    """Return the texts that are seen of some elements."""
    return page.locator(f":is({selector}):visible").all_inner_texts()


def fill(page: Page) -> int:
    """Fill in the form; return how many fields a person meets: those that are filled here, and
    those that are seen and passed over.
    """
    form = page.locator("form.vg-form")
    seen = form.locator("[data-vg-key]:visible").count()
    for name, value in FILLED.items():
        box = form.locator(f'[data-vg-key="{name}"]').first
        control = box.locator("input, textarea, select").first
        kind = control.evaluate("(made) => made.type")
        if kind == "checkbox":
            box.locator(f'input[value="{value}"]').check()
        elif kind.startswith("select"):
            control.select_option(value)
        else:
            control.fill(value)
    return seen
