"""The way up from a goal to the plans that answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.goals.models import Contribution
from roder.apps.goals.models import PlannedActivity
from roder.apps.goals.queries import goals_below
from roder.apps.plans.queries import plans
from roder.domain.goal_tree import AnswerKind

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.plans.models import Plan


def plans_answering(goal: Goal) -> list[Plan]:
    """Return the newest plan of each body and year that answers an overarching goal, as adopted or as it stands."""
    newest: dict[tuple[str, int], Plan] = {}
    for plan in plans().select_related(None).filter(tree=goal.tree).order_by("revision"):
        newest[plan.body_code, plan.year] = plan
    now = _bodies_answering(goal) if any(plan.pinned is None for plan in newest.values()) else set()
    found = [plan for plan in newest.values() if _answers(plan, goal, now)]
    return sorted(found, key=lambda plan: (plan.year, plan.body_code))


def _answers(plan: Plan, goal: Goal, now: set[str]) -> bool:
    if plan.pinned is None:
        return plan.body_code in now
    said = next((part for part in plan.pinned["goals"] if part["key"] == goal.code), None)
    return said is not None and said["answer"] not in {"", AnswerKind.NOT_CONCERNED}


def _bodies_answering(goal: Goal) -> set[str]:
    """Return the bodies that have a goal of their own under it, contribute to it, or do something for it."""
    below = goals_below(goal)
    contributing = Contribution.objects.filter(goal=goal, kind=AnswerKind.CONTRIBUTES)
    doing = PlannedActivity.objects.filter(goal__in=[goal, *below])
    return {
        *(each.body_code for each in below if each.body_code),
        *contributing.values_list("body_code", flat=True),
        *doing.values_list("body_code", flat=True),
    }
