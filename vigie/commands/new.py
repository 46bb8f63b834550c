"""`vigie new`: a sheet from a dialogue or from the command line; written whole, or not at all."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Day
from difflib import get_close_matches
from typing import Annotated, NoReturn

import typer

from knowledge import problems
from knowledge.errors import SheetError
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Problem
from knowledge.sheets import collection, schema_fields
from knowledge.sheets.registry import KINDS
from knowledge.sheets.schema_fields import Key
from knowledge.storage import atomic
from scrapers.instance import Instance
from vigie import check_report, checking, cli_locale, draft, prompts
from vigie.draft import Draft
from vigie.prompts import Prompter
from vigie.terminal import CliContext, LangOption, out, say, warn


def run(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="[ID]")] = "",
    given: Annotated[list[str] | None, typer.Option("--set")] = None,
    only: Annotated[str, typer.Option("--only")] = "",
    lang: LangOption = "",
) -> None:
    """Write a new sheet: ask for what it needs, or take it from --set."""
    common: CliContext = context.obj
    spoken = list(map(cli_locale.words, common.for_writers(lang)))
    loaded = common.load()
    _require_kind(kind, spoken)
    made = _begin(loaded, kind, only, spoken)
    _take(made, name, given or (), spoken)
    if sys.stdin.isatty():
        try:
            name = converse(made, name, _prompter(made, spoken[0]))
        except EOFError:
            _stop([], spoken)
    _write(made, name, loaded, spoken)


def _take(made: Draft, name: str, given: Iterable[str], spoken: Sequence[Catalogue]) -> None:
    """Take the id and the answers of the command line; stop where one cannot be."""
    wrong: list[Problem] = []
    if name:
        wrong += made.refuse(name)
    wrong += draft.take(made, given, made.langs[0])
    if wrong:
        _stop(wrong, spoken)


def _require_kind(kind: str, spoken: Sequence[Catalogue]) -> None:
    if kind not in KINDS:
        near = get_close_matches(kind, KINDS, n=1, cutoff=0.5) or list(KINDS)
        _stop([Problem("kind_unknown", {"found": kind, "allowed": ", ".join(near)})], spoken)


def converse(made: Draft, name: str, prompter: Prompter) -> str:
    """Ask for all that has no answer yet; return the id.

    Raises EOFError where the person leaves.
    """
    kind = made.kind.label(prompter.locale)
    prompter.tell(prompter.text("lead", kind=kind))
    _ask(made, "", prompter, required=True)
    first, *others = made.langs
    _ask_texts(made, first, prompter)
    for lang in others:
        _ask_other(made, lang, prompter)
    if prompter.agrees("\n" + prompter.text("more")):
        for lang in ("", *filter(None, made.langs)):
            _ask(made, lang, prompter, required=False)
    _mend(made, prompter)
    return name or _ask_name(made, prompter)


def _ask_other(made: Draft, lang: str, prompter: Prompter) -> None:
    if _wants(made, lang, prompter):
        _ask_texts(made, lang, prompter)
    else:
        made.drop(lang)


def _wants(made: Draft, lang: str, prompter: Prompter) -> bool:
    """Return whether the sheet is to be written in another language too."""
    if made.held.get(lang):
        return True
    return prompter.agrees("\n" + prompter.text("other", lang=_language(lang, prompter)))


def _ask_texts(made: Draft, lang: str, prompter: Prompter) -> None:
    if lang:
        prompter.tell("")
        prompter.tell(prompter.text("text", lang=_language(lang, prompter)))
        _ask(made, lang, prompter, required=True)


def _language(lang: str, prompter: Prompter) -> str:
    return prompter.words.choice("command.new.languages", lang)


def _ask(made: Draft, lang: str, prompter: Prompter, *, required: bool) -> None:
    for key in list(made.open(lang, required=required)):
        _ask_key(made, key, lang, prompter, required=required)


def _ask_key(made: Draft, key: Key, lang: str, prompter: Prompter, *, required: bool) -> None:
    value = prompts.ask_key(key, made.kind.model, lang, prompter, required=required)
    if value is not None:
        made.put(key, lang, value)


def _mend(made: Draft, prompter: Prompter) -> None:
    """Print which rules between keys the answers break; ask again for what could mend them."""
    for lang in made.langs:
        while wrong := made.rules_broken(lang):
            prompter.tell("")
            prompter.refuse(wrong)
            _ask(made, lang, prompter, required=False)
            _ask_broken(made, lang, prompter)


def _ask_broken(made: Draft, lang: str, prompter: Prompter) -> None:
    """Ask again for each key, once, where a rule is still broken."""
    keys = {key.name: key for key in made.keys}
    for name in dict(made.broken(lang)):
        key = keys[name]
        _ask_key(made, key, made.place(key, lang), prompter, required=key.required)


def _ask_name(made: Draft, prompter: Prompter) -> str:
    while True:
        proposed = made.name()
        name = prompter.ask(f"\n{prompter.text('id', name=proposed)} > ").strip() or proposed
        wrong = list(made.refuse(name))
        if not wrong:
            return name
        prompter.refuse(wrong)


def _begin(loaded: Instance, kind: str, only: str, spoken: Sequence[Catalogue]) -> Draft:
    """Begin a draft in the languages of the instance, that of the person first."""
    held = collection.load(loaded.root)
    try:
        langs = draft.languages(KINDS[kind], held, only)
    except SheetError as error:
        _stop(error.faults, spoken)
    person = spoken[0].locale
    ordered = tuple(sorted(langs, key=lambda lang: lang != person))
    return Draft(KINDS[kind], ordered, loaded.root, loaded.taxonomy, held)


def _prompter(made: Draft, words: Catalogue) -> Prompter:
    def names(key: Key) -> Mapping[str, str]:
        """Return what the words of a key's list are called."""
        return schema_fields.words(key, made.taxonomy, words.locale, made.collection.languages)

    return Prompter(input, say, words, made.wrong, made.lists, names)


def _write(made: Draft, name: str, loaded: Instance, spoken: Sequence[Catalogue]) -> None:
    """Write the files, or print what is missing; then print how they fare and what comes next."""
    files = _files(made, name or made.name(), spoken)
    for path in files:
        atomic.refuse_links(made.root / path, made.root)
    atomic.write_new({made.root / path: body for path, body in files.items()})
    _report(made, files, loaded, spoken)


def _files(made: Draft, name: str, spoken: Sequence[Catalogue]) -> Mapping[str, bytes]:
    """Return the files of the sheet; stop where something keeps it from being one."""
    wrong = _wrong(made, name)
    if wrong:
        _stop(wrong, spoken)
    try:
        return made.files(name)
    except SheetError as error:
        _stop(error.faults, spoken)


def _report(
    made: Draft, files: Iterable[str], loaded: Instance, spoken: Sequence[Catalogue]
) -> None:
    """Print the paths of the files, what a check finds in them, and what comes next."""
    for words in spoken:
        for path in files:
            say(words.translate("command.new.written", path=path), style="bold")
    checked = checking.whole(made.root, lambda: loaded, Day.today())
    found = checking.only(checked, map(made.root.joinpath, files), made.root)
    check_report.show(found, out, [words.locale for words in spoken])
    for words in spoken:
        say(words.translate("command.new.next"))


def _wrong(made: Draft, name: str) -> list[Problem]:
    """Return what is missing; or else the rules that the answers break; or else why not this id."""
    wrong = list(made.missing())
    if not wrong:
        for lang in made.langs:
            wrong += made.rules_broken(lang)
    return wrong or list(made.refuse(name))


def _stop(wrong: Sequence[Problem], spoken: Sequence[Catalogue]) -> NoReturn:
    """Print what is wrong, and that nothing was written; exit as for a mistake to mend."""
    for words in spoken:
        for problem in wrong:
            warn(prompts.bare(problem, words.locale), style="bold")
            warn(f"  → {problems.fix(problem, words.locale)}")
        warn(words.translate("command.new.nothing"))
    raise typer.Exit(2)
