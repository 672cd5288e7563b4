"""The assignments and activities of a body, each with the line of goals above it: the thread up."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

from roder.apps.goals.assignment_queries import assignments_sorted
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import AssignmentGoal
from roder.apps.goals.models import PlannedActivity
from roder.apps.goals.queries import goals_of
from roder.workspace.goal_words import goal_link
from roder.workspace.goal_words import in_language

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.domain.organisation import OrganisationTree

Line = list[dict[str, str]]


def body_work(tree: GoalTree, organisation: OrganisationTree, body: str) -> list[dict[str, Any]]:
    """Return what the body and what lies below it does for goals of the tree, those due first.

    A few questions, however many tasks there are.
    """
    below = organisation.subtree(body)
    goals = {goal.pk: goal for goal in goals_of(tree)}
    served: dict[int, list[int]] = {}
    for task, goal in AssignmentGoal.objects.filter(goal__tree=tree).values_list("assignment_id", "goal_id"):
        served.setdefault(task, []).append(goal)
    for goal_row in goals.values():
        goal_row.tree = tree
    tasks = assignments_sorted(Assignment.objects.filter(pk__in=served, given_to__in=below), "due")
    activities = PlannedActivity.objects.filter(organisation=tree.organisation, body_code__in=below)
    found = [
        {
            "title": in_language(task, "title"),
            "url": reverse("workspace:assignment", args=[task.pk]),
            "body": organisation.bodies[task.given_to].name,
            "state": f"assignment_{task.state}",
            "goals": [_line(goals, goal) for goal in served[task.pk]],
        }
        for task in tasks
    ]
    for activity in activities.order_by("due", "code"):
        direct = [activity.goal_id] if activity.goal_id in goals else []
        lines = [_line(goals, goal) for goal in [*direct, *served.get(activity.assignment_id or 0, [])]]
        if lines:
            found.append(
                {
                    "title": activity.title,
                    "url": reverse("workspace:activity", args=[activity.pk]),
                    "body": organisation.bodies[activity.body_code].name,
                    "state": f"assignment_{activity.state}",
                    "goals": lines,
                }
            )
    return found


def _line(goals: dict[int, Goal], key: int | None) -> Line:
    """Return the way from the overarching goal down to this one."""
    steps: Line = []
    seen: set[int] = set()
    while key is not None and key in goals and key not in seen:
        seen.add(key)
        steps.append(goal_link(goals[key]))
        key = goals[key].parent_id
    return steps[::-1]
