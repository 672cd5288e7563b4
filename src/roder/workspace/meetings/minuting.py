"""What follows the decision: reservations and statements, the minutes adjusted, the tax authority told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from roder.apps.meetings.access import access_vote_recording
from roder.apps.meetings.actions.minutes import StatementWish
from roder.apps.meetings.actions.minutes import adjust_minutes
from roder.apps.meetings.actions.minutes import register_statement
from roder.apps.meetings.actions.minutes import register_tax_notice
from roder.apps.meetings.actions.refusals import MeetingRefusedError
from roder.apps.meetings.models import BudgetDecision
from roder.apps.meetings.queries import put_proposals_of
from roder.apps.meetings.queries import seats_by_party
from roder.domain.minutes import StatementKind
from roder.domain.minutes import last_day_to_adjust
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.problem_texts import problem_texts
from roder.workspace.assignment_forms import set_choices
from roder.workspace.budget_places import budget_key
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.mandate_forms import day_field
from roder.workspace.meetings.chosen import UNPROCESSABLE
from roder.workspace.meetings.chosen import around
from roder.workspace.meetings.chosen import matter_url
from roder.workspace.meetings.chosen import refused
from roder.workspace.meetings.words import statement_name

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.meetings.models import MeetingItem


class StatementForm(PlainForm):
    """A reservation or a special statement."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    party = forms.ChoiceField(label=gettext_lazy("Party"))
    names = forms.CharField(label=gettext_lazy("Names"), required=False, max_length=400)
    in_favour_of = forms.ChoiceField(label=gettext_lazy("In favour of"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, item: MeetingItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put = {put.key: put for put in put_proposals_of(item)}
        set_choices(self, "kind", [(kind.value, statement_name(kind)) for kind in StatementKind])
        set_choices(self, "party", [(party, party) for party in seats_by_party(item.meeting)])
        set_choices(
            self, "in_favour_of", [("", _("None")), *((key, str(put)) for key, put in self.put.items())]
        )
        self.fields["names"].help_text = _("With commas between. Empty means the party's members.")
        self.fields["text"].help_text = _("A reservation may be made without a text.")

    def wish(self) -> StatementWish:
        """Return what a valid form says."""
        given = self.cleaned_data
        return StatementWish(
            StatementKind(given["kind"]),
            given["party"],
            given["names"],
            given["text"],
            self.put.get(given["in_favour_of"]),
        )


class AdjustmentForm(PlainForm):
    """When the minutes were adjusted, by whom, and when that was announced."""

    adjusters = forms.CharField(label=gettext_lazy("Adjusted by"), max_length=200)
    adjusted_on = day_field(gettext_lazy("Adjusted on"), required=True)
    announced_on = day_field(gettext_lazy("Announced on"), required=False)


def statement(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    form = StatementForm(request.POST if request.method == "POST" else None, item=item)
    if form.is_valid():
        try:
            register_statement(item, form.wish(), acting_user=person)
        except MeetingRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("It is registered."))
            return redirect(matter_url(item))
    context = around(item, _("Reservation or statement")) | {"form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "workspace/meetings/statement.html", context, status=status)


def adjust(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    form = AdjustmentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            found = adjust_minutes(item.meeting, **form.cleaned_data, acting_user=person)
        except MeetingRefusedError as error:
            add_problems(form, error.problems)
        else:
            for sentence in problem_texts(found):
                messages.warning(request, sentence)
            messages.success(request, _("The minutes are adjusted."))
            return redirect(matter_url(item))
    context = around(item, _("Adjust the minutes")) | {
        "form": form,
        "last_day": last_day_to_adjust(item.meeting.day),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "workspace/meetings/adjust.html", context, status=status)


@require_POST
def tax_notice(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    made = BudgetDecision.objects.filter(item=item).first()
    version = request.POST.get("version", "")
    try:
        told_on = date.fromisoformat(request.POST.get("told_on", ""))
        if made is not None:
            seen = int(version) if version.isdigit() else 0
            register_tax_notice(made, told_on, seen_version=seen, acting_user=person)
            messages.success(request, _("The day is registered."))
    except MeetingRefusedError as error:
        return refused(request, item, error)
    except StaleVersionError:
        messages.warning(request, _("Somebody has registered another day meanwhile. Look at it first."))
    except ValueError:
        messages.error(request, _("Write the day as 2017-11-28."))
    return redirect(matter_url(item))
