"""A story -> what any feed says of it, in plain values that every format writes in its own way."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from knowledge.model import Entry, EntryDocument
from knowledge.source import Rights
from publish import cards, sanitise
from publish.cards import Card
from publish.exports import timestamps
from publish.exports.selections import Selection
from publish.indexes import has_note
from publish.library import Library
from publish.site_context import SiteContext
from publish.site_metadata import SiteMetadata

# A feed without entries has to name a moment (RFC 4287, 4.2.15); of a site without entries nothing
# is known.
NEVER = "1970-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Item:
    """One story of a feed. `id` is the same in every feed, on every site and after every move of
    either.

    `versions` are (language, address); `tags` (group, id, label); `published` is None for an
    undated entry.
    """

    id: str
    title: str
    url: str
    lang: str
    updated: datetime
    published: datetime | None
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


@dataclass(frozen=True, slots=True)
class Head:
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


def of(pick: tuple[Card, Entry], context: SiteContext) -> Item:
    """Tell one story to readers of a language; `pick` is a card and the entry of it that is shown."""
    card, entry = pick
    source = context.library.sources.get(entry.source)
    rights = terms(entry, context.library)
    here = permalink(entry, context.metadata, context.locale)
    name = sanitise.text(context.library.source_name(entry.source))
    regime = context.catalogue.choice("site.regimes", rights.regime)
    return Item(
        id=urn(entry),
        title=sanitise.text(entry.title) or sanitise.address(entry.url) or here,
        url=sanitise.address(entry.url) or here,
        lang=sanitise.lang(entry.lang),
        updated=timestamps.changed(entry),
        published=timestamps.published(entry),
        summary=sanitise.excerpt(entry.summary, rights.excerpt_max_chars),
        source=sanitise.text(entry.source),
        source_name=name,
        source_url=sanitise.address(source.url) if source else "",
        rights=f"{sanitise.text(rights.attribution) or name} – {regime}",
        regime=rights.regime,
        permalink=here,
        tags=_tags(card, entry, context.library, context.locale),
        versions=_versions(card, entry),
        documents=tuple(document for document in entry.documents if sanitise.address(document.url)),
        also=tuple(
            filter(None, (sanitise.address(other.url) for other in card.also if other is not entry))
        ),
    )


def head(selection: Selection, kind: str, context: SiteContext) -> Head:
    """Say what a feed is; `kind` is the ending of its file name."""
    lang, name = context.locale, context.metadata.name(context.locale)
    latest = timestamps.newest(entry for _, entry in selection.picks) or timestamps.newest(
        context.library.entries
    )
    warning = context.catalogue.translate("site.leave_demo") if context.metadata.demo else ""
    return Head(
        title=f"{warning}{name}{context.catalogue.translate('site.colon')}{sanitise.text(selection.label)}",
        subtitle=context.catalogue.translate("site.demo_text")
        if context.metadata.demo
        else context.metadata.descriptions.get(lang, ""),
        self_url=context.metadata.url(address(selection.path, kind, lang)),
        home_url=context.metadata.url(f"{lang}/{selection.page}"),
        site_url=context.metadata.url(f"{lang}/"),
        lang=lang,
        updated=latest or datetime.fromisoformat(NEVER),
        author=context.metadata.publisher.name or name,
        author_url=context.metadata.publisher.url,
        rights=context.catalogue.translate("site.footer_note"),
    )


def address(path: str, kind: str, lang: str) -> str:
    """Give the path of a feed from the site's root: "fr/feeds/theme/telework.atom".

    It never changes.
    """
    return f"{lang}/feeds/{path}.{kind}"


def urn(entry: Entry) -> str:
    """Give a name for an entry that depends on its id alone (RFC 4122, version 5)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'vigie:entry:{entry.id}')}"


def permalink(entry: Entry, metadata: SiteMetadata, lang: str) -> str:
    """Give the address of an entry on a language's site."""
    return metadata.url(f"{lang}/{place(entry)}")


def place(entry: Entry) -> str:
    """Say where an entry stands under any language: its own page where a person wrote a note, else
    its anchor.
    """
    if has_note(entry):
        return f"entries/{quote(entry.id)}/"
    return f"months/{cards.month(entry)}/#{quote(cards.anchor(entry))}"


def terms(entry: Entry, library: Library) -> Rights:
    """Give the terms of an entry's source; those of an unknown source once it left the
    configuration.
    """
    source = library.sources.get(entry.source)
    return source.rights if source else Rights()


def _tags(
    card: Card, entry: Entry, library: Library, lang: str
) -> tuple[tuple[str, str, str], ...]:
    kind = ("kind", sanitise.text(entry.type), sanitise.text(library.kind(entry.type).label(lang)))
    themes = (
        ("theme", sanitise.text(name), sanitise.text(library.theme(name).label(lang)))
        for name in card.themes
    )
    return tuple(tag for tag in (kind, *themes) if tag[1])


def _versions(card: Card, entry: Entry) -> tuple[tuple[str, str], ...]:
    found = {sanitise.lang(lang): sanitise.address(url) for lang, url, _ in card.versions}
    if entry is not card.lead:
        found = {sanitise.lang(lang): sanitise.address(url) for lang, url in entry.twins.items()}
    return tuple(
        (lang, url)
        for lang, url in sorted(found.items())
        if url and lang not in {entry.lang, "und"}
    )
