"""To write a consultation, send it, give a body more time, and close it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgetprocess.actions.consultation import change_consultation
from roder.apps.budgetprocess.actions.consultation import close_consultation
from roder.apps.budgetprocess.actions.consultation import draft_consultation
from roder.apps.budgetprocess.actions.consultation import extend_deadline
from roder.apps.budgetprocess.actions.consultation import send_consultation
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.preparation_access import access_preparing
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.ledger.steering_days import steering_day
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.problem_texts import say_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.budget_preparation.consultation_forms import ClosingForm
from roder.workspace.budget_preparation.consultation_forms import ConsultationForm
from roder.workspace.budget_preparation.consultation_forms import ExtensionForm
from roder.workspace.budget_preparation.consultation_forms import written_consultation
from roder.workspace.budget_preparation.places import FormPage
from roder.workspace.budget_preparation.places import form_page
from roder.workspace.budget_preparation.places import found_consultation
from roder.workspace.budget_preparation.places import prepared_year
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgetprocess.models import Consultation
    from roder.workspace.budget_preparation.places import PreparedYear


def _page(
    request: HttpRequest, place: PreparedYear, form: Any, title: str, cancel_url: str, seen: str = ""
) -> HttpResponse:
    help_text = _(
        "A consultation asks committees and boards what they think of the base. Once it is sent, what was asked "
        "stays as it was; a body can be given more time, with a reason that all can read."
    )
    return form_page(
        request, place, form, FormPage("budget_consultation", title, help_text, cancel_url, seen)
    )


def _url(consultation: Consultation) -> str:
    return f"{reverse('workspace:budget_consultation', args=[consultation.year])}?remiss={consultation.pk}"


def add(request: HttpRequest, year: int) -> HttpResponse:
    person = access_preparing(request.user)
    place = prepared_year(year)
    base = base_of_year(place.key, year)
    form = ConsultationForm(request.POST or None, place=place, initial={"base": base.pk if base else ""})
    if form.is_valid():
        try:
            made = draft_consultation(place.key, year, form.facts(), acting_user=person)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The draft is saved. Nobody is asked until you send it."))
            return redirect(_url(made))
    back = reverse("workspace:budget_consultation", args=[year])
    return _page(request, place, form, _("A new consultation"), back)


def change(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_preparing(request.user)
    place = prepared_year(year)
    found = found_consultation(place, pk)
    plain = texts(written_consultation(found))
    given = resolved(request.POST) if request.method == "POST" else None
    form = ConsultationForm(given, place=place, initial=plain)
    if given is not None and form.is_valid():
        version = read_seen(given).version
        try:
            change_consultation(found, form.facts(), seen_version=version, acting_user=person)
            messages.success(request, _("The draft is saved. Nobody is asked until you send it."))
            return redirect(_url(found))
        except StaleVersionError as error:
            return _conflict(request, found, given, form, error)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
    seen = str(read_seen(given) if given is not None else Seen(found.version, plain))
    return _page(request, place, form, _("Change the consultation"), _url(found), seen)


def _conflict(
    request: HttpRequest, found: Consultation, given: QueryDict, form: Any, error: StaleVersionError
) -> HttpResponse:
    theirs = texts(written_consultation(found_consultation(prepared_year(found.year), found.pk)))
    names = form.fields
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs={name: theirs.get(name, "") for name in names},
        mine={name: given.get(name, "") for name in names},
        labels={name: field.label for name, field in names.items()},
    )
    return conflict_page(request, conflict, name=found.title, cancel_url=_url(found))


@require_POST
def send(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_preparing(request.user)
    found = found_consultation(prepared_year(year), pk)
    try:
        send_consultation(found, today=steering_day(), acting_user=person)
        messages.success(request, _("The consultation is sent."))
    except ProcessRefusedError as error:
        say_problems(request, error.problems)
    return redirect(_url(found))


def close(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_preparing(request.user)
    place = prepared_year(year)
    found = found_consultation(place, pk)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            close_consultation(found, reason, today=steering_day(), acting_user=person)
            messages.success(request, _("The consultation is closed. Its answers stay as they are."))
            return redirect(_url(found))
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
    return _page(request, place, form, _("Close the consultation"), _url(found))


def extend(request: HttpRequest, year: int, pk: int, body: str) -> HttpResponse:
    person = access_preparing(request.user)
    place = prepared_year(year)
    found = found_consultation(place, pk)
    answer = get_object_or_404(found.answers.select_related("consultation"), body_code=body)
    form = ExtensionForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            extend_deadline(answer, given["extended_to"], given["reason"], acting_user=person)
            messages.success(request, _("%(body)s has more time.") % {"body": place.name_of(body)})
            return redirect(_url(found))
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
    title = _("More time: %(body)s") % {"body": place.name_of(body)}
    return _page(request, place, form, title, _url(found))
