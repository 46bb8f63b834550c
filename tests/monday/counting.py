"""What a coordinator has before her on a Monday -> the words to read, the decisions, the clicks.

The minutes are an estimate: words / 200, five seconds a decision, two a click.
"""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Comment
from markdown_it import MarkdownIt

WORDS_A_MINUTE, SECONDS_A_DECISION, SECONDS_A_CLICK = 200, 5, 2
# Open the list of requests, then the request; merge, and confirm.
_THERE_AND_DONE = 4
# Into the box of a comment, and send.
_COMMENT = 2
# Open the week's page, copy, open a message, paste, send.
_MAIL = 5
_GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_WORD = re.compile(r"\S*\w\S*")
_TICKED = re.compile(r"^- \[[ x]\] ", re.M)
_QUESTION = re.compile(r"^- \*\*", re.M)


@dataclass(frozen=True)
class Monday:
    """What one Monday takes."""

    words: int
    decisions: int
    clicks: int

    @property
    def minutes(self) -> float:
        """Return the estimate."""
        seconds = SECONDS_A_DECISION * self.decisions + SECONDS_A_CLICK * self.clicks
        return self.words / WORDS_A_MINUTE + seconds / 60


def with_mail(taken: Monday, mail: str) -> Monday:
    """Return what a Monday takes where she reads the e-mail again and sends it."""
    return Monday(taken.words + words(mail), taken.decisions, taken.clicks + _MAIL)


def words(text: str) -> int:
    """Return how many words a reader of rendered Markdown sees: no address, nothing hidden."""
    page = BeautifulSoup(_GITHUB.render(text), "html.parser")
    for hidden in page.find_all(string=lambda told: isinstance(told, Comment)):
        hidden.extract()
    return len(_WORD.findall(page.get_text(" ")))


def decisions(summary: str, checklist: str) -> int:
    """Return how many lines want a yes or a no: each line of the checklist, each question below it,
    and each line of the summary.
    """
    rows = sum(row.startswith("- ") for row in summary.splitlines())
    return rows + len(_TICKED.findall(checklist)) + len(_QUESTION.findall(checklist))


def clicks(ticks: int, opened: int, comments: int) -> int:
    """Return the clicks: there, each box, each original opened and left, each comment, merging."""
    return _THERE_AND_DONE + ticks + 2 * opened + _COMMENT * comments


def monday(summary: str, checklist: str, answer: str, *, ticks: int, opened: int) -> Monday:
    """Return what a Monday takes on which she does `ticks`, opens originals and comments once."""
    read = words(summary) + words(checklist) + words(answer)
    return Monday(read, decisions(summary, checklist), clicks(ticks, opened, int(bool(answer))))
