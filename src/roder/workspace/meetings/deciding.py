"""To register the decision: its wording suggested from the facts, what it will lead to, and the step itself."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.meetings.access import access_vote_recording
from roder.apps.meetings.actions.deciding import DecisionWish
from roder.apps.meetings.actions.deciding import settle
from roder.apps.meetings.queries import decision_facts
from roder.apps.meetings.queries import matter_facts
from roder.apps.meetings.queries import put_proposals_of
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.budget_decisions import budget_decision_faults
from roder.domain.meeting_order import MeetingStep
from roder.domain.meeting_order import next_step
from roder.domain.problems import Severity
from roder.ui.problem_texts import add_problems
from roder.ui.problem_texts import problem_texts
from roder.workspace.budget_places import budget_key
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.meetings.chosen import REFUSED
from roder.workspace.meetings.chosen import UNPROCESSABLE
from roder.workspace.meetings.chosen import around
from roder.workspace.meetings.chosen import matter_url
from roder.workspace.meetings.suggestions import consequences
from roder.workspace.meetings.suggestions import suggested_rate
from roder.workspace.meetings.suggestions import suggested_version_name
from roder.workspace.meetings.suggestions import suggested_wording

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.meetings.models import MeetingItem
    from roder.apps.meetings.models import PutProposal
    from roder.domain.problems import Problem

STATES_RATE = frozenset(
    {BudgetDecisionKind.BUDGET, BudgetDecisionKind.TAX_RATE_ALONE, BudgetDecisionKind.REVISION}
)
NAMES_VERSION = frozenset(
    {BudgetDecisionKind.BUDGET, BudgetDecisionKind.PROLONGED, BudgetDecisionKind.REVISION}
)


class DecisionForm(PlainForm):
    """The decision as it goes into the minutes."""

    paragraph = forms.CharField(label=gettext_lazy("Paragraph"), max_length=20)
    tax_rate = forms.DecimalField(
        label=gettext_lazy("Tax rate, kronor per hundred"),
        localize=True,
        min_value=Decimal(0),
        max_value=Decimal(50),
        decimal_places=4,
    )
    version_name = forms.CharField(label=gettext_lazy("What the adopted version is called"), max_length=120)
    wording = forms.CharField(
        label=gettext_lazy("The decision as the minutes have it"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=50000,
    )

    def __init__(self, *args: Any, item: MeetingItem, is_carried: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = BudgetDecisionKind(item.kind)
        self.fields["wording"].help_text = _("Suggested from the facts. Write it as the minutes have it.")
        if kind not in STATES_RATE or not is_carried:
            del self.fields["tax_rate"]
        if kind not in NAMES_VERSION or not is_carried:
            del self.fields["version_name"]

    def wish(self) -> DecisionWish:
        """Return what a valid form says."""
        given = self.cleaned_data
        return DecisionWish(
            given["paragraph"], given["wording"], given.get("tax_rate"), given.get("version_name", "")
        )


def decide(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    coming = next_step(matter_facts(item))
    if coming.step is not MeetingStep.SETTLE:
        messages.info(request, _("Nothing is to be registered now. Look at what comes next."))
        return redirect(matter_url(item))
    option = coming.options[0]
    winner = next((put for put in put_proposals_of(item) if put.key == option), None)
    is_carried = winner is not None or option == "adopt"
    rate = suggested_rate(item, winner)
    initial = {
        "tax_rate": rate,
        "version_name": suggested_version_name(item),
        "wording": suggested_wording(item, option, winner),
    }
    given = request.POST if request.method == "POST" else None
    form = DecisionForm(given, item=item, is_carried=is_carried, initial=initial)
    if form.is_valid():
        try:
            settle(item, form.wish(), acting_user=person)
        except REFUSED as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The decision is registered, with all that follows from it."))
            return redirect(matter_url(item))
    found = _faults(item, winner, rate) if is_carried else []
    context = around(item, _("Register the decision")) | {
        "form": form,
        "consequences": consequences(item, option, winner),
        "warnings": problem_texts(each for each in found if each.severity is not Severity.ERROR),
        "is_final": is_carried,
    }
    return render(
        request, "workspace/meetings/decide.html", context, status=UNPROCESSABLE if form.is_bound else 200
    )


def _faults(item: MeetingItem, winner: PutProposal | None, rate: Decimal | None) -> list[Problem]:
    return budget_decision_faults(decision_facts(item, winner, rate))
