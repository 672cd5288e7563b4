"""Adopted internal budgets as files for the ledger system: of a unit, a body, or all that stand in the books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse

from roder.apps.internalbudgets.access import access_internal_budgets
from roder.apps.internalbudgets.ledger_files import ledger_budget
from roder.apps.internalbudgets.queries import DECIDED_STATES
from roder.workspace.budget_places import budget_key
from roder.workspace.organisation import file_answer

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.internalbudgets.ledger_files import LedgerBudget


def sie(request: HttpRequest, year: int, body: str) -> HttpResponse:
    access_internal_budgets(request.user)
    found, name = _asked(year, body, request.GET.get("unit", ""))
    return file_answer(found.as_sie(), f"{name}.se", "text/plain; charset=cp437")


def ledger_csv(request: HttpRequest, year: int, body: str) -> HttpResponse:
    access_internal_budgets(request.user)
    found, name = _asked(year, body, request.GET.get("unit", ""))
    return file_answer(found.as_table(), f"{name}.csv")


def year_sie(request: HttpRequest, year: int) -> HttpResponse:
    access_internal_budgets(request.user)
    found, name = _asked(year)
    return file_answer(found.as_sie(), f"{name}.se", "text/plain; charset=cp437")


def year_ledger_csv(request: HttpRequest, year: int) -> HttpResponse:
    access_internal_budgets(request.user)
    found, name = _asked(year)
    return file_answer(found.as_table(), f"{name}.csv")


def _asked(year: int, body: str = "", unit: str = "") -> tuple[LedgerBudget, str]:
    """Return the decided budget and the name of its file; raises ``Http404`` when there is none."""
    found = ledger_budget(budget_key(year), year, body, unit)
    if found is None:
        raise Http404(body)
    return found, "-".join(["internbudget", str(year), *filter(None, [unit or body])])


def ledger_file_urls(year: int, body: str = "", unit: str = "", state: str = "") -> dict[str, str]:
    """Return where the files are fetched, by form; none while a body's budget is in a state that is not decided."""
    if body and state not in DECIDED_STATES:
        return {}
    names = ("internal_budget_sie", "internal_budget_ledger_csv")
    if not body:
        names = ("internal_budgets_sie", "internal_budgets_ledger_csv")
    args = [year, body] if body else [year]
    query = f"?unit={unit}" if unit else ""
    forms = zip(("sie", "csv"), names, strict=True)
    return {form: reverse(f"workspace:{name}", args=args) + query for form, name in forms}
