"""The steps of an internal budget as they were taken: what, whose, by whom, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.domain.internal_budget_steps import InternalBudgetAct
from roder.domain.internal_budget_steps import PartAct
from roder.domain.internal_budgets import left_ore
from roder.workspace.internal_budgets.step_words import budget_act_label
from roder.workspace.internal_budgets.step_words import part_act_label

if TYPE_CHECKING:
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.workspace.internal_budgets.chosen_body import ChosenBody

SHOWN = 40


def log_rows(chosen: ChosenBody, budget: InternalBudget, unit: str | None = None) -> list[dict[str, Any]]:
    """Return the latest steps, newest first; of one unit when it is named. ``over_ore`` is what it was over by."""
    steps = budget.steps.select_related("taken_by").order_by("-pk")
    if unit is not None:
        steps = steps.filter(unit_code=unit)
    return [
        {
            "label": part_act_label(PartAct(step.act))
            if step.unit_code
            else budget_act_label(InternalBudgetAct(step.act)),
            "name": chosen.name_of(step.unit_code or budget.body_code),
            "by": str(step.taken_by),
            "at": step.taken_at,
            "reason": step.reason,
            "over_ore": max(0, -left_ore(step.given_ore, step.net_ore)) if step.given_ore is not None else 0,
        }
        for step in steps[:SHOWN]
    ]
