"""The week's summary by mail: to one person, over TLS, with a password that nobody else is given."""

import smtplib
from datetime import UTC, datetime

import pytest

from vigie import week_mail
from vigie.repository import ProposalError

MONDAY = datetime(2026, 11, 23, 4, 23, tzinfo=UTC)
SET = {
    "VIGIE_SMTP_HOST": "smtp.town.example",
    "VIGIE_MAIL_FROM": "vigie@town.example",
    "VIGIE_SUMMARY_TO": "mia@town.example",
}


@pytest.fixture
def week(tmp_path):
    (tmp_path / "mkdocs.nl.yml").write_text("INHERIT: mkdocs.yml\n")
    (tmp_path / "week").mkdir()
    return tmp_path / "week"


def letter(week):
    return week_mail.letter(week.parent, week, week_mail.server_of(SET), MONDAY)


def test_it_holds_the_summary_and_the_checklist_beside_it(week):
    (week / "summary.md").write_text("# La semaine\n\nUn été.\n")
    (week / "checklist.md").write_text("- [x] **1**\n")

    mail = letter(week)

    assert mail["Subject"] == "Veille / Opvolging 2026-W48"
    assert mail["To"] == "mia@town.example"
    text = mail.get_body().get_content()
    assert "vigie review apply checklist.md" in text
    assert text.endswith("# La semaine\n\nUn été.\n")
    assert [part.get_content() for part in mail.iter_attachments()] == ["- [x] **1**\n"]


def test_a_week_with_nothing_to_choose_has_the_summary_alone(week):
    (week / "summary.md").write_text("Rien.\n")
    (week / "checklist.md").write_text("")

    mail = letter(week)

    assert mail.get_content() == "Rien.\n"


def test_a_week_that_stopped_early_is_told_of(week):
    assert "s’est arrêtée avant la fin" in letter(week).get_content()


@pytest.mark.parametrize("name", list(SET))
def test_what_is_not_set_is_named(name):
    with pytest.raises(ProposalError, match=name):
        week_mail.server_of({**SET, name: ""})


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("VIGIE_SUMMARY_TO", "mia@town.example, all@town.example"),
        ("VIGIE_SUMMARY_TO", "mia@town.example\nBcc: all@town.example"),
        ("VIGIE_MAIL_FROM", "Vigie"),
        ("VIGIE_SMTP_PORT", "smtp"),
        ("VIGIE_SMTP_PORT", "٢٥"),
    ],
)
def test_what_is_no_address_or_port_is_refused(name, found):
    with pytest.raises(ProposalError, match=name):
        week_mail.server_of({**SET, name: found})


class Plain:
    """A server that knows no TLS."""

    sent: list[object]

    def __init__(self, host, port, **_):
        self.sent = Plain.sent = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def starttls(self, **_):
        raise smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server.")

    def close(self):
        pass

    def send_message(self, message, *_):
        self.sent.append(message)

    def login(self, *_):
        self.sent.append("password")


@pytest.mark.parametrize(
    ("host", "user", "gets"),
    [("smtp.town.example", "", 0), ("localhost", "", 1), ("localhost", "vigie", 0)],
)
def test_a_server_elsewhere_gets_nothing_without_tls(week, monkeypatch, capsys, host, user, gets):
    monkeypatch.setattr(smtplib, "SMTP", Plain)
    told = {**SET, "VIGIE_SMTP_HOST": host, "VIGIE_SMTP_USER": user, "VIGIE_SMTP_PASSWORD": "x"}
    for name, value in told.items():
        monkeypatch.setenv(name, value)

    code = week_mail.main(["--root", str(week.parent), str(week)])

    assert (code, len(Plain.sent)) == (0 if gets else 1, gets)
    if not gets:
        assert "STARTTLS" in capsys.readouterr().err
