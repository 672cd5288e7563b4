"""A person's dates for their own calendar, at an address that only they know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roder.apps.identity.queries import preferences_of
from roder.apps.notices.access import access_calendar
from roder.apps.notices.queries import coming_dates_of
from roder.apps.notices.wording import duty_explanation
from roder.apps.notices.wording import duty_path
from roder.apps.notices.wording import duty_title
from roder.formats.icalendar import CalendarEvent
from roder.formats.icalendar import calendar_file

if TYPE_CHECKING:
    from django.http import HttpRequest

    from roder.domain.duties import Duty

UID_LENGTH = 16


@login_not_required
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer the person's calendar program, which cannot sign in: the address is the key."""
    person = access_calendar(secret)
    site = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    with translation.override(preferences_of(person).language or settings.LANGUAGE_CODE):
        events = [_event(duty, site) for duty in coming_dates_of(person, timezone.localdate())]
        name = _("Roder: dates for %(person)s") % {"person": person}
    answer = HttpResponse(
        calendar_file(name, events, stamp=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Content-Disposition"] = 'inline; filename="roder.ics"'
    return answer


def _event(duty: Duty, site: str) -> CalendarEvent:
    assert duty.due is not None  # noqa: S101 - coming dates are dates
    installation = salted_hmac("roder.calendar", "uid").hexdigest()[:UID_LENGTH]
    return CalendarEvent(
        uid=f"{duty.kind.value}-{duty.subject}@{installation}.roder",
        day=duty.due,
        summary=duty_title(duty.kind, duty.subject, is_large=duty.is_large),
        description=duty_explanation(duty.kind, duty.paragraph),
        url=f"{site}{duty_path(duty.kind, duty.subject)}",
    )
