"""Ideas as they are found: of a year, of a person, and those behind a step of the bridge or a change of a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models import Q

from roder.apps.budgetprocess.models import Idea
from roder.apps.budgetprocess.models import IdeaTrace

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from roder.domain.preparation import IdeaTarget


def ideas(organisation: str, year: int) -> QuerySet[Idea]:
    """Return the ideas of a budget year with how many support each, newest first."""
    found = Idea.objects.filter(organisation=organisation, year=year).select_related("author", "replied_by")
    return found.annotate(support_count=Count("supports")).order_by("-support_count", "-pk")


def holding_words(found: QuerySet[Idea], words: str) -> QuerySet[Idea]:
    """Return the ideas that hold every one of the words in title, text or activity."""
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(activity__icontains=word))
    return found


def ideas_behind(organisation: str, target_kind: IdeaTarget, target_reference: str) -> list[IdeaTrace]:
    """Return the ideas that went to a place, for the page of that place in an app above."""
    found = IdeaTrace.objects.filter(
        idea__organisation=organisation, target_kind=target_kind, target_reference=target_reference
    )
    return list(found.select_related("idea"))
