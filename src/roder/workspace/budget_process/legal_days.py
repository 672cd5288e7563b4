"""The law's days for a budget: how each rule stands, and to register what has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.budgetprocess.access import access_process
from roder.apps.budgetprocess.access import access_process_running
from roder.apps.budgetprocess.access import may_run_process
from roder.apps.budgetprocess.actions.legal_days import REGISTERED
from roder.apps.budgetprocess.actions.legal_days import register_legal_days
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.queries import legal_days_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.legal_dates import LegalDays
from roder.domain.legal_dates import is_election_year
from roder.domain.legal_dates import rule_outcomes
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import texts
from roder.ui.versions import version_conflict
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_process.chosen import chosen_year
from roder.workspace.budget_process.date_words import report_rows
from roder.workspace.budget_process.date_words import rule_row
from roder.workspace.history_rows import object_history
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgetprocess.models import ProcessYear

LEGAL_ACTS = range(1901, 1902)
LABELS = {
    "board_proposed_on": gettext_lazy("The executive board proposed the budget"),
    "board_tax_proposed_on": gettext_lazy("The executive board proposed the tax rate, when on another day"),
    "board_reasons": gettext_lazy("Special reasons for a proposal in November"),
    "adopted_on": gettext_lazy("The council adopted the budget"),
    "tax_adopted_on": gettext_lazy("The council decided the tax rate, when on another day"),
    "council_reasons": gettext_lazy("Special reasons for a decision in December"),
    "tax_notified_on": gettext_lazy("The tax authority was told of the tax rate"),
}


def _day(name: str) -> forms.DateField:
    return forms.DateField(
        label=LABELS[name],
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _text(name: str) -> forms.CharField:
    return forms.CharField(label=LABELS[name], required=False, widget=forms.Textarea(attrs={"rows": 3}))


class LegalDaysForm(forms.Form):
    """What has happened, and the reasons that the law asks for when it happened later; fields named as the year's."""

    board_proposed_on = _day("board_proposed_on")
    board_tax_proposed_on = _day("board_tax_proposed_on")
    board_reasons = _text("board_reasons")
    adopted_on = _day("adopted_on")
    tax_adopted_on = _day("tax_adopted_on")
    council_reasons = _text("council_reasons")
    tax_notified_on = _day("tax_notified_on")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def said(self, year: int) -> LegalDays:
        """Return what a valid form says."""
        return LegalDays(year, **{name: self.cleaned_data[name] for name in REGISTERED})


def page(request: HttpRequest, year: int) -> HttpResponse:
    """Show the rules to all who may read the budget; whoever runs the year registers days."""
    person = access_process(request.user)
    row, today = chosen_year(year), steering_day()
    now = texts({name: getattr(row, name) for name in REGISTERED})
    form = LegalDaysForm(initial=now | {"seen": str(Seen(row.version, now))})
    if request.method == "POST":
        person = access_process_running(request.user)
        given = resolved(request.POST)
        form = LegalDaysForm(given)
        if form.is_valid():
            try:
                register_legal_days(
                    row,
                    form.said(year),
                    today=today,
                    seen_version=read_seen(given).version,
                    acting_user=person,
                )
            except ProcessRefusedError as error:
                add_problems(form, error.problems)
            except StaleVersionError as error:
                return _conflict(request, row, given, error)
            else:
                messages.success(request, _("The days are registered."))
                return redirect("workspace:budget_legal_days", year=year)
    outcomes = rule_outcomes(legal_days_of(row), today)
    context = {
        "year": year,
        "today": today,
        "is_election_year": is_election_year(year - 1),
        "rules": [rule_row(outcome) for outcome in outcomes] + report_rows(year, today),
        "reasons": [(LABELS[name], getattr(row, name)) for name in ("board_reasons", "council_reasons")],
        "form": form if may_run_process(person) else None,
        "tabs": budget_places(year, "budget_year"),
        "entries": object_history(row.subject, LEGAL_ACTS),
        "breadcrumbs": _crumbs(year),
    }
    status = 422 if form.is_bound else 200
    return render(request, "workspace/budget_process/legal_days.html", context, status=status)


def _crumbs(year: int) -> list[dict[str, Any]]:
    return budget_breadcrumbs(year, (_("The law's days"), ""))


def _conflict(
    request: HttpRequest, row: ProcessYear, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    conflict = version_conflict(
        error, read_seen(given), theirs=texts(error.theirs), mine=texts(error.mine), labels=LABELS
    )
    return conflict_page(
        request,
        conflict,
        name=_("The law's days"),
        cancel_url=reverse("workspace:budget_legal_days", args=[row.year]),
        breadcrumbs=_crumbs(row.year),
    )
