"""The next round: what it does to financing, result and room for manoeuvre, before the base is set to rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.access import access_budget_editing
from roder.apps.budgets.actions.financing import rest_on_round
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.financing_queries import RESTING
from roder.apps.budgets.financing_queries import resting_lines
from roder.apps.budgets.financing_queries import resting_years
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.financing.queries import rounds
from roder.domain.financing_sheet import cells_of_lines
from roder.domain.financing_sheet import room_for_manoeuvre_ore
from roder.domain.financing_sheet import sheet_of
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_key
from roder.workspace.financing.chosen import budget_years
from roder.workspace.financing.chosen import chosen_round
from roder.workspace.financing.chosen import financing_crumbs
from roder.workspace.financing.chosen import financing_tabs
from roder.workspace.financing.chosen import round_asked
from roder.workspace.financing.words import AMOUNT_UNIT

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.financing.models import FinancingRound
    from roder.domain.budget_versions import VersionLine


def replace(request: HttpRequest, year: int) -> HttpResponse:
    """Show what another round would change, line by line and year by year."""
    access_budget_editing(request.user)
    base = base_of_year(budget_key(year), year)
    asked = round_asked(year, request.GET.get("round", ""))
    context = {
        "year": year,
        "amount_unit": AMOUNT_UNIT,
        "base": base,
        "rounds": [each for each in rounds(budget_key(year)) if base and resting_years(base, each)],
        "asked": asked,
        "effect": _effect(year, base, asked) if base and asked else None,
        "tabs": financing_tabs(year),
        "breadcrumbs": financing_crumbs(year, (_("Another round"), "")),
    }
    return render(request, "workspace/financing/replace.html", context)


def _effect(year: int, base: BudgetVersion, asked: FinancingRound) -> dict[str, Any]:
    before = lines_of(base)
    kept = [line for line in before if line.section not in RESTING]
    after = [*kept, *resting_lines(base, asked)]
    rooms = [
        {
            "year": each,
            "before_ore": room_for_manoeuvre_ore(before, each),
            "after_ore": room_for_manoeuvre_ore(after, each),
            "difference_ore": room_for_manoeuvre_ore(after, each) - room_for_manoeuvre_ore(before, each),
            "is_main": each == year,
        }
        for each in budget_years(year)
    ]
    return {"rooms": rooms, "table": _table(year, before, after)}


def _table(year: int, before: list[VersionLine], after: list[VersionLine]) -> DataTable:
    years = budget_years(year)
    labels = {line.line: line.text for line in [*before, *after] if line.line and line.text}
    old = sheet_of({each: cells_of_lines(before, each) for each in years}, labels)
    new = sheet_of({each: cells_of_lines(after, each) for each in years}, labels)
    columns = [Column(_("Line"))]
    for each in years:
        columns += [
            Column(_("%(year)s now") % {"year": each}, "amount"),
            Column(_("%(year)s then") % {"year": each}, "amount"),
            Column(_("Difference %(year)s") % {"year": each}, "variance"),
        ]
    language = get_language() or "sv"
    rows = []
    shown = {row.line.key: row.line for row in [*old.rows, *new.rows]}
    for key, line in shown.items():
        cells = [Cell(line.name(language))]
        for each in years:
            then, now = new.amount_ore(key, each), old.amount_ore(key, each)
            is_known = then is not None or now is not None
            cells += [Cell(now), Cell(then), Cell((then or 0) - (now or 0) if is_known else None)]
        if any(cell.value is not None for cell in cells[1:]):
            rows.append(Row(cells))
    return DataTable(_("What the round changes"), columns, rows, is_sortable=False)


@require_POST
def confirm(request: HttpRequest, year: int) -> HttpResponse:
    """Let the base rest on the round that was shown."""
    person = access_budget_editing(request.user)
    base = base_of_year(budget_key(year), year)
    text = request.POST.get("round", "")
    if base is None or not (text.isascii() and text.isdigit()):
        raise Http404(text)
    asked = chosen_round(year, int(text))
    try:
        rest_on_round(base, asked, acting_user=person)
    except BudgetRefusedError as error:
        for problem in error.problems:
            messages.error(request, problem.message(get_language() or "sv"))
        return redirect("workspace:financing_replace", year=year)
    messages.success(request, _("%(version)s now rests on %(round)s.") % {"version": base, "round": asked})
    return redirect("workspace:financing", year=year)
