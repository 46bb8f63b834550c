"""Every kind of sheet. A kind is a module of this folder with a `KIND`; to add one, add it here."""

from collections.abc import Mapping

from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.kinds import (
    action,
    communication_kit,
    event,
    guide,
    organisation,
    practice,
    question,
    reference,
    tool,
    toolkit,
)
from knowledge.sheets.sheet import Kind

_MODULES = (
    *(practice, guide, tool, toolkit, communication_kit),
    *(event, action, question, organisation, reference),
)
KINDS: Mapping[str, Kind[SheetModel]] = {module.KIND.id: module.KIND for module in _MODULES}
