"""A toolkit: sheets and files in the order in which they serve, with whose they are and what may be
done with them.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from knowledge.sheets import kit_rules
from knowledge.sheets.field_info import Model, Said
from knowledge.sheets.kinds.tool import TYPES, ToolType
from knowledge.sheets.licences import LICENCES, LicenceId
from knowledge.sheets.sheet import Keys, Kind
from knowledge.sheets.values import Checksum, FilePath, Id, Line, Terms, Text, Version
from knowledge.source import Lang

ACCESS: Mapping[str, tuple[str, str]] = {
    "public": ("public : tout le monde peut télécharger", "openbaar: iedereen kan downloaden"),
    "network": ("réseau : à demander à l’institution", "netwerk: aan te vragen bij de instelling"),
}
LANGUAGES: Mapping[str, tuple[str, str]] = {
    "fr": ("français", "Frans"),
    "nl": ("néerlandais", "Nederlands"),
    "de": ("allemand", "Duits"),
    "en": ("anglais", "Engels"),
}
_OWNER = Said(
    ("Propriétaire", "Eigenaar"),
    (
        "L’institution à qui le document appartient : le nom de son fichier dans docs/directory, sans « .yml ».",
        "De instelling van wie het document is: de naam van haar bestand in docs/directory, zonder „.yml”.",
    ),
    "talent-brussels",
    terms="organisations",
)
_LICENCE = Said(
    ("Licence", "Licentie"),
    (
        "Ce que chacun peut faire du document. Demandez-la au propriétaire : sans licence, rien ne peut être repris.",
        "Wat iedereen met het document mag doen. Vraag het aan de eigenaar: zonder licentie mag niets.",
    ),
    "CC-BY-4.0",
    words=LICENCES,
)
_VERSION = Said(
    ("Version", "Versie"),
    ("Le numéro de version.", "Het versienummer."),
    "1.0",
)
_CONDITIONS = Said(
    ("Conditions d’utilisation", "Gebruiksvoorwaarden"),
    (
        "Ce que l’institution demande à qui s’en sert, en une ou deux phrases.",
        "Wat de instelling vraagt aan wie het gebruikt, in een of twee zinnen.",
    ),
    (
        "À adapter librement, en citant l’institution.",
        "Vrij aan te passen, met vermelding van de instelling.",
    ),
)


class Item(Model):
    """One thing that a kit holds: a sheet, or a file with what its reader must know."""

    sheet: Annotated[
        Id | None,
        Said(
            ("Fiche", "Fiche"),
            (
                "Le nom d’une fiche de docs/<langue>/tools, sans « .md ».",
                "De naam van een fiche van docs/<taal>/tools, zonder „.md”.",
            ),
            "hold-a-framing-meeting",
            terms="tools",
        ),
    ] = None
    file: Annotated[
        FilePath | None,
        Said(
            ("Fichier", "Bestand"),
            (
                "Le chemin du fichier, depuis le dossier de cette fiche.",
                "Het pad van het bestand, vanaf deze map.",
            ),
            "framing/framing-checklist.docx",
            terms="files",
        ),
    ] = None
    type: Annotated[
        ToolType | None,
        Said(
            ("Type", "Type"),
            (
                "« method » dit comment faire, « tool » est à remplir, « example » montre un résultat.",
                "„method” zegt hoe het moet, „tool” is om in te vullen, „example” toont een resultaat.",
            ),
            "tool",
            words=TYPES,
        ),
    ] = None
    title: Annotated[
        Line | None,
        Said(
            ("Titre", "Titel"),
            (
                "Le nom du document, comme on le dirait.",
                "De naam van het document, zoals je hem zou zeggen.",
            ),
            ("Liste de contrôle du cadrage", "Checklist voor de afbakening"),
        ),
    ] = None
    alternative: Annotated[
        Text | None,
        Said(
            ("Texte de remplacement", "Alternatieve tekst"),
            (
                "Ce que le fichier contient, en une à trois phrases, pour qui ne peut pas l’ouvrir.",
                "Wat het bestand bevat, in een tot drie zinnen, voor wie het niet kan openen.",
            ),
            (
                "Trente points à cocher, en six groupes, et un tableau « qui fait quoi ».",
                "Dertig aan te vinken punten, in zes groepen, en een tabel „wie doet wat”.",
            ),
        ),
    ] = None
    owner: Annotated[Id | None, _OWNER] = None
    licence: Annotated[LicenceId | None, _LICENCE] = None
    version: Annotated[Version | None, _VERSION] = None
    language: Annotated[
        Lang | None,
        Said(
            ("Langue", "Taal"),
            (
                "Celle du document, si ce n’est pas celle de la fiche.",
                "Die van het document, als het niet die van de fiche is.",
            ),
            "en",
            words=LANGUAGES,
        ),
    ] = None
    conditions: Annotated[Text | None, _CONDITIONS] = None
    checksum: Annotated[
        Checksum | None,
        Said(
            ("Somme de contrôle", "Controlesom"),
            (
                "SHA-256 du fichier, s’il faut garantir qu’il est bien celui du propriétaire ; sinon, n’écrivez rien.",
                "SHA-256 van het bestand, als het zeker dat van de eigenaar moet zijn; schrijf anders niets.",
            ),
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ),
    ] = None


class Toolkit(Keys):
    """Sheets and files that serve one step, ready to be taken along."""

    steps: Annotated[
        Terms,
        Field(min_length=1),
        Said(
            ("Étapes", "Stappen"),
            (
                "Les étapes de la démarche où le kit sert.",
                "De stappen van de aanpak waarin de kit dient.",
            ),
            "[framing]",
            terms="steps",
        ),
    ]
    fields: Annotated[
        Terms,
        Said(
            ("Champs d’action", "Actiedomeinen"),
            (
                "Ceux des six champs qu’il vise ; aucun s’il vaut pour tous.",
                "Die van de zes domeinen waarop hij mikt; geen als hij voor alle geldt.",
            ),
            "[work-content, management]",
            terms="fields",
        ),
    ] = ()
    audiences: Annotated[
        Terms,
        Said(
            ("Publics", "Doelgroepen"),
            ("Qui s’en sert.", "Wie hem gebruikt."),
            "[hr, managers]",
            terms="audiences",
        ),
    ] = ()
    version: Annotated[Version, _VERSION]
    owner: Annotated[Id, _OWNER]
    licence: Annotated[LicenceId, _LICENCE]
    conditions: Annotated[Text | None, _CONDITIONS] = None
    access: Annotated[
        Literal["public", "network"],
        Said(
            ("Accès", "Toegang"),
            (
                "« public » met les fichiers en ligne ; « network » les annonce et dit à qui les demander.",
                "„public” zet de bestanden online; „network” kondigt ze aan en zegt bij wie je ze vraagt.",
            ),
            "public",
            words=ACCESS,
        ),
    ]
    contents: Annotated[
        tuple[Item, ...],
        Field(min_length=1),
        Said(
            ("Contenu", "Inhoud"),
            (
                "Les fiches et les fichiers, dans l’ordre où ils servent.",
                "De fiches en de bestanden, in de volgorde waarin ze dienen.",
            ),
            "[{sheet: hold-a-framing-meeting}]",
        ),
    ]


SHARED = ("steps", "fields", "audiences", "owner", "licence", "access")
KIND = Kind(
    "toolkit",
    "toolkits",
    Toolkit,
    ("Boîte à outils", "Toolkit"),
    ("Boîtes à outils", "Toolkits"),
    kit_rules.rules,
    kit_rules.TEXTS,
    shared=SHARED,
    beside=kit_rules.beside,
)
