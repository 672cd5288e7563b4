"""The streaming writer of rows of one partition: batch after batch, memory bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Self

from roder.columnstore.parquet_files import ParquetFiles
from roder.columnstore.shaping import shape

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    import pyarrow as pa

ROWS_PER_GROUP = 100_000
"""A row group is written when so many rows have come: enough to compress, few enough to hold."""


class FactWriter:
    """Takes record batches of one table, organisation and fiscal year, and writes Parquet as they come.

    Batches hold the table's columns in any order, text plain or as dictionary codes, without
    ``organisation``, ``fiscal_year`` and ``batch``, which are added here. Use it as a context
    manager; an exception inside leaves the rows out of the change. Raises ``ColumnError`` on a
    batch that does not fit and ``OSError`` when the disk is full.
    """

    def __init__(
        self,
        table: str,
        location: str,
        *,
        organisation: str,
        fiscal_year: int,
        batch: int,
        on_begin: Callable[[str], None],
        on_close: Callable[[ParquetFiles], None],
    ) -> None:
        self.rows_written = 0
        self._table = table
        self._organisation = organisation
        self._fiscal_year = fiscal_year
        self._batch = batch
        self._on_close = on_close
        self._held: list[pa.RecordBatch] = []
        self._held_rows = 0
        self._files = ParquetFiles(
            table, location, organisation=organisation, fiscal_year=fiscal_year, on_begin=on_begin
        )

    def write(self, rows: pa.RecordBatch) -> None:
        """Take one batch of rows."""
        if not rows.num_rows:
            return
        self._held.append(rows)
        self._held_rows += rows.num_rows
        self.rows_written += rows.num_rows
        if self._held_rows >= ROWS_PER_GROUP:
            self._write_held()

    def close(self) -> None:
        """Write what is held, wait for the disk, and give the files to the change."""
        if self._held:
            self._write_held()
        self._files.close()
        self._on_close(self._files)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._files.stop()

    def _write_held(self) -> None:
        batches, self._held, self._held_rows = self._held, [], 0
        self._files.write(
            shape(
                batches,
                table=self._table,
                organisation=self._organisation,
                fiscal_year=self._fiscal_year,
                batch=self._batch,
            )
        )
