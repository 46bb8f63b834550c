"""One watched page -> one raw entry that holds its whole main text, so that changes show."""

from collections.abc import Iterator

from knowledge.errors import ReadError
from knowledge.model import RawEntry, Snapshot
from knowledge.source import PageOptions, Source
from scrapers import readers
from scrapers.readers import body, html_page, page_doubts, page_head, script_pages, soup


def read(snapshot: Snapshot, source: Source) -> Iterator[RawEntry]:
    """Yield one raw entry; its `text` has one paragraph a line, NFC, single spaces.

    What moves without meaning (banner, menu, counter, view id, nonce, day of printing, share links)
    is not in it, nor what `remove` names. Raises ReadError "shape_page" when what `body` selects is
    not there or holds no text, "page_notice" and "page_elsewhere" when another page stands for it.
    """
    options = readers.options_of(source, PageOptions)
    whole = html_page.parse(snapshot)
    title = page_head.title(whole)
    page_doubts.check(whole, snapshot, body.lines(whole, [whole.main]))
    language, canonical = page_head.language(whole), page_head.canonical(whole)
    twins = page_head.twins(whole)
    seen = soup.glimpse_of(whole.tree)
    code = "made_by_script" if script_pages.is_made_by_script(whole) else "shape_page"
    own = body.strip(whole, options.remove)
    paragraphs = body.lines(own, body.parts(own, options.body))
    if not paragraphs:
        raise ReadError(code, url=snapshot.url, selector=options.body or "main", seen=seen)
    yield RawEntry(
        url=snapshot.url,
        title=title,
        lang=language,
        canonical=canonical,
        twins=twins,
        text="\n".join(paragraphs),
        problem=soup.missing(snapshot.url, title),
    )
