"""Values by language of a file for all languages, and how they are read in one of them."""

from typing import Annotated, Self

from pydantic import Discriminator, Tag, model_validator

from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.values import Address, ShortText, wrong


class _InSome(SheetModel):
    """At least one language."""

    @model_validator(mode="after")
    def _holds_one(self) -> Self:
        if not any(map(self.get, type(self).model_fields)):
            raise wrong("some_language")
        return self


class Names(_InSome):
    """A text by language."""

    fr: ShortText | None = None
    nl: ShortText | None = None
    en: ShortText | None = None


class Sites(_InSome):
    """An address by language."""

    fr: Address | None = None
    nl: Address | None = None
    en: Address | None = None


def _is_by_language(value: object) -> str:
    if isinstance(value, dict | SheetModel):
        return "by-language"
    return "the-same"


# The tags are no identifiers, so that `model_paths` takes them out of the place of an error.
Words = Annotated[
    Annotated[ShortText, Tag("the-same")] | Annotated[Names, Tag("by-language")],
    Discriminator(_is_by_language),
]
SiteAddress = Annotated[
    Annotated[Address, Tag("the-same")] | Annotated[Sites, Tag("by-language")],
    Discriminator(_is_by_language),
]


def versions(value: str | Names | Sites | None) -> dict[str, str]:
    """Return what is written in each language, those without a text left out.

    "" is the language of a text that is the same in all.
    """
    if not value:
        return {}
    if isinstance(value, str):
        return {"": value}
    texts = {}
    for name in type(value).model_fields:
        if text := value.get(name):
            texts[name] = str(text)
    return texts


def read(value: str | Names | Sites | None, lang: str) -> tuple[str, str]:
    """Return a text and its language: the reader's, or the first there is.

    The language is "" where the text is the same in all.
    """
    known = versions(value)
    for found in (lang, *known):
        if found in known:
            return known[found], found
    return "", ""
