"""`vigie new`: ask for what a sheet needs, or take it from the command line; write it whole, or
write nothing.
"""

import sys
from collections.abc import Mapping, Sequence
from datetime import date as Day
from difflib import get_close_matches
from typing import Annotated, NoReturn

import typer
from rich.text import Text

from knowledge import problems
from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.problems import Tongue
from knowledge.sheets import collection, schema_fields
from knowledge.sheets.field_info import pick
from knowledge.sheets.registry import KINDS
from knowledge.sheets.schema_fields import Key
from knowledge.storage import atomic
from scrapers.pipeline import Instance
from vigie import asking, check_report, checking, drafting
from vigie.asking import Desk
from vigie.drafting import Draft
from vigie.speech import tongues
from vigie.terminal import Common, err, out, say

_SAID = {
    "more": ("Remplir aussi ce qui est facultatif ?", "Ook invullen wat facultatief is?"),
    "lead": (
        "{kind}. Ctrl-C pour abandonner : rien n’est écrit avant la fin.",
        "{kind}. Ctrl-C om te stoppen: er wordt niets geschreven vóór het einde.",
    ),
    "text": ("—— Le texte en {lang} ——", "—— De tekst in het {lang} ——"),
    "other": ("Écrire aussi la fiche en {lang} ?", "De fiche ook in het {lang} schrijven?"),
    "fr": ("français", "Frans"),
    "nl": ("néerlandais", "Nederlands"),
    "id": (
        "Nom du fichier, pour toujours (Entrée : {name}) > ",
        "Bestandsnaam, voor altijd (Enter: {name}) > ",
    ),
    "nothing": ("Rien n’a été écrit.", "Er is niets geschreven."),
    "written": ("Écrit : {path}", "Geschreven: {path}"),
    "next": (
        "Et maintenant : relisez et complétez ces fichiers, lancez « vigie check », puis proposez-les.",
        "En nu: lees deze bestanden na, vul ze aan, voer „vigie check” uit en stel ze dan voor.",
    ),
}


def new(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="The kind of sheet: practice, …", show_default=False)],
    name: Annotated[
        str, typer.Argument(metavar="[ID]", help="Its id; unsaid, made of the title.")
    ] = "",
    given: Annotated[
        list[str] | None,
        typer.Option("--set", help="key=value; fr.key=value for one language; may be repeated."),
    ] = None,
    only: Annotated[str, typer.Option("--only", help="Write only this language: fr or nl.")] = "",
    lang: Annotated[
        str, typer.Option("--lang", help="fr or nl; by default the terminal's language.")
    ] = "",
) -> None:
    """Write a new sheet: ask for what it needs, or take it from --set."""
    common: Common = context.obj
    spoken = tongues(lang or common.chosen)
    loaded = common.load()
    if kind not in KINDS:
        near = get_close_matches(kind, KINDS, n=1, cutoff=0.5) or list(KINDS)
        _stop([Problem("kind_unknown", {"found": kind, "allowed": ", ".join(near)})], spoken)
    draft = _draft(loaded, kind, only, spoken)
    wrong = [
        *(draft.refuse(name) if name else ()),
        *drafting.take(draft, given or (), draft.langs[0]),
    ]
    if wrong:
        _stop(wrong, spoken)
    if sys.stdin.isatty():
        try:
            name = converse(draft, name, _desk(draft, spoken[0]))
        except EOFError:
            _stop([], spoken)
    _write(draft, name, loaded, spoken)


def converse(draft: Draft, name: str, desk: Desk) -> str:
    """Ask for all that has no answer yet; give the id. Raises EOFError where the person leaves."""
    desk.tell(_say("lead", desk.tongue, kind=draft.kind.label(desk.tongue)))
    _ask(draft, "", desk, required=True)
    first, *others = draft.langs
    _ask_texts(draft, first, desk)
    for lang in others:
        answered = bool(draft.held.get(lang))
        if answered or desk.agrees("\n" + _say("other", desk.tongue, lang=_say(lang, desk.tongue))):
            _ask_texts(draft, lang, desk)
        else:
            draft.langs = tuple(one for one in draft.langs if one != lang)
    if desk.agrees("\n" + _say("more", desk.tongue)):
        _ask_more(draft, desk)
    _mend(draft, desk)
    return name or _name(draft, desk)


def _ask_texts(draft: Draft, lang: str, desk: Desk) -> None:
    if lang:
        desk.tell("")
        desk.tell(_say("text", desk.tongue, lang=_say(lang, desk.tongue)))
        _ask(draft, lang, desk, required=True)


def _ask_more(draft: Draft, desk: Desk) -> None:
    for lang in ("", *filter(None, draft.langs)):
        _ask(draft, lang, desk, required=False)


def _ask(draft: Draft, lang: str, desk: Desk, *, required: bool) -> None:
    for key in list(draft.open(lang, required=required)):
        _one(draft, key, lang, desk, required=required)


def _one(draft: Draft, key: Key, lang: str, desk: Desk, *, required: bool) -> None:
    value = asking.key(key, draft.kind.model, lang, desk, required=required)
    if value is not None:
        draft.put(key, lang, value)


def _mend(draft: Draft, desk: Desk) -> None:
    """Tell which rules between keys the answers break, and ask again for what could mend them."""
    named = {key.name: key for key in draft.keys}
    for lang in draft.langs:
        while broken := draft.broken(lang):
            desk.tell("")
            desk.refuse([problem for _, problem in broken])
            _ask(draft, lang, desk, required=False)
            for name in dict.fromkeys(name for name, _ in draft.broken(lang)):
                own = lang if draft.own(named[name]) else ""
                _one(draft, named[name], own, desk, required=named[name].required)


def _name(draft: Draft, desk: Desk) -> str:
    while True:
        made = draft.name()
        name = desk.ask("\n" + _say("id", desk.tongue, name=made)).strip() or made
        wrong = list(draft.refuse(name))
        if not wrong:
            return name
        desk.refuse(wrong)


def _draft(loaded: Instance, kind: str, only: str, spoken: Sequence[Tongue]) -> Draft:
    """Begin a draft in the languages of the instance, that of the person first."""
    held = collection.load(loaded.root)
    try:
        langs = drafting.languages(KINDS[kind], held, only)
    except SheetError as error:
        _stop(error.faults, spoken)
    first = spoken[0] if spoken[0] in langs else langs[0]
    ordered = tuple(sorted(langs, key=lambda one: one != first))
    return Draft(KINDS[kind], ordered, loaded.root, loaded.taxonomy, held)


def _desk(draft: Draft, tongue: Tongue) -> Desk:
    def names(key: Key) -> Mapping[str, str]:
        return schema_fields.words(key, draft.taxonomy, tongue, draft.collection.languages)

    return Desk(input, say, tongue, draft.wrong, draft.lists, names)


def _write(draft: Draft, name: str, loaded: Instance, spoken: Sequence[Tongue]) -> None:
    """Write the files and say where they are, how they fare and what comes next; or say what is
    missing.
    """
    name = name or draft.name()
    missing = list(draft.missing())
    wrong = missing or (
        [one for lang in draft.langs for _, one in draft.broken(lang)] or list(draft.refuse(name))
    )
    if wrong:
        _stop(wrong, spoken)
    try:
        made = draft.files(name)
    except SheetError as error:
        _stop(error.faults, spoken)
    for path, body in made.items():
        atomic.refuse_links(draft.root / path, draft.root)
        atomic.write(draft.root / path, body)
    for tongue in spoken:
        for path in made:
            out.print(Text(_say("written", tongue, path=path), style="bold"), soft_wrap=True)
    found = checking.only(
        checking.whole(draft.root, lambda: loaded, Day.today()),
        [draft.root / path for path in made],
        draft.root,
    )
    check_report.show(found, out, spoken)
    for tongue in spoken:
        say(_say("next", tongue))


def _stop(wrong: Sequence[Problem], spoken: Sequence[Tongue]) -> NoReturn:
    """Say what is wrong, and that nothing was written; leave with the code of a mistake to mend."""
    for tongue in spoken:
        for one in wrong:
            err.print(Text(asking.bare(one, tongue), style="bold"), soft_wrap=True)
            err.print(Text(f"  → {problems.fix(one, tongue)}"), soft_wrap=True)
        err.print(Text(_say("nothing", tongue)), soft_wrap=True)
    raise typer.Exit(2)


def _say(what: str, tongue: str, **facts: str) -> str:
    told = pick(_SAID[what], tongue)
    for name, fact in facts.items():
        told = told.replace("{" + name + "}", fact)
    return told
