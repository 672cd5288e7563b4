"""The mail server and the days of the follow-up, as the environment names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roder.config import env
from roder.config.mail_server import MailServer
from roder.config.mail_server import mail_server

if TYPE_CHECKING:
    from pathlib import Path

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example",
        "smtp://",
        "mail.example:25",
        "smtp://user:word@mail.example",
        "smtp://mail.example?tls=maybe",
    ],
)
def test_an_address_that_names_no_server_or_holds_a_password_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("RODER_SMTP_URL", url)
    with pytest.raises(ValueError, match="RODER_SMTP_PASSWORD_FILE") as refusal:
        mail_server()
    assert "word@" not in str(refusal.value)


def test_a_password_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RODER_SMTP_URL", "smtps://mail.example")
    monkeypatch.setenv("RODER_SMTP_PASSWORD_FILE", str(tmp_path / "gone"))
    with pytest.raises(ValueError, match="RODER_SMTP_PASSWORD_FILE"):
        mail_server()


def test_without_a_server_mail_becomes_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RODER_SMTP_URL", raising=False)
    assert mail_server() == MailServer()
    assert mail_server().backend.endswith("MailFolder")


def test_a_server_is_spoken_to_under_tls_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "password"
    secret.write_text("hemligt\n", encoding="utf-8")
    monkeypatch.setenv("RODER_SMTP_PASSWORD_FILE", str(secret))
    monkeypatch.setenv("RODER_SMTP_URL", "smtp://roder%40kommun@mail.example")
    assert mail_server() == MailServer(
        SMTP, "mail.example", 587, "roder@kommun", "hemligt", use_starttls=True
    )
    monkeypatch.setenv("RODER_SMTP_URL", "smtps://mail.example:4465")
    assert mail_server() == MailServer(SMTP, "mail.example", 4465, "", "hemligt", use_tls=True)
    monkeypatch.setenv("RODER_SMTP_URL", "smtp://localhost:25?tls=none")
    assert mail_server() == MailServer(SMTP, "localhost", 25, "", "hemligt")


@pytest.mark.parametrize("day", ["0", "29", "x", "-1"])
def test_a_day_that_some_month_lacks_is_refused(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("RODER_FOLLOW_UP_DUE_DAY", day)
    with pytest.raises(ValueError, match="RODER_FOLLOW_UP_DUE_DAY"):
        env.day_of_month("RODER_FOLLOW_UP_DUE_DAY", 15)
    monkeypatch.setenv("RODER_FOLLOW_UP_DUE_DAY", "28")
    assert env.day_of_month("RODER_FOLLOW_UP_DUE_DAY", 15) == 28
