"""To say which indicators tell of a goal and which steering documents serve it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.models import GoalDocument
from roder.apps.goals.models import GoalIndicator
from roder.apps.goals.refusals import goal_subject
from roder.apps.goals.refusals import require
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import state_faults

if TYPE_CHECKING:
    from roder.apps.documents.models import SteeringDocument
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User
    from roder.apps.indicators.models import Indicator

Event = AuditEntry.Event


@transaction.atomic
def link_indicator(goal: Goal, indicator: Indicator, *, acting_user: User) -> bool:
    """Let an indicator tell of the goal, last among its indicators; returns whether it is new there."""
    _require_open(goal)
    last = goal.indicator_links.aggregate(last=Max("position"))["last"]
    _link, is_new = GoalIndicator.objects.get_or_create(
        goal=goal, indicator=indicator, defaults={"position": 0 if last is None else last + 1}
    )
    if is_new:
        new = {"indicator": str(indicator)}
        record(Event.GOAL_INDICATOR_LINKED, goal_subject(goal), acting_user=acting_user, new=new)
    return is_new


@transaction.atomic
def unlink_indicator(goal: Goal, indicator: Indicator, *, acting_user: User) -> bool:
    """Let an indicator no longer tell of the goal; returns whether it did."""
    _require_open(goal)
    removed, _kinds = GoalIndicator.objects.filter(goal=goal, indicator=indicator).delete()
    if removed:
        old = {"indicator": str(indicator)}
        record(Event.GOAL_INDICATOR_UNLINKED, goal_subject(goal), acting_user=acting_user, old=old)
    return bool(removed)


@transaction.atomic
def link_document(goal: Goal, document: SteeringDocument, *, acting_user: User) -> bool:
    """Let a steering document serve the goal; returns whether it is new there."""
    _require_open(goal)
    _link, is_new = GoalDocument.objects.get_or_create(goal=goal, document=document)
    if is_new:
        new = {"document": document.title}
        record(Event.GOAL_DOCUMENT_LINKED, goal_subject(goal), acting_user=acting_user, new=new)
    return is_new


@transaction.atomic
def unlink_document(goal: Goal, document: SteeringDocument, *, acting_user: User) -> bool:
    """Let a steering document no longer serve the goal; returns whether it did."""
    _require_open(goal)
    removed, _kinds = GoalDocument.objects.filter(goal=goal, document=document).delete()
    if removed:
        old = {"document": document.title}
        record(Event.GOAL_DOCUMENT_UNLINKED, goal_subject(goal), acting_user=acting_user, old=old)
    return bool(removed)


def _require_open(goal: Goal) -> None:
    """Refuse an archived tree; what measures and serves a goal may be told of also when the goal is fixed."""
    require(state_faults(TreeState(goal.tree.state), TreeAct.ANSWER))
