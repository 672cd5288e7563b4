"""The days and owners of all steps in one table; and the same table as a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgetprocess.access import access_process
from roder.apps.budgetprocess.access import access_process_running
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.actions.years import StepPlan
from roder.apps.budgetprocess.actions.years import plan_steps
from roder.apps.budgetprocess.queries import steps_of
from roder.apps.identity.models import SYSTEM_USERNAME
from roder.apps.identity.models import User
from roder.apps.ledger.steering_days import steering_day
from roder.domain.budget_steps import StepKey
from roder.domain.versions import StaleVersionError
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.problem_texts import problem_texts
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_process.chosen import chosen_year
from roder.workspace.budget_process.step_words import step_text
from roder.workspace.budget_process.year_state import steps_table

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgetprocess.models import ProcessStep
    from roder.apps.budgetprocess.models import ProcessYear

LONGEST_TITLE = 120


def edit(request: HttpRequest, year: int) -> HttpResponse:
    person = access_process_running(request.user)
    row = chosen_year(year)
    faults: list[str] = []
    if request.method == "POST":
        wanted, seen, faults = _read(request.POST)
        if not faults:
            try:
                changed = plan_steps(row, wanted, seen_versions=seen, acting_user=person)
            except ProcessRefusedError as error:
                faults = problem_texts(error.problems)
            except StaleVersionError as error:
                faults = [_stale(error)]
            else:
                messages.success(
                    request, _("Saved. Steps that changed: %(number)s.") % {"number": len(changed)}
                )
                return redirect("workspace:budget_year", year=year)
    context = {
        "year": year,
        "rows": _rows(row, request.POST if faults else None),
        "people": _people(),
        "faults": faults,
        "cancel_url": reverse("workspace:budget_year", args=[year]),
        "breadcrumbs": budget_breadcrumbs(year, (_("Days and owners"), "")),
    }
    return render(request, "workspace/budget_process/days.html", context, status=422 if faults else 200)


def _stale(error: StaleVersionError) -> str:
    days = [each.isoformat() for each in error.theirs.values() if isinstance(each, date)]
    return _(
        "%(person)s has changed a step meanwhile (now %(days)s). Open the page again and enter what is to hold."
    ) % {"person": error.saved_by, "days": " – ".join(days)}


def _rows(row: ProcessYear, given: QueryDict | None) -> list[dict[str, Any]]:
    return [_row(step, given) for step in steps_of(row)]


def _row(step: ProcessStep, given: QueryDict | None) -> dict[str, Any]:
    values = {
        "starts_on": step.starts_on.isoformat(),
        "due_on": step.due_on.isoformat(),
        "owner_title": step.owner_title,
        "owner": str(step.owner_id or ""),
        "version": str(step.version),
    }
    if given is not None:
        values = {name: given.get(f"{name}-{step.key}", value) for name, value in values.items()}
    return {
        "step": step,
        "label": f"{step.position}. {step_text(step, 'name')}",
        "template_owner": step_text(step, "owner"),
        **values,
    }


def _read(given: QueryDict) -> tuple[dict[StepKey, StepPlan], dict[StepKey, int], list[str]]:
    """Return what is wanted of the steps that the form holds, the versions it was opened on, and what cannot be read."""
    people = {str(person.pk): person for person in _people()}
    wanted: dict[StepKey, StepPlan] = {}
    seen: dict[StepKey, int] = {}
    faults = []
    for number, key in enumerate(StepKey, start=1):
        version = given.get(f"version-{key}", "")
        try:
            starts_on, due_on = (
                date.fromisoformat(given.get(f"{name}-{key}", "")) for name in ("starts_on", "due_on")
            )
        except ValueError:
            faults.append(_("Step %(number)s: write the days as YYYY-MM-DD.") % {"number": number})
            continue
        title = given.get(f"owner_title-{key}", "")[:LONGEST_TITLE]
        wanted[key] = StepPlan(starts_on, due_on, title, people.get(given.get(f"owner-{key}", "")))
        seen[key] = int(version) if version.isdigit() else 0
    return wanted, seen, faults


def _people() -> list[User]:
    people = User.objects.filter(is_active=True).exclude(username=SYSTEM_USERNAME)
    return list(people.order_by("first_name", "last_name", "username"))


def file(request: HttpRequest, year: int) -> HttpResponse:
    access_process(request.user)
    row = chosen_year(year)
    form = asked_form(request)
    return csv_answer(steps_table(steps_of(row), steering_day()), form, f"budget-{year}-steg")
