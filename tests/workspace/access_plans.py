"""The money of goals and the plans of the access world, and what their addresses are asked with."""

from __future__ import annotations

from typing import Any

from tests.workspace.access_goals import TREE

from roder.apps.goals.actions.funding import FundingWish
from roder.apps.goals.actions.funding import add_funding
from roder.apps.goals.models import GoalFunding
from roder.apps.goals.models import GoalTree
from roder.apps.identity.queries import system_user
from roder.domain.goal_funding import FundingKind


def make_money(tree: GoalTree) -> None:
    """Money of the unit within the mandates, and of the committee beyond them."""
    goal = tree.goals.get(code="1")
    for body in ("411", "500"):
        add_funding(FundingWish(goal, 2018, FundingKind.FRAME, body, 100_00), acting_user=system_user())


def _tree(*_asked: Any) -> list[Any]:
    return [TREE]


def _funding(_world: Any, place: str) -> list[Any]:
    body = "411" if place == "here" else "500"
    return [TREE, GoalFunding.objects.get(body_code=body).pk]


ARGUMENTS: dict[str, Any] = {
    "workspace:goal_money": _tree,
    "workspace:goal_money_csv": lambda *_asked: [TREE, "mal"],
    "workspace:goal_money_body": lambda *_asked: [TREE, "400"],
    "workspace:goal_money_goal": lambda *_asked: [TREE, "1"],
    "workspace:funding_add": _tree,
    "workspace:funding_change": _funding,
    "workspace:funding_remove": _funding,
}
SENT: dict[str, Any] = {}
