"""What a snapshot consists of: its live data files, their partitions and their months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyiceberg.conversions import from_bytes
from pyiceberg.types import IntegerType

from roder.columnstore import schema
from roder.columnstore.catalogue import table_io
from roder.columnstore.iceberg_schema import iceberg_schema
from roder.columnstore.shaping import stored_schema

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from pyiceberg.manifest import DataFile
    from pyiceberg.table.metadata import TableMetadata


def live_files(metadata: TableMetadata, snapshot_id: int | None = None) -> dict[str, DataFile]:
    """Return path to data file of a snapshot (the current one by default); empty when there is none."""
    snapshot = metadata.current_snapshot() if snapshot_id is None else metadata.snapshot_by_id(snapshot_id)
    if snapshot is None:
        return {}
    io = table_io(metadata.location)
    return {
        entry.data_file.file_path: entry.data_file
        for manifest in snapshot.manifests(io)
        for entry in manifest.fetch_manifest_entry(io, discard_deleted=True)
    }


def partition_of(file: DataFile) -> tuple[str, int]:
    """Return (organisation, fiscal year) of a data file."""
    return file.partition[0], file.partition[1]


def month_bounds(table: str, file: DataFile) -> tuple[int, int] | None:
    """Return first and last month YYYYMM in a data file; ``None`` when no row has a month."""
    field_id = _month_id(table)
    low = (file.lower_bounds or {}).get(field_id)
    high = (file.upper_bounds or {}).get(field_id)
    if low is None or high is None:
        return None
    return int(from_bytes(IntegerType(), low)), int(from_bytes(IntegerType(), high))


def holds_only(table: str, file: DataFile, months: Collection[int]) -> bool:
    """Return whether every row is known to lie in the months, from the file's bounds alone."""
    bounds = month_bounds(table, file)
    nulls = (file.null_value_counts or {}).get(_month_id(table))
    return bounds is not None and nulls == 0 and bounds[0] == bounds[1] and bounds[0] in months


def may_hold(table: str, file: DataFile, months: Collection[int]) -> bool:
    """Return whether a row may lie in the months, from the file's bounds alone."""
    bounds = month_bounds(table, file)
    return bounds is not None and any(bounds[0] <= month <= bounds[1] for month in months)


def rows_outside(table: str, path: str, months: Collection[int]) -> Iterator[pa.Table]:
    """Yield a data file's row groups without the rows of the months; rows without a month stay."""
    target = stored_schema(table)
    unwanted = pa.array(sorted(months), pa.int32())
    with table_io(path).new_input(path).open() as stream:
        texts = [field.name for field in target if pa.types.is_dictionary(field.type)]
        parquet = pq.ParquetFile(stream, read_dictionary=texts)
        for number in range(parquet.num_row_groups):
            group = parquet.read_row_group(number).select(target.names)
            kept = group.filter(pc.invert(pc.is_in(group.column(schema.MONTH), value_set=unwanted)))
            if kept.num_rows:
                yield kept.combine_chunks().cast(target)


def _month_id(table: str) -> int:
    return iceberg_schema(table).find_field(schema.MONTH).field_id
