"""What is done for the goal: assignments that serve it or a goal below it, and activities planned directly for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils import timezone

from roder.apps.goals.assignment_access import may_give_assignments
from roder.apps.goals.assignment_access import speaker
from roder.apps.goals.assignment_queries import activities_of_goal
from roder.apps.goals.assignment_queries import assignments_of_goal
from roder.apps.ledger.steering_days import steering_day
from roder.domain.assignments import AssignmentState
from roder.domain.assignments import assignment_progress
from roder.workspace.assignment_words import activity_rows
from roder.workspace.assignment_words import assignment_rows
from roder.workspace.assignment_words import body_names
from roder.workspace.assignment_words import counted_on

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User

SHOWN = 30


def block(goal: Goal, user: User) -> dict[str, Any]:
    """Return the goal's assignments and activities, how they stand, and where one adds to them."""
    day, organisation = steering_day(), goal.tree.organisation
    names = body_names(organisation)
    found = list(assignments_of_goal(goal))
    activities = list(activities_of_goal(goal))
    may_plan = bool(speaker(user, organisation, timezone.localdate()).planning_bodies())
    return {
        "rows": assignment_rows(found[:SHOWN], names, day),
        "progress": assignment_progress(((AssignmentState(each.state), each.due) for each in found), day),
        "counted_on": counted_on(day),
        "rest": max(0, len(found) - SHOWN),
        "list_url": f"{reverse('workspace:assignment_list')}?goal={goal.pk}",
        "activities": activity_rows(activities, names, day),
        "activity_progress": assignment_progress(
            ((AssignmentState(each.state), each.due) for each in activities), day
        ),
        "give_url": f"{reverse('workspace:assignment_add')}?goal={goal.pk}"
        if may_give_assignments(user)
        else "",
        "plan_url": reverse("workspace:goal_activity_add", args=[goal.pk]) if may_plan else "",
    }
