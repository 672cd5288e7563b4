"""What every page of a matter needs: the way to it, its tabs, and how a refusal is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.decisions.actions import DecisionRefusedError
from roder.apps.goals.refusals import GoalRefusedError
from roder.apps.meetings.actions.refusals import MeetingRefusedError
from roder.ui.problem_texts import problem_texts
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_places
from roder.workspace.meetings.tables import body_names_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.meetings.models import MeetingItem

REFUSED = (MeetingRefusedError, BudgetRefusedError, DecisionRefusedError, GoalRefusedError)
UNPROCESSABLE = 422


def matter_url(item: MeetingItem, name: str = "matter") -> str:
    """Return the address of a page of a matter."""
    return reverse(f"workspace:{name}", args=[item.year, item.pk])


def meeting_name(item: MeetingItem) -> str:
    """Return the meeting as people name it: body and day."""
    body = body_names_of(item).get(item.meeting.body_code, item.meeting.body_code)
    return f"{body} {item.meeting.day.isoformat()}"


def around(item: MeetingItem, here: str = "") -> dict[str, Any]:
    """Return what stands around a page of a matter: its tabs and the way to it."""
    matter = (meeting_name(item), matter_url(item) if here else "")
    own = [matter, *([(here, "")] if here else [])]
    decisions = (_("Decision"), reverse("workspace:meetings", args=[item.year]))
    return {
        "item": item,
        "meeting": item.meeting,
        "meeting_name": meeting_name(item),
        "matter_url": matter_url(item),
        "year": item.year,
        "tabs": budget_places(item.year, "meetings"),
        "breadcrumbs": budget_breadcrumbs(item.year, decisions, *own),
    }


def refused(request: HttpRequest, item: MeetingItem, error: Exception) -> HttpResponse:
    """Say why an act was refused, on the page of the matter."""
    for sentence in problem_texts(getattr(error, "problems", [])):
        messages.error(request, sentence)
    return redirect(matter_url(item))
