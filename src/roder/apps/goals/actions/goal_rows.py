"""To add a goal to a tree and to take one out: what the council's goals and the committees' have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db.models import Max

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.goal_search import GOAL
from roder.apps.goals.goal_search import goal_key
from roder.apps.goals.goal_search import goal_text
from roder.apps.goals.models import Goal
from roder.apps.goals.refusals import goal_subject
from roder.apps.goals.refusals import require
from roder.apps.search.actions import index_all
from roder.apps.search.actions import unindex
from roder.domain.goal_faults import HAS_CHILDREN
from roder.domain.goal_faults import TAKEN_CODE
from roder.domain.goal_tree import goal_faults

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User
    from roder.domain.goal_tree import GoalFacts

Event = AuditEntry.Event
TEXTS = ("title", "title_en", "text", "text_en", "owner_title", "is_financial")
"""The facts of a goal that may be written anew: fields of the row by the same name."""
STANDING_ON_IT = (
    "children",
    "contributions",
    "assignment_links",
    "activities",
    "fundings",
    "verdicts",
    "successors",
)


def add_row(
    tree: GoalTree,
    facts: GoalFacts,
    *,
    parent: Goal | None,
    owner: User | None,
    decision: Decision | None,
    acting_user: User,
) -> Goal:
    """Add a goal at the end of its level and record it; raises ``GoalRefusedError``."""
    taken = tree.goals.filter(code=facts.code).exists()
    require([*goal_faults(facts, tree.levels), *([TAKEN_CODE] if taken else [])])
    last = tree.goals.filter(level=facts.level).aggregate(last=Max("position"))["last"]
    goal = Goal.objects.create(
        tree=tree,
        code=facts.code,
        level=facts.level,
        body_code=facts.body_code,
        parent=parent,
        position=0 if last is None else last + 1,
        owner=owner,
        decision=decision,
        **{name: getattr(facts, name) for name in TEXTS},
    )
    new = told(goal) | {"decision": str(decision or "")}
    index_all([goal_text(goal)])
    record(Event.GOAL_ADDED, goal_subject(goal), acting_user=acting_user, new=new)
    return goal


def change_row(goal: Goal, facts: GoalFacts, *, seen_version: int, acting_user: User) -> bool:
    """Write what a goal says anew and record it; raises ``GoalRefusedError`` and ``StaleVersionError``."""
    require(goal_faults(facts, goal.tree.levels))
    is_other = change(
        goal,
        {name: getattr(facts, name) for name in TEXTS},
        seen_version=seen_version,
        event=Event.GOAL_CHANGED,
        subject=goal_subject(goal),
        acting_user=acting_user,
    )
    if is_other:
        index_all([goal_text(goal)])
    return is_other


def remove_row(goal: Goal, *, seen_version: int, acting_user: User) -> None:
    """Take a goal out of its tree and record it; raises ``GoalRefusedError`` and ``StaleVersionError``."""
    event, subject = Event.GOAL_REMOVED, goal_subject(goal)
    current = Goal.objects.select_for_update().filter(pk=goal.pk).first()
    if current is None or current.version != seen_version:
        raise stale(current, mine={"title": goal.title}, event=event, subject=subject)
    if any(getattr(current, name).exists() for name in STANDING_ON_IT):
        require([HAS_CHILDREN])
    old = told(current)
    unindex(GOAL, goal_key(current))
    current.delete()
    record(event, subject, acting_user=acting_user, old=old)


def told(goal: Goal) -> dict[str, Any]:
    """Return what the history says of a goal."""
    parent = {"parent": goal.parent.code if goal.parent else ""}
    return {name: getattr(goal, name) for name in ("level", "body_code", *TEXTS)} | parent
