"""The engines that answer questions: DuckDB in this process, or any Spark Connect server.

A question reaches an engine as SQL that Ibis compiled, in which each table stands as a marker;
the engine puts the snapshot's Parquet files there.
"""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol
from urllib.parse import urlsplit

import duckdb

from roder.columnstore import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from roder.columnstore.questions import Value

_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class UnknownEngineError(ValueError):
    """The engine address is neither ``duckdb://`` nor ``sc://host:port``."""


class Engine(Protocol):
    """What answers compiled questions."""

    dialect: str
    binds_values: bool
    """Whether SQL keeps markers for values, so that one compiled text serves every value."""

    def run(self, sql: str, files: Mapping[str, tuple[str, ...]], values: Mapping[str, Value]) -> pa.Table:
        """Return the rows of the SQL over the files of each table."""


def open_engine(url: str) -> Engine:
    """Return the engine of an address: ``duckdb://`` or ``sc://host:port``.

    >>> open_engine("duckdb://").dialect
    'duckdb'
    """
    scheme = urlsplit(url).scheme
    if scheme == "duckdb":
        return DuckEngine()
    if scheme == "sc":
        return SparkEngine(url)
    raise UnknownEngineError(f"no such engine: {url} (use duckdb:// or sc://host:port)")


class DuckEngine:
    """DuckDB in memory, one cursor per thread; extensions are never fetched."""

    dialect = "duckdb"
    binds_values = True

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:", config=_OFFLINE)
        # Files never change under their name, so what their footers say may be kept.
        self._connection.execute("SET parquet_metadata_cache = true")
        self._cursors = threading.local()
        self._lock = threading.Lock()

    def run(self, sql: str, files: Mapping[str, tuple[str, ...]], values: Mapping[str, Value]) -> pa.Table:
        """Return the rows of the SQL over the files of each table."""
        for table, paths in files.items():
            sql = sql.replace(f'"{schema.table_marker(table)}"', _parquet_list(table, paths))
        return self._cursor().sql(sql, params=dict(values) or None).to_arrow_table()

    def _cursor(self) -> Any:
        cursor = getattr(self._cursors, "cursor", None)
        if cursor is None:
            with self._lock:
                cursor = self._cursors.cursor = self._connection.cursor()
        return cursor


class SparkEngine:
    """A Spark Connect server: Apache Spark, or Sail. The files must be readable where it runs."""

    dialect = "pyspark"
    binds_values = False

    def __init__(self, url: str) -> None:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - a heavy import that DuckDB never needs

        self._session = SparkSession.builder.remote(url).getOrCreate()
        self._views: set[str] = set()
        self._lock = threading.Lock()

    def run(self, sql: str, files: Mapping[str, tuple[str, ...]], values: Mapping[str, Value]) -> pa.Table:
        """Return the rows of the SQL over the files of each table; values already stand in the SQL."""
        del values
        with self._lock:
            for table, paths in files.items():
                sql = sql.replace(f"`{schema.table_marker(table)}`", self._view(table, paths))
            return self._session.sql(sql).toArrow()

    def close(self) -> None:
        """End the session. A server that goes away first makes the client wait and retry for minutes."""
        self._session.stop()

    def _view(self, table: str, paths: tuple[str, ...]) -> str:
        if not paths:
            return _no_rows(table, "`", {"int32": "INT", "int64": "BIGINT", "string": "STRING"})
        name = f"{table}_{hashlib.sha256(chr(0).join(paths).encode()).hexdigest()[:24]}"
        if name not in self._views:
            self._session.read.parquet(*paths).createOrReplaceTempView(name)
            self._views.add(name)
        return f"`{name}`"


def _parquet_list(table: str, paths: tuple[str, ...]) -> str:
    if not paths:
        return _no_rows(table, '"', {"int32": "INTEGER", "int64": "BIGINT", "string": "VARCHAR"})
    quoted = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{quoted}], hive_partitioning = false)"


def _no_rows(table: str, quote: str, types: Mapping[str, str]) -> str:
    columns = ", ".join(
        f"CAST(NULL AS {types.get(str(field.type), 'DATE')}) AS {quote}{field.name}{quote}"
        for field in schema.arrow_schema(table)
    )
    return f"(SELECT {columns} WHERE 1 = 0)"
