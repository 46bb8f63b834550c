"""An entry's own page -> what its list did not say: title, dates, language, twins, description,
files, sources.
"""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from knowledge.model import RawDocument, RawEntry, Snapshot
from knowledge.source import Detail, Source
from scrapers.readers import attachments, body, metadata_dates, origins, soup, visible_dates

BODY = ".field--name-body, .field-name-body, .entry-content, .post-content, .article-content, [itemprop=articleBody]"
THEME = ".field--name-field-theme a, .field--name-field-tags a, .field-name-field-tags a, ul.tags li, a[rel~=tag]"
LEAD = ".chapo, .field--name-field-chapo, .field-name-field-chapo, .field--name-field-intro, .lead, .intro"
# A paragraph shorter than that is a label, a date or a name.
SENTENCE = 40
LONGEST_TEXT = 100_000


def read(snapshot: Snapshot, source: Source) -> RawEntry | None:
    """Read the page of one entry; None when what `require` or `require_text` asks for is not on it.

    An address without an ending may answer a file: then the file is all there is to say, and it has
    no title.
    """
    rules = source.detail if isinstance(source.detail, Detail) else Detail()
    if attachments.is_file(snapshot):
        needed = rules.require or rules.require_text
        return (
            None if needed else RawEntry(url=snapshot.url, documents=(RawDocument(snapshot.url),))
        )
    page = soup.parse(snapshot)
    found = RawEntry(
        url=snapshot.url,
        title=_selected(page, rules.title) or title(page),
        lang=language(page),
        canonical=canonical(page, snapshot),
        twins=twins(page, snapshot),
        themes=_themes(page, rules),
        type_label=_selected(page, rules.type_label),
    )
    marks = metadata_dates.linked_data(page), metadata_dates.metadata(page)
    description = _selected(page, rules.summary) or _description(page)
    body.strip(page, rules.remove)
    if not _is_entry(page, rules):
        return None
    return _dated(_with_text(found, page, rules, snapshot, description), page, rules, marks)


def combine(listed: RawEntry, found: RawEntry) -> RawEntry:
    """Put together what a list says of an entry and what its own page says.

    The list's title, date and summary win: they were chosen by selectors, and stand even when the
    page is not asked. A row without a title comes from a sitemap, whose lastmod says only that
    something on the page moved: it is no date of correction.
    """
    cut = not listed.title or listed.title.rstrip().endswith(("…", "..."))
    return replace(
        listed,
        title=found.title if cut and found.title else listed.title,
        published=listed.published or found.published,
        updated=found.updated or (listed.updated if listed.title else ""),
        summary=listed.summary or found.summary,
        lang=found.lang or listed.lang,
        type_label=found.type_label or listed.type_label,
        themes=tuple(dict.fromkeys((*listed.themes, *found.themes))),
        external_id=listed.external_id or found.external_id,
        canonical=found.canonical or listed.canonical,
        documents=tuple(
            {document.url: document for document in (*listed.documents, *found.documents)}.values()
        ),
        twins=tuple(dict.fromkeys((*found.twins, *listed.twins))),
        sources=tuple(dict.fromkeys((*listed.sources, *found.sources))),
        text=found.text,
        problem="" if listed.problem == "no_title" and found.title else listed.problem,
    )


def title(page: BeautifulSoup) -> str:
    """Give the page's title: its main heading, else og:title or <title> without the site's name."""
    site = soup.metadata(page, "og:site_name")
    headings = page.find_all("h1")
    inside = [heading for heading in headings if heading.find_parent(["main", "article"])]
    for heading in [*inside, *headings]:
        if (
            (text := soup.words(heading))
            and text != site
            and not heading.find_parent(role="banner")
        ):
            return text
    stated = soup.metadata(page, "og:title") or soup.words(page.title)
    return _without_site(stated, site)


def language(page: BeautifulSoup) -> str:
    """Give the language that <html lang> states, without its region; "" where it states none."""
    root = page.find("html", lang=True)
    return str(root["lang"]).strip().lower().partition("-")[0] if isinstance(root, Tag) else ""


def canonical(page: BeautifulSoup, snapshot: Snapshot) -> str:
    """Give the address that the page says is its own (RFC 6596), when it is of this site and not
    just its home.
    """
    link = page.find("link", rel="canonical", href=True)
    target = soup.address(link, soup.base(page, snapshot))
    home = urlsplit(target).path in ("", "/") and urlsplit(snapshot.url).path not in ("", "/")
    return target if target and not home and soup.same_site(target, snapshot.url) else ""


def twins(page: BeautifulSoup, snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Give (language, address) of the page's other languages: hreflang in its head, else its
    language menu.

    A menu that leads to a home page, or to a page's number where no translation is, names no twin.
    """
    own = language(page)
    start = soup.base(page, snapshot)
    in_head = page.find_all("link", rel="alternate", hreflang=True, href=True)
    for links in (in_head, page.find_all("a", hreflang=True, href=True)):
        named = [_twin(link, own, start, snapshot) for link in links]
        if found := tuple(dict.fromkeys(twin for twin in named if twin)):
            return found
    return ()


def _twin(link: Tag, own: str, start: str, snapshot: Snapshot) -> tuple[str, str] | None:
    lang = str(link["hreflang"]).strip().lower().partition("-")[0]
    target = soup.address(link, start)
    path = urlsplit(target).path
    home = re.fullmatch(
        r"(/[a-z]{2}([-_][a-z]{2})?)?(/(index\.\w+|home|node/\d+))?/?", path, re.IGNORECASE
    )
    if lang in (own, "x", "") or not target or home or target in (snapshot.url, snapshot.asked):
        return None
    return lang, target


def _is_entry(page: BeautifulSoup, rules: Detail) -> bool:
    if rules.require and not page.select_one(rules.require):
        return False
    lines = soup.paragraphs(body.main(page)) if rules.require_text else []
    return not rules.require_text or any(
        re.search(rules.require_text, line[:1000]) for line in lines
    )


def _with_text(
    found: RawEntry, page: BeautifulSoup, rules: Detail, snapshot: Snapshot, description: str
) -> RawEntry:
    main, start = body.main(page), soup.base(page, snapshot)
    texts = body.parts(page, rules.body) if rules.body else main.select(BODY) or [main]
    lines = body.lines(texts)
    return replace(
        found,
        summary=description or _first_sentence(lines),
        documents=tuple(attachments.inside(main, start)),
        sources=tuple(origins.inside(main, start, found.title)),
        text="\n".join(lines)[:LONGEST_TEXT],
    )


def _dated(
    found: RawEntry,
    page: BeautifulSoup,
    rules: Detail,
    marks: tuple[metadata_dates.Stamps, metadata_dates.Stamps],
) -> RawEntry:
    main = body.main(page)
    times, selected = metadata_dates.times(main), metadata_dates.selected(page, rules.date)
    metadata_dates.drop(main)
    lines = visible_dates.find(soup.paragraphs(main))
    data, meta = marks
    stated = times.published or data.published or meta.published
    return replace(
        found,
        published=selected or stated or lines.published or times.nameless,
        updated=times.updated or data.updated or meta.updated or lines.updated,
        type_label=found.type_label or lines.label or soup.node_type(main),
    )


def _selected(page: BeautifulSoup, selector: str) -> str:
    return soup.words(page.select_one(selector)) if selector else ""


def _themes(page: BeautifulSoup, rules: Detail) -> tuple[str, ...]:
    labels = [soup.words(tag) for tag in body.main(page).select(rules.theme or THEME)]
    stated = (
        []
        if rules.theme
        else [str(tag.get("content") or "") for tag in page.select('meta[property="article:tag"]')]
    )
    return tuple(dict.fromkeys(label.strip() for label in (*labels, *stated) if label.strip()))


def _description(page: BeautifulSoup) -> str:
    stated = soup.metadata(page, "description", "og:description")
    return stated or soup.words(body.main(page).select_one(LEAD))


def _first_sentence(lines: list[str]) -> str:
    sentence = next(
        (line for line in lines if len(line) >= SENTENCE and not visible_dates.is_stamp(line)), ""
    )
    return visible_dates.GLUED.sub("", sentence, count=1)


def _without_site(text: str, site: str) -> str:
    head, _, last = text.rpartition(" | ")
    if site:
        return re.sub(rf"\s+[|–—·-]\s+{re.escape(site)}$", "", text)
    return head if head and last else text
