"""The pages of what a budget is reckoned from: a unit's positions and drivers, and a body's assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.internalbudgets.access import access_dividing
from roder.apps.internalbudgets.access import access_internal_budgets
from roder.apps.internalbudgets.access import access_wages
from roder.apps.internalbudgets.access import may_divide
from roder.apps.internalbudgets.access import may_see_wages
from roder.apps.internalbudgets.basis_queries import assumptions_of
from roder.apps.internalbudgets.basis_queries import positions_of
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import internal_budget_of
from roder.apps.internalbudgets.queries import layer_lines
from roder.domain.internal_budgets import InternalLineOrigin
from roder.domain.positions import accounts_of_few
from roder.domain.positions import title_groups
from roder.ui.problem_texts import problem_text
from roder.workspace.budget_places import budget_key
from roder.workspace.internal_budgets.basis_answers import answered
from roder.workspace.internal_budgets.basis_answers import table_file
from roder.workspace.internal_budgets.basis_kinds import assumption_basis
from roder.workspace.internal_budgets.basis_kinds import driver_basis
from roder.workspace.internal_budgets.basis_kinds import position_basis
from roder.workspace.internal_budgets.basis_tables import line_table
from roder.workspace.internal_budgets.basis_tables import move_tables
from roder.workspace.internal_budgets.basis_tables import title_table
from roder.workspace.internal_budgets.chosen_unit import chosen_unit
from roder.workspace.internal_budgets.chosen_unit import writable_unit
from roder.workspace.internal_budgets.places import body_tabs
from roder.workspace.internal_budgets.places import internal_breadcrumbs
from roder.workspace.internal_budgets.places import unit_tabs

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.domain.internal_budgets import InternalLine
    from roder.domain.organisation import OrganisationTree
    from roder.workspace.internal_budgets.basis_answers import BasisAnswer
    from roder.workspace.internal_budgets.basis_answers import TypedBasis
    from roder.workspace.internal_budgets.chosen_unit import ChosenUnit

FILES = ("csv", "xlsx")


def positions(request: HttpRequest, year: int, body: str, unit: str) -> HttpResponse:
    chosen = _of_unit(request, year, body, unit)
    sees = may_see_wages(chosen.person, unit, chosen.bodies)
    if request.method == "POST" or request.GET.get("file"):
        access_wages(request.user, unit, chosen.bodies)
    basis = position_basis(chosen, is_shown=sees)
    if request.GET.get("file") in FILES:
        return table_file(basis, request.GET["file"], f"bemanning-{year}-{unit}")
    found = answered(request, basis)
    if found.is_saved:
        return _saved(request, chosen.url("internal_budget_positions"))
    held = positions_of(chosen.part)
    extra = {
        "groups": title_table(title_groups(held, assumptions_of(chosen.budget), year), year)
        if held
        else None,
        "sees_wages": sees,
        "few": [" ".join(part for part in place if part) for place in accounts_of_few(held)],
    }
    return _unit_page(request, chosen, basis, found, "positions", extra)


def drivers(request: HttpRequest, year: int, body: str, unit: str) -> HttpResponse:
    chosen = _of_unit(request, year, body, unit)
    basis = driver_basis(chosen)
    if request.GET.get("file") in FILES:
        return table_file(basis, request.GET["file"], f"drivare-{year}-{unit}")
    found = answered(request, basis)
    if found.is_saved:
        return _saved(request, chosen.url("internal_budget_drivers"))
    return _unit_page(request, chosen, basis, found, "drivers", {"sees_wages": True})


def assumptions(request: HttpRequest, year: int, body: str) -> HttpResponse:
    person = access_internal_budgets(request.user)
    key = budget_key(year)
    bodies = bodies_of_year(key, year)
    if request.method == "POST":
        access_dividing(request.user, body, bodies)
    budget = internal_budget_of(key, body, year)
    if budget is None or body not in bodies.bodies:
        raise Http404(body)
    basis = assumption_basis(budget, person)
    if request.GET.get("file") in FILES:
        return table_file(basis, request.GET["file"], f"antaganden-{year}-{body}")
    found = answered(request, basis)
    if found.is_saved:
        return _saved(request, request.path)
    context = {
        "year": year,
        "name": bodies.bodies[body].name,
        "is_example": budget.is_example,
        "tabs": body_tabs(year, body, "internal_budget_assumptions"),
        "breadcrumbs": internal_breadcrumbs(year, body, last=_("Assumptions")),
        **_shown(found, basis, bodies, is_written=may_divide(person, body, bodies)),
    }
    return render(request, "workspace/internal_budgets/assumptions.html", context, status=found.status)


def _of_unit(request: HttpRequest, year: int, body: str, unit: str) -> ChosenUnit:
    if request.method == "POST":
        return writable_unit(request, year, body, unit)
    return chosen_unit(request, year, body, unit)


def _saved(request: HttpRequest, url: str) -> HttpResponse:
    messages.success(request, _("Saved, and the lines are reckoned."))
    return redirect(url)


def _unit_page(
    request: HttpRequest,
    chosen: ChosenUnit,
    basis: TypedBasis[Any],
    found: BasisAnswer,
    page: str,
    extra: dict[str, Any],
) -> HttpResponse:
    year, body, unit = chosen.arguments
    origin = InternalLineOrigin.POSITIONS if page == "positions" else InternalLineOrigin.DRIVER
    lines = _lines_of(chosen, origin)
    last = _("Positions") if page == "positions" else _("Drivers")
    context = {
        "year": year,
        "name": chosen.name,
        "is_example": chosen.budget.is_example,
        "may_write": chosen.may_write,
        "closed": [problem_text(problem) for problem in chosen.closed],
        "lines": line_table(lines, year) if lines else None,
        "assumptions_url": _assumptions_url(chosen),
        "tabs": unit_tabs(year, body, unit, f"internal_budget_{page}"),
        "breadcrumbs": internal_breadcrumbs(year, body, unit, last),
        **extra,
        **_shown(
            found,
            basis,
            chosen.bodies,
            is_written=chosen.may_write and extra["sees_wages"] and not chosen.closed,
        ),
    }
    return render(request, f"workspace/internal_budgets/{page}.html", context, status=found.status)


def _assumptions_url(chosen: ChosenUnit) -> str:
    return reverse("workspace:internal_budget_assumptions", args=chosen.arguments[:2])


def _lines_of(chosen: ChosenUnit, origin: InternalLineOrigin) -> list[InternalLine]:
    lines = layer_lines(chosen.layer, [chosen.part.unit_code])
    return [line for line in lines if line.origin == origin]


def _shown(
    found: BasisAnswer, basis: TypedBasis[Any], bodies: OrganisationTree, *, is_written: bool
) -> dict[str, Any]:
    """Return the form of the table and what moves, for the template."""
    moving = found.reckoning
    return {
        **found.context(basis, is_written=is_written),
        "moves": move_tables(moving, bodies) if moving else [],
        "moves_nothing": moving is not None and not moving.moves,
        "amount_unit": "kr",
    }
