"""A question or an idea of a reader, and what was answered or made of it."""

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import Field

from knowledge.sheets.field_info import Choices, SheetField, SheetModel
from knowledge.sheets.life_course import LifeCourse
from knowledge.sheets.shared_fields import ActionFields, OptionalOrganisationId, OptionalSection
from knowledge.sheets.sheet import BrokenRule, Given, Kind, SheetKeys
from knowledge.sheets.values import Day, TextLine

QuestionState = Literal["asked", "answered", "idea", "taken-up"]
STATES = Choices("question_states", get_args(QuestionState))
# An idea that nobody takes up is answered: its author learns why.
COURSE = LifeCourse(
    {
        "": ("asked", "idea"),
        "asked": ("answered",),
        "idea": ("answered", "taken-up"),
        "answered": ("taken-up",),
        "taken-up": (),
    },
    start="question_start",
    state="question_state",
    dates="question_dates",
)
# In these somebody has answered.
CLOSED = frozenset({"answered", "taken-up"})


class QuestionPassage(SheetModel):
    """The day on which a question or an idea came into a state."""

    state: Annotated[QuestionState, SheetField(choices=STATES)]
    on: Day


class ReaderQuestion(SheetKeys):
    """What a reader asks, or would like to see, and the answer."""

    life: Annotated[tuple[QuestionPassage, ...], Field(min_length=1)]
    asked_by: TextLine | None = None
    organisation: OptionalOrganisationId = None
    fields: ActionFields = ()
    answered_by: OptionalOrganisationId = None
    details: OptionalSection = None
    answer: OptionalSection = None

    @property
    def state(self) -> QuestionState:
        """Return the state in which it is."""
        return self.life[-1].state


def rules(held: Given) -> Iterator[BrokenRule]:
    """Yield what is wrong with the life of a question, and what an answer lacks."""
    life: tuple[QuestionPassage, ...] = held.get("life") or ()
    yield from COURSE.broken(life)
    closed = [passage.state for passage in life if passage.state in CLOSED]
    if closed and COURSE.is_in_order(life):
        yield from _unanswered(closed[-1], held)


def _unanswered(state: str, held: Given) -> Iterator[BrokenRule]:
    """Yield an answer that is not there, and one of nobody."""
    if not held.get("answer"):
        yield BrokenRule("life", "question_unanswered", {"found": state})
    if "answered_by" in held and not held["answered_by"]:
        yield BrokenRule("life", "question_answerer", {"found": state})


KIND = Kind(
    "question",
    "questions",
    ReaderQuestion,
    rules,
    shared=("life", "organisation", "fields", "answered_by"),
)
