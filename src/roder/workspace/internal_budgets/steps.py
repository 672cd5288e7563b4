"""To take a unit's part or the whole internal budget further: what it leads to, why, and by which decision."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.decisions.queries import decisions
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.actions.steps import StepReasons
from roder.apps.internalbudgets.actions.steps import step_budget
from roder.apps.internalbudgets.actions.steps import step_part
from roder.apps.internalbudgets.standings import part_standing
from roder.apps.internalbudgets.standings import standing_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.internal_budget_steps import InternalBudgetAct
from roder.domain.internal_budget_steps import InternalStepWish
from roder.domain.internal_budget_steps import PartAct
from roder.domain.internal_budget_steps import budget_step_faults
from roder.domain.internal_budget_steps import budget_transition
from roder.domain.internal_budget_steps import part_transition
from roder.ui.problem_texts import add_problems
from roder.ui.problem_texts import problem_texts
from roder.ui.states import state_of
from roder.workspace.internal_budgets.acts import access_budget_act
from roder.workspace.internal_budgets.acts import access_part_act
from roder.workspace.internal_budgets.chosen_body import chosen_body
from roder.workspace.internal_budgets.places import internal_breadcrumbs
from roder.workspace.internal_budgets.step_words import budget_act_consequence
from roder.workspace.internal_budgets.step_words import budget_act_label
from roder.workspace.internal_budgets.step_words import part_act_consequence
from roder.workspace.internal_budgets.step_words import part_act_label
from roder.workspace.internal_budgets.unit_page import part_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.decisions.models import Decision

NEEDS_A_CHOICE = {"internal_budget_without_decision", "internal_step_without_reason"}
"""Faults that the form itself is there to mend."""


class InternalStepForm(forms.Form):
    """Why a step is taken, and the decision behind it where it asks for one."""

    decision = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, decided: list[Decision] | None, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = asks_reason
        self._decisions = {str(each.pk): each for each in decided or []}
        shown = [(key, f"{each}: {each.title}") for key, each in self._decisions.items()]
        field = cast("forms.ChoiceField", self.fields["decision"])
        field.choices = [("", _("Choose")), *shown]
        if decided is None:
            del self.fields["decision"]

    def said(self) -> StepReasons:
        """Return what a valid form says."""
        chosen = self._decisions.get(self.cleaned_data.get("decision", ""))
        return StepReasons(self.cleaned_data["reason"], chosen)


def part_step(request: HttpRequest, year: int, body: str, unit: str, act: str) -> HttpResponse:
    if act not in set(PartAct):
        raise Http404(act)
    chosen, wanted = chosen_body(year, body), PartAct(act)
    person = access_part_act(request.user, wanted, unit, chosen.bodies)
    part = part_or_404(year, body, unit)
    standing = part_standing(part)
    is_over = wanted is PartAct.SUBMIT and standing.left_ore < 0
    given = request.POST if request.method == "POST" else None
    form = InternalStepForm(given, decided=None, asks_reason=is_over or part_transition(wanted).asks_reason)
    if form.is_valid():
        try:
            taken = step_part(part, wanted, form.said().reason, today=steering_day(), acting_user=person)
        except InternalBudgetRefusedError as error:
            add_problems(form, error.problems)
        else:
            word = state_of(f"unit_part_{taken.state}").word
            messages.success(request, _("The unit's part is now: %(state)s.") % {"state": word})
            return redirect("workspace:internal_budget_unit", year, body, unit)
    context = {
        "label": part_act_label(wanted),
        "name": chosen.name_of(unit),
        "consequence": part_act_consequence(wanted),
        "form": form,
        "left_ore": standing.left_ore,
        "is_over": is_over,
        "is_open": part.state in part_transition(wanted).sources,
        "back_url": reverse("workspace:internal_budget_unit", args=[year, body, unit]),
        "breadcrumbs": internal_breadcrumbs(year, body, unit, part_act_label(wanted)),
    }
    return _answer(request, form, context)


def budget_step(request: HttpRequest, year: int, body: str, act: str) -> HttpResponse:
    if act not in set(InternalBudgetAct):
        raise Http404(act)
    chosen, wanted = chosen_body(year, body), InternalBudgetAct(act)
    person = access_budget_act(request.user, wanted, body, chosen.bodies)
    budget, row = chosen.budget, budget_transition(wanted)
    found = standing_of(budget)
    decided = list(decisions(budget.organisation, body_code=body)) if row.asks_decision else None
    given = request.POST if request.method == "POST" else None
    form = InternalStepForm(given, decided=decided, asks_reason=row.asks_reason)
    if form.is_valid():
        try:
            taken = step_budget(budget, wanted, form.said(), today=steering_day(), acting_user=person)
        except InternalBudgetRefusedError as error:
            add_problems(form, error.problems)
        else:
            word = state_of(f"internal_budget_{taken.state}").word
            messages.success(request, _("The internal budget is now: %(state)s.") % {"state": word})
            return redirect("workspace:internal_budget", year, body)
    wish = InternalStepWish(person.username, steering_day())
    faults = budget_step_faults(wanted, found.standing, wish)
    context = {
        "label": budget_act_label(wanted),
        "name": chosen.body.name,
        "consequence": budget_act_consequence(wanted),
        "form": form,
        "left_ore": found.left_ore,
        "hindrances": []
        if form.is_bound
        else problem_texts(each for each in faults if each.code not in NEEDS_A_CHOICE),
        "is_open": budget.state == row.source,
        "back_url": chosen.url("internal_budget"),
        "decision_url": reverse("workspace:decision_add") if row.asks_decision else "",
        "breadcrumbs": internal_breadcrumbs(year, body, last=budget_act_label(wanted)),
    }
    return _answer(request, form, context)


def _answer(request: HttpRequest, form: InternalStepForm, context: dict[str, Any]) -> HttpResponse:
    context["amount_unit"] = "tkr"
    status = 422 if form.is_bound else 200
    return render(request, "workspace/internal_budgets/step.html", context, status=status)
