"""take_part.yml -> what readers take part in: the items of the self-assessment, and the questions
that lead to a step of the approach.

The file is optional. What it names is held against the taxonomy, and what it says against the
languages of the site.
"""

from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from knowledge.errors import ConfigError
from knowledge.i18n import locales
from knowledge.model import Problem
from knowledge.source import Model
from knowledge.storage import config_file
from knowledge.storage.config_file import ConfigFile
from knowledge.storage.yaml_document import KeyPlace
from knowledge.taxonomy import Labels, Taxonomy

FILE = "take_part.yml"
_Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")]
_Address = Annotated[str, Field(pattern=r"^https://\S+$")]
# A text at its place, and a name at its place that must be in a list of taxonomy.yml.
_Text = tuple[KeyPlace, Labels]
_Name = tuple[KeyPlace, str, str]


class Statement(Model):
    """A sentence of the self-assessment, good to agree with. `id`: its name, never shown. `field`:
    the field of action it counts for, of taxonomy.yml. `dimension`: the dimension of well-being it
    counts for, if any. `text`: the sentence, in each language of the site.
    """

    id: _Id
    field: str
    dimension: str = ""
    text: Labels


class Questionnaire(Model):
    """A validated questionnaire for those who need one. `name`: as its authors call it. `url`:
    where its terms stand. `read`: the day on which somebody read them. `about`: what it measures.
    `terms`: under which terms it may be used.
    """

    name: Annotated[str, Field(min_length=1, max_length=120)]
    url: _Address
    read: Day
    about: Labels
    terms: Labels


class Barometer(Model):
    """The self-assessment. `version`: one more with each change of the items or of their order, so
    that a link with older answers is told. `items`: in the order of the page. `rests_on`: what they
    rest on. `questionnaires`: those to use where a validated one is needed.
    """

    version: Annotated[int, Field(ge=1, le=9999)]
    items: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=60)]
    rests_on: Labels
    questionnaires: tuple[Questionnaire, ...] = ()


class Question(Model):
    """A question about what was done. `id`: its name, never shown. `step`: the step to which
    another answer than “yes” leads. `text`: the question. `todo`: what to do where it is not done.
    """

    id: _Id
    step: str
    text: Labels
    todo: Labels


class StepTodo(Model):
    """What else there is to do at a step. `step`: its id. `todo`: the things, in their order."""

    step: str
    todo: tuple[Labels, ...]


class WhereAreWe(Model):
    """The questions that lead to a step. `questions`: in the order of the steps; the first one that
    is not answered “yes” decides. `steps`: what else there is to do at each.
    """

    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=20)]
    steps: tuple[StepTodo, ...] = ()


class TakePart(Model):
    """The whole file. `barometer`: the self-assessment. `where_are_we`: the way to a step."""

    barometer: Barometer | None = None
    where_are_we: WhereAreWe | None = None


def said(texts: Labels, locale: str) -> str:
    """Return a text in a locale, or else the first that there is."""
    return locales.choose({str(lang): text for lang, text in texts.items()}, locale)


def load(root: Path, taxonomy: Taxonomy) -> TakePart:
    """Read what an instance asks its readers, nothing where it has no such file.

    Raises ConfigError with every fault: file, line, key, what is allowed.
    """
    path = root / FILE
    if not (path.exists() or path.is_symlink()):
        return TakePart()
    written = config_file.load(path)
    try:
        found = TakePart.model_validate(written.data)
    except ValidationError as error:
        raise ConfigError(written.problems(error, TakePart)) from error
    faults: list[Problem] = [
        *_twice(found, written),
        *_strange(found, written, taxonomy),
        *_unsaid(found, written, locales.site_locales(root)),
    ]
    if faults:
        faults.sort(key=_line)
        raise ConfigError(faults)
    return found


def _line(fault: Problem) -> int:
    return fault.line or 0


def _items(found: TakePart) -> Iterator[tuple[KeyPlace, Statement]]:
    items = found.barometer.items if found.barometer else ()
    for number, item in enumerate(items):
        yield ("barometer", "items", number), item


def _questions(found: TakePart) -> Iterator[tuple[KeyPlace, Question]]:
    questions = found.where_are_we.questions if found.where_are_we else ()
    for number, question in enumerate(questions):
        yield ("where_are_we", "questions", number), question


def _steps(found: TakePart) -> Iterator[tuple[KeyPlace, StepTodo]]:
    steps = found.where_are_we.steps if found.where_are_we else ()
    for number, step in enumerate(steps):
        yield ("where_are_we", "steps", number), step


def _twice(found: TakePart, written: ConfigFile) -> Iterator[Problem]:
    """Yield each id that stands twice in its list."""
    for listed in (_items(found), _questions(found)):
        yield from written.twice(((*place, "id"), held.id) for place, held in listed)


def _strange(found: TakePart, written: ConfigFile, taxonomy: Taxonomy) -> Iterator[Problem]:
    """Yield each name that is not in its list of taxonomy.yml."""
    for place, name, listed in _names(found):
        known = taxonomy.ids(listed)
        if name not in known:
            message = f'found "{name[:60]}", which is not in taxonomy.yml under `{listed}`'
            yield written.problem(place, message, allowed=known, near=name)


def _names(found: TakePart) -> Iterator[_Name]:
    for place, item in _items(found):
        yield (*place, "field"), item.field, "fields"
        if item.dimension:
            yield (*place, "dimension"), item.dimension, "dimensions"
    for place, question in _questions(found):
        yield (*place, "step"), question.step, "steps"
    for place, step in _steps(found):
        yield (*place, "step"), step.step, "steps"


def _unsaid(found: TakePart, written: ConfigFile, spoken: tuple[str, ...]) -> Iterator[Problem]:
    """Yield each text that a language of the site lacks."""
    for place, texts in _texts(found):
        yield from written.unsaid(place, texts, spoken, "a text")


def _texts(found: TakePart) -> Iterator[_Text]:
    for place, item in _items(found):
        yield (*place, "text"), item.text
    yield from _texts_around(found)
    for place, question in _questions(found):
        yield (*place, "text"), question.text
        yield (*place, "todo"), question.todo
    for place, step in _steps(found):
        for number, todo in enumerate(step.todo):
            yield (*place, "todo", number), todo


def _texts_around(found: TakePart) -> Iterator[_Text]:
    """Yield what stands around the items."""
    if not found.barometer:
        return
    yield ("barometer", "rests_on"), found.barometer.rests_on
    for number, known in enumerate(found.barometer.questionnaires):
        place: KeyPlace = ("barometer", "questionnaires", number)
        yield (*place, "about"), known.about
        yield (*place, "terms"), known.terms
