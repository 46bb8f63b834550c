"""The mail server that the environment names, and a message that it is given over TLS.

Standard library only: the program that sends the week's summary runs where no package is installed.
"""

import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage

HOST, SENDER = "VIGIE_SMTP_HOST", "VIGIE_MAIL_FROM"
PORT, USER, PASSWORD = "VIGIE_SMTP_PORT", "VIGIE_SMTP_USER", "VIGIE_SMTP_PASSWORD"
# RFC 8314: TLS from the first byte; RFC 6409: submission, with STARTTLS.
IMPLICIT_TLS, SUBMISSION = 465, 587
# A server on this machine is reached without a network, and may have no certificate.
_HERE = frozenset(("localhost", "127.0.0.1", "::1"))
TIMEOUT_SECONDS = 30
# One address, and nothing that a header or a command of SMTP could take for more.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}")
_PORT = re.compile(r"[0-9]{1,5}")
# What may come of `send`.
FAILURES = (smtplib.SMTPException, OSError, UnicodeError)


@dataclass(frozen=True)
class MailServer:
    """A mail server, who writes, and to whom."""

    host: str
    port: int
    sender: str
    reader: str
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """Return its host and its port."""
        return f"{self.host}:{self.port}"


def missing(told: Mapping[str, str], reader: str) -> Sequence[str]:
    """Return the variables that are needed and not set; `reader` names that of the address."""
    return [name for name in (HOST, SENDER, reader) if not told.get(name)]


def wrong(told: Mapping[str, str], reader: str) -> Iterator[str]:
    """Yield the variables that hold no address, or no port."""
    for name in (SENDER, reader):
        if not _ADDRESS.fullmatch(told[name]):
            yield name
    if not _PORT.fullmatch(_port(told)):
        yield PORT


def of(told: Mapping[str, str], reader: str) -> MailServer:
    """Return what the environment names, where nothing is missing or wrong in it."""
    user, password = told.get(USER, ""), told.get(PASSWORD, "")
    return MailServer(told[HOST], int(_port(told)), told[SENDER], told[reader], user, password)


def send(message: EmailMessage, server: MailServer) -> None:
    """Send a message over TLS, whose certificate is checked. Raises one of FAILURES."""
    with _connected(server) as connection:
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(message, server.sender, [server.reader])


def _port(told: Mapping[str, str]) -> str:
    return told.get(PORT) or str(SUBMISSION)


def _connected(server: MailServer) -> smtplib.SMTP:
    """Return a connection, over TLS but to this machine itself."""
    trusted = ssl.create_default_context()
    place, timeout = (server.host, server.port), TIMEOUT_SECONDS
    if server.port == IMPLICIT_TLS:
        return smtplib.SMTP_SSL(*place, timeout=timeout, context=trusted)
    connection = smtplib.SMTP(*place, timeout=timeout)
    try:
        if server.user or server.host not in _HERE:
            connection.starttls(context=trusted)
    except BaseException:
        connection.close()
        raise
    return connection
