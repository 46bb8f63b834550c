"""Every kind of sheet. A kind is a module of this folder with a `KIND`; to add one, add it here."""

from collections.abc import Mapping

from knowledge.sheets import communication_kit, practice, tool, toolkit
from knowledge.sheets.keys import Kind

KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        practice.KIND,
        tool.KIND,
        toolkit.KIND,
        communication_kit.KIND,
    )
}
