"""A catalogue that stages: metadata files are written, but no one sees them until pointers move.

The pointers (table to current metadata file) come in as a plain mapping and are never written
back here. Whoever owns them moves them all in one relational transaction after ``finish``; a
process killed before that leaves the old state and some files that ``sweeping`` removes.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from pyiceberg.catalog.noop import NoopCatalog
from pyiceberg.exceptions import NoSuchTableError
from pyiceberg.io import load_file_io
from pyiceberg.serializers import FromInputFile
from pyiceberg.serializers import ToOutputFile
from pyiceberg.table import CommitTableResponse
from pyiceberg.table import Table
from pyiceberg.table.metadata import new_table_metadata
from pyiceberg.table.refs import MAIN_BRANCH
from pyiceberg.table.refs import SnapshotRefType
from pyiceberg.table.sorting import UNSORTED_SORT_ORDER
from pyiceberg.table.update import AddSnapshotUpdate
from pyiceberg.table.update import SetSnapshotRefUpdate
from pyiceberg.table.update import update_table_metadata
from typing_extensions import override

from roder.columnstore.iceberg_schema import iceberg_schema
from roder.columnstore.iceberg_schema import partition_spec
from roder.columnstore.iceberg_schema import table_properties

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from pyiceberg.io import FileIO
    from pyiceberg.table.metadata import TableMetadata
    from pyiceberg.table.snapshots import Snapshot
    from pyiceberg.table.update import TableRequirement
    from pyiceberg.table.update import TableUpdate
    from pyiceberg.typedef import Identifier

CATALOGUE_NAME = "roder"
NAMESPACE = "ledger"


def table_io(location: str) -> FileIO:
    """Return the file access that serves a location (a local path, or object storage by its scheme)."""
    return load_file_io({}, location)


def read_metadata(location: str) -> TableMetadata:
    """Return the Iceberg metadata that a pointer names."""
    return FromInputFile.table_metadata(table_io(location).new_input(location))


class StagingCatalogue(NoopCatalog):
    """Keeps new pointers in memory; ``pointers`` starts as the ones given and moves with each commit."""

    def __init__(self, root: str, pointers: Mapping[str, str]) -> None:
        super().__init__(CATALOGUE_NAME)
        self.root = root.rstrip("/")
        self.pointers = dict(pointers)
        self.written: list[str] = []

    def table_location(self, table: str) -> str:
        """Return the folder of a table under the root."""
        return f"{self.root}/{table}"

    def open_or_create(self, table: str) -> Table:
        """Return the table, making an empty one when no pointer names it."""
        if table not in self.pointers:
            self._write(table, self._empty(table), version=0)
        return self.load_table((NAMESPACE, table))

    def create_with_history(self, table: str, snapshots: Sequence[Snapshot]) -> str:
        """Make a table that has been through the snapshots, oldest first; returns where its metadata lies."""
        updates: list[TableUpdate] = []
        for snapshot in snapshots:
            updates += [
                AddSnapshotUpdate(snapshot=snapshot),
                SetSnapshotRefUpdate.model_validate(
                    {
                        "ref-name": MAIN_BRANCH,
                        "type": SnapshotRefType.BRANCH,
                        "snapshot-id": snapshot.snapshot_id,
                    }
                ),
            ]
        metadata = update_table_metadata(base_metadata=self._empty(table), updates=tuple(updates))
        return self._write(table, metadata, version=len(snapshots))

    @override
    def load_table(self, identifier: str | Identifier) -> Table:
        table = self.table_name_from(identifier)
        location = self.pointers.get(table)
        if location is None:
            raise NoSuchTableError(f"no such table: {table}")
        return Table(
            identifier=(NAMESPACE, table),
            metadata=read_metadata(location),
            metadata_location=location,
            io=table_io(location),
            catalog=self,
        )

    @override
    def commit_table(
        self, table: Table, requirements: tuple[TableRequirement, ...], updates: tuple[TableUpdate, ...]
    ) -> CommitTableResponse:
        name = table.name()[-1]
        current = self.load_table(table.name())
        for requirement in requirements:
            requirement.validate(current.metadata)
        metadata = update_table_metadata(
            base_metadata=current.metadata, updates=updates, metadata_location=current.metadata_location
        )
        version = int(current.metadata_location.rsplit("/", 1)[-1].split("-", 1)[0]) + 1
        location = self._write(name, metadata, version=version)
        return CommitTableResponse.model_validate({"metadata": metadata, "metadata-location": location})

    @override
    def supports_server_side_planning(self) -> bool:
        return False

    def _empty(self, table: str) -> TableMetadata:
        return new_table_metadata(
            location=self.table_location(table),
            schema=iceberg_schema(table),
            partition_spec=partition_spec(table),
            sort_order=UNSORTED_SORT_ORDER,
            properties=table_properties(table),
        )

    def _write(self, table: str, metadata: TableMetadata, *, version: int) -> str:
        location = f"{metadata.location}/metadata/{version:05d}-{uuid.uuid4()}.metadata.json"
        self.written.append(location)
        ToOutputFile.table_metadata(metadata, table_io(location).new_output(location))
        self.pointers[table] = location
        return location
