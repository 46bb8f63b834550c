"""What a bilingual file says in each language, and how it is read in one: the word of that
language, or the first.
"""

from typing import Annotated, Any, Self

from pydantic import Discriminator, Tag, model_validator

from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.values import Address, Text, wrong


class _InSome(SheetModel):
    """At least one language."""

    @model_validator(mode="after")
    def _holds_one(self) -> Self:
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise wrong("some_language")
        return self


class Names(_InSome):
    """A text by language."""

    fr: Text | None = None
    nl: Text | None = None
    en: Text | None = None


class Sites(_InSome):
    """An address by language."""

    fr: Address | None = None
    nl: Address | None = None
    en: Address | None = None


def _is_by_language(value: Any) -> str:
    return "by-language" if isinstance(value, dict | SheetModel) else "the-same"


# The tags are no identifiers, so that `mistakes` takes them out of the place where a mistake shows.
Words = Annotated[
    Annotated[Text, Tag("the-same")] | Annotated[Names, Tag("by-language")],
    Discriminator(_is_by_language),
]
SiteAddress = Annotated[
    Annotated[Address, Tag("the-same")] | Annotated[Sites, Tag("by-language")],
    Discriminator(_is_by_language),
]


def versions(value: str | Names | Sites | None) -> dict[str, str]:
    """Give what is said in each language, those that say nothing left out; "" is the language of
    all.
    """
    if value is None or isinstance(value, str):
        return {"": value} if value else {}
    return {name: said for name in type(value).model_fields if (said := getattr(value, name))}


def read(value: str | Names | Sites | None, lang: str) -> tuple[str, str]:
    """Give what is said, and in which language: the reader's, or the first there is; "" where it is
    that of all.
    """
    known = versions(value)
    tongue = lang if lang in known else next(iter(known), "")
    return known.get(tongue, ""), tongue
