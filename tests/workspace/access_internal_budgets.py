"""The internal budgets of the access world, and what their addresses are asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils import timezone

from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.line_rows import add_lines
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.actions.writing import put_unit_lines
from roder.apps.internalbudgets.models import BudgetLayer
from roder.apps.internalbudgets.models import InternalBudget
from roder.apps.internalbudgets.models import MonthProfile
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LayerKind
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_transfers import InternalRight

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = 2018
ADOPTED_YEAR = 2017


def make_internal_budgets(organisation: str) -> None:
    """Drafts of the committee 400 (the unit 411 lies within the mandates) and of 500 beyond them."""
    system = system_user()
    for body, unit in (("400", "411"), ("500", "500")):
        budget = begin_internal_budget(organisation, body, YEAR, acting_user=system)
        line = InternalLine(LinePlace(unit, "5011"), (-100,) * 12)
        put_unit_lines(budget.parts.get(unit_code=unit), [line], acting_user=system)
        change = BudgetLayer.objects.create(
            internal_budget=budget, number=2, kind=LayerKind.TRANSFER, decided_right=InternalRight.DEPARTMENT
        )
        add_lines(change, [line], system, timezone.now())
    make_adopted(organisation)


def make_adopted(organisation: str) -> None:
    """An adopted budget of the committee 400 the year before, to be fetched for the ledger system."""
    budget = begin_internal_budget(organisation, "400", ADOPTED_YEAR, acting_user=system_user())
    line = InternalLine(LinePlace("411", "5011"), (-100,) * 12)
    put_unit_lines(budget.parts.get(unit_code="411"), [line], acting_user=system_user())
    budget.state = InternalBudgetState.ADOPTED
    budget.save(update_fields=["state"])


def of_body(_world: Any, place: str) -> list[Any]:
    """Return the arguments of an address of a body."""
    return [YEAR, "400" if place == "here" else "500"]


def of_unit(_world: Any, place: str) -> list[Any]:
    """Return the arguments of an address of a unit."""
    return [YEAR, *(("400", "411") if place == "here" else ("500", "500"))]


def of_adopted(*, is_year: bool) -> Callable[..., list[Any]]:
    """Return the arguments of an address of what is adopted: of the year, or of a body."""
    return lambda _world, _place: [ADOPTED_YEAR] if is_year else [ADOPTED_YEAR, "400"]


def of_profile(_world: Any, _place: str) -> list[Any]:
    """Return the arguments of an address of a month profile, made anew when an earlier ask took it away."""
    key = InternalBudget.objects.values_list("organisation", flat=True).earliest("pk")
    profile, _is_new = MonthProfile.objects.get_or_create(
        organisation=key, name="Terms", defaults={"weights": [1] * 12}
    )
    return [YEAR, profile.pk]


ARGUMENTS: dict[str, Callable[..., list[Any]]] = {
    "workspace:internal_budgets": lambda _world, _place: [YEAR],
    "workspace:internal_budgets_csv": lambda _world, _place: [YEAR],
    "workspace:internal_budget": of_body,
    "workspace:internal_budget_begin": of_body,
    "workspace:internal_budget_divide": of_body,
    "workspace:internal_budget_from_plan": of_body,
    "workspace:internal_budget_step": lambda world, place: [*of_body(world, place), "adopt"],
    "workspace:internal_budget_transfers": of_body,
    "workspace:internal_budget_change_decide": lambda world, place: [*of_body(world, place), 2],
    "workspace:internal_budget_change_withdraw": lambda world, place: [*of_body(world, place), 2],
    "workspace:internal_budget_part_step": lambda world, place: [*of_unit(world, place), "approve"],
    "workspace:internal_budgets_sie": of_adopted(is_year=True),
    "workspace:internal_budgets_ledger_csv": of_adopted(is_year=True),
    "workspace:internal_budget_sie": of_adopted(is_year=False),
    "workspace:internal_budget_ledger_csv": of_adopted(is_year=False),
    "workspace:internal_budget_unit": of_unit,
    "workspace:internal_budget_unit_export": lambda world, place: [*of_unit(world, place), "csv"],
    "workspace:internal_budget_cells": of_unit,
    "workspace:internal_budget_assumptions": of_body,
    "workspace:internal_budget_positions": of_unit,
    "workspace:internal_budget_drivers": of_unit,
    "workspace:internal_budget_comment": of_unit,
    "workspace:internal_budget_grid": of_unit,
    "workspace:internal_budget_workbook": of_unit,
    "workspace:internal_budget_body_workbook": of_body,
    "workspace:internal_budget_import": of_unit,
    "workspace:internal_budget_import_confirm": of_unit,
    "workspace:internal_budget_body_import": of_body,
    "workspace:internal_budget_body_import_confirm": of_body,
    "workspace:internal_budget_base": of_unit,
    "workspace:internal_budget_profiles": lambda _world, _place: [YEAR],
    "workspace:internal_budget_profile": of_profile,
    "workspace:internal_budget_profile_remove": of_profile,
}
SENT: dict[str, Callable[..., dict[str, Any]]] = {}
