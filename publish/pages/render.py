"""Cards and pages -> HTML.

Text from outside is escaped here, by the templates' autoescape and `escape`.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from textwrap import wrap
from urllib.parse import urlsplit

import markupsafe
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from knowledge import problems
from knowledge.health import Run
from knowledge.i18n import catalogue as catalogues
from knowledge.i18n import plain, typography
from knowledge.i18n.catalogue import Catalogue
from knowledge.model import Entry, Problem
from knowledge.sheets import persons
from knowledge.storage import review
from publish import cards, event_days, law, weeks
from publish.cards import Card
from publish.exports import references, vcard
from publish.indexes import by_year, has_note, linkable
from publish.library import named
from publish.pages import actions, entry_details
from publish.site_context import Cache, SiteContext

_OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
TEMPLATES = (_OVERRIDES / "watch", _OVERRIDES / "sheets", _OVERRIDES / "word")
_AS_WRITTEN = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL | re.IGNORECASE)
_INDENT = re.compile(r"\n[ \t\n\r]+")


def escape(text: str) -> str:
    """Return text as it is inert in HTML: & < > " ' become character references."""
    return str(markupsafe.escape(text))


def address(url: str) -> str:
    """Return an address that a link may lead to: http(s) only (WHATWG URL: "javascript:" and
    "data:" run or embed).
    """
    return url if url.lower().startswith(("https://", "http://")) else "#"


def render(template: str, context: SiteContext, **facts: object) -> str:
    """Fill a template of `overrides/watch/`, `sheets/` or `word/` with plain values.

    `root` is the way up to the locale's home, as "../../".
    """
    known = {
        "w": context.catalogue,
        "names": context.cache.get("names", lambda: names(context)),
        "coins": partial(references.coins, context.library),
        "cache": context.cache,
        "readers": context.metadata.readers,
        "news_seen": partial(weeks.news_seen, library=context.library),
        "is_past_event": partial(event_days.is_past, today=context.library.data_date),
    }
    return environment().get_template(template).render(facts | known)


def names(context: SiteContext) -> dict[str, dict[str, str]]:
    """Return what the templates call things by: the labels of lists and the names of sources, by
    id.
    """
    library, locale = context.library, context.locale
    lists = {
        "kinds": library.kinds,
        "themes": library.themes,
        "audiences": library.audiences,
        "steps": library.steps,
    }
    labels: dict[str, dict[str, str]] = {}
    for name, terms in lists.items():
        labels[name] = dict(zip(terms, named(terms.values(), locale), strict=True))
    return labels | {"sources": library.source_names}


def once(
    cache: Cache,
    names: Mapping[str, Mapping[str, str]],
    catalogue: Catalogue,
    card: Card,
    shape: tuple[bool, ...],
    macro: Callable[..., Markup],
) -> Markup:
    """Return what is the same of a card on every page, rendered the first time.

    A card is on its month's page, its week's, its kind's and others.
    """
    return cache.get(("card", shape, card.lead.id), lambda: macro(catalogue, names, card, *shape))


@cache
def environment() -> Environment:
    """Set up the templates: everything is escaped, and a missing name is an error, never an empty
    place.
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        address=address,
        sentence=typography.sentence_case,
        page_url=page_url,
        groupby_year=by_year,
        wrapped=wrap,
    )
    made.globals.update(
        anchor=cards.anchor,
        month_of=cards.month,
        day_of=cards.day,
        compared=entry_details.compared,
        event_day=event_days.of,
        event_end=event_days.last,
        problem=problem,
        once=once,
        text_changes=entry_details.text_changes,
        latest_change=entry_details.latest_change,
        excerpt=entry_details.excerpt,
        act_date=law.act_date,
        said_of=law.sentence,
        corrections=entry_details.corrections,
        catalogue_of=catalogues.load,
        linkable=linkable,
        has_note=has_note,
        note_lang=note_lang,
        parted=actions.parted,
        reasons=entry_details.reasons_by_rule,
        robots=robots,
        week_of=weeks.of,
        law_kinds=law.KINDS,
        host=host,
        dialled=vcard.dialled,
        due=persons.due,
    )
    return made


def problem(run: Run, catalogue: Catalogue) -> str:
    """Return what a refresh met, in a reader's language, without the advice that is for the
    coordinator.
    """
    if not problems.knows(run.problem):
        return plain.line(run.problem)
    return problems.what(Problem(run.problem, run.facts), catalogue.locale)


def robots(verdict: str, catalogue: Catalogue) -> str:
    """Return, in a reader's words, what a site's robots.txt allows, as the fetcher noted it (RFC
    9309).
    """
    forms = (
        ("robots.txt unreachable", "disallowed"),
        ("disallowed", "disallowed"),
        ("allowed", "allowed"),
        ("no ", "none"),
    )
    words = (word for start, word in forms if verdict.startswith(start))
    return catalogue.choice("site.health_verdicts", next(words, "unknown"))


def note_lang(entry: Entry, reader: str) -> str:
    """Return a note's language: as its `review:` block says ("lang: nl"), or else the reader's."""
    return (review.read(entry.review).lang if entry.review else None) or reader


def page_url(path: str) -> str:
    """Return a written page's address under its language's home: "months/" for
    "months/index.md".
    """
    return "" if path == "index.md" else path.removesuffix("index.md").replace(".md", "/")


def host(url: str) -> str:
    """Return the name by which a reader knows a site: "beswic.be" for
    "https://www.beswic.be/fr".
    """
    return (urlsplit(url).hostname or url).removeprefix("www.")


def compact(html: str) -> str:
    """Take the indents and the empty lines out of a page, but for what is shown as it
    is written.
    """
    parts = _AS_WRITTEN.split(html)
    parts[::2] = map(partial(_INDENT.sub, "\n"), parts[::2])
    return "".join(parts)


def front_matter(facts: Mapping[str, object]) -> dict[str, object]:
    """Escape every text of a page's front matter: MkDocs and Material print it raw in <title>, <h1>
    and attributes.
    """
    return {key: _escaped(value) for key, value in facts.items()}


def _escaped(value: object) -> object:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Mapping):
        return front_matter(value)
    if isinstance(value, list | tuple):
        return list(map(_escaped, value))
    return value
