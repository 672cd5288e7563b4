"""One assignment: what it is, how it stands, what has been reported, and the forms that report and hand it over."""

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

from roder.apps.goals.actions.assignment_reports import report_assignment
from roder.apps.goals.actions.assignments import AssignmentRefusedError
from roder.apps.goals.actions.assignments import hand_over_assignment
from roder.apps.goals.assignment_access import access_assignment
from roder.apps.goals.assignment_access import access_assignment_report
from roder.apps.goals.assignment_access import speaker
from roder.apps.goals.assignment_queries import activities_of
from roder.apps.goals.assignment_queries import assignment_subject
from roder.apps.identity.access import access_person
from roder.apps.ledger.steering_days import steering_day
from roder.domain.assignments import AssignmentSide
from roder.domain.assignments import AssignmentState
from roder.domain.assignments import assignment_progress
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import problem_texts
from roder.workspace.assignment_forms import OwnerForm
from roder.workspace.assignment_forms import decision_name
from roder.workspace.assignment_words import activity_rows
from roder.workspace.assignment_words import assignment_rows
from roder.workspace.assignment_words import body_names
from roder.workspace.assignment_words import counted_on
from roder.workspace.goal_money.of_assignment import assignment_money
from roder.workspace.goal_words import goal_link
from roder.workspace.history_rows import ASSIGNMENTS
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.models import Assignment

CONFLICT, REFUSED = 409, 422
BACK = {"assignments", "assignment_list", "assignment_round"}


def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an assignment; the last report's text stands in the form only for who asks for it."""
    found = access_assignment(request.user, pk)
    last = found.reports.first() if request.GET.get("begin") == "last" else None
    return assignment_page(request, found, given={"comment": last.comment} if last else None)


def assignment_page(
    request: HttpRequest,
    found: Assignment,
    *,
    given: Mapping[str, str] | None = None,
    faults: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show an assignment; with ``given`` and ``faults`` a report that could not be made stands in its form."""
    day, names = steering_day(), body_names(found.organisation)
    who = speaker(request.user, found.organisation, timezone.localdate())
    activities = list(activities_of(found))
    sides = who.sides(found)
    [row] = assignment_rows([found], names, day, who)
    context = {
        "row": row,
        "decision": _decision(found, names),
        "goals": [
            goal_link(goal)
            for goal in found.goals.select_related("tree").order_by("-tree__year", "position", "code")
        ],
        "reports": [
            {"report": each, "code": f"assignment_{each.state}"}
            for each in found.reports.select_related("reported_by")
        ],
        "report": {"state": "", "comment": "", **(given or {}), "seen": found.version},
        "faults": faults or [],
        "activities": activity_rows(activities, names, day),
        "progress": assignment_progress(
            ((AssignmentState(each.state), each.due) for each in activities), day
        ),
        "money": assignment_money(found, access_person(request.user)),
        "counted_on": counted_on(day),
        "may_change": AssignmentSide.GIVER in sides,
        "may_report": bool(sides),
        "may_plan": bool(who.planning_bodies()),
        "entries": object_history(assignment_subject(found), ASSIGNMENTS),
        "breadcrumbs": crumbs(found),
    }
    return render(request, "workspace/assignments/detail.html", context, status=status)


def _decision(found: Assignment, names: Mapping[str, str]) -> dict[str, Any] | None:
    if found.decision is None:
        return None
    return {
        "name": decision_name(found.decision, names),
        "url": reverse("workspace:decision", args=[found.decision.pk]),
        "case_number": found.decision.case_number,
    }


def crumbs(found: Assignment, *more: str) -> list[dict[str, Any]]:
    """Return the way to an assignment's page, and what comes below it."""
    return [
        {"label": _("Assignments"), "url": reverse("workspace:assignments")},
        {"label": found.code, "url": reverse("workspace:assignment", args=[found.pk])},
        *({"label": label, "url": ""} for label in more),
    ]


@require_POST
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found, sides = access_assignment_report(request.user, pk, timezone.localdate())
    given = {name: request.POST.get(name, "") for name in ("state", "comment", "seen")}
    if given["state"] not in set(AssignmentState):
        return assignment_page(request, found, given=given, faults=[_("Choose a state.")], status=REFUSED)
    try:
        report_assignment(
            found,
            AssignmentState(given["state"]),
            given["comment"],
            day=timezone.localdate(),
            sides=sides,
            seen_version=seen_number(given["seen"]),
            acting_user=access_person(request.user),
        )
    except AssignmentRefusedError as error:
        return assignment_page(
            request, found, given=given, faults=problem_texts(error.problems), status=REFUSED
        )
    except StaleVersionError:
        fresh = access_assignment(request.user, pk)
        return assignment_page(request, fresh, given=given, faults=[somebody_was_first()], status=CONFLICT)
    messages.success(request, _("%(code)s is reported.") % {"code": found.code})
    return redirect(back_to(request, reverse("workspace:assignment", args=[pk])))


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    day = timezone.localdate()
    found, _sides = access_assignment_report(request.user, pk, day)
    initial = {"owner": str(found.owner_id or "")}
    form = OwnerForm(request.POST or None, day=day, kept=found.owner, initial=initial)
    status = REFUSED if form.is_bound else 200
    if form.is_valid():
        try:
            hand_over_assignment(
                found,
                form.chosen_owner(),
                seen_version=seen_number(request.POST.get("seen", "")),
                acting_user=access_person(request.user),
            )
        except StaleVersionError:
            form.add_error(None, somebody_was_first())
            found, status = access_assignment(request.user, pk), CONFLICT
        else:
            messages.success(request, _("The owner is changed."))
            return redirect("workspace:assignment", pk=pk)
    context = {
        "title": _("Hand over %(code)s") % {"code": found.code},
        "found": found,
        "form": form,
        "seen": found.version,
        "cancel_url": reverse("workspace:assignment", args=[pk]),
        "breadcrumbs": crumbs(found, _("Hand over")),
    }
    return render(request, "workspace/assignments/hand_over.html", context, status=status)


def seen_number(text: str) -> int:
    """Return the version that a form was opened on; what is no number is a version that nothing has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004 nine digits fit


def somebody_was_first() -> str:
    return _(
        "Somebody has changed this since you opened it. It is shown as it stands now, with what you wrote; send again if it still holds."
    )


def back_to(request: HttpRequest, usual: str) -> str:
    """Return the board or list, with its selection, that a form was sent from; else the usual place."""
    page, _mark, query = request.POST.get("back", "").partition("?")
    return f"{reverse(f'workspace:{page}')}?{query}" if page in BACK else usual
