"""The start page: how the month stands for what one answers for, what waits, and what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import redirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from roder.apps.identity.access import access_person
from roder.apps.notices.access import may_see_legal_dates
from roder.apps.notices.actions.refreshing import refresh_notices
from roder.apps.notices.changes import recent_changes
from roder.workspace.change_words import change_row
from roder.workspace.duty_rows import duty_row
from roder.workspace.preferences import start_address
from roder.workspace.start_figures import month_state

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

DEFAULT_PATH = "/"
"""The address that names no language."""


def start(request: HttpRequest) -> HttpResponse:
    """Show what a person must know and do today; the first visit turns to the language they chose."""
    person = access_person(request.user)
    chosen = start_address(person)
    if request.path == DEFAULT_PATH != chosen:
        return redirect(chosen)
    today = timezone.localdate()
    found = refresh_notices(person, today, acting_user=person)
    context: dict[str, Any] = {
        "state": month_state(person),
        "waiting": [duty_row(duty) for duty in found if duty.waits],
        "coming": [duty_row(duty) for duty in found if not duty.waits],
        "may_see_legal_dates": may_see_legal_dates(person),
        "changes": [change_row(change, get_language() or "sv") for change in recent_changes(person, today)],
    }
    return render(request, "workspace/start/start.html", context)
