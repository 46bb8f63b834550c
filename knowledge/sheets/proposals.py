"""What anybody may propose by a form: sheets, and what is a part of one or of another file.

The form and `vigie import` go by the same models (docs/decisions/taking-part.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from knowledge.i18n.input_words import YesOrNo
from knowledge.sheets.explained import schema_line
from knowledge.sheets.field_info import SheetField, SheetModel
from knowledge.sheets.kinds import (
    action,
    communication_kit,
    event,
    guide,
    organisation,
    practice,
    question,
    tool,
    toolkit,
)
from knowledge.sheets.kinds.organisation import Role, Spoken
from knowledge.sheets.kinds.toolkit import Item
from knowledge.sheets.registry import KINDS
from knowledge.sheets.schema_fields import BODY, Key, keys
from knowledge.sheets.shared_fields import Audiences, OrganisationId, Themes
from knowledge.sheets.sheet import Kind
from knowledge.sheets.values import Address, Day, FilePath, ShortText, TextLine

# Of which form a file is: the number goes up where what it says changes its meaning.
FORM = 1
# How a template of Word names what a control is for: "vigie:title", "vigie:fields=health"; the one
# around its title says of which form it is, and in which language: "vigie:practice:fr".
WORD_TAG = "vigie:"
# What only the program knows, or a person who looks after the site: the import fills it in.
_CARRIED = frozenset({"id", "checksum", "review_every"})
_LATER = _CARRIED | {"sheet"}


class KitFile(Item):
    """A file for a kit, as `toolkits/framing`."""

    kit: Annotated[str, SheetField(terms="kits")]
    file: Annotated[FilePath, SheetField(terms="files")]
    title: TextLine
    alternative: ShortText


class ContactRole(Role):
    """A role of an organisation, or a name for one."""

    organisation: OrganisationId


class EntryNote(SheetModel):
    """What an entry of the watch means for an organisation; the text is the note."""

    entry: Address
    note: ShortText
    audience: Audiences = ()
    obligation: YesOrNo | None = None
    in_force: Day | None = None


class WatchedSource(SheetModel):
    """A site to watch."""

    name: TextLine
    url: Address
    languages: Spoken
    publishes: ShortText
    terms: ShortText | None = None
    themes: Themes = ()


class Correction(SheetModel):
    """What is to be changed on a page that has no form of its own."""

    page: TextLine
    passage: Annotated[str, StringConstraints(max_length=2000)] | None = None
    wrong: ShortText


@dataclass(frozen=True)
class ProposalForm:
    """What is proposed: its id, which is that of its kind where it is a sheet, and its model.

    `first` is the key that is asked before the others, `text` says that it has a text of its own,
    `files` that others may go with it. `sheet` is the id of its kind where that is another;
    `begun` the state in which its life begins, as of the day on which the form is filled in; what
    is `later` is asked of those who correct it alone. `corrects` says that nobody proposes a new
    one.
    """

    id: str
    model: type[SheetModel]
    first: str = ""
    text: bool = False
    files: bool = False
    sheet: str = ""
    begun: str = ""
    later: frozenset[str] = frozenset()
    corrects: bool = False

    @property
    def kind(self) -> Kind[SheetModel] | None:
        """Return the kind of sheet that it is, if it is one."""
        return KINDS.get(self.sheet or self.id)

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return the keys that a person fills in, in the order in which the file has them."""
        own = sorted(asked(self.model), key=lambda key: key.name != self.first)
        return (*own, BODY) if self.text else tuple(own)

    def head(self) -> str:
        """Return the first line of its front matter, by which an editor's program knows a sheet."""
        return schema_line(self.kind) if self.kind else ""


def asked(model: type[SheetModel]) -> tuple[Key, ...]:
    """Return the keys of a model that a person who proposes can know."""
    return tuple(key for key in keys(model) if key.name not in _LATER)


def within(model: type[SheetModel]) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """Return the keys of a part of a sheet: those that are asked, and those that no person knows,
    which a correction carries along as they are.
    """
    own = keys(model)
    hidden = tuple(key for key in own if key.name in _CARRIED)
    return tuple(key for key in own if key.name not in _CARRIED), hidden


_ANSWERED = frozenset({"life", "answered_by", "answer"})
_ALL = (
    ProposalForm("practice", practice.Practice, files=True),
    ProposalForm("tool", tool.Tool, text=True),
    ProposalForm("kit-file", KitFile, first="kit"),
    ProposalForm("event", event.Event),
    ProposalForm("contact", ContactRole, first="organisation"),
    ProposalForm("note", EntryNote, text=True),
    ProposalForm("source", WatchedSource),
    ProposalForm("correction", Correction, text=True),
    ProposalForm("question", question.ReaderQuestion, begun="asked", later=_ANSWERED),
    ProposalForm("idea", question.ReaderQuestion, sheet="question", begun="idea", later=_ANSWERED),
    ProposalForm("action", action.Action, corrects=True),
    ProposalForm("guide", guide.Guide, text=True, corrects=True),
    ProposalForm("toolkit", toolkit.Toolkit, text=True, corrects=True),
    ProposalForm("communication-kit", communication_kit.CommunicationKit, text=True, corrects=True),
    ProposalForm("organisation", organisation.Organisation, corrects=True),
)
PROPOSALS: Mapping[str, ProposalForm] = {proposal.id: proposal for proposal in _ALL}
