"""Balance and budget rows of a file in the columns of their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from roder.domain.facts import DIMENSION_COLUMNS
from roder.formats.tabular.ledger_rows import TableBudgetRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from typing import Any

    from roder.apps.ledger.scans import Scan

ROWS_PER_BATCH = 50_000


def _year_start(scan: Scan, offset: int) -> int:
    years = scan.header.fiscal_years
    return years[offset].year if offset in years else scan.fiscal_year + offset


def _sliced(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), ROWS_PER_BATCH):
        yield rows[start : start + ROWS_PER_BATCH]


def balance_batches(scan: Scan) -> Iterator[pa.RecordBatch]:
    """Yield the file's balances as they stand in it, every year and object."""
    for rows in _sliced(scan.balances):
        yield pa.RecordBatch.from_pydict(
            {
                "month": pa.array([row.month.number if row.month else None for row in rows], pa.int32()),
                "kind": [row.kind.value for row in rows],
                "year_offset": pa.array([row.year for row in rows], pa.int32()),
                "year_start": pa.array([_year_start(scan, row.year) for row in rows], pa.int32()),
                "account": [row.account for row in rows],
                "dimension": pa.array([row.dimension for row in rows], pa.int32()),
                "object": [row.object for row in rows],
                "amount_ore": pa.array([row.amount_ore for row in rows], pa.int64()),
                "quantity_micro": pa.array([row.quantity_micro for row in rows], pa.int64()),
                "line": pa.array([row.line for row in rows], pa.int64()),
            }
        )


def budget_batches(scan: Scan) -> Iterator[pa.RecordBatch]:
    """Yield the file's budget rows; a table's rows carry their code string, a SIE file's one object."""
    for rows in _sliced(scan.budget_rows):
        table = isinstance(rows[0], TableBudgetRow)
        offsets = [0 if table else row.year for row in rows]
        columns = {
            "month": pa.array([row.month.number for row in rows], pa.int32()),
            "year_offset": pa.array(offsets, pa.int32()),
            "year_start": pa.array([_year_start(scan, offset) for offset in offsets], pa.int32()),
            "account": [row.account for row in rows],
            "dimension": pa.array([None if table else row.dimension for row in rows], pa.int32()),
            "object": ["" if table else row.object for row in rows],
            "amount_ore": pa.array([row.amount_ore for row in rows], pa.int64()),
            "quantity_micro": pa.array([row.quantity_micro for row in rows], pa.int64()),
            "line": pa.array([row.line for row in rows], pa.int64()),
        }
        for name in DIMENSION_COLUMNS:
            columns[name] = [getattr(row, name) if table else "" for row in rows]
        yield pa.RecordBatch.from_pydict(columns)
