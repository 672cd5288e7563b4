"""People and their roles: who holds which on a day, one person's, granting and ending, and one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.identity.access import access_mandates
from roder.apps.identity.access import access_own_mandates
from roder.apps.identity.access import access_people
from roder.apps.identity.access import access_people_administrator
from roder.apps.identity.access import may_administer_people
from roder.apps.organisation.actions.mandates import MandateRefusedError
from roder.apps.organisation.actions.mandates import end_mandate
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.ui.problem_texts import add_problems
from roder.workspace.mandate_forms import DayForm
from roder.workspace.mandate_forms import EndForm
from roder.workspace.mandate_forms import MandateForm
from roder.workspace.mandate_texts import PartNames
from roder.workspace.mandate_texts import permission_texts
from roder.workspace.mandate_texts import role_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.forms import Form
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import Mandate
    from roder.apps.identity.models import User


def people(request: HttpRequest) -> HttpResponse:
    """Who holds which role on a day, and the people who hold none."""
    form = DayForm(request.GET or None)
    day = form.chosen()
    held = [mandate for mandate in access_mandates(request.user) if mandate.value.in_force(day)]
    holders = {mandate.user_id for mandate in held}
    context = {
        "day": day,
        "form": form if form.is_bound else DayForm(initial={"day": day}),
        "mandates": _mandate_rows(held, day),
        "without": [person for person in access_people(request.user) if person.pk not in holders],
        "may_administer": may_administer_people(request.user),
    }
    return render(request, "workspace/people/people.html", context)


def _mandate_rows(mandates: Sequence[Mandate], day: date) -> list[dict[str, Any]]:
    names = PartNames(mandates)
    return [
        {
            "mandate": mandate,
            "role": role_name(mandate.role),
            "part": names.name(mandate),
            "state": mandate.value.state(day).value,
            "may": permission_texts(mandate.role),
        }
        for mandate in sorted(mandates, key=lambda each: (str(each.user), each.valid_from, each.pk))
    ]


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's roles, whatever their time, and the form that grants another."""
    found = get_object_or_404(access_people(request.user), pk=pk)
    may_grant = may_administer_people(request.user) and found != request.user
    form = MandateForm(today=timezone.localdate()) if may_grant else None
    return render(request, "workspace/people/person.html", _person_context(request, found, form))


def _person_context(request: HttpRequest, found: User, form: Form | None) -> dict[str, Any]:
    mandates = list(access_mandates(request.user).filter(user=found))
    return {
        "person": found,
        "mandates": _mandate_rows(mandates, timezone.localdate()),
        "form": form,
        "may_end": may_administer_people(request.user) and found != request.user,
        "is_oneself": found == request.user,
        "grant_url": reverse("workspace:mandate_grant", args=[found.pk]),
        "breadcrumbs": [
            {"label": _("People and roles"), "url": reverse("workspace:people")},
            {"label": str(found), "url": reverse("workspace:person", args=[found.pk])},
        ],
    }


def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a person a mandate; what cannot be granted comes back with the reasons."""
    administrator = access_people_administrator(request.user)
    found = get_object_or_404(access_people(request.user), pk=pk)
    form = MandateForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        try:
            granted = grant_mandate(found, form.mandate(), acting_user=administrator)
        except MandateRefusedError as error:
            add_problems(form, error.problems)
        else:
            sentence = _("%(person)s now has the role %(role)s.")
            messages.success(request, sentence % {"person": found, "role": role_name(granted.role)})
            return redirect("workspace:person", pk=pk)
    status = 422 if form.is_bound else 200
    return render(
        request, "workspace/people/person.html", _person_context(request, found, form), status=status
    )


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a mandate on a coming day, or at once; its row stays."""
    administrator = access_people_administrator(request.user)
    mandate = get_object_or_404(access_mandates(request.user), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_mandate(mandate, last_day=form.cleaned_data["last_day"], acting_user=administrator)
        except MandateRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The role has been given its end."))
            return redirect("workspace:person", pk=mandate.user_id)
    person_url = reverse("workspace:person", args=[mandate.user_id])
    context = {
        "form": form,
        "row": _mandate_rows([mandate], timezone.localdate())[0],
        "person_url": person_url,
        "breadcrumbs": [
            {"label": _("People and roles"), "url": reverse("workspace:people")},
            {"label": str(mandate.user), "url": person_url},
            {"label": _("End the role"), "url": ""},
        ],
    }
    return render(request, "workspace/people/end.html", context, status=422 if form.errors else 200)


def my_roles(request: HttpRequest) -> HttpResponse:
    """What I may do, for which part, until when."""
    mandates = list(access_own_mandates(request.user))
    rows = _mandate_rows(mandates, timezone.localdate())
    context = {
        "current": [row for row in rows if row["state"] == "mandate_in_force"],
        "others": [row for row in rows if row["state"] != "mandate_in_force"],
    }
    return render(request, "workspace/people/my_roles.html", context)
