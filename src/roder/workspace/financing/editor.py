"""One round: its table to type and paste into, a grant of one's own, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.financing.access import access_financing_editing
from roder.apps.financing.access import access_financing_reading
from roder.apps.financing.access import may_edit_financing
from roder.apps.financing.actions.figures import set_figures
from roder.apps.financing.actions.refusals import FinancingRefusedError
from roder.apps.financing.queries import years_of_round
from roder.domain.financing_sheet import StatedAmount
from roder.domain.versions import StaleVersionError
from roder.formats.tabular.financing_names import key_meant
from roder.ui.versions import Seen
from roder.ui.versions import read_seen
from roder.workspace.financing.chosen import budget_years
from roder.workspace.financing.chosen import chosen_round
from roder.workspace.financing.chosen import financing_crumbs
from roder.workspace.financing.chosen import financing_tabs
from roder.workspace.financing.grid import SOURCE
from roder.workspace.financing.grid import VALUE
from roder.workspace.financing.grid import Grid
from roder.workspace.financing.grid import language
from roder.workspace.financing.grid import ore_typed
from roder.workspace.financing.grid import read_grid
from roder.workspace.financing_words import AMOUNT_UNIT
from roder.workspace.history_rows import FINANCING
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.financing.models import FinancingRound

LONGEST = 300
MOST_YEARS = 6


def financing_round(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Show the round, or keep what was written in its table."""
    if request.method == "POST":
        person = access_financing_editing(request.user)
    else:
        person = access_financing_reading(request.user)
    found = chosen_round(year, pk)
    grid = Grid(found, _years(found, year))
    if request.method != "POST":
        return _page(request, year, grid, may_edit=may_edit_financing(person))
    given = {
        name: str(text)[:LONGEST]
        for name, text in request.POST.items()
        if name.startswith((f"{VALUE}-", f"{SOURCE}-"))
    }
    seen = read_seen(request.POST)
    sent = replace(grid, given=given)
    written = read_grid(sent, seen.values)
    faults, status = [], 422
    if not written.faults:
        try:
            changed = set_figures(
                found,
                inputs=written.inputs,
                stated=written.stated,
                seen_version=seen.version,
                acting_user=person,
            )
        except FinancingRefusedError as error:
            faults = [problem.message(language()) for problem in error.problems]
        except StaleVersionError as error:
            faults, status = [_stale(error)], 409
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
            return redirect("workspace:financing_round", year=year, pk=pk)
    sent = replace(sent, faults=written.faults)
    return _page(
        request, year, sent, may_edit=True, seen=request.POST.get("seen", ""), faults=faults, status=status
    )


def _stale(error: StaleVersionError) -> str:
    return _(
        "%(name)s has saved other figures in this round since you opened it. Nothing of yours was saved; it stands below. Open the round anew in another window to see what changed, then save again here or there."
    ) % {"name": error.saved_by or _("Somebody")}


def _years(found: FinancingRound, year: int) -> list[int]:
    """Return the years of the round, and those of the budget when it has few."""
    own = years_of_round(found)
    return own[-MOST_YEARS:] if own else budget_years(year)


def _page(
    request: HttpRequest,
    year: int,
    grid: Grid,
    *,
    may_edit: bool,
    seen: str = "",
    faults: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = grid.financing_round
    rows = grid.rows()
    cells = [cell for row in rows for cell in row.cells if cell.fault]
    context = {
        "year": year,
        "amount_unit": AMOUNT_UNIT,
        "financing_round": found,
        "years": grid.years,
        "inputs": [row for row in rows if row.is_input],
        "lines": [row for row in rows if not row.is_input],
        "is_open": may_edit and not found.is_locked,
        "may_edit": may_edit,
        "faulty_cells": cells,
        "faults": faults or [],
        "seen": seen or str(Seen(found.version, grid.seen())),
        "versions": list(found.budget_versions.all()),
        "sheet_url": f"{reverse('workspace:financing', args=[year])}?round={found.pk}",
        "replace_url": f"{reverse('workspace:financing_replace', args=[year])}?round={found.pk}",
        "entries": object_history(found.subject, FINANCING),
        "tabs": financing_tabs(year),
        "breadcrumbs": financing_crumbs(
            year,
            (_("Financing rounds"), reverse("workspace:financing_rounds", args=[year])),
            (found.name, ""),
        ),
    }
    return render(
        request, "workspace/financing/round.html", context, status=status if faults or cells else 200
    )


@require_POST
def add_grant(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Add a general grant with a text of its own to the round, in its first year or those that are given."""
    person = access_financing_editing(request.user)
    found = chosen_round(year, pk)
    label = request.POST.get("label", "").strip()[:200]
    key = key_meant("grant", label, "") if label else ""
    try:
        amount = ore_typed(request.POST.get("amount", "").strip()[:40])
    except ValueError:
        amount = None
    if not key.removeprefix("grant_") or amount is None:
        messages.error(request, _("Write what the grant is and its amount in millions of kronor, as 12,5."))
        return redirect("workspace:financing_round", year=year, pk=pk)
    stated = {(each, key): StatedAmount(key, amount, label) for each in _years(found, year)}
    try:
        set_figures(found, stated=stated, acting_user=person)
    except FinancingRefusedError as error:
        for problem in error.problems:
            messages.error(request, problem.message(language()))
    else:
        messages.success(request, _("The grant is added to every year. Change each year in the table."))
    return redirect("workspace:financing_round", year=year, pk=pk)
