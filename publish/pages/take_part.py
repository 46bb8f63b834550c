"""What an instance asks its readers (take_part.yml) -> the pages where they take part: the
self-assessment, its sheet for a team, the questions that lead to a step. The figures of surveys
stand beside them.

All is in the page: a script counts and shows, and without one the page can be filled in on paper.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.sheets.kinds import guide
from knowledge.sheets.kinds.question import KIND as QUESTION
from knowledge.take_part import Barometer, Question, Statement, WhereAreWe, said
from publish.cards import Card
from publish.generated_page import GeneratedPage
from publish.library import NamedTerm
from publish.pages import charts, list_rows, related_content, surveys
from publish.pages.list_rows import SheetRow
from publish.site_context import SiteContext

FOLDER = "take-part"
HUB, BAROMETER, TEAM, WHERE = (
    f"{FOLDER}/{name}.md" for name in ("index", "barometer", "team", "where")
)
# How many of each list stand beside a field or a step; its own page has the others.
MOST = 5
# What follows an answer: lists of sheets, by their names in `RelatedContent`.
LISTED = ("tools", "practices", "contacts")
# The answers: from 1 to 5, and the one that does not count.
SCALE, OUT = (1, 2, 3, 4, 5), 0
# How long it takes to read a sentence and to answer.
SECONDS_AN_ITEM = 10


@dataclass(frozen=True)
class Around:
    """What the site holds on a field or a step: its page of the guide, lists, the latest news."""

    term: NamedTerm
    guide: str
    rows: Mapping[str, list[SheetRow]]
    watch: tuple[Card, ...]


@dataclass(frozen=True)
class AskedItem:
    """A sentence, numbered through all fields, and the dimension that it counts for."""

    number: int
    text: str
    dimension: str


@dataclass(frozen=True)
class AskedField:
    """A field of action and its sentences."""

    term: NamedTerm
    items: tuple[AskedItem, ...]


@dataclass(frozen=True)
class Todo:
    """A thing to do; `question` is the one that asks for it, if any."""

    text: str
    question: str


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the pages of what the instance asks, and the one that leads to them."""
    yield from context.cache.get("take-part", lambda: tuple(_all(context)))


def _all(context: SiteContext) -> Iterator[GeneratedPage]:
    held = context.library.take_part
    found: list[GeneratedPage] = []
    if held.barometer:
        found += _barometer_pages(held.barometer, context)
    if held.where_are_we:
        found.append(_where_page(held.where_are_we, context))
    if surveys.is_offered(context):
        found.append(_page(surveys.PAGE, "survey", surveys.facts(context), context))
    if found:
        told = {
            "offered": list(map(_offer, found)),
            "questions": QUESTION.plural(context.locale),
        }
        yield _page(HUB, "part", told, context)
        yield from found


def offered(context: SiteContext) -> list[tuple[str, str, str]]:
    """Return the address, title and lead of each page on which readers take part."""
    return [_offer(page) for page in pages(context) if page.path != HUB]


def crumb(context: SiteContext) -> tuple[str, str]:
    """Return the way back to the page that leads to the others."""
    return context.catalogue.translate("site.part_title"), HUB


def _offer(page: GeneratedPage) -> tuple[str, str, str]:
    """Return what the first page says of another: its address from there, title and lead."""
    return page.path.removeprefix(f"{FOLDER}/").removesuffix(".md"), page.title, page.description


def _page(path: str, name: str, facts: Mapping[str, object], context: SiteContext) -> GeneratedPage:
    return GeneratedPage(
        path,
        context.catalogue.translate(f"site.{name}_title"),
        f"{name}.html",
        facts,
        context.catalogue.translate(f"site.{name}_lead"),
        crumbs=() if path == HUB else (crumb(context),),
        searchable=True,
    )


def _barometer_pages(barometer: Barometer, context: SiteContext) -> Iterator[GeneratedPage]:
    fields = asked_fields(barometer, context)
    facts = {
        "fields": fields,
        "total": len(barometer.items),
        "scale": SCALE,
        "out": OUT,
        "rests_on": said(barometer.rests_on, context.locale),
    }
    around = [_around(field.term, "themes", context) for field in fields]
    dimensions = _dimensions(barometer, context)
    minutes = max(1, round(len(barometer.items) * SECONDS_AN_ITEM / 60))
    more = {
        "version": barometer.version,
        "minutes": minutes,
        "around": around,
        "dimensions": dimensions,
        "webs": (_web([field.term for field in fields], context), _web(dimensions, context)),
        "questionnaires": barometer.questionnaires,
        "said": said,
    }
    yield _page(BAROMETER, "barometer", facts | more, context)
    yield _page(TEAM, "team", facts, context)


def asked_fields(barometer: Barometer, context: SiteContext) -> tuple[AskedField, ...]:
    """Return the fields that have sentences, in the order of the taxonomy, numbered through."""
    found: list[AskedField] = []
    number = 0
    for name in context.library.fields:
        items: list[AskedItem] = []
        for item in filter(lambda item: item.field == name, barometer.items):
            number += 1
            items.append(_asked(item, number, context.locale))
        if items:
            found.append(AskedField(context.library.theme(name), tuple(items)))
    return tuple(found)


def _asked(item: Statement, number: int, locale: str) -> AskedItem:
    return AskedItem(number, said(item.text, locale), item.dimension)


def _dimensions(barometer: Barometer, context: SiteContext) -> list[NamedTerm]:
    """Return the dimensions that the sentences name, in the order of the taxonomy."""
    named = {item.dimension for item in barometer.items}
    listed = context.library.lists.get("dimensions", {})
    return context.library.terms("dimensions", filter(named.__contains__, listed))


def _web(terms: list[NamedTerm], context: SiteContext) -> charts.Web:
    return charts.web([(term.id, term.label(context.locale)) for term in terms])


def _around(term: NamedTerm, listed: str, context: SiteContext) -> Around:
    """Return what serves a theme or a step, a few of each."""
    found = related_content.gathered(context, **{listed: (term.id,)})
    rows = {}
    for name in LISTED:
        rows[name] = list_rows.of(getattr(found, name)[:MOST], context)
    cards = (*found.law, *found.watch)[:MOST]
    return Around(term, _guide(term.id, context), rows, cards)


def _guide(name: str, context: SiteContext) -> str:
    """Return the page of the guide on a field or a step, or nothing."""
    for sheet in context.library.sheets.of(guide.KIND, context.locale):
        if name in (sheet.keys.field, sheet.keys.step):
            return f"{sheet.kind.folder}/{sheet.id}/"
    return ""


def _where_page(asked: WhereAreWe, context: SiteContext) -> GeneratedPage:
    locale, steps = context.locale, []
    for step in context.library.steps.values():
        todos = tuple(_todos(asked, step.id, locale))
        if todos:
            steps.append((_around(step, "steps", context), todos))
    questions = [(held.id, held.step, said(held.text, locale)) for held in asked.questions]
    return _page(WHERE, "where", {"questions": questions, "steps": steps}, context)


def _todos(asked: WhereAreWe, step: str, locale: str) -> Iterator[Todo]:
    """Yield what is to be done at a step: what its questions ask for, then the rest."""
    for question in asked.questions:
        if question.step == step:
            yield _todo(question, locale)
    for more in asked.steps:
        if more.step == step:
            for text in more.todo:
                yield Todo(said(text, locale), "")


def _todo(question: Question, locale: str) -> Todo:
    return Todo(said(question.todo, locale), question.id)
