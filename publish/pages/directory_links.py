"""An organisation -> the sheets of other kinds that name it: practices it led, events it organises,
what it owns.
"""

from collections.abc import Iterator

from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.reading import Sheet
from knowledge.sheets.registry import KINDS
from publish.library import Library
from publish.site_context import SiteContext

# By which key each kind names organisations; a kind that the program does not have is passed over.
NAMED_BY = {
    "practice": "organisation",
    "event": "organiser",
    "action": "owners",
    "toolkit": "owner",
    "communication-kit": "owner",
}
Group = tuple[str, str, list[Sheet[SheetModel]]]


def groups(organisation: str, context: SiteContext) -> list[Group]:
    """Return (anchor, heading, sheets) for each kind with a sheet that names the organisation."""
    made = [
        (kind, list(naming(organisation, kind, context.library, context.locale)))
        for kind in NAMED_BY
        if kind in KINDS
    ]
    return [
        (KINDS[kind].folder, KINDS[kind].plural(context.locale), found)
        for kind, found in made
        if found
    ]


def naming(
    organisation: str, kind: str, library: Library, lang: str
) -> Iterator[Sheet[SheetModel]]:
    """Yield the sheets of a kind that name an organisation."""
    for sheet in library.sheets.of(KINDS[kind], lang):
        named = getattr(sheet.keys, NAMED_BY[kind], None) or ()
        if organisation in ((named,) if isinstance(named, str) else named):
            yield sheet
