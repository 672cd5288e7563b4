"""To write the council's goals while their tree is a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.goal_rows import add_row
from roder.apps.goals.actions.goal_rows import change_row
from roder.apps.goals.actions.goal_rows import remove_row
from roder.apps.goals.models import Goal
from roder.apps.goals.refusals import require
from roder.apps.goals.refusals import tree_subject
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import state_faults

if TYPE_CHECKING:
    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User
    from roder.domain.goal_tree import GoalFacts

Event = AuditEntry.Event


@transaction.atomic
def add_goal(
    tree: GoalTree,
    facts: GoalFacts,
    *,
    parent: Goal | None = None,
    owner: User | None = None,
    acting_user: User,
) -> Goal:
    """Add a goal of the council's to a draft, last among those of its level; raises ``GoalRefusedError``."""
    require(state_faults(TreeState(tree.state), TreeAct.EDIT_COUNCIL_GOALS))
    return add_row(tree, facts, parent=parent, owner=owner, decision=None, acting_user=acting_user)


@transaction.atomic
def change_goal(goal: Goal, facts: GoalFacts, *, seen_version: int, acting_user: User) -> bool:
    """Change what a goal of a draft says; its code, level and place stay. Returns whether anything differed."""
    require(state_faults(TreeState(goal.tree.state), TreeAct.EDIT_COUNCIL_GOALS))
    return change_row(goal, facts, seen_version=seen_version, acting_user=acting_user)


@transaction.atomic
def remove_goal(goal: Goal, *, seen_version: int, acting_user: User) -> None:
    """Take a goal out of a draft; raises ``GoalRefusedError`` when something stands on it."""
    require(state_faults(TreeState(goal.tree.state), TreeAct.EDIT_COUNCIL_GOALS))
    remove_row(goal, seen_version=seen_version, acting_user=acting_user)


@transaction.atomic
def order_goals(tree: GoalTree, codes: list[str], *, acting_user: User) -> bool:
    """Put the council's goals of a draft in the order of their codes; those not named come after, as they were.

    The order is that of reading and has no other meaning. Returns whether anything moved.
    """
    require(state_faults(TreeState(tree.state), TreeAct.EDIT_COUNCIL_GOALS))
    council = list(tree.goals.filter(body_code="").order_by("position", "code"))
    named = {code: place for place, code in enumerate(codes)}
    ordered = sorted(council, key=lambda goal: named.get(goal.code, len(named)))
    if council == ordered:
        return False
    for place, goal in enumerate(ordered):
        goal.position = place
    Goal.objects.bulk_update(ordered, ["position"])
    record(
        Event.GOAL_MOVED,
        tree_subject(tree),
        acting_user=acting_user,
        old={"order": [goal.code for goal in council]},
        new={"order": [goal.code for goal in ordered]},
    )
    return True
