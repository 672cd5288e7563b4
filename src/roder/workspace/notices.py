"""What waits for the person as a plain list, the weekly mail on or off, and the address of their calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.identity.access import access_person
from roder.apps.notices.access import access_notice_by_id
from roder.apps.notices.access import access_notices
from roder.apps.notices.actions.choices import choose_weekly_mail
from roder.apps.notices.actions.choices import make_calendar_address
from roder.apps.notices.actions.choices import revoke_calendar_address
from roder.apps.notices.actions.refreshing import mark_read
from roder.apps.notices.actions.refreshing import refresh_notices
from roder.apps.notices.queries import calendar_address
from roder.apps.notices.queries import wants_weekly_mail
from roder.apps.notices.wording import duty_path
from roder.domain.duties import DutyKind
from roder.workspace.duty_rows import notice_row

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User


def notices(request: HttpRequest) -> HttpResponse:
    person = access_person(request.user)
    refresh_notices(person, timezone.localdate(), acting_user=person)
    return render(request, "workspace/notices/list.html", _context(person))


def _context(person: User, *, new_address: str = "") -> dict[str, Any]:
    today = timezone.localdate()
    rows = [notice_row(notice, today) for notice in access_notices(person).order_by("due", "pk")]
    return {
        "rows": rows,
        "has_unread": any(not row["is_read"] for row in rows),
        "wants_mail": wants_weekly_mail(person),
        "mail_address": person.email,
        "address": calendar_address(person),
        "new_address": new_address,
    }


def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead on to what the notice is about; to follow it is to have read it."""
    found = access_notice_by_id(request.user, pk)
    mark_read([found], acting_user=found.person)
    return redirect(duty_path(DutyKind(found.kind), found.subject))


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    person = access_person(request.user)
    mark_read(list(access_notices(person)), acting_user=person)
    return redirect("workspace:notices")


@require_POST
def weekly_mail(request: HttpRequest) -> HttpResponse:
    person = access_person(request.user)
    wants = request.POST.get("weekly") == "on"
    choose_weekly_mail(wants=wants, acting_user=person)
    messages.success(request, _("The weekly mail is on.") if wants else _("The weekly mail is off."))
    return redirect("workspace:notices")


@require_POST
def calendar_make(request: HttpRequest) -> HttpResponse:
    """Show the new address in the answer itself: it stands nowhere else, and is never shown again."""
    person = access_person(request.user)
    secret = make_calendar_address(acting_user=person)
    path = reverse("workspace:calendar", args=[secret])
    site = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    answer = render(request, "workspace/notices/list.html", _context(person, new_address=f"{site}{path}"))
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def calendar_revoke(request: HttpRequest) -> HttpResponse:
    person = access_person(request.user)
    if revoke_calendar_address(acting_user=person):
        messages.success(request, _("The calendar address no longer answers."))
    return redirect("workspace:notices")
