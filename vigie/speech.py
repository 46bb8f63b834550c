"""The language in which a command speaks to those who write."""

from knowledge.errors import SheetError
from knowledge.model import Problem
from knowledge.problems import Tongue
from vigie import instance

KNOWN: tuple[Tongue, ...] = ("fr", "nl", "en")


def tongues(chosen: str) -> tuple[Tongue, ...]:
    """Give the languages to speak: as chosen, or that of the terminal; French and Dutch where it is
    neither.

    Raises SheetError for a language that the messages are not in.
    """
    if chosen:
        found = next((one for one in KNOWN if one == chosen.lower()), None)
        if found is None:
            raise SheetError(
                [Problem("language_unknown", {"found": chosen, "allowed": ", ".join(KNOWN)})]
            )
        return (found,)
    spoken = instance.tongue("")
    return (spoken,) if spoken != "en" else ("fr", "nl")
