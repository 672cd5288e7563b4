"""Opening, outturn, closing and budget of a fiscal year, by account, month or object.

All amounts are whole öre in ledger sign. Where the movement comes from: the year's postings when
there are any; else the period balances (#PSALDO) without object; else what the year's own balances
say (#UB − #IB, #RES), which know no months. A year without a file of its own is answered from the
previous-year rows (year −1) of the following year's file. An account's own amounts are the rows
without object; rows with one count by object only (docs/algorithms/totals-and-objects.md). A key
whose every amount is zero is left out: SIE lets a file leave such rows out, so whether the type in
hand happens to state them must not change the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.columnstore import balance_sources
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from roder.columnstore.balance_sources import Sums
    from roder.columnstore.store import LedgerStore
    from roder.domain.periods import Month


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One key's year: öre in ledger sign; closing is opening + outturn."""

    key: str
    opening_ore: int
    outturn_ore: int
    closing_ore: int
    budget_ore: int


def account_balances(
    store: LedgerStore, organisation: str | None, fiscal_year: int, through: Month | None = None
) -> tuple[BalanceRow, ...]:
    """Return a row for each account that has an opening balance, an outturn or a budget, by account number.

    ``fiscal_year`` is the year in which it begins; ``organisation`` ``None`` adds all organisations.
    Raises ``NoMonthsError`` when ``through`` is asked of a year that is known by its closing balances only.

    >>> from roder.columnstore.store import LedgerStore
    >>> account_balances(LedgerStore({}), None, 2018)
    ()
    """
    opening: Sums = {}
    outturn: Sums = {}
    budget: Sums = {}
    for year in balance_sources.ledger_years(store, organisation, fiscal_year):
        _add(opening, year.openings())
        _add(outturn, _by_account(year.movements(through)))
    for year in balance_sources.budget_years(store, organisation, fiscal_year):
        _add(budget, _by_account(year.budgets(through)))
    return _rows(opening, outturn, budget)


def month_balances(
    store: LedgerStore,
    organisation: str | None,
    fiscal_year: int,
    through: Month | None = None,
    *,
    counts: Callable[[str], bool] | None = None,
) -> tuple[BalanceRow, ...]:
    """Return a row for each month (``YYYY-MM``) with an outturn or a budget; openings carry on.

    ``counts`` says which accounts count (the result accounts, say): over all accounts the vouchers of
    balanced books sum to zero every month. Raises ``NoMonthsError`` as ``account_balances``.
    """
    chosen = counts or (lambda _account: True)
    opening = 0
    outturn: Sums = {}
    budget: Sums = {}
    for year in balance_sources.ledger_years(store, organisation, fiscal_year):
        opening += sum(ore for account, ore in year.openings().items() if chosen(account))
        _add(outturn, _by_month(year.movements(through, by_month=True), chosen))
    for year in balance_sources.budget_years(store, organisation, fiscal_year):
        _add(budget, _by_month(year.budgets(through), chosen))
    rows = []
    for key in sorted(outturn.keys() | budget.keys()):
        closing = opening + outturn.get(key, 0)
        rows.append(BalanceRow(key, opening, outturn.get(key, 0), closing, budget.get(key, 0)))
        opening = closing
    return tuple(rows)


def object_balances(
    store: LedgerStore,
    organisation: str | None,
    fiscal_year: int,
    through: Month | None = None,
    dimension: int = facts.NUMBER_OF_DIMENSION[facts.RESPONSIBILITY],
) -> tuple[BalanceRow, ...]:
    """Return a row for each object of a SIE dimension; what has no such object is left out.

    Raises ``NoMonthsError`` as ``account_balances``.
    """
    opening: Sums = {}
    outturn: Sums = {}
    budget: Sums = {}
    for year in balance_sources.ledger_years(store, organisation, fiscal_year):
        _add(opening, year.object_openings(dimension))
        _add(outturn, year.object_movements(dimension, through))
    for year in balance_sources.budget_years(store, organisation, fiscal_year):
        _add(budget, year.object_budgets(dimension, through))
    return _rows(opening, outturn, budget)


def _rows(opening: Sums, outturn: Sums, budget: Sums) -> tuple[BalanceRow, ...]:
    keys = {key for sums in (opening, outturn, budget) for key, ore in sums.items() if ore}
    return tuple(
        BalanceRow(
            key,
            opening.get(key, 0),
            outturn.get(key, 0),
            opening.get(key, 0) + outturn.get(key, 0),
            budget.get(key, 0),
        )
        for key in sorted(keys)
    )


def _by_account(sums: dict[tuple[str, int | None], int]) -> Sums:
    found: Sums = {}
    for (account, _month), ore in sums.items():
        found[account] = found.get(account, 0) + ore
    return found


def _by_month(sums: dict[tuple[str, int | None], int], chosen: Callable[[str], bool]) -> Sums:
    found: Sums = {}
    for (account, month), ore in sums.items():
        if month is not None and chosen(account):
            key = f"{month // 100:04d}-{month % 100:02d}"
            found[key] = found.get(key, 0) + ore
    return found


def _add(total: Sums, part: Sums) -> None:
    for key, ore in part.items():
        total[key] = total.get(key, 0) + ore
