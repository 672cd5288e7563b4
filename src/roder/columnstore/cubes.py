"""Sums of the outturn by whatever keys a page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from roder.columnstore import schema
from roder.columnstore.cells import ACCOUNT
from roder.columnstore.cells import CellFilter
from roder.columnstore.cells import rows_of_cell
from roder.columnstore.questions import whole_sum
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir
    import pyarrow as pa

    from roder.columnstore.questions import Question
    from roder.columnstore.questions import Tables
    from roder.columnstore.questions import Values
    from roder.columnstore.store import LedgerStore

KEYS = (schema.ORGANISATION, schema.FISCAL_YEAR, schema.MONTH, ACCOUNT, *facts.DIMENSION_COLUMNS)
"""Columns that outturn can be summed by."""


class UnknownKeyError(ValueError):
    """The outturn cannot be summed by this."""


@dataclass(frozen=True, slots=True)
class OutturnRow:
    """A sum of postings: ``keys`` in the order asked for, öre in ledger sign, and how many postings."""

    keys: tuple[str | int | None, ...]
    amount_ore: int
    postings: int


def outturn_by(store: LedgerStore, cell: CellFilter, keys: Sequence[str]) -> tuple[OutturnRow, ...]:
    """Return the outturn of a cell summed by the keys (of ``KEYS``), ordered by them.

    Öre in ledger sign. Raises ``UnknownKeyError``. No keys gives one row, or none without postings.

    >>> from roder.columnstore.store import LedgerStore
    >>> outturn_by(LedgerStore({}), CellFilter(), ["account"])
    ()
    """
    for key in keys:
        if key not in KEYS:
            raise UnknownKeyError(f"the outturn cannot be summed by {key}; use one of {', '.join(KEYS)}")
    files = cell.files(store)
    if not files:
        return ()
    answer = store.ask(sums_by(tuple(keys)), {facts.POSTINGS: files}, **cell.given())
    columns = [answer.column(key).to_pylist() for key in keys]
    amounts = answer.column(schema.AMOUNT).to_pylist()
    counts = answer.column("postings").to_pylist()
    return tuple(
        OutturnRow(tuple(column[row] for column in columns), amounts[row], counts[row])
        for row in range(answer.num_rows)
        if counts[row]
    )


def responsibility_line_month(store: LedgerStore, organisation: str, fiscal_year: int) -> pa.Table:
    """Return a partition's postings summed by responsibility, account and month, as an Arrow table.

    Columns ``responsibility``, ``account``, ``month`` (YYYYMM), ``amount_ore`` (ledger sign), ordered by the
    first three: what ``totals.TotalsAccumulator`` takes to make the kept totals again, or to check them.
    """
    cell = CellFilter(organisation=organisation, fiscal_years=(fiscal_year,))
    question = sums_by((facts.RESPONSIBILITY, ACCOUNT, schema.MONTH))
    return store.ask(question, {facts.POSTINGS: cell.files(store)}).drop_columns(["postings"])


@lru_cache(maxsize=256)
def sums_by(keys: tuple[str, ...]) -> Question:
    """Return the question of sums by the keys; the same object for the same keys, so its SQL is kept."""

    def question(tables: Tables, values: Values) -> ir.Table:
        rows = rows_of_cell(tables.postings, values)
        measures = {schema.AMOUNT: whole_sum(rows[schema.AMOUNT]), "postings": rows.count()}
        if not keys:
            return rows.aggregate(**measures)
        return rows.group_by(list(keys)).aggregate(**measures).order_by(list(keys))

    return question
