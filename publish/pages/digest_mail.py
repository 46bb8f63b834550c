"""What an e-mail tells, in one language or several -> HTML, text, and the message itself (RFC 5322,
MIME).

Outlook shows HTML by Word's engine and Gmail cuts what is longer than 102 kB: tables, styles on
each element, and a limit (docs/decisions/digest.md). Nothing reads a clock: same input, same bytes.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache, cached_property, partial
from operator import attrgetter
from textwrap import fill
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from css_inline import CSSInliner

from publish import content_policy, sanitise, weeks
from publish.pages import digest, render
from publish.pages.digest import Digest, MailLine
from publish.site_context import SiteContext
from publish.weeks import Order

# Bytes of the whole message, whatever the week.
LIMIT = 100_000
# Of each kind, the most first; 0 leaves the numbers alone, and the link.
EACH = (60, 40, 25, 15, 10, 6, 4, 2, 1, 0)
WIDTH = 76
FORMATS = ("html", "text", "eml")
# Beside the page of its week.
FILES = {"html": "digest.html", "text": "digest.txt", "eml": "digest.eml"}
# At this time of the Monday that follows its week, a message says that it was written.
MORNING = time(6, tzinfo=UTC)
# A host that no mail can come from (RFC 6761), where the site's is not known.
NOWHERE = "vigie.invalid"
# What text has before and after an element.
_AROUND = {**dict.fromkeys(("p", "h3", "ul", "ol", "br"), ("", "\n")), "li": ("- ", "\n")}


@dataclass(frozen=True)
class Mail:
    """A mail in its three forms, and how many stories it has no room for."""

    subject: str
    html: str
    text: str
    message: EmailMessage
    left_out: int = 0

    @cached_property
    def eml(self) -> bytes:
        """Return the message as a file, which a program of mail opens as a draft."""
        return self.message.as_bytes()

    def form(self, name: str) -> bytes:
        """Return one of the FORMATS."""
        return {"html": self.html.encode(), "text": self.text.encode(), "eml": self.eml}[name]


def files(context: SiteContext, order: Order = ()) -> dict[str, bytes]:
    """Return the mail of each week that has a page, in all forms, by path."""
    library, made = context.library, dict[str, bytes]()
    kept = weeks.kept(context.indexes.weeks, library.introductions, library.data_date)
    for week in kept:
        told = mail([digest.of(week, context, order)])
        forms = (shown(told.html).encode(), told.text.encode(), told.eml)
        for form, data in zip(FORMATS, forms, strict=True):
            made[f"weeks/{week}/{FILES[form]}"] = data
    return made


def shown(html: str) -> str:
    """Return a mail as a browser shows it from the site: under a policy of its own."""
    return content_policy.put(html, content_policy.of_mail(html))


def mail(told: Sequence[Digest]) -> Mail:
    """Write a mail, in one language after the other, as long as there is room for."""
    return next(filter(_fits, map(partial(_cut_to, told), EACH)))


def _cut_to(told: Sequence[Digest], each: int) -> Mail:
    return _written(list(map(partial(digest.cut, each=each), told)))


def _fits(made: Mail) -> bool:
    return len(made.eml) < LIMIT


def _written(told: Sequence[Digest]) -> Mail:
    subject, html, text = _subject(told), _html(told), _text(told)
    left_out = sum(map(attrgetter("left_out"), told))
    return Mail(subject, html, text, _message(subject, html, text, told), left_out)


def _subject(told: Sequence[Digest]) -> str:
    names = dict.fromkeys(map(_name, told))
    titles = (part.words.week(part.week) for part in told)
    return sanitise.text(f"{' / '.join(names)} – {' / '.join(titles)}").replace("\u00a0", " ")


def _name(part: Digest) -> str:
    return sanitise.excerpt(part.context.metadata.name(part.words.locale), digest.NAME)


def _html(told: Sequence[Digest]) -> str:
    """Write a mail as HTML, its styles on each element."""
    facts = {"told": told, "subject": _subject(told), "name": _name(told[0])}
    return _inliner().inline(render.render("digest.html", told[0].context, **facts))


@cache
def _inliner() -> CSSInliner:
    return CSSInliner(load_remote_stylesheets=False)


def _message(subject: str, html: str, text: str, told: Sequence[Digest]) -> EmailMessage:
    """Write a message without sender and reader: whoever opens it gives them."""
    week, key = told[0].week, _key(told)
    # In ASCII, whatever its letters.
    site = sanitise.address(told[0].context.metadata.root_url)
    host = urlsplit(site).hostname or NOWHERE
    monday = weeks.monday(week) + weeks.A_WEEK
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.combine(monday, MORNING))
    message["Message-ID"] = f"<{key}@{host}>"
    # Outlook opens such a file to be sent, others ignore it.
    message["X-Unsent"] = "1"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    # "=_" stands in no text that is quoted-printable (RFC 2045, 6.7).
    message.set_boundary(f"=_{key}")
    message["Content-Language"] = ", ".join(_locales(told))
    return message


def _key(told: Sequence[Digest]) -> str:
    """Return what tells a mail from all others."""
    parts = [told[0].week, *_locales(told)]
    if told[0].themes:
        names = "\n".join(told[0].themes)
        parts.append(hashlib.sha256(names.encode()).hexdigest()[:10])
    return f"vigie.{'.'.join(parts)}"


def _locales(told: Sequence[Digest]) -> list[str]:
    return list(map(attrgetter("words.locale"), told))


def _text(told: Sequence[Digest]) -> str:
    """Write a mail as plain text."""
    blocks = [_name(told[0])]
    for part in told:
        blocks += _language(part)
    return "\n\n".join(blocks) + "\n"


def _language(told: Digest) -> Iterator[str]:
    yield from _opening(told)
    yield from _word(told)
    yield from _parts(told)
    yield from _closing(told)


def _opening(told: Digest) -> Iterator[str]:
    words = told.words
    yield _underlined(words.week(told.week))
    if told.context.metadata.demo:
        yield fill(f"{words.translate('site.demo_title')} {words.translate('site.demo_text')}")
    yield _head(told)


def _parts(told: Digest) -> Iterator[str]:
    for part in told.parts:
        yield _underlined(part.label)
        yield from map(_line, part.lines)
        if part.left_out:
            yield told.words.plural("digest.rest", part.left_out)


def _closing(told: Digest) -> Iterator[str]:
    words = told.words
    if told.left_out:
        yield words.plural("digest.cut", told.left_out)
    if told.url:
        colon = words.translate("site.colon").rstrip(" ")
        yield f"{words.translate('digest.on_site')}{colon}\n{told.url}"


def _head(told: Digest) -> str:
    """Return how much came, and of which themes alone it is told."""
    words = told.words
    count = words.plural("site.entries", told.count)
    said = count if told.count else words.translate("site.week_empty")
    if not told.themes:
        return said
    return f"{said}\n{words.translate('digest.themes', names=', '.join(told.themes))}"


def _underlined(text: str) -> str:
    return f"{text}\n{'-' * min(len(text), WIDTH)}"


def _word(told: Digest) -> Iterator[str]:
    """Yield the paragraphs of the coordinator's word under its heading."""
    if not told.is_introduced:
        return
    yield _underlined(told.words.translate("site.week_intro"))
    yield from map(_wrapped, _rows(told.word))
    if told.word_goes_on:
        yield told.words.translate("digest.word_rest")


def _rows(html: str) -> Iterator[str]:
    """Yield what stands in a piece of HTML, block by block."""
    soup = BeautifulSoup(html, "html.parser")
    for piece in soup.find_all(string=True):
        piece.replace_with(piece.replace("\n", " "))
    for link in soup("a"):
        link.append(f" <{link['href']}>")
    for block in soup(_AROUND):
        before, after = _AROUND[block.name]
        block.insert(0, before)
        block.append(after)
    return filter(None, map(sanitise.text, soup.get_text().splitlines()))


def _line(line: MailLine) -> str:
    """Return a story as a few lines of text, its address on one of its own."""
    title = fill(line.title, WIDTH, initial_indent="- ", subsequent_indent="  ")
    said = filter(None, (" · ".join(line.facts), " · ".join(line.days), line.note, line.url))
    return "\n".join([title, *map(partial(_wrapped, indent="  "), said)])


def _wrapped(text: str, indent: str = "") -> str:
    return fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
