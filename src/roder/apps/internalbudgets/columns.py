"""What the columns of the internal budgets shall hold, and whether they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.internalbudgets.models import InternalBudget
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import current_lines
from roder.apps.internalbudgets.queries import internal_budgets
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.queries import pointers
from roder.columnstore.internal_budgets import BudgetCell
from roder.columnstore.internal_budgets import internal_budget_cells
from roder.columnstore.internal_budgets import internal_budget_years
from roder.domain.internal_budget_columns import ledger_cells
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from roder.domain.organisation import OrganisationTree

    Cells = dict[BudgetCell, int]

PUBLISHED_STATES = (InternalBudgetState.IN_FORCE, InternalBudgetState.ENDED)
"""Budgets that the follow-up compares with: in force, and those whose year is over."""


def wanted_cells(organisation: str, year: int) -> dict[str, Cells]:
    """Return what the columns shall hold of a year's internal budgets, by whose books, in ledger sign.

    A committee's stands in the municipality's books, a company's in its own; books that shall hold
    nothing are named too, so that what they held goes. A company without organisation number has no books.
    """
    bodies = bodies_of_year(organisation, year)
    found: dict[str, Cells] = {organisation: {}}
    for budget in internal_budgets(organisation, year):
        books = books_of(organisation, budget.body_code, bodies)
        if books:
            cells = found.setdefault(books, {})
            if budget.state in PUBLISHED_STATES:
                for key, ore in ledger_cells(current_lines(budget), year, bodies.bodies).items():
                    cell = BudgetCell(*key)
                    cells[cell] = cells.get(cell, 0) + ore
    return found


def books_of(organisation: str, body_code: str, bodies: OrganisationTree) -> str:
    """Return the key of the books that a body's internal budget belongs to; empty when there can be none."""
    body = bodies.bodies.get(body_code)
    if body is None or body.kind != BodyKind.COMPANY:
        return organisation
    digits = _digits(body.organisation_number)
    if not digits:
        return ""
    keys = LedgerOrganisation.objects.exclude(number="").values_list("key", "number")
    return next((key for key, number in keys if _digits(number) == digits), digits)


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def years_of_columns() -> list[tuple[str, int]]:
    """Return every organisation and year that has internal budgets, in force or not."""
    return sorted(set(InternalBudget.objects.values_list("organisation", "year")))


def column_faults() -> list[str]:
    """Return whose books and year the columns differ from the rows of the internal budgets in force."""
    where = pointers()
    wanted: dict[tuple[str, int], Cells] = {key: {} for key in internal_budget_years(where)}
    for organisation, year in years_of_columns():
        for books, cells in wanted_cells(organisation, year).items():
            wanted.setdefault((books, year), {}).update(cells)
    return [
        f"{books} {year}"
        for (books, year), cells in sorted(wanted.items())
        if internal_budget_cells(where, books, year) != cells
    ]
