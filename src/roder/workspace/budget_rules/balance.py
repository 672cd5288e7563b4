"""The balance requirement: the investigation year by year, what is left to restore, and the reserves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgets.access import access_budget_editing
from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.access import may_edit_budget
from roder.apps.budgets.actions.balance import set_balance_year
from roder.apps.budgets.balance_queries import balance_row
from roder.apps.budgets.balance_queries import balance_years
from roder.domain.balance_requirement import BalanceStep
from roder.domain.balance_requirement import amount_of
from roder.domain.balance_requirement import needs_action_plan
from roder.domain.versions import StaleVersionError
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.problem_texts import problem_texts
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.ui.versions import Seen
from roder.ui.versions import as_text
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import version_conflict
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_rules.balance_form import BalanceYearForm
from roder.workspace.budget_rules.balance_form import texts_of
from roder.workspace.budget_rules.balance_words import step_name
from roder.workspace.history_rows import object_history
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.budgets.balance_queries import YearOfBalance
    from roder.apps.budgets.models import BalanceYear

BALANCE = range(360, 370)
"""The numbers of acts on a year's balance requirement."""
YEARS_BEFORE, YEARS_AFTER = 3, 2
REFUSED = 422


def balance(request: HttpRequest, year: int) -> HttpResponse:
    person = access_budget_reading(request.user)
    found = _years(budget_key(year), year)
    asked = next((each for each in found if each.year == year), None)
    context = {
        "year": year,
        "tabs": budget_places(year, "balance_requirement"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Balance requirement"), "")),
        "amount_unit": "tkr",
        "asked": asked,
        "requirement_ore": amount_of(asked.rows, BalanceStep.REQUIREMENT) if asked else None,
        "to_restore_ore": amount_of(asked.rows, BalanceStep.TO_RESTORE) if asked else None,
        "table": investigation_table(found) if found else None,
        "deficits": _deficit_table(found[-1]) if found and found[-1].deficits else None,
        "needs_plan": bool(asked and needs_action_plan(asked.deficits)),
        "problems": [(each.year, _told(each)) for each in found if each.problems],
        "sources": [(each.year, str(each.source) if each.source else "") for each in found],
        "edit_urls": [
            (each, reverse("workspace:balance_requirement_edit", args=[each])) for each in _span(year)
        ]
        if may_edit_budget(person)
        else [],
        "csv_url": f"{reverse('workspace:balance_requirement_csv', args=[year])}?year={year}",
    }
    return render(request, "workspace/budget_rules/balance.html", context)


def balance_csv(request: HttpRequest, year: int) -> HttpResponse:
    access_budget_reading(request.user)
    form = asked_form(request)
    return csv_answer(investigation_table(_years(budget_key(year), year)), form, f"balanskrav_{year}")


def balance_edit(request: HttpRequest, year: int) -> HttpResponse:
    person = access_budget_editing(request.user)
    key = budget_key(year)
    row = balance_row(key, year)
    given = resolved(request.POST)
    form = BalanceYearForm(given if request.method == "POST" else None, initial=dict(texts_of(row)))
    if form.is_valid():
        seen = read_seen(given)
        try:
            set_balance_year(key, year, form.values(), seen_version=seen.version, acting_user=person)
        except StaleVersionError as error:
            return _conflict(request, year, given, error)
        messages.success(request, _("The year's facts are saved."))
        return redirect("workspace:balance_requirement", year=year)
    context = {
        "year": year,
        "form": form,
        "seen": given.get("seen") or str(_seen(row)),
        "cancel_url": reverse("workspace:balance_requirement", args=[year]),
        "breadcrumbs": budget_breadcrumbs(
            year,
            (_("Balance requirement"), reverse("workspace:balance_requirement", args=[year])),
            (_("Enter the year's facts"), ""),
        ),
        "entries": object_history(f"{key} {year}".strip(), BALANCE),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/budget_rules/balance_edit.html", context, status=status)


def _seen(row: BalanceYear | None) -> Seen:
    return Seen(row.version if row else 0, dict(texts_of(row)))


def _conflict(request: HttpRequest, year: int, given: QueryDict, error: StaleVersionError) -> HttpResponse:
    def shown(values: Mapping[str, Any]) -> dict[str, str]:
        return {
            name: amount_as_written(value) if name.endswith("_ore") and value is not None else as_text(value)
            for name, value in values.items()
        }

    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=shown(error.theirs) if error.theirs else {},
        mine=shown(error.mine),
        labels={name: field.label for name, field in BalanceYearForm.base_fields.items()},
    )
    return conflict_page(
        request,
        conflict,
        name=_("the balance requirement of %(year)s") % {"year": year},
        cancel_url=reverse("workspace:balance_requirement", args=[year]),
        breadcrumbs=budget_breadcrumbs(year, (_("Balance requirement"), "")),
    )


def _span(year: int) -> range:
    return range(year - YEARS_BEFORE, year + YEARS_AFTER + 1)


def _years(key: str, year: int) -> list[YearOfBalance]:
    return balance_years(key, _span(year))


def _told(each: YearOfBalance) -> list[str]:
    return problem_texts(each.problems)


def investigation_table(found: Sequence[YearOfBalance]) -> DataTable:
    """Return the investigation: the law's rows down, the years across, the sums in their places."""
    columns = [
        Column(_("Row"), key="row"),
        *(Column(str(each.year), "amount", f"y{each.year}_ore") for each in found),
    ]
    shown = [
        step
        for step in BalanceStep
        if step is BalanceStep.RESULT or any(amount_of(each.rows, step) for each in found) or _is_sum(step)
    ]
    rows = [
        Row(
            [Cell(step_name(step)), *(Cell(amount_of(each.rows, step)) for each in found)],
            is_total=step is BalanceStep.TO_RESTORE,
        )
        for step in shown
    ]
    return DataTable(_("Balance requirement investigation"), columns, rows, is_sortable=False)


def _is_sum(step: BalanceStep) -> bool:
    return step in {BalanceStep.ADJUSTED, BalanceStep.REQUIREMENT, BalanceStep.SUM, BalanceStep.TO_RESTORE}


def _deficit_table(last: YearOfBalance) -> DataTable:
    columns = [
        Column(_("Year of the deficit")),
        Column(_("Deficit"), "amount"),
        Column(_("Left to restore"), "amount"),
        Column(_("At latest in")),
        Column(_("State"), "state"),
    ]
    rows = [
        Row(
            [
                Cell(str(each.year)),
                Cell(each.amount_ore),
                Cell(each.left_ore),
                Cell(str(each.due_year)),
                Cell(each.state(last.year).value),
            ]
        )
        for each in last.deficits
    ]
    return DataTable(_("Deficits and what is left of them"), columns, rows)
