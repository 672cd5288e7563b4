"""The goals of the access world: an adopted tree with an overarching goal, and what its addresses are asked with."""

from __future__ import annotations

from datetime import date
from typing import Any

from roder.apps.decisions.actions import register_decision
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalTree
from roder.apps.identity.queries import system_user
from roder.domain.decisions import DecisionFacts
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import TreeState

TREE = "2018-2020"


def make_goals(organisation: str) -> GoalTree:
    """An adopted tree of one overarching goal."""
    facts = DecisionFacts("100", date(2017, 11, 27), "210", "Mål och budget 2018–2020")
    decision = register_decision(organisation, facts, acting_user=system_user())
    tree = GoalTree.objects.create(
        organisation=organisation,
        code=TREE,
        year=2018,
        title="Goals",
        state=TreeState.ADOPTED,
        decision=decision,
    )
    Goal.objects.create(tree=tree, code="1", level=OVERALL, title="Every pupil learns")
    return tree


def _tree(*_asked: Any) -> list[Any]:
    return [TREE]


def _goal(*_asked: Any) -> list[Any]:
    return [TREE, "1"]


ARGUMENTS: dict[str, Any] = {
    "workspace:goal_tiles": _tree,
    "workspace:goal_tree": _tree,
    "workspace:goal": _goal,
}
SENT: dict[str, Any] = {}
