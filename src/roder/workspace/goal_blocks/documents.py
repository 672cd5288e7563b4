"""The steering documents that serve the goal, each with how it stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

from roder.apps.documents.models import SteeringDocument
from roder.apps.documents.queries import document_rows
from roder.apps.goals.access import may_edit_goals
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import allows
from roder.workspace.steering_days import steering_day

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User


def block(goal: Goal, user: User) -> dict[str, Any]:
    """Return the documents of the goal by title."""
    served = SteeringDocument.objects.filter(goal_links__goal=goal)
    may_link = may_edit_goals(user) and allows(TreeState(goal.tree.state), TreeAct.ANSWER)
    return {
        "documents": document_rows(served, steering_day()),
        "link_url": reverse("workspace:goal_documents", args=[goal.tree.code, goal.code]) if may_link else "",
    }
