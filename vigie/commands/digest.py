"""`vigie digest`: the e-mail of a week, written, or sent to the one address that the environment
names.

Sending is the only thing that this program sends to people: it is asked for, shown, and agreed to.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

import typer

from knowledge import taxonomy
from knowledge.errors import ConfigError, SendError
from knowledge.i18n import catalogue, locales, plain
from knowledge.i18n.text_fold import words as folded
from knowledge.storage import atomic, config_file
from knowledge.taxonomy import Taxonomy
from publish import library as libraries
from publish import site_context, site_metadata, weeks
from publish.library import Library
from publish.pages import digest, digest_mail
from publish.pages.digest_mail import Mail
from publish.site_context import SiteContext
from vigie import mail_server
from vigie.curation import vocabulary
from vigie.curation.vocabulary import CommandWords
from vigie.mail_server import MailServer
from vigie.terminal import CliContext, say, still, wipe

BOTH = "both"
THEMES = "themes"
# So many weeks are named to who mistyped one.
LAST_WEEKS = 5
DEFAULT_FORM = "text"
# The address of the mailing list.
READER = "VIGIE_MAIL_TO"


def run(
    context: typer.Context,
    week: Annotated[str, typer.Option("--week")] = "",
    lang: Annotated[str, typer.Option("--lang")] = "",
    theme: Annotated[list[str] | None, typer.Option("--theme")] = None,
    form: Annotated[str, typer.Option("--format")] = DEFAULT_FORM,
    output: Annotated[Path | None, typer.Option("--output")] = None,
    send: Annotated[bool, typer.Option("--send")] = False,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    """Write the e-mail of a week, or send it."""
    common: CliContext = context.obj
    _require_form(form, common)
    post = server_of(os.environ, common) if send else None
    made = written(common, week, lang, theme or ())
    if post:
        _send(made, post, common, agreed=yes)
    elif output:
        atomic.deliver(output, made.form(form))
        say(str(output))
    else:
        wipe()
        sys.stdout.buffer.write(made.form(form))


def _require_form(form: str, common: CliContext) -> None:
    if form not in digest_mail.FORMATS:
        allowed = ", ".join(digest_mail.FORMATS)
        raise typer.BadParameter(common.tell("digest.format", found=form, allowed=allowed))


def written(common: CliContext, week: str, lang: str, themes: Sequence[str]) -> Mail:
    """Return the mail of a week, "" for the one that the site opens with.

    Raises BadParameter on a week, a language or a theme that there is not, ConfigError where there
    is no week at all.
    """
    library = libraries.load(common.root)
    contexts = list(map(partial(context_of, library), _locales(lang, common)))
    ids = tuple(dict.fromkeys(_themes(themes, common)))
    chosen = _week(week, contexts[0], common)
    order = library.settings.get("bulletin_order") or ()
    return digest_mail.mail([digest.of(chosen, context, order, ids) for context in contexts])


def _week(typed: str, context: SiteContext, common: CliContext) -> str:
    """Return the week that was typed, or the one that the site opens with."""
    known = context.indexes.weeks
    chosen = typed or weeks.current(known, context.library.data_date)
    if not chosen:
        raise ConfigError([common.tell("digest.no_week")])
    if weeks.is_week(chosen):
        return chosen
    last = ", ".join(islice(known, LAST_WEEKS)) or "—"
    raise typer.BadParameter(common.tell("digest.week", found=chosen, known=last))


def context_of(library: Library, lang: str) -> SiteContext:
    """Return what the mail of one language is made from, with the address and the name of its
    site.
    """
    settings = library.settings
    named = os.environ.get("VIGIE_SITE_URL") or settings.get("default_root_url") or "/"
    root_url = f"{str(named).rstrip('/')}/"
    files = (locales.settings_file(library.root, lang), library.root / "mkdocs.yml")
    names = (config_file.text(file, "site_name") for file in files)
    name = next(filter(None, names), "")
    metadata = site_metadata.of({**settings, "root_url": root_url}, lang, name)
    return site_context.build(library, lang, metadata)


def _locales(lang: str, common: CliContext) -> Sequence[str]:
    """Return the languages of a mail: as asked for, or that of the command where the site has it,
    or the site's first.
    """
    site = locales.site_locales(common.root)
    if lang == BOTH:
        return site
    if lang and lang not in site:
        allowed = ", ".join((*site, BOTH))
        raise typer.BadParameter(common.tell("digest.language", found=lang, allowed=allowed))
    return [lang or (common.locale if common.locale in site else site[0])]


def _themes(typed: Sequence[str], common: CliContext) -> Iterator[str]:
    """Yield the id of each theme that is named, by itself or by what people call it; several stand
    with commas between them.
    """
    if not typed:
        return
    lists = taxonomy.load(common.root)
    known = vocabulary.of(lists)
    for name in chain.from_iterable(map(partial(_parted, known), typed)):
        found = known.term(THEMES, name)
        if not found:
            raise typer.BadParameter(_unknown(name, lists, known, common))
        yield found


def _parted(known: CommandWords, typed: str) -> list[str]:
    names = [typed] if known.term(THEMES, typed) else typed.split(",")
    return list(map(str.strip, names))


def _unknown(name: str, lists: Taxonomy, known: CommandWords, common: CliContext) -> str:
    near = known.near_term(THEMES, name)
    if near:
        return common.tell("digest.theme_near", found=name, known=near)
    offered = ", ".join(term.id for term in lists.themes)
    return common.tell("digest.theme", found=name, known=offered)


def server_of(told: Mapping[str, str], common: CliContext) -> MailServer:
    """Read the environment. Raises ConfigError with all that is missing or wrong."""
    missing = mail_server.missing(told, READER)
    if missing:
        raise ConfigError([common.tell("digest.not_set", names=", ".join(missing))])
    wrong = list(mail_server.wrong(told, READER))
    if wrong:
        raise ConfigError([_wrong(name, told[name], common) for name in wrong])
    return mail_server.of(told, READER)


def _wrong(name: str, found: str, common: CliContext) -> str:
    key = "digest.not_port" if name == mail_server.PORT else "digest.not_address"
    return common.tell(key, name=name, found=found)


def _send(made: Mail, post: MailServer, common: CliContext, *, agreed: bool) -> None:
    """Show what would go to whom, and send it where a person agrees."""
    facts = {
        "subject": made.subject,
        "sender": post.sender,
        "reader": post.reader,
        "host": post.name,
        "size": catalogue.load(common.locale).size(len(made.eml)),
    }
    say(made.text)
    say(common.tell("digest.would_send", **facts))
    if agreed or _agrees(common):
        send_now(made.message, post, common, datetime.now(UTC))
        say(common.tell("digest.sent", reader=post.reader))
    else:
        say(common.tell("digest.not_sent"))
        raise typer.Exit(1)


def _agrees(common: CliContext) -> bool:
    """Ask; nothing, or the end of what can be read, is no."""
    still()
    typer.echo(f"{common.tell('digest.ask')} {common.tell('new.yes_or_no')} ", nl=False)
    answer = folded(sys.stdin.readline())
    return answer in common.words.texts("command.new.yes")


def send_now(draft: EmailMessage, post: MailServer, common: CliContext, now: datetime) -> None:
    """Send a draft. Raises SendError."""
    try:
        mail_server.send(addressed(draft, post, now), post)
    except mail_server.FAILURES as error:
        reason = plain.line(str(error))
        raise SendError(common.tell("digest.failed", host=post.name, reason=reason)) from error


def addressed(draft: EmailMessage, post: MailServer, now: datetime) -> EmailMessage:
    """Return a draft with its sender and its reader, dated by the moment at which it is sent (RFC
    5322, 3.6.1).
    """
    message = deepcopy(draft)
    for name in ("X-Unsent", "Date"):
        del message[name]
    message["From"], message["To"] = post.sender, post.reader
    message["Date"] = format_datetime(now)
    return message
