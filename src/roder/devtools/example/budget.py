"""The example's internal budgets: each body's frame spread over units, accounts and months.

Every body's rows sum to its frame to the öre, in whole kronor, and internal sales equal internal
purchases in every month.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

import numpy as np

from roder.devtools.example.cells import CellKind
from roder.devtools.example.cells import active_months
from roder.devtools.example.cells import load_cells
from roder.devtools.example.chart import load_accounts
from roder.devtools.example.organisation import CENTRAL_BODY
from roder.devtools.example.organisation import load_frames
from roder.devtools.example.spreading import PER_MILLE
from roder.devtools.example.spreading import Matrix
from roder.devtools.example.spreading import add_pay_additions
from roder.devtools.example.spreading import book_costs
from roder.devtools.example.spreading import book_internal_sales
from roder.devtools.example.spreading import cells_of_bodies
from roder.devtools.example.spreading import income_ore
from roder.domain.money import ORE_PER_KRONA
from roder.domain.periods import MONTHS_PER_YEAR

_ALL_MONTHS = range(MONTHS_PER_YEAR)


class BudgetRow(NamedTuple):
    """A responsibility's budget on an account: twelve amounts in öre, ledger sign (cost +)."""

    body: str
    responsibility: str
    account: str
    months_ore: tuple[int, ...]


@cache
def budget_amounts(year: int) -> Matrix:
    """Return the year's budget per cell and month."""
    table = load_cells()
    active = active_months(year)
    weights = add_pay_additions(table.weight[:, None] * table.profile * active)
    amounts = np.zeros(weights.shape, dtype=np.int64)
    frames = load_frames(year)
    for index in np.flatnonzero(table.kind == CellKind.INCOME).tolist():
        body_ore = frames[table.cells[index].body]
        for month in np.flatnonzero(active[index]).tolist():
            amounts[index, month] = -income_ore(index, month, body_ore, PER_MILLE, ORE_PER_KRONA)
    for body, indexes in cells_of_bodies().items():
        if body == CENTRAL_BODY:
            book_internal_sales(amounts, ORE_PER_KRONA)
        book_costs(
            amounts, indexes, _ALL_MONTHS, net_ore=frames[body], weights=weights, unit_ore=ORE_PER_KRONA
        )
    return amounts


@cache
def make_budget(year: int) -> list[BudgetRow]:
    """Return the year's budget as units decide it, sorted by responsibility and budget account."""
    budget_accounts = {row.number: row.budget_account for row in load_accounts()}
    amounts = budget_amounts(year)
    sums: dict[tuple[str, str, str], Matrix] = defaultdict(lambda: np.zeros(MONTHS_PER_YEAR, dtype=np.int64))
    for index, cell in enumerate(load_cells().cells):
        sums[cell.body, cell.responsibility, budget_accounts[cell.account]] += amounts[index]
    rows = [BudgetRow(*key, tuple(months.tolist())) for key, months in sums.items() if months.any()]
    return sorted(rows, key=lambda row: (row.responsibility, row.account))
