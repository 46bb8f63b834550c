"""What is told of a house, in parts -> a page to read and to print, and the same as plain text.

The page is whole in one file: it asks nothing of anybody, and text from outside is inert in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.i18n import catalogue, plain
from publish import content_policy
from publish.pages import render

# How the rows of a part are shown: each a line of a list, a row under heads, a step with its
# commands, a box to tick, or what is to be filled in by hand.
RowForm = Literal["list", "table", "steps", "boxes", "sign"]
_STYLES = ("standalone-style.html", "paper-style.html")
BLANK = "_" * 20


@dataclass(frozen=True)
class PaperPart:
    """A part: its title, what opens it, its rows, and the heads of a table's columns."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    form: RowForm = "list"
    lead: str = ""
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """One document in one locale; `name` is that of its file, without its ending."""

    name: str
    lang: str
    title: str
    lead: str
    parts: tuple[PaperPart, ...]


def html(paper: Paper) -> bytes:
    """Write a document as a page of its own."""
    templates = render.environment()
    page = templates.get_template("paper.html").render(paper=paper, lang=paper.lang)
    styles = [templates.get_template(name).render() for name in _STYLES]
    page = plain.lines(page)
    return content_policy.put(page, content_policy.of_sheet(styles)).encode()


def text(paper: Paper) -> bytes:
    """Write a document as plain text."""
    colon = catalogue.load(paper.lang).translate("site.colon")
    lines = [paper.title, "=" * len(paper.title), "", paper.lead]
    for part in paper.parts:
        lines += ["", part.title, "-" * len(part.title), *filter(None, [part.lead])]
        lines += _SHOWN[part.form](part, colon)
    return ("\n".join(map(plain.lines, lines)) + "\n").encode()


def _listed(part: PaperPart, _: str) -> Iterator[str]:
    for row in part.rows:
        yield f"- {' '.join(row)}"


def _tabled(part: PaperPart, colon: str) -> Iterator[str]:
    """Yield each row as a line; of several columns, what is under each head after the head."""
    heads = part.heads[1:]
    for first, *others in part.rows:
        if len(heads) == 1:
            yield f"- {first}{colon}{others[0]}"
        else:
            yield f"- {first}"
            yield from (f"  {head}{colon}{cell}" for head, cell in zip(heads, others, strict=True))


def _signed(part: PaperPart, colon: str) -> Iterator[str]:
    for head in part.heads[1:]:
        yield f"\n{head}"
        for first, *_ in part.rows:
            yield f"  {first}{colon}{BLANK}"


def _stepped(part: PaperPart, _: str) -> Iterator[str]:
    for number, (told, *commands) in enumerate(part.rows, 1):
        yield f"\n{number}. {told}\n"
        yield from map("       {}".format, commands)


def _boxed(part: PaperPart, _: str) -> Iterator[str]:
    for row in part.rows:
        yield f"[ ] {' '.join(row)}"


_SHOWN = {
    "list": _listed,
    "table": _tabled,
    "sign": _signed,
    "steps": _stepped,
    "boxes": _boxed,
}
