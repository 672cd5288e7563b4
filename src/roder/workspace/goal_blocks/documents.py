"""The steering documents that serve the goal, each with how it stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

from roder.apps.documents.models import SteeringDocument
from roder.apps.documents.queries import document_rows
from roder.apps.goals.access import may_link_to
from roder.apps.goals.coverage import organisation_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import allows
from roder.workspace.goal_words import in_language

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User


def block(goal: Goal, user: User) -> dict[str, Any]:
    """Return the documents of the goal by title, as they stand on the day that the municipality is looked at."""
    served = SteeringDocument.objects.filter(goal_links__goal=goal)
    is_open = allows(TreeState(goal.tree.state), TreeAct.ANSWER)
    may_link = is_open and may_link_to(user, goal, organisation_of(goal.tree, steering_day()))
    return {
        "documents": [
            {
                "title": in_language(row.document, "title"),
                "url": reverse("workspace:document", args=[row.document.code]),
                "state": row.state,
                "last_day": row.last_day,
                "is_example": row.document.is_example,
            }
            for row in document_rows(served, steering_day())
        ],
        "link_url": reverse("workspace:goal_documents", args=[goal.tree.code, goal.code]) if may_link else "",
    }
