"""`vigie check`: all that is wrong in an instance, with file, line and how to mend it."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from knowledge.i18n import locales
from knowledge.sheets import collection, mends
from knowledge.sheets.mends import Typed
from knowledge.storage import atomic, contained
from vigie import check_report, checking
from vigie.checking import Checked
from vigie.terminal import (
    AsJson,
    CliContext,
    LangOption,
    Today,
    as_of,
    out,
    print_json,
    say,
    say_all,
    warn,
)

TEXT, GITHUB = FORMATS = ("text", "github")
JSON = "json"


def run(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", show_default=False)
    ] = None,
    lang: LangOption = "",
    as_json: AsJson = False,
    form: Annotated[str, typer.Option("--format")] = TEXT,
    fix: Annotated[bool, typer.Option("--fix")] = False,
    today: Today = None,
    leave_out_broken: Annotated[bool, typer.Option("--leave-out-broken")] = False,
) -> None:
    """Check configuration, taxonomy, entries, sheets and pages; exit 2 on a mistake."""
    common: CliContext = context.obj
    spoken = common.for_writers(lang)
    if form not in FORMATS:
        message = common.tell("check.format", found=repr(form), allowed=", ".join(FORMATS))
        raise typer.BadParameter(message, param_hint="--format")
    if as_json:
        form = JSON
    if fix:
        _mend(common, files or (), plain=form == TEXT)
    found = checking.whole(common.root, common.load, as_of(today))
    if files:
        found = checking.only(found, files, common.root)
    _show(found, form, common, spoken)
    stopping = found.errors - leave_out_broken * found.pages_left_out
    raise typer.Exit(2 if stopping else 0)


class Fix(NamedTuple):
    """A file that was mended: its path from the instance's folder, and its bytes before and
    after.
    """

    path: str
    before: bytes
    after: bytes

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff."""
        before, after = _lines(self.before), _lines(self.after)
        names = f"a/{self.path}", f"b/{self.path}"
        yield from unified_diff(before, after, *names, n=1, lineterm="")


def mend(root: Path, names: Sequence[Path] = ()) -> list[Fix]:
    """Mend every sheet and page, or those that are named; return what changed.

    Raises StoreError where a file cannot be written.
    """
    changes: list[Fix] = []
    for path, typed in _asked(root, names):
        before = contained.read(path, root)
        after = mends.mended(before, typed)
        if atomic.write(path, after):
            changes.append(Fix(path.relative_to(root).as_posix(), before, after))
    return changes


def _asked(root: Path, names: Sequence[Path]) -> Iterator[tuple[Path, Typed]]:
    """Yield the files that are named, all where none is."""
    asked = {checking.located(name, root).resolve() for name in names}
    for path, typed in _written(root):
        if not asked or path.resolve() in asked:
            yield path, typed


def _show(found: Checked, form: str, common: CliContext, spoken: tuple[str, ...]) -> None:
    if form == JSON:
        print_json(check_report.data(found, locales.site_locales(common.root)))
    elif form == GITHUB:
        say_all(check_report.annotations(found, spoken))
    else:
        check_report.show(found, out, spoken)


def _mend(common: CliContext, files: Sequence[Path], *, plain: bool) -> None:
    """Mend the files and show each change; beside what a program reads, on the standard error."""
    for change in mend(common.root, files):
        for line in change.diff():
            if plain:
                say(line)
            else:
                warn(line)


def _written(root: Path) -> Iterator[tuple[Path, Typed]]:
    """Yield each file that people write, with what is known of it."""
    site = locales.site_locales(root)
    words = collection.load(root).vocabulary
    for kind, lang, path in collection.files(root, site):
        yield path, Typed(kind, lang, words)
    for path in checking.pages(root):
        yield path, Typed()


def _lines(held: bytes) -> list[str]:
    return [line.rstrip("\r") for line in held.decode("utf-8", "replace").split("\n")]
