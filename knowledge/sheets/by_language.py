"""Values by language of a file for all languages, and how they are read in one of them."""

from collections.abc import Sequence
from typing import Annotated, Any, Self

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


def together(before: Any, new: Any, lang: str, langs: Sequence[str]) -> Any:
    """Return a value as a form in `lang` holds it, with what it does not show of the one before:
    the texts in the other languages. Rows of a list are known by their id.
    """
    if isinstance(new, list):
        known = rows_by_id(before)
        return [together(known.get(id_of(row)), row, lang, langs) for row in new]
    if not isinstance(new, dict):
        return {**before, lang: new} if new and _holds_languages(before) else new
    if _holds_languages(new):
        return {**_in_each(before, langs), **new}
    held = before if isinstance(before, dict) else {}
    return {key: together(held.get(key), value, lang, langs) for key, value in new.items()}


def rows_by_id(rows: Any) -> dict[str, Any]:
    """Return the rows of a list by their id; none of what is no list."""
    held = rows if isinstance(rows, list) else ()
    return {id_of(row): row for row in held}


def id_of(row: Any) -> str:
    """Return the id of a row, "" for one that has none."""
    return str(row.get("id") or "") if isinstance(row, dict) else ""


def _holds_languages(held: Any) -> bool:
    return isinstance(held, dict) and bool(held) and set(held) <= Names.model_fields.keys()


def _in_each(before: Any, langs: Sequence[str]) -> dict[str, Any]:
    """Return what was said in each language before; one text is said in all."""
    if isinstance(before, dict):
        return before
    return dict.fromkeys(langs, before) if before else {}
