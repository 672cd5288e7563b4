"""To say which goals of an earlier tree a goal comes from. It tells of the goals and changes nothing in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.models import GoalLineage
from roder.apps.goals.refusals import goal_subject
from roder.apps.goals.refusals import require
from roder.domain.goal_faults import NOT_EARLIER

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User

Event = AuditEntry.Event


@transaction.atomic
def link_lineage(earlier: Goal, later: Goal, *, note: str = "", acting_user: User) -> GoalLineage:
    """Join a goal to one of an earlier tree of the same municipality; joining them again changes nothing."""
    is_earlier = earlier.tree.year < later.tree.year
    require([] if is_earlier and earlier.tree.organisation == later.tree.organisation else [NOT_EARLIER])
    line, is_new = GoalLineage.objects.get_or_create(earlier=earlier, later=later, defaults={"note": note})
    if is_new:
        new = {"earlier": goal_subject(earlier), "note": note}
        record(Event.GOAL_LINEAGE_LINKED, goal_subject(later), acting_user=acting_user, new=new)
    return line


@transaction.atomic
def unlink_lineage(earlier: Goal, later: Goal, *, acting_user: User) -> bool:
    """Take the line between two goals away; returns whether there was one."""
    removed, _kinds = GoalLineage.objects.filter(earlier=earlier, later=later).delete()
    if removed:
        old = {"earlier": goal_subject(earlier)}
        record(Event.GOAL_LINEAGE_UNLINKED, goal_subject(later), acting_user=acting_user, old=old)
    return bool(removed)
