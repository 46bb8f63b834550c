"""`vigie handover`: one zip with all that another institution needs to take over.

The data as git's HEAD has them, the site that is built from these, their history, and what is told
to people, in each language of the instance. Same input, same bytes: the same commit, day, address
and version of the program.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from pathspec import GitIgnoreSpec

from knowledge import config
from knowledge.errors import ConfigError, told_of_disk
from knowledge.i18n import locales, plain
from knowledge.storage import contained
from publish.search import offline
from vigie import machines, repository, safe_zip, site
from vigie.handover import archive, guide, names, papers, state
from vigie.handover.archive import FACTS, FOLDER, INSTANCE, SUMS
from vigie.handover.guide import Takeover
from vigie.handover.papers import Paper
from vigie.handover.state import House
from vigie.terminal import CliContext, Today, as_of, say, warn

FILE = "handover.zip"
FORMAT = 1
SITE, HISTORY, BRANCH = "site", "history", "main"
# What people keep secrets in, by its name; a key among tests is made for them.
_SETTINGS_OF_SECRETS = re.compile(
    r"\.env(?:\.(?!example|sample|template|dist).*)?|\.netrc|\.pgpass|credentials\.json",
    re.IGNORECASE,
)
_KEYS = re.compile(r".*\.(?:pem|key|p12|pfx|kdbx)|id_(?:rsa|dsa|ecdsa|ed25519)", re.IGNORECASE)
# In any other file of an environment, as the sample in deploy/: a value where the sample has none.
_FILLED = "(PASSWORD|PASSWD|SECRET|TOKEN|KEY)[A-Z0-9_]*=[^[:space:]]"
_TESTS = frozenset(("test", "tests"))
_MOST_NAMED = 10


def run(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", show_default=False)] = None,
    today: Today = None,
) -> None:
    """Make one zip with all that another institution needs to take over."""
    common: CliContext = context.obj
    common.load()
    target = file or common.root / FILE
    with told_of_disk(target), TemporaryDirectory() as folder:
        packed = gathered(common, Path(folder), today)
        say(common.tell("handover.packing"))
        offline.pack(summed(packed), target)
        # As `vigie init --from` will take it in, so that no zip is handed on that cannot be.
        with archive.opened(target) as made:
            made.verify()
            made.instance()
    say(str(target))


@dataclass(frozen=True)
class Gathered:
    """Where the parts of a zip stand until it is packed: the folder of the data, the built site
    with its copy for reading, the history or none, and the documents.
    """

    data: Path
    site: Path
    copy: Path
    history: tuple[Path, ...]
    documents: tuple[tuple[str, bytes], ...]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file by its path in the zip, the documents first."""
        yield from self.documents
        for path in self.history:
            yield f"{HISTORY}/{path.name}", path.read_bytes()
        for name, path in _below(self.data):
            if names.is_data(name):
                yield f"{INSTANCE}/{name}", path.read_bytes()
        for name, path in _below(self.site):
            yield f"{SITE}/{name}", path.read_bytes()
        for path in sorted(self.site.rglob("*")):
            if path.is_dir() and not any(path.iterdir()):
                yield f"{SITE}/{path.relative_to(self.site).as_posix()}/", b""
        yield self.copy.name, self.copy.read_bytes()


def gathered(common: CliContext, scratch: Path, today: datetime | None) -> Gathered:
    """Write the data, the history and the site into a folder; return what goes into the zip."""
    root = common.root
    day = as_of(today)
    tracked = repository.tracked(root) if repository.is_repository(root) else []
    in_git = config.FILE in tracked
    data = committed(common, tracked, scratch) if in_git else on_disk(common, scratch)
    exposed = secrets_in_history(root) if in_git else ()
    for path in exposed:
        warn(common.tell("handover.exposed", path=path))
    history = _history(root, scratch) if in_git and not exposed else ()
    here = replace(common, root=data)
    copy = scratch / offline.FILE
    built = site.build(here, data, scratch / SITE, copy=copy, today=day, leave_out_broken=True)
    house = House(data, here.load, day)
    known = Takeover(
        name=state.name_of(data),
        day=day,
        address=house.address,
        version=version("vigie"),
        contact=house.contact,
        repository=house.repository,
        why_no_history=_why_none(in_git=in_git, exposed=exposed),
        exposed=", ".join(exposed[:_MOST_NAMED]),
        accounts=house.accounts,
        program=machines.program(),
    )
    return Gathered(data, built, copy, history, tuple(documents(house, known)))


def documents(house: House, known: Takeover) -> Iterator[tuple[str, bytes]]:
    """Yield the documents in each language of the instance, and the same facts for the program."""
    for locale in locales.site_locales(house.root):
        told = (*guide.papers(known, locale), state.paper(house, locale))
        yield from chain.from_iterable(map(_written, told))
    facts = {
        "format": FORMAT,
        "day": known.day.isoformat(),
        "address": known.address,
        "version": known.version,
    }
    yield FACTS, json.dumps(facts, ensure_ascii=False, indent=1).encode() + b"\n"


def summed(packed: Gathered) -> Iterator[tuple[str, bytes]]:
    """Yield each file in the folder of the zip, and last their checksums, as sha256sum reads
    them.
    """
    lines = []
    for name, data in packed.files():
        if not name.endswith("/"):
            lines.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        yield f"{FOLDER}/{name}", data
    yield f"{FOLDER}/{SUMS}", "".join(lines).encode()


def committed(common: CliContext, tracked: Iterable[str], scratch: Path) -> Path:
    """Write the tracked data as HEAD has them into a folder; return it. What differs is told.

    Raises ConfigError where the clone lacks a part of the history.
    """
    root = common.root
    if repository.is_shallow(root):
        raise ConfigError([common.tell("handover.shallow")])
    for path in filter(names.is_data, repository.uncommitted(root)):
        warn(common.tell("handover.uncommitted", path=path))
    wanted = list(filter(_goes_along, tracked))
    return repository.export(root, wanted, scratch / "data")


def on_disk(common: CliContext, scratch: Path) -> Path:
    """Copy the data of an instance without git into a folder; return it. What its .gitignore names
    stays.
    """
    warn(common.tell("handover.no_git"))
    data, root = scratch / "data", common.root
    ignored = _ignored(root)
    shapes = (*names.DATA, names.SURVEYS, f"{contained.DOCS}/**/*")
    for path in chain.from_iterable(contained.files(root, root, shape) for shape in shapes):
        name = path.relative_to(root).as_posix()
        if _goes_along(name) and not ignored.match_file(name):
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, data / name)
    return data


def secrets_in_history(root: Path) -> tuple[str, ...]:
    """Return the paths in the history that are likely to hold secrets."""
    filled = repository.paths_that_held(root, _FILLED, "**/*.env")
    return tuple(sorted(filled.union(filter(_is_secret, repository.paths_ever(root)))))


def _is_secret(path: str) -> bool:
    *folders, name = path.split("/")
    if _SETTINGS_OF_SECRETS.fullmatch(name):
        return True
    return bool(_KEYS.fullmatch(name)) and _TESTS.isdisjoint(folders)


def _goes_along(path: str) -> bool:
    """Return whether a file is data, or names secrets. Raises SheetError on one among the pages
    whose name some disk cannot bear.
    """
    if path.startswith(f"{contained.DOCS}/") and not safe_zip.is_plain(path):
        raise safe_zip.refused("zip_name", name=path)
    return names.is_data(path) or any(fnmatchcase(path, shape) for shape in state.AUTOMATION)


def _history(root: Path, scratch: Path) -> tuple[Path, Path]:
    """Write the history, for git and to read; return both files."""
    bundle, log = scratch / "history.bundle", scratch / "log.txt"
    repository.bundle(root, bundle, BRANCH)
    lines = plain.lines(repository.log(root))
    log.write_bytes(f"{lines}\n".encode())
    return bundle, log


def _why_none(*, in_git: bool, exposed: tuple[str, ...]) -> str:
    """Return the key of the reason for which the history stays, "" where it goes along."""
    if not in_git:
        return "no_git"
    return "exposed" if exposed else ""


def _ignored(root: Path) -> GitIgnoreSpec:
    file = root / ".gitignore"
    text = contained.read_text(file, root).decode(errors="replace") if file.exists() else ""
    return GitIgnoreSpec.from_lines(text.splitlines())


def _written(paper: Paper) -> Iterator[tuple[str, bytes]]:
    yield f"{paper.name}.html", papers.html(paper)
    yield f"{paper.name}.txt", papers.text(paper)


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file below a folder by its path from it, in order."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    for name in sorted(names):
        if names[name].is_file():
            yield name, names[name]
