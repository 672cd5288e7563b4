"""The page that fills a unit's budget, or all units below it, from a base: what is wished, a preview, and a yes."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roder.apps.internalbudgets.access import may_write_unit
from roder.apps.internalbudgets.actions.base import BaseChangedError
from roder.apps.internalbudgets.actions.base import fill_from_base
from roder.apps.internalbudgets.actions.refusals import InternalBudgetRefusedError
from roder.apps.internalbudgets.base_reading import base_reading
from roder.apps.internalbudgets.base_sources import months_of_outturn
from roder.apps.internalbudgets.queries import units_of
from roder.domain.internal_budget_faults import writing_faults
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import UnitPartState
from roder.ui.problem_texts import problem_text
from roder.ui.problem_texts import problem_texts
from roder.workspace.internal_budgets.base_form import UnitBaseForm
from roder.workspace.internal_budgets.base_tables import group_table
from roder.workspace.internal_budgets.base_tables import line_table
from roder.workspace.internal_budgets.base_tables import unit_table
from roder.workspace.internal_budgets.chosen_unit import writable_unit
from roder.workspace.internal_budgets.places import internal_breadcrumbs
from roder.workspace.internal_budgets.places import unit_tabs

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.internalbudgets.base_reading import BaseReading
    from roder.apps.internalbudgets.models import UnitPart
    from roder.workspace.internal_budgets.chosen_unit import ChosenUnit


def page(request: HttpRequest, year: int, body: str, unit: str) -> HttpResponse:
    chosen = writable_unit(request, year, body, unit)
    parts = _parts(chosen)
    given = request.POST if request.method == "POST" else request.GET
    is_sent = request.method == "POST" or "preview" in request.GET
    months = months_of_outturn(chosen.budget, chosen.bodies, year - 1)
    form = UnitBaseForm(
        given if is_sent else None,
        organisation=chosen.budget.organisation,
        year=year,
        through_month=months,
        has_below=len(parts) > 1,
    )
    if not is_sent or not form.is_valid():
        return _shown(request, chosen, form)
    wished = parts if form.cleaned_data["scope"] == "below" else [chosen.part]
    if request.method == "POST":
        return _filled(request, chosen, form, wished)
    return _shown(request, chosen, form, base_reading(chosen.budget, wished, form.wish()))


def _parts(chosen: ChosenUnit) -> list[UnitPart]:
    """Return the unit's part, and those below it that are open and that the person may write."""
    codes = {body.code for body in units_of(chosen.part.unit_code, chosen.bodies)} - {chosen.part.unit_code}
    state = InternalBudgetState(chosen.budget.state)
    below = [
        part
        for part in chosen.budget.parts.filter(unit_code__in=codes)
        if not writing_faults(state, UnitPartState(part.state))
        and may_write_unit(chosen.person, part.unit_code, chosen.bodies)
    ]
    return [chosen.part, *below]


def _filled(
    request: HttpRequest, chosen: ChosenUnit, form: UnitBaseForm, wished: list[UnitPart]
) -> HttpResponse:
    try:
        found = fill_from_base(
            wished, form.wish(), seen=request.POST.get("seen", "none"), acting_user=chosen.person
        )
    except InternalBudgetRefusedError as refused:
        return _shown(
            request, chosen, form, faults=problem_texts(refused.problems), status=HTTPStatus.CONFLICT
        )
    except BaseChangedError:
        reading = base_reading(chosen.budget, wished, form.wish())
        told = [_("The lines have changed since you looked. This is how it is now; nothing was written.")]
        return _shown(request, chosen, form, reading, faults=told, status=HTTPStatus.CONFLICT)
    number = len(found.units)
    said = ngettext("%(number)s unit is filled.", "%(number)s units are filled.", number)
    messages.success(request, said % {"number": number})
    return redirect(chosen.url("internal_budget_unit"))


def _shown(
    request: HttpRequest,
    chosen: ChosenUnit,
    form: UnitBaseForm,
    reading: BaseReading | None = None,
    *,
    faults: list[str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    year, body, unit = chosen.arguments
    problems = reading.problems if reading else []
    context: dict[str, Any] = {
        "year": year,
        "name": chosen.name,
        "form": form,
        "reading": reading,
        "faults": [*(faults or []), *problem_texts(problems)],
        "may_fill": reading is not None and not problems and not chosen.closed,
        "closed": [problem_text(problem) for problem in chosen.closed],
        "carried": _carried(form) if reading else [],
        "tables": _tables(reading, chosen) if reading and not problems else [],
        "amount_unit": "kr",
        "tabs": unit_tabs(year, body, unit, "internal_budget_base"),
        "breadcrumbs": internal_breadcrumbs(year, body, unit, _("Start from")),
    }
    return render(request, "workspace/internal_budgets/base.html", context, status=status)


def _tables(reading: BaseReading, chosen: ChosenUnit) -> list[Any]:
    names = {code: body.name for code, body in chosen.bodies.bodies.items()}
    tables = [group_table(reading), unit_table(reading, names)]
    return tables if len(reading.units) > 1 else [*tables, line_table(reading)]


def _carried(form: UnitBaseForm) -> list[tuple[str, str]]:
    """Return what was wished, for the form that says yes to it."""
    return [(name, form.data[name]) for name in form.fields if name in form.data]
