"""``make bench``: every comparison in one run, as a table and in var/bench.json."""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks import bench_import
from tests.benchmarks import bench_parse
from tests.benchmarks import bench_start
from tests.benchmarks import bench_store

OUT = Path(__file__).parents[2] / "var" / "bench.json"


def machine() -> str:
    """Return what the figures were measured on."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def main() -> None:
    """Measure, print and write; a missed target is printed, never an error (machines differ)."""
    rows: list[dict[str, Any]] = [
        *bench_parse.measure(),
        *bench_import.bench_import(),
        *bench_import.bench_page(),
        *bench_start.bench_start(),
        *bench_store.run(os.environ.get("DATABASE_URL", "")),
    ]
    for row in rows:
        row["machine"] = machine()
        reached = row["ratio"] >= row["target"] if row["higher_is_better"] else row["ratio"] <= row["target"]
        sign = "≥" if row["higher_is_better"] else "≤"
        mark = "reached" if reached else "missed "
        sys.stdout.write(
            f"{mark}  {row['ratio']:>9.3f}  {sign} {row['target']:<6}  {row['name']} / {row['against']}\n"
        )
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(rows, ensure_ascii=False, indent=2), "utf-8")


if __name__ == "__main__":
    main()
