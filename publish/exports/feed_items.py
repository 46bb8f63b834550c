"""A story -> what any feed says of it, in plain values that every format writes in its own way."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from knowledge.model import Entry, EntryDocument
from knowledge.source import Rights
from publish import cards, sanitise, weeks
from publish.cards import Card
from publish.exports import timestamps
from publish.exports.selections import Selection
from publish.indexes import has_note
from publish.library import Library, NamedTerm
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

# A feed without entries has to name a moment (RFC 4287, 4.2.15); of a site without entries nothing
# is known.
NEVER = "1970-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class StoryItem:
    """One story of a feed. `id` is the same in every feed, on every site and after every move of
    either.

    `versions` are (language, address); `tags` (group, id, label); `published` is None for an
    undated entry. `announced` is the moment since which it is news here.
    """

    id: str
    title: str
    url: str
    lang: str
    updated: datetime
    published: datetime | None
    announced: datetime | None
    summary: str
    source: str
    source_name: str
    source_url: str
    rights: str
    regime: str
    permalink: str
    tags: tuple[tuple[str, str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    documents: tuple[EntryDocument, ...] = ()
    also: tuple[str, ...] = ()

    def tagged(self, group: str) -> list[str]:
        """List the ids of its tags of a group."""
        return [name for tag_group, name, _ in self.tags if tag_group == group]


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What a feed says of itself: absolute addresses, its language, the moment of its newest entry,
    its publisher.
    """

    title: str
    subtitle: str
    self_url: str
    home_url: str
    site_url: str
    lang: str
    updated: datetime
    author: str
    author_url: str
    rights: str


class FeedFormat(NamedTuple):
    """A format of feeds: the ending of its files, and what writes a story and a whole feed of
    stories that are written already.
    """

    kind: str
    media_type: str
    entry: Callable[[StoryItem], str]
    feed: Callable[[FeedHead, Iterable[str]], bytes]


def of(pick: tuple[Card, Entry], context: SiteContext) -> StoryItem:
    """Return what a feed says of a story: a card, and the entry of it that is shown."""
    card, entry = pick
    rights = terms(entry, context.library)
    here = permalink(entry, context.metadata, context.locale)
    url = sanitise.address(entry.url)
    name = sanitise.text(context.library.source_name(entry.source))
    regime = context.catalogue.choice("site.regimes", rights.regime)
    return StoryItem(
        id=urn(entry),
        title=sanitise.text(entry.title) or url or here,
        url=url or here,
        lang=sanitise.lang(entry.lang),
        updated=timestamps.changed(entry),
        published=timestamps.published(entry),
        announced=announced(entry, context.library),
        summary=sanitise.excerpt(entry.summary, rights.excerpt_max_chars),
        source=sanitise.text(entry.source),
        source_name=name,
        source_url=source_url(entry, context.library),
        rights=f"{sanitise.text(rights.attribution) or name} – {regime}",
        regime=rights.regime,
        permalink=here,
        tags=tuple(_tags(card, entry, context.library, context.locale)),
        versions=tuple(_versions(card, entry)),
        documents=tuple(filter(_has_address, entry.documents)),
        also=tuple(_other_addresses(card, entry)),
    )


def head(selection: Selection, kind: str, context: SiteContext) -> FeedHead:
    """Return what a feed says of itself; `kind` is the ending of its file name."""
    metadata, translate, lang = context.metadata, context.catalogue.translate, context.locale
    subtitle = metadata.descriptions.get(lang, "")
    if metadata.demo:
        subtitle = translate("site.demo_text")
    return FeedHead(
        title=demo_warning(context) + titled(sanitise.text(selection.label), context),
        subtitle=subtitle,
        self_url=metadata.url(address(selection.path, kind, lang)),
        home_url=metadata.url(f"{lang}/{selection.page}"),
        site_url=metadata.url(f"{lang}/"),
        lang=lang,
        updated=_updated(selection, context.library),
        author=metadata.publisher.name or metadata.name(lang),
        author_url=metadata.publisher.url,
        rights=translate("site.footer_note"),
    )


def titled(label: str, context: SiteContext) -> str:
    """Return the title of something of the site: "Vigie: Radar"."""
    return context.metadata.name(context.locale) + context.catalogue.translate("site.colon") + label


def demo_warning(context: SiteContext) -> str:
    """Return the words that open every title of a demonstration, "" on a real site."""
    return context.catalogue.translate("site.leave_demo") if context.metadata.demo else ""


def address(path: str, kind: str, lang: str) -> str:
    """Return the path of a feed from the site's root: "fr/feeds/theme/telework.atom".

    It never changes.
    """
    return f"{lang}/feeds/{path}.{kind}"


def urn(entry: Entry) -> str:
    """Return a name for an entry that depends on its id alone (RFC 4122, version 5)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'vigie:entry:{entry.id}')}"


def permalink(entry: Entry, metadata: SiteMetadata, lang: str) -> str:
    """Return the address of an entry on a language's site."""
    return metadata.url(f"{lang}/{place(entry)}")


def place(entry: Entry) -> str:
    """Say where an entry stands under any language: its own page where a person wrote a note, else
    its anchor.
    """
    if has_note(entry):
        return f"entries/{quote(entry.id)}/"
    return f"months/{cards.month(entry)}/#{quote(cards.anchor(entry))}"


def announced(entry: Entry, library: Library) -> datetime | None:
    """Return since when an entry is news here: since it was first seen, or, of a source's backlog,
    since its own day, if it has one.
    """
    if weeks.is_backlog(entry, library):
        return timestamps.published(entry)
    return entry.first_seen


def terms(entry: Entry, library: Library) -> Rights:
    """Return the terms of an entry's source; those of an unknown source once it left the
    configuration.
    """
    source = library.sources.get(entry.source)
    return source.rights if source else Rights()


def source_url(entry: Entry, library: Library) -> str:
    """Return the address of an entry's source, "" for that of an unknown one."""
    source = library.sources.get(entry.source)
    return sanitise.address(source.url) if source else ""


def _updated(selection: Selection, library: Library) -> datetime:
    """Return the newest change in a feed, or on the whole site where the feed is empty."""
    own = timestamps.newest(selection.entries)
    return own or timestamps.newest(library.entries) or datetime.fromisoformat(NEVER)


def _tags(card: Card, entry: Entry, library: Library, lang: str) -> Iterator[tuple[str, str, str]]:
    yield from _tag("kind", library.kind(entry.type), lang)
    for theme in map(library.theme, card.themes):
        yield from _tag("theme", theme, lang)


def _tag(group: str, term: NamedTerm, lang: str) -> Iterator[tuple[str, str, str]]:
    if name := sanitise.text(term.id):
        yield group, name, sanitise.text(term.label(lang))


def _has_address(document: EntryDocument) -> bool:
    return bool(sanitise.address(document.url))


def _versions(card: Card, entry: Entry) -> Iterator[tuple[str, str]]:
    said = card.addresses if entry is card.lead else entry.twins
    found: dict[str, str] = {}
    for lang, url in said.items():
        found[sanitise.lang(lang)] = sanitise.address(url)
    for lang, url in sorted(found.items()):
        if url and lang not in {entry.lang, "und"}:
            yield lang, url


def _other_addresses(card: Card, entry: Entry) -> Iterator[str]:
    for other in card.also:
        url = sanitise.address(other.url)
        if url and other is not entry:
            yield url
