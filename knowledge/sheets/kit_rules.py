"""What must hold between the keys of a kit, and between them and the files beside it."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.sheets.field_info import Model
from knowledge.sheets.licences import RESERVED
from knowledge.sheets.sheet import Mistake, Texts

# What only a file needs to be told of; a sheet says it itself.
_OF_FILES = (
    "type",
    "title",
    "alternative",
    "owner",
    "licence",
    "version",
    "language",
    "conditions",
    "checksum",
)
_NEEDED = ("title", "type", "alternative")


def rules(held: Mapping[str, Any]) -> Iterator[Mistake]:
    """Hold each thing of the contents, then the whole, then the campaign of a communication kit."""
    contents: tuple[Any, ...] = held.get("contents") or ()
    for number, item in enumerate(contents):
        yield from _item(item, number)
    yield from _twice(contents)
    if held.get("licence") == RESERVED and "conditions" in held and held["conditions"] is None:
        yield Mistake("licence", "kit_reserved", {"found": RESERVED})
    known = [item.file for item in contents if item.file]
    for number, moment in enumerate(held.get("campaign") or () if "contents" in held else ()):
        if moment.file and moment.file not in known:
            facts = {"found": moment.file, "allowed": ", ".join(known) or "—"}
            yield Mistake("campaign", "kit_campaign_file", facts, (number, "file"))


def beside(keys: Model, folder: Path) -> Iterator[Mistake]:
    """Hold the checksums that are given against the files."""
    for number, item in enumerate(getattr(keys, "contents", None) or ()):
        if item.checksum and item.file and (folder / item.file).is_file():
            found = hashlib.sha256((folder / item.file).read_bytes()).hexdigest()
            if found != item.checksum:
                facts = {"file": item.file, "found": item.checksum, "expected": found}
                yield Mistake("contents", "kit_checksum", facts, (number, "checksum"))


def _item(item: Any, number: int) -> Iterator[Mistake]:
    if bool(item.sheet) == bool(item.file):
        code = "kit_item_both" if item.sheet else "kit_item_neither"
        yield Mistake(
            "contents",
            code,
            {"number": str(number + 1)},
            (number, "file") if item.sheet else (number,),
        )
        return
    if item.sheet:
        told = [key for key in _OF_FILES if getattr(item, key) is not None]
        if told:
            facts = {"found": item.sheet, "keys": ", ".join(told)}
            yield Mistake("contents", "kit_sheet_told", facts, (number, told[0]))
        return
    for key in _NEEDED:
        if getattr(item, key) is None:
            code = "kit_alternative" if key == "alternative" else "field_missing"
            yield Mistake("contents", code, {"found": item.file}, (number, key))
    if item.file.endswith(".md"):
        yield Mistake("contents", "kit_markdown", {"found": item.file}, (number, "file"))
    if item.licence == RESERVED and item.conditions is None:
        yield Mistake("contents", "kit_reserved", {"found": RESERVED}, (number, "licence"))


def _twice(contents: tuple[Any, ...]) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for number, item in enumerate(contents):
        named = item.sheet or item.file
        if not named or (item.sheet and item.file):
            continue
        if named in first:
            facts = {"found": named, "first": str(first[named] + 1), "number": str(number + 1)}
            yield Mistake(
                "contents", "kit_twice", facts, (number, "sheet" if item.sheet else "file")
            )
        first.setdefault(named, number)


TEXTS: Texts = {
    "kit_item_both": {
        "en": (
            "{path}, line {line}: number {number} of the contents names a sheet and a file.",
            "Keep one of them, or make two elements, as “- sheet: …” and “- file: …”.",
        ),
        "fr": (
            "{path}, ligne {line} : le numéro {number} du contenu nomme à la fois une fiche et un fichier.",
            "Gardez l’un des deux, ou faites-en deux éléments : « - sheet: hold-a-framing-meeting », "
            "puis « - file: framing/framing-checklist.docx ».",
        ),
        "nl": (
            "{path}, regel {line}: nummer {number} van de inhoud noemt een fiche én een bestand.",
            "Behoud een van beide, of maak er twee elementen van: „- sheet: hold-a-framing-meeting”, "
            "dan „- file: framing/framing-checklist.docx”.",
        ),
    },
    "kit_item_neither": {
        "en": (
            "{path}, line {line}: number {number} of the contents names neither a sheet nor a file.",
            "Write “- sheet: hold-a-framing-meeting” or “- file: framing/framing-checklist.docx”.",
        ),
        "fr": (
            "{path}, ligne {line} : le numéro {number} du contenu ne nomme ni une fiche ni un fichier.",
            "Commencez-le par « - sheet: hold-a-framing-meeting » ou par « - file: framing/framing-checklist.docx ».",
        ),
        "nl": (
            "{path}, regel {line}: nummer {number} van de inhoud noemt geen fiche en geen bestand.",
            "Begin het met „- sheet: hold-a-framing-meeting” of met „- file: framing/framing-checklist.docx”.",
        ),
    },
    "kit_sheet_told": {
        "en": (
            "{path}, line {line}: beside the sheet “{found}” stands: {keys}.",
            "Take it out: the sheet says it.",
        ),
        "fr": (
            "{path}, ligne {line} : à côté de la fiche « {found} », on trouve : {keys}.",
            "Supprimez ces clés : la fiche dit elle-même son type et son titre, et suit la licence du kit. "
            "Par exemple : « - sheet: {found} », et rien d’autre.",
        ),
        "nl": (
            "{path}, regel {line}: naast de fiche „{found}” staat: {keys}.",
            "Schrap die sleutels: de fiche zegt zelf haar type en titel, en volgt de licentie van de kit. "
            "Bijvoorbeeld: „- sheet: {found}”, en verder niets.",
        ),
    },
    "kit_alternative": {
        "en": (
            "{path}, line {line}: the file {found} has no text alternative.",
            "Add “alternative: …”: what it holds, in one to three sentences, for those who cannot open it.",
        ),
        "fr": (
            "{path}, ligne {line} : le fichier {found} n’a pas de texte de remplacement.",
            "Ajoutez « alternative: … » sous ce fichier. {help} Par exemple : {example}",
        ),
        "nl": (
            "{path}, regel {line}: het bestand {found} heeft geen alternatieve tekst.",
            "Voeg onder dat bestand „alternative: …” toe. {help} Bijvoorbeeld: {example}",
        ),
    },
    "kit_markdown": {
        "en": (
            "{path}, line {line}: {found} is Markdown.",
            "Make it a sheet in docs/<language>/tools, or a PDF.",
        ),
        "fr": (
            "{path}, ligne {line} : {found} est du Markdown, dont le site ferait une page.",
            "Faites-en une fiche de docs/<langue>/tools et nommez-la par « - sheet: … », ou joignez un autre format.",
        ),
        "nl": (
            "{path}, regel {line}: {found} is Markdown, waarvan de site een pagina zou maken.",
            "Maak er een fiche van in docs/<taal>/tools en noem die met „- sheet: …”, of voeg een ander formaat toe.",
        ),
    },
    "kit_reserved": {
        "en": (
            "{path}, line {line}: “{found}” allows nothing by itself.",
            "Add “conditions: …”: what readers may do, or choose an open licence such as CC-BY-4.0.",
        ),
        "fr": (
            "{path}, ligne {line} : « {found} » ne permet rien par elle-même.",
            "Ajoutez « conditions: … » : ce que les autres institutions peuvent en faire. Par exemple : "
            "À utiliser tel quel, dans la fonction publique régionale. Ou choisissez une licence ouverte, comme "
            "CC-BY-4.0.",
        ),
        "nl": (
            "{path}, regel {line}: „{found}” laat op zichzelf niets toe.",
            "Voeg „conditions: …” toe: wat de andere instellingen ermee mogen doen. Bijvoorbeeld: "
            "Ongewijzigd te gebruiken, in het gewestelijk openbaar ambt. Of kies een open licentie, zoals CC-BY-4.0.",
        ),
    },
    "kit_twice": {
        "en": (
            "{path}, line {line}: {found} stands twice in the contents, as number {first} and as number {number}.",
            "Take one of them out.",
        ),
        "fr": (
            "{path}, ligne {line} : {found} figure deux fois dans le contenu, aux numéros {first} et {number}.",
            "Gardez-le là où il sert d’abord, et supprimez l’autre.",
        ),
        "nl": (
            "{path}, regel {line}: {found} staat twee keer in de inhoud, als nummer {first} en {number}.",
            "Behoud het waar het eerst dient, en schrap het andere.",
        ),
    },
    "kit_campaign_file": {
        "en": (
            "{path}, line {line}: the campaign uses {found}, which is not among the contents.",
            "Use one of these, or add it to the contents: {allowed}.",
        ),
        "fr": (
            "{path}, ligne {line} : le calendrier emploie {found}, qui n’est pas dans le contenu du kit.",
            "Employez l’un de ceux-ci, ou ajoutez-le au contenu : {allowed}.",
        ),
        "nl": (
            "{path}, regel {line}: de kalender gebruikt {found}, dat niet in de inhoud van de kit staat.",
            "Gebruik een van deze, of voeg het aan de inhoud toe: {allowed}.",
        ),
    },
    "kit_checksum": {
        "en": (
            "{path}, line {line}: {file} is not the file that was announced: its checksum is {expected}.",
            "Put the owner’s file back, or write its checksum, or take “checksum” out.",
        ),
        "fr": (
            "{path}, ligne {line} : {file} n’est pas le fichier annoncé. On attendait la somme {found} ; "
            "celle du fichier est {expected}.",
            "Remettez le fichier du propriétaire. S’il l’a changé, écrivez « checksum: {expected} » ; "
            "sinon, supprimez la ligne : le site calcule la somme.",
        ),
        "nl": (
            "{path}, regel {line}: {file} is niet het aangekondigde bestand. Verwacht werd de som {found}; "
            "die van het bestand is {expected}.",
            "Zet het bestand van de eigenaar terug. Heeft hij het veranderd, schrijf dan „checksum: {expected}”; "
            "schrap anders de regel: de site berekent de som.",
        ),
    },
}
