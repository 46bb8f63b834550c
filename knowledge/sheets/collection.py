"""docs/<lang>/<folder>/*.md and docs/directory/*.yml -> an instance's sheets, and what is wrong
with the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from slugify import slugify

from knowledge.i18n import locales
from knowledge.model import Problem
from knowledge.sheets import reading
from knowledge.sheets.field_info import Model
from knowledge.sheets.reading import Reading, Sheet
from knowledge.sheets.registry import KINDS
from knowledge.sheets.sheet import Kind
from knowledge.sheets.values import ID

# The page of a folder: made by the program, unless its kind says that a person writes it.
INDEX = "index"
# How people end the name of a text; a document that a sheet offers has other endings.
_TEXTS = frozenset({"", ".md", ".markdown", ".txt", ".yml", ".yaml"})


@dataclass(frozen=True)
class Collection:
    """What people wrote, in the order of the kinds, the languages and the ids.

    `drafts` are sheets with a mistake: what is right of them, for further checks; `problems` say
    what is wrong.
    """

    sheets: tuple[Sheet[Model], ...] = ()
    drafts: tuple[Sheet[Model], ...] = ()
    problems: tuple[Problem, ...] = ()
    languages: tuple[str, ...] = ()

    def of(self, kind: str, lang: str = "") -> list[Sheet[Model]]:
        """List the sheets of a kind in a language; those that one file holds for all languages are
        in each.
        """
        return [one for one in self.sheets if one.kind.id == kind and one.lang in {lang, ""}]

    def each(self, kind: str, lang: str) -> list[Sheet[Model]]:
        """List each sheet of a kind once: in this language, or else in another where it stands in
        that one alone.
        """
        ids = dict.fromkeys(one.id for one in self.sheets if one.kind.id == kind)
        found = (self.find(kind, name, lang) for name in sorted(ids))
        return [one for one in found if one is not None]

    def find(self, kind: str, name: str, lang: str = "") -> Sheet[Model] | None:
        """Give one sheet, or None; in another language where it does not stand in this one."""
        found = self._by_id.get((kind, name), ())
        return next((one for one in found if one.lang in {lang, ""}), found[0] if found else None)

    def versions(self, sheet: Sheet[Model]) -> list[Sheet[Model]]:
        """List a sheet's other languages, those with a mistake left out."""
        return [
            one for one in self._by_id.get((sheet.kind.id, sheet.id), ()) if one.lang != sheet.lang
        ]

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], list[Sheet[Model]]]:
        held: dict[tuple[str, str], list[Sheet[Model]]] = {}
        for one in self.sheets:
            held.setdefault((one.kind.id, one.id), []).append(one)
        return held


def load(root: Path) -> Collection:
    """Read every sheet of an instance; what is wrong stops no other."""
    spoken = locales.site_locales(root)
    found = [read(path, root, kind, lang) for kind, lang, path in files(root, spoken)]
    return Collection(
        tuple(one.sheet for one in found if one.sheet and not one.problems),
        tuple(one.sheet for one in found if one.sheet and one.problems),
        tuple(problem for one in found for problem in one.problems),
        spoken,
    )


def read(path: Path, root: Path, kind: Kind, lang: str) -> Reading:
    """Read one file. A name that cannot be an address is a mistake too."""
    shown = path.relative_to(root).as_posix()
    if not ID.fullmatch(path.stem):
        return Reading(
            None,
            (
                Problem(
                    "sheet_file_name", {"path": shown, "example": f"{slug(path.stem)}{path.suffix}"}
                ),
            ),
        )
    try:
        raw = path.read_bytes()
    except OSError as error:
        facts = {"path": shown, "reason": error.strerror or str(error)}
        return Reading(None, (Problem("sheet_unreadable", facts),))
    return reading.markdown(raw, shown, kind, lang) if lang else reading.mapping(raw, shown, kind)


def files(root: Path, spoken: tuple[str, ...]) -> Iterator[tuple[Kind, str, Path]]:
    """Yield the file of each sheet with its kind and its language; a name that opens with "_" is no
    sheet.
    """
    for kind in KINDS.values():
        for lang in spoken if kind.suffix == ".md" else ("",):
            for path in sorted((root / "docs" / lang / kind.folder).glob(f"*{kind.suffix}")):
                if (path.stem != INDEX or kind.opened) and not path.name.startswith(("_", ".")):
                    yield kind, lang, path


def astray(root: Path, spoken: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the files that somebody may take for sheets, and that no reader would see: `fiche.txt`,
    `fiche.MD`.
    """
    for kind in KINDS.values():
        for lang in spoken if kind.suffix == ".md" else ("",):
            for path in sorted((root / "docs" / lang / kind.folder).glob("*")):
                texts = path.suffix.lower() in _TEXTS and path.suffix != kind.suffix
                if texts and path.is_file() and not path.name.startswith(("_", ".")):
                    facts = {"path": path.relative_to(root).as_posix(), "expected": kind.suffix}
                    yield Problem(
                        "sheet_suffix", {**facts, "example": f"{slug(path.stem)}{kind.suffix}"}
                    )


def slug(words: str) -> str:
    """Give a file name without its ending: at most 60 small ASCII letters, digits and hyphens."""
    # The apostrophe parts words: "l'égalité" is not "legalite".
    return (
        slugify(words, max_length=60, word_boundary=True, replacements=[("’", "-"), ("'", "-")])
        or "fiche"
    )
