"""To write a committee's or company's own goals: under the council's, each by a decision of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.goal_rows import add_row
from roder.apps.goals.actions.goal_rows import change_row
from roder.apps.goals.actions.goal_rows import remove_row
from roder.apps.goals.models import Goal
from roder.apps.goals.refusals import goal_subject
from roder.apps.goals.refusals import require
from roder.domain.goal_faults import DECIDED_GOAL
from roder.domain.goal_faults import NO_BODY
from roder.domain.goal_faults import NO_TREE_DECISION
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import next_goal_code
from roder.domain.goal_tree import state_faults

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User
    from roder.domain.goal_tree import GoalFacts
    from roder.domain.problems import Problem

Event = AuditEntry.Event


@transaction.atomic
def add_committee_goal(
    tree: GoalTree,
    facts: GoalFacts,
    *,
    parent: Goal | None,
    owner: User | None = None,
    decision: Decision | None = None,
    acting_user: User,
) -> Goal:
    """Add a goal of a committee or company under a goal of the tree; raises ``GoalRefusedError``.

    Without a code it gets the body's next. Until the body has decided it, it may be changed.
    """
    require(state_faults(TreeState(tree.state), TreeAct.ANSWER))
    require([] if facts.body_code else [NO_BODY])
    code = facts.code or next_goal_code(facts.body_code, set(tree.goals.values_list("code", flat=True)))
    facts = replace(facts, code=code, parent_level=parent.level if parent else "")
    return add_row(tree, facts, parent=parent, owner=owner, decision=decision, acting_user=acting_user)


@transaction.atomic
def change_committee_goal(goal: Goal, facts: GoalFacts, *, seen_version: int, acting_user: User) -> bool:
    """Change what a body's goal says while it is not decided; returns whether anything differed."""
    require(_undecided(goal))
    return change_row(goal, facts, seen_version=seen_version, acting_user=acting_user)


@transaction.atomic
def decide_committee_goal(
    goal: Goal, decision: Decision | None, *, seen_version: int, acting_user: User
) -> Goal:
    """Let the body's decision stand for its goal; from now on the goal is fixed."""
    current = Goal.objects.select_for_update().select_related("tree").filter(pk=goal.pk).first()
    if current is None or current.version != seen_version:
        raise stale(
            current,
            mine={"decision_id": decision.pk if decision else None},
            event=Event.GOAL_DECIDED,
            subject=goal_subject(goal),
        )
    require([*_undecided(current), *([] if decision else [NO_TREE_DECISION])])
    current.decision = decision
    current.version += 1
    current.save(update_fields=["decision", "version"])
    record(
        Event.GOAL_DECIDED, goal_subject(current), acting_user=acting_user, new={"decision": str(decision)}
    )
    return current


@transaction.atomic
def remove_committee_goal(goal: Goal, *, seen_version: int, acting_user: User) -> None:
    """Take away a body's goal that is not decided; raises ``GoalRefusedError`` when something stands on it."""
    require(_undecided(goal))
    remove_row(goal, seen_version=seen_version, acting_user=acting_user)


def _undecided(goal: Goal) -> list[Problem]:
    problems = state_faults(TreeState(goal.tree.state), TreeAct.ANSWER)
    problems += [] if goal.body_code else [NO_BODY]
    return problems + ([DECIDED_GOAL] if goal.decision_id is not None else [])
