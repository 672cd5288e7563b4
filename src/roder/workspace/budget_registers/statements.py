"""The three-year result, balance-sheet and cash-flow budgets of a version or a proposal, and whether they tie."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.investments.access import access_register_reading
from roder.apps.investments.access import may_edit_registers
from roder.apps.investments.statement_queries import statements_of
from roder.domain.statements import BalanceItem
from roder.ui.csv_files import CsvForm
from roder.ui.csv_files import csv_answer
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.budget_registers.chosen import budget_choices
from roder.workspace.budget_registers.chosen import chosen_budget
from roder.workspace.budget_registers.money_flow import money_flow
from roder.workspace.budget_registers.names import body_names
from roder.workspace.budget_registers.statement_tables import statement_tables
from roder.workspace.budget_registers.statement_words import tab_names

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.investments.statement_queries import VersionStatements
    from roder.workspace.budget_registers.chosen import ChosenBudget


def statements(request: HttpRequest, year: int) -> HttpResponse:
    person = access_register_reading(request.user)
    key = budget_key(year)
    chosen = chosen_budget(request, key, year)
    part = request.GET.get("del", "resultat")
    if part not in tab_names():
        raise Http404(part)
    url = reverse("workspace:statements", args=[year])
    context: dict[str, Any] = {
        "year": year,
        "tabs": budget_places(year, "statements"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Result, balance and cash flow"), "")),
        "choices": budget_choices(key, year, chosen, url),
        "chosen": chosen,
        "may_edit": may_edit_registers(person),
        "amount_unit": "mnkr",
    }
    if chosen is None:
        return render(request, "workspace/budget_registers/statements.html", context)
    found = statements_of(chosen.version, chosen.lines)
    tables = statement_tables(found.years)
    flow = money_flow(chosen.lines, year, body_names(key), get_language() or "sv", _links(year, chosen))
    asked = request.GET.get("csv", "")
    if asked:
        return _file({**tables, "flode": flow.table}, asked, request.GET.get("form", ""), year)
    context |= {
        "part": part,
        "parts": _parts(url, chosen, part),
        "table": tables[part],
        "csv_query": f"?{chosen.query}&csv={part}",
        "flow": flow if part == "resultat" else None,
        "flow_csv_query": f"?{chosen.query}&csv=flode",
        "found": found,
        "checks": checks(found),
        "first": found.years[0],
        "cash_ore": found.years[0].closing[BalanceItem.CASH],
        "basis_url": _basis_url(year, chosen),
    }
    return render(request, "workspace/budget_registers/statements.html", context)


def _file(tables: dict[str, Any], asked: str, form: str, year: int) -> HttpResponse:
    if asked not in tables:
        raise Http404(asked)
    return csv_answer(
        tables[asked], CsvForm.MACHINE if form == "machine" else CsvForm.SHEET, f"{asked}-{year}"
    )


def _parts(url: str, chosen: ChosenBudget, part: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": f"{url}?{chosen.query}&del={name}", "is_current": name == part}
        for name, label in tab_names().items()
    ]


def _basis_url(year: int, chosen: ChosenBudget) -> str:
    """Return where the basis is written: that of the version that a proposal stands on, for a proposal."""
    return reverse("workspace:statement_basis", args=[year, chosen.version.pk])


def _links(year: int, chosen: ChosenBudget) -> dict[str, str]:
    return {"result": f"{reverse('workspace:statements', args=[year])}?{chosen.query}"}


def checks(found: VersionStatements) -> list[dict[str, Any]]:
    """Return what must hold of each year, and whether it does: cash goes on, and the balance ties."""
    rows = []
    for each in found.years if found.has_balance else []:
        opening, closing = each.opening.get(BalanceItem.CASH, 0), each.closing[BalanceItem.CASH]
        rows.append(
            {
                "year": each.year,
                "cash_holds": closing == opening + each.cash_flow.total_ore,
                "balance_ties": each.imbalance_ore == 0,
                "imbalance_ore": each.imbalance_ore,
                "is_short": closing < 0,
            }
        )
    return rows
