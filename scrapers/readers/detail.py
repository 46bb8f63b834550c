"""An entry's own page -> what its list did not say.

Title, dates, language, versions in other languages, description, files, where its story comes from.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import Tag

from knowledge.model import RawDocument, RawEntry, Snapshot
from knowledge.source import Detail, Source
from scrapers.readers import (
    attachments,
    body,
    event_dates,
    html_page,
    page_dates,
    page_head,
    soup,
    visible_dates,
)
from scrapers.readers.html_page import HtmlPage

BODY = (
    ".field--name-body, .field-name-body, .entry-content, .post-content, .article-content,"
    " [itemprop=articleBody]"
)
THEME = (
    ".field--name-field-theme a, .field--name-field-tags a, .field-name-field-tags a,"
    " ul.tags li, a[rel~=tag]"
)
LEAD = (
    ".chapo, .field--name-field-chapo, .field-name-field-chapo, .field--name-field-intro,"
    " .lead, .intro"
)
# A paragraph shorter than that is a label, a date or a name.
SENTENCE = 40
LONGEST_TEXT = 100_000
LONGEST_LINE = 1_000
# What names the page where a story comes from: a label before its address, or a sentence.
ORIGIN = re.compile(r"(?<![^\W_])(sources?|bron(nen)?)\s*:", re.IGNORECASE)
# "voir « … » sur le site du SPF Emploi", "zie ‘…’ op de website van de FOD"
ELSEWHERE = re.compile(
    r"sur le site (web |internet )?d|lire (l’article|la suite|l'article) sur"
    r"|communiqué (complet )?sur|op de (web)?site van|lees (verder|meer) op|on the (web)?site of",
    re.IGNORECASE,
)
LONGEST_PARAGRAPH = 600


def read(snapshot: Snapshot, source: Source) -> RawEntry | None:
    """Read the page of one entry; None when what `require` or `require_text` asks for is not on it.

    An address without an ending may answer a file: then the file is all there is to say, and it has
    no title.
    """
    rules = source.detail if isinstance(source.detail, Detail) else Detail()
    if attachments.is_file(snapshot):
        return _file(snapshot, rules)
    whole = html_page.parse(snapshot)
    head = _head(whole, rules)
    dates = page_dates.find(whole, rules.date, source.timezone)
    own = body.strip(whole, rules.remove)
    if not _is_entry(own, rules):
        return None
    return _dated(_with_text(head, own, rules), own, dates)


def combine(listed: RawEntry, found: RawEntry) -> RawEntry:
    """Return what a list says of an entry, completed by what its own page says.

    The list's title, date and summary win: they were chosen by selectors, and stand even when the
    page is not asked. A row without a title comes from a sitemap, whose lastmod says only that
    something on the page moved: it is no date of correction.
    """
    completed = replace(
        listed,
        published=listed.published or found.published,
        updated=found.updated or _stated_update(listed),
        event=found.event or listed.event,
        summary=listed.summary or found.summary,
        text=found.text,
    )
    described = _with_better_description(completed, found)
    return _with_both_lists(_with_better_title(described, found), found)


def _stated_update(listed: RawEntry) -> str:
    if not listed.title:
        return ""
    return listed.updated


def _with_better_description(listed: RawEntry, found: RawEntry) -> RawEntry:
    """Return the entry with what its page is believed of before its list: language, kind, address.

    The list's external id wins.
    """
    return replace(
        listed,
        lang=found.lang or listed.lang,
        type_label=found.type_label or listed.type_label,
        external_id=listed.external_id or found.external_id,
        canonical=found.canonical or listed.canonical,
    )


def _with_better_title(listed: RawEntry, found: RawEntry) -> RawEntry:
    """Return the entry with its page's title, where the list has none or cut it."""
    if not found.title:
        return listed
    if listed.problem == "no_title":
        listed = replace(listed, problem="")
    if listed.title and not listed.title.rstrip().endswith(("…", "...")):
        return listed
    return replace(listed, title=found.title)


def _with_both_lists(listed: RawEntry, found: RawEntry) -> RawEntry:
    """Return the entry with the themes, files, versions and sources of both, each once."""
    documents: dict[str, RawDocument] = {}
    for document in (*listed.documents, *found.documents):
        documents[document.url] = document
    return replace(
        listed,
        themes=tuple(dict.fromkeys((*listed.themes, *found.themes))),
        documents=tuple(documents.values()),
        twins=tuple(dict.fromkeys((*found.twins, *listed.twins))),
        sources=tuple(dict.fromkeys((*listed.sources, *found.sources))),
    )


def _file(snapshot: Snapshot, rules: Detail) -> RawEntry | None:
    if rules.require or rules.require_text:
        return None
    return RawEntry(url=snapshot.url, documents=(RawDocument(snapshot.url),))


def _head(page: HtmlPage, rules: Detail) -> RawEntry:
    """Read what stands around the text as well as in it, and is gone once the page is stripped."""
    return RawEntry(
        url=page.url,
        title=page.selected(rules.title) or page_head.title(page),
        summary=page.selected(rules.summary) or _description(page),
        lang=page_head.language(page),
        canonical=page_head.canonical(page),
        twins=page_head.twins(page),
        themes=_themes(page, rules),
        type_label=page.selected(rules.type_label),
        event=event_dates.of_page(page),
    )


def _themes(page: HtmlPage, rules: Detail) -> tuple[str, ...]:
    labels = list(map(soup.words, page.main.select(rules.theme or THEME)))
    if not rules.theme:
        for tag in page.tree.select('meta[property="article:tag"]'):
            labels.append(soup.attribute(tag, "content").strip())
    return tuple(dict.fromkeys(filter(None, labels)))


def _description(page: HtmlPage) -> str:
    stated = page.stated("description", "og:description")
    return stated or soup.words(page.main.select_one(LEAD))


def _is_entry(page: HtmlPage, rules: Detail) -> bool:
    if rules.require and not page.tree.select_one(rules.require):
        return False
    return not rules.require_text or _says(page, rules.require_text)


def _says(page: HtmlPage, wanted: str) -> bool:
    return any(re.search(wanted, line[:LONGEST_LINE]) for line in page.lines)


def _with_text(found: RawEntry, page: HtmlPage, rules: Detail) -> RawEntry:
    lines = body.lines(page, _text_parts(page, rules))
    return replace(
        found,
        summary=found.summary or _first_sentence(lines),
        documents=tuple(attachments.among(page.links)),
        sources=tuple(dict.fromkeys(_origins(page, found.title))),
        text="\n".join(lines)[:LONGEST_TEXT],
    )


def _text_parts(page: HtmlPage, rules: Detail) -> list[Tag]:
    if rules.body:
        return body.parts(page, rules.body)
    return page.main.select(BODY) or [page.main]


def _first_sentence(lines: list[str]) -> str:
    for line in lines:
        if len(line) >= SENTENCE and not visible_dates.is_date_line(line):
            return visible_dates.GLUED.sub("", line, count=1)
    return ""


def _dated(found: RawEntry, page: HtmlPage, dates: page_dates.PageDates) -> RawEntry:
    return replace(
        found,
        published=dates.published,
        updated=dates.updated,
        type_label=found.type_label or dates.label or soup.node_type(page.main),
    )


def _origins(page: HtmlPage, title: str) -> Iterator[str]:
    """Yield the addresses of the pages that the main part names as where its story comes from."""
    for link, target, words in _links_in_paragraphs(page):
        if words and _is_origin(link, target, words, page, title):
            yield target


def _is_origin(link: Tag, target: str, words: str, page: HtmlPage, title: str) -> bool:
    """Return whether a link leads to where the story comes from.

    It stands after "Source :" or "Bron:", or leads to another site in a sentence that says so, or
    bears the page's own title.
    """
    label = soup.words(link)
    if _is_named(label, words):
        return True
    return _is_same_story(label, words, title) and not soup.same_site(target, page.base)


def _links_in_paragraphs(page: HtmlPage) -> Iterator[tuple[Tag, str, str]]:
    """Yield each link of the main part with its address and the words around it."""
    paragraphs: dict[int, str] = {}
    for link, target in page.links:
        holder = link.find_parent(list(soup.BLOCKS)) or page.main
        if id(holder) not in paragraphs:
            paragraphs[id(holder)] = _paragraph(holder)
        yield link, target, paragraphs[id(holder)]


def _paragraph(holder: Tag) -> str:
    """Return the words around a link, with the label of the element before; "" for too many."""
    words = soup.words(holder)
    if len(words) > LONGEST_PARAGRAPH:
        return ""
    return f"Source : {words}" if _is_labelled(holder) else words


def _is_named(label: str, words: str) -> bool:
    return bool(label and ORIGIN.search(words.partition(label)[0]))


def _is_same_story(label: str, words: str, title: str) -> bool:
    same_title = bool(label) and label.casefold() == title.casefold()
    return same_title or bool(ELSEWHERE.search(words))


def _is_labelled(holder: Tag) -> bool:
    """Return whether the label is all of the element before: <dt>Source :</dt><dd><a …>."""
    before = holder.find_previous_sibling()
    return isinstance(before, Tag) and bool(ORIGIN.fullmatch(soup.words(before)))
