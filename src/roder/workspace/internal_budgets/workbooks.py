"""A unit's budget, or a whole body's, as a file to fill in and send back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from roder.apps.internalbudgets.access import access_internal_budgets
from roder.apps.internalbudgets.queries import internal_budget_of
from roder.apps.internalbudgets.queries import part_of
from roder.apps.internalbudgets.workbook_texts import budget_file
from roder.apps.internalbudgets.workbook_texts import file_name
from roder.workspace.budget_places import budget_key
from roder.workspace.organisation import file_answer

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.internalbudgets.models import InternalBudget


def of_unit(request: HttpRequest, year: int, body: str, unit: str) -> HttpResponse:
    access_internal_budgets(request.user)
    return _file(request, budget_or_404(year, body, unit), unit)


def of_body(request: HttpRequest, year: int, body: str) -> HttpResponse:
    access_internal_budgets(request.user)
    return _file(request, budget_or_404(year, body), "")


def _file(request: HttpRequest, budget: InternalBudget, unit: str) -> HttpResponse:
    """Answer with the workbook, or with the same lines as CSV when the link asks for that form."""
    as_workbook = request.GET.get("form") != "csv"
    content = budget_file(budget, unit, as_workbook=as_workbook)
    return file_answer(content, file_name(budget, unit, as_workbook=as_workbook))


def budget_or_404(year: int, body: str, unit: str = "") -> InternalBudget:
    """Return a body's internal budget that has the unit, when one is named; raises ``Http404``."""
    budget = internal_budget_of(budget_key(year), body, year)
    if budget is None or (unit and part_of(budget, unit) is None):
        raise Http404(f"{year} {body} {unit}")
    return budget
