"""The data files of a snapshot, planned once per metadata location; no engine is needed for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from roder.columnstore.catalogue import read_metadata
from roder.columnstore.snapshots import live_files
from roder.columnstore.snapshots import month_bounds
from roder.columnstore.snapshots import partition_of

_KEPT_PLANS = 64


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A data file of a snapshot, and what is known of it without opening it."""

    path: str
    organisation: str
    fiscal_year: int
    rows: int
    first_month: int | None
    last_month: int | None


@lru_cache(maxsize=_KEPT_PLANS)
def planned_files(location: str, table: str, snapshot_id: int | None = None) -> tuple[PlannedFile, ...]:
    """Return the files of a table's snapshot (the current one by default), in a fixed order.

    Kept per metadata location: a location is written once and never changed.
    """
    files = []
    for path, file in live_files(read_metadata(location), snapshot_id).items():
        organisation, fiscal_year = partition_of(file)
        first, last = month_bounds(table, file) or (None, None)
        files.append(PlannedFile(path, organisation, fiscal_year, file.record_count, first, last))
    return tuple(sorted(files, key=lambda file: (file.organisation, file.fiscal_year, file.path)))
