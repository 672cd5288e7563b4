"""Writing Parquet files as rows come, in a thread of its own, and describing them to Iceberg."""

from __future__ import annotations

import logging
import os
import queue
import threading
import uuid
from typing import TYPE_CHECKING
from typing import Any
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq
from pyiceberg.io.pyarrow import compute_statistics_plan
from pyiceberg.io.pyarrow import data_file_statistics_from_parquet_metadata
from pyiceberg.io.pyarrow import parquet_path_to_id_mapping
from pyiceberg.manifest import DataFile
from pyiceberg.manifest import DataFileContent
from pyiceberg.manifest import FileFormat
from pyiceberg.typedef import Record

from roder.columnstore import schema
from roder.columnstore.catalogue import table_io
from roder.columnstore.iceberg_schema import iceberg_schema
from roder.columnstore.iceberg_schema import table_properties
from roder.columnstore.shaping import stored_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

ROWS_PER_FILE = 1_000_000
_WAITING_ROW_GROUPS = 2
_DELTA_COLUMNS = ("line",)

logging.getLogger("pyiceberg.io.pyarrow").setLevel(logging.ERROR)


class ParquetFiles:
    """Writes shaped tables of one partition; each call gives one row group, each million rows a file.

    ``write`` returns before the rows are on disk; an error in the thread (a full disk) is raised
    by the next ``write`` or by ``close``. After ``close``, ``data_files`` describes what was written;
    ``on_begin`` is told of every file before it exists, so that a failed change can clean up.
    """

    def __init__(
        self,
        table: str,
        location: str,
        *,
        organisation: str,
        fiscal_year: int,
        on_begin: Callable[[str], None],
    ) -> None:
        self.table = table
        self.data_files: list[DataFile] = []
        self._location = location
        self._path = ""
        self._on_begin = on_begin
        self._partition = Record(organisation, fiscal_year)
        self._schema = stored_schema(table)
        self._rows_in_file = 0
        self._writer: Any = None
        self._stream: Any = None
        self._error: BaseException | None = None
        self._waiting: queue.Queue[pa.Table | None] = queue.Queue(_WAITING_ROW_GROUPS)
        self._thread = threading.Thread(target=self._run, name=f"parquet-{table}", daemon=True)
        self._thread.start()

    def write(self, rows: pa.Table) -> None:
        """Hand over one row group."""
        self._raise_error()
        self._waiting.put(rows)

    def close(self) -> None:
        """Wait until everything is on disk; raises what the thread met."""
        self.stop()
        self._raise_error()

    def stop(self) -> None:
        """End the thread without telling of its errors."""
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.stop()

    def _raise_error(self) -> None:
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        # After an error the queue is still emptied, so that the giving side never waits for ever.
        while (rows := self._waiting.get()) is not None:
            if self._error is None:
                self._guarded(rows)
        if self._error is None:
            self._guarded(None)

    def _guarded(self, rows: pa.Table | None) -> None:
        try:
            if rows is None:
                self._end_file()
            else:
                self._write(rows)
        except BaseException as error:  # noqa: BLE001 - carried over to the giving thread
            self._error = error

    def _write(self, rows: pa.Table) -> None:
        if self._writer is None:
            self._begin_file()
        self._writer.write_table(rows, row_group_size=max(1, rows.num_rows))
        self._rows_in_file += rows.num_rows
        if self._rows_in_file >= ROWS_PER_FILE:
            self._end_file()

    def _begin_file(self) -> None:
        path = new_data_path(self._location, self._partition[1])
        self._path = path
        self._on_begin(path)
        self._rows_in_file = 0
        self._stream = table_io(path).new_output(path).create()
        columns = schema.COLUMNS[self.table]
        self._writer = pq.ParquetWriter(
            self._stream,
            self._schema,
            compression="lz4",
            store_schema=False,
            use_dictionary=[c.name for c in columns if c.name not in (*_DELTA_COLUMNS, schema.AMOUNT)],
            column_encoding=dict.fromkeys(_DELTA_COLUMNS, "DELTA_BINARY_PACKED"),
            write_statistics=[column.name for column in columns if column.bounds],
        )

    def _end_file(self) -> None:
        if self._writer is None:
            return
        self._writer.close()
        self._stream.close()
        size = settled_size(self._path)
        metadata = self._writer.writer.metadata
        self.data_files.append(describe(self.table, self._path, size, metadata, self._partition))
        self._writer = None


def new_data_path(location: str, fiscal_year: int) -> str:
    """Return a path for a data file of a table that no other file has or will have."""
    return f"{location}/data/{fiscal_year}-{uuid.uuid4()}.parquet"


def describe(table: str, path: str, size: int, metadata: pq.FileMetaData, partition: Record) -> DataFile:
    """Return what Iceberg keeps of a finished Parquet file: rows, sizes, bounds, its partition.

    ``metadata`` is the file's own footer, ``size`` its bytes, ``partition`` the record of
    organisation and fiscal year that every row of it has.
    """
    iceberg = iceberg_schema(table)
    statistics = data_file_statistics_from_parquet_metadata(
        parquet_metadata=metadata,
        stats_columns=compute_statistics_plan(iceberg, table_properties(table)),
        parquet_column_mapping=parquet_path_to_id_mapping(iceberg),
    )
    return DataFile.from_args(
        content=DataFileContent.DATA,
        file_path=path,
        file_format=FileFormat.PARQUET,
        partition=partition,
        file_size_in_bytes=size,
        sort_order_id=None,
        spec_id=0,
        equality_ids=None,
        key_metadata=None,
        **statistics.to_serialized_dict(),
    )


def settled_size(path: str) -> int:
    """Return the size of a finished file; a local one is first forced to disk.

    The pointer that makes the file count is committed by a database that does the same, so a power
    cut must not leave a pointer to a file that was only in memory.
    """
    if "://" in path:
        return len(table_io(path).new_input(path))
    with open(path, "rb") as file:  # noqa: PTH123 - the path is a location text
        os.fsync(file.fileno())
        return os.fstat(file.fileno()).st_size
