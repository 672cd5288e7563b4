"""What a body's plan gives its parts: where a division of the frame starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.plans.queries import newest_plan

if TYPE_CHECKING:
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.apps.plans.models import Plan


def plan_of(budget: InternalBudget) -> Plan | None:
    """Return the newest plan of the body and year, when it divides its frame."""
    plan = newest_plan(budget.organisation, budget.body_code, budget.year)
    return plan if plan and plan.allocations.exists() else None


def plan_distribution(budget: InternalBudget) -> dict[str, int]:
    """Return what the plan gives each part (grants, öre) by unit code; what it keeps itself stands at the body's code.

    Parts of the plan that have no part of the internal budget are left out: the page shows what is not divided.
    """
    plan = plan_of(budget)
    if plan is None:
        return {}
    there = set(budget.parts.values_list("unit_code", flat=True))
    rows = plan.allocations.values_list("part_code", "amount_ore")
    return {code or budget.body_code: ore for code, ore in rows if (code or budget.body_code) in there}
