"""Changes of an adopted internal budget: made by a form of lines, decided by right or by the committee's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.decisions.queries import decisions
from roder.apps.identity.access import access_permission
from roder.apps.internalbudgets.access import access_internal_budgets
from roder.apps.internalbudgets.actions.changes import ChangeWish
from roder.apps.internalbudgets.actions.changes import decide_change
from roder.apps.internalbudgets.actions.changes import make_change
from roder.apps.internalbudgets.actions.changes import withdraw_change
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.queries import units_of
from roder.apps.internalbudgets.standings import standing_of
from roder.apps.ledger.steering_days import steering_day
from roder.apps.organisation.access import holds_body
from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_transfers import BY_DECISION
from roder.domain.internal_transfers import CHANGEABLE
from roder.domain.internal_transfers import PERMISSION_OF_RIGHT
from roder.domain.internal_transfers import InternalRight
from roder.domain.internal_transfers import spread_over
from roder.domain.mandates import Permission
from roder.domain.money import AmountError
from roder.domain.money import ore_from_text
from roder.ui.problem_texts import problem_texts
from roder.ui.problem_texts import say_problems
from roder.workspace.internal_budgets.change_tables import change_table
from roder.workspace.internal_budgets.change_tables import columns_table
from roder.workspace.internal_budgets.chosen_body import chosen_body
from roder.workspace.internal_budgets.places import body_tabs
from roder.workspace.internal_budgets.places import internal_breadcrumbs
from roder.workspace.internal_budgets.step_words import right_text

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.models import BudgetLayer
    from roder.workspace.internal_budgets.chosen_body import ChosenBody

AMOUNT_UNIT = "tkr"
FORM_LINES = 6
MONTH_NUMBERS = {str(month) for month in range(1, MONTHS + 1)}
FIELDS = ("unit", "account", "activity", "amount")


def page(request: HttpRequest, year: int, body: str) -> HttpResponse:
    if request.method == "POST":
        return _make(request, year, body)
    person = access_internal_budgets(request.user)
    return _page(request, chosen_body(year, body), person)


def _page(
    request: HttpRequest,
    chosen: ChosenBody,
    person: User,
    given: QueryDict | None = None,
    faults: list[str] | None = None,
) -> HttpResponse:
    budget = chosen.budget
    layers = budget.layers.exclude(number=1).select_related("decision", "decided_by")
    context: dict[str, Any] = {
        "year": chosen.year,
        "name": chosen.body.name,
        "may_make": _may_make(person, chosen) and budget.state in CHANGEABLE,
        "is_changeable": budget.state in CHANGEABLE,
        "left_ore": standing_of(budget).left_ore,
        "faults": faults or [],
        "units": units_of(chosen.body.code, chosen.bodies),
        "form_lines": [
            {"number": number} | {name: given.get(f"{name}-{number}", "") if given else "" for name in FIELDS}
            for number in range(1, FORM_LINES + 1)
        ],
        "first": given.get("first", "1") if given else "1",
        "last": given.get("last", "12") if given else "12",
        "text": given.get("text", "") if given else "",
        "table": columns_table(chosen, budget),
        "changes": [_shown(person, chosen, layer) for layer in layers],
        "decisions": decisions(budget.organisation, body_code=chosen.body.code),
        "decision_url": reverse("workspace:decision_add"),
        "amount_unit": AMOUNT_UNIT,
        "tabs": body_tabs(chosen.year, chosen.body.code, "internal_budget_transfers"),
        "breadcrumbs": internal_breadcrumbs(chosen.year, chosen.body.code, last=_("Transfers")),
    }
    status = 422 if faults else 200
    return render(request, "workspace/internal_budgets/transfers.html", context, status=status)


def _shown(person: User, chosen: ChosenBody, layer: BudgetLayer) -> dict[str, Any]:
    right = InternalRight(layer.decided_right)
    return {
        "layer": layer,
        "right": right_text(right),
        "table": change_table(chosen, layer),
        "asks_decision": right in BY_DECISION,
        "may_decide": not layer.is_decided and _holds(person, chosen, layer, PERMISSION_OF_RIGHT[right]),
        "may_withdraw": not layer.is_decided
        and _holds(person, chosen, layer, Permission.EDIT_INTERNAL_BUDGET),
        "decide_url": chosen.url("internal_budget_change_decide", layer.number),
        "withdraw_url": chosen.url("internal_budget_change_withdraw", layer.number),
    }


def _make(request: HttpRequest, year: int, body: str) -> HttpResponse:
    person = access_permission(request.user, Permission.EDIT_INTERNAL_BUDGET)
    chosen = chosen_body(year, body)
    if not _may_make(person, chosen):
        raise PermissionDenied
    lines, faults = _lines(request.POST)
    text = request.POST.get("text", "").strip()[:300]
    if not text:
        faults.append(_("Say why."))
    units = {line.place.unit for line in lines}
    if not all(holds_body(person, Permission.EDIT_INTERNAL_BUDGET, unit, chosen.bodies) for unit in units):
        faults.append(_("You may only move money between units that you write for."))
    if not faults:
        wish = ChangeWish(lines, text, _departments(chosen))
        try:
            layer = make_change(chosen.budget, wish, acting_user=person)
            is_decided = wish.right not in BY_DECISION and _holds(
                person, chosen, layer, PERMISSION_OF_RIGHT[wish.right]
            )
            if is_decided:
                decide_change(layer, today=steering_day(), acting_user=person)
        except InternalBudgetRefusedError as error:
            faults = problem_texts(error.problems)
    if faults:
        return _page(request, chosen, person, request.POST, faults)
    said = (
        _("The change is decided.") if is_decided else _("The change is laid down and waits to be decided.")
    )
    messages.success(request, said)
    return redirect("workspace:internal_budget_transfers", year, body)


@require_POST
def decide(request: HttpRequest, year: int, body: str, number: int) -> HttpResponse:
    access_internal_budgets(request.user)
    chosen = chosen_body(year, body)
    layer = _layer(chosen, number)
    permission = PERMISSION_OF_RIGHT[InternalRight(layer.decided_right)]
    person = access_permission(request.user, permission)
    if not _holds(person, chosen, layer, permission):
        raise PermissionDenied
    key = request.POST.get("decision", "")
    found = decisions(layer.internal_budget.organisation, body_code=body)
    decision = found.filter(pk=int(key)).first() if key.isdigit() else None
    try:
        decide_change(layer, decision=decision, today=steering_day(), acting_user=person)
    except InternalBudgetRefusedError as error:
        say_problems(request, error.problems)
    else:
        messages.success(request, _("The change is decided."))
    return redirect("workspace:internal_budget_transfers", year, body)


@require_POST
def withdraw(request: HttpRequest, year: int, body: str, number: int) -> HttpResponse:
    access_internal_budgets(request.user)
    chosen = chosen_body(year, body)
    layer = _layer(chosen, number)
    person = access_permission(request.user, Permission.EDIT_INTERNAL_BUDGET)
    if not _holds(person, chosen, layer, Permission.EDIT_INTERNAL_BUDGET):
        raise PermissionDenied
    withdraw_change(layer, acting_user=person)
    messages.success(request, _("The change is withdrawn."))
    return redirect("workspace:internal_budget_transfers", year, body)


def _layer(chosen: ChosenBody, number: int) -> BudgetLayer:
    layer = chosen.budget.layers.exclude(number=1).filter(number=number).first()
    if layer is None:
        raise Http404(str(number))
    return layer


def _may_make(person: User, chosen: ChosenBody) -> bool:
    return any(
        holds_body(person, Permission.EDIT_INTERNAL_BUDGET, unit.code, chosen.bodies)
        for unit in units_of(chosen.body.code, chosen.bodies)
    )


def _holds(person: User, chosen: ChosenBody, layer: BudgetLayer, permission: Permission) -> bool:
    """Return whether the person holds the permission over every unit of a change."""
    units = set(layer.lines.values_list("unit_code", flat=True))
    return all(holds_body(person, permission, unit, chosen.bodies) for unit in units)


def _departments(chosen: ChosenBody) -> dict[str, str]:
    found = {}
    for unit in units_of(chosen.body.code, chosen.bodies):
        towards = chosen.bodies.child_towards(chosen.body.code, unit.code)
        found[unit.code] = towards.code if towards else unit.code
    return found


def _lines(given: QueryDict) -> tuple[list[InternalLine], list[str]]:
    first, last = given.get("first", "1"), given.get("last", "12")
    months = range(int(first), int(last) + 1) if {first, last} <= MONTH_NUMBERS else range(0)
    if not months:
        return [], [_("Choose a first month and a last month that is not before it.")]
    lines, faults = [], []
    for number in range(1, FORM_LINES + 1):
        unit, account, activity, amount = (given.get(f"{name}-{number}", "").strip() for name in FIELDS)
        if not amount:
            continue
        try:
            ore = ore_from_text(amount, unit=AMOUNT_UNIT)
        except AmountError:
            faults.append(
                _("Line %(number)s: write the amount in thousands of kronor, as 1 250 or 12,5.")
                % {"number": number}
            )
            continue
        place = LinePlace(unit, account[:20], activity[:40])
        lines.append(InternalLine(place, spread_over(list(months), ore), text=given.get("text", "")[:300]))
    return lines, faults
