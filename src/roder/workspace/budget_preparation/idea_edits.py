"""To hand over an idea, change it, support it, answer it, and say where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgetprocess.actions.ideas import change_idea
from roder.apps.budgetprocess.actions.ideas import hand_over_idea
from roder.apps.budgetprocess.actions.ideas import reply_to_idea
from roder.apps.budgetprocess.actions.ideas import support_idea
from roder.apps.budgetprocess.actions.ideas import trace_idea
from roder.apps.budgetprocess.actions.ideas import untrace_idea
from roder.apps.budgetprocess.actions.ideas import withdraw_support
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.preparation_access import access_contributing
from roder.apps.budgetprocess.preparation_access import access_preparing
from roder.domain.preparation import IdeaReply
from roder.domain.preparation import IdeaTarget
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.problem_texts import say_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.budget_preparation.idea_forms import IdeaForm
from roder.workspace.budget_preparation.idea_forms import ReplyForm
from roder.workspace.budget_preparation.idea_forms import TraceForm
from roder.workspace.budget_preparation.places import FormPage
from roder.workspace.budget_preparation.places import form_page
from roder.workspace.budget_preparation.places import found_idea
from roder.workspace.budget_preparation.places import prepared_year
from roder.workspace.budget_preparation.places import say
from roder.workspace.budget_preparation.places import with_lists
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgetprocess.models import Idea
    from roder.workspace.budget_preparation.places import PreparedYear


def _page(
    request: HttpRequest, place: PreparedYear, form: Any, title: str, cancel_url: str, seen: str = ""
) -> HttpResponse:
    help_text = _(
        "The budget office reads every idea and replies. Your name is shown to the budget office and to those "
        "who work in the part of the municipality that the idea is about. Write nothing about single people."
    )
    return form_page(request, place, form, FormPage("budget_ideas", title, help_text, cancel_url, seen))


def add(request: HttpRequest, year: int) -> HttpResponse:
    person = access_contributing(request.user)
    place = prepared_year(year)
    form = IdeaForm(request.POST or None, place=place)
    if form.is_valid():
        try:
            made = hand_over_idea(place.key, year, form.facts(), acting_user=person)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("Thank you. The budget office replies here."))
            return redirect("workspace:idea", year=year, pk=made.pk)
    back = reverse("workspace:budget_ideas", args=[year])
    return _page(request, place, form, _("Hand over an idea"), back)


def change(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_contributing(request.user)
    place = prepared_year(year)
    found = found_idea(place, pk)
    if found.author_id != person.pk:
        raise PermissionDenied
    plain = _as_form({name: getattr(found, name) for name in _columns()})
    given = with_lists(resolved(request.POST), request.POST, "goals") if request.method == "POST" else None
    form = IdeaForm(given, place=place, initial={**plain, "goals": found.goals})
    if given is not None and form.is_valid():
        try:
            change_idea(found, form.facts(), seen_version=read_seen(given).version, acting_user=person)
            messages.success(request, _("The idea is saved."))
            return redirect("workspace:idea", year=year, pk=pk)
        except StaleVersionError as error:
            return _conflict(request, found, given, error, IdeaForm)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
    seen = str(read_seen(given) if given is not None else Seen(found.version, plain))
    return _page(request, place, form, _("Change the idea"), _url(found), seen)


def _columns() -> list[str]:
    return ["amount_ore" if name == "amount" else name for name in IdeaForm.PLAIN]


def _as_form(values: dict[str, Any]) -> dict[str, str]:
    plain = {name: value for name, value in values.items() if name not in {"amount_ore", "goals"}}
    if "amount_ore" not in values:
        return texts(plain)
    amount = values["amount_ore"]
    return texts(plain) | {"amount": "" if amount is None else amount_as_written(amount)}


def _conflict(
    request: HttpRequest, found: Idea, given: QueryDict, error: StaleVersionError, form: Any
) -> HttpResponse:
    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=_as_form(dict(error.theirs)),
        mine=_as_form(dict(error.mine)),
        labels={name: field.label for name, field in form.base_fields.items()},
    )
    carried = [{"name": "goals", "value": value} for value in given.getlist("goals")]
    return conflict_page(request, conflict, name=found.title, cancel_url=_url(found), carried=carried)


def _url(idea: Idea) -> str:
    return reverse("workspace:idea", args=[idea.year, idea.pk])


@require_POST
def support(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_contributing(request.user)
    found = found_idea(prepared_year(year), pk)
    try:
        if request.POST.get("withdraw"):
            withdraw_support(found, acting_user=person)
        else:
            support_idea(found, acting_user=person)
    except ProcessRefusedError as error:
        say_problems(request, error.problems)
    return redirect(_url(found))


def reply(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_preparing(request.user)
    place = prepared_year(year)
    found = found_idea(place, pk)
    plain = texts({name: getattr(found, name) for name in ReplyForm.PLAIN})
    given = resolved(request.POST) if request.method == "POST" else None
    form = ReplyForm(given, initial=plain)
    if given is not None and form.is_valid():
        answer = form.cleaned_data
        try:
            reply_to_idea(
                found,
                IdeaReply(answer["reply"]),
                answer["reply_text"],
                seen_version=read_seen(given).version,
                acting_user=person,
            )
            messages.success(request, _("The reply is saved, and shown to the one who wrote."))
            return redirect(_url(found))
        except StaleVersionError as error:
            return _conflict(request, found, given, error, ReplyForm)
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
    seen = str(read_seen(given) if given is not None else Seen(found.version, plain))
    title = _("Reply: %(title)s") % {"title": found.title}
    return _page(request, place, form, title, _url(found), seen)


@require_POST
def trace(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_preparing(request.user)
    found = found_idea(prepared_year(year), pk)
    if (number := request.POST.get("remove", "")).isdigit():
        untrace_idea(get_object_or_404(found.traces.all(), pk=int(number)), acting_user=person)
        return redirect(_url(found))
    form = TraceForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        kind = IdeaTarget(given["target_kind"])
        try:
            trace_idea(found, kind, given["target_reference"], given["text"], acting_user=person)
        except ProcessRefusedError as error:
            say_problems(request, error.problems)
    else:
        say(request, [_("Choose where the idea went.")])
    return redirect(_url(found))
