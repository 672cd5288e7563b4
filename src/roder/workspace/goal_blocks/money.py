"""The money that names the goal: granted, used, forecast, left, and from which bodies it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from roder.apps.followup.access import follow_up_reach
from roder.apps.followup.goal_money import money_basis
from roder.apps.followup.goal_money_tables import money_of_goal
from roder.apps.followup.goal_money_tables import table_by_body
from roder.apps.goals.funding_queries import fundings
from roder.workspace.goal_money.tables import money_url
from roder.workspace.goal_money.words import AMOUNT_UNIT
from roder.workspace.goal_money.words import not_followed_text
from roder.workspace.goal_money.years import year_of_tree

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User


def block(goal: Goal, user: User) -> dict[str, Any]:
    """Return the goal's money in the year that the municipality is in, kept in the tree's own years."""
    year = year_of_tree(goal.tree)
    if not fundings(goal.tree, year).exists():
        return _nothing(goal, year)
    basis = money_basis(goal.tree, year, follow_up_reach(user))
    money = money_of_goal(basis, goal)
    lines = table_by_body(basis, goal)
    beside = lines.outside.granted_ore if lines.outside else None
    return {
        "year": basis.year,
        "month": basis.month,
        "money": money,
        "amount_unit": AMOUNT_UNIT,
        "not_followed": not_followed_text(money),
        "outside_ore": beside,
        "bodies": [
            {
                "name": line.name,
                "amount_ore": line.money.granted_ore,
                "url": money_url(basis, "goal_money_body", line.code),
            }
            for line in lines.lines
        ],
        "money_url": money_url(basis, "goal_money_goal", goal.code),
    }


def _nothing(goal: Goal, year: int) -> dict[str, Any]:
    """No money names any goal of the tree that year, so there is nothing to ask the books."""
    path = reverse("workspace:goal_money_goal", args=[goal.tree.code, goal.code])
    return {
        "year": year,
        "bodies": [],
        "outside_ore": None,
        "money_url": f"{path}?{urlencode({'year': year})}",
    }
