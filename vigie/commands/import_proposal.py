"""`vigie import`: what came back from a form, into its place; and the answer to its author."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date as Day
from functools import partial
from itertools import product
from pathlib import Path
from typing import Annotated

import typer

from knowledge import problems
from knowledge.errors import ReadError, SheetError
from knowledge.i18n import locales, plain
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Problem
from knowledge.sheets import limits
from knowledge.sheets.kinds import organisation
from knowledge.storage import atomic, lock
from scrapers.readers.sandbox import Sandbox
from vigie import check_report, checking, cli_locale, propose_issue, repository, steps, summary
from vigie.intake import correcting, filing, parcel, pieces
from vigie.intake.filing import Filed, IntakeDesk, Said
from vigie.intake.parcel import Parcel
from vigie.propose_issue import ANSWER, HOUSE, PATCH
from vigie.steps import Step
from vigie.terminal import CliContext, LangOption, out, say, say_all, warn

# A mail program makes a third more of what it carries, and a form's files are 25 MB each.
MOST_MEGABYTES = 150
_REFUSED = 2
# Reads what came back, in the sandbox.
Opener = Callable[[bytes, str], Parcel | tuple[Problem, ...]]
_RULE = "─" * 60
# What an organisation is, as a person says it of a new one: "association/external".
_SORTS = list(map("/".join, product(organisation.KINDS, organisation.SCOPES)))


def _probe_nothing(_words: Sequence[str]) -> int:
    """Look at no source: nobody asked for it."""
    return 0


def run(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    new: Annotated[str, typer.Option("--new-organisation", metavar="KIND/SCOPE")] = "",
    pack: Annotated[Path | None, typer.Option("--pack", metavar="FOLDER")] = None,
    attempt: Annotated[bool, typer.Option("--try")] = False,
    lang: LangOption = "",
) -> None:
    """Put proposals into their places; exit 2 where one is not taken."""
    common: CliContext = context.obj
    spoken = list(map(cli_locale.words, common.for_writers(lang)))
    if new and new not in _SORTS:
        facts = {"found": new, "allowed": ", ".join(_SORTS)}
        for line in _listed("", [Problem("proposal_new_organisation", facts)], spoken[0].locale):
            warn(line)
        raise typer.Exit(_REFUSED)
    written: list[str] = []
    refused = 0
    probe = steps.of(common.root, common.chosen) if attempt else _probe_nothing
    with Sandbox(workers=1) as sandbox:
        if pack:
            packed(files[0], common.root, _in(sandbox), pack)
            return
        for file in files:
            paths = take_in(file, common.root, _in(sandbox), spoken, new=new, probe=probe)
            refused += paths is None
            written += paths or ()
    _check(common, written, spoken)
    raise typer.Exit(_REFUSED if refused else 0)


def take_in(
    file: Path,
    root: Path,
    opener: Opener,
    spoken: Sequence[Catalogue],
    *,
    new: str = "",
    probe: Step = _probe_nothing,
) -> list[str] | None:
    """Take one proposal in, and print what became of it; return the files that were written, None
    where it is not taken.

    `new` says of which kind and scope an organisation is that the directory lacks; `probe` looks at
    what a proposed source offers.

    Raises DiskError, and StoreError where another program is at work.
    """
    try:
        sent, own, filed = _placed(file, root, opener, new)
    except SheetError as error:
        _tell_refused(file, error.faults, spoken)
        return None
    _tell(file, filed, spoken)
    if filed.address:
        probe(["probe", "--", filed.address])
    say_all(answer(sent, own, filed))
    return _paths(filed) if filed.is_taken else None


def packed(file: Path, root: Path, opener: Opener, folder: Path) -> None:
    """Take one proposal in, print nothing of it, and write into a folder what `propose_issue`
    reads: the change, the answer, what is for the house.

    What no pull request of that job may hold is told for the house, and stays in no change.
    """
    site = summary.locales_of(root)
    try:
        _, own, filed = _placed(file, root, opener, "")
    except SheetError as error:
        texts = {ANSWER: _marked_down(_unread(error.faults, root)), HOUSE: b""}
    else:
        filed = _offered(filed)
        rows = map(partial(_for_house, filed), site)
        texts = {ANSWER: _marked_down(_letter(own.lang, filed)), HOUSE: "\n".join(rows).encode()}
        if paths := _paths(filed):
            texts[PATCH] = repository.diff_of(root, paths)
    for name, text in ({PATCH: b""} | texts).items():
        atomic.write(folder / name, text)


def answer(sent: Parcel, own: Said, filed: Filed) -> Iterator[str]:
    """Yield the lines of the answer to whoever sent a proposal, in the language of its form."""
    words = cli_locale.words(own.lang)
    sender = plain.line(sent.sender) or "…"
    yield from ("", _RULE, words.translate("command.import.answer.to", sender=sender), "")
    yield from _letter(own.lang, filed)
    yield _RULE


def _letter(lang: str, filed: Filed) -> Iterator[str]:
    words = cli_locale.words(lang)

    def tell(key: str, **facts: object) -> str:
        """Return a sentence of the answer."""
        return words.translate(f"command.import.answer.{key}", **facts)

    yield from (tell("hello"), "", tell(_state(filed), title=plain.line(filed.title)))
    yield from _listed(tell("wrong"), filed.wrong, lang)
    if filed.lacking:
        yield from ("", tell("lacking"))
    for problem in filed.lacking:
        yield f"- {problems.what(problem, lang)}"
    yield from _of_files(tell("files"), filed)
    yield from _listed(tell("left"), _of_author(filed.notes), lang)
    yield from ("", tell("bye"))


def _placed(file: Path, root: Path, opener: Opener, new: str) -> tuple[Parcel, Said, Filed]:
    """Return a proposal as it is filed; where it is taken, its files are written.

    Raises SheetError where it cannot be read.
    """
    sent = _opened(file, opener)
    with lock.lock(root):
        desk = IntakeDesk.load(root)
        own = filing.said(sent, desk)
        filed = _filed(sent, own, desk)
        if new:
            sent, filed = _with_new(sent, own, filed, root, new)
        if filed.is_taken:
            _write(filed, root)
    return sent, own, filed


def _paths(filed: Filed) -> list[str]:
    return [*filed.files, *filed.changed] if filed.is_taken else []


def _offered(filed: Filed) -> Filed:
    """Return a proposal with the files that may go into a pull request: all of them, or none."""
    if reached := propose_issue.beyond(_paths(filed)):
        notes = [Problem("proposal_house_apart", {"found": path}) for path in reached]
        return replace(filed, files={}, changed={}, notes=(*filed.notes, *notes))
    return filed


def _unread(faults: Sequence[Problem], root: Path) -> Iterator[str]:
    """Yield the answer to what could not be read, whose language is not known."""
    for locale in locales.site_locales(root):
        words = cli_locale.words(locale)
        yield from (words.translate("command.import.answer.hello"), "")
        yield words.translate("command.import.answer.unread")
        yield from (*_listed("", faults, locale), "", words.translate("command.import.answer.bye"))
        yield ""


def _for_house(filed: Filed, locale: str) -> str:
    """Return in Markdown what is for the house, folded; a draft stands as code, which a forge obeys
    in nothing.
    """
    found = [*filed.lacking, *filed.notes]
    if not found:
        return ""
    lead = cli_locale.words(locale).translate("command.import.house")
    told = [*map(_line, _listed(lead, found, locale)), ""]
    told += [f"    {plain.line(line)}" for line in filed.draft.splitlines()]
    return "\n".join(summary.folded(told, locale))


def _marked_down(lines: Iterable[str]) -> bytes:
    """Return lines as Markdown in which nothing of what they say is a mark, a mention or a link."""
    return "\n".join(map(_line, lines)).encode()


def _line(line: str) -> str:
    mark = "- " if line.startswith("- ") else ""
    return f"{mark}{summary.plain(line.removeprefix(mark))}"


def _state(filed: Filed) -> str:
    if filed.wrong:
        return "not_yet"
    if filed.lacking:
        return "waits"
    return "taken" if filed.files or filed.changed else "passed_on"


def _of_files(lead: str, filed: Filed) -> Iterator[str]:
    names = [path.rpartition("/")[2] for path in filed.files if not path.endswith(".md")]
    if names and not (filed.wrong or filed.lacking):
        yield f"{lead} {', '.join(names)}"


def _of_author(notes: Iterable[Problem]) -> list[Problem]:
    """Return what the author of a proposal is told too: which of the files were not taken."""
    return [note for note in notes if not note.code.startswith("proposal_house")]


def _listed(lead: str, found: Sequence[Problem], locale: str) -> Iterator[str]:
    if found:
        yield from ("", lead)
    for problem in found:
        yield f"- {_what(problem, locale)} {problems.fix(problem, locale)}"


def _what(problem: Problem, locale: str) -> str:
    """Return what is wrong, without a line where what was sent has none."""
    told, path = problems.what(problem, locale), problem.facts.get("path", "")
    if problem.facts.get("line") != "":
        return told
    colon = cli_locale.words(locale).translate("command.check.after")
    return f"{path}{colon}{told.removeprefix(path).partition(':')[2].strip()}"


def _in(sandbox: Sandbox) -> Opener:
    def opener(raw: bytes, path: str) -> Parcel | tuple[Problem, ...]:
        """Read what came back where it can do no harm."""
        try:
            return sandbox.run(parcel.opened, raw, path)
        except ReadError:
            return (Problem("proposal_hard", {"path": path}),)

    return opener


def _opened(file: Path, opener: Opener) -> Parcel:
    """Return the proposal in a file. Raises SheetError where there is none."""
    if not file.is_file():
        raise SheetError([Problem("proposal_absent", {"path": str(file)})])
    if file.stat().st_size > MOST_MEGABYTES * limits.MEGABYTE:
        facts = {"path": file.name, "allowed": str(MOST_MEGABYTES)}
        raise SheetError([Problem("proposal_large", facts)])
    found = opener(file.read_bytes(), file.name)
    if not isinstance(found, Parcel):
        raise SheetError(found)
    return found


def _filed(sent: Parcel, own: Said, desk: IntakeDesk) -> Filed:
    if own.of:
        return correcting.sheet(sent, own, desk)
    piece = pieces.OF_KIND.get(own.kind, filing.sheet)
    return piece(sent, own, desk)


def _with_new(
    sent: Parcel, own: Said, filed: Filed, root: Path, wanted: str
) -> tuple[Parcel, Filed]:
    """Return a proposal as it is filed once the organisation that it lacks is in the directory;
    the organisation's file stays there where the proposal is taken.
    """
    named, made = pieces.with_organisation(sent, filed, own.lang, wanted)
    if not made:
        return sent, filed
    new = _in_root(made, root)
    for path in new:
        atomic.refuse_links(path, root)
    atomic.write_new(new)
    again = filed
    try:
        again = _filed(named, own, IntakeDesk.load(root))
    finally:
        for path in new if again.wrong or again.lacking else ():
            path.unlink(missing_ok=True)
    notes = [Problem("proposal_house_organisation", {"found": path}) for path in made]
    changed = {**made, **again.changed}
    return named, replace(again, changed=changed, notes=(*again.notes, *notes))


def _write(filed: Filed, root: Path) -> None:
    """Write all files of a proposal, or none."""
    new = _in_root(filed.files, root)
    changed = _in_root(filed.changed, root)
    for path in (*new, *changed):
        atomic.refuse_links(path, root)
    atomic.write_new(new)
    try:
        for path, body in changed.items():
            atomic.write(path, body)
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        raise


def _in_root(files: Mapping[str, bytes], root: Path) -> dict[Path, bytes]:
    return {root / path: body for path, body in files.items()}


def _tell(file: Path, filed: Filed, spoken: Sequence[Catalogue]) -> None:
    for words in spoken:
        key = "taken" if filed.is_taken else "not_taken"
        said = words.translate(f"command.import.{key}", file=file.name, title=filed.title)
        say(said, style="bold")
        for path in _paths(filed):
            say(words.translate("command.new.written", path=path))
        say_all(_listed(words.translate("command.import.author"), filed.wrong, words.locale))
        house = [*filed.lacking, *filed.notes]
        say_all(_listed(words.translate("command.import.house"), house, words.locale))
    say_all(filed.draft.splitlines())


def _tell_refused(file: Path, found: Sequence[Problem], spoken: Sequence[Catalogue]) -> None:
    for words in spoken:
        warn(words.translate("command.import.unread", file=file.name), style="bold")
        for line in _listed("", found, words.locale):
            warn(line)


def _check(common: CliContext, written: Iterable[str], spoken: Sequence[Catalogue]) -> None:
    """Print what a check finds in what was written."""
    own = [common.root / path for path in written if _is_checked(path)]
    if own:
        say("")
        checked = checking.whole(common.root, common.load, Day.today())
        found = checking.only(checked, own, common.root)
        check_report.show(found, out, [words.locale for words in spoken])


def _is_checked(path: str) -> bool:
    return path.startswith("docs/") and path.endswith((".md", ".yml"))
