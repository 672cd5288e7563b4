"""One activity: what it is, how it stands, and the form that reports it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.goals.actions.assignment_reports import report_activity
from roder.apps.goals.actions.assignments import AssignmentRefusedError
from roder.apps.goals.assignment_access import access_activity
from roder.apps.goals.assignment_access import access_activity_report
from roder.apps.goals.assignment_access import speaker
from roder.apps.goals.assignment_queries import activity_subject
from roder.apps.goals.models import Goal
from roder.apps.identity.access import access_person
from roder.apps.ledger.steering_days import steering_day
from roder.domain.assignments import AssignmentSide
from roder.domain.assignments import AssignmentState
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import problem_texts
from roder.workspace.assignment_details import CONFLICT
from roder.workspace.assignment_details import REFUSED
from roder.workspace.assignment_details import seen_number
from roder.workspace.assignment_details import somebody_was_first
from roder.workspace.assignment_words import activity_rows
from roder.workspace.assignment_words import body_names
from roder.workspace.assignment_words import moves
from roder.workspace.goal_words import goal_link
from roder.workspace.history_rows import ACTIVITIES
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Assignment
    from roder.apps.goals.models import PlannedActivity


def way_of(serves: Assignment | Goal) -> list[dict[str, Any]]:
    """Return the way to what an activity serves."""
    way = [{"label": _("Assignments"), "url": reverse("workspace:assignments")}]
    if isinstance(serves, Goal):
        link = goal_link(serves)
        return [
            {"label": _("Goals"), "url": reverse("workspace:goals")},
            {"label": f"{link['code']} {link['title']}", "url": link["url"]},
        ]
    return [*way, {"label": serves.code, "url": reverse("workspace:assignment", args=[serves.pk])}]


def crumbs(found: PlannedActivity, *more: str) -> list[dict[str, Any]]:
    """Return the way to an activity's page, and what comes below it."""
    serves = found.assignment or found.goal
    return [
        *(way_of(serves) if serves else []),
        {"label": found.code, "url": reverse("workspace:activity", args=[found.pk])},
        *({"label": label, "url": ""} for label in more),
    ]


def activity(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, access_activity(request.user, pk))


def _page(
    request: HttpRequest,
    found: PlannedActivity,
    *,
    given: Mapping[str, str] | None = None,
    faults: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    day, names = steering_day(), body_names(found.organisation)
    who = speaker(request.user, found.organisation, timezone.localdate())
    may_report = who.may_report(found)
    context = {
        "row": activity_rows([found], names, day)[0],
        "moves": moves(found.state, frozenset({AssignmentSide.TAKER})) if may_report else [],
        "report": {"state": "", "comment": "", **(given or {}), "seen": found.version},
        "faults": faults or [],
        "may_change": who.may_plan_for(found.body_code),
        "goal": goal_link(found.goal) if found.goal else None,
        "entries": object_history(activity_subject(found), ACTIVITIES),
        "breadcrumbs": crumbs(found),
    }
    return render(request, "workspace/assignments/activity.html", context, status=status)


@require_POST
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_activity_report(request.user, pk, timezone.localdate())
    given = {name: request.POST.get(name, "") for name in ("state", "comment", "seen")}
    if given["state"] not in set(AssignmentState):
        return _page(request, found, given=given, faults=[_("Choose a state.")], status=REFUSED)
    try:
        report_activity(
            found,
            AssignmentState(given["state"]),
            given["comment"],
            seen_version=seen_number(given["seen"]),
            acting_user=access_person(request.user),
        )
    except AssignmentRefusedError as error:
        return _page(request, found, given=given, faults=problem_texts(error.problems), status=REFUSED)
    except StaleVersionError:
        fresh = access_activity(request.user, pk)
        return _page(request, fresh, given=given, faults=[somebody_was_first()], status=CONFLICT)
    messages.success(request, _("The activity is reported."))
    return redirect("workspace:activity", pk=pk)
