"""The catalogues and pages of a language -> the sentences that people read in them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from knowledge.i18n import catalogue

ROOT = Path(__file__).parents[2]
# What people type and the program understands, in any wording: no prose.
TYPED = re.compile(r"(?:concepts|input)\.|.*\.(?:also|example|little)$")
NO_PROSE = frozenset({"keywords", "id", "file", "path", "url", "translation", "status"})
# What is read as it stands: code, addresses, attributes, comments, words of another language.
SET_ASIDE = re.compile(
    r"^(```|~~~).*?^\1|<!--.*?-->|_[^_\n]+_\{[^}\n]*lang=[^}\n]*\}|\*[^*\n]+\*\{[^}\n]*lang=[^}\n]*\}"
    r"|`[^`\n]+`|(?<=\])\([^)\n]*\)|<[^>\n]+>|\{[^}\n]*\}|\[\^\w+\]:?|https?://[^\s”»\")]+"
    r"|[\w.+-]+@[\w.-]+|[\w.-]*/[\w./-]*|\w+\.env|&\w+;|\\\"|\[\w+\]\.\.\.|^ {4}[a-z].*=.*$",
    re.MULTILINE | re.DOTALL,
)
# A mark of Markdown that is no punctuation: a definition, the rule of a table, an admonition.
MARKS = re.compile(r"^[|:\s-]+$|^:\s+", re.MULTILINE)
ADMONITION = re.compile(r"^(?:!!!|\?\?\?)\+? \w+ \"(.*)\"$", re.MULTILINE)
PAGES = ("docs/{}/**/*.md", "docs/guide/coordination.{}.md", "vigie/starter/{}/*.md")


class Text(NamedTuple):
    """A text and where it stands."""

    where: str
    said: str


def of(lang: str) -> Iterator[Text]:
    """Yield what a language's catalogues and pages say."""
    for key, message in catalogue.load(lang).messages.items():
        if not TYPED.match(key):
            for said in catalogue.texts_of(message):
                yield Text(key, prose(said))
    for pattern in PAGES:
        for path in sorted(ROOT.glob(pattern.format(lang))):
            yield from page(path.read_text("utf-8"), _named(path))


def page(written: str, where: str) -> Iterator[Text]:
    """Yield the texts of a page: those of its front matter, then each line of its body."""
    head, body = "", written
    if written.startswith("---\n"):
        head, _, body = written.removeprefix("---\n").partition("\n---\n")
    if "{{" not in head:
        yield from _leaves(yaml.safe_load(head) or {}, where)
    for number, line in enumerate(prose(body).splitlines(), 1):
        if line.strip():
            yield Text(f"{where}, body line {number}", line)


def prose(markdown: str) -> str:
    """Return a text without what is not prose, each line in its place."""
    markdown = ADMONITION.sub(r"\1", markdown)
    return MARKS.sub("", SET_ASIDE.sub(lambda aside: _blank(aside[0]), markdown))


def _blank(aside: str) -> str:
    return "x" + "\n" * aside.count("\n")


def _leaves(held: object, where: str) -> Iterator[Text]:
    if isinstance(held, Mapping):
        for key, value in held.items():
            if key not in NO_PROSE:
                yield from _leaves(value, f"{where}: {key}")
    elif isinstance(held, list):
        for value in held:
            yield from _leaves(value, where)
    elif isinstance(held, str) and " " in held:
        yield Text(where, prose(held))


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
