"""``make bench``: every comparison in one run, as a table and in var/bench.json."""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from tests.benchmarks import bench_audit
from tests.benchmarks import bench_goals
from tests.benchmarks import bench_grid
from tests.benchmarks import bench_import
from tests.benchmarks import bench_parse
from tests.benchmarks import bench_scenarios
from tests.benchmarks import bench_start
from tests.benchmarks import bench_store

if TYPE_CHECKING:
    from collections.abc import Iterator

OUT = Path(__file__).parents[2] / "var" / "bench.json"


def machine() -> str:
    """Return what the figures were measured on."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def measurements() -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of one comparison after another, so that a person sees them as they come."""
    yield bench_parse.measure()
    yield bench_import.bench_import()
    yield bench_import.bench_page()
    yield bench_start.bench_start()
    yield bench_audit.measure()
    yield bench_goals.measure()
    yield bench_grid.measure()
    yield bench_scenarios.measure()
    yield from bench_store.run(os.environ.get("DATABASE_URL", ""))


def line(row: dict[str, Any]) -> str:
    """Return a row as text; a missed target is told, never an error (machines differ)."""
    reached = row["ratio"] >= row["target"] if row["higher_is_better"] else row["ratio"] <= row["target"]
    sign = "≥" if row["higher_is_better"] else "≤"
    mark = "reached" if reached else "missed "
    return f"{mark}  {row['ratio']:>9.3f}  {sign} {row['target']:<6}  {row['name']} / {row['against']}\n"


def main() -> None:
    """Measure, print, and write everything down."""
    rows: list[dict[str, Any]] = []
    for found in measurements():
        for row in found:
            rows.append(row | {"machine": machine()})
            sys.stdout.write(line(row))
            sys.stdout.flush()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(rows, ensure_ascii=False, indent=2), "utf-8")


if __name__ == "__main__":
    main()
