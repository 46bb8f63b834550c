"""The mark of a demonstration: every file that leaves says that its data are not real.

One function for all of them, by the ending of their names; a file that says so already stays as it
is. A new kind of export is added to the table, or a demonstration is not built.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from knowledge.i18n import catalogue
from knowledge.i18n.locales import REFERENCE
from publish.exports import ics
from publish.site_metadata import SiteMetadata

# The column of a table, the key of an object.
NAME = "demonstration"
_BOM = "\ufeff"
_FIRST_FIELD = re.compile(r"^@\w{1,40}\{[^\n]{0,200},\n", re.MULTILINE)
# Programs that visit read it, and nobody quotes it.
_BARE = frozenset({"robots.txt"})
Write = Callable[[str, str], str]


def marked(files: Mapping[str, bytes], metadata: SiteMetadata, lang: str = "") -> dict[str, bytes]:
    """Return files by path, each with the mark where the site is a demonstration, in a language or
    else the site's first.

    Raises KeyError for a file of which it is not known how it says so.
    """
    if not metadata.demo:
        return dict(files)
    words = catalogue.load(lang or next(iter(metadata.languages), REFERENCE))
    short = words.translate("site.leave_demo").strip()
    text = f"{short} {words.translate('site.demo_text')}"
    return {path: _marked(path, data, text, short) for path, data in files.items()}


def _marked(path: str, data: bytes, text: str, short: str) -> bytes:
    if path in _BARE or _says_so(data, short, text):
        return data
    write = _WRITERS[PurePosixPath(path).suffix]
    return write(data.decode(), text).encode() if write else data


def _says_so(data: bytes, short: str, text: str) -> bool:
    told = text.partition("] ")[2][:20]
    return any(part.encode() in data for part in (short, told, f'"{NAME}":'))


def _json(body: str, _: str) -> str:
    return body.replace("{", f'{{"{NAME}": true, ', 1)


def _table(body: str, text: str) -> str:
    """Add a column that says it on every row."""
    # Tables for people part their cells at semicolons, those for programs at commas.
    mark = max(",;", key=body.partition("\n")[0].count)
    head, *rows = csv.reader(io.StringIO(body.removeprefix(_BOM), newline=""), delimiter=mark)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\r\n")
    writer.writerow([*head, NAME])
    for row in rows:
        writer.writerow([*row, text])
    return _BOM + out.getvalue()


def _ris(body: str, text: str) -> str:
    return body.replace("ER  - ", f"N1  - {text}\r\nER  - ")


def _bibtex(body: str, text: str) -> str:
    return _FIRST_FIELD.sub(lambda found: f"{found[0]}  note = {{{text}}},\n", body)


def _cards(body: str, text: str) -> str:
    note = ics.fold(ics.text_line("NOTE", text))
    return body.replace("END:VCARD", f"{note}\r\nEND:VCARD")


def _calendar(body: str, text: str) -> str:
    told = ics.fold(ics.text_line("X-WR-CALDESC", text))
    return body.replace("\r\nVERSION:", f"\r\n{told}\r\nVERSION:", 1)


def _xml(body: str, text: str) -> str:
    """Say it in a comment behind the declaration."""
    declared, mark, rest = body.partition("?>")
    return f"{declared}?>\n<!-- {text} -->{rest}" if mark else f"<!-- {text} -->\n{body}"


def _text(body: str, text: str) -> str:
    return f"{text}\n\n{body}"


# None: what makes the file says it in its own words (a title, a paper's foot, the first file of an
# archive), or each of the references in it does.
_WRITERS: Mapping[str, Write | None] = {
    **dict.fromkeys((".json", ".jsonld"), _json),
    ".csv": _table,
    ".ris": _ris,
    ".bib": _bibtex,
    ".vcf": _cards,
    ".ics": _calendar,
    **dict.fromkeys((".atom", ".rss", ".opml", ".svg", ".xml"), _xml),
    ".txt": _text,
    **dict.fromkeys((".docx", ".zip", ".pdf", ".html", ".eml", ".js"), None),
}
