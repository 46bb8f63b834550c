"""A week's summary -> a mail to the coordinator, where no forge shows it.

Standard library only, and run apart from what reads the web: `python -m vigie.week_mail FOLDER`
alone is given the password of the mail server. The settings are those of the environment.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from vigie import mail_server, plain_words, propose
from vigie.mail_server import MailServer
from vigie.plain_words import complain, tell
from vigie.repository import ProposalError

READER = "VIGIE_SUMMARY_TO"
SUMMARY, CHECKLIST = "summary.md", "checklist.md"
MAX_LETTERS = 500_000


def server_of(told: Mapping[str, str]) -> MailServer:
    """Read the environment. Raises ProposalError with what is missing or wrong."""
    if missing := mail_server.missing(told, READER):
        raise ProposalError(tell("no_mail", names=", ".join(missing)))
    for name in mail_server.wrong(told, READER):
        raise ProposalError(tell("bad_address", name=name, found=told[name]))
    return mail_server.of(told, READER)


def letter(root: Path, folder: Path, post: MailServer, moment: datetime) -> EmailMessage:
    """Return the mail: the summary as text, and the checklist beside it."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = post.sender, post.reader
    message["Subject"] = propose.title(root, moment)
    message["Date"] = format_datetime(moment)
    checklist = _read(folder / CHECKLIST)
    message.set_content(_text(root, _read(folder / SUMMARY), checklist))
    if checklist:
        message.add_attachment(checklist, subtype="markdown", filename=CHECKLIST)
    return message


def _text(root: Path, summary: str, checklist: str) -> str:
    """Return what the mail says above its attachment."""
    if not summary:
        return plain_words.of_site(root, "mail_stopped") + "\n"
    if not checklist:
        return summary
    return f"{plain_words.of_site(root, 'mail_choose')}\n\n{summary}"


def _read(file: Path) -> str:
    """Return the text of a file; "" where there is none."""
    return file.read_text(encoding="utf-8")[:MAX_LETTERS] if file.is_file() else ""


def send(message: EmailMessage, post: MailServer) -> None:
    """Send a mail. Raises ProposalError."""
    try:
        mail_server.send(message, post)
    except mail_server.FAILURES as error:
        raise ProposalError(tell("mail_failed", host=post.name, reason=error)) from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Send a week's summary; 0 done, 1 refused (told in a sentence)."""
    parser = argparse.ArgumentParser(
        prog="python -m vigie.week_mail", description=tell("help_mail")
    )
    parser.add_argument("--root", type=Path, default=Path(), help=tell("help_root"))
    parser.add_argument("folder", type=Path, help=tell("help_folder"))
    given = parser.parse_args(arguments)
    try:
        post = server_of(os.environ)
        send(letter(given.root, given.folder, post, datetime.now(UTC)), post)
    except ProposalError as error:
        complain(str(error))
        return 1
    print(tell("sent", reader=post.reader))
    return 0


if __name__ == "__main__":
    sys.exit(main())
