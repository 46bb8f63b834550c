"""Entries and the bibliography -> references that a library program takes in: COinS in the page,
RIS and BibTeX files.

COinS: OpenURL 1.0 (ANSI/NISO Z39.88-2004) in a span's title, which Zotero reads on any page. RIS:
one tag a line. BibTeX: the types of BibLaTeX. An entry is cited as what it is, a page of its
publisher at an address (ELEC, @online): no author is invented, and no date; and no excerpt, whose
reuse each source's terms rule.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from heapq import nlargest
from itertools import product
from urllib.parse import quote

from markupsafe import Markup, escape

from knowledge.i18n import catalogue, locales
from knowledge.model import Entry
from publish import cards, sanitise
from publish.exports.selections import GROUP_CAP
from publish.indexes import group_by, is_recent, linkable
from publish.library import Library, named

RIS_TYPE, BIBTEX_TYPE = "application/x-research-info-systems", "application/x-bibtex"
LANGUAGES = {"fr": "french", "nl": "dutch", "en": "english", "de": "german"}
# TeX's special characters. A brace, even behind a backslash, counts for BibTeX, which would lose
# the end of the value.
_TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{char: f"\\{char}" for char in "#$%&_"},
}


class _Encoding(dict[int, str]):
    """Encode what parts or ends a value, once a character, for `str.translate`; a space is "+" (a
    form's encoding).

    Letters stay as they are, as a page in UTF-8 may have them: a third of the length, on every
    card.
    """

    def __missing__(self, code: int) -> str:
        self[code] = char = chr(code)
        if char == " ":
            self[code] = "+"
        elif char.isascii():
            self[code] = quote(char, safe=":/,;!()*")
        return self[code]


# A reference as RIS and as BibTeX.
Written = tuple[str, str]

_ENCODED = _Encoding()
_TEX_SPECIAL = re.compile("[" + re.escape("".join(_TEX)) + "]")


@dataclass(frozen=True, slots=True)
class CitationType:
    """What a reference is: its type in RIS and in BibLaTeX, and what the latter calls who issues
    it.
    """

    ris: str = "ELEC"
    bibtex: str = "online"
    issuer: str = "organization"


PAGE = CitationType()


@dataclass(frozen=True, slots=True)
class Citation:
    """A thing as it is cited. `day` is None for an undated entry; `seen` is the day it was first
    seen there. Of what has no day, `year` may be known; `authors` are "Ryan, Richard" or a body.
    """

    id: str
    title: str
    url: str
    publisher: str
    lang: str
    day: Day | None = None
    seen: Day | None = None
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    year: str = ""
    type: CitationType = PAGE

    @property
    def date(self) -> str:
        """Return its day as "2026-11-22", or else its year, or ""."""
        return _iso(self.day) or self.year


def of(entry: Entry, library: Library) -> Citation:
    """Make the reference of an entry; its keywords are in its own language."""
    url = sanitise.address(entry.url)
    themes = map(library.theme, entry.themes)
    return Citation(
        id=sanitise.text(entry.id),
        title=_demo(entry, library) + (sanitise.text(entry.title) or url),
        url=url,
        publisher=sanitise.text(library.source_name(entry.source)),
        lang=sanitise.lang(entry.lang),
        day=entry.date,
        seen=entry.first_seen.date(),
        keywords=tuple(map(sanitise.text, named(themes, entry.lang))),
    )


def _demo(entry: Entry, library: Library) -> str:
    """Return the words that open every title of a demonstration, "" on a real site."""
    if not library.demo:
        return ""
    lang = entry.lang if entry.lang in locales.known() else locales.REFERENCE
    return catalogue.load(lang).translate("site.leave_demo")


def paths(entry: Entry, today: Day) -> Iterator[str]:
    """Yield the files in which an entry stands, unless it is too old for a group's."""
    month = cards.month(entry)
    if is_recent(month, today):
        yield f"month/{month}"
    for group, name in _shelves(entry):
        if linkable(name):
            yield f"{group}/{name}"


def coins(library: Library, entry: Entry) -> Markup:
    """Return the span that Zotero finds in a page. `rft_dat` is ours: the entry's id and the day it
    was first seen.
    """
    return coins_of(of(entry, library))


def coins_of(reference: Citation) -> Markup:
    """Write a reference as COinS: pairs that Zotero parts at "&" and "=", "+" being a space."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft_id", reference.url),
        ("rft.title", reference.title),
        ("rft.source", reference.publisher),
        *product(["rft.creator"], reference.authors),
        ("rft.date", reference.date),
        ("rft.language", reference.lang),
        ("rft_dat", f"{reference.id} {_iso(reference.seen)}".rstrip()),
    ]
    query = "&".join(f"{key}={value.translate(_ENCODED)}" for key, value in pairs if value)
    return Markup('<span class="Z3988" title="{}"></span>').format(escape(query))


def ris(reference: Citation) -> str:
    """Write a reference as RIS; lines end in CR LF."""
    lines = [
        ("TY", reference.type.ris),
        ("ID", reference.id),
        *product(["AU"], reference.authors),
        ("TI", reference.title),
        ("PB", reference.publisher),
        ("PY", reference.date[:4]),
        ("DA", _slashed(reference.day)),
        ("UR", reference.url),
        ("Y2", _slashed(reference.seen)),
        ("LA", reference.lang),
        *product(["KW"], reference.keywords),
    ]
    written = ""
    for tag, value in lines:
        if value:
            written += f"{tag}  - {value}\r\n"
    return written + "ER  - \r\n"


def bibtex(reference: Citation) -> str:
    """Write a reference as BibLaTeX; the doubled braces keep a title's capitals, and a body's name
    whole.
    """
    keywords = [word.replace(",", " ") for word in reference.keywords]
    fields = [
        ("author", " and ".join(map(_author, reference.authors))),
        ("title", f"{{{tex(reference.title)}}}"),
        (reference.type.issuer, f"{{{tex(reference.publisher)}}}"),
        ("date", reference.date),
        # Read verbatim: here the address escapes itself.
        ("url", reference.url),
        ("urldate", _iso(reference.seen)),
        ("langid", LANGUAGES.get(reference.lang, "")),
        ("keywords", tex(", ".join(keywords))),
    ]
    key = re.sub(r"[^A-Za-z0-9-]", "", reference.id)
    written = f"@{reference.type.bibtex}{{vigie-{key},\n"
    for name, value in fields:
        if value not in {"", "{}"}:
            written += f"  {name} = {{{value}}},\n"
    return written + "}\n"


def tex(text: str) -> str:
    """Make text inert in TeX and in BibTeX: every special character becomes a command."""
    return _TEX_SPECIAL.sub(lambda found: _TEX[found[0]], text)


def files(library: Library) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes): references/month/2026-11.ris and .bib, and so for kinds, themes and
    sources.

    They serve all the sites' languages: a French and a Dutch version are two references.
    """
    written: dict[str, Written] = {}
    for path, found in groups(library).items():
        for entry in found:
            if entry.id not in written:
                written[entry.id] = _written(entry, library)
        as_ris, as_bibtex = zip(*(written[entry.id] for entry in found), strict=True)
        yield f"references/{path}.ris", "".join(as_ris).encode()
        yield f"references/{path}.bib", "\n".join(as_bibtex).encode()


def scripts(library: Library) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes): references/month/2026-11.js for each month, from which what is ticked
    on a page is saved (overrides/assets/scripts/references.js).
    """
    months: dict[str, dict[str, Written]] = {}
    for entry in sorted(library.entries, key=lambda entry: entry.id):
        held = months.setdefault(cards.month(entry), {})
        held[sanitise.text(entry.id)] = _written(entry, library)
    for month, held in sorted(months.items()):
        yield f"references/month/{month}.js", script(held).encode()


def script(held: Mapping[str, Written]) -> str:
    """Write references by id as a script, which a copy opened from a folder may run; it could
    fetch no file.
    """
    data = json.dumps(held, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"Object.assign(window.vigieReferences ??= {{}}, {data});\n"


def groups(library: Library) -> dict[str, list[Entry]]:
    """Sort entries by "month/2026-11", "kind/law", "theme/telework", "source/ministry": the newest
    first.

    A month of the last year is whole; of a kind, a theme or a source, the newest twenty are kept.
    The open data hold everything, and any month's page saves what is ticked on it.
    """
    found = group_by(library.entries, lambda entry: paths(entry, library.data_date))
    return {path: _newest(path, found[path]) for path in sorted(found)}


def _shelves(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "kind", entry.type
    yield "source", entry.source
    for name in entry.themes:
        yield "theme", name


def _written(entry: Entry, library: Library) -> Written:
    reference = of(entry, library)
    return ris(reference), bibtex(reference)


def _author(name: str) -> str:
    """Return an author in BibTeX: a name without a comma is a body's, which nothing parts."""
    return tex(name) if "," in name else f"{{{tex(name)}}}"


def _iso(day: Day | None) -> str:
    return day.isoformat() if day else ""


def _slashed(day: Day | None) -> str:
    return day.isoformat().replace("-", "/") + "/" if day else ""


def _newest(path: str, found: list[Entry]) -> list[Entry]:
    most = GROUP_CAP
    if path.startswith("month/"):
        most = len(found)
    return nlargest(most, found, key=cards.age)
