"""The id of an organisation -> what it is called, and the page that tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from hooks.library import Library


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as a page names it; `path` is "" where the directory does not hold it."""

    name: str
    path: str = ""


def named(name: str, library: Library, lang: str) -> Named:
    """Name an organisation in a language; its id where the directory does not hold it."""
    sheet = library.sheets.find("organisation", name, lang)
    if sheet is None:
        return Named(name)
    names = getattr(sheet.keys, "names", None)
    said = names.get(lang) if isinstance(names, Mapping) else getattr(names, lang, None)
    return Named(str(said or name), f"directory/{sheet.id}/")
