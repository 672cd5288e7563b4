"""Registering an assignment with the decision that gave it, changing it, and choosing the goals that it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.decisions.actions import DecisionRefusedError
from roder.apps.decisions.actions import register_decision
from roder.apps.goals.actions.assignments import AssignmentRefusedError
from roder.apps.goals.actions.assignments import change_assignment
from roder.apps.goals.actions.assignments import link_goals
from roder.apps.goals.actions.assignments import register_assignment
from roder.apps.goals.assignment_access import access_assignment_change
from roder.apps.goals.assignment_access import access_giving
from roder.apps.goals.assignment_access import speaker
from roder.apps.goals.assignment_queries import goals_to_serve
from roder.apps.identity.access import access_person
from roder.apps.ledger.queries import tree_organisation_shown
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.assignment_details import REFUSED
from roder.workspace.assignment_details import crumbs
from roder.workspace.assignment_forms import AssignmentForm
from roder.workspace.assignment_forms import GoalsForm
from roder.workspace.assignment_forms import NewAssignmentForm
from roder.workspace.assignment_forms import decision_choices
from roder.workspace.assignment_words import body_names
from roder.workspace.assignment_words import kind_name
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.decisions.models import Decision
    from roder.apps.goals.models import Assignment
    from roder.apps.identity.models import User


def add(request: HttpRequest) -> HttpResponse:
    access_giving(request.user)
    day, organisation = timezone.localdate(), tree_organisation_shown()
    who = speaker(request.user, organisation, day)
    initial = {"given_on": day, "goals": request.GET.getlist("goal"), "given_to": request.GET.get("to", "")}
    form = NewAssignmentForm(request.POST or None, who=who, initial=initial)
    if form.is_valid():
        made = _register(form, organisation, access_person(request.user))
        if made is not None:
            messages.success(request, _("%(code)s is registered.") % {"code": made.code})
            return redirect("workspace:assignment", pk=made.pk)
    context = {
        "title": _("Register an assignment"),
        "form": form,
        "is_new": True,
        "seen": "",
        "cancel_url": reverse("workspace:assignments"),
        "breadcrumbs": [
            {"label": _("Assignments"), "url": reverse("workspace:assignments")},
            {"label": _("Register an assignment"), "url": ""},
        ],
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/assignments/edit.html", context, status=status)


def _register(form: NewAssignmentForm, organisation: str, person: User) -> Assignment | None:
    """Register the assignment and its decision, both or neither; the form holds why not."""
    goals = form.chosen_goals()
    try:
        with transaction.atomic():
            return register_assignment(
                organisation,
                form.facts(form.cleaned_data["code"].strip()),
                decision=_decision(form, organisation, person),
                goal_tree=goals[0].tree if goals else None,
                goals=goals,
                owner=form.chosen_owner(),
                acting_user=person,
            )
    except (AssignmentRefusedError, DecisionRefusedError) as error:
        add_problems(form, error.problems)
        return None


def _decision(form: AssignmentForm, organisation: str, person: User) -> Decision | None:
    new = form.new_decision()
    return register_decision(organisation, new, acting_user=person) if new else form.chosen_decision()


def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_assignment_change(request.user, pk, timezone.localdate())
    who = speaker(request.user, found.organisation, timezone.localdate())
    stood = _stood(found)
    given = resolved(request.POST) if request.method == "POST" else None
    form = AssignmentForm(given, who=who, initial=stood)
    if given is not None and form.is_valid():
        try:
            if _change(form, found, read_seen(given).version, access_person(request.user)):
                messages.success(request, _("%(code)s is saved.") % {"code": found.code})
            return redirect("workspace:assignment", pk=pk)
        except StaleVersionError as error:
            return _conflict(request, found, given, error)
        except (AssignmentRefusedError, DecisionRefusedError) as error:
            add_problems(form, error.problems)
    context = {
        "title": _("Change %(code)s") % {"code": found.code},
        "form": form,
        "is_new": False,
        "seen": str(read_seen(given) if given is not None else Seen(found.version, stood)),
        "cancel_url": reverse("workspace:assignment", args=[pk]),
        "breadcrumbs": crumbs(found, _("Change")),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/assignments/edit.html", context, status=status)


def _stood(found: Assignment) -> dict[str, str]:
    """Return the fields of an assignment as the form holds them."""
    plain = {name: getattr(found, name) for name in AssignmentForm.PLAIN}
    return texts({**plain, "decision": found.decision_id})


@transaction.atomic
def _change(form: AssignmentForm, found: Assignment, version: int, person: User) -> bool:
    decision = _decision(form, found.organisation, person)
    return change_assignment(found, form.facts(), decision=decision, seen_version=version, acting_user=person)


def _conflict(
    request: HttpRequest, found: Assignment, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    names, decided = body_names(found.organisation), dict(decision_choices(found.organisation))

    def as_form(values: dict[str, Any]) -> dict[str, str]:
        return texts({"decision" if name == "decision_id" else name: one for name, one in values.items()})

    def show(field: str, text: str) -> str:
        if field in {"given_by", "given_to"}:
            return names.get(text, text)
        if field == "decision":
            return str(decided.get(text, text)) if text else ""
        return kind_name(text) if field == "kind" and text else text

    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=as_form(dict(error.theirs)),
        mine=as_form(dict(error.mine)),
        labels={name: field.label for name, field in AssignmentForm.base_fields.items()},
        show=show,
    )
    return conflict_page(
        request,
        conflict,
        name=found.code,
        cancel_url=reverse("workspace:assignment", args=[found.pk]),
        breadcrumbs=crumbs(found, _("Change")),
    )


def goals(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_assignment_change(request.user, pk, timezone.localdate())
    served = goals_to_serve(found.organisation)
    linked = list(found.goals.select_related("tree"))
    served += [goal for goal in linked if goal not in served]
    initial = {"goals": [str(goal.pk) for goal in linked]}
    form = GoalsForm(request.POST if request.method == "POST" else None, served=served, initial=initial)
    if form.is_valid():
        link_goals(found, form.chosen_goals(), acting_user=access_person(request.user))
        messages.success(request, _("The goals of %(code)s are saved.") % {"code": found.code})
        return redirect("workspace:assignment", pk=pk)
    context = {
        "title": _("Goals that %(code)s serves") % {"code": found.code},
        "form": form,
        "has_goals": bool(served),
        "cancel_url": reverse("workspace:assignment", args=[pk]),
        "breadcrumbs": crumbs(found, _("Goals")),
    }
    return render(
        request, "workspace/assignments/goals.html", context, status=REFUSED if form.errors else 200
    )
