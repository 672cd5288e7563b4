"""When the reports that the law asks for are due, and when they were handed over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.notices.access import access_date_registrar
from roder.apps.notices.access import access_legal_dates
from roder.apps.notices.access import may_register_dates
from roder.apps.notices.actions.legal_dates import LegalDateError
from roder.apps.notices.actions.legal_dates import register_legal_date
from roder.apps.notices.queries import LegalRow
from roder.apps.notices.queries import legal_rows
from roder.domain.duties import LegalRule
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse


def legal_dates(request: HttpRequest) -> HttpResponse:
    person = access_legal_dates(request.user)
    today = timezone.localdate()
    context = {
        "rows": [_row(row) for row in legal_rows(today)],
        "may_register": may_register_dates(person),
        "today": today,
    }
    return render(request, "workspace/notices/legal_dates.html", context)


def _row(row: LegalRow) -> dict[str, Any]:
    names = {
        LegalRule.ANNUAL_REPORT: _("Annual report %(year)s"),
        LegalRule.INTERIM_REPORT: _("Interim report %(year)s"),
    }
    return {
        "name": names[row.rule] % {"year": row.year},
        "key": f"{row.rule.value}-{row.year}",
        "due": row.due,
        "paragraph": row.paragraph,
        "code": row.code,
        "handed_over_on": row.registered.handed_over_on if row.registered else None,
        "version": row.registered.version if row.registered else 0,
        "register_url": reverse("workspace:legal_date_register", args=[row.rule.value, row.year]),
    }


@require_POST
def legal_date_register(request: HttpRequest, rule: str, year: int) -> HttpResponse:
    person = access_date_registrar(request.user)
    today = timezone.localdate()
    row = next((row for row in legal_rows(today) if (row.rule.value, row.year) == (rule, year)), None)
    if row is None:
        raise Http404
    seen = request.POST.get("version", "")
    try:
        register_legal_date(
            row.rule,
            year,
            date.fromisoformat(request.POST.get("handed_over_on", "")),
            today=today,
            seen_version=int(seen) if seen.isdigit() else 0,
            acting_user=person,
        )
    except LegalDateError:
        messages.error(
            request, _("The day must lie within or after the year of the report, and not ahead of today.")
        )
    except ValueError:
        messages.error(request, _("Write the day as YYYY-MM-DD."))
    except StaleVersionError as error:
        messages.error(
            request,
            _(
                "%(person)s has registered %(day)s meanwhile. Look at it, and register again if yours is right."
            )
            % {"person": error.saved_by, "day": error.theirs.get("handed_over_on", "")},
        )
    else:
        messages.success(request, _("The day is registered."))
    return redirect("workspace:legal_dates")
