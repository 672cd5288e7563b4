"""Where the page lies that an idea went to; a reference that leads nowhere is shown as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from roder.apps.goals.models import Assignment
from roder.apps.goals.queries import goal_with_code
from roder.apps.goals.queries import tree_with_code
from roder.apps.goals.queries import trees
from roder.domain.preparation import IdeaTarget

if TYPE_CHECKING:
    from roder.apps.budgetprocess.models import IdeaTrace
    from roder.workspace.budget_preparation.places import PreparedYear


def target_url(place: PreparedYear, trace: IdeaTrace) -> str:
    """Return the address of what a trace names; empty when there is none of that name."""
    if trace.target_kind == IdeaTarget.GOAL:
        return _goal_url(place, trace.target_reference)
    if trace.target_kind == IdeaTarget.ASSIGNMENT:
        found = Assignment.objects.filter(organisation=place.key, code=trace.target_reference).first()
        return reverse("workspace:assignment", args=[found.pk]) if found else ""
    return ""


def _goal_url(place: PreparedYear, reference: str) -> str:
    named, _separator, code = reference.rpartition("/")
    tree = (
        tree_with_code(place.key, named) if named else trees(place.key).filter(year__lte=place.year).first()
    )
    goal = goal_with_code(tree, code) if tree else None
    return reverse("workspace:goal", args=[goal.tree.code, goal.code]) if goal else ""
