"""A proposal -> the files that it becomes, or all that keeps it from becoming any.

Nothing is written here. A file that is there is never another's: only what lacks one is made.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import filterfalse
from pathlib import Path
from typing import Any

from knowledge.errors import SheetError
from knowledge.i18n import catalogue
from knowledge.model import Problem
from knowledge.sheets import collection, cross_checks, reading, text, writing
from knowledge.sheets.collection import Collection
from knowledge.sheets.error_messages import WARNINGS
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import practice
from knowledge.sheets.proposals import FORM, PROPOSALS
from knowledge.sheets.reading import Reading, Setting, Sheet
from knowledge.sheets.sheet import Kind
from knowledge.sheets.values import ID
from knowledge.storage import front_matter
from vigie.intake import attachments, parcel
from vigie.intake.attachments import Attachment
from vigie.intake.parcel import Parcel

# Where a sheet waits for its translator: no page is made of it there.
WAITING = "to-translate"
# What a check says of a question without an answer.
_MISSING = frozenset({"field_missing", "section_missing"})
# Keys that name an organisation.
ORGANISATIONS = frozenset({"organisation", "owner", "organiser"})


@dataclass(frozen=True)
class Said:
    """What the mark of a form says: which proposal it is, in which language, by which name; `of` is
    the sum of the sheet that it corrects.
    """

    kind: str
    lang: str
    name: str
    of: str = ""


@dataclass(frozen=True)
class IntakeDesk:
    """An instance that takes proposals in."""

    root: Path
    held: Collection

    @classmethod
    def load(cls, root: Path) -> "IntakeDesk":
        """Read what people wrote in an instance."""
        return cls(root, collection.load(root))

    @property
    def setting(self) -> Setting:
        """Return where a sheet is read."""
        return Setting(self.held.languages, self.held.vocabulary)

    def is_taken(self, path: str) -> bool:
        """Return whether something stands at a path."""
        place = self.root / path
        return place.exists() or place.is_symlink()


@dataclass(frozen=True)
class Filed:
    """What becomes of a proposal.

    `files` are new, `changed` are there and get other bytes. With `wrong`, which its author can
    mend, or `lacking`, which the house can, nothing is written. `notes` are for the house, and so
    is a `draft` of what it may write by hand, of the source at an `address`.
    """

    title: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    changed: Mapping[str, bytes] = field(default_factory=dict)
    wrong: tuple[Problem, ...] = ()
    lacking: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    draft: str = ""
    address: str = ""

    @property
    def is_taken(self) -> bool:
        """Return whether nothing keeps it from its place."""
        return not (self.wrong or self.lacking)


def said(sent: Parcel, desk: IntakeDesk) -> Said:
    """Return what a proposal is. Raises SheetError where this program does not know it."""
    if not sent.mark:
        return _of_sheet(sent, desk)
    held, _ = front_matter.mapping(f"mark: {sent.mark}".encode(), sent.path)
    facts: Mapping[str, Any] = held["mark"]
    allowed = {
        "form": [str(FORM)],
        "kind": list(PROPOSALS),
        "lang": list(desk.held.languages),
    }
    for key, words in allowed.items():
        if facts.get(key) not in words:
            raise _wrong_mark(sent, key, facts.get(key), ", ".join(words))
    of = str(facts.get("of") or "")
    if PROPOSALS[facts["kind"]].corrects and not of:
        raise _wrong_mark(sent, "of", facts.get("of"), "SHA-256")
    return Said(facts["kind"], facts["lang"], _name(facts, sent), of)


def _name(facts: Mapping[str, Any], sent: Parcel) -> str:
    name = facts.get("name")
    if not isinstance(name, str) or not ID.fullmatch(name):
        raise _wrong_mark(sent, "name", name, collection.slug(str(name)))
    return name


def along(
    sheet: Sheet[Any], sent: Parcel, own: Said, folder: str
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the files that go along with a sheet, by path, and the word of those that do not."""
    extra = own.name if PROPOSALS[own.kind].files else ""
    return beside(sent, set(wanted_files(sheet.keys)), folder, extra)


def sheet(sent: Parcel, own: Said, desk: IntakeDesk) -> Filed:
    """Return the files of a sheet: itself, what goes along, and a stub in each other language."""
    kind = PROPOSALS[own.kind].kind or practice.KIND
    path = f"docs/{own.lang}/{kind.folder}/{own.name}.md"
    read = reading.markdown(sent.text.encode(), path, kind, own.lang, desk.setting)
    if read.sheet is None:
        return Filed(own.name, wrong=placed(read.problems, sent))
    files, left = along(read.sheet, sent, own, f"docs/{own.lang}/{kind.folder}")
    found = [*read.mistakes, *disagreeing(read.sheet, files, desk)]
    wrong, lacking = parted(_of_files(placed(found, sent), sent))
    title = str(read.sheet.keys.get("title") or own.name)
    if wrong or lacking:
        return Filed(title, wrong=wrong, lacking=lacking, notes=_besides(wrong, left))
    made = {path: parcel.without_mark(sent.text).encode(), **files}
    stubs = dict(_stubs(read.sheet, desk))
    taken = refused_paths(made, desk, sent.path)
    notes = [*left, *_to_translate(stubs)]
    return Filed(title, made | stubs, lacking=tuple(taken), notes=tuple(notes))


def settled(filed: Filed, read: Reading, sent: Parcel, desk: IntakeDesk) -> Filed:
    """Return what becomes of a sheet that changes: nothing where something is wrong or lacking."""
    found = list(read.mistakes)
    if read.sheet:
        found += disagreeing(read.sheet, filed.files, desk)
    wrong, lacking = parted(_of_files(found, sent))
    lacking += tuple(refused_paths(filed.files, desk, sent.path))
    if wrong or lacking:
        notes = _besides(wrong, filed.notes)
        return replace(filed, changed={}, wrong=wrong, lacking=lacking, notes=notes)
    return filed


def _of_files(found: Iterable[Problem], sent: Parcel) -> Iterator[Problem]:
    """Yield what is wrong; of a file that is not there, what its author can do: mend the one that
    was refused, or attach it.
    """
    refused = {_clean(problem.facts["path"]): problem for problem in sent.refused}
    for problem in found:
        if problem.code == "file_missing":
            name = _clean(problem.facts["found"])
            unsent = Problem("proposal_file_unsent", {"path": sent.path, "found": name})
            yield refused.get(name, unsent)
        else:
            yield problem


def _clean(path: str) -> str:
    return attachments.clean_name(path.rpartition("/")[2])


def _besides(wrong: Iterable[Problem], notes: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the notes that are not told among what is wrong."""
    return tuple(filterfalse(tuple(wrong).__contains__, notes))


def refused_paths(made: Iterable[str], desk: IntakeDesk, path: str) -> list[Problem]:
    """Return which new files would take the place of others."""
    found = filter(desk.is_taken, made)
    return [Problem("proposal_exists", {"path": path, "found": taken}) for taken in found]


def wanted_files(keys: SheetModel) -> Iterator[str]:
    """Yield the files that a sheet names."""
    for _, named, value in cross_checks.named(keys):
        if named.terms == "files":
            yield value


def beside(
    sent: Parcel, wanted: Iterable[str], folder: str, extra: str = ""
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the files that go along by their places below a folder, and which are left out.

    Those of an e-mail bear the names that they had. What no key names goes along in the folder
    `extra`, where there is one.
    """
    by_name = {name.rpartition("/")[2]: name for name in wanted}
    taken: dict[str, bytes] = {}
    left: list[Problem] = []
    for file in sent.files:
        place = _place(file, by_name, extra)
        if place:
            taken[f"{folder}/{place}"] = file.content
        else:
            left.append(Problem("proposal_file_left", {"path": file.name}))
    return taken, (*sent.refused, *left)


def placed(found: Iterable[Problem], sent: Parcel) -> tuple[Problem, ...]:
    """Return problems as they are told of what was sent: by its name, and its lines."""
    return tuple(_placed(problem, sent) for problem in found)


def parted(found: Iterable[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return what the author of a proposal can mend, and which organisations the directory lacks:
    that is for the house.
    """
    wrong: list[Problem] = []
    lacking: list[Problem] = []
    for problem in found:
        if _is_new_organisation(problem):
            facts = {"path": problem.facts["path"], "found": problem.facts["found"]}
            lacking.append(Problem("proposal_organisation", facts))
        else:
            wrong.append(problem)
    return tuple(wrong), tuple(lacking)


def _is_new_organisation(problem: Problem) -> bool:
    key = problem.facts.get("key", "").rpartition(".")[2]
    return problem.code.startswith("field_term") and key in ORGANISATIONS


def _of_sheet(sent: Parcel, desk: IntakeDesk) -> Said:
    """Return what a sheet is that no form made: its schema says the kind, its headings the
    language.
    """
    name = collection.slug(sent.path.rpartition("/")[2].rpartition(".")[0])
    for proposal in PROPOSALS.values():
        if proposal.kind and not proposal.corrects and proposal.head() in sent.text.split("\n")[:5]:
            return Said(proposal.id, _language(sent.text, proposal.kind, desk), name)
    raise SheetError([Problem("proposal_none", {"path": sent.path})])


def _language(written: str, kind: Kind[SheetModel], desk: IntakeDesk) -> str:
    """Return the language of the site in which most headings of a sheet are."""

    def count(lang: str) -> int:
        """Count the headings of a language."""
        return sum(f"\n## {heading}" in written for heading in kind.headings(lang).values())

    return max(desk.held.languages, key=count)


def _wrong_mark(sent: Parcel, key: str, found: object, allowed: str) -> SheetError:
    facts = {"path": sent.path, "key": key, "found": str(found)[:80], "allowed": allowed}
    return SheetError([Problem("proposal_mark", facts)])


def disagreeing(
    own: Sheet[SheetModel], files: Iterable[str], desk: IntakeDesk
) -> Iterator[Problem]:
    """Yield what is wrong with the words and the text of a sheet, and which files are not there."""
    alone = replace(desk.held, sheets=(own,), drafts=(), problems=())
    names = {f"/{path.rpartition('/')[2]}" for path in files}
    written = text.problems(own.body, own.path, desk.root, first=own.body_line)
    for problem in (*cross_checks.problems(alone, desk.root), *written):
        came = problem.facts.get("found", "").endswith(tuple(names)) if names else False
        if problem.code not in WARNINGS and not came:
            yield problem


def _place(file: Attachment, by_name: Mapping[str, str], extra: str) -> str:
    """Return the place of a file below the folder, "" where it is to be left out."""
    name = _clean(file.name)
    own = f"{extra}/{name}" if extra else ""
    return by_name.get(name, own)


def _placed(problem: Problem, sent: Parcel) -> Problem:
    facts = {**problem.facts, "path": sent.path}
    if not sent.first:
        # A document has headings, and neither lines nor front matter.
        code = "proposal_word_missing" if problem.code in _MISSING else problem.code
        return Problem(code, {**facts, "line": ""})
    if facts.get("line", "").isdigit():
        facts["line"] = str(int(facts["line"]) + sent.first - 1)
    return Problem(problem.code, facts)


def _stubs(own: Sheet[SheetModel], desk: IntakeDesk) -> Iterator[tuple[str, bytes]]:
    """Yield the file to translate in each language that has none: what all share is in it."""
    for lang in desk.held.languages:
        place = f"docs/{lang}/{own.kind.folder}/{own.id}.md"
        path = f"{WAITING}/{place}"
        if lang != own.lang and not any(map(desk.is_taken, (path, place))):
            yield path, _stub(own, lang, place)


def _stub(own: Sheet[SheetModel], lang: str, place: str) -> bytes:
    words = catalogue.load(lang, "command")
    told = words.translate("command.import.stub", path=own.path, place=place)
    schema, rest = writing.text(own.kind, lang, own.keys, own.body).split("\n", 2)[1:]
    raw = f"---\n{schema}\n# {told}\n{rest}".encode()
    return writing.stamped(raw, place, own.lang, cross_checks.fingerprint(own))


def _to_translate(stubs: Iterable[str]) -> Iterator[Problem]:
    for path in stubs:
        place = path.removeprefix(f"{WAITING}/")
        yield Problem("proposal_house_stub", {"path": path, "found": place})


def facts_of(sent: Parcel) -> Mapping[str, Any]:
    """Return the keys of a proposal. Raises SheetError where they cannot be read."""
    try:
        return front_matter.split(sent.text.encode(), sent.path, typed=True).data
    except SheetError as error:
        raise SheetError(placed(error.faults, sent)) from error
