"""A change to the ledger store: rows in, rows out, one commit per table, nothing visible until swapped.

>>> change = StagedChange("/srv/roder/ledger", pointers={})           # doctest: +SKIP
>>> change.replace("2120000159", 2018)                                # doctest: +SKIP
>>> with change.writer("postings", organisation="2120000159", fiscal_year=2018, batch=7) as writer:
...     writer.write(record_batch)                                    # doctest: +SKIP
>>> swaps = change.finish()                                           # doctest: +SKIP
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING
from typing import NamedTuple

from roder.columnstore.catalogue import StagingCatalogue
from roder.columnstore.catalogue import read_metadata
from roder.columnstore.catalogue import table_io
from roder.columnstore.parquet_files import ParquetFiles
from roder.columnstore.parquet_files import settled_size
from roder.columnstore.snapshots import holds_only
from roder.columnstore.snapshots import live_files
from roder.columnstore.snapshots import may_hold
from roder.columnstore.snapshots import partition_of
from roder.columnstore.snapshots import rows_outside
from roder.columnstore.writing import FactWriter
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping

    from pyiceberg.manifest import DataFile


class Swap(NamedTuple):
    """Where a table's pointer stood, where it shall stand, and the snapshot that makes."""

    old_location: str | None
    new_location: str
    snapshot_id: int


class LostSnapshotError(LookupError):
    """The snapshot that should be restored is no longer kept."""


class StagedChange:
    """Collects what goes out and what comes in; ``finish`` writes one snapshot per table that changed.

    ``pointers`` maps table name to its current metadata location; a table without one is made. The
    mapping given is never changed. Used by one thread.
    """

    def __init__(self, root: str | os.PathLike[str], pointers: Mapping[str, str]) -> None:
        self._before = {table: location for table, location in pointers.items() if location}
        self._catalogue = StagingCatalogue(os.fspath(root), self._before)
        self._live: dict[str, dict[str, DataFile]] = {}
        self._removed: dict[str, dict[str, DataFile]] = {table: {} for table in facts.TABLES}
        self._added: dict[str, dict[str, DataFile]] = {table: {} for table in facts.TABLES}
        self._begun: list[str] = []
        self._snapshot_ids: dict[str, int] = {}

    @property
    def snapshot_ids(self) -> dict[str, int]:
        """Current snapshot of every table that has one, after ``finish`` the new ones."""
        return dict(self._snapshot_ids)

    def writer(self, table: str, *, organisation: str, fiscal_year: int, batch: int) -> FactWriter:
        """Return a writer of rows of one partition; its files join the change when it closes."""
        return FactWriter(
            table,
            self._catalogue.table_location(table),
            organisation=organisation,
            fiscal_year=fiscal_year,
            batch=batch,
            on_close=self._take_files,
            on_begin=self._begun.append,
        )

    def replace(
        self,
        organisation: str,
        fiscal_year: int,
        months: Collection[int] | None = None,
        tables: Collection[str] = facts.IMPORTED_TABLES,
    ) -> None:
        """Take out the stored rows of a year of an organisation (those of the months YYYYMM when given).

        Rows without a month stay when ``months`` is given. Files that hold other months too are
        copied without the months (their rows stay as they were, batch number included).
        """
        for table in tables:
            for path, file in self._partition(table, organisation, fiscal_year).items():
                if months is None or holds_only(table, file, months):
                    self._remove(table, path, file)
                elif may_hold(table, file, months):
                    self._copy_without(table, file, months)
                    self._remove(table, path, file)

    def restore(
        self,
        organisation: str,
        fiscal_year: int,
        snapshot_ids: Mapping[str, int | None],
        tables: Collection[str] = facts.IMPORTED_TABLES,
    ) -> None:
        """Bring a year of an organisation back to what it was in earlier snapshots of the tables.

        A table that ``snapshot_ids`` does not name (or names ``None``) had no rows then, so it is
        emptied of the partition. Old files are used again; nothing is copied. Raises
        ``LostSnapshotError`` when a snapshot is no longer kept.
        """
        for table in tables:
            then = self._partition_at(table, snapshot_ids.get(table), organisation, fiscal_year)
            now = self._partition(table, organisation, fiscal_year)
            for path, file in now.items():
                if path not in then:
                    self._remove(table, path, file)
            for path, file in then.items():
                if path not in now:
                    self._added[table][path] = file

    def finish(self) -> dict[str, Swap]:
        """Write the snapshots and return each changed table's swap, to be done in one transaction."""
        swaps: dict[str, Swap] = {}
        for table in facts.TABLES:
            if self._removed[table] or self._added[table]:
                location, snapshot_id = self._commit(table)
                swaps[table] = Swap(self._before.get(table), location, snapshot_id)
                self._snapshot_ids[table] = snapshot_id
            elif table in self._before:
                current = read_metadata(self._before[table]).current_snapshot_id
                if current is not None:
                    self._snapshot_ids[table] = current
        return swaps

    def abandon(self) -> None:
        """Delete every file this change wrote. What cannot be deleted is left for the sweep."""
        for path in [*self._begun, *self._catalogue.written]:
            with contextlib.suppress(OSError):
                table_io(path).delete(path)

    def _commit(self, table: str) -> tuple[str, int]:
        folder = f"{self._catalogue.table_location(table)}/metadata"
        known = _local_names(folder)
        iceberg = self._catalogue.open_or_create(table)
        transaction = iceberg.transaction()
        with transaction.update_snapshot().overwrite() as snapshot:
            for file in self._removed[table].values():
                snapshot.delete_data_file(file)
            for file in self._added[table].values():
                snapshot.append_data_file(file)
            snapshot_id = snapshot.snapshot_id
        transaction.commit_transaction()
        for name in _local_names(folder) - known:
            self._begun.append(f"{folder}/{name}")
            settled_size(f"{folder}/{name}")
        return self._catalogue.pointers[table], snapshot_id

    def _take_files(self, files: ParquetFiles) -> None:
        for file in files.data_files:
            self._added[files.table][file.file_path] = file

    def _remove(self, table: str, path: str, file: DataFile) -> None:
        if self._added[table].pop(path, None) is None:
            self._removed[table][path] = file

    def _partition(self, table: str, organisation: str, fiscal_year: int) -> dict[str, DataFile]:
        """Return the files of a partition that are stored and not removed by this change."""
        if table not in self._live:
            location = self._before.get(table)
            self._live[table] = live_files(read_metadata(location)) if location else {}
        removed = self._removed[table]
        stored = {path: file for path, file in self._live[table].items() if path not in removed}
        return {
            path: file for path, file in stored.items() if partition_of(file) == (organisation, fiscal_year)
        }

    def _partition_at(
        self, table: str, snapshot_id: int | None, organisation: str, fiscal_year: int
    ) -> dict[str, DataFile]:
        location = self._before.get(table)
        if snapshot_id is None:
            return {}
        metadata = read_metadata(location) if location else None
        if metadata is None or metadata.snapshot_by_id(snapshot_id) is None:
            raise LostSnapshotError(f"{table}: snapshot {snapshot_id} is no longer kept")
        return {
            path: file
            for path, file in live_files(metadata, snapshot_id).items()
            if partition_of(file) == (organisation, fiscal_year)
        }

    def _copy_without(self, table: str, file: DataFile, months: Collection[int]) -> None:
        organisation, fiscal_year = partition_of(file)
        location = self._catalogue.table_location(table)
        with ParquetFiles(
            table, location, organisation=organisation, fiscal_year=fiscal_year, on_begin=self._begun.append
        ) as copies:
            for rows in rows_outside(table, file.file_path, months):
                copies.write(rows)
        self._take_files(copies)


def _local_names(folder: str) -> set[str]:
    return set(os.listdir(folder)) if os.path.isdir(folder) else set()  # noqa: PTH112, PTH208 - a location is a text
