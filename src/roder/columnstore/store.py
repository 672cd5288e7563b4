"""Reading the ledger store: which files a question needs, and the answer from the engine."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from roder.columnstore.engines import open_engine
from roder.columnstore.planning import planned_files
from roder.columnstore.questions import compiled
from roder.columnstore.questions import compiled_with_values
from roder.columnstore.questions import flat_values
from roder.columnstore.questions import shape_of
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping

    import pyarrow as pa

    from roder.columnstore.engines import Engine
    from roder.columnstore.planning import PlannedFile
    from roder.columnstore.questions import Given
    from roder.columnstore.questions import Question


@lru_cache(maxsize=4)
def shared_engine(url: str) -> Engine:
    """Return the process's engine of an address; opened once, used by every thread."""
    return open_engine(url)


class LedgerStore:
    """The ledger as its pointers say it stands, read through one engine.

    ``pointers`` maps table to metadata location; a missing table is empty. ``snapshot_ids`` pins
    tables to earlier snapshots (a signed report). Cheap to make, so make one per request.

    >>> LedgerStore({}).years()
    ()
    """

    def __init__(
        self,
        pointers: Mapping[str, str],
        engine_url: str = "duckdb://",
        snapshot_ids: Mapping[str, int] | None = None,
    ) -> None:
        self._pointers = dict(pointers)
        self._engine_url = engine_url
        self._snapshot_ids = dict(snapshot_ids or {})

    def files(
        self,
        table: str,
        *,
        organisation: str | None = None,
        fiscal_years: Collection[int] | None = None,
        first_month: int | None = None,
        last_month: int | None = None,
    ) -> tuple[PlannedFile, ...]:
        """Return the files that can hold such rows; organisation and year exactly, months by bounds."""
        location = self._pointers.get(table)
        if not location:
            return ()
        return tuple(
            file
            for file in planned_files(location, table, self._snapshot_ids.get(table))
            if (organisation is None or file.organisation == organisation)
            and (fiscal_years is None or file.fiscal_year in fiscal_years)
            and (first_month is None or file.last_month is None or file.last_month >= first_month)
            and (last_month is None or file.first_month is None or file.first_month <= last_month)
        )

    def years(self, organisation: str | None = None) -> tuple[tuple[str, int], ...]:
        """Return every (organisation, fiscal year) that has imported rows of any kind, sorted."""
        found = {
            (file.organisation, file.fiscal_year)
            for table in facts.IMPORTED_TABLES
            for file in self.files(table, organisation=organisation)
        }
        return tuple(sorted(found))

    def ask(
        self, question: Question, files: Mapping[str, tuple[PlannedFile, ...]], **given: Given | None
    ) -> pa.Table:
        """Return the answer to a question over the files of each table it reads.

        ``given`` are the question's values; ``None`` means not given. Sums come back as int64.
        """
        engine = shared_engine(self._engine_url)
        values = {name: value for name, value in given.items() if value is not None}
        paths = {table: tuple(file.path for file in planned) for table, planned in files.items()}
        if engine.binds_values:
            sql = compiled(question, shape_of(values), engine.dialect)
            return engine.run(sql, paths, flat_values(values))
        return engine.run(compiled_with_values(question, values, engine.dialect), paths, {})
