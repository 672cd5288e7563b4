"""The whole import of a file, its memory, and a page that shows the follow-up."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
from tests.benchmarks.bench_parse import _CSV_TYPES
from tests.benchmarks.bench_parse import files

RUNS = 5
MOST_MB = 500
ONE_IMPORT = """
import json, sys, time
from pathlib import Path
import django
django.setup()
from roder.config.installation import prepare
prepare()
from roder.apps.identity.queries import system_user
from roder.apps.ledger.actions.imports import import_file
from roder.formats.sie.warm import warm
warm()  # loaded, as DuckDB is: the site's worker loads it when it starts
start = time.perf_counter()
outcome = import_file(Path(sys.argv[1]), acting_user=system_user())
seconds = time.perf_counter() - start
status = Path("/proc/self/status").read_text()  # ru_maxrss would carry the parent's peak over
peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
print(json.dumps({"seconds": seconds, "peak_mb": peak, "postings": outcome.batch.postings}))
"""
PAGES = """
import json, statistics, sys, time
import django
django.setup()
from django.test import Client
from roder.apps.identity.models import User
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.filter(is_demo=True).first())
def seconds(path):
    start = time.perf_counter()
    answer = client.get(path)
    assert answer.status_code == 200, path
    return time.perf_counter() - start
pages = {"empty": "/import/kolumner-saknas/", "follow_up": "/uppfoljning/2018-08/"}
pages["empty"] = sys.argv[1]
for path in pages.values():
    seconds(path); seconds(path)
times = {name: [] for name in pages}
for _ in range(15):
    for name, path in pages.items():
        times[name].append(seconds(path))
print(json.dumps({name: statistics.median(taken) for name, taken in times.items()}))
"""


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    source = str(Path(__file__).parents[2] / "src")
    settings = "roder.config.settings.base"
    return kept | {"RODER_HOME": str(home), "PYTHONPATH": source, "DJANGO_SETTINGS_MODULE": settings}


def _in_process(script: str, home: Path, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=_environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _import(sie: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return _in_process(ONE_IMPORT, Path(folder), str(sie))


def _csv_to_parquet(csv: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        connection = duckdb.connect(config={"threads": 2})
        start = time.perf_counter()
        connection.execute(
            f"COPY (SELECT * FROM read_csv('{csv}', types={_CSV_TYPES!r}, header=true)) "
            f"TO '{folder}/rows.parquet' (FORMAT parquet, COMPRESSION lz4)"
        )
        return time.perf_counter() - start


def bench_import(runs: int = RUNS) -> list[dict[str, Any]]:
    """Parse, prove and store a million postings, beside DuckDB writing the same rows from CSV to Parquet."""
    sie, csv = files(1_000_000)
    _import(sie)
    ours, theirs, peaks = [], [], []
    for _ in range(runs):
        found = _import(sie)
        ours.append(found["seconds"])
        peaks.append(found["peak_mb"])
        theirs.append(_csv_to_parquet(csv))
    ratio = statistics.median(ours) / statistics.median(theirs)
    large = _import(files(5_000_000)[0])
    peak, larger = statistics.median(peaks), large["peak_mb"]
    return [
        _row("whole import of 1M postings", "DuckDB CSV to Parquet", ratio, 1.2, runs),
        _row("peak memory, 1M postings", f"{MOST_MB} MB", peak / MOST_MB, 1.0, runs),
        _row("peak memory, 5M postings", f"{MOST_MB} MB", larger / MOST_MB, 1.0, 1),
        _row("peak memory, 5M postings", "1M postings", larger / peak, 1.1, 1),
    ]


def bench_page() -> list[dict[str, Any]]:
    """The follow-up page of the example, beside a page of the same site that shows nothing."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        subprocess.run(
            [sys.executable, "-m", "roder.config.cli", "demo", "--no-serve"],
            env=_environment(home),
            capture_output=True,
            check=True,
        )
        subprocess.run(
            [sys.executable, "-m", "roder.config.cli", "collectstatic", "--no-input"],
            env=_environment(home),
            capture_output=True,
            check=True,
        )
        times = _in_process(PAGES, home, "/import/")
    return [_row("follow-up page", "page of the same site", times["follow_up"] / times["empty"], 3.0, 15)]


def _row(name: str, against: str, ratio: float, target: float, runs: int) -> dict[str, Any]:
    return {
        "name": name,
        "against": against,
        "ratio": round(ratio, 3),
        "target": target,
        "higher_is_better": False,
        "runs": runs,
    }
