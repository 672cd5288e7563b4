"""One changed driver over 2,000 units × 100 accounts × 36 months, beside the same question in SQL; exact to the öre."""

from __future__ import annotations

import statistics
import time
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from roder.scenarios.cube import ScenarioCube
from roder.scenarios.cube import cube_of
from roder.scenarios.drivers import IndexChange
from roder.scenarios.drivers import VolumeChange
from roder.scenarios.engine import Scenario

UNITS, ACCOUNTS, MONTHS, BODIES, GROUPS = 2_000, 100, 36, 16, 10
RUNS = 7
FACTORS = (1_025_000, 1_031_000, 978_000, 1_000_001, 1_012_500, 1_040_000, 990_000)
CELLS = """
WITH rounded AS (
  SELECT c.unit, c.body, c.grp, c.month, c.ore, i.factor AS index_factor, v.factor AS volume_factor,
         sign(c.ore)::BIGINT * ((abs(c.ore) * i.factor + 500000) // 1000000) AS priced
  FROM cells c
  JOIN index_drivers i ON i.grp = c.grp AND i.year = c.year
  JOIN volume_drivers v ON v.unit = c.unit AND v.year = c.year
), parts AS MATERIALIZED (
  SELECT unit, body, grp, month,
         sum(sign(priced)::BIGINT * ((abs(priced) * volume_factor + 500000) // 1000000))::BIGINT AS ore
  FROM rounded GROUP BY unit, body, grp, month
)
SELECT body, grp, NULL AS unit, month, sum(ore)::BIGINT AS ore FROM parts GROUP BY body, grp, month
UNION ALL SELECT NULL, NULL, unit, month, sum(ore)::BIGINT FROM parts GROUP BY unit, month
UNION ALL SELECT NULL, NULL, NULL, NULL, sum(ore)::BIGINT FROM parts
"""


def make_cube() -> ScenarioCube:
    """Return the same cube every time."""
    numbers = np.random.default_rng(2018)
    amounts = numbers.integers(-5_000_000, 20_000_000, (UNITS, ACCOUNTS, MONTHS))
    return cube_of(
        amounts, [unit % BODIES for unit in range(UNITS)], [each // 10 for each in range(ACCOUNTS)]
    )


def in_duckdb(cube: ScenarioCube) -> duckdb.DuckDBPyConnection:
    """Return the cube as a table in memory, with its drivers, as a person would ask of it in SQL."""
    unit, account, month = np.indices(cube.amounts_ore.shape, dtype=np.int32)
    columns = {
        "unit": unit.ravel(),
        "body": cube.bodies[unit.ravel()].astype(np.int32),
        "grp": cube.groups[account.ravel()].astype(np.int32),
        "month": month.ravel(),
        "year": (month.ravel() // 12).astype(np.int32),
        "ore": cube.amounts_ore.ravel(),
    }
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    cells = pa.table(columns)
    connection.register("given", cells)
    connection.execute("CREATE TABLE cells AS SELECT * FROM given")
    for table, key, count in (("index_drivers", "grp", GROUPS), ("volume_drivers", "unit", UNITS)):
        connection.execute(
            f"CREATE TABLE {table} AS SELECT k::INTEGER AS {key}, y::INTEGER AS year, 1000000::BIGINT AS factor "
            f"FROM range({count}) a(k), range({MONTHS // 12}) b(y)"
        )
    return connection


def asked(connection: duckdb.DuckDBPyConnection, change: IndexChange | VolumeChange) -> tuple[float, Any]:
    """Change one driver in SQL and ask for all sums; return the seconds and the rows."""
    table, key = ("index_drivers", "grp") if isinstance(change, IndexChange) else ("volume_drivers", "unit")
    place = change.group if isinstance(change, IndexChange) else change.unit
    start = time.perf_counter()
    connection.execute(
        f"UPDATE {table} SET factor = ? WHERE {key} = ? AND year = ?", [change.factor, place, change.year]
    )
    rows = connection.sql(CELLS).to_arrow_table()
    return time.perf_counter() - start, rows


def agree(rows: Any, scenario: Scenario) -> None:
    """Stop the bench when the two ways differ by an öre anywhere."""
    sums = scenario.sums
    by_body, by_unit = np.zeros_like(sums.by_body), np.zeros_like(sums.by_unit)
    whole = 0
    for row in rows.to_pylist():
        if row["unit"] is not None:
            by_unit[row["unit"], row["month"]] = row["ore"]
        elif row["body"] is not None:
            by_body[row["body"], row["grp"], row["month"]] = row["ore"]
        else:
            whole = row["ore"]
    assert np.array_equal(by_body, sums.by_body)
    assert np.array_equal(by_unit, sums.by_unit)
    assert whole == sums.total_ore


def measure() -> list[dict[str, Any]]:
    """Return both kinds of driver against DuckDB, the ways taking turns; medians."""
    cube = make_cube()
    scenario, connection = Scenario(cube), in_duckdb(cube)
    rows = []
    changes: dict[str, list[IndexChange | VolumeChange]] = {
        "one changed index": [IndexChange(n % GROUPS, n % 3, factor) for n, factor in enumerate(FACTORS)],
        "one changed volume": [VolumeChange(n * 101, n % 3, factor) for n, factor in enumerate(FACTORS)],
    }
    for name, series in changes.items():
        ours, theirs = [], []
        for change in series[:RUNS]:
            start = time.perf_counter()
            scenario.change(change)
            ours.append(time.perf_counter() - start)
            seconds, table = asked(connection, change)
            theirs.append(seconds)
            agree(table, scenario)
        ratio = statistics.median(theirs) / statistics.median(ours)
        rows.append(
            {
                "name": f"what-if over 7.2 million cells, {name} (s)",
                "against": "the same question in DuckDB SQL",
                "ratio": round(ratio, 1),
                "target": 30,
                "higher_is_better": True,
                "runs": RUNS,
            }
        )
    return rows
