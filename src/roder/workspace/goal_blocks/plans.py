"""The plans that answer the goal: the way up from it to what committees, companies and units do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

from roder.apps.plans.goal_plans import plans_answering
from roder.workspace.plan_words import plan_link

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User


def block(goal: Goal, user: User) -> dict[str, Any]:
    """Return the plans, with their states."""
    del user
    return {
        "plans": [plan_link(plan) for plan in plans_answering(goal)],
        "plans_url": f"{reverse('workspace:plans')}?year={goal.tree.year}",
    }
