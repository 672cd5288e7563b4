"""A unit's budget to read, and the same tables as files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from roder.apps.internalbudgets.access import access_internal_budgets
from roder.apps.internalbudgets.comment_queries import comments_of
from roder.apps.internalbudgets.line_words import LineWords
from roder.apps.internalbudgets.line_words import line_words
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import internal_budget_of
from roder.apps.internalbudgets.queries import part_of
from roder.apps.internalbudgets.unit_reading import unit_reading
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_versions.table_files import workbook_answer
from roder.workspace.internal_budgets.acts import part_acts
from roder.workspace.internal_budgets.comments import comment_rows
from roder.workspace.internal_budgets.ledger_files import ledger_file_urls
from roder.workspace.internal_budgets.places import internal_breadcrumbs
from roder.workspace.internal_budgets.places import unit_tabs
from roder.workspace.internal_budgets.unit_tables import month_table
from roder.workspace.internal_budgets.unit_tables import year_table

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.internalbudgets.models import UnitPart

TABLES = {"year": year_table, "months": month_table}
FORMS = {"csv", "xlsx"}


def page(request: HttpRequest, year: int, body: str, unit: str) -> HttpResponse:
    person = access_internal_budgets(request.user)
    part = part_or_404(year, body, unit)
    reading = unit_reading(part)
    tree = bodies_of_year(budget_key(year), year)
    bodies = tree.bodies
    export = reverse("workspace:internal_budget_unit_export", args=[year, body, unit, "csv"])
    workbook = reverse("workspace:internal_budget_unit_export", args=[year, body, unit, "xlsx"])
    context = {
        "year": year,
        "name": bodies[unit].name if unit in bodies else unit,
        "code": unit,
        "reading": reading,
        "budget": part.internal_budget,
        "acts": part_acts(person, part, tree),
        "part_state": f"unit_part_{part.state}",
        "budget_state": f"internal_budget_{part.internal_budget.state}",
        "tables": [
            {
                "table": build(reading, year),
                "csv_url": f"{export}?table={name}",
                "workbook_url": f"{workbook}?table={name}",
            }
            for name, build in TABLES.items()
        ],
        "ledger_files": ledger_file_urls(year, body, unit, part.internal_budget.state),
        "comments": _comments(part),
        "chosen": {"may_write": False},
        "amount_unit": "tkr",
        "tabs": unit_tabs(year, body, unit, "internal_budget_unit"),
        "breadcrumbs": internal_breadcrumbs(year, body, unit),
    }
    return render(request, "workspace/internal_budgets/unit.html", context)


def export(request: HttpRequest, year: int, body: str, unit: str, form: str) -> HttpResponse:
    access_internal_budgets(request.user)
    name = request.GET.get("table", "year")
    if form not in FORMS or name not in TABLES:
        raise Http404(form)
    table = TABLES[name](unit_reading(part_or_404(year, body, unit)), year)
    file_name = f"internbudget-{year}-{unit}-{'manader' if name == 'months' else 'ar'}"
    if form == "xlsx":
        return workbook_answer(table, file_name)
    return csv_answer(table, asked_form(request), file_name)


def _comments(part: UnitPart) -> list[dict[str, Any]]:
    """Return the comments on the unit's numbers to read; they are written in the grid."""
    budget = part.internal_budget
    talks = comments_of(budget.organisation, budget.body_code, budget.year, [part.unit_code])
    words = line_words(budget.organisation, budget.year) if talks else LineWords()
    return comment_rows(talks, words, budget.year)


def part_or_404(year: int, body: str, unit: str) -> UnitPart:
    """Return the part of a unit in a body's internal budget; raises ``Http404``."""
    budget = internal_budget_of(budget_key(year), body, year)
    part = part_of(budget, unit) if budget else None
    if part is None:
        raise Http404(unit)
    return part
