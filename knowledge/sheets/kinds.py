"""Every kind of sheet. A kind is a module of this folder with a `KIND`; to add one, add it here."""

from collections.abc import Mapping

from knowledge.sheets import action, event, practice
from knowledge.sheets.keys import Kind

KINDS: Mapping[str, Kind] = {kind.id: kind for kind in (practice.KIND, event.KIND, action.KIND)}
