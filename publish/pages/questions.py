"""Questions and ideas -> their list, by state, and what stands around the text of each."""

from collections.abc import Iterator, Mapping
from functools import partial

from knowledge.sheets.kinds.question import CLOSED, KIND, STATES, ReaderQuestion
from knowledge.sheets.reading import Sheet
from publish.exports import question_feed
from publish.generated_page import GeneratedPage
from publish.indexes import group_by, linkable
from publish.library import NamedTerm
from publish.pages import directory, list_rows, propose
from publish.pages.directory import Named
from publish.pages.list_rows import SheetRow
from publish.site_context import SiteContext

# What waits for an answer comes first.
ORDER = ("asked", "idea", "answered", "taken-up")


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the list of questions and ideas."""
    translate = context.catalogue.translate
    states = _by_state(context)
    toc = [(f"state-{name}", label) for name, label, _ in states]
    forms = {name: propose.address(name, context) for name in ("question", "idea")}
    yield GeneratedPage(
        f"{KIND.folder}/index.md",
        KIND.plural(context.locale),
        "questions.html",
        {
            "states": states,
            "total": sum(len(rows) for _, _, rows in states),
            "forms": forms,
            "feed": question_feed.PATH,
        },
        translate("site.questions_lead"),
        (*toc, ("ask", translate("site.questions_ask"))),
        searchable=True,
    )


def _by_state(context: SiteContext) -> list[tuple[str, str, list[SheetRow]]]:
    """Return each state in which something is, with its name and its rows, the newest first."""
    by_state = group_by(question_feed.newest(context), _state)
    states: list[tuple[str, str, list[SheetRow]]] = []
    for name in filter(by_state.__contains__, ORDER):
        label = context.catalogue.choice("site.questions_states", name)
        states.append((name, label, list_rows.of(by_state[name], context)))
    return states


def _state(sheet: Sheet[ReaderQuestion]) -> list[str]:
    return [str(sheet.keys.state)]


def facts(sheet: Sheet[ReaderQuestion], context: SiteContext) -> Mapping[str, object]:
    """Return what stands around the text of a question."""
    keys, lang = sheet.keys, context.locale
    named = partial(_organisation, context=context)
    return {
        "life": [(passage, STATES.label(passage.state, lang)) for passage in keys.life],
        "open": keys.state not in CLOSED,
        "organisation": named(keys.organisation),
        "answered_by": named(keys.answered_by),
        "terms": list(_terms(keys, context)),
        "form": f"{propose.address(KIND.id, context)}?sheet={KIND.folder}/{sheet.id}",
    }


def _organisation(name: str | None, context: SiteContext) -> Named | None:
    return directory.named(name, context.library, context.locale) if name else None


def _terms(keys: ReaderQuestion, context: SiteContext) -> Iterator[tuple[NamedTerm, str]]:
    """Yield each theme and field that a question names, with the path of its page."""
    for name in dict.fromkeys((*keys.themes, *keys.fields)):
        path = f"themes/{name}/" if linkable(name) else ""
        yield context.library.theme(name), path
