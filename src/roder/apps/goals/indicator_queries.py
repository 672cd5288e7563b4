"""Which indicators tell of a goal, and which goals an indicator tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalVerdict
from roder.apps.indicators.models import Indicator

if TYPE_CHECKING:
    from django.db.models import QuerySet


def goals_of_indicator(indicator: Indicator) -> QuerySet[Goal]:
    """Return the goals that an indicator tells of, those of the latest tree first."""
    found = Goal.objects.filter(indicator_links__indicator=indicator).select_related("tree")
    return found.order_by("-tree__year", "position", "code")


def indicators_of_goal(goal: Goal) -> QuerySet[Indicator]:
    """Return the indicators that tell of a goal, in the goal's own order."""
    return Indicator.objects.filter(goal_links__goal=goal).order_by("goal_links__position", "goal_links__pk")


def levels_goals_were_judged_by(organisation: str) -> set[str]:
    """Return the keys of the scale's steps by which goals of the organisation have been judged."""
    found = GoalVerdict.objects.filter(goal__tree__organisation=organisation)
    return set(found.values_list("level", flat=True).distinct())
