"""What hangs on each goal of a tree, read for the whole tree at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.goals.models import AssignmentGoal
from roder.apps.goals.models import GoalIndicator

if TYPE_CHECKING:
    from roder.apps.goals.models import Assignment
    from roder.apps.goals.models import GoalTree
    from roder.apps.indicators.models import Indicator


MOST = 12
"""So many assignments, and so many indicators, of one goal are named on the map; the rest are counted."""


@dataclass(frozen=True)
class StrategyRows:
    """The assignments and the indicators of each goal, by the goal's key."""

    assignments: dict[int, list[Assignment]]
    indicators: dict[int, list[Indicator]]


def strategy_rows(tree: GoalTree) -> StrategyRows:
    """Return what hangs on the goals of the tree: assignments by code, indicators in their order."""
    assignments: dict[int, list[Assignment]] = defaultdict(list)
    served = AssignmentGoal.objects.filter(goal__tree=tree).select_related("assignment")
    for row in served.order_by("assignment__code"):
        assignments[row.goal_id].append(row.assignment)
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    measured = GoalIndicator.objects.filter(goal__tree=tree).select_related("indicator")
    for link in measured.order_by("position", "pk"):
        indicators[link.goal_id].append(link.indicator)
    return StrategyRows(dict(assignments), dict(indicators))
