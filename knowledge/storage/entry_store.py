"""Entry <-> docs/watch/**.md. The program's front matter is written; an editor's words are only
ever carried.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import overload

from knowledge.errors import DiskError, SheetError, StoreError
from knowledge.model import Entry, Problem
from knowledge.storage import atomic, entry_paths, entry_text


@dataclass(frozen=True, slots=True)
class FaultyFile:
    """A file that is left as it stands, and why. `id` is the entry's as its name or else its text
    says, or "".

    An entry with that id is not new: it must not be written a second time.
    """

    path: str
    id: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Shelf(Sequence[Entry]):
    """What a folder holds, in the order of its paths: a sequence of the entries, and the files that
    are at fault.
    """

    entries: tuple[Entry, ...]
    faults: tuple[FaultyFile, ...] = ()

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, place: int | slice) -> Entry | tuple[Entry, ...]:
        return self.entries[place]

    def __len__(self) -> int:
        return len(self.entries)


def load(root: Path) -> Shelf:
    """Read every entry of an instance. A faulty file is reported in `faults` and stops no other.

    Names that begin with "_" are no entries. Raises StoreError if docs/watch itself cannot be read.
    """
    read, faults = _read_all(root, _files(root))
    first: dict[str, tuple[str, Entry]] = {}
    for path, entry in read:
        known, _ = first.setdefault(entry.id, (path, entry))
        if known != path:
            faults.append(_copy(path, entry.id, known))
    entries = tuple(entry for _, entry in first.values())
    return Shelf(entries, tuple(sorted(faults, key=lambda fault: fault.path)))


def paths(root: Path) -> dict[str, Path]:
    """Return the files of all entries by id; of two copies the first. Raises StoreError."""
    return {entry_paths.id_of(path.name): path for path in reversed(list(_files(root)))}


def write(entry: Entry, root: Path) -> bool:
    """Put the entry in its source's folder; return whether the file changed.

    Its file is the one whose name ends in its id, wherever a former address put it. `review` and
    body are taken from that file as it stands now, whatever `entry` holds of them: they are
    people's. A file that says the same in other words (comments, quotes) is left alone, and so is
    one that cannot be read (`load` reports it). Raises StoreError.
    """
    return bool(write_all([entry], root))


def write_all(entries: Iterable[Entry], root: Path) -> list[Entry]:
    """Write many entries, each atomically; return those whose file changed.

    As `write`, but lists each folder once.
    """
    return _put_all(entries, root, entry_paths.folder)


def hold(entry: Entry, root: Path) -> bool:
    """Put an entry of a flood aside until a person accepts it; return whether the file changed.

    Raises StoreError.
    """
    return bool(hold_all([entry], root))


def hold_all(entries: Iterable[Entry], root: Path) -> list[Entry]:
    """Put many entries aside; return those whose file changed.

    As `hold`, but lists each folder once.
    """
    return _put_all(entries, root, entry_paths.held)


def held(root: Path, source_id: str) -> Shelf:
    """Read the entries of a source that are held for review, and the faulty files among them.

    Raises StoreError.
    """
    folder = entry_paths.held(root, source_id)
    read, faults = _read_all(root, _entries_in(folder, root))
    return Shelf(tuple(entry for _, entry in read), tuple(faults))


def all_held(root: Path) -> Mapping[str, Shelf]:
    """Read what is held of each source of which anything is. Raises StoreError."""
    shelves = {}
    for folder in _folders(root):
        shelf = held(root, folder.name)
        if shelf:
            shelves[folder.name] = shelf
    return shelves


def accept(root: Path, source_id: str, ids: Collection[str] | None = None) -> list[Entry]:
    """Move the held entries of a source, or those of these ids, among the others and return them;
    none are moved while one that is held is faulty.

    An entry that stands among the others already keeps its file there. Raises SheetError,
    StoreError.
    """
    shelf = held(root, source_id)
    if shelf.faults:
        raise SheetError(list(chain.from_iterable(fault.problems for fault in shelf.faults)))
    waiting = _by_id(root, entry_paths.held(root, source_id))
    known = _by_id(root, entry_paths.folder(root, source_id))
    wanted = waiting.keys() if ids is None else ids
    accepted = [entry for entry in shelf if entry.id in wanted]
    for entry in accepted:
        _move(waiting[entry.id], known.get(entry.id), entry_paths.folder(root, source_id))
    return accepted


def withhold(root: Path, source_id: str, ids: Iterable[str]) -> None:
    """Put entries of a source back among those that are held, as they stand.

    Raises StoreError, DiskError.
    """
    folder = entry_paths.held(root, source_id)
    waiting, known = _by_id(root, folder), _by_id(root, entry_paths.folder(root, source_id))
    for name in filter(known.__contains__, ids):
        atomic.refuse_links(folder, root)
        folder.mkdir(exist_ok=True)
        _move(known[name], waiting.get(name), folder)


def paragraphs(root: Path, source_id: str) -> tuple[str, ...] | None:
    """Read the paragraphs of a watched page as last seen, None if it never was.

    Raises StoreError.
    """
    path = entry_paths.folder(root, source_id) / "_text.txt"
    atomic.refuse_links(path, root)
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as problem:
        raise StoreError(f"{path}: cannot be read: {problem}") from problem
    return tuple(line.removesuffix("\r") for line in text.split("\n")[:-1])


def write_paragraphs(paragraphs: Iterable[str], root: Path, source_id: str) -> bool:
    """Keep the paragraphs of a watched page, one a line; return whether the file changed.

    Raises StoreError.
    """
    path = entry_paths.folder(root, source_id) / "_text.txt"
    atomic.refuse_links(path, root)
    text = "".join(f"{_on_one_line(paragraph)}\n" for paragraph in paragraphs)
    return atomic.write(path, text.encode("utf-8", "replace"))


def _put_all(
    entries: Iterable[Entry], root: Path, folder_of: Callable[[Path, str], Path]
) -> list[Entry]:
    known: dict[str, tuple[Path, dict[str, Path]]] = {}
    changed = []
    for entry in entries:
        if entry.source not in known:
            place = folder_of(root, entry.source)
            known[entry.source] = place, _by_id(root, place)
        folder, paths = known[entry.source]
        if entry.id not in paths:
            paths[entry.id] = folder / entry_paths.name(entry)
        if _put(entry, paths[entry.id], root):
            changed.append(entry)
    return changed


def _put(entry: Entry, path: Path, root: Path) -> bool:
    atomic.refuse_links(path, path.parent)  # the folders above it were looked at when it was listed
    stored = _stored(path)
    if stored is None:
        return atomic.write(path, entry_text.to_markdown(entry))
    body = entry_text.to_markdown(entry)
    if stored == body:
        return False
    try:
        former = entry_text.from_markdown(stored, str(path.relative_to(root)))
    except SheetError:
        return False
    kept = replace(entry, review=former.review, body=former.body)
    if entry_text.to_data(kept) == entry_text.to_data(former):
        return False
    return atomic.write(path, _carried(kept, path, stored))


def _carried(entry: Entry, path: Path, stored: bytes) -> bytes:
    body = entry_text.to_markdown(entry, newline=_newline(stored))
    again = entry_text.from_markdown(body, str(path))
    if (again.review, again.body) != (entry.review, entry.body):
        raise StoreError(
            f"{path}: its review block cannot be carried over as it stands; write it more simply"
        )
    return body


def _newline(stored: bytes) -> str:
    first = stored.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    return "\r\n" if first.endswith(b"\r") else "\n"


def _stored(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise StoreError(f"{path}: cannot be read: {problem.strerror or problem}") from problem


def _move(path: Path, taken: Path | None, folder: Path) -> None:
    try:
        if taken is None:
            path.replace(folder / path.name)
        else:
            path.unlink()
    except OSError as problem:
        raise DiskError(path, problem) from problem


def _files(root: Path) -> Iterator[Path]:
    for folder in _folders(root):
        yield from _entries_in(folder, root)


def _folders(root: Path) -> Iterator[Path]:
    """Yield the folders of the sources."""
    for folder in _inside(entry_paths.watch(root), root):
        if not folder.name.startswith((".", "_")) and folder.is_dir():
            yield folder


def _entries_in(folder: Path, root: Path) -> list[Path]:
    return [path for path in _inside(folder, root) if _is_entry(path.name)]


def _is_entry(name: str) -> bool:
    return name.endswith(".md") and not name.startswith("_")


def _inside(folder: Path, root: Path) -> list[Path]:
    atomic.refuse_links(folder, root)
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise StoreError(f"{folder}: cannot be read: {problem.strerror or problem}") from problem


def _by_id(root: Path, folder: Path) -> dict[str, Path]:
    # The first of two copies wins, as in `load`.
    return {entry_paths.id_of(path.name): path for path in reversed(_entries_in(folder, root))}


def _read_all(
    root: Path, paths: Iterable[Path]
) -> tuple[list[tuple[str, Entry]], list[FaultyFile]]:
    """Return the entries of these files, each with its path, and the faulty files."""
    read, faults = [], []
    for path in paths:
        where = path.relative_to(root).as_posix()
        try:
            read.append((where, _read(path, where)))
        except SheetError as error:
            # A file that was renamed still says which entry it is.
            known = entry_paths.id_of(path.name) or error.faults[0].facts.get("id", "")
            faults.append(FaultyFile(where, known, error.faults))
    return read, faults


def _copy(path: str, entry_id: str, first: str) -> FaultyFile:
    return FaultyFile(path, entry_id, (Problem("sheet_copy", {"path": path, "found": first}),))


def _read(path: Path, where: str) -> Entry:
    entry = entry_text.from_markdown(_bytes(path, where), where)
    if entry_paths.id_of(path.name) != entry.id:
        raise _at_fault("sheet_name", where, id=entry.id)
    if entry_paths.source_of(path) != entry.source:
        raise _at_fault("sheet_folder", where, found=entry.source)
    return entry


def _bytes(path: Path, where: str) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise _at_fault("sheet_not_a_file", where)
    try:
        return path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise _at_fault("sheet_unreadable", where, reason=reason) from problem


def _on_one_line(paragraph: str) -> str:
    return " ".join(paragraph.replace("\r", "\n").split("\n"))


def _at_fault(code: str, where: str, **facts: str) -> SheetError:
    return SheetError([Problem(code, {"path": where, **facts})])
