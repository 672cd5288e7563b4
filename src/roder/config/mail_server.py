"""The mail server as one address in the environment, its password in a file."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote
from urllib.parse import urlsplit

from roder.config import env

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """How mail leaves: to a server, or as files in ``RODER_HOME/mail`` when none is named."""

    backend: str = "roder.apps.notices.mail_folder.MailFolder"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_starttls: bool = False


def mail_server() -> MailServer:
    """Return the server that ``RODER_SMTP_URL`` names.

    ``smtp://user@host:587`` goes over to TLS before anything is said, ``smtps://`` begins with it;
    ``smtp://host:25?tls=none`` is for a relay on the same machine.
    """
    url = env.text("RODER_SMTP_URL")
    if not url:
        return MailServer()
    parts = urlsplit(url)
    if (
        parts.scheme not in PORTS
        or not parts.hostname
        or parts.password
        or parts.query not in {"", "tls=none"}
    ):
        raise ValueError(
            "RODER_SMTP_URL must be smtp://user@host:port or smtps://user@host:port, without a password: "
            "that stands in the file named by RODER_SMTP_PASSWORD_FILE. See docs/settings.md."
        )
    return MailServer(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=env.secret("RODER_SMTP_PASSWORD_FILE"),
        use_tls=parts.scheme == "smtps",
        use_starttls=parts.scheme == "smtp" and parts.query != "tls=none",
    )
