"""Mail as files, where no mail server is named: one message in each, as any mail program opens it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage

_UNSAFE = re.compile(r"[^\w.@+-]+")


class MailFolder(BaseEmailBackend):
    """Writes each message to ``settings.EMAIL_FILE_PATH``, named by its Message-ID."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; the same message again takes the place of its file."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            made = message.message()
            name = _UNSAFE.sub("_", str(made["Message-ID"]).strip("<>"))
            (folder / f"{name}.eml").write_bytes(made.as_bytes())
        return len(email_messages)
