"""The id of an organisation, or of a role -> what it is called, and the page that tells of it."""

from typing import Any, NamedTuple

from knowledge.sheets import by_language
from knowledge.sheets.kinds.organisation import KIND
from publish.library import Library


class Named(NamedTuple):
    """An organisation as a page names it; `path` is "" where the directory does not hold it."""

    name: str
    path: str = ""


def named(name: str, library: Library, lang: str) -> Named:
    """Return an organisation in a language, or else in the first it has; its id where the directory
    does not hold it.
    """
    keys = _keys(name, library)
    return (
        Named(by_language.read(keys.names, lang)[0], f"{KIND.folder}/{name}/")
        if keys
        else Named(name)
    )


def role(contact: str, library: Library, lang: str) -> str:
    """Return a role's title, of "organisation/role", or its id where the directory does not hold
    it.
    """
    organisation, _, wanted = contact.partition("/")
    keys = _keys(organisation, library)
    found = (one for one in (keys.roles if keys else ()) if one.id == wanted)
    return next((by_language.read(one.title, lang)[0] for one in found), wanted)


def _keys(name: str, library: Library) -> Any:
    sheet = library.sheets.find(KIND, name)
    return sheet.keys if sheet else None
