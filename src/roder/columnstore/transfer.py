"""Data files on their way out of one store and into another: what a backup holds of the ledger.

Iceberg metadata names files by absolute paths, so it does not move. The data files do: each goes
out with its table, organisation and fiscal year, and is described anew where it comes in.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
from pyiceberg.typedef import Record

from roder.columnstore import schema
from roder.columnstore.catalogue import table_io
from roder.columnstore.parquet_files import describe
from roder.columnstore.parquet_files import settled_size
from roder.columnstore.planning import planned_files
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from pyiceberg.manifest import DataFile

_CHUNK_BYTES = 1024 * 1024


class ForeignFileError(ValueError):
    """The file is not a data file of the table it is said to belong to."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A data file of a table's current snapshot, and the partition that all its rows belong to."""

    table: str
    organisation: str
    fiscal_year: int
    path: str
    rows: int


def stored_files(pointers: Mapping[str, str]) -> list[StoredFile]:
    """Return the data files of the current snapshots, in a fixed order.

    >>> stored_files({})
    []
    """
    return [
        StoredFile(table, file.organisation, file.fiscal_year, file.path, file.rows)
        for table in facts.TABLES
        if pointers.get(table)
        for file in planned_files(pointers[table], table)
    ]


def copy_out(path: str, target: BinaryIO) -> None:
    """Write the bytes of a stored file to ``target``; raises ``FileNotFoundError`` when it is gone."""
    with table_io(path).new_input(path).open() as source:
        shutil.copyfileobj(source, target, _CHUNK_BYTES)


def copied_in(table: str, source: BinaryIO, path: str, *, organisation: str, fiscal_year: int) -> DataFile:
    """Write a data file's bytes to ``path``, force them to disk and return their description.

    Raises ``ForeignFileError`` when the bytes are no Parquet file with the table's columns.
    """
    io = table_io(path)
    with io.new_output(path).create() as target:
        shutil.copyfileobj(source, target, _CHUNK_BYTES)
    size = settled_size(path)
    with io.new_input(path).open() as written:
        try:
            metadata = pq.ParquetFile(written).metadata
        except pa.ArrowInvalid as error:
            raise ForeignFileError(f"not a Parquet file: {error}") from None
    found = set(metadata.schema.names)
    missing = {column.name for column in schema.COLUMNS[table]} - found
    if missing:
        raise ForeignFileError(f"not rows of {table}: lacks {', '.join(sorted(missing))}")
    return describe(table, path, size, metadata, Record(organisation, fiscal_year))
