"""docs/<lang>/**/*.md -> what people wrote in each language, which of it is a translation, and
which lags behind.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import SheetError
from knowledge.sheets import body, cross_checks
from knowledge.sheets.collection import Collection
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.reading import Sheet
from knowledge.sheets.sheet import SheetKeys
from knowledge.storage import contained, front_matter

# A week is introduced in one language or in both: that one lacks is no gap.
_FREE = "weeks"


@dataclass(frozen=True)
class WrittenPage:
    """A page. `path` is told from its language's folder; `of` and `since` name, for a translation,
    the language of its original and the state of it that was translated.
    """

    path: str
    lang: str
    title: str
    fingerprint: str
    of: str = ""
    since: str = ""


def load(root: Path, held: Collection) -> tuple[WrittenPage, ...]:
    """Read what an instance's people wrote, in the order of the paths and of the languages."""
    sheets = {sheet.path: sheet for sheet in (*held.sheets, *held.drafts)}
    found = []
    for lang in held.languages:
        for name, path in _files(root, lang):
            sheet = sheets.get(path.relative_to(root).as_posix())
            if sheet:
                found.append(_of_sheet(sheet, name, lang))
            else:
                found.append(_of_page(path, name, lang))
    order = {lang: number for number, lang in enumerate(held.languages)}
    return tuple(sorted(found, key=lambda page: (page.path, order[page.lang])))


def _files(root: Path, lang: str) -> Iterator[tuple[str, Path]]:
    """Yield the pages of a language, each with its path from the language's folder."""
    folder = root / "docs" / lang
    for path in contained.files(folder, root, "**/*.md"):
        name = path.relative_to(folder).as_posix()
        if not name.startswith((f"{_FREE}/", "_", ".")) and "/_" not in name:
            yield name, path


def lacking(
    pages: Iterable[WrittenPage], languages: Iterable[str]
) -> Iterator[tuple[WrittenPage, str]]:
    """Yield each page that a language lacks, as another has it, with the language that lacks it."""
    by_path: dict[str, list[WrittenPage]] = {}
    for page in pages:
        by_path.setdefault(page.path, []).append(page)
    for lang in languages:
        for versions in by_path.values():
            if all(page.lang != lang for page in versions):
                yield versions[0], lang


def lagging(pages: Iterable[WrittenPage]) -> Iterator[tuple[WrittenPage, WrittenPage]]:
    """Yield each translation whose original has changed since, with the original."""
    held = tuple(pages)
    for page in held:
        if original := newer(held, page.path, page.lang):
            yield page, original


def newer(pages: Iterable[WrittenPage], path: str, lang: str) -> WrittenPage | None:
    """Return the original of a page in a language, if it has changed since it was translated."""
    versions = {page.lang: page for page in pages if page.path == path}
    own = versions.get(lang)
    if own is None or not own.of:
        return None
    original = versions.get(own.of)
    if original is None or original.fingerprint == own.since:
        return None
    return original


def _of_sheet(sheet: Sheet[SheetModel], name: str, lang: str) -> WrittenPage:
    title = sheet.id
    if isinstance(sheet.keys, SheetKeys):
        title = sheet.keys.title
    stamp = cross_checks.translation(sheet)
    state = cross_checks.fingerprint(sheet)
    if stamp is None:
        return WrittenPage(name, lang, title, state)
    return WrittenPage(name, lang, title, state, stamp.of, stamp.hash)


def _of_page(path: Path, name: str, lang: str) -> WrittenPage:
    """Read a page that is no sheet; one without a front matter is all text."""
    raw = b""
    # One that is larger is told of where it is read.
    if path.stat().st_size <= contained.MOST_OF_A_TEXT * contained.MEGABYTE:
        raw = path.read_bytes()
    keys, text = _parts(raw, name)
    titles = [heading.words for heading in body.headings(text) if heading.level == 1]
    state = cross_checks.digest(keys, text)
    return WrittenPage(name, lang, [*titles, path.stem][0], state, *_stamp(keys))


def _parts(raw: bytes, name: str) -> tuple[Mapping[str, object], str]:
    """Return the keys and the text of a page."""
    try:
        held = front_matter.split(raw, name)
    except SheetError:
        return {}, raw.decode("utf-8-sig", "replace")
    return held.data, held.body


def _stamp(keys: Mapping[str, object]) -> tuple[str, str]:
    """Return of which language a page is the translation, and of which state of it."""
    stamp = keys.get("translation")
    if not isinstance(stamp, dict):
        return "", ""
    return str(stamp.get("of") or ""), str(stamp.get("hash") or "")
