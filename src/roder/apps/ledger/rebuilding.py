"""Kept totals made again from the stored rows: after an undo, after new rules, and to check them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.conf import settings

from roder.apps.ledger.internal_budget_totals import internal_budget_totals
from roder.apps.ledger.kept_totals import account_and_object_cells
from roder.apps.ledger.kept_totals import result_totals
from roder.apps.ledger.kept_totals import totals_of_cells
from roder.apps.ledger.lines import line_of_account
from roder.apps.ledger.models import MonthTotals
from roder.columnstore.cubes import responsibility_line_month
from roder.columnstore.stated import budget_rows
from roder.columnstore.stated import period_balances
from roder.columnstore.store import LedgerStore
from roder.columnstore.totals import TotalsAccumulator
from roder.domain.facts import POSTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from roder.apps.ledger.kept_totals import Cell
    from roder.apps.ledger.lines import LineOfAccount
    from roder.apps.ledger.models import LedgerOrganisation
    from roder.columnstore.stated import StatedRow
    from roder.columnstore.totals import Totals


def rebuilt_totals(
    organisation: LedgerOrganisation, fiscal_year: int, locations: Mapping[str, str]
) -> dict[MonthTotals.Kind, dict[int, Totals]]:
    """Return what is kept per month of a fiscal year, by kind, from the rows that the pointers name."""
    store = LedgerStore(locations, settings.RODER_ENGINE)
    lines = line_of_account(organisation, fiscal_year)
    outturn = _posting_totals(store, organisation.key, fiscal_year, lines)
    if not outturn:
        stated = _stated_cells(period_balances(store, organisation.key, fiscal_year))
        outturn = totals_of_cells(stated, lines)
    budget = _stated_cells(budget_rows(store, organisation.key, fiscal_year))
    kinds = MonthTotals.Kind
    return {
        kinds.OUTTURN: outturn,
        kinds.BUDGET: totals_of_cells(budget, lines),
        kinds.INTERNAL_BUDGET: internal_budget_totals(organisation, fiscal_year, locations),
    }


def _posting_totals(
    store: LedgerStore, organisation: str, fiscal_year: int, lines: LineOfAccount
) -> dict[int, Totals]:
    if not store.files(POSTINGS, organisation=organisation, fiscal_years=(fiscal_year,)):
        return {}
    accumulator = TotalsAccumulator(lines)
    accumulator.add(responsibility_line_month(store, organisation, fiscal_year))
    return result_totals(accumulator)


def _stated_cells(rows: Iterable[StatedRow]) -> dict[Cell, int]:
    by_object = []
    cells: dict[Cell, int] = defaultdict(int)
    for row in rows:
        if row.responsibility:
            cells[row.month, row.responsibility, row.account] += row.amount_ore
        else:
            by_object.append((row.month, row.account, row.dimension, row.object, row.amount_ore))
    for cell, amount in account_and_object_cells(by_object).items():
        cells[cell] += amount
    return cells
