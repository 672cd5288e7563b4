"""What a file stated of itself: its period balances and budget rows, as rows of (month, account, object)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain import facts

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from roder.columnstore.questions import Tables
    from roder.columnstore.questions import Values
    from roder.columnstore.store import LedgerStore


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A stated amount in öre, ledger sign. ``responsibility`` is that of a table's budget row, else ``""``."""

    month: int
    account: str
    dimension: int | None
    object: str
    responsibility: str
    amount_ore: int


def period_balances(store: LedgerStore, organisation: str, fiscal_year: int) -> tuple[StatedRow, ...]:
    """Return the #PSALDO rows of the current year of a partition.

    >>> from roder.columnstore.store import LedgerStore
    >>> period_balances(LedgerStore({}), "2120000159", 2018)
    ()
    """
    return _rows(store, facts.BALANCES, organisation, fiscal_year)


def budget_rows(store: LedgerStore, organisation: str, fiscal_year: int) -> tuple[StatedRow, ...]:
    """Return the budget rows of the current year of a partition.

    >>> from roder.columnstore.store import LedgerStore
    >>> budget_rows(LedgerStore({}), "2120000159", 2018)
    ()
    """
    return _rows(store, facts.BUDGET_ROWS, organisation, fiscal_year)


def _rows(store: LedgerStore, table: str, organisation: str, fiscal_year: int) -> tuple[StatedRow, ...]:
    files = store.files(table, organisation=organisation, fiscal_years=(fiscal_year,))
    if not files:
        return ()
    question = _period_balances if table == facts.BALANCES else _budget_rows
    return tuple(StatedRow(**row) for row in store.ask(question, {table: files}).to_pylist())


def _period_balances(tables: Tables, values: Values) -> ir.Table:
    del values
    rows = tables.balances
    rows = rows.filter(rows["kind"] == facts.BalanceKind.PERIOD.value, rows["year_offset"] == 0)
    return rows.filter(rows["month"].notnull()).select(
        "month", "account", "dimension", "object", "amount_ore", responsibility=rows["object"].left(0)
    )


def _budget_rows(tables: Tables, values: Values) -> ir.Table:
    del values
    rows = tables.budget_rows
    return rows.filter(rows["year_offset"] == 0).select(
        "month", "account", "dimension", "object", "amount_ore", "responsibility"
    )


def rows_of_batches(store: LedgerStore) -> dict[int, int]:
    """Return how many postings each batch has in the store.

    >>> from roder.columnstore.store import LedgerStore
    >>> rows_of_batches(LedgerStore({}))
    {}
    """
    files = store.files(facts.POSTINGS)
    if not files:
        return {}
    answer = store.ask(_rows_of_batches, {facts.POSTINGS: files}).to_pylist()
    return {row["batch"]: row["postings"] for row in answer}


def _rows_of_batches(tables: Tables, values: Values) -> ir.Table:
    del values
    return tables.postings.group_by("batch").aggregate(postings=tables.postings.count())
