"""To take a plan further: what it leads to, why, and by which decision."""

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
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.decisions.queries import decisions
from roder.apps.plans.access import access_plan_act
from roder.apps.plans.actions.refusals import PlanRefusedError
from roder.apps.plans.actions.steps import StepReasons
from roder.apps.plans.actions.steps import take_step
from roder.apps.plans.step_facts import deciders
from roder.domain.plan_contents import plan_gaps
from roder.domain.plans import PlanAct
from roder.domain.plans import PlanState
from roder.domain.plans import acts_from
from roder.domain.plans import transition_of
from roder.ui.problem_texts import add_problems
from roder.ui.states import state_of
from roder.workspace.plan_pages.chosen import chosen_plan
from roder.workspace.plan_words import act_consequence
from roder.workspace.plan_words import act_label
from roder.workspace.plan_words import gap_text
from roder.workspace.plan_words import plan_crumbs

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.decisions.models import Decision
    from roder.apps.plans.models import Plan


class StepForm(forms.Form):
    """Why a step is taken, and the decision behind it where it asks for one."""

    decision = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, plan: Plan, act: PlanAct, has_gaps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = transition_of(act).asks_reason or has_gaps
        found = decisions(plan.organisation).filter(body_code__in=deciders(plan))
        self._decisions = {str(each.pk): each for each in found}
        shown = [(key, f"{each}: {each.title}") for key, each in self._decisions.items()]
        field = cast("forms.ChoiceField", self.fields["decision"])
        field.choices = [("", _("Choose")), *shown]
        field.help_text = _("Of the plan's own committee or board, or of one above it.")
        if not transition_of(act).asks_decision:
            del self.fields["decision"]

    def said(self) -> StepReasons:
        """Return what a valid form says."""
        chosen: Decision | None = self._decisions.get(self.cleaned_data.get("decision", ""))
        return StepReasons(self.cleaned_data["reason"], chosen)


def step(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    if act not in set(PlanAct):
        raise Http404(act)
    chosen, wanted = chosen_plan(pk), PlanAct(act)
    person = access_plan_act(request.user, wanted, chosen.plan.body_code, chosen.bodies)
    gaps = plan_gaps(chosen.document) if wanted is PlanAct.REVIEW else []
    given = request.POST if request.method == "POST" else None
    form = StepForm(given, plan=chosen.plan, act=wanted, has_gaps=bool(gaps))
    if form.is_valid():
        try:
            taken = take_step(
                chosen.plan, wanted, form.said(), today=timezone.localdate(), acting_user=person
            )
        except PlanRefusedError as error:
            add_problems(form, error.problems)
        else:
            word = state_of(f"plan_{taken.state}").word
            messages.success(request, _("The plan is now: %(state)s.") % {"state": word})
            return redirect("workspace:plan", pk=pk)
    context = {
        "plan": chosen.plan,
        "label": act_label(wanted),
        "consequence": act_consequence(wanted),
        "form": form,
        "is_open": wanted in {row.act for row in acts_from(PlanState(chosen.plan.state))},
        "gaps": [gap_text(gap) for gap in gaps],
        "plan_url": reverse("workspace:plan", args=[pk]),
        "decision_url": reverse("workspace:decision_add") if transition_of(wanted).asks_decision else "",
        "breadcrumbs": plan_crumbs(chosen.plan, act_label(wanted)),
    }
    return render(request, "workspace/plans/step.html", context, status=422 if form.is_bound else 200)
