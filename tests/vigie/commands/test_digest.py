"""`vigie digest`, as a person types it, up to a real mail server on this machine."""

import email
import email.policy
import shutil
import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from typer.testing import CliRunner

from knowledge.errors import ConfigError, SendError
from knowledge.storage import entry_store
from tests.publish.conftest import BASE
from vigie import cli, mail_server
from vigie.commands import digest

ROOT = Path(__file__).parents[3]
WEEK = "2026-W47"
HOST = "localhost"
NEEDED = (mail_server.HOST, mail_server.SENDER, digest.READER)
SECRET = "mot de passe"


@pytest.fixture
def instance(tmp_path, monkeypatch):
    for name in ("watch_sources.yml", "taxonomy.yml", "mkdocs.yml", "mkdocs.nl.yml"):
        shutil.copy(ROOT / name, tmp_path)
    entry_store.write(replace(BASE, source="inrs", title="Une loi <b>nouvelle</b>"), tmp_path)
    other = replace(BASE, id="1111111111", url="https://a.example/", themes=("health",))
    entry_store.write(replace(other, title="Autre chose", source="inrs"), tmp_path)
    for name in (
        *NEEDED,
        mail_server.PORT,
        mail_server.USER,
        mail_server.PASSWORD,
        "VIGIE_SITE_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def vigie(root, *arguments, given="", lang="fr"):
    words = ["--root", str(root), "--lang", lang, "digest", *arguments]
    return CliRunner().invoke(cli.app, words, input=given)


def test_the_week_that_the_site_opens_with_is_printed_as_text_in_the_language_of_the_command(
    instance,
):
    french, dutch = vigie(instance), vigie(instance, lang="nl")

    assert french.stdout.startswith(
        "Vigie QVT\n\nSemaine 47, du 16 au 22\u00a0novembre\u00a02026\n"
    )
    assert "- Une loi <b>nouvelle</b>\n" in french.stdout
    assert f"https://vigie.example.org/fr/weeks/{WEEK}/" in french.stdout
    assert "Week 47, van 16 tot 22\u00a0november\u00a02026" in dutch.stdout


def test_an_instance_to_which_nothing_came_yet_is_told_so(instance):
    shutil.rmtree(instance / "docs" / "watch")

    done = vigie(instance)

    assert isinstance(done.exception, ConfigError)
    assert "vigie refresh" in str(done.exception)


def test_a_mail_in_both_languages_is_written_into_a_file_as_a_draft(instance, tmp_path):
    file = tmp_path / "lundi.eml"

    done = vigie(
        instance, "--week", WEEK, "--lang", "both", "--format", "eml", "--output", str(file)
    )

    read = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert done.exit_code == 0
    assert (read["X-Unsent"], read["From"], read["To"]) == ("1", None, None)
    html = read.get_body(("html",)).get_content()
    assert '<table role="presentation" lang="fr"' in html
    assert '<table role="presentation" lang="nl"' in html
    assert "Une loi &lt;b&gt;nouvelle&lt;/b&gt;" in html


def test_what_a_person_rejected_or_picked_out_is_away_or_first(instance):
    for number, block in (("2", "keep: false"), ("3", "highlight: true")):
        facts = {"id": number * 10, "url": f"https://a.example/{number}", "type": "news"}
        decided = replace(BASE, source="inrs", title=f"Titre {block}", **facts)
        entry_store.write(replace(decided, review=f"review:\n  {block}\n"), instance)

    made = vigie(instance, "--format", "html").stdout

    assert "Titre keep: false" not in made
    assert made.index("Titre highlight: true") < made.index("Une loi")


def test_a_weeks_mail_is_the_same_bytes_each_time(instance):
    first, second = (vigie(instance, "--format", "eml").stdout_bytes for _ in range(2))

    assert first == second
    assert b"Message-ID: <vigie.2026-W47.fr@vigie.example.org>\r\n" in first


@pytest.mark.parametrize("theme", ["telework", "télétravail", "Telewerk en hybride werken"])
def test_themes_are_named_as_people_call_them(instance, theme):
    made = vigie(instance, "--theme", theme)

    assert "Seulement\u00a0: Télétravail et travail hybride" in made.stdout
    assert "Une loi" in made.stdout
    assert "Autre chose" not in made.stdout


def test_several_themes_stand_side_by_side(instance):
    both = vigie(instance, "--theme", "télétravail, Santé", "--theme", "telework").stdout

    assert "Une loi" in both
    assert "Autre chose" in both
    assert both == vigie(instance, "--theme", "telework", "--theme", "health").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--week", "2026-W60"), "les dernières\u00a0: 2026-W47"),
        (("--week", "hier"), "n’est pas une semaine"),
        (("--lang", "de"), "fr, nl, both"),
        (("--format", "pdf"), "html, text, eml"),
        (("--theme", "teleworc"), "vouliez-vous dire"),
        (("--theme", "zzzz"), "telework"),
    ],
)
def test_what_is_mistyped_is_told_with_what_is_right(instance, arguments, said):
    done = vigie(instance, *arguments)

    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split(" "))


def test_nothing_is_sent_where_nothing_is_set(instance, monkeypatch):
    monkeypatch.setenv("VIGIE_MAIL_TO", "liste@reseau.example")

    done = vigie(instance, "--send", "--yes")

    assert isinstance(done.exception, ConfigError)
    (said,) = cli.failures(done.exception, ["--lang", "fr"])
    assert "VIGIE_SMTP_HOST, VIGIE_MAIL_FROM" in said
    assert "VIGIE_MAIL_TO" not in said


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: x@y.example",
        "liste",
        "<a@b.example>",
        "é@b.be",
    ],
)
def test_one_address_is_one_address(instance, monkeypatch, address):
    for name in NEEDED:
        monkeypatch.setenv(name, "a@b.example")
    monkeypatch.setenv("VIGIE_MAIL_TO", address)
    monkeypatch.setenv(mail_server.PORT, "25; x")

    done = vigie(instance, "--send", "--yes")

    assert isinstance(done.exception, ConfigError)
    reader, port = cli.failures(done.exception, ["--lang", "fr"])
    assert "VIGIE_MAIL_TO" in reader
    assert mail_server.PORT in port


class Mailbox:
    """Keeps what is delivered."""

    def __init__(self):
        self.delivered = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        self.delivered.append(envelope)
        return "250 OK"


def _authenticated(server, session, envelope, mechanism, told):
    is_known = isinstance(told, LoginPassword) and told.password == SECRET.encode()
    return AuthResult(success=is_known, handled=False)


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def mailbox(monkeypatch, tmp_path, request):
    """Run a mail server over TLS, for which a name and a password are needed."""
    options = getattr(request, "param", {})
    authority = trustme.CA()
    trusted = tmp_path / "trusted.pem"
    authority.cert_pem.write_to_path(str(trusted))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(options.get("name", HOST)).configure_cert(context)
    box = Mailbox()
    server = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        server_hostname=HOST,
        tls_context=context if options.get("tls", True) else None,
        require_starttls=options.get("tls", True),
        auth_required=options.get("tls", True),
        authenticator=_authenticated,
        decode_data=False,
    )
    server.start()
    told = {
        "VIGIE_SMTP_HOST": HOST,
        "VIGIE_SMTP_PORT": str(server.port),
        "VIGIE_SMTP_USER": "moi",
        "VIGIE_SMTP_PASSWORD": options.get("password", SECRET),
        "VIGIE_MAIL_FROM": "vigie@reseau.example",
        "VIGIE_MAIL_TO": "liste@reseau.example",
        "SSL_CERT_FILE": str(trusted),
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    yield box
    server.stop()


@pytest.mark.server
def test_a_mail_is_shown_agreed_to_and_sent_to_the_one_address(instance, mailbox):
    done = vigie(instance, "--send", "--week", WEEK, given="oui\n")

    assert done.exit_code == 0, done.output
    (envelope,) = mailbox.delivered
    assert (envelope.mail_from, envelope.rcpt_tos) == (
        "vigie@reseau.example",
        ["liste@reseau.example"],
    )
    read = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert read["To"] == "liste@reseau.example"
    assert read["From"] == "vigie@reseau.example"
    assert read["X-Unsent"] is None
    assert read["Message-ID"] == f"<vigie.{WEEK}.fr@vigie.example.org>"
    assert "Une loi <b>nouvelle</b>" in read.get_body(("plain",)).get_content()
    for said in ("- Une loi <b>", "liste@reseau.example", "Semaine 47", f"{HOST}:", "Envoyé à"):
        assert said in done.stdout
    assert SECRET not in done.output


@pytest.mark.server
@pytest.mark.parametrize("given", ["", "non\n"])
def test_nothing_is_sent_unless_a_person_agrees(instance, mailbox, given):
    done = vigie(instance, "--send", given=given)

    assert (done.exit_code, mailbox.delivered) == (1, [])
    assert "Rien n’a été envoyé." in done.stdout


@pytest.mark.server
def test_it_is_sent_without_a_question_where_that_is_said(instance, mailbox):
    done = vigie(instance, "--send", "--yes")

    assert (done.exit_code, len(mailbox.delivered)) == (0, 1)


@pytest.mark.server
@pytest.mark.parametrize(
    "mailbox",
    [{"name": "other.example"}, {"tls": False}, {"password": "faux"}],
    indirect=True,
    ids=["of another name", "without TLS", "that knows another password"],
)
def test_a_server_that_cannot_be_trusted_or_refuses_gets_nothing(instance, mailbox):
    done = vigie(instance, "--send", "--yes")

    assert isinstance(done.exception, SendError)
    assert mailbox.delivered == []
    assert f"{HOST}:" in str(done.exception)
    assert "\n" not in str(done.exception)


@pytest.mark.server
@pytest.mark.parametrize("mailbox", [{"tls": False}], indirect=True)
def test_a_server_on_this_machine_needs_no_certificate_where_no_password_is_told(
    instance, mailbox, monkeypatch
):
    monkeypatch.delenv(mail_server.USER)

    done = vigie(instance, "--send", "--yes")

    assert (done.exit_code, len(mailbox.delivered)) == (0, 1)


@pytest.mark.server
def test_a_server_that_is_not_there_is_told(instance, mailbox, monkeypatch):
    monkeypatch.setenv("VIGIE_SMTP_PORT", "1")

    done = vigie(instance, "--send", "--yes")

    assert isinstance(done.exception, SendError)
