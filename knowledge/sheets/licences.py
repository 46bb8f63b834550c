"""The licences that a shared document may bear: a closed list, so that a reader knows at once what
is allowed.

Ids are those of SPDX (https://spdx.org/licenses/), but for the one that grants nothing, which SPDX
does not list.
"""

from collections.abc import Mapping
from typing import Literal

from knowledge.sheets.field_info import Pair, pick

LicenceId = Literal[
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "CC0-1.0",
    "EUPL-1.2",
    "all-rights-reserved",
]
RESERVED = "all-rights-reserved"
LICENCES: Mapping[str, tuple[str, str]] = {
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 : libre, en citant l’auteur",
        "Creative Commons Naamsvermelding 4.0: vrij, met vermelding van de auteur",
    ),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution, partage dans les mêmes conditions 4.0",
        "Creative Commons Naamsvermelding, gelijk delen 4.0",
    ),
    "CC-BY-NC-4.0": (
        "Creative Commons Attribution, pas d’utilisation commerciale 4.0",
        "Creative Commons Naamsvermelding, niet-commercieel 4.0",
    ),
    "CC-BY-NC-SA-4.0": (
        "Creative Commons Attribution, pas d’utilisation commerciale, partage dans les mêmes conditions 4.0",
        "Creative Commons Naamsvermelding, niet-commercieel, gelijk delen 4.0",
    ),
    "CC0-1.0": (
        "Creative Commons CC0 1.0 : libre, sans condition",
        "Creative Commons CC0 1.0: vrij, zonder voorwaarde",
    ),
    "EUPL-1.2": (
        "Licence publique de l’Union européenne 1.2",
        "Openbare licentie van de Europese Unie 1.2",
    ),
    RESERVED: (
        "Tous droits réservés : aux conditions indiquées",
        "Alle rechten voorbehouden: onder de vermelde voorwaarden",
    ),
}
_DEEDS = {
    "CC-BY-4.0": "licenses/by/4.0",
    "CC-BY-SA-4.0": "licenses/by-sa/4.0",
    "CC-BY-NC-4.0": "licenses/by-nc/4.0",
    "CC-BY-NC-SA-4.0": "licenses/by-nc-sa/4.0",
    "CC0-1.0": "publicdomain/zero/1.0",
}
# Commission Implementing Decision (EU) 2017/863, whose annex is the licence in every language of
# the Union.
_EUPL = "https://eur-lex.europa.eu/legal-content/{lang}/TXT/?uri=CELEX:32017D0863"


def name(licence: str, lang: str) -> str:
    """Give a licence's name in a language."""
    said: Pair = LICENCES[licence]
    return pick(said, lang)


def text(licence: str, lang: str) -> str:
    """Give the address of a licence's legal text in a language, or "" where there is none."""
    if licence == "EUPL-1.2":
        return _EUPL.format(lang=lang.upper())
    deed = _DEEDS.get(licence, "")
    return f"https://creativecommons.org/{deed}/legalcode.{lang}" if deed else ""
