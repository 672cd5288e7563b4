"""The rows of the internal budgets in force, read and written whole: a year of an organisation at a time.

They are few against the postings, so they are read without an engine, and an import need load none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

import pyarrow as pa

from roder.columnstore import schema
from roder.columnstore.catalogue import read_metadata
from roder.columnstore.shaping import stored_schema
from roder.columnstore.snapshots import live_files
from roder.columnstore.snapshots import partition_of
from roder.columnstore.snapshots import rows_outside
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.columnstore.staging import StagedChange

TABLE = facts.INTERNAL_BUDGETS
NO_BATCH = 0
"""These rows come from no imported file."""


class BudgetCell(NamedTuple):
    """What an amount is for: month YYYYMM and the ledger's codes; ``""`` is without code."""

    month: int
    account: str
    responsibility: str
    activity: str = ""
    project: str = ""
    counterparty: str = ""


def internal_budget_rows(pointers: Mapping[str, str], organisation: str, fiscal_year: int) -> pa.Table:
    """Return the stored rows of a year of an organisation, öre in ledger sign; without the table, none.

    >>> internal_budget_rows({}, "2120000159", 2018).num_rows
    0
    """
    parts: list[pa.Table] = []
    if location := pointers.get(TABLE):
        for path, file in sorted(live_files(read_metadata(location)).items()):
            if partition_of(file) == (organisation, fiscal_year):
                parts.extend(rows_outside(TABLE, path, ()))
    return pa.concat_tables(parts) if parts else stored_schema(TABLE).empty_table()


def internal_budget_cells(
    pointers: Mapping[str, str], organisation: str, fiscal_year: int
) -> dict[BudgetCell, int]:
    """Return the stored amounts of a year of an organisation in ledger sign, by what they are for.

    >>> internal_budget_cells({}, "2120000159", 2018)
    {}
    """
    rows = internal_budget_rows(pointers, organisation, fiscal_year)
    keys = zip(*(rows.column(name).to_pylist() for name in BudgetCell._fields), strict=True)
    amounts = rows.column(schema.AMOUNT).to_pylist()
    return {BudgetCell(*key): ore for key, ore in zip(keys, amounts, strict=True)}


def internal_budget_years(pointers: Mapping[str, str]) -> set[tuple[str, int]]:
    """Return every (organisation, year) that has rows.

    >>> internal_budget_years({})
    set()
    """
    location = pointers.get(TABLE)
    files = live_files(read_metadata(location)) if location else {}
    return {partition_of(file) for file in files.values()}


def stage_internal_budget(
    change: StagedChange, organisation: str, fiscal_year: int, cells: Mapping[BudgetCell, int]
) -> None:
    """Make the rows of a year of an organisation exactly these, in ledger sign, within a change."""
    change.replace(organisation, fiscal_year, tables=(TABLE,))
    with change.writer(TABLE, organisation=organisation, fiscal_year=fiscal_year, batch=NO_BATCH) as writer:
        writer.write(_batch(cells))


def _batch(cells: Mapping[BudgetCell, int]) -> pa.RecordBatch:
    ordered = sorted(cells)
    columns = {name: [getattr(cell, name) for cell in ordered] for name in BudgetCell._fields}
    empty = [""] * len(ordered)
    arrays = {
        schema.MONTH: pa.array(columns.pop(schema.MONTH), pa.int32()),
        schema.AMOUNT: pa.array([cells[cell] for cell in ordered], pa.int64()),
        **{
            name: pa.array(columns.get(name, empty), pa.string())
            for name in ("account", *facts.DIMENSION_COLUMNS)
        },
    }
    return pa.RecordBatch.from_pydict(arrays)
