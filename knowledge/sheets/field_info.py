"""What people are told of a field: its name, what it is for, an example, and the words that it
takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from knowledge.i18n import typography

Lang = Literal["fr", "nl"]
LANGUAGES: tuple[Lang, ...] = ("fr", "nl")
# The same in every language, or French then Dutch.
Pair = str | tuple[str, str]


@dataclass(frozen=True)
class Said:
    """A field in the words of those who fill it in. Pairs are (French, Dutch).

    `terms` names the list whose ids the field takes: one of taxonomy.yml, "organisations" and
    "roles" (the directory), "tools" (the sheets of that kind) or "files" (those beside the sheet).
    `words` are the ids it takes otherwise, with their labels. A `section` stands below the front
    matter, under a heading of the second level that is its label.
    """

    label: Pair
    help: Pair
    example: Pair = ""
    terms: str = ""
    words: Mapping[str, Pair] = field(default_factory=dict)
    section: bool = False

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Add to a field's JSON Schema what an editor shows beside it."""
        told: dict[str, Any] = {
            "title": " / ".join(dict.fromkeys(pick(self.label, one) for one in LANGUAGES))
        }
        told["description"] = "\n\n".join(dict.fromkeys(pick(self.help, one) for one in LANGUAGES))
        if self.example:
            told["examples"] = list(dict.fromkeys(pick(self.example, one) for one in LANGUAGES))
        return {**handler(core), **told, **({"x-terms": self.terms} if self.terms else {})}


class Model(BaseModel):
    """A frozen record that takes no unknown key; each field of it bears a `Said`."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def of(info: FieldInfo) -> Said:
    """Give what is said of a field; TypeError when its author forgot."""
    for one in info.metadata:
        if isinstance(one, Said):
            return one
    raise TypeError(f"{info}: a field of a sheet needs a Said")


def pick(pair: Pair, lang: str) -> str:
    """Give the words of a language, French with the spaces that a printer would set (U+00A0,
    U+202F).
    """
    text = pair if isinstance(pair, str) else pair[LANGUAGES.index("nl" if lang == "nl" else "fr")]
    return text if lang == "nl" else typography.french(text)
