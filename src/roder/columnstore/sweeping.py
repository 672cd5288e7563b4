"""Removing what killed imports left behind: files that nothing kept refers to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from roder.columnstore.catalogue import read_metadata
from roder.columnstore.catalogue import table_io
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

_FIRST_COMMIT = 1


class UnknownLedgerError(RuntimeError):
    """The folder holds a ledger with history that the pointers do not know; nothing was removed."""


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a sweep removed and kept."""

    removed_files: int
    removed_bytes: int
    kept_files: int


def sweep(
    root: str | os.PathLike[str], pointers: Mapping[str, str], tables: Collection[str] = facts.IMPORTED_TABLES
) -> SweepReport:
    """Delete every file of some tables under ``root`` that no kept snapshot of the pointed-to metadata refers to.

    Call it only while nothing else writes those tables: the imported ones under the import's lock. Raises
    ``UnknownLedgerError``, and removes nothing, when a table's folder holds two or more commits and
    no pointer names it: then the database is the wrong one, or has been emptied.

    >>> import tempfile
    >>> sweep(tempfile.mkdtemp(), {})
    SweepReport(removed_files=0, removed_bytes=0, kept_files=0)
    """
    folder = Path(root)
    _refuse_unknown(folder, pointers)
    kept = {_same(path) for location in pointers.values() if location for path in referenced_files(location)}
    removed = removed_bytes = 0
    for path in _files_of(folder, tables):
        if _same(str(path)) not in kept:
            removed += 1
            removed_bytes += path.stat().st_size
            path.unlink()
    return SweepReport(removed, removed_bytes, len(kept))


def referenced_files(location: str) -> Iterator[str]:
    """Yield the metadata file, the earlier ones it names, and all files of every snapshot it keeps."""
    metadata = read_metadata(location)
    yield location
    yield from (entry.metadata_file for entry in metadata.metadata_log)
    io = table_io(location)
    seen: set[str] = set()
    for snapshot in metadata.snapshots:
        yield snapshot.manifest_list
        for manifest in snapshot.manifests(io):
            if manifest.manifest_path in seen:
                continue
            seen.add(manifest.manifest_path)
            yield manifest.manifest_path
            entries = manifest.fetch_manifest_entry(io, discard_deleted=True)
            yield from (entry.data_file.file_path for entry in entries)


def _refuse_unknown(folder: Path, pointers: Mapping[str, str]) -> None:
    for metadata in folder.glob("*/metadata/*.metadata.json"):
        table = metadata.parent.parent.name
        version = metadata.name.split("-", 1)[0]
        if not pointers.get(table) and version.isdigit() and int(version) > _FIRST_COMMIT:
            raise UnknownLedgerError(
                f"{folder} holds a ledger ({table}) that this database does not know; "
                "check DATABASE_URL and RODER_HOME before importing"
            )


def _files_of(folder: Path, tables: Collection[str]) -> Iterable[Path]:
    others = set(facts.TABLES) - set(tables)
    below = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in below if path.relative_to(folder).parts[0] not in others]


def _same(path: str) -> str:
    return os.path.realpath(path.removeprefix("file://"))
