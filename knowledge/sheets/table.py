"""The kinds -> the page of the editors' guide that lists their keys, in French or in Dutch."""

from collections.abc import Iterable, Iterator

from knowledge.sheets import template
from knowledge.sheets.field_info import pick
from knowledge.sheets.schema_fields import Key, keys, words
from knowledge.sheets.sheet import Kind
from knowledge.taxonomy import Taxonomy

_SAID = {
    "title": ("Les fiches, clé par clé", "De fiches, sleutel per sleutel"),
    "lead": (
        "Cette page est écrite par la commande `vigie schema` d’après les modèles : ne la corrigez pas à la main. "
        "Une fiche est un fichier de texte : un en-tête entre deux lignes `---`, où chaque ligne est une clé, un "
        "deux-points et une valeur ; puis le texte. `vigie new` la crée en posant les questions, `vigie check` dit ce "
        "qui ne va pas ([les commandes](commands.md)).",
        "Deze pagina wordt door het commando `vigie schema` uit de modellen geschreven: verbeter ze niet met de hand. "
        "Een fiche is een tekstbestand: een kop tussen twee regels `---`, waarin elke regel een sleutel, een "
        "dubbelepunt en een waarde is; daarna de tekst. `vigie new` maakt ze door de vragen te stellen, `vigie check` "
        "zegt wat er niet klopt ([de commando’s](commands.md)).",
    ),
    "names": (
        "Le nom du fichier est l’identifiant de la fiche, pour toujours : de petites lettres sans accent, des "
        "chiffres, des traits d’union. Il est le même dans toutes les langues.",
        "De bestandsnaam is voor altijd de id van de fiche: kleine letters zonder accent, cijfers, koppeltekens. "
        "Hij is dezelfde in alle talen.",
    ),
    "stands": ("Fichier : ", "Bestand: "),
    "one_file": (" (un seul fichier pour toutes les langues)", " (één bestand voor alle talen)"),
    "template": ("Modèle à copier : ", "Sjabloon om te kopiëren: "),
    "create": ("Pour la créer : ", "Om ze te maken: "),
    "heads": (
        "| Clé | Nom | Obligatoire | À quoi elle sert | Exemple | Mots admis |",
        "| Sleutel | Naam | Verplicht | Waarvoor ze dient | Voorbeeld | Toegelaten woorden |",
    ),
    "section_heads": (
        "| Rubrique du texte | Obligatoire | Ce qu’on y écrit |",
        "| Rubriek van de tekst | Verplicht | Wat je er schrijft |",
    ),
    "yes": ("oui", "ja"),
    "no": ("non", "nee"),
    "body": (
        "Sous l’en-tête, le texte est libre, en Markdown ; ses titres commencent par `## `.",
        "Onder de kop is de tekst vrij, in Markdown; zijn titels beginnen met `## `.",
    ),
    "organisations": (
        "le nom d’un fichier de `docs/directory`, sans `.yml`",
        "de naam van een bestand van `docs/directory`, zonder `.yml`",
    ),
    "roles": (
        "une institution et un de ses rôles, comme `institution/rôle`",
        "een instelling en een van haar rollen, zoals `instelling/rol`",
    ),
    "tools": (
        "le nom d’une fiche de `docs/fr/tools`, sans `.md`",
        "de naam van een fiche van `docs/nl/tools`, zonder `.md`",
    ),
    "files": (
        "le chemin d’un fichier, depuis le dossier de la fiche",
        "het pad van een bestand, vanaf de fiche",
    ),
}


def page(kinds: Iterable[Kind], lang: str, taxonomy: Taxonomy) -> str:
    """Write the page."""
    opening = [f"# {_say('title', lang)}", "", _say("lead", lang), "", _say("names", lang)]
    told = [line for kind in kinds for line in _kind(kind, lang, taxonomy)]
    return "\n".join([*opening, *told]) + "\n"


def _kind(kind: Kind, lang: str, taxonomy: Taxonomy) -> Iterator[str]:
    single = kind.suffix != ".md"
    path = (
        f"docs/{kind.folder}/…{kind.suffix}"
        if single
        else f"docs/{lang}/{kind.folder}/…{kind.suffix}"
    )
    named = template.name(kind, lang)
    yield from ("", f"## {pick(kind.label, lang)} (`{kind.id}`)", "")
    yield f"{_say('stands', lang)}`{path}`{_say('one_file', lang) if single else ''}.  "
    yield f"{_say('template', lang)}[{named}](../templates/{named}).  "
    yield f"{_say('create', lang)}`vigie new {kind.id}`."
    yield from ("", _say("heads", lang), "|---|---|---|---|---|---|")
    yield from _rows(keys(kind.model), "", lang, taxonomy)
    sections = [key for key in keys(kind.model) if key.said.section]
    if sections:
        yield from ("", _say("section_heads", lang), "|---|---|---|")
        yield from (
            f"| {pick(key.said.label, lang)} | {_needed(key, lang)} | {_help(key, lang)} |"
            for key in sections
        )
    elif not single:
        yield from ("", _say("body", lang))


def _rows(found: Iterable[Key], above: str, lang: str, taxonomy: Taxonomy) -> Iterator[str]:
    for key in found:
        if key.said.section:
            continue
        example = " ".join(key.example(lang).split())
        cells = (
            f"`{above}{key.name}`",
            pick(key.said.label, lang),
            _needed(key, lang),
            _help(key, lang),
            f"`{_cell(example)}`" if example else "",
            _words(key, lang, taxonomy),
        )
        yield f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")
        if key.inner:
            yield from _rows(keys(key.inner), f"{above}{key.name}.", lang, taxonomy)


def _words(key: Key, lang: str, taxonomy: Taxonomy) -> str:
    if key.said.terms in _SAID:
        return _say(key.said.terms, lang)
    return ", ".join(
        f"`{word}` ({_cell(label)})" for word, label in words(key, taxonomy, lang).items()
    )


def _needed(key: Key, lang: str) -> str:
    return _say("yes" if key.required else "no", lang)


def _help(key: Key, lang: str) -> str:
    return _cell(pick(key.said.help, lang))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _say(what: str, lang: str) -> str:
    return pick(_SAID[what], lang)
