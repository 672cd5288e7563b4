"""The weekly mail as it is written: text and HTML, in the person's language, only what waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from roder.apps.identity.queries import preferences_of
from roder.apps.notices.queries import duties_of
from roder.apps.notices.wording import due_text
from roder.apps.notices.wording import duty_explanation
from roder.apps.notices.wording import duty_path
from roder.apps.notices.wording import duty_title

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User
    from roder.domain.duties import Duty

NO_HOST = "roder.invalid"


@dataclass(frozen=True)
class Letter:
    """One person's mail of a week."""

    person: User
    week: str
    language: str
    subject: str
    text: str
    html: str

    def message(self) -> EmailMultiAlternatives:
        """Return it as a message; the same letter always has the same Message-ID."""
        host = urlsplit(settings.PUBLIC_URL).hostname or NO_HOST
        message = EmailMultiAlternatives(
            self.subject,
            self.text,
            to=[self.person.email],
            headers={
                "Message-ID": f"<{self.week}-{self.person.pk}@{host}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": self.language,
            },
        )
        message.attach_alternative(self.html, "text/html")
        return message


def week_of(day: date) -> str:
    """Return the ISO week of a day, as ``2026-W48``.

    >>> from datetime import date
    >>> week_of(date(2027, 1, 1))
    '2026-W53'
    """
    year, week, _weekday = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def letter_for(person: User, day: date) -> Letter | None:
    """Return the person's letter, or ``None`` when nothing waits for them."""
    waiting = [duty for duty in duties_of(person, day) if duty.waits]
    if not waiting:
        return None
    language = preferences_of(person).language or settings.LANGUAGE_CODE
    with translation.override(language):
        subject = ngettext(
            "Roder: %(count)s thing waits for you", "Roder: %(count)s things wait for you", len(waiting)
        ) % {"count": len(waiting)}
        context = {
            "person": person,
            "subject": subject,
            "language": language,
            "items": [_item(duty) for duty in waiting],
            "start_url": _address("workspace:start"),
            "notices_url": _address("workspace:notices"),
        }
        text = render_to_string("notices/weekly.txt", context)
        html = render_to_string("notices/weekly.html", context)
    return Letter(person, week_of(day), language, subject, text, html)


def _item(duty: Duty) -> dict[str, str]:
    path = duty_path(duty.kind, duty.subject)
    return {
        "title": duty_title(duty.kind, duty.subject, is_large=duty.is_large),
        "due": due_text(duty),
        "explanation": duty_explanation(duty.kind, duty.paragraph),
        "url": f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else "",
    }


def _address(name: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name)}" if settings.PUBLIC_URL else ""
