"""The ledger store against hand-written DuckDB and PostgreSQL: each pair in one run, interleaved, medians.

No number here is compared in a test; ``make bench`` prints the rows and writes them down.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from typing import Any

import duckdb
import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.csv as pa_csv
from tests.benchmarks import synthetic_ledger as ledger

from roder.columnstore.cells import CellFilter
from roder.columnstore.drill import cell_postings
from roder.columnstore.staging import StagedChange
from roder.columnstore.store import LedgerStore
from roder.columnstore.totals import TotalsAccumulator
from roder.columnstore.totals import merge_codes
from roder.columnstore.totals import pack
from roder.columnstore.totals import roll_up_packed
from roder.columnstore.totals import unpack
from roder.domain import facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

RUNS = 5
ORGANISATION = "2120000159"

FOLLOW_UP = """
SELECT owner.committee, chart.line, p.month, CAST(sum(p.amount_ore) AS BIGINT) AS amount_ore
FROM {postings} p JOIN owner ON owner.code = p.responsibility JOIN chart ON chart.account = p.account
GROUP BY 1, 2, 3
"""
CELL = CellFilter(
    fiscal_years=(ledger.FIRST_YEAR + 1,),
    first_month=(ledger.FIRST_YEAR + 1) * 100 + 3,
    last_month=(ledger.FIRST_YEAR + 1) * 100 + 6,
    account_prefixes=("30", "31"),
    responsibility=tuple(ledger.UNIT_CODES[:40]),
)


@dataclass(frozen=True, slots=True)
class StoredLedger:
    """A synthetic ledger in the store, with the totals that its import kept."""

    pointers: Mapping[str, str]
    blobs: Mapping[int, bytes]
    rows: int

    def paths(self, fiscal_years: tuple[int, ...] | None = None) -> list[str]:
        files = LedgerStore(self.pointers).files(facts.POSTINGS, fiscal_years=fiscal_years)
        return [file.path for file in files]


def store_ledger(root: Path, rows: int = 5_000_000) -> StoredLedger:
    """Write four years into the store and keep their totals."""
    chart = ledger.chart()
    change = StagedChange(root, {})
    blobs: dict[int, bytes] = {}
    for number in range(ledger.YEARS):
        year = ledger.FIRST_YEAR + number
        adder = TotalsAccumulator(chart.line_of_account.__getitem__)
        with change.writer(
            facts.POSTINGS, organisation=ORGANISATION, fiscal_year=year, batch=number
        ) as writer:
            for batch in ledger.year_batches(year, rows // ledger.YEARS):
                adder.add(batch)
                writer.write(batch)
        blobs.update({month: pack(totals) for month, totals in adder.totals().items()})
    pointers = {table: swap.new_location for table, swap in change.finish().items()}
    return StoredLedger(pointers, blobs, rows)


def bench_writing(rows: int = 1_000_000, runs: int = RUNS) -> list[dict[str, Any]]:
    """Batches to a committed Iceberg snapshot, against DuckDB reading the same rows as CSV into Parquet."""
    batches = list(ledger.year_batches(ledger.FIRST_YEAR, rows))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "rows.csv"
        _write_csv(source, batches)
        connection = duckdb.connect()

        def ours() -> None:
            with tempfile.TemporaryDirectory(dir=folder) as root:
                change = StagedChange(root, {})
                change.replace(ORGANISATION, ledger.FIRST_YEAR)
                with change.writer(
                    facts.POSTINGS, organisation=ORGANISATION, fiscal_year=ledger.FIRST_YEAR, batch=1
                ) as writer:
                    for batch in batches:
                        writer.write(batch)
                change.finish()

        def theirs() -> None:
            target = Path(folder) / "theirs.parquet"
            connection.execute(
                f"COPY (FROM read_csv('{source}')) TO '{target}' (FORMAT parquet, COMPRESSION lz4)"
            )

        times = _interleaved({"ours": ours, "theirs": theirs}, runs)
    ratio = times["ours"] / times["theirs"]
    return [
        _row("store 1M rows in Iceberg", "DuckDB CSV to Parquet", ratio, 1.0, runs, higher_is_better=False)
    ]


def bench_follow_up(stored: StoredLedger, postgres_url: str = "", runs: int = RUNS) -> list[dict[str, Any]]:
    """All committees by line by month from the kept totals by code, cold, against SQL over the postings."""
    chart = ledger.chart()
    owner_of_code = {code: f"{place:02d}" for code, place in chart.committee_of_code.items()}
    place_of_owner = {f"{place:02d}": place for place in range(ledger.COMMITTEES)}
    by_owner = {month: pack(merge_codes(unpack(blob), owner_of_code)) for month, blob in stored.blobs.items()}
    connection = duckdb.connect()
    _chart_tables(connection)
    sql = FOLLOW_UP.format(postings=f"read_parquet({stored.paths()!r})")

    def ours() -> np.ndarray:
        return roll_up_packed(by_owner, place_of_owner, ledger.COMMITTEES).amounts

    def ours_by_code() -> np.ndarray:
        return roll_up_packed(stored.blobs, chart.committee_of_code, ledger.COMMITTEES).amounts

    def duck() -> pa.Table:
        return connection.sql(sql).to_arrow_table()

    found = duck()
    _same_sums(ours(), found)
    _same_sums(ours_by_code(), found)
    times = _interleaved({"ours": ours, "by code": ours_by_code, "duckdb": duck}, runs)
    against = "DuckDB SQL over postings"
    rows = [
        _row("follow-up, totals by committee", against, times["duckdb"] / times["ours"], 20.0, runs),
        _row("follow-up, by code and cold", against, times["duckdb"] / times["by code"], 20.0, runs),
    ]
    if postgres_url:
        with psycopg.connect(postgres_url) as server:
            _load_postgres(server, stored)
            postgres_sql = FOLLOW_UP.format(postings="bench_postings")
            both = _interleaved(
                {"ours": ours, "postgres": lambda: server.execute(postgres_sql).fetchall()}, runs
            )
            server.rollback()
        against = "PostgreSQL with a covering index"
        rows.append(
            _row("follow-up, totals by committee", against, both["postgres"] / both["ours"], 100.0, runs)
        )
    return rows


def bench_drill(stored: StoredLedger, runs: int = RUNS) -> list[dict[str, Any]]:
    """A cell to its 100 largest postings, against hand-written DuckDB over the same files."""
    paths = stored.paths(CELL.fiscal_years)
    units = ", ".join(f"'{code}'" for code in CELL.responsibility)
    sql = (
        f"SELECT * FROM read_parquet({paths!r}) WHERE month BETWEEN {CELL.first_month} AND {CELL.last_month} "
        f"AND (account LIKE '30%' OR account LIKE '31%') AND responsibility IN ({units}) "
        "ORDER BY abs(amount_ore) DESC, batch, line LIMIT 100"
    )
    connection = duckdb.connect()
    connection.execute("SET parquet_metadata_cache = true")
    store = LedgerStore(stored.pointers)

    def theirs() -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
        return rows

    found = [(row.batch, row.line) for row in cell_postings(store, CELL)]
    columns = [column[0] for column in connection.execute(sql).description]
    places = columns.index("batch"), columns.index("line")
    if found != [(row[places[0]], row[places[1]]) for row in theirs()]:
        raise AssertionError("the two drill-downs differ")
    times = _interleaved({"ours": lambda: cell_postings(store, CELL), "theirs": theirs}, runs)
    ratio = times["ours"] / times["theirs"]
    return [_row("cell to its 100 largest", "hand-written DuckDB", ratio, 2.0, runs, higher_is_better=False)]


def run(postgres_url: str = "", rows: int = 5_000_000, runs: int = RUNS) -> Iterator[list[dict[str, Any]]]:
    """Run every comparison of the store."""
    yield bench_writing(runs=runs)
    with tempfile.TemporaryDirectory() as folder:
        stored = store_ledger(Path(folder), rows)
        yield bench_follow_up(stored, postgres_url, runs)
        yield bench_drill(stored, runs)


def _interleaved(work: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    for step in work.values():
        step()
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(runs):
        for name, step in work.items():
            start = time.perf_counter()
            step()
            times[name].append(time.perf_counter() - start)
    return {name: median(taken) for name, taken in times.items()}


def _row(
    name: str, against: str, ratio: float, target: float, runs: int, *, higher_is_better: bool = True
) -> dict[str, Any]:
    return {
        "name": name,
        "against": against,
        "ratio": round(ratio, 3),
        "target": target,
        "higher_is_better": higher_is_better,
        "runs": runs,
    }


def _chart_tables(connection: duckdb.DuckDBPyConnection) -> None:
    chart = ledger.chart()
    connection.execute("CREATE TABLE owner (code VARCHAR, committee INTEGER)")
    connection.executemany("INSERT INTO owner VALUES (?, ?)", list(chart.committee_of_code.items()))
    connection.execute("CREATE TABLE chart (account VARCHAR, line VARCHAR)")
    connection.executemany("INSERT INTO chart VALUES (?, ?)", list(chart.line_of_account.items()))


def _same_sums(amounts: np.ndarray, found: pa.Table) -> None:
    if int(amounts.sum()) != sum(found.column("amount_ore").to_pylist()):
        raise AssertionError("the kept totals and the postings differ")
    if np.count_nonzero(amounts) != sum(1 for ore in found.column("amount_ore").to_pylist() if ore):
        raise AssertionError("the kept totals and the postings have different cells")


def _load_postgres(server: psycopg.Connection[Any], stored: StoredLedger) -> None:
    chart = ledger.chart()
    server.execute("SET LOCAL work_mem = '512MB'")
    server.execute("CREATE TEMP TABLE owner (code text PRIMARY KEY, committee int) ON COMMIT DROP")
    server.execute("CREATE TEMP TABLE chart (account text PRIMARY KEY, line text) ON COMMIT DROP")
    server.execute(
        "CREATE TEMP TABLE bench_postings (responsibility text, account text, month int, amount_ore bigint) "
        "ON COMMIT DROP"
    )
    cursor = server.cursor()
    cursor.executemany("INSERT INTO owner VALUES (%s, %s)", list(chart.committee_of_code.items()))
    cursor.executemany("INSERT INTO chart VALUES (%s, %s)", list(chart.line_of_account.items()))
    postings = duckdb.sql(
        f"SELECT responsibility, account, month, amount_ore FROM read_parquet({stored.paths()!r})"
    )
    with cursor.copy("COPY bench_postings FROM STDIN") as copy:
        for batch in postings.to_arrow_reader(50_000):
            rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            copy.write("".join(f"{unit}\t{account}\t{month}\t{ore}\n" for unit, account, month, ore in rows))
    server.execute("CREATE INDEX ON bench_postings (responsibility, account, month) INCLUDE (amount_ore)")
    server.execute("ANALYZE")


def _write_csv(path: Path, batches: list[pa.RecordBatch]) -> None:
    rows = pa.Table.from_batches(batches)
    plain = pa.table(
        {
            name: column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
            for name, column in zip(rows.column_names, rows.columns, strict=True)
        }
    )
    pa_csv.write_csv(plain, path)
