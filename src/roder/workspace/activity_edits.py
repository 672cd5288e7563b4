"""Planning an activity for an assignment or directly for a goal, and changing one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.goals.actions.activities import change_activity
from roder.apps.goals.actions.activities import plan_activity
from roder.apps.goals.actions.assignments import AssignmentRefusedError
from roder.apps.goals.assignment_access import access_activity_change
from roder.apps.goals.assignment_access import access_assignment
from roder.apps.goals.assignment_access import access_planning
from roder.apps.goals.assignment_access import speaker
from roder.apps.goals.models import Goal
from roder.apps.identity.access import access_person
from roder.domain.assignment_facts import ActivityFacts
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.activities import crumbs
from roder.workspace.activities import way_of
from roder.workspace.assignment_details import REFUSED
from roder.workspace.assignment_forms import owner_choices
from roder.workspace.assignment_forms import person_chosen
from roder.workspace.assignment_forms import set_choices
from roder.workspace.assignment_forms import tree_choices
from roder.workspace.assignment_words import body_names
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.mandate_forms import day_field
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.goals.assignment_access import Speaker
    from roder.apps.goals.models import Assignment
    from roder.apps.goals.models import PlannedActivity
    from roder.apps.identity.models import User


class ActivityForm(PlainForm):
    """What an activity is, which body does it, between which days, and who carries it."""

    title = forms.CharField(label=gettext_lazy("Activity"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=20000
    )
    body_code = forms.ChoiceField(label=gettext_lazy("Body that does it"))
    begins = day_field(gettext_lazy("Begins"), required=False)
    due = day_field(gettext_lazy("To be done by"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)

    PLAIN = ("title", "text", "body_code", "begins", "due")

    def __init__(self, *args: Any, who: Speaker, kept: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "body_code", tree_choices(who.tree, who.planning_bodies()))
        set_choices(self, "owner", owner_choices(who.tree.day, kept))

    def facts(self) -> ActivityFacts:
        """Return the activity that a valid form describes."""
        return ActivityFacts(**{name: self.cleaned_data[name] for name in self.PLAIN})


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan an activity for an assignment."""
    access_planning(request.user)
    found = access_assignment(request.user, pk)
    return _add(request, found, found.organisation, found.given_to)


def add_to_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan an activity directly for a goal."""
    access_planning(request.user)
    goal = get_object_or_404(Goal.objects.select_related("tree"), pk=pk)
    return _add(request, goal, goal.tree.organisation, goal.body_code)


def _add(request: HttpRequest, serves: Assignment | Goal, organisation: str, body: str) -> HttpResponse:
    who = speaker(request.user, organisation, timezone.localdate())
    if not who.planning_bodies():
        raise PermissionDenied
    form = ActivityForm(request.POST or None, who=who, initial={"body_code": body})
    if form.is_valid():
        owner = person_chosen(form.cleaned_data["owner"])
        try:
            made = plan_activity(serves, form.facts(), owner=owner, acting_user=access_person(request.user))
        except AssignmentRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The activity is planned."))
            return redirect("workspace:activity", pk=made.pk)
    way = way_of(serves)
    context = {
        "title": _("Plan an activity"),
        "form": form,
        "seen": "",
        "cancel_url": way[-1]["url"],
        "breadcrumbs": [*way, {"label": _("Plan an activity"), "url": ""}],
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/assignments/activity_edit.html", context, status=status)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    day = timezone.localdate()
    found = access_activity_change(request.user, pk, day)
    who = speaker(request.user, found.organisation, day)
    stood = texts({**{name: getattr(found, name) for name in ActivityForm.PLAIN}, "owner": found.owner_id})
    given = resolved(request.POST) if request.method == "POST" else None
    form = ActivityForm(given, who=who, kept=found.owner, initial=stood)
    if given is not None and form.is_valid():
        try:
            change_activity(
                found,
                form.facts(),
                owner=person_chosen(form.cleaned_data["owner"]),
                seen_version=read_seen(given).version,
                acting_user=access_person(request.user),
            )
            messages.success(request, _("The activity is saved."))
            return redirect("workspace:activity", pk=pk)
        except StaleVersionError as error:
            return _conflict(request, found, given, error)
        except AssignmentRefusedError as error:
            add_problems(form, error.problems)
    context = {
        "title": _("Change the activity %(code)s") % {"code": found.code},
        "form": form,
        "seen": str(read_seen(given) if given is not None else Seen(found.version, stood)),
        "cancel_url": reverse("workspace:activity", args=[pk]),
        "breadcrumbs": crumbs(found, _("Change")),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/assignments/activity_edit.html", context, status=status)


def _conflict(
    request: HttpRequest, found: PlannedActivity, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    names = body_names(found.organisation)
    people = dict(owner_choices(timezone.localdate(), found.owner))

    def as_form(values: dict[str, Any]) -> dict[str, str]:
        kept = {name: one for name, one in values.items() if name != "owner_title"}
        return texts({"owner" if name == "owner_id" else name: one for name, one in kept.items()})

    def show(field: str, text: str) -> str:
        if field == "body_code":
            return names.get(text, text)
        return str(people.get(text, text)) if field == "owner" else text

    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=as_form(dict(error.theirs)),
        mine=as_form(dict(error.mine)),
        labels={name: field.label for name, field in ActivityForm.base_fields.items()},
        show=show,
    )
    return conflict_page(
        request,
        conflict,
        name=found.title,
        cancel_url=reverse("workspace:activity", args=[found.pk]),
        breadcrumbs=crumbs(found, _("Change")),
    )
