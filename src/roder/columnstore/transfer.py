"""Data files on their way out of one store: what a backup holds of the ledger.

Iceberg metadata names files by absolute paths, so it does not move. The data files do, with what
each kept snapshot consisted of; ``rebuilding`` makes tables with the same snapshots of them.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
from pyiceberg.typedef import Record

from roder.columnstore import schema
from roder.columnstore.catalogue import read_metadata
from roder.columnstore.catalogue import table_io
from roder.columnstore.parquet_files import describe
from roder.columnstore.parquet_files import settled_size
from roder.columnstore.snapshots import live_files
from roder.columnstore.snapshots import partition_of
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from typing import IO
    from typing import Protocol

    from pyiceberg.manifest import DataFile

    class Sink(Protocol):
        """What bytes are written to."""

        def write(self, content: bytes, /) -> object:
            """Take the next bytes."""


_CHUNK_BYTES = 1024 * 1024


class ForeignFileError(ValueError):
    """The file is not a data file of the table it is said to belong to."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A data file of a snapshot, and the partition that all its rows belong to."""

    path: str
    organisation: str
    fiscal_year: int


@dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """A kept snapshot of a table: its id, when it was made (ms since 1970), and the files that are its rows."""

    table: str
    snapshot_id: int
    made_ms: int
    files: tuple[StoredFile, ...]


def stored_snapshots(pointers: Mapping[str, str]) -> Iterator[StoredSnapshot]:
    """Yield every snapshot that the tables keep, each table's oldest first.

    >>> list(stored_snapshots({}))
    []
    """
    for table in facts.TABLES:
        location = pointers.get(table)
        if location:
            metadata = read_metadata(location)
            for snapshot in sorted(metadata.snapshots, key=lambda each: each.sequence_number or 0):
                live = live_files(metadata, snapshot.snapshot_id)
                files = tuple(StoredFile(path, *partition_of(live[path])) for path in sorted(live))
                yield StoredSnapshot(table, snapshot.snapshot_id, snapshot.timestamp_ms, files)


def copy_out(path: str, target: Sink) -> None:
    """Write the bytes of a stored file to ``target``; raises ``FileNotFoundError`` when it is gone."""
    with table_io(path).new_input(path).open() as source:
        shutil.copyfileobj(source, target, _CHUNK_BYTES)


def copied_in(table: str, source: IO[bytes], path: str, *, organisation: str, fiscal_year: int) -> DataFile:
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
