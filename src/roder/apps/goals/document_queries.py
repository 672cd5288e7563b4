"""Which goals a steering document serves, and which documents serve a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.documents.models import SteeringDocument
from roder.apps.goals.models import Goal

if TYPE_CHECKING:
    from django.db.models import QuerySet


def goals_served(document: SteeringDocument) -> QuerySet[Goal]:
    """Return the goals of every tree that a document serves, those of the latest tree first."""
    found = Goal.objects.filter(document_links__document=document).select_related("tree")
    return found.order_by("-tree__year", "-tree__pk", "position", "code")


def serving_documents(goal: Goal) -> QuerySet[SteeringDocument]:
    """Return the steering documents that serve a goal."""
    return SteeringDocument.objects.filter(goal_links__goal=goal)


def documents_serving(organisation: str, goal_code: str, tree_code: str) -> set[int]:
    """Return the numbers of the documents that serve a goal of a tree: to narrow the register by."""
    links = SteeringDocument.objects.filter(
        organisation=organisation, goal_links__goal__code=goal_code, goal_links__goal__tree__code=tree_code
    )
    return set(links.values_list("pk", flat=True))
