"""The licences that a shared document may bear: a closed list, so that a reader knows at once what
is allowed.

Ids are those of SPDX (https://spdx.org/licenses/), but for the one that grants nothing, which SPDX
does not list.
"""

from typing import Literal, get_args

from knowledge.sheets.field_info import Choices

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
LICENCES = Choices("licences", get_args(LicenceId))
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
    """Return a licence's name in a language."""
    return LICENCES.label(licence, lang)


def text(licence: str, lang: str) -> str:
    """Return the address of a licence's legal text in a language, or "" where there is none."""
    if licence == "EUPL-1.2":
        return _EUPL.format(lang=lang.upper())
    if licence not in _DEEDS:
        return ""
    return f"https://creativecommons.org/{_DEEDS[licence]}/legalcode.{lang}"
