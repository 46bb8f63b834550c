"""A week -> what its e-mail tells in one language: the coordinator's word, what people picked out,
then a line a story by kind.

What is rejected, set aside or gone from its source is left out.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import filterfalse

from bs4 import BeautifulSoup, Tag
from markupsafe import escape

from knowledge.errors import VigieError
from knowledge.i18n.catalogue import Catalogue
from knowledge.sheets import page_markdown
from knowledge.storage import page
from publish import cards, event_days, law, sanitise, weeks
from publish.cards import Card
from publish.pages import offline_sheet, site_pages
from publish.pages.offline_sheet import Resolve
from publish.site_context import SiteContext
from publish.weeks import Order

# Of a title, a source or a note; what is longer ends in an ellipsis.
TITLE, NAME, NOTE = 200, 80, 240
# A longer address is left out, and the site leads there.
ADDRESS = 600
# Bytes of HTML of the coordinator's word in a mail and on the home; the rest is read on its page.
WORD, OPENING = 6_000, 450
LATE = "_late"
# What a mail keeps of a person's text beside links, and what stands in it for other elements.
_KEPT = frozenset(("p", "h3", "ul", "ol", "li", "strong", "em", "b", "i", "code", "br"))
_RENAMED = {
    **dict.fromkeys(("h1", "h2", "h4", "h5", "h6"), "h3"),
    **dict.fromkeys(("tr", "dt", "dd", "pre", "summary", "caption"), "p"),
}


@dataclass(frozen=True, slots=True)
class MailLine:
    """A story: its title and address ("" for one that cannot be linked to), and what is said of it.

    `versions` are its other languages as (code, address); `days` are those of a text of the law.
    """

    title: str
    url: str
    lang: str
    facts: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    note: str = ""
    note_lang: str = ""
    versions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MailPart:
    """What stands under one heading; `left_out` are so many stories for which there is no room."""

    id: str
    label: str
    lines: tuple[MailLine, ...]
    left_out: int = 0


@dataclass(frozen=True)
class Digest:
    """What the mail of a week tells in one language.

    `url` is where the week is read on the site, "" where the site's address is not known. `word` is
    HTML; `word_goes_on` whether the site has more of it. `themes` are the names of those to which
    it keeps, none for all.
    """

    context: SiteContext
    week: str
    url: str
    parts: tuple[MailPart, ...]
    count: int
    word: str = ""
    word_goes_on: bool = False
    themes: tuple[str, ...] = ()

    @property
    def words(self) -> Catalogue:
        """Return the messages of its language."""
        return self.context.catalogue

    @property
    def is_introduced(self) -> bool:
        """Return whether a person introduced the week in its language."""
        return bool(self.word) or self.word_goes_on

    @property
    def left_out(self) -> int:
        """Return the number of stories that it does not tell."""
        return self.count - sum(len(part.lines) for part in self.parts)


def of(week: str, context: SiteContext, order: Order = (), themes: Collection[str] = ()) -> Digest:
    """Return the mail of a week; of the stories of some themes alone where any are named.

    Raises ValueError where there is no such week.
    """
    weeks.monday(week)
    parts = tuple(_parts(week, context, order, frozenset(themes)))
    url = _url(week, context)
    word, goes_on = _word(week, context, url)
    return Digest(
        context,
        week,
        url,
        parts,
        sum(len(part.lines) for part in parts),
        word,
        goes_on,
        tuple(context.library.theme(name).label(context.locale) for name in themes),
    )


def cut(digest: Digest, each: int) -> Digest:
    """Keep so many stories of each part; for 0, neither parts nor the coordinator's word."""
    if not each:
        goes_on = digest.word_goes_on or bool(digest.word)
        return replace(digest, parts=(), word="", word_goes_on=goes_on)
    return replace(digest, parts=tuple(map(partial(_cut, each=each), digest.parts)))


def _cut(part: MailPart, each: int) -> MailPart:
    left_out = max(0, len(part.lines) - each)
    return replace(part, lines=part.lines[:each], left_out=left_out)


def _parts(
    week: str, context: SiteContext, order: Order, themes: frozenset[str]
) -> Iterator[MailPart]:
    library, locale = context.library, context.locale
    told = partial(_told, context=context)
    found = list(_wanted(context.indexes.weeks.get(week, ()), themes))
    for term, some in weeks.grouped(found, library, order, locale):
        label = sanitise.excerpt(term.label(locale), NAME)
        lines = map(partial(told, named=term.id == weeks.HIGHLIGHTS), some)
        yield MailPart(term.id, label, tuple(lines))
    late = tuple(_wanted(weeks.late(context.indexes.picked, week, library), themes))
    if late:
        label = context.catalogue.translate("site.week_late")
        yield MailPart(LATE, label, tuple(map(partial(told, named=True), late)))


def _wanted(found: Iterable[Card], themes: frozenset[str]) -> Iterator[Card]:
    for card in filterfalse(_is_gone, found):
        if not themes or themes.intersection(card.themes):
            yield card


def _is_gone(card: Card) -> bool:
    return card.lead.status == "gone"


def _told(card: Card, context: SiteContext, *, named: bool) -> MailLine:
    """Return a story's line; `named` says of which kind it is."""
    entry, words = card.lead, context.catalogue
    text = law.text(card, context.library.data_date, context.locale)
    days = _days(text, words) if entry.type in law.KINDS else ()
    kind = context.library.kind(entry.type).label(context.locale)
    facts = [kind] if named else []
    facts += [context.library.source_name(entry.source), *_moments(card, words)]
    return MailLine(
        sanitise.excerpt(entry.title or entry.url, TITLE),
        _address(entry.url),
        sanitise.lang(entry.lang),
        tuple(map(partial(sanitise.excerpt, max_chars=NAME), facts)),
        tuple(days),
        sanitise.excerpt(text.note, NOTE),
        sanitise.lang(text.note_lang),
        tuple(_versions(card)),
    )


def _moments(card: Card, words: Catalogue) -> Iterator[str]:
    """Yield the day of a story, that of the event it tells of, and its language where it is not
    the reader's.
    """
    entry = card.lead
    day = words.day(cards.day(entry))
    yield day if entry.date else words.translate("site.undated", day=day)
    yield from _event(card, words)
    if entry.lang != words.locale:
        yield words.choice("site.in_language", entry.lang)


def _event(card: Card, words: Catalogue) -> Iterator[str]:
    first, last = event_days.of(card), event_days.last(card)
    if first and last:
        yield words.span(first, last)
    elif first:
        yield words.translate("site.event_on", day=words.day(first))


def _days(text: law.LawText, words: Catalogue) -> Iterator[str]:
    """Yield the days of a text of the law; of its entry into force, also that none is known."""
    unknown = words.translate("site.radar_unknown")
    named = (("act", text.act_date), ("published", text.published), ("in_force", text.in_force))
    for name, day in named:
        if day or name == "in_force":
            label, colon = words.translate(f"site.radar_{name}"), words.translate("site.colon")
            yield f"{label}{colon}{words.day(day) if day else unknown}"


def _versions(card: Card) -> Iterator[tuple[str, str]]:
    for lang, url, _ in card.versions:
        address = _address(url)
        if address:
            yield sanitise.lang(lang), address


def _address(url: str) -> str:
    address = sanitise.address(url)
    return address if len(address) <= ADDRESS else ""


def _url(week: str, context: SiteContext) -> str:
    """Return where the week is read on the site: its page, or else the months'."""
    if not context.metadata.absolute:
        return ""
    library = context.library
    kept = weeks.kept(context.indexes.weeks, library.introductions, library.data_date)
    path = f"weeks/{week}/" if week in kept else "months/"
    return context.metadata.url(f"{context.locale}/{path}")


def opening(week: str, context: SiteContext) -> tuple[str, bool]:
    """Return the first paragraphs of the coordinator's word as HTML without links, for the home,
    and whether the week's page has more.
    """
    html = _written(week, context)
    return _shortened(_plain(html, lambda _: "", ""), OPENING) if html else ("", False)


def _word(week: str, context: SiteContext, here: str) -> tuple[str, bool]:
    """Return the coordinator's word as HTML for a mail, and whether the site has more of it."""
    html = _written(week, context)
    if not html:
        return "", False
    resolve = offline_sheet.resolver_in("weeks", context.locale, context, {})
    return _shortened(_plain(html, resolve, here), WORD)


def _written(week: str, context: SiteContext) -> str:
    """Return the coordinator's word as HTML, "" for none."""
    root, path = context.library.root, f"docs/{context.locale}/weeks/{week}.md"
    introduced = context.locale in context.library.introductions.get(week, ())
    if not introduced or path in context.library.gone:
        return ""
    try:
        text = page.read(root / path, root).text
    except VigieError:
        # The build tells of it.
        return ""
    return page_markdown.to_html(site_pages.without_title(text))


def _plain(html: str, resolve: Resolve, here: str) -> BeautifulSoup:
    """Return a person's text with the few elements that every program of mail shows alike."""
    soup = BeautifulSoup(html, "html.parser")
    for image in soup("img"):
        image.replace_with(f"[{image.get('alt', '')}]")
    for element in soup.find_all(True):
        address = _whole(resolve(str(element.get("href", ""))), here)
        _simplify(element, address)
    return soup


def _simplify(element: Tag, address: str) -> None:
    """Keep of an element its name, or the nearest one, and the address to which it leads."""
    element.name = _RENAMED.get(element.name, element.name)
    element.attrs = {}
    if element.name == "a" and address:
        element["href"] = address
    elif element.name not in _KEPT:
        element.unwrap()


def _whole(address: str, here: str) -> str:
    """Return an address that leads somewhere from a mail too: a place on the week's page with that
    of the page, "" where it has none; one without a scheme by https.
    """
    if address.startswith("#"):
        return f"{here}{address}" if here else ""
    if address.startswith("//"):
        address = f"https:{address}"
    return sanitise.address(address) or address


def _shortened(soup: BeautifulSoup, room: int) -> tuple[str, bool]:
    """Keep the first elements of a text, as many as there is room for."""
    kept: list[str] = []
    for element in soup.contents:
        html = str(element) if isinstance(element, Tag) else escape(str(element))
        room -= len(html.encode())
        if room < 0:
            return "".join(kept), True
        kept.append(html)
    return "".join(kept), False
