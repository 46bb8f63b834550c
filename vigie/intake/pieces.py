"""A proposal that is no sheet -> the file that it becomes a part of: a kit, an organisation, an
entry; or the word of where it goes.
"""

from collections.abc import Callable, Mapping

from knowledge.model import Problem
from knowledge.sheets.proposals import PROPOSALS
from vigie.intake import filing
from vigie.intake.filing import Filed, IntakeDesk, Said
from vigie.intake.parcel import Parcel


def elsewhere(sent: Parcel, own: Said, desk: IntakeDesk) -> Filed:
    """Return that a proposal is for people to take up: no file of the instance becomes of it."""
    if PROPOSALS[own.kind].kind:
        return filing.sheet(sent, own, desk)
    facts = filing.facts_of(sent)
    title = str(facts.get("title") or facts.get("name") or own.name)
    return Filed(title, notes=(Problem(f"proposal_house_{own.kind}", {"path": sent.path}),))


OF_KIND: Mapping[str, Callable[[Parcel, Said, IntakeDesk], Filed]] = {
    **dict.fromkeys(("source", "question", "idea"), elsewhere),
}
