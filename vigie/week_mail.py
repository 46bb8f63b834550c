"""A week's summary -> a mail to the coordinator, where no forge shows it.

Standard library only, and run apart from what reads the web: `python -m vigie.week_mail FOLDER`
alone is given the password of the mail server. The settings are those of the environment.
"""

import argparse
import os
import re
import smtplib
import ssl
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from vigie import plain_words, propose
from vigie.plain_words import tell
from vigie.repository import ProposalError

HOST, SENDER, READER = NEEDED = ("VIGIE_SMTP_HOST", "VIGIE_MAIL_FROM", "VIGIE_SUMMARY_TO")
PORT, USER, PASSWORD = "VIGIE_SMTP_PORT", "VIGIE_SMTP_USER", "VIGIE_SMTP_PASSWORD"
# RFC 8314: TLS from the first byte; RFC 6409: submission, with STARTTLS.
IMPLICIT_TLS, SUBMISSION = 465, 587
# A server on this machine is reached without a network, and may have no certificate.
_HERE = frozenset(("localhost", "127.0.0.1", "::1"))
TIMEOUT_SECONDS = 30
SUMMARY, CHECKLIST = "summary.md", "checklist.md"
MAX_LETTERS = 500_000
# One address, and nothing that a header or a command of SMTP could take for more.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}")


@dataclass(frozen=True)
class MailServer:
    """A mail server, who writes, and to whom."""

    host: str
    port: int
    sender: str
    reader: str
    user: str = ""
    password: str = ""

    @classmethod
    def of(cls, told: Mapping[str, str]) -> "MailServer":
        """Read the environment. Raises ProposalError with what is missing or wrong."""
        missing = [name for name in NEEDED if not told.get(name)]
        if missing:
            raise ProposalError(tell("no_mail", names=", ".join(missing)))
        for name in (SENDER, READER):
            if not _ADDRESS.fullmatch(told[name]):
                raise ProposalError(tell("bad_address", name=name, found=told[name]))
        port = told.get(PORT) or str(SUBMISSION)
        if not re.fullmatch(r"[0-9]{1,5}", port, re.ASCII):
            raise ProposalError(tell("bad_address", name=PORT, found=port))
        host, sender, reader = map(told.__getitem__, NEEDED)
        return cls(host, int(port), sender, reader, told.get(USER, ""), told.get(PASSWORD, ""))


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
    """Send a mail over TLS, whose certificate is checked. Raises ProposalError."""
    try:
        with _connected(post) as server:
            if post.user:
                server.login(post.user, post.password)
            server.send_message(message, post.sender, [post.reader])
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        host = f"{post.host}:{post.port}"
        raise ProposalError(tell("mail_failed", host=host, reason=error)) from error


def _connected(post: MailServer) -> smtplib.SMTP:
    """Return a connection, over TLS but to this machine itself."""
    trusted = ssl.create_default_context()
    if post.port == IMPLICIT_TLS:
        return smtplib.SMTP_SSL(post.host, post.port, timeout=TIMEOUT_SECONDS, context=trusted)
    server = smtplib.SMTP(post.host, post.port, timeout=TIMEOUT_SECONDS)
    try:
        if post.user or post.host not in _HERE:
            server.starttls(context=trusted)
    except BaseException:
        server.close()
        raise
    return server


def main(arguments: Sequence[str] | None = None) -> int:
    """Send a week's summary; 0 done, 1 refused (told in a sentence)."""
    parser = argparse.ArgumentParser(
        prog="python -m vigie.week_mail", description=tell("help_mail")
    )
    parser.add_argument("--root", type=Path, default=Path(), help=tell("help_root"))
    parser.add_argument("folder", type=Path, help=tell("help_folder"))
    given = parser.parse_args(arguments)
    try:
        post = MailServer.of(os.environ)
        send(letter(given.root, given.folder, post, datetime.now(UTC)), post)
    except ProposalError as error:
        for line in str(error).splitlines():
            print(f"| {line}", file=sys.stderr)
        return 1
    print(tell("sent", reader=post.reader))
    return 0


if __name__ == "__main__":
    sys.exit(main())
