"""Which of a tree's years a page of money is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_funding_faults import YEARS_OF_A_TREE

if TYPE_CHECKING:
    from roder.apps.goals.models import GoalTree


def years_of(tree: GoalTree) -> range:
    """Return the years that a tree's money can be of: its own, and two plan years."""
    return range(tree.year, tree.year + YEARS_OF_A_TREE)


def year_of_tree(tree: GoalTree) -> int:
    """Return the year that the municipality is in, kept in the tree's own."""
    return min(max(steering_day().year, tree.year), years_of(tree)[-1])
