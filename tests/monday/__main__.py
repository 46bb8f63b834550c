"""Walk four Mondays as a coordinator who has the guide alone, and print a table in Markdown.

`python -m tests.monday`: the two recorded weeks; the second again, two of its sites redesigned; and
once more, with a check for robots on a third. No network.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from knowledge.i18n import catalogue
from scrapers.http.recorder import Recorder
from scrapers.http.response import RawResponse
from scrapers.http.warc import Recording
from tests.monday import counting
from vigie import steps
from vigie.commands import demo
from vigie.commands import review as review_command
from vigie.curation import applying, checklist

ROOT = Path(__file__).parents[2]
WEEKS = [ROOT / "tests" / "recordings" / f"2026-w{number}.warc.gz" for number in (46, 47)]
# What would say that nothing changed.
_VALIDATORS = frozenset(("etag", "last-modified"))
CHALLENGE = "https://emploi.belgique.be/fr/"

Altered = Callable[[str, RawResponse], RawResponse]


class Walked(NamedTuple):
    """A Monday: its name, what it takes, the lines of its checklist."""

    name: str
    monday: counting.Monday
    sent: counting.Monday
    lines: int
    summary: str
    checklist: str


def redesigned(url: str, answer: RawResponse) -> RawResponse:
    """Return an answer after a redesign: one list has other classes, all posts other addresses."""
    body = answer.body
    if "www.beswic.be/fr/actualites" in url:
        body = body.replace(b"views-row", b"teaser")
    if "fabriquespinoza.org" in url:
        body = body.replace(b"actus", b"journal").replace(b"?p=", b"?n=")
    return replace(answer, body=body)


def challenged(url: str, answer: RawResponse) -> RawResponse:
    """Return the same, with a check for robots in place of the pages of another site."""
    if not url.startswith(CHALLENGE):
        return redesigned(url, answer)
    headers = [("content-type", "text/html"), ("cf-mitigated", "challenge")]
    return replace(answer, status=403, headers=headers, body=b"<title>Just a moment...</title>")


def altered(source: Path, target: Path, change: Altered, weeks: int) -> Path:
    """Write a recording anew, each answer changed and so many weeks later; return the file."""
    recording, recorder = Recording([source]), Recorder(target)
    for url in recording:
        for answer in recording.answers(url):
            headers = [pair for pair in answer.headers if pair[0].lower() not in _VALIDATORS]
            later = replace(answer, time=answer.time + timedelta(weeks=weeks), headers=headers)
            moved = url.replace("/actus/", "/journal/")
            recorder.write(moved, "/", (), change(moved, later))
            break
    recorder.close()
    recording.close()
    return target


def walked(folder: Path) -> Iterator[Walked]:
    """Walk each Monday, one after the other in one instance."""
    root = folder / "instance"
    furnish(root)
    after = [
        altered(WEEKS[1], folder / "redesign.warc.gz", redesigned, 1),
        altered(WEEKS[1], folder / "challenge.warc.gz", challenged, 2),
    ]
    names = ("2026-W46, the first reading", "2026-W47", "a redesign", "a challenge")
    for name, recording in zip(names, (*WEEKS, *after), strict=True):
        yield walk(name, recording, root)


def furnish(root: Path) -> None:
    """Lay out the repository's own instance without entries; its coordinator reads French."""
    for part in demo.parts(ROOT):
        if part.is_dir():
            shutil.copytree(part, root / part.name, ignore=shutil.ignore_patterns("watch"))
        elif part.is_file():
            root.mkdir(exist_ok=True)
            shutil.copy(part, root / part.name)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("extra:", "extra:\n  summary_lang: fr", 1))
    (root / "docs" / "watch").mkdir(parents=True)


def walk(name: str, recording: Path, root: Path) -> Walked:
    """Gather a week, choose in it as a person may, and count."""
    out = root.parent / "out"
    told, listed = out / "summary.md", out / "checklist.md"
    order = ("refresh", "--replay", str(recording), "--summary", str(told))
    with redirect_stdout(io.StringIO()):
        steps.of(root, "fr")([*order, "--checklist", str(listed)])
    summary, text = told.read_text(), listed.read_text()
    desk = applying.Desk.load(root)
    lines = checklist.read(text)
    days = [row for row in text.splitlines() if row.startswith("- **")]
    typed, ticks = choice(lines, days)
    wants = applying.wanted("\n".join((ticked(text, ticks), *typed)), desk, lines)
    plan = applying.apply(desk, wants, lines)
    answer = "\n".join(review_command.answer_lines(plan, desk.taxonomy, catalogue.load("fr")))
    taken = counting.monday(summary, text, answer, ticks=len(ticks), opened=len(days))
    sent = counting.with_mail(taken, mail(root))
    return Walked(name, taken, sent, len(lines), summary, text)


def mail(root: Path) -> str:
    """Return the week's e-mail in French, as text."""
    path = root.parent / "out" / "mail.txt"
    order = ["digest", "--lang", "fr", "--format", "text", "--output", str(path)]
    with redirect_stdout(io.StringIO()):
        steps.of(root, "fr")(order)
    return path.read_text() if path.is_file() else ""


def choice(lines: list[checklist.TickLine], days: list[str]) -> tuple[list[str], list[int]]:
    """Return what she types and the boxes that she clicks: a day for each law, one line to the
    front and one of another kind; the last line published rejected, one set aside brought in, and
    each batch accepted.
    """
    published = [line.number for line in lines if line.proposed]
    aside = [line.number for line in lines if not line.proposed and not line.source]
    batches = [line.number for line in lines if line.source]
    typed = [f"{row.split('**')[1]} en vigueur 1/1/2027" for row in days if row[4].isdigit()]
    if published:
        typed += [f"{published[0]} à la une", f"{published[-1]} type outil"]
    return typed, [*published[-2:-1], *aside[:1], *batches]


def ticked(text: str, numbers: list[int]) -> str:
    """Return a checklist with the boxes of these lines clicked."""
    for number in numbers:
        for box, other in (("[x]", "[ ]"), ("[ ]", "[x]")):
            if f"- {box} **{number}**" in text:
                text = text.replace(f"- {box} **{number}**", f"- {other} **{number}**")
                break
    return text


def row(found: Walked) -> str:
    """Return a row of the table; a week without a new story has no mail to send."""
    taken, sent = found.monday, f"{found.sent.minutes:.1f}"
    if "- [x] " not in found.checklist:
        sent = "no mail"
    figures = f"{taken.words:,} | {taken.decisions} | {taken.clicks} | {taken.minutes:.1f}"
    return f"| {found.name} | {found.lines} | {figures} | {sent} |"


def main() -> int:
    """Print the table."""
    print(
        "| Monday | lines | words | decisions | clicks | minutes, estimated | and the mail sent |"
    )
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for found in walked(Path(folder)):
            print(row(found), flush=True)
            if len(sys.argv) > 1:
                keep = Path(sys.argv[1], found.name.replace(" ", "-"))
                keep.mkdir(parents=True, exist_ok=True)
                (keep / "summary.md").write_text(found.summary)
                (keep / "checklist.md").write_text(found.checklist)
    return 0


if __name__ == "__main__":
    sys.exit(main())
