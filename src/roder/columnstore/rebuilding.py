"""Tables made anew out of another store's data files, with every snapshot that it kept.

The snapshots keep their ids and times, so what names them (a batch that may be undone, a signed
report) finds the same rows as before. Their paths, manifests and column bounds are written afresh,
so a backup may come back in any folder.
"""

from __future__ import annotations

import contextlib
import os
import uuid
from typing import TYPE_CHECKING
from typing import Final
from typing import NamedTuple

from pyiceberg.manifest import ManifestEntry
from pyiceberg.manifest import ManifestEntryStatus
from pyiceberg.manifest import write_manifest
from pyiceberg.manifest import write_manifest_list
from pyiceberg.table.snapshots import Operation
from pyiceberg.table.snapshots import Snapshot
from pyiceberg.table.snapshots import Summary

from roder.columnstore.catalogue import StagingCatalogue
from roder.columnstore.catalogue import table_io
from roder.columnstore.iceberg_schema import iceberg_schema
from roder.columnstore.iceberg_schema import partition_spec
from roder.columnstore.parquet_files import new_data_path
from roder.columnstore.parquet_files import settled_size
from roder.columnstore.staging import Swap
from roder.columnstore.transfer import ForeignFileError
from roder.columnstore.transfer import copied_in
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from typing import IO

    from pyiceberg.manifest import DataFile
    from pyiceberg.manifest import ManifestFile

_FORMAT: Final = 2
_COMPRESSION: Final = "deflate"


class _Kept(NamedTuple):
    snapshot_id: int
    made_ms: int
    names: frozenset[str]


class RebuiltTables:
    """Takes in files, then snapshots that name them; ``finish`` writes the tables. Used by one thread."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self._catalogue = StagingCatalogue(os.fspath(root), {})
        self._files: dict[str, dict[str, DataFile]] = {table: {} for table in facts.TABLES}
        self._kept: dict[str, list[_Kept]] = {table: [] for table in facts.TABLES}
        self._written: list[str] = []

    def take_file(
        self, name: str, table: str, source: IO[bytes], *, organisation: str, fiscal_year: int
    ) -> None:
        """Copy a data file of another store into this one, to be named by its snapshots.

        Raises ``ForeignFileError`` when it is not a data file of the table, ``OSError`` when the disk is full.
        """
        if table not in self._files:
            raise ForeignFileError(f"there is no table {table}")
        path = new_data_path(self._catalogue.table_location(table), fiscal_year)
        self._written.append(path)
        self._files[table][name] = copied_in(
            table, source, path, organisation=organisation, fiscal_year=fiscal_year
        )

    def take_snapshot(self, table: str, snapshot_id: int, made_ms: int, names: Sequence[str]) -> None:
        """Add a table's next snapshot: exactly the files of these names. Raises ``ForeignFileError``."""
        unknown = sorted(set(names) - set(self._files.get(table, {})))
        if table not in self._kept or unknown:
            raise ForeignFileError(f"a snapshot of {table} names {', '.join(unknown) or 'nothing known'}")
        self._kept[table].append(_Kept(snapshot_id, made_ms, frozenset(names)))

    def finish(self) -> Mapping[str, Swap]:
        """Write the tables that have snapshots and return their swaps, to be done in one transaction."""
        swaps = {}
        for table, kept in self._kept.items():
            if kept:
                location = self._catalogue.create_with_history(table, self._snapshots(table, kept))
                settled_size(location)
                swaps[table] = Swap(None, location, kept[-1].snapshot_id)
        return swaps

    def abandon(self) -> None:
        """Delete every file that was written. What cannot be deleted is left for the sweep."""
        for path in [*self._written, *self._catalogue.written]:
            with contextlib.suppress(OSError):
                table_io(path).delete(path)

    def _snapshots(self, table: str, kept: Sequence[_Kept]) -> list[Snapshot]:
        """Write what each snapshot consists of; files that always go together share a manifest."""
        groups: dict[tuple[int, ...], list[str]] = {}
        for name in sorted(self._files[table]):
            belongs = tuple(number for number, each in enumerate(kept) if name in each.names)
            groups.setdefault(belongs, []).append(name)
        manifests = {
            belongs: self._manifest(table, names, kept[belongs[0]].snapshot_id, belongs[0] + 1)
            for belongs, names in groups.items()
            if belongs
        }
        snapshots: list[Snapshot] = []
        for number, each in enumerate(kept):
            live = [manifest for belongs, manifest in manifests.items() if number in belongs]
            parent = snapshots[-1].snapshot_id if snapshots else None
            snapshots.append(self._snapshot(table, each, number + 1, parent, live))
        return snapshots

    def _manifest(self, table: str, names: Sequence[str], snapshot_id: int, sequence: int) -> ManifestFile:
        path = self._metadata_path(table, f"{uuid.uuid4()}-m0.avro")
        output = table_io(path).new_output(path)
        spec, schema = partition_spec(table), iceberg_schema(table)
        with write_manifest(_FORMAT, spec, schema, output, snapshot_id, _COMPRESSION) as writer:
            for name in names:
                writer.add(
                    ManifestEntry.from_args(
                        status=ManifestEntryStatus.ADDED,
                        snapshot_id=snapshot_id,
                        sequence_number=None,
                        file_sequence_number=None,
                        data_file=self._files[table][name],
                    )
                )
        settled_size(path)
        manifest = writer.to_manifest_file()
        manifest.sequence_number = manifest.min_sequence_number = sequence
        return manifest

    def _snapshot(
        self, table: str, kept: _Kept, sequence: int, parent: int | None, live: list[ManifestFile]
    ) -> Snapshot:
        path = self._metadata_path(table, f"snap-{kept.snapshot_id}-0-{uuid.uuid4()}.avro")
        output = table_io(path).new_output(path)
        with write_manifest_list(_FORMAT, output, kept.snapshot_id, parent, sequence, _COMPRESSION) as writer:
            writer.add_manifests(live)
        settled_size(path)
        files = [self._files[table][name] for name in kept.names]
        totals = {
            "total-data-files": len(files),
            "total-records": sum(file.record_count for file in files),
            "total-files-size": sum(file.file_size_in_bytes for file in files),
            "total-delete-files": 0,
            "total-position-deletes": 0,
            "total-equality-deletes": 0,
        }
        return Snapshot.model_validate(
            {
                "snapshot-id": kept.snapshot_id,
                "parent-snapshot-id": parent,
                "manifest-list": path,
                "sequence-number": sequence,
                "timestamp-ms": kept.made_ms,
                "summary": Summary(
                    Operation.OVERWRITE, **{name: str(total) for name, total in totals.items()}
                ),
                "schema-id": 0,
            }
        )

    def _metadata_path(self, table: str, name: str) -> str:
        path = f"{self._catalogue.table_location(table)}/metadata/{name}"
        self._written.append(path)
        return path
