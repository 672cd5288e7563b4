"""One step of a budget year: how it stands, what comes of it, and to take it further."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roder.apps.budgetprocess.access import access_process
from roder.apps.budgetprocess.access import access_step_act
from roder.apps.budgetprocess.access import may_run_process
from roder.apps.budgetprocess.access import owns_step
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.actions.steps import take_process_step
from roder.apps.budgetprocess.queries import locks_of
from roder.apps.budgetprocess.queries import steps_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.budget_locks import LOCKED_BY
from roder.domain.budget_process import StepAct
from roder.domain.budget_process import StepState
from roder.domain.budget_process import transition_of
from roder.domain.budget_steps import StepKey
from roder.domain.budget_steps import step_template
from roder.domain.budget_steps import step_templates
from roder.ui.problem_texts import add_problems
from roder.ui.states import state_of
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_process.chosen import chosen_step
from roder.workspace.budget_process.step_places import step_places
from roder.workspace.budget_process.step_words import act_consequence
from roder.workspace.budget_process.step_words import act_label
from roder.workspace.budget_process.step_words import artefact
from roder.workspace.budget_process.step_words import days_left
from roder.workspace.budget_process.step_words import responsible
from roder.workspace.budget_process.step_words import state_code
from roder.workspace.budget_process.step_words import step_text
from roder.workspace.budget_process.year_state import offers
from roder.workspace.budget_process.year_state import step_url
from roder.workspace.history_rows import object_history
from roder.workspace.lock_words import thing_name

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgetprocess.models import ProcessStep

STEP_ACTS = range(1910, 1920)
"""The numbers of acts on one step."""


class ActForm(forms.Form):
    """The day on which a step is taken further, and why where a reason is asked for."""

    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, act: StepAct, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = transition_of(act).asks_reason
        if transition_of(act).target not in {StepState.DONE, StepState.SKIPPED}:
            del self.fields["day"]


def step(request: HttpRequest, year: int, key: str) -> HttpResponse:
    person = access_process(request.user)
    shown, today = chosen_step(year, key), steering_day()
    template, steps = step_template(StepKey(shown.key), year), steps_of(shown.process_year)
    by_key = {StepKey(each.key): each for each in steps}
    locked = locks_of(shown.process_year.organisation, year)
    may_write = may_run_process(person) or owns_step(person, shown)
    context = {
        "year": year,
        "step": shown,
        "name": step_text(shown, "name"),
        "code": state_code(shown, today),
        "law": template.law,
        "who": responsible(shown),
        "what": artefact(shown),
        "exit": step_text(shown, "exit"),
        "left": days_left(shown.due_on, today) if not shown.settled_on else "",
        "places": step_places(StepKey(shown.key), year),
        "builds_on": [_link(by_key[each]) for each in template.builds_on],
        "built_on_by": [
            _link(by_key[each.key]) for each in step_templates(year) if template.key in each.builds_on
        ],
        "things": [
            {"name": thing_name(thing), "is_locked": thing in locked}
            for thing, lock_key in LOCKED_BY.items()
            if lock_key is template.key
        ],
        "acts": offers(shown, steps, person),
        "artefact_url": reverse("workspace:budget_step_artefact", args=[year, key]) if may_write else "",
        "days_url": reverse("workspace:budget_steps_edit", args=[year]) if may_run_process(person) else "",
        "tabs": budget_places(year, "budget_year"),
        "entries": object_history(shown.subject, STEP_ACTS),
        "breadcrumbs": budget_breadcrumbs(year, (_title(shown), "")),
    }
    return render(request, "workspace/budget_process/step.html", context)


def _title(shown: ProcessStep) -> str:
    return _("Step %(number)s") % {"number": shown.position}


def _link(other: ProcessStep) -> dict[str, Any]:
    return {
        "url": step_url(other),
        "label": f"{other.position}. {step_text(other, 'name')}",
        "code": f"step_{other.state}",
    }


def act(request: HttpRequest, year: int, key: str, act: str) -> HttpResponse:
    if act not in set(StepAct):
        raise Http404(act)
    shown, wanted = chosen_step(year, key), StepAct(act)
    person = access_step_act(request.user, shown, wanted)
    given = request.POST if request.method == "POST" else None
    form = ActForm(given, act=wanted, initial={"day": steering_day()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            taken = take_process_step(
                shown,
                wanted,
                reason=said["reason"],
                day=said.get("day") or steering_day(),
                acting_user=person,
            )
        except ProcessRefusedError as error:
            add_problems(form, error.problems)
        else:
            word = state_of(f"step_{taken.state}").word
            messages.success(request, _("The step is now: %(state)s.") % {"state": word})
            return redirect("workspace:budget_step", year=year, key=key)
    context = {
        "step": shown,
        "name": step_text(shown, "name"),
        "label": act_label(wanted),
        "consequence": act_consequence(wanted, shown),
        "form": form,
        "cancel_url": step_url(shown),
        "breadcrumbs": budget_breadcrumbs(year, (_title(shown), step_url(shown)), (act_label(wanted), "")),
    }
    return render(request, "workspace/budget_process/act.html", context, status=422 if form.is_bound else 200)
