"""A committee's or company's internal budget: its units with what each was given, and the steps of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.internalbudgets.access import access_dividing
from roder.apps.internalbudgets.access import access_internal_budgets
from roder.apps.internalbudgets.access import may_divide
from roder.apps.internalbudgets.actions.dividing import allot
from roder.apps.internalbudgets.actions.dividing import allot_from_plan
from roder.apps.internalbudgets.actions.dividing import begin_from_plan
from roder.apps.internalbudgets.actions.dividing import set_deadlines
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.plan_distribution import plan_distribution
from roder.apps.internalbudgets.plan_distribution import plan_of
from roder.apps.internalbudgets.queries import frames_to_divide
from roder.apps.internalbudgets.standings import standing_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.domain.organisation import BodyKind
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import problem_texts
from roder.ui.problem_texts import say_problems
from roder.workspace.budget_places import budget_key
from roder.workspace.internal_budgets.acts import budget_acts
from roder.workspace.internal_budgets.body_rows import DAY
from roder.workspace.internal_budgets.body_rows import PART
from roder.workspace.internal_budgets.body_rows import unit_rows
from roder.workspace.internal_budgets.chosen_body import chosen_body
from roder.workspace.internal_budgets.ledger_files import ledger_file_urls
from roder.workspace.internal_budgets.places import body_tabs
from roder.workspace.internal_budgets.places import internal_breadcrumbs
from roder.workspace.internal_budgets.step_log import log_rows
from roder.workspace.internal_budgets.step_words import next_act_text
from roder.workspace.plan_words import plan_url

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.workspace.internal_budgets.chosen_body import ChosenBody

AMOUNT_UNIT = "tkr"


def page(request: HttpRequest, year: int, body: str) -> HttpResponse:
    person = access_internal_budgets(request.user)
    return _page(request, chosen_body(year, body), person)


def _page(
    request: HttpRequest,
    chosen: ChosenBody,
    person: User,
    given: Mapping[str, str] | None = None,
    faults: list[str] | None = None,
) -> HttpResponse:
    may = may_divide(person, chosen.body.code, chosen.bodies)
    context: dict[str, Any] = {
        "year": chosen.year,
        "name": chosen.body.name,
        "is_company": chosen.body.kind is BodyKind.COMPANY,
        "frame_ore": frames_to_divide(budget_key(chosen.year), chosen.year).get(chosen.body.code),
        "amount_unit": AMOUNT_UNIT,
        "faults": faults or [],
        "may_divide": may,
        "begin_url": chosen.url("internal_budget_begin"),
        "budget": chosen.found,
        "breadcrumbs": internal_breadcrumbs(chosen.year, chosen.body.code),
    }
    if chosen.found is not None:
        context |= _shown(chosen, chosen.found, person, given) | {
            "is_dividing": may and chosen.found.state == InternalBudgetState.DRAFT
        }
    status = 422 if faults else 200
    return render(request, "workspace/internal_budgets/body.html", context, status=status)


def _shown(
    chosen: ChosenBody, budget: InternalBudget, person: User, given: Mapping[str, str] | None
) -> dict[str, Any]:
    found = standing_of(budget)
    plan, planned = plan_of(budget), plan_distribution(budget)
    allotted = {code: part.allotted_ore for code, part in found.parts.items()}
    day = budget.units_deadline
    written = day.isoformat() if day else ""
    return {
        "found": found,
        "difference_name": chosen.name_of(found.standing.difference.code)
        if found.standing.difference
        else "",
        "late": [
            {"name": chosen.name_of(part.unit), "days": part.days_late(steering_day())}
            for part in found.late(steering_day())
        ],
        "rows": unit_rows(chosen, found, steering_day(), given),
        "deadline": given.get("deadline", written) if given is not None else written,
        "state": f"internal_budget_{budget.state}",
        "changes": budget.layers.filter(is_decided=True).count() - 1,
        "next": next_act_text(found.next_act),
        "acts": budget_acts(person, budget, chosen.bodies),
        "log": log_rows(chosen, budget),
        "plan": plan,
        "plan_url": plan_url(plan) if plan else "",
        "is_as_planned": bool(planned) and all(allotted[code] == ore for code, ore in planned.items()),
        "divide_url": chosen.url("internal_budget_divide"),
        "from_plan_url": chosen.url("internal_budget_from_plan"),
        "ledger_files": ledger_file_urls(chosen.year, chosen.body.code, "", budget.state),
        "tabs": body_tabs(chosen.year, chosen.body.code, "internal_budget"),
    }


@require_POST
def begin(request: HttpRequest, year: int, body: str) -> HttpResponse:
    chosen = chosen_body(year, body)
    person = access_dividing(request.user, body, chosen.bodies)
    try:
        begin_from_plan(budget_key(year), body, year, acting_user=person)
    except InternalBudgetRefusedError as error:
        say_problems(request, error.problems)
    else:
        messages.success(request, _("The internal budget has begun. Divide the frame to the units."))
    return redirect("workspace:internal_budget", year, body)


@require_POST
def from_plan(request: HttpRequest, year: int, body: str) -> HttpResponse:
    chosen = chosen_body(year, body)
    person = access_dividing(request.user, body, chosen.bodies)
    try:
        allot_from_plan(chosen.budget, acting_user=person)
    except InternalBudgetRefusedError as error:
        say_problems(request, error.problems)
    else:
        messages.success(request, _("The parts have what the plan gives them."))
    return redirect("workspace:internal_budget", year, body)


@require_POST
def divide(request: HttpRequest, year: int, body: str) -> HttpResponse:
    chosen = chosen_body(year, body)
    person = access_dividing(request.user, body, chosen.bodies)
    units = list(chosen.budget.parts.values_list("unit_code", flat=True))
    amounts, faults = _amounts(chosen, units, request.POST)
    days, day_faults = _days(chosen, units, request.POST)
    faults += day_faults
    if not faults:
        faults = _saved(chosen.budget, amounts, days, request.POST.get("version", ""), person)
    if faults:
        return _page(request, chosen_body(year, body), person, request.POST, faults)
    messages.success(request, _("Saved."))
    return redirect("workspace:internal_budget", year, body)


def _saved(
    budget: InternalBudget,
    amounts: Mapping[str, int],
    days: dict[str, date | None],
    version: str,
    person: User,
) -> list[str]:
    seen = int(version) if version.isdigit() else 0
    if seen != budget.version:
        return [_("Somebody has divided the frame meanwhile. Look at it as it stands, and save again.")]
    try:
        allot(budget, amounts, seen_version=seen, acting_user=person)
        set_deadlines(budget, days.pop("", budget.units_deadline), days, acting_user=person)
    except InternalBudgetRefusedError as error:
        return problem_texts(error.problems)
    except StaleVersionError:
        return [_("Somebody has divided the frame meanwhile. Look at it as it stands, and save again.")]
    return []


def _amounts(chosen: ChosenBody, units: list[str], given: QueryDict) -> tuple[dict[str, int], list[str]]:
    amounts, faults = {}, []
    for unit in units:
        text = given.get(f"{PART}{unit}")
        if text is None:
            continue
        try:
            amounts[unit] = ore_from_text(text.strip() or "0", unit=AMOUNT_UNIT)
        except AmountError:
            faults.append(
                _("%(part)s: write the amount in thousands of kronor, as 1 250 or 12,5.")
                % {"part": chosen.name_of(unit)}
            )
    return amounts, faults


def _days(chosen: ChosenBody, units: list[str], given: QueryDict) -> tuple[dict[str, date | None], list[str]]:
    """Return the days that the form says, by unit; the empty code is the day of them all."""
    days: dict[str, date | None] = {}
    faults = []
    names = {"": "deadline"} | {unit: f"{DAY}{unit}" for unit in units}
    for unit, name in names.items():
        text = given.get(name)
        if text is None:
            continue
        try:
            days[unit] = parse_date(text.strip()) if text.strip() else None
        except ValueError:
            days[unit] = None
        if text.strip() and days[unit] is None:
            label = chosen.name_of(unit) if unit else _("Units hand in by")
            faults.append(_("%(part)s: write the day as 2018-11-16.") % {"part": label})
    return days, faults
