"""Totals by month, responsibility and report line of what a file states without postings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from roder.columnstore.totals import Totals
from roder.columnstore.totals import TotalsAccumulator
from roder.domain.accounts import BALANCE
from roder.domain.facts import BalanceKind
from roder.formats.tabular.ledger_rows import TableBudgetRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from roder.apps.ledger.scans import Scan

    Cell = tuple[int, str, str]
    """Month YYYYMM, responsibility code, account."""


def totals_of_cells(cells: Mapping[Cell, int], line_of_account: Callable[[str], str]) -> dict[int, Totals]:
    """Return the totals per month of single amounts (balance rows, budget rows), as of postings."""
    rows = pa.table(
        {
            "month": pa.array([month for month, _code, _account in cells], pa.int32()),
            "responsibility": pa.array([code for _month, code, _account in cells], pa.string()),
            "account": pa.array([account for _month, _code, account in cells], pa.string()),
            "amount_ore": pa.array(list(cells.values()), pa.int64()),
        }
    )
    accumulator = TotalsAccumulator(line_of_account)
    accumulator.add(rows)
    return result_totals(accumulator)


def result_totals(accumulator: TotalsAccumulator) -> dict[int, Totals]:
    """Return the accumulated months without balance accounts; a month without any result is left out."""
    found = {month: _without_balance(part) for month, part in accumulator.totals().items()}
    return {month: part for month, part in found.items() if part.codes}


def _without_balance(totals: Totals) -> Totals:
    kept_lines = [at for at, line in enumerate(totals.lines) if line != BALANCE]
    amounts = totals.amounts[:, kept_lines]
    kept_codes = np.flatnonzero((amounts != 0).any(axis=1)).tolist()
    return Totals(
        tuple(totals.codes[at] for at in kept_codes),
        tuple(totals.lines[at] for at in kept_lines),
        np.ascontiguousarray(amounts[kept_codes]),
    )


def account_and_object_cells(
    rows: Iterable[tuple[int, str, int | None, str, int]], responsibility: int = 1
) -> dict[Cell, int]:
    """Return cells of rows that give an account's total and, beside it, parts of it by object.

    Rows are (month, account, dimension or ``None``, object, amount). Parts by responsibility go to
    their code; what the parts leave of the account's total goes to the code ``""``, so the sum is the
    account's total and nothing counts twice. A total that is not given is zero, because a file may
    leave rows of zero out (docs/algorithms/totals-and-objects.md).
    """
    cells: dict[Cell, int] = defaultdict(int)
    for month, account, dimension, code, amount in rows:
        if dimension is None:
            cells[month, "", account] += amount
        elif dimension == responsibility:
            cells[month, code, account] += amount
            cells[month, "", account] -= amount
    return {cell: amount for cell, amount in cells.items() if amount}


def period_totals(scan: Scan, line_of_account: Callable[[str], str]) -> dict[int, Totals]:
    """Return the outturn of a file of types 2 and 3 by month, from #PSALDO of the current year."""
    rows = [
        (row.month.number, row.account, row.dimension, row.object, row.amount_ore)
        for row in scan.balances
        if row.kind is BalanceKind.PERIOD and row.year == 0 and row.month is not None
    ]
    return totals_of_cells(account_and_object_cells(rows), line_of_account)


def budget_totals(scan: Scan, line_of_account: Callable[[str], str]) -> dict[int, Totals]:
    """Return the budget by month: #PBUDGET of the current year, or a table's budget rows."""
    sie_rows = []
    cells: dict[Cell, int] = defaultdict(int)
    for row in scan.budget_rows:
        if isinstance(row, TableBudgetRow):
            cells[row.month.number, row.responsibility, row.account] += row.amount_ore
        elif row.year == 0:
            sie_rows.append((row.month.number, row.account, row.dimension, row.object, row.amount_ore))
    for cell, amount in account_and_object_cells(sie_rows).items():
        cells[cell] += amount
    return totals_of_cells(cells, line_of_account)
