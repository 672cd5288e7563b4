"""What of a budget year is locked, and late changes: signed, with a reason, open until they are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from roder.apps.budgetprocess.access import access_process
from roder.apps.budgetprocess.access import access_process_running
from roder.apps.budgetprocess.access import may_run_process
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.actions.steps import close_late_change
from roder.apps.budgetprocess.actions.steps import sign_late_change
from roder.apps.budgetprocess.queries import locks_of
from roder.domain.budget_locks import LOCKED_BY
from roder.domain.budget_locks import OPENED_LATE
from roder.domain.budget_locks import LockedThing
from roder.domain.budget_steps import step_template
from roder.ui.problem_texts import add_problems
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_process.chosen import chosen_year
from roder.workspace.lock_words import thing_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest
    from django.http import HttpResponse


class LateChangeForm(forms.Form):
    """What is to be opened again, and why."""

    thing = forms.ChoiceField(label=gettext_lazy("What is to be changed"))
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, locked: Collection[LockedThing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["thing"])
        field.choices = [
            (thing.value, thing_name(thing))
            for thing in LockedThing
            if thing in OPENED_LATE and thing in locked
        ]


def page(request: HttpRequest, year: int) -> HttpResponse:
    person = access_process(request.user)
    row = chosen_year(year)
    locked = locks_of(row.organisation, year)
    form = LateChangeForm(locked=locked)
    if request.method == "POST":
        person = access_process_running(request.user)
        form = LateChangeForm(request.POST, locked=locked)
        if form.is_valid():
            thing = LockedThing(form.cleaned_data["thing"])
            try:
                sign_late_change(row, thing, form.cleaned_data["reason"], acting_user=person)
            except ProcessRefusedError as error:
                add_problems(form, error.problems)
            else:
                messages.success(request, _("The late change is signed. Close it when the change is made."))
                return redirect("workspace:budget_locks", year=year)
    can_open = LockedThing.DECISION not in locked and bool(OPENED_LATE & locked)
    context = {
        "year": year,
        "things": [
            {
                "name": thing_name(thing),
                "is_locked": thing in locked,
                "number": step_template(LOCKED_BY[thing], year).number,
            }
            for thing in LockedThing
        ],
        "changes": [
            {"row": each, "name": thing_name(LockedThing(each.thing))}
            for each in row.late_changes.select_related("signed_by", "closed_by").order_by("-pk")
        ],
        "form": form if may_run_process(person) and can_open else None,
        "may_run": may_run_process(person),
        "tabs": budget_places(year, "budget_year"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Locks and late changes"), "")),
    }
    status = 422 if form.is_bound else 200
    return render(request, "workspace/budget_process/late_changes.html", context, status=status)


@require_POST
def close(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_process_running(request.user)
    permit = get_object_or_404(chosen_year(year).late_changes.select_related("process_year"), pk=pk)
    if close_late_change(permit, acting_user=person):
        messages.success(request, _("The late change is closed, and it is locked again."))
    return redirect("workspace:budget_locks", year=year)
