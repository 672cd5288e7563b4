"""What the pointers point at, seen without opening a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.columnstore.catalogue import read_metadata

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
