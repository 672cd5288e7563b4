"""A budget year: where it stands today, who does what until when, and where its parts are."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgetprocess.access import access_process
from roder.apps.budgetprocess.access import access_process_running
from roder.apps.budgetprocess.access import may_run_process
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.actions.years import open_year
from roder.apps.budgetprocess.queries import legal_days_of
from roder.apps.budgetprocess.queries import locks_of
from roder.apps.budgetprocess.queries import open_years
from roder.apps.budgetprocess.queries import process_year
from roder.apps.budgetprocess.queries import steps_of
from roder.apps.budgets.version_queries import versions
from roder.apps.ledger.steering_days import steering_day
from roder.apps.notices.queries import duties_of
from roder.domain.budget_locks import LockedThing
from roder.domain.duties import BUDGET_KINDS
from roder.domain.legal_dates import is_election_year
from roder.domain.legal_dates import rule_outcomes
from roder.ui.problem_texts import say_problems
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_places import year_in_work
from roder.workspace.budget_process.date_words import report_rows
from roder.workspace.budget_process.date_words import rule_row
from roder.workspace.budget_process.year_state import current_block
from roder.workspace.budget_process.year_state import steps_table
from roder.workspace.budget_process.year_state import wheel_of
from roder.workspace.duty_rows import duty_row
from roder.workspace.history_rows import object_history
from roder.workspace.lock_words import thing_name

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgetprocess.models import ProcessYear
    from roder.apps.identity.models import User

YEAR_ACTS = range(1900, 1910)
"""The numbers of acts on a whole budget year."""


def latest(request: HttpRequest) -> HttpResponse:
    access_process(request.user)
    return redirect("workspace:budget_year", year=year_in_work())


def year(request: HttpRequest, year: int) -> HttpResponse:
    person = access_process(request.user)
    key, today = budget_key(year), steering_day()
    row = process_year(key, year)
    years = {*versions(key).values_list("year", flat=True), *open_years(key), year_in_work(), year}
    context = {
        "year": year,
        "years": [
            {"year": each, "url": reverse("workspace:budget_year", args=[each]), "is_current": each == year}
            for each in sorted(years)
        ],
        "tabs": budget_places(year, "budget_year"),
        "today": today,
        "may_run": may_run_process(person),
        "is_open": row is not None,
        "open_url": reverse("workspace:budget_year_open", args=[year]),
        "is_election_year": is_election_year(year - 1),
        **(_opened(row, person, today) if row else {}),
    }
    return render(request, "workspace/budget/year.html", context)


def _opened(row: ProcessYear, person: User, today: date) -> dict[str, Any]:
    steps = steps_of(row)
    outcomes = rule_outcomes(legal_days_of(row), today)
    locked = locks_of(row.organisation, row.year)
    found = duties_of(person, today)
    return {
        "is_example": row.is_example,
        "current": current_block(steps, person, today),
        "wheel": wheel_of(steps, today, get_language() or "sv"),
        "steps_table": steps_table(steps, today),
        "csv_url": f"{reverse('workspace:budget_steps_csv', args=[row.year])}?",
        "waiting": [duty_row(duty) for duty in found if duty.waits and duty.kind in BUDGET_KINDS],
        "rules": [rule_row(outcome) for outcome in outcomes] + report_rows(row.year, today),
        "locked": [thing_name(thing) for thing in LockedThing if thing in locked],
        "urls": {
            "days": reverse("workspace:budget_steps_edit", args=[row.year]),
            "legal": reverse("workspace:budget_legal_days", args=[row.year]),
            "late": reverse("workspace:budget_locks", args=[row.year]),
        },
        "entries": object_history(row.subject, YEAR_ACTS),
    }


@require_POST
def open_(request: HttpRequest, year: int) -> HttpResponse:
    person = access_process_running(request.user)
    try:
        open_year(budget_key(year), year, acting_user=person)
    except ProcessRefusedError as error:
        say_problems(request, error.problems)
    else:
        messages.success(request, _("The budget year is open. Set its own days and owners."))
        return redirect("workspace:budget_steps_edit", year=year)
    return redirect("workspace:budget_year", year=year)
