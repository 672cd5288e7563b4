"""What the pointers point at, seen without opening a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.columnstore.catalogue import read_metadata
from roder.columnstore.catalogue import table_io

if TYPE_CHECKING:
    from collections.abc import Mapping


def current_snapshots(pointers: Mapping[str, str]) -> dict[str, int]:
    """Return the current snapshot id of each table that has one.

    >>> current_snapshots({})
    {}
    """
    found = {}
    for table, location in pointers.items():
        snapshot = read_metadata(location).current_snapshot_id
        if snapshot is not None:
            found[table] = snapshot
    return found


def lost_pointers(pointers: Mapping[str, str]) -> list[str]:
    """Return the tables whose current metadata file is not where the pointer says, or cannot be reached.

    >>> lost_pointers({"postings": "/nowhere/00000-x.metadata.json"})
    ['postings']
    """
    return sorted(table for table, location in pointers.items() if not _is_there(location))


def _is_there(location: str) -> bool:
    try:
        return table_io(location).new_input(location).exists()
    except OSError:
        return False
